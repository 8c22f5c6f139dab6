-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT DISTINCT partner_goal.partner_id, partner_goal.goal_id 
FROM partner_goal 
WHERE (partner_goal.starts_on IS NULL OR (partner_goal.starts_on <= :today)) AND (partner_goal.ends_on IS NULL OR (partner_goal.ends_on >= :today)) ORDER BY partner_goal.partner_id, partner_goal.goal_id
