-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT clause.code, clause.state, clause.marked_on, clause.note 
FROM clause 
WHERE clause.agreement_id = :agreement AND clause.marked_on = (SELECT max(later.marked_on) AS max_1 
FROM clause AS later 
WHERE later.agreement_id = clause.agreement_id AND later.code = clause.code AND later.marked_on <= :today) ORDER BY clause.id
