-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.name 
FROM partner 
WHERE partner.id IN (SELECT level_change.partner_id 
FROM level_change 
WHERE level_change.effective_on > :since AND level_change.effective_on <= :today) ORDER BY partner.id
