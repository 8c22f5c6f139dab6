-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT step_answer.partner_id, step_answer.code, step_answer.state, step_answer.text, step_answer.answered_on, step_answer.answered_by, step_answer.id AS number 
FROM step_answer JOIN level_change ON level_change.id = (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = step_answer.partner_id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) 
WHERE step_answer.partner_id >= :first AND step_answer.partner_id <= :last AND step_answer.answered_on = (SELECT max(later.answered_on) AS max_1 
FROM step_answer AS later 
WHERE later.partner_id = step_answer.partner_id AND later.code = step_answer.code AND later.answered_on <= :today) AND (:preparation >> level_change.to_level) & 1 = 1 ORDER BY step_answer.partner_id, step_answer.code
