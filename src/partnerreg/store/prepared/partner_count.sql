-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT count(*) AS count_1 
FROM partner
