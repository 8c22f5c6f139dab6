-- Compiled from the named query of this name by `make queries`; do not edit.
WITH held AS MATERIALIZED 
(SELECT change.id AS change_id, anon_2.value AS state 
FROM change JOIN json_each(change."before") AS anon_2 ON 1 = 1 
WHERE change.last_row_id IS NOT NULL AND change."before" IS NOT NULL AND change.table_name = :table AND change.id > :after AND change.last_row_id >= :first AND change.row_id <= :last)
 SELECT change.row_id, change.id, change."before" 
FROM change 
WHERE change.table_name = :table AND change.id > :after AND change.row_id >= :first AND change.row_id <= :last AND change."before" IS NOT NULL AND change.last_row_id IS NULL UNION ALL SELECT json_extract(held.state, '$.id') AS anon_1, held.change_id, held.state 
FROM held
