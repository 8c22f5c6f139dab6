-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.name, partner.sector, partner.municipality, partner.municipality_key, unit.name AS unit 
FROM partner LEFT OUTER JOIN unit ON unit.id = partner.unit_id 
WHERE partner.id >= :first AND partner.id <= :last AND (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = partner.id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) IS NOT NULL ORDER BY partner.id
