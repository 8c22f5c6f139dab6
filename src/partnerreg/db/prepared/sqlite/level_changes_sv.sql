-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT level_change.effective_on, level_change.partner_id, partner.name AS partner, level_change.from_level, level_change.to_level, level_change.ending, level_change.reason, level_change.overridden 
FROM level_change JOIN partner ON partner.id = level_change.partner_id 
WHERE level_change.effective_on > :since AND level_change.effective_on <= :today ORDER BY level_change.effective_on DESC, partner.sort_sv, partner.name, partner.id, level_change.id DESC
