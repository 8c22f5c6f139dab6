-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT evaluation.partner_id, evaluation.held_on, evaluation.decision 
FROM evaluation 
WHERE (evaluation.decision = 'promote' OR evaluation.decision = 'demote' OR evaluation.decision = 'hand-over' OR evaluation.decision = 'end') AND evaluation.id = (SELECT evaluation_of_partner.id 
FROM evaluation AS evaluation_of_partner 
WHERE evaluation_of_partner.partner_id = evaluation.partner_id AND evaluation_of_partner.held_on <= :today ORDER BY evaluation_of_partner.held_on DESC, evaluation_of_partner.id DESC
 LIMIT 1 OFFSET 0) AND NOT (EXISTS (SELECT * 
FROM level_change 
WHERE level_change.partner_id = evaluation.partner_id AND level_change.effective_on BETWEEN evaluation.held_on AND :today AND (level_change.to_level IS NULL OR evaluation.decision = 'promote' AND level_change.to_level < level_change.from_level OR evaluation.decision = 'demote' AND level_change.to_level > level_change.from_level))) AND NOT (EXISTS (SELECT * 
FROM assignment 
WHERE assignment.partner_id = evaluation.partner_id AND assignment.starts_on BETWEEN evaluation.held_on AND :today AND assignment.role = 'coordinator' AND evaluation.decision = 'hand-over')) ORDER BY evaluation.held_on, evaluation.partner_id
