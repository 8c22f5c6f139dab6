-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT contribution.party, contribution.direction, contribution.text 
FROM contribution 
WHERE contribution.partner_id = :partner ORDER BY contribution.id
