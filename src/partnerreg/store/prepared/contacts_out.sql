-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT contact.id AS number, contact.partner_id AS partner, partner.name AS partner_name, contact.name AS name, contact.role AS role, contact.email AS email, contact.phone AS phone, CASE WHEN (contact.is_primary IS 1) THEN 'yes' WHEN (contact.is_primary IS 0) THEN 'no' END AS "primary", contact.source AS source, contact.legal_basis AS legal_basis, contact.informed_on AS informed_on, contact.verified_on AS verified_on, contact.retain_until AS retain_until, contact.notes AS notes 
FROM contact JOIN partner ON partner.id = contact.partner_id 
WHERE contact.partner_id + 0 >= :first AND contact.partner_id + 0 <= :last ORDER BY contact.id
