-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT agreement.partner_id, agreement.kind, agreement.signed_on, agreement.valid_from, agreement.valid_until, agreement.renewal, agreement.renewal_months, agreement.notice_months, agreement.terminated_on, agreement.exit_terms IS NOT NULL AS has_exit_terms, agreement.id AS number 
FROM agreement JOIN level_change ON level_change.id = (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = agreement.partner_id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) 
WHERE agreement.partner_id >= :first AND agreement.partner_id <= :last AND agreement.signed_on <= :today AND (agreement.valid_until IS NULL OR agreement.valid_until >= :today OR agreement.renewal = 'tacit') AND (:agreements >> level_change.to_level) & 1 = 1 ORDER BY agreement.partner_id, agreement.id
