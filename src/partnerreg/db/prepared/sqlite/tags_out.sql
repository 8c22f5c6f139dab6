-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_tag.id AS number, partner_tag.partner_id AS partner, partner_tag.tag AS tag 
FROM partner_tag ORDER BY partner_tag.id
