-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT goal.id AS number, goal.code AS code, goal.title AS title, goal.starts_on AS starts_on, goal.ends_on AS ends_on 
FROM goal ORDER BY goal.id
