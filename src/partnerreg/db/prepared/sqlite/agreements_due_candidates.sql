-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT agreement.partner_id, agreement.kind, agreement.signed_on, agreement.valid_from, agreement.valid_until, agreement.renewal, agreement.renewal_months, agreement.notice_months, agreement.terminated_on, agreement.id AS number, agreement.title, agreement.replaces_id, partner.name AS partner, level_change.to_level AS level, (SELECT staff.name 
FROM staff, assignment 
WHERE assignment.partner_id = agreement.partner_id AND assignment.role = 'coordinator' AND staff.id = assignment.staff_id AND (assignment.starts_on IS NULL OR (assignment.starts_on <= :today)) AND (assignment.ends_on IS NULL OR (assignment.ends_on >= :today)) AND (staff.ends_on IS NULL OR (staff.ends_on >= :today)) ORDER BY assignment.id
 LIMIT 1 OFFSET 0) AS coordinator 
FROM agreement JOIN partner ON partner.id = agreement.partner_id JOIN level_change ON level_change.id = (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = partner.id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) 
WHERE agreement.signed_on <= :today AND (agreement.valid_until IS NULL OR agreement.valid_until >= :today OR agreement.renewal = 'tacit') AND agreement.partner_id IN (SELECT agreement.partner_id 
FROM agreement 
WHERE agreement.signed_on <= :today AND (agreement.valid_until IS NULL OR agreement.valid_until >= :today OR agreement.renewal = 'tacit') AND (agreement.terminated_on IS NOT NULL OR agreement.valid_until <= :latest OR date(agreement.valid_until, '-' || coalesce(agreement.notice_months, 0) || ' months') <= :latest)) AND level_change.to_level IS NOT NULL ORDER BY agreement.partner_id, agreement.id
