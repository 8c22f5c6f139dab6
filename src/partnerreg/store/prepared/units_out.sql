-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT unit.id AS number, unit.name AS name, unit.retired_on AS retired_on 
FROM unit ORDER BY unit.id
