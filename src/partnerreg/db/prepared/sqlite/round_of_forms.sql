-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT health_check.id 
FROM health_check 
WHERE health_check.form_code = :code ORDER BY health_check.id
