-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT area.name 
FROM partner_area JOIN area ON area.id = partner_area.area_id 
WHERE partner_area.partner_id = :partner AND (partner_area.starts_on IS NULL OR (partner_area.starts_on <= :today)) AND (partner_area.ends_on IS NULL OR (partner_area.ends_on >= :today)) AND (area.retired_on IS NULL OR (area.retired_on > :today)) ORDER BY partner_area.starts_on, partner_area.id
