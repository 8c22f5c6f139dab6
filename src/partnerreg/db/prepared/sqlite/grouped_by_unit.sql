-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT anon_1.partner_id, CAST(unit.id AS VARCHAR) AS "key", unit.name 
FROM (SELECT partner.id AS partner_id, partner.unit_id AS unit_id 
FROM partner UNION SELECT partner_area.partner_id AS partner_id, partner_area.unit_id AS unit_id 
FROM partner_area 
WHERE (partner_area.starts_on IS NULL OR (partner_area.starts_on <= :today)) AND (partner_area.ends_on IS NULL OR (partner_area.ends_on >= :today))) AS anon_1 JOIN unit ON unit.id = anon_1.unit_id ORDER BY anon_1.partner_id, unit.id
