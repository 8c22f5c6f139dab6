-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.region_key, partner.region 
FROM partner 
WHERE partner.region IS NOT NULL ORDER BY partner.id
