-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT area.id AS number, area.name AS name, area.retired_on AS retired_on 
FROM area ORDER BY area.id
