-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT unit.name, project_unit.told_on, project_unit.stance 
FROM project_unit JOIN unit ON unit.id = project_unit.unit_id 
WHERE project_unit.project_id = :project ORDER BY project_unit.id
