-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT project.id, project.title, project.purpose, project.scope, staff.name, project.expected_from, project.expected_until, project.began_on, project.ended_on, project.notes 
FROM project LEFT OUTER JOIN staff ON staff.id = project.owner_id 
WHERE project.id = :project ORDER BY project.id
