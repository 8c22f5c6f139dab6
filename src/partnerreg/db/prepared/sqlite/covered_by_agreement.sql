-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT agreement_cover.partner_id, partner.name AS partner, agreement_cover.joined_on, agreement_cover.left_on 
FROM agreement_cover JOIN partner ON partner.id = agreement_cover.partner_id 
WHERE agreement_cover.agreement_id = :agreement ORDER BY agreement_cover.joined_on, agreement_cover.partner_id, agreement_cover.id
