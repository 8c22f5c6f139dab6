-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT document.id, document.name, document.media_type, content.size, document.sha256, amendment.starts_on AS amended_from 
FROM document JOIN content ON content.sha256 = document.sha256 LEFT OUTER JOIN amendment ON amendment.id = document.amendment_id 
WHERE document.agreement_id = :agreement ORDER BY document.id
