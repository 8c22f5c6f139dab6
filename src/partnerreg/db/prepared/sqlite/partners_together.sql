-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT one.id AS one_id, one.name AS one, other.id AS other_id, other.name AS other, count(activity.id) AS activities, max(activity.held_on) AS last_on 
FROM partner AS one, partner AS other, activity, activity_partner, activity_partner AS second 
WHERE activity_partner.activity_id = activity.id AND second.activity_id = activity.id AND activity_partner.partner_id < second.partner_id AND one.id = activity_partner.partner_id AND other.id = second.partner_id AND activity.held_on >= :since AND activity.held_on <= :today GROUP BY one.id, one.name, other.id, other.name ORDER BY activities DESC, one.id, other.id
