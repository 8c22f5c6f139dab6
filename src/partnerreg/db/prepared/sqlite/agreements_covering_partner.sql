-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT agreement.id AS id, agreement.partner_id AS partner_id, partner.name AS partner, agreement.kind AS kind, agreement.title AS title, agreement.reference AS reference, agreement.drafted_on AS drafted_on, agreement.sent_to AS sent_to, agreement.sent_on AS sent_on, agreement.signed_on AS signed_on, agreement.valid_from AS valid_from, CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END AS valid_until, CASE WHEN (amended.id IS NULL) THEN agreement.renewal ELSE amended.renewal END AS renewal, CASE WHEN (amended.id IS NULL) THEN agreement.renewal_months ELSE amended.renewal_months END AS renewal_months, CASE WHEN (amended.id IS NULL) THEN agreement.notice_months ELSE amended.notice_months END AS notice_months, CASE WHEN (amended.id IS NULL) THEN agreement.notice ELSE amended.notice END AS notice, CASE WHEN (amended.id IS NULL) THEN agreement.notice_to ELSE amended.notice_to END AS notice_to, CASE WHEN (amended.id IS NULL) THEN agreement.exit_terms ELSE amended.exit_terms END AS exit_terms, CASE WHEN (amended.id IS NULL) THEN agreement.value ELSE amended.value END AS value, CASE WHEN (amended.id IS NULL) THEN agreement.currency ELSE amended.currency END AS currency, agreement.terminated_on AS terminated_on, agreement.replaces_id AS replaces_id, (SELECT group_concat(anon_2.item, '
') AS anon_1 
FROM (SELECT partner.name AS item, 0 AS place 
FROM partner 
WHERE partner.id = agreement.partner_id AND (agreement.left_on IS NULL OR (agreement.left_on > :today)) UNION ALL SELECT partner.name AS name, agreement_party.id AS id 
FROM partner, agreement_party 
WHERE agreement_party.agreement_id = agreement.id AND partner.id = agreement_party.partner_id AND (agreement_party.joined_on IS NULL OR (agreement_party.joined_on <= :today)) AND (agreement_party.left_on IS NULL OR (agreement_party.left_on > :today)) ORDER BY place) AS anon_2) AS parties, NULL AS joined_on, agreement.left_on AS left_on, suspended.starts_on AS suspended_from, suspended.ends_on AS suspended_until, (SELECT max(coalesce(signature.signed_on, agreement.signed_on)) AS max_1 
FROM signature 
WHERE signature.agreement_id = agreement.id AND signature.party = 'we' AND (signature.signed_on IS NULL OR signature.signed_on <= :today)) AS we_signed_on, (SELECT max(coalesce(signature.signed_on, agreement.signed_on)) AS max_2 
FROM signature 
WHERE signature.agreement_id = agreement.id AND signature.party = 'they' AND (signature.signed_on IS NULL OR signature.signed_on <= :today)) AS they_signed_on, (SELECT max(later.id) AS max_3 
FROM agreement AS later 
WHERE later.replaces_id = agreement.id) AS replaced_by_id, (SELECT count(*) AS count_1 
FROM document 
WHERE document.agreement_id = agreement.id) AS documents 
FROM agreement JOIN partner ON partner.id = agreement.partner_id LEFT OUTER JOIN amendment AS amended ON amended.id = (SELECT later.id 
FROM amendment AS later 
WHERE later.agreement_id = agreement.id AND later.starts_on <= :today AND later.signed_on <= :today ORDER BY later.starts_on DESC
 LIMIT 1 OFFSET 0) LEFT OUTER JOIN (SELECT suspension.agreement_id AS agreement_id, suspension.starts_on AS starts_on, suspension.ends_on AS ends_on 
FROM suspension 
WHERE (suspension.starts_on IS NULL OR (suspension.starts_on <= :today)) AND (suspension.ends_on IS NULL OR (suspension.ends_on >= :today))) AS suspended ON suspended.agreement_id = agreement.id 
WHERE EXISTS (SELECT * 
FROM agreement_cover 
WHERE agreement_cover.agreement_id = agreement.id AND agreement_cover.partner_id = :partner AND agreement_cover.joined_on <= :today AND agreement_cover.left_on IS NULL) ORDER BY agreement.id
