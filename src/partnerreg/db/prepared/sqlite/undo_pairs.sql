-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT operation.id, operation.takes_back_id 
FROM operation 
WHERE operation.takes_back_id IS NOT NULL ORDER BY operation.id DESC
