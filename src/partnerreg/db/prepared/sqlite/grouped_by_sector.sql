-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.sector AS "key", partner.sector AS name 
FROM partner 
WHERE partner.sector IS NOT NULL ORDER BY partner.id
