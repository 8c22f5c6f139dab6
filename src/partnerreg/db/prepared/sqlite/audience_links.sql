-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_audience.partner_id, partner_audience.audience_id 
FROM partner_audience ORDER BY partner_audience.partner_id, partner_audience.audience_id
