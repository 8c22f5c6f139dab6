-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT change.id, change.row_id, change.last_row_id, change.partner_id, change."before", change."after" 
FROM change 
WHERE change.operation_id = :operation AND change.table_name = :table AND change.id > :after ORDER BY change.id
 LIMIT coalesce(:most, 9223372036854775807) OFFSET 0
