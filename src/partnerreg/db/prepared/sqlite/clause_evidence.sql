-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT party.partner_id, clause.agreement_id, clause.code, clause.state 
FROM (SELECT agreement.id AS agreement_id, agreement.partner_id AS partner_id, CAST(NULL AS DATE) AS joined_on, agreement.left_on AS left_on 
FROM agreement UNION ALL SELECT agreement_party.agreement_id AS agreement_id, agreement_party.partner_id AS partner_id, agreement_party.joined_on AS joined_on, agreement_party.left_on AS left_on 
FROM agreement_party) AS party JOIN agreement ON agreement.id = party.agreement_id JOIN clause ON clause.agreement_id = agreement.id JOIN level_change ON level_change.id = (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = party.partner_id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) 
WHERE party.partner_id >= :first AND party.partner_id <= :last AND agreement.signed_on <= :today AND clause.marked_on = (SELECT max(later.marked_on) AS max_1 
FROM clause AS later 
WHERE later.agreement_id = clause.agreement_id AND later.code = clause.code AND later.marked_on <= :today) AND (:clauses >> level_change.to_level) & 1 = 1 ORDER BY party.partner_id, clause.agreement_id, clause.id
