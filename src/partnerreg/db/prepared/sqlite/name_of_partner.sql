-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.name 
FROM partner 
WHERE partner.id = :partner
