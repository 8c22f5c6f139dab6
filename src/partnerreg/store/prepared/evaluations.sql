-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT evaluation.id, evaluation.partner_id, partner.name AS partner, evaluation.held_on, evaluation.rating, evaluation.experience, evaluation.effect, evaluation.continuation, evaluation.decision 
FROM evaluation JOIN partner ON partner.id = evaluation.partner_id 
WHERE evaluation.partner_id >= :first AND evaluation.partner_id <= :last ORDER BY evaluation.held_on DESC, evaluation.id DESC
