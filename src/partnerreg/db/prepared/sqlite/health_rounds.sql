-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT health_check.id, health_check.partner_id, health_check.version, health_check.opened_on, health_check.closed_on 
FROM health_check 
WHERE health_check.partner_id >= :first AND health_check.partner_id <= :last AND health_check.opened_on <= :today ORDER BY health_check.opened_on DESC, health_check.id DESC
