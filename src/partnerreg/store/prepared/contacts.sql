-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT contact.id, contact.partner_id, partner.name AS partner, contact.name, contact.role, contact.email, contact.phone, contact.is_primary, contact.source, contact.legal_basis, contact.informed_on, contact.verified_on, contact.retain_until, contact.notes, contact.search_key 
FROM contact JOIN partner ON partner.id = contact.partner_id 
WHERE contact.partner_id >= :first AND contact.partner_id <= :last ORDER BY contact.partner_id, contact.is_primary DESC, contact.id
