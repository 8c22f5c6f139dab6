-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT operation.id, operation.at, operation.actor, operation.command, operation.summary, (SELECT count(*) AS count_1 
FROM change 
WHERE change.operation_id = operation.id) + (SELECT coalesce(sum(change.last_row_id - change.row_id), 0) AS coalesce_1 
FROM change 
WHERE change.operation_id = operation.id AND change.last_row_id IS NOT NULL) AS rows, operation.takes_back_id 
FROM operation 
WHERE (:number IS NULL OR operation.id = :number) AND (:moment IS NULL OR operation.at >= :moment) AND (:actor IS NULL OR operation.actor = :actor) AND (:command IS NULL OR instr(operation.command, :command) > 0) ORDER BY operation.id DESC
 LIMIT coalesce(:most, 9223372036854775807) OFFSET 0
