-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT phase_change.effective_on, phase_change.phase, phase_change.reason, phase_change.end_reason, phase_change.actor, phase_change.recorded_at 
FROM phase_change 
WHERE phase_change.project_id = :project ORDER BY phase_change.effective_on, phase_change.id
