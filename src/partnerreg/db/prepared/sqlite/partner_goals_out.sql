-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_goal.id AS number, partner_goal.partner_id AS partner, partner.name AS partner_name, partner_goal.goal_id AS goal_number, goal.code AS goal, partner_goal.rationale AS rationale, partner_goal.starts_on AS starts_on, partner_goal.ends_on AS ends_on 
FROM partner_goal JOIN partner ON partner.id = partner_goal.partner_id JOIN goal ON goal.id = partner_goal.goal_id ORDER BY partner_goal.id
