-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT meeting.id, meeting.held_on 
FROM meeting 
WHERE meeting.held_on < :before ORDER BY meeting.held_on DESC
 LIMIT 1 OFFSET 0
