-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity.id, activity.held_on, activity.kind, activity.unit_id, activity.participants, activity.at, activity.hours, activity.series, (SELECT count(activity_staff.id) AS count_1 
FROM activity_staff 
WHERE activity_staff.activity_id = activity.id) AS staff, EXISTS (SELECT * 
FROM activity_audience, audience 
WHERE activity_audience.activity_id = activity.id AND audience.id = activity_audience.audience_id AND audience.is_minors = 1) AS for_minors 
FROM activity 
WHERE activity.held_on >= :since AND activity.held_on <= :today ORDER BY activity.held_on, activity.id
