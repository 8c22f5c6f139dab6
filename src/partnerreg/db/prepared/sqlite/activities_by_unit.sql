-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT anon_1.activity_id, anon_1."key", anon_1.name 
FROM (SELECT activity.id AS activity_id, unit.id AS "key", unit.name AS name 
FROM activity, unit 
WHERE unit.id = activity.unit_id AND activity.held_on >= :since AND activity.held_on <= :today UNION SELECT activity.id AS activity_id, unit.id AS "key", unit.name AS name 
FROM activity, unit, activity_partner, partner 
WHERE activity.unit_id IS NULL AND activity_partner.activity_id = activity.id AND partner.id = activity_partner.partner_id AND unit.id = partner.unit_id AND activity.held_on >= :since AND activity.held_on <= :today) AS anon_1 ORDER BY anon_1.activity_id, anon_1."key"
