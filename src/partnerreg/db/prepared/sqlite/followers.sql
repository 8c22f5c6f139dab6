-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT assignment.partner_id, staff.name, assignment.role, assignment.starts_on, staff.email, staff.phone 
FROM assignment JOIN staff ON staff.id = assignment.staff_id 
WHERE assignment.partner_id >= :first AND assignment.partner_id <= :last AND (assignment.starts_on IS NULL OR (assignment.starts_on <= :today)) AND (assignment.ends_on IS NULL OR (assignment.ends_on >= :today)) AND (staff.ends_on IS NULL OR (staff.ends_on >= :today)) ORDER BY assignment.partner_id, assignment.role, assignment.starts_on, assignment.id
