-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT level_change.to_level, (SELECT max(activity.held_on) AS max_1 
FROM activity_partner JOIN activity ON activity.id = activity_partner.activity_id 
WHERE activity_partner.partner_id = partner.id AND activity.held_on <= :today) AS last_activity 
FROM partner JOIN level_change ON level_change.id = (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = partner.id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) 
WHERE partner.id = :partner ORDER BY partner.id
