-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.name, coalesce(coalesce((SELECT partner_unit_of_partner.unit_id 
FROM partner_unit AS partner_unit_of_partner 
WHERE partner_unit_of_partner.partner_id = partner.id AND partner_unit_of_partner.is_lead = 1 AND (partner_unit_of_partner.starts_on IS NULL OR (partner_unit_of_partner.starts_on <= :today)) AND (partner_unit_of_partner.ends_on IS NULL OR (partner_unit_of_partner.ends_on >= :today)) ORDER BY partner_unit_of_partner.id
 LIMIT 1 OFFSET 0), CASE WHEN (partner.unit_since IS NULL OR partner.unit_since <= :today) THEN partner.unit_id END) = :unit, 0) AS runs 
FROM partner 
WHERE partner.status = 'active' AND (coalesce(coalesce((SELECT partner_unit_of_partner.unit_id 
FROM partner_unit AS partner_unit_of_partner 
WHERE partner_unit_of_partner.partner_id = partner.id AND partner_unit_of_partner.is_lead = 1 AND (partner_unit_of_partner.starts_on IS NULL OR (partner_unit_of_partner.starts_on <= :today)) AND (partner_unit_of_partner.ends_on IS NULL OR (partner_unit_of_partner.ends_on >= :today)) ORDER BY partner_unit_of_partner.id
 LIMIT 1 OFFSET 0), CASE WHEN (partner.unit_since IS NULL OR partner.unit_since <= :today) THEN partner.unit_id END) = :unit, 0) = 1 OR (EXISTS (SELECT * 
FROM partner_area 
WHERE partner_area.partner_id = partner.id AND partner_area.unit_id = :unit AND (partner_area.starts_on IS NULL OR (partner_area.starts_on <= :today)) AND (partner_area.ends_on IS NULL OR (partner_area.ends_on >= :today)))) OR (EXISTS (SELECT * 
FROM partner_unit 
WHERE partner_unit.partner_id = partner.id AND partner_unit.unit_id = :unit AND (partner_unit.starts_on IS NULL OR (partner_unit.starts_on <= :today)) AND (partner_unit.ends_on IS NULL OR (partner_unit.ends_on >= :today))))) ORDER BY coalesce(coalesce((SELECT partner_unit_of_partner.unit_id 
FROM partner_unit AS partner_unit_of_partner 
WHERE partner_unit_of_partner.partner_id = partner.id AND partner_unit_of_partner.is_lead = 1 AND (partner_unit_of_partner.starts_on IS NULL OR (partner_unit_of_partner.starts_on <= :today)) AND (partner_unit_of_partner.ends_on IS NULL OR (partner_unit_of_partner.ends_on >= :today)) ORDER BY partner_unit_of_partner.id
 LIMIT 1 OFFSET 0), CASE WHEN (partner.unit_since IS NULL OR partner.unit_since <= :today) THEN partner.unit_id END) = :unit, 0) DESC, partner.id
