-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_goal.id, partner_goal.partner_id, partner_goal.goal_id, goal.code || ' ' || goal.title AS name, partner_goal.rationale, partner_goal.starts_on, partner_goal.ends_on 
FROM partner_goal JOIN goal ON goal.id = partner_goal.goal_id 
WHERE partner_goal.partner_id >= :first AND partner_goal.partner_id <= :last ORDER BY partner_goal.partner_id, partner_goal.starts_on, partner_goal.id
