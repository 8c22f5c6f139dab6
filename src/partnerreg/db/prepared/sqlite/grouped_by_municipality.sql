-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.municipality_key, partner.municipality 
FROM partner 
WHERE partner.municipality IS NOT NULL ORDER BY partner.id
