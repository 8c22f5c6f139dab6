-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT audience.name 
FROM audience, partner_audience 
WHERE partner_audience.partner_id = :partner AND audience.id = partner_audience.audience_id ORDER BY partner_audience.id
