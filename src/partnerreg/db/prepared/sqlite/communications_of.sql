-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT communication.id AS value 
FROM communication 
WHERE communication.partner_id = :partner OR communication.activity_id IN (SELECT activity_partner.activity_id 
FROM activity_partner 
WHERE activity_partner.partner_id = :partner) OR communication.project_id IN (SELECT project_partner.project_id 
FROM project_partner 
WHERE project_partner.partner_id = :partner) ORDER BY communication.id
