-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT document.id AS number, document.agreement_id AS agreement, document.name AS name, document.media_type AS media_type, content.size AS size, document.sha256 AS sha256 
FROM document JOIN content ON content.sha256 = document.sha256 ORDER BY document.id
