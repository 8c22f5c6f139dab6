-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.legal_form AS "key", partner.legal_form AS name 
FROM partner 
WHERE partner.legal_form IS NOT NULL ORDER BY partner.id
