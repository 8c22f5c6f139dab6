-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT meeting.id AS number, meeting.held_on AS held_on, meeting.recorded_at AS recorded_at, meeting.actor AS actor 
FROM meeting ORDER BY meeting.id
