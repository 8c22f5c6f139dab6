-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.name, partner.level, partner.status, partner.sector, partner.municipality, partner.country, partner.registration_number, partner.external_id, partner.website, partner.scope, partner.involves_youth, partner.involves_volunteers, partner.together, partner.for_whom, partner.why_together, partner.pilot_until, partner.notes, partner.unit_since, unit.name AS unit 
FROM partner LEFT OUTER JOIN unit ON unit.id = partner.unit_id 
WHERE partner.id = :partner
