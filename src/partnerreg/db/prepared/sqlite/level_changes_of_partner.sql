-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT level_change.id, level_change.from_level, level_change.to_level, level_change.effective_on, level_change.recorded_at, level_change.actor, level_change.reason, level_change.overridden, level_change.findings, level_change.ending 
FROM level_change 
WHERE level_change.partner_id = :partner ORDER BY level_change.effective_on, level_change.id
