-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT assignment.partner_id, CAST(staff.id AS VARCHAR) AS "key", staff.name 
FROM assignment, staff 
WHERE assignment.role = 'coordinator' AND staff.id = assignment.staff_id AND (assignment.starts_on IS NULL OR (assignment.starts_on <= :today)) AND (assignment.ends_on IS NULL OR (assignment.ends_on >= :today)) AND (staff.ends_on IS NULL OR (staff.ends_on >= :today)) ORDER BY assignment.partner_id, assignment.id
