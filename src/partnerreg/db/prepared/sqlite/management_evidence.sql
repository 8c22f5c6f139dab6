-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT assignment.partner_id, assignment.starts_on, CASE WHEN (staff.ends_on IS NOT NULL AND (assignment.ends_on IS NULL OR staff.ends_on < assignment.ends_on)) THEN staff.ends_on ELSE assignment.ends_on END AS ends_on 
FROM assignment JOIN staff ON staff.id = assignment.staff_id JOIN level_change ON level_change.id = (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = assignment.partner_id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) 
WHERE assignment.partner_id >= :first AND assignment.partner_id <= :last AND assignment.role = 'management' AND assignment.starts_on <= :today AND (:assignments >> level_change.to_level) & 1 = 1 ORDER BY assignment.partner_id, assignment.id
