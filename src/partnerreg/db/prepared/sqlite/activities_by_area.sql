-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity.id AS activity_id, area.id AS "key", area.name 
FROM activity, area 
WHERE area.id = activity.area_id AND activity.held_on >= :since AND activity.held_on <= :today ORDER BY activity.id
