-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity_partner.partner_id AS one_id, other.partner_id AS other_id, count(activity.id) AS activities, max(activity.held_on) AS last_on 
FROM activity_partner, activity_partner AS other, activity 
WHERE activity_partner.activity_id = activity.id AND other.activity_id = activity.id AND activity_partner.partner_id < other.partner_id AND activity.held_on >= :since AND activity.held_on <= :today GROUP BY activity_partner.partner_id, other.partner_id ORDER BY activity_partner.partner_id, other.partner_id
