-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT health_answer.side, health_answer.respondent, health_answer.code, health_answer.score, health_answer.comment 
FROM health_answer 
WHERE health_answer.health_id = :round AND health_answer.answered_on <= :today ORDER BY health_answer.side, health_answer.respondent, health_answer.id
