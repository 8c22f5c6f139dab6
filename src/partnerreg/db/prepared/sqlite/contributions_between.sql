-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT contribution.partner_id, contribution.party, contribution.kind, contribution.hours, contribution.worth, contribution.currency 
FROM contribution 
WHERE contribution.direction = 'give' AND (contribution.starts_on IS NULL OR (contribution.starts_on <= :today)) AND (contribution.ends_on IS NULL OR (contribution.ends_on >= :since)) ORDER BY contribution.id
