-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT level_change.partner_id, level_change.from_level, level_change.to_level, level_change.effective_on 
FROM level_change 
WHERE level_change.partner_id >= :first AND level_change.partner_id <= :last AND level_change.effective_on <= :today AND (:changed_since IS NULL OR level_change.partner_id IN (SELECT later.partner_id 
FROM level_change AS later 
WHERE later.effective_on > :changed_since AND later.effective_on <= :today)) ORDER BY level_change.partner_id, level_change.effective_on, level_change.id
