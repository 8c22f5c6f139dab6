-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, (SELECT staff.name 
FROM staff, assignment 
WHERE assignment.partner_id = partner.id AND assignment.role = 'coordinator' AND staff.id = assignment.staff_id AND (assignment.starts_on IS NULL OR (assignment.starts_on <= :today)) AND (assignment.ends_on IS NULL OR (assignment.ends_on >= :today)) AND (staff.ends_on IS NULL OR (staff.ends_on >= :today)) ORDER BY assignment.id
 LIMIT 1 OFFSET 0) AS coordinator, (SELECT contact.name 
FROM contact 
WHERE contact.partner_id = partner.id AND (contact.retain_until IS NULL OR contact.retain_until >= :kept_on) ORDER BY contact.is_primary DESC, contact.id
 LIMIT 1 OFFSET 0) AS contact 
FROM partner 
WHERE :quiet_since IS NULL OR (partner.id NOT IN (SELECT activity_partner.partner_id 
FROM activity JOIN activity_partner ON activity.id = activity_partner.activity_id 
WHERE activity.held_on >= :quiet_since AND activity.held_on <= :today)) ORDER BY partner.id
