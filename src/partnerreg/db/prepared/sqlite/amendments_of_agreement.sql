-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT terms.starts_on, terms.signed_on, terms.valid_until, terms.renewal_months, terms.notice_months, terms.notice, terms.notice_to, terms.exit_terms, terms.value, terms.currency 
FROM (SELECT NULL AS starts_on, agreement.signed_on AS signed_on, agreement.valid_until AS valid_until, agreement.renewal_months AS renewal_months, agreement.notice_months AS notice_months, agreement.notice AS notice, agreement.notice_to AS notice_to, agreement.exit_terms AS exit_terms, agreement.value AS value, agreement.currency AS currency 
FROM agreement 
WHERE agreement.id = :agreement UNION ALL SELECT amendment.starts_on AS starts_on, amendment.signed_on AS signed_on, amendment.valid_until AS valid_until, amendment.renewal_months AS renewal_months, amendment.notice_months AS notice_months, amendment.notice AS notice, amendment.notice_to AS notice_to, amendment.exit_terms AS exit_terms, amendment.value AS value, amendment.currency AS currency 
FROM amendment 
WHERE amendment.agreement_id = :agreement AND amendment.signed_on <= :today) AS terms ORDER BY terms.starts_on
