-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT goal.id, goal.code, goal.title, (goal.starts_on IS NULL OR (goal.starts_on <= :today)) AND (goal.ends_on IS NULL OR (goal.ends_on >= :today)) AS current 
FROM goal ORDER BY goal.id
