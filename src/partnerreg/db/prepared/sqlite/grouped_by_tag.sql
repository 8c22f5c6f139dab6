-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_tag.partner_id, partner_tag.tag_key, partner_tag.tag 
FROM partner_tag ORDER BY partner_tag.partner_id, partner_tag.id
