-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT operation.id, operation.at, operation.actor, operation.command, operation.summary, count(*) AS rows 
FROM operation JOIN change ON change.operation_id = operation.id 
WHERE change.partner_id = :partner OR change.id IN (SELECT change.id 
FROM change 
WHERE change.table_name = 'partner' AND change.row_id <= :partner AND change.last_row_id >= :partner) GROUP BY operation.id, operation.at, operation.actor, operation.command, operation.summary ORDER BY operation.id
