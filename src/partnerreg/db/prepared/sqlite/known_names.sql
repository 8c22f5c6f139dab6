-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT anon_1.is_person, anon_1.name 
FROM (SELECT 1 AS is_person, contact.name AS name 
FROM contact 
WHERE contact.name IS NOT NULL UNION SELECT 1 AS is_person, staff.name AS name 
FROM staff 
WHERE staff.name IS NOT NULL UNION SELECT 1 AS is_person, signature.name AS name 
FROM signature 
WHERE signature.name IS NOT NULL UNION SELECT 1 AS is_person, proposal.contact AS name 
FROM proposal 
WHERE proposal.contact IS NOT NULL UNION SELECT 1 AS is_person, agreement.sent_to AS name 
FROM agreement 
WHERE agreement.sent_to IS NOT NULL UNION SELECT 1 AS is_person, name_consent.given_by AS name 
FROM name_consent 
WHERE name_consent.given_by IS NOT NULL UNION SELECT 0 AS is_person, partner.name AS name 
FROM partner 
WHERE partner.name IS NOT NULL UNION SELECT 0 AS is_person, proposal.name AS name 
FROM proposal 
WHERE proposal.name IS NOT NULL) AS anon_1 ORDER BY anon_1.name
