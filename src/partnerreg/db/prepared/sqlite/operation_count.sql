-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT count(operation.id) AS count_1 
FROM operation 
WHERE (:number IS NULL OR operation.id = :number) AND (:moment IS NULL OR operation.at >= :moment) AND (:actor IS NULL OR operation.actor = :actor) AND (:command IS NULL OR instr(operation.command, :command) > 0)
