-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT agreement.id, agreement.partner_id, partner.name AS partner, agreement.kind, agreement.title, agreement.reference, agreement.signed_on, agreement.valid_from, agreement.valid_until, agreement.renewal, agreement.renewal_months, agreement.notice_months, agreement.terminated_on, agreement.exit_terms, agreement.replaces_id, (SELECT max(later.id) AS max_1 
FROM agreement AS later 
WHERE later.replaces_id = agreement.id) AS replaced_by_id, (SELECT count(*) AS count_1 
FROM document 
WHERE document.agreement_id = agreement.id) AS documents 
FROM agreement JOIN partner ON partner.id = agreement.partner_id 
WHERE agreement.partner_id >= :first AND agreement.partner_id <= :last ORDER BY agreement.partner_id, agreement.id
