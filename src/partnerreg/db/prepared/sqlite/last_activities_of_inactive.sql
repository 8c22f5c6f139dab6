-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity_partner.partner_id, activity.held_on, activity.kind AS kind, activity.title 
FROM (SELECT activity_partner.partner_id AS partner_id, max(activity.held_on) AS held_on 
FROM activity_partner JOIN activity ON activity.id = activity_partner.activity_id 
WHERE activity.held_on < :quiet_since AND (:quiet_since IS NULL OR (activity_partner.partner_id NOT IN (SELECT activity_partner.partner_id 
FROM activity JOIN activity_partner ON activity.id = activity_partner.activity_id 
WHERE activity.held_on >= :quiet_since AND activity.held_on <= :today))) GROUP BY activity_partner.partner_id) AS anon_1 JOIN activity_partner ON activity_partner.partner_id = anon_1.partner_id JOIN activity ON activity_partner.partner_id = anon_1.partner_id AND activity_partner.activity_id = activity.id AND activity.held_on = anon_1.held_on ORDER BY activity_partner.partner_id, activity.id
