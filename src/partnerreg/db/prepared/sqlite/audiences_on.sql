-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT audience.id, NULL AS code, audience.name, audience.retired_on IS NULL OR (audience.retired_on > :today) AS current 
FROM audience ORDER BY audience.id
