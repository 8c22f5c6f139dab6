-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT contribution.partner_id, max(contribution.party = 'we' AND contribution.direction = 'give') AS we_give, max(contribution.party = 'we' AND contribution.direction = 'get') AS we_get, max(contribution.party = 'they' AND contribution.direction = 'give') AS they_give, max(contribution.party = 'they' AND contribution.direction = 'get') AS they_get 
FROM contribution 
WHERE contribution.partner_id >= :first AND contribution.partner_id <= :last GROUP BY contribution.partner_id ORDER BY contribution.partner_id
