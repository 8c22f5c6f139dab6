-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT area.id, area.name, area.retired_on, (SELECT count(DISTINCT partner.id) AS count_1 
FROM partner, partner_area 
WHERE partner_area.area_id = area.id AND (partner_area.starts_on IS NULL OR partner_area.starts_on <= :today) AND (partner_area.ends_on IS NULL OR partner_area.ends_on >= :today) AND partner.id = partner_area.partner_id AND partner.status = 'active') AS partners 
FROM area ORDER BY area.id
