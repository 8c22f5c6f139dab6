-- Compiled from the named query of this name by `make queries`; do not edit.
WITH RECURSIVE members(id) AS 
(SELECT :with_members AS id UNION SELECT partner_tie.partner_id AS partner_id 
FROM partner_tie, members 
WHERE partner_tie.other_id = members.id AND (partner_tie.kind = 'member-of' OR partner_tie.kind = 'part-of' OR partner_tie.kind = 'branch-of') AND (partner_tie.starts_on IS NULL OR (partner_tie.starts_on <= :today)) AND (partner_tie.ends_on IS NULL OR (partner_tie.ends_on >= :today)))
 SELECT partner.id, partner.name, partner.level AS level, CASE WHEN (partner.level = 1) THEN 'strategic' WHEN (partner.level = 2) THEN 'service' WHEN (partner.level = 3) THEN 'network' END AS level_name, partner.status AS status, partner.sector AS sector, partner.municipality, unit.name AS unit, (SELECT staff.name 
FROM staff, assignment 
WHERE assignment.partner_id = partner.id AND assignment.role = 'coordinator' AND staff.id = assignment.staff_id AND (assignment.starts_on IS NULL OR (assignment.starts_on <= :today)) AND (assignment.ends_on IS NULL OR (assignment.ends_on >= :today)) AND (staff.ends_on IS NULL OR (staff.ends_on >= :today)) ORDER BY assignment.id
 LIMIT 1 OFFSET 0) AS coordinator, partner.external_id 
FROM partner LEFT OUTER JOIN unit ON unit.id = coalesce((SELECT partner_unit_of_partner.unit_id 
FROM partner_unit AS partner_unit_of_partner 
WHERE partner_unit_of_partner.partner_id = partner.id AND partner_unit_of_partner.is_lead = 1 AND (partner_unit_of_partner.starts_on IS NULL OR (partner_unit_of_partner.starts_on <= :today)) AND (partner_unit_of_partner.ends_on IS NULL OR (partner_unit_of_partner.ends_on >= :today)) ORDER BY partner_unit_of_partner.id
 LIMIT 1 OFFSET 0), CASE WHEN (partner.unit_since IS NULL OR partner.unit_since <= :today) THEN partner.unit_id END) 
WHERE (:level IS NULL OR partner.level = :level) AND (:status IS NULL OR partner.status = :status) AND (:sector IS NULL OR partner.sector = :sector) AND (:municipality IS NULL OR partner.municipality_key = :municipality) AND (:region IS NULL OR partner.region_key = :region) AND (:field IS NULL OR partner.policy_field = :field) AND (:legal_form IS NULL OR partner.legal_form = :legal_form) AND (:scope IS NULL OR partner.scope = :scope) AND (:youth IS NULL OR partner.involves_youth = :youth) AND (:volunteers IS NULL OR partner.involves_volunteers = :volunteers) AND (:unit IS NULL OR (EXISTS (SELECT * 
FROM partner_unit 
WHERE partner_unit.partner_id = partner.id AND partner_unit.unit_id = :unit AND partner_unit.is_lead = 0 AND (partner_unit.starts_on IS NULL OR (partner_unit.starts_on <= :today)) AND (partner_unit.ends_on IS NULL OR (partner_unit.ends_on >= :today)))) OR :unit IS NULL OR (EXISTS (SELECT * 
FROM partner_area 
WHERE partner_area.partner_id = partner.id AND partner_area.unit_id = :unit AND (partner_area.starts_on IS NULL OR (partner_area.starts_on <= :today)) AND (partner_area.ends_on IS NULL OR (partner_area.ends_on >= :today)))) OR coalesce((SELECT partner_unit_of_partner.unit_id 
FROM partner_unit AS partner_unit_of_partner 
WHERE partner_unit_of_partner.partner_id = partner.id AND partner_unit_of_partner.is_lead = 1 AND (partner_unit_of_partner.starts_on IS NULL OR (partner_unit_of_partner.starts_on <= :today)) AND (partner_unit_of_partner.ends_on IS NULL OR (partner_unit_of_partner.ends_on >= :today)) ORDER BY partner_unit_of_partner.id
 LIMIT 1 OFFSET 0), CASE WHEN (partner.unit_since IS NULL OR partner.unit_since <= :today) THEN partner.unit_id END) = :unit) AND (:area IS NULL OR (EXISTS (SELECT * 
FROM partner_area 
WHERE partner_area.partner_id = partner.id AND partner_area.area_id = :area AND (partner_area.starts_on IS NULL OR (partner_area.starts_on <= :today)) AND (partner_area.ends_on IS NULL OR (partner_area.ends_on >= :today))))) AND (:goal IS NULL OR (EXISTS (SELECT * 
FROM partner_goal 
WHERE partner_goal.partner_id = partner.id AND partner_goal.goal_id = :goal AND (partner_goal.starts_on IS NULL OR (partner_goal.starts_on <= :today)) AND (partner_goal.ends_on IS NULL OR (partner_goal.ends_on >= :today))))) AND (:audience IS NULL OR (EXISTS (SELECT * 
FROM partner_audience 
WHERE partner_audience.partner_id = partner.id AND partner_audience.audience_id = :audience))) AND (:phase IS NULL OR (EXISTS (SELECT * 
FROM project_partner, phase_change 
WHERE project_partner.partner_id = partner.id AND (project_partner.starts_on IS NULL OR (project_partner.starts_on <= :today)) AND (project_partner.ends_on IS NULL OR (project_partner.ends_on >= :today)) AND phase_change.id = (SELECT phase_change_of_partner.id 
FROM phase_change AS phase_change_of_partner 
WHERE phase_change_of_partner.project_id = project_partner.project_id AND phase_change_of_partner.effective_on <= :today ORDER BY phase_change_of_partner.effective_on DESC, phase_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) AND phase_change.phase = :phase))) AND (:coordinator IS NULL OR (EXISTS (SELECT * 
FROM assignment, staff 
WHERE assignment.partner_id = partner.id AND assignment.role = 'coordinator' AND staff.id = assignment.staff_id AND (assignment.starts_on IS NULL OR (assignment.starts_on <= :today)) AND (assignment.ends_on IS NULL OR (assignment.ends_on >= :today)) AND (staff.ends_on IS NULL OR (staff.ends_on >= :today)) AND assignment.staff_id = :coordinator))) AND (:tag IS NULL OR (EXISTS (SELECT * 
FROM partner_tag 
WHERE partner_tag.partner_id = partner.id AND partner_tag.tag_key = :tag))) AND (:with_members IS NULL OR partner.id IN (SELECT members.id 
FROM members)) ORDER BY partner.sort_en, partner.name, partner.id
 LIMIT coalesce(:most, 9223372036854775807) OFFSET 0
