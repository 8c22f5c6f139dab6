-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT staff.id AS number, staff.name AS name, staff.email AS email, unit.name AS unit, CASE WHEN (staff.is_management IS 1) THEN 'yes' WHEN (staff.is_management IS 0) THEN 'no' END AS management, staff.starts_on AS starts_on, staff.ends_on AS ends_on 
FROM staff LEFT OUTER JOIN unit ON unit.id = staff.unit_id ORDER BY staff.id
