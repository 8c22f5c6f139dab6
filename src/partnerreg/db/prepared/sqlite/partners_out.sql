-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id AS number, partner.name AS name, partner.level AS level, (SELECT max(level_change.effective_on) AS max_1 
FROM level_change 
WHERE level_change.partner_id = partner.id) AS since, partner.status AS status, partner.sector AS sector, partner.municipality AS municipality, partner.country AS country, partner.registration_number AS registration_number, partner.external_id AS external_id, partner.website AS website, partner.scope AS scope, CASE WHEN (partner.involves_youth IS 1) THEN 'yes' WHEN (partner.involves_youth IS 0) THEN 'no' END AS involves_youth, CASE WHEN (partner.involves_volunteers IS 1) THEN 'yes' WHEN (partner.involves_volunteers IS 0) THEN 'no' END AS involves_volunteers, partner.together AS together, partner.for_whom AS for_whom, partner.why_together AS why_together, (SELECT group_concat(anon_2.item, char(10)) AS anon_1 
FROM (SELECT CASE WHEN (instr(contribution.text, char(10)) > 0 OR instr(contribution.text, char(13)) > 0 OR instr(contribution.text, '"') = 1) THEN '"' || replace(contribution.text, '"', '""') || '"' ELSE contribution.text END AS item 
FROM contribution 
WHERE contribution.partner_id = partner.id AND contribution.party = 'we' AND contribution.direction = 'give' ORDER BY contribution.id) AS anon_2) AS we_give, (SELECT group_concat(anon_4.item, char(10)) AS anon_3 
FROM (SELECT CASE WHEN (instr(contribution.text, char(10)) > 0 OR instr(contribution.text, char(13)) > 0 OR instr(contribution.text, '"') = 1) THEN '"' || replace(contribution.text, '"', '""') || '"' ELSE contribution.text END AS item 
FROM contribution 
WHERE contribution.partner_id = partner.id AND contribution.party = 'we' AND contribution.direction = 'get' ORDER BY contribution.id) AS anon_4) AS we_get, (SELECT group_concat(anon_6.item, char(10)) AS anon_5 
FROM (SELECT CASE WHEN (instr(contribution.text, char(10)) > 0 OR instr(contribution.text, char(13)) > 0 OR instr(contribution.text, '"') = 1) THEN '"' || replace(contribution.text, '"', '""') || '"' ELSE contribution.text END AS item 
FROM contribution 
WHERE contribution.partner_id = partner.id AND contribution.party = 'they' AND contribution.direction = 'give' ORDER BY contribution.id) AS anon_6) AS they_give, (SELECT group_concat(anon_8.item, char(10)) AS anon_7 
FROM (SELECT CASE WHEN (instr(contribution.text, char(10)) > 0 OR instr(contribution.text, char(13)) > 0 OR instr(contribution.text, '"') = 1) THEN '"' || replace(contribution.text, '"', '""') || '"' ELSE contribution.text END AS item 
FROM contribution 
WHERE contribution.partner_id = partner.id AND contribution.party = 'they' AND contribution.direction = 'get' ORDER BY contribution.id) AS anon_8) AS they_get, partner.pilot_until AS pilot_until, (SELECT group_concat(anon_10.item, '; ') AS anon_9 
FROM (SELECT CASE WHEN (instr(partner_tag.tag, ';') > 0 OR instr(partner_tag.tag, ',') > 0 OR instr(partner_tag.tag, '"') > 0 OR instr(partner_tag.tag, char(10)) > 0 OR instr(partner_tag.tag, char(13)) > 0) THEN '"' || replace(partner_tag.tag, '"', '""') || '"' ELSE partner_tag.tag END AS item 
FROM partner_tag 
WHERE partner_tag.partner_id = partner.id ORDER BY partner_tag.id) AS anon_10) AS tags, partner.notes AS notes, unit.name AS unit, (SELECT group_concat(anon_12.item, '; ') AS anon_11 
FROM (SELECT CASE WHEN (instr(area.name, ';') > 0 OR instr(area.name, ',') > 0 OR instr(area.name, '"') > 0 OR instr(area.name, char(10)) > 0 OR instr(area.name, char(13)) > 0) THEN '"' || replace(area.name, '"', '""') || '"' ELSE area.name END AS item 
FROM area, partner_area 
WHERE partner_area.partner_id = partner.id AND area.id = partner_area.area_id AND (partner_area.starts_on IS NULL OR partner_area.starts_on <= :today) AND (partner_area.ends_on IS NULL OR partner_area.ends_on >= :today) AND (area.retired_on IS NULL OR area.retired_on > :today) ORDER BY partner_area.id) AS anon_12) AS areas, (SELECT group_concat(anon_14.item, '; ') AS anon_13 
FROM (SELECT CASE WHEN (instr(goal.code, ';') > 0 OR instr(goal.code, ',') > 0 OR instr(goal.code, '"') > 0 OR instr(goal.code, char(10)) > 0 OR instr(goal.code, char(13)) > 0) THEN '"' || replace(goal.code, '"', '""') || '"' ELSE goal.code END AS item 
FROM goal, partner_goal 
WHERE partner_goal.partner_id = partner.id AND goal.id = partner_goal.goal_id AND (partner_goal.starts_on IS NULL OR partner_goal.starts_on <= :today) AND (partner_goal.ends_on IS NULL OR partner_goal.ends_on >= :today) AND (goal.starts_on IS NULL OR goal.starts_on <= :today) AND (goal.ends_on IS NULL OR goal.ends_on >= :today) ORDER BY partner_goal.id) AS anon_14) AS goals, (SELECT staff.name 
FROM staff, assignment 
WHERE assignment.partner_id = partner.id AND assignment.role = 'coordinator' AND staff.id = assignment.staff_id AND (assignment.starts_on IS NULL OR assignment.starts_on <= :today) AND (assignment.ends_on IS NULL OR assignment.ends_on >= :today) AND (staff.ends_on IS NULL OR staff.ends_on >= :today) ORDER BY assignment.id
 LIMIT 1 OFFSET 0) AS coordinator 
