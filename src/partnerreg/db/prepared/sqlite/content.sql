-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT content.data 
FROM content 
WHERE content.sha256 = :sha256
