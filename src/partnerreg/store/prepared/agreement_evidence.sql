-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT agreement.partner_id, agreement.kind, agreement.signed_on, agreement.valid_from, agreement.valid_until, agreement.renewal, agreement.renewal_months, agreement.notice_months, agreement.terminated_on, agreement.exit_terms IS NOT NULL AS has_exit_terms, agreement.id AS number 
FROM agreement 
WHERE agreement.partner_id >= :first AND agreement.partner_id <= :last AND agreement.signed_on <= :today AND (agreement.valid_until IS NULL OR agreement.valid_until >= :today OR agreement.renewal = 'tacit') ORDER BY agreement.partner_id, agreement.id
