-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity.id, activity.held_on, activity.kind, activity.title, (SELECT group_concat(anon_2.item, '
') AS anon_1 
FROM (SELECT partner.name AS item 
FROM partner, activity_partner 
WHERE activity_partner.activity_id = activity.id AND partner.id = activity_partner.partner_id ORDER BY activity_partner.id) AS anon_2) AS partners, area.name AS area, activity.participants, activity.audience, activity.notes, unit.name AS unit, activity.at, activity.hours 
FROM activity LEFT OUTER JOIN area ON area.id = activity.area_id LEFT OUTER JOIN unit ON unit.id = activity.unit_id 
WHERE (:partner IS NULL OR activity.id IN (SELECT activity_partner.activity_id 
FROM activity_partner 
WHERE activity_partner.partner_id = :partner)) AND (:kind IS NULL OR activity.kind = :kind) AND (:group IS NULL OR activity.group_id = :group) AND (:since IS NULL OR activity.held_on >= :since) AND (:until IS NULL OR activity.held_on <= :until) ORDER BY activity.held_on DESC, activity.id DESC
