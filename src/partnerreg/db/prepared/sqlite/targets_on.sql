-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT target.id, target.project_id, target.indicator, target.baseline, target.target, target.measure, target.due, CASE WHEN (target.reached_on <= :today) THEN target.reached END AS reached, CASE WHEN (target.reached_on <= :today) THEN target.reached_on END AS reached_on 
FROM target 
WHERE :project IS NULL OR target.project_id = :project ORDER BY target.project_id, target.id
