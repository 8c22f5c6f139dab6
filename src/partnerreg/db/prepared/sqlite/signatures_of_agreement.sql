-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT signature.party, partner.name AS represents, signature.name, coalesce(signature.signed_on, agreement.signed_on) AS signed_on 
FROM signature JOIN agreement ON agreement.id = signature.agreement_id LEFT OUTER JOIN partner ON partner.id = signature.represents_id 
WHERE agreement.id = :agreement ORDER BY coalesce(signature.signed_on, agreement.signed_on), signature.id
