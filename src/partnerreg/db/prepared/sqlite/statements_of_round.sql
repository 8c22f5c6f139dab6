-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT health_statement.code, health_statement.section, health_statement.text, health_statement.is_open 
FROM health_statement 
WHERE health_statement.health_id = :round ORDER BY health_statement.id
