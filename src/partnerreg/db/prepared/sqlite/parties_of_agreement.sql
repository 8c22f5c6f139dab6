-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT party.partner_id, partner.name AS partner, party.joined_on, party.left_on 
FROM (SELECT agreement.id AS agreement_id, agreement.partner_id AS partner_id, CAST(NULL AS DATE) AS joined_on, agreement.left_on AS left_on 
FROM agreement UNION ALL SELECT agreement_party.agreement_id AS agreement_id, agreement_party.partner_id AS partner_id, agreement_party.joined_on AS joined_on, agreement_party.left_on AS left_on 
FROM agreement_party) AS party JOIN partner ON partner.id = party.partner_id JOIN agreement ON agreement.id = party.agreement_id 
WHERE agreement.id = :agreement ORDER BY party.partner_id != agreement.partner_id, party.joined_on, party.partner_id