FROM partner LEFT OUTER JOIN unit ON unit.id = partner.unit_id 
WHERE (:level IS NULL OR partner.level = :level) AND (:status IS NULL OR partner.status = :status) AND (:sector IS NULL OR partner.sector = :sector) AND (:municipality IS NULL OR partner.municipality_key = :municipality) AND (:unit IS NULL OR partner.unit_id = :unit) AND (:area IS NULL OR (EXISTS (SELECT * 
FROM partner_area 
WHERE partner_area.partner_id = partner.id AND partner_area.area_id = :area AND (partner_area.starts_on IS NULL OR partner_area.starts_on <= :today) AND (partner_area.ends_on IS NULL OR partner_area.ends_on >= :today)))) AND (:goal IS NULL OR (EXISTS (SELECT * 
FROM partner_goal 
WHERE partner_goal.partner_id = partner.id AND partner_goal.goal_id = :goal AND (partner_goal.starts_on IS NULL OR partner_goal.starts_on <= :today) AND (partner_goal.ends_on IS NULL OR partner_goal.ends_on >= :today)))) AND (:coordinator IS NULL OR (EXISTS (SELECT * 
FROM assignment, staff 
WHERE assignment.partner_id = partner.id AND assignment.role = 'coordinator' AND staff.id = assignment.staff_id AND (assignment.starts_on IS NULL OR assignment.starts_on <= :today) AND (assignment.ends_on IS NULL OR assignment.ends_on >= :today) AND (staff.ends_on IS NULL OR staff.ends_on >= :today) AND assignment.staff_id = :coordinator))) AND (:tag IS NULL OR (EXISTS (SELECT * 
FROM partner_tag 
WHERE partner_tag.partner_id = partner.id AND partner_tag.tag_key = :tag))) ORDER BY partner.id
