-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT evaluation.next_on, evaluation.partner_id 
FROM evaluation 
WHERE evaluation.next_on <= :until AND evaluation.id = (SELECT evaluation_of_partner.id 
FROM evaluation AS evaluation_of_partner 
WHERE evaluation_of_partner.partner_id = evaluation.partner_id AND evaluation_of_partner.held_on <= :today ORDER BY evaluation_of_partner.held_on DESC, evaluation_of_partner.id DESC
 LIMIT 1 OFFSET 0) ORDER BY evaluation.next_on, evaluation.partner_id
