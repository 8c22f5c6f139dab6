-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT evaluation.partner_id, evaluation.held_on, evaluation.rating 
FROM evaluation 
WHERE evaluation.partner_id >= :first AND evaluation.partner_id <= :last AND evaluation.held_on <= :today ORDER BY evaluation.partner_id, evaluation.held_on, evaluation.id
