-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT goal.code || ' ' || goal.title AS goal, partner_goal.rationale 
FROM partner_goal JOIN goal ON goal.id = partner_goal.goal_id 
WHERE partner_goal.partner_id = :partner AND (partner_goal.starts_on IS NULL OR (partner_goal.starts_on <= :today)) AND (partner_goal.ends_on IS NULL OR (partner_goal.ends_on >= :today)) AND (goal.starts_on IS NULL OR (goal.starts_on <= :today)) AND (goal.ends_on IS NULL OR (goal.ends_on >= :today)) ORDER BY partner_goal.starts_on, partner_goal.id
