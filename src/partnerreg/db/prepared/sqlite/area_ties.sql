-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_area.partner_id, partner_area.area_id, area.name, unit.name AS unit, unit.retired_on AS unit_retired_on, staff.name AS coordinator, staff.ends_on AS coordinator_until, partner_area.rationale, partner_area.state, partner_area.starts_on, partner_area.ends_on, area.retired_on 
FROM partner_area JOIN area ON area.id = partner_area.area_id LEFT OUTER JOIN unit ON unit.id = partner_area.unit_id LEFT OUTER JOIN staff ON staff.id = partner_area.coordinator_id 
WHERE partner_area.partner_id >= :first AND partner_area.partner_id <= :last ORDER BY partner_area.partner_id, partner_area.starts_on, partner_area.id
