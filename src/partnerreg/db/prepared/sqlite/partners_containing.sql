-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.name, partner.municipality, partner.external_id, partner.name_key 
FROM partner 
WHERE instr(partner.search_key, :part) > 0 ORDER BY CASE WHEN (instr(partner.search_key, :part) = 1) THEN 0 ELSE 1 END, partner.search_key
 LIMIT coalesce(:most, 9223372036854775807) OFFSET 0
