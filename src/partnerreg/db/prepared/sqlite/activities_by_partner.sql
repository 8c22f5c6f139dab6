-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT activity_partner.activity_id, partner.id AS "key", partner.name 
FROM activity_partner, partner, activity 
WHERE activity.id = activity_partner.activity_id AND partner.id = activity_partner.partner_id AND activity.held_on >= :since AND activity.held_on <= :today ORDER BY activity_partner.activity_id, activity_partner.id
