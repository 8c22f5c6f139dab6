-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT evaluation_indicator.name, evaluation_indicator.value 
FROM evaluation_indicator 
WHERE evaluation_indicator.evaluation_id = :evaluation ORDER BY evaluation_indicator.id
