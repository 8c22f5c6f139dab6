-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity.id AS activity_id, audience.id AS "key", audience.name 
FROM activity, audience, activity_audience 
WHERE activity_audience.activity_id = activity.id AND audience.id = activity_audience.audience_id AND activity.held_on >= :since AND activity.held_on <= :today ORDER BY activity.id, activity_audience.id
