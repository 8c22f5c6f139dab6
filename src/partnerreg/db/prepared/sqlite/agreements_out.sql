-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT agreement.id AS number, agreement.partner_id AS partner, partner.name AS partner_name, agreement.kind AS kind, agreement.title AS title, agreement.reference AS reference, agreement.signed_on AS signed_on, agreement.valid_from AS valid_from, agreement.valid_until AS valid_until, agreement.renewal_months AS renewal_months, agreement.notice_months AS notice_months, agreement.terminated_on AS terminated_on, agreement.exit_terms AS exit_terms, agreement.replaces_id AS replaces 
FROM agreement JOIN partner ON partner.id = agreement.partner_id 
WHERE agreement.partner_id + 0 >= :first AND agreement.partner_id + 0 <= :last ORDER BY agreement.id
