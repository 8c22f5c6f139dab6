-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_goal.partner_id, count(DISTINCT partner_goal.goal_id) AS count_1 
FROM partner_goal JOIN goal ON goal.id = partner_goal.goal_id 
WHERE partner_goal.partner_id >= :first AND partner_goal.partner_id <= :last AND (partner_goal.starts_on IS NULL OR partner_goal.starts_on <= :today) AND (partner_goal.ends_on IS NULL OR partner_goal.ends_on >= :today) AND (goal.starts_on IS NULL OR goal.starts_on <= :today) AND (goal.ends_on IS NULL OR goal.ends_on >= :today) GROUP BY partner_goal.partner_id ORDER BY partner_goal.partner_id
