-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT area.id, NULL AS code, area.name, area.retired_on IS NULL OR (area.retired_on > :today) AS current 
FROM area ORDER BY area.id
