-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.name, partner.municipality, partner.external_id, partner.name_key 
FROM partner 
WHERE partner.id = :number OR partner.external_id = :text OR partner.name_key = :key ORDER BY partner.id
