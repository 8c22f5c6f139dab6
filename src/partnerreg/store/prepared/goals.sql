-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT goal.id, goal.code, goal.title, goal.starts_on, goal.ends_on, (SELECT count(DISTINCT partner.id) AS count_1 
FROM partner, partner_goal 
WHERE partner_goal.goal_id = goal.id AND (partner_goal.starts_on IS NULL OR partner_goal.starts_on <= :today) AND (partner_goal.ends_on IS NULL OR partner_goal.ends_on >= :today) AND partner.id = partner_goal.partner_id AND partner.status = 'active') AS partners 
FROM goal ORDER BY goal.id
