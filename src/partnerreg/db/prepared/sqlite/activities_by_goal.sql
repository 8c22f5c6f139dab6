-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT DISTINCT activity.id AS activity_id, goal.id AS "key", goal.code || ' ' || goal.title AS name 
FROM activity, goal, activity_partner, partner_goal 
WHERE activity_partner.activity_id = activity.id AND partner_goal.partner_id = activity_partner.partner_id AND (partner_goal.starts_on IS NULL OR (partner_goal.starts_on <= activity.held_on)) AND (partner_goal.ends_on IS NULL OR (partner_goal.ends_on >= activity.held_on)) AND goal.id = partner_goal.goal_id AND activity.held_on >= :since AND activity.held_on <= :today ORDER BY activity.id, goal.id
