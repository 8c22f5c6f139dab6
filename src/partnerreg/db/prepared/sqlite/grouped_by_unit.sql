-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT anon_1.partner_id, CAST(unit.id AS VARCHAR) AS "key", unit.name 
FROM (SELECT partner.id AS partner_id, coalesce((SELECT partner_unit_of_partner.unit_id 
FROM partner_unit AS partner_unit_of_partner 
WHERE partner_unit_of_partner.partner_id = partner.id AND partner_unit_of_partner.is_lead = 1 AND (partner_unit_of_partner.starts_on IS NULL OR (partner_unit_of_partner.starts_on <= :today)) AND (partner_unit_of_partner.ends_on IS NULL OR (partner_unit_of_partner.ends_on >= :today)) ORDER BY partner_unit_of_partner.id
 LIMIT 1 OFFSET 0), CASE WHEN (partner.unit_since IS NULL OR partner.unit_since <= :today) THEN partner.unit_id END) AS unit_id 
FROM partner UNION SELECT partner_unit.partner_id AS partner_id, partner_unit.unit_id AS unit_id 
FROM partner_unit 
WHERE partner_unit.is_lead = 0 AND (partner_unit.starts_on IS NULL OR (partner_unit.starts_on <= :today)) AND (partner_unit.ends_on IS NULL OR (partner_unit.ends_on >= :today)) UNION SELECT partner_area.partner_id AS partner_id, partner_area.unit_id AS unit_id 
FROM partner_area 
WHERE (partner_area.starts_on IS NULL OR (partner_area.starts_on <= :today)) AND (partner_area.ends_on IS NULL OR (partner_area.ends_on >= :today))) AS anon_1 JOIN unit ON unit.id = anon_1.unit_id ORDER BY anon_1.partner_id, unit.id
