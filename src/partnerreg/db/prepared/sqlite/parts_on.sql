-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT DISTINCT project_partner.project_id, project_partner.partner_id, partner.name 
FROM project_partner JOIN partner ON partner.id = project_partner.partner_id 
WHERE (project_partner.starts_on IS NULL OR (project_partner.starts_on <= :today)) AND (project_partner.ends_on IS NULL OR (project_partner.ends_on >= :today)) AND (:project IS NULL OR project_partner.project_id = :project) ORDER BY project_partner.project_id, project_partner.partner_id
