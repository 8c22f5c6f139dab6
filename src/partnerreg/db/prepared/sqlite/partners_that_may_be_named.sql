-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id, partner.name, partner.website, partner.together, name_consent.text, name_consent.logo 
FROM name_consent JOIN partner ON partner.id = name_consent.partner_id 
WHERE (name_consent.starts_on IS NULL OR (name_consent.starts_on <= :today)) AND (name_consent.ends_on IS NULL OR (name_consent.ends_on >= :today)) AND (name_consent.ends_on IS NULL OR (name_consent.ends_on >= :kept_on)) AND (name_consent.withdrawn_on IS NULL OR name_consent.withdrawn_on > :kept_on) ORDER BY partner.id, name_consent.starts_on DESC, name_consent.id DESC
