-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_area.id, partner_area.partner_id, partner_area.area_id, area.name, partner_area.rationale, partner_area.starts_on, partner_area.ends_on 
FROM partner_area JOIN area ON area.id = partner_area.area_id 
WHERE partner_area.partner_id >= :first AND partner_area.partner_id <= :last ORDER BY partner_area.partner_id, partner_area.starts_on, partner_area.id
