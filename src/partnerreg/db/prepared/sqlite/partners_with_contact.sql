-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT DISTINCT contact.partner_id 
FROM contact 
WHERE contact.retain_until IS NULL OR contact.retain_until >= :today ORDER BY contact.partner_id
