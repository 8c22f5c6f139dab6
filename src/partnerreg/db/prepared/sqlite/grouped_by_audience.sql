-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_audience.partner_id, CAST(audience.id AS VARCHAR) AS "key", audience.name 
FROM partner_audience JOIN audience ON audience.id = partner_audience.audience_id ORDER BY partner_audience.partner_id, partner_audience.id
