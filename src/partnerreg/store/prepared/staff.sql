-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT staff.id, staff.name, staff.email, unit.name AS unit, staff.is_management, staff.starts_on, staff.ends_on, (SELECT count(DISTINCT partner.id) AS count_1 
FROM partner, assignment 
WHERE assignment.staff_id = staff.id AND (assignment.starts_on IS NULL OR assignment.starts_on <= :today) AND (assignment.ends_on IS NULL OR assignment.ends_on >= :today) AND partner.id = assignment.partner_id AND partner.status = 'active') AS partners 
FROM staff LEFT OUTER JOIN unit ON unit.id = staff.unit_id ORDER BY staff.id
