-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_goal.partner_id, CAST(goal.id AS VARCHAR) AS "key", goal.code || ' ' || goal.title AS name 
FROM partner_goal JOIN goal ON goal.id = partner_goal.goal_id 
WHERE (partner_goal.starts_on IS NULL OR (partner_goal.starts_on <= :today)) AND (partner_goal.ends_on IS NULL OR (partner_goal.ends_on >= :today)) ORDER BY partner_goal.partner_id, partner_goal.id
