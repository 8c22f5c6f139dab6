-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT anon_1.partner_id, anon_1.tie, anon_1.other_id, partner.name, level_change.to_level, (SELECT max(activity.held_on) AS max_1 
FROM activity_partner JOIN activity ON activity.id = activity_partner.activity_id 
WHERE activity_partner.partner_id = partner.id AND activity.held_on <= :today) AS last_activity, anon_1.starts_on, anon_1.ends_on 
FROM (SELECT partner_tie.id AS id, 0 AS down, partner_tie.partner_id AS partner_id, partner_tie.kind AS tie, partner_tie.other_id AS other_id, partner_tie.starts_on AS starts_on, partner_tie.ends_on AS ends_on 
FROM partner_tie UNION ALL SELECT partner_tie.id AS id, 1 AS anon_2, partner_tie.other_id AS other_id, CASE partner_tie.kind WHEN 'member-of' THEN 'has-member' WHEN 'part-of' THEN 'has-part' WHEN 'branch-of' THEN 'has-branch' WHEN 'funded-by' THEN 'funds' WHEN 'succeeds' THEN 'succeeded-by' END AS anon_3, partner_tie.partner_id AS partner_id, partner_tie.starts_on AS starts_on, partner_tie.ends_on AS ends_on 
FROM partner_tie) AS anon_1 JOIN partner ON partner.id = anon_1.other_id LEFT OUTER JOIN level_change ON level_change.id = (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = partner.id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) 
WHERE anon_1.partner_id >= :first AND anon_1.partner_id <= :last ORDER BY anon_1.partner_id, anon_1.down, anon_1.starts_on, anon_1.id
