-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT evaluation.id AS number, evaluation.partner_id AS partner, partner.name AS partner_name, evaluation.held_on AS held_on, evaluation.rating AS rating, evaluation.experience AS experience, evaluation.effect AS effect, evaluation.continuation AS continuation, evaluation.decision AS decision 
FROM evaluation JOIN partner ON partner.id = evaluation.partner_id ORDER BY evaluation.id
