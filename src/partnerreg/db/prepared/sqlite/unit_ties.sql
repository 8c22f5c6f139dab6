-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner_unit.partner_id, partner_unit.unit_id, unit.name, partner_unit.is_lead, partner_unit.rationale, partner_unit.starts_on, partner_unit.ends_on 
FROM partner_unit JOIN unit ON unit.id = partner_unit.unit_id 
WHERE partner_unit.partner_id >= :first AND partner_unit.partner_id <= :last ORDER BY partner_unit.partner_id, partner_unit.is_lead DESC, partner_unit.starts_on DESC, partner_unit.id
