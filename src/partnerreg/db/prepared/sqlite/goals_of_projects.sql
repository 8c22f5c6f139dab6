-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT project_goal.project_id, project_goal.goal_id, goal.code, goal.title, project_goal.rationale 
FROM project_goal JOIN goal ON goal.id = project_goal.goal_id 
WHERE (project_goal.starts_on IS NULL OR (project_goal.starts_on <= :today)) AND (project_goal.ends_on IS NULL OR (project_goal.ends_on >= :today)) AND (:project IS NULL OR project_goal.project_id = :project) ORDER BY project_goal.project_id, project_goal.starts_on, project_goal.id
