-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.scope AS "key", partner.scope AS name 
FROM partner 
WHERE partner.scope IS NOT NULL ORDER BY partner.id
