-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT unit.id, unit.name, unit.retired_on, (SELECT count(*) AS count_1 
FROM partner 
WHERE partner.unit_id = unit.id AND partner.status = 'active') AS partners 
FROM unit ORDER BY unit.id
