-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT contribution.id AS number, contribution.partner_id AS partner, contribution.party AS party, contribution.direction AS direction, contribution.text AS text 
FROM contribution ORDER BY contribution.id
