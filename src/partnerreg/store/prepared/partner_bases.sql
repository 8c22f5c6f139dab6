-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.name, partner.sector, partner.municipality, partner.municipality_key, unit.name AS unit, unit.id IS NOT NULL AND (unit.retired_on IS NULL OR unit.retired_on > :today) AS has_unit, partner.together IS NOT NULL AND partner.for_whom IS NOT NULL AND partner.why_together IS NOT NULL AS has_joint_value, partner.pilot_until 
FROM partner LEFT OUTER JOIN unit ON unit.id = partner.unit_id 
WHERE partner.id >= :first AND partner.id <= :last ORDER BY partner.id
