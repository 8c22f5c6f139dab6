-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT anon_1.activity_id, anon_1."key", anon_1.name 
FROM (SELECT activity.id AS activity_id, unit.id AS "key", unit.name AS name 
FROM activity, unit 
WHERE unit.id = activity.unit_id AND activity.held_on >= :since AND activity.held_on <= :today UNION SELECT activity.id AS activity_id, unit.id AS "key", unit.name AS name 
FROM activity, unit, activity_partner, partner 
WHERE activity.unit_id IS NULL AND activity_partner.activity_id = activity.id AND partner.id = activity_partner.partner_id AND unit.id = coalesce((SELECT partner_unit_of_partner.unit_id 
FROM partner_unit AS partner_unit_of_partner 
WHERE partner_unit_of_partner.partner_id = partner.id AND partner_unit_of_partner.is_lead = 1 AND (partner_unit_of_partner.starts_on IS NULL OR (partner_unit_of_partner.starts_on <= activity.held_on)) AND (partner_unit_of_partner.ends_on IS NULL OR (partner_unit_of_partner.ends_on >= activity.held_on)) ORDER BY partner_unit_of_partner.id
 LIMIT 1 OFFSET 0), CASE WHEN (partner.unit_since IS NULL OR partner.unit_since <= activity.held_on) THEN partner.unit_id END) AND activity.held_on >= :since AND activity.held_on <= :today) AS anon_1 ORDER BY anon_1.activity_id, anon_1."key"
