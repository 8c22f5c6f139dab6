-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT suspension.starts_on, suspension.ends_on, suspension.reason 
FROM suspension 
WHERE suspension.agreement_id = :agreement ORDER BY suspension.starts_on, suspension.id
