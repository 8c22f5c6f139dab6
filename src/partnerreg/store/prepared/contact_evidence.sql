-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT contact.partner_id, sum(CASE WHEN (contact.retain_until IS NULL OR contact.retain_until >= :today) THEN 1 ELSE 0 END) AS live, sum(CASE WHEN (contact.source IS NOT NULL AND contact.legal_basis IS NOT NULL AND contact.retain_until >= :today) THEN 0 ELSE 1 END) AS without_basis 
FROM contact 
WHERE contact.partner_id >= :first AND contact.partner_id <= :last GROUP BY contact.partner_id ORDER BY contact.partner_id
