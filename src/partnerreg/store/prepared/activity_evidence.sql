-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity_partner.partner_id, max(activity.held_on) AS last_on 
FROM activity_partner JOIN activity ON activity.id = activity_partner.activity_id 
WHERE activity_partner.partner_id >= :first AND activity_partner.partner_id <= :last AND activity.held_on <= :today GROUP BY activity_partner.partner_id ORDER BY activity_partner.partner_id
