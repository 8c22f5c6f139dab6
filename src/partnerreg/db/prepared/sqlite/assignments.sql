-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT assignment.id, assignment.partner_id, assignment.staff_id, staff.name, assignment.role, assignment.starts_on, CASE WHEN (staff.ends_on IS NOT NULL AND (assignment.ends_on IS NULL OR staff.ends_on < assignment.ends_on)) THEN staff.ends_on ELSE assignment.ends_on END AS ends_on 
FROM assignment JOIN staff ON staff.id = assignment.staff_id 
WHERE assignment.partner_id >= :first AND assignment.partner_id <= :last ORDER BY assignment.partner_id, assignment.role, assignment.starts_on, assignment.id
