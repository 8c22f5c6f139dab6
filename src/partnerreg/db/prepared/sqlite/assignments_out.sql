-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT assignment.id AS number, assignment.partner_id AS partner, partner.name AS partner_name, assignment.staff_id AS staff_number, staff.name AS staff, assignment.role AS role, assignment.starts_on AS starts_on, assignment.ends_on AS ends_on 
FROM assignment JOIN partner ON partner.id = assignment.partner_id JOIN staff ON staff.id = assignment.staff_id ORDER BY assignment.id
