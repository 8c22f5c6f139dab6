-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_area.id AS number, partner_area.partner_id AS partner, partner.name AS partner_name, partner_area.area_id AS area_number, area.name AS area, partner_area.starts_on AS starts_on, partner_area.ends_on AS ends_on 
FROM partner_area JOIN partner ON partner.id = partner_area.partner_id JOIN area ON area.id = partner_area.area_id ORDER BY partner_area.id
