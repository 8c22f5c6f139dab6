-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT contribution.party, contribution.direction, contribution.text, contribution.worth, contribution.currency 
FROM contribution 
WHERE contribution.partner_id = :partner AND (contribution.starts_on IS NULL OR (contribution.starts_on <= :today)) AND (contribution.ends_on IS NULL OR (contribution.ends_on >= :today)) ORDER BY contribution.id
