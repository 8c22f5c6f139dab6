-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity.id AS number, activity.held_on AS held_on, activity.kind AS kind, activity.title AS title, (SELECT group_concat(anon_2.item, '; ') AS anon_1 
FROM (SELECT CAST(activity_partner.partner_id AS VARCHAR) AS item 
FROM activity_partner 
WHERE activity_partner.activity_id = activity.id ORDER BY activity_partner.id) AS anon_2) AS partners, (SELECT group_concat(anon_4.item, '; ') AS anon_3 
FROM (SELECT CASE WHEN (instr(partner.name, ';') > 0 OR instr(partner.name, ',') > 0 OR instr(partner.name, '"') > 0 OR instr(partner.name, char(10)) > 0 OR instr(partner.name, char(13)) > 0) THEN '"' || replace(partner.name, '"', '""') || '"' ELSE partner.name END AS item 
FROM partner, activity_partner 
WHERE partner.id = activity_partner.partner_id AND activity_partner.activity_id = activity.id ORDER BY activity_partner.id) AS anon_4) AS partner_names, area.name AS area, activity.participants AS participants, activity.audience AS audience, activity.notes AS notes 
FROM activity LEFT OUTER JOIN area ON area.id = activity.area_id 
WHERE :partner IS NULL OR (EXISTS (SELECT * 
FROM activity_partner 
WHERE activity_partner.activity_id = activity.id AND activity_partner.partner_id = :partner)) ORDER BY activity.id
