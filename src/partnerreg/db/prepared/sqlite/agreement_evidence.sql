-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT carried.partner_id AS partner_id, agreement.kind AS kind, agreement.signed_on AS signed_on, CASE WHEN (carried.joined_on > coalesce(agreement.valid_from, agreement.signed_on)) THEN carried.joined_on ELSE agreement.valid_from END AS valid_from, CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END AS valid_until, CASE WHEN (amended.id IS NULL) THEN agreement.renewal ELSE amended.renewal END AS renewal, CASE WHEN (amended.id IS NULL) THEN agreement.renewal_months ELSE amended.renewal_months END AS renewal_months, CASE WHEN (amended.id IS NULL) THEN agreement.notice_months ELSE amended.notice_months END AS notice_months, CASE WHEN (carried.left_on IS NULL OR carried.left_on > agreement.terminated_on) THEN agreement.terminated_on ELSE carried.left_on END AS terminated_on, CASE WHEN (amended.id IS NULL) THEN agreement.exit_terms ELSE amended.exit_terms END IS NOT NULL AS has_exit_terms, agreement.id AS number, CASE WHEN (amended.id IS NULL) THEN agreement.notice ELSE amended.notice END AS notice, CASE WHEN (amended.id IS NULL) THEN agreement.notice_to ELSE amended.notice_to END AS notice_to, EXISTS (SELECT * 
FROM suspension 
WHERE suspension.agreement_id = agreement.id AND (suspension.starts_on IS NULL OR (suspension.starts_on <= :today)) AND (suspension.ends_on IS NULL OR (suspension.ends_on >= :today))) AS suspended, CASE WHEN carried.covered THEN (SELECT partner.name 
FROM partner 
WHERE partner.id = agreement.partner_id) END AS "by" 
FROM (SELECT party.agreement_id AS agreement_id, party.partner_id AS partner_id, party.joined_on AS joined_on, party.left_on AS left_on, 0 AS covered 
FROM (SELECT agreement.id AS agreement_id, agreement.partner_id AS partner_id, CAST(NULL AS DATE) AS joined_on, agreement.left_on AS left_on 
FROM agreement UNION ALL SELECT agreement_party.agreement_id AS agreement_id, agreement_party.partner_id AS partner_id, agreement_party.joined_on AS joined_on, agreement_party.left_on AS left_on 
FROM agreement_party) AS party UNION ALL SELECT agreement_cover.agreement_id AS agreement_id, agreement_cover.partner_id AS partner_id, agreement_cover.joined_on AS joined_on, agreement_cover.left_on AS left_on, 1 AS anon_1 
FROM agreement_cover) AS carried JOIN agreement ON agreement.id = carried.agreement_id LEFT OUTER JOIN amendment AS amended ON amended.id = (SELECT later.id 
FROM amendment AS later 
WHERE later.agreement_id = agreement.id AND later.starts_on <= :today AND later.signed_on <= :today ORDER BY later.starts_on DESC
 LIMIT 1 OFFSET 0) JOIN level_change ON level_change.id = (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = carried.partner_id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) 
WHERE carried.partner_id >= :first AND carried.partner_id <= :last AND agreement.signed_on <= :today AND (CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END IS NULL OR CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END >= :today OR CASE WHEN (amended.id IS NULL) THEN agreement.renewal ELSE amended.renewal END = 'tacit') AND (:agreements >> level_change.to_level) & 1 = 1 ORDER BY carried.partner_id, agreement.id
