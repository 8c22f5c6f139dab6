-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, CAST(unit.id AS VARCHAR) AS "key", unit.name 
FROM partner JOIN unit ON unit.id = partner.unit_id ORDER BY partner.id
