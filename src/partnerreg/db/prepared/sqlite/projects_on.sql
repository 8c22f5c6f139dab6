-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT project.id, project.title, phase_change.phase, phase_change.effective_on, phase_change.end_reason, staff.name, project.expected_until, milestone.title AS next_milestone, milestone.due 
FROM project JOIN phase_change ON phase_change.id = (SELECT phase_change_of_partner.id 
FROM phase_change AS phase_change_of_partner 
WHERE phase_change_of_partner.project_id = project.id AND phase_change_of_partner.effective_on <= :today ORDER BY phase_change_of_partner.effective_on DESC, phase_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) LEFT OUTER JOIN staff ON staff.id = project.owner_id LEFT OUTER JOIN milestone ON milestone.id = (SELECT milestone_of_partner.id 
FROM milestone AS milestone_of_partner 
WHERE milestone_of_partner.project_id = project.id AND (milestone_of_partner.done_on IS NULL OR milestone_of_partner.done_on > :today) ORDER BY milestone_of_partner.due, milestone_of_partner.id
 LIMIT 1 OFFSET 0) AND phase_change.phase != 'closed' 
WHERE :partner IS NULL OR (EXISTS (SELECT * 
FROM project_partner 
WHERE project_partner.project_id = project.id AND project_partner.partner_id = :partner AND (project_partner.starts_on IS NULL OR (project_partner.starts_on <= :today)) AND (project_partner.ends_on IS NULL OR (project_partner.ends_on >= :today)))) ORDER BY project.id
