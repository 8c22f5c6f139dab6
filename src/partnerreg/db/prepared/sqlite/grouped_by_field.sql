-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.policy_field AS "key", partner.policy_field AS name 
FROM partner 
WHERE partner.policy_field IS NOT NULL ORDER BY partner.id
