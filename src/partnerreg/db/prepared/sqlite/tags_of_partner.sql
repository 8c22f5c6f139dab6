-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_tag.tag 
FROM partner_tag 
WHERE partner_tag.partner_id = :partner ORDER BY partner_tag.id
