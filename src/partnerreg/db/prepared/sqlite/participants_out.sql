-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity_partner.id AS number, activity_partner.activity_id AS activity, activity_partner.partner_id AS partner 
FROM activity_partner ORDER BY activity_partner.id
