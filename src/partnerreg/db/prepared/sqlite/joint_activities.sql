-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity.id, activity.held_on, activity.kind, activity.title, area.name AS area, activity.participants 
FROM activity_partner JOIN activity ON activity.id = activity_partner.activity_id LEFT OUTER JOIN area ON area.id = activity.area_id 
WHERE activity_partner.partner_id = :partner AND activity.held_on <= :today ORDER BY activity.held_on DESC, activity.id DESC
