-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT milestone.id, milestone.project_id, milestone.title, staff.name, milestone.due, milestone.first_due, CASE WHEN (milestone.done_on <= :today) THEN milestone.done_on END AS done_on 
FROM milestone LEFT OUTER JOIN staff ON staff.id = milestone.owner_id 
WHERE :project IS NULL OR milestone.project_id = :project ORDER BY milestone.due, milestone.id
