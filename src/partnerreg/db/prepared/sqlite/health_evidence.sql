-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT health_check.partner_id, health_check.id AS round, health_check.opened_on, health_statement.section, sides.side, sides.respondents, count(DISTINCT health_statement.id) AS statements, count(health_answer.score) AS answers, coalesce(sum(health_answer.score), 0) AS total 
FROM health_check JOIN health_statement ON health_statement.health_id = health_check.id JOIN (SELECT every_answer.health_id AS health_id, every_answer.side AS side, count(DISTINCT every_answer.respondent) AS respondents 
FROM health_answer AS every_answer 
WHERE every_answer.answered_on <= :today GROUP BY every_answer.health_id, every_answer.side) AS sides ON sides.health_id = health_check.id LEFT OUTER JOIN health_answer ON health_answer.health_id = health_statement.health_id AND health_answer.code = health_statement.code AND health_answer.side = sides.side AND health_answer.answered_on <= :today JOIN level_change ON level_change.id = (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = health_check.partner_id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) 
WHERE health_statement.is_open = 0 AND health_check.partner_id >= :first AND health_check.partner_id <= :last AND health_check.id = (SELECT other.id 
FROM health_check AS other 
WHERE other.partner_id = health_check.partner_id AND (EXISTS (SELECT * 
FROM health_answer AS any_answer 
WHERE any_answer.health_id = other.id AND any_answer.answered_on <= :today)) ORDER BY other.opened_on DESC, other.id DESC
 LIMIT 1 OFFSET 0) AND (:health >> level_change.to_level) & 1 = 1 GROUP BY health_check.partner_id, health_check.id, health_check.opened_on, health_statement.section, sides.side, sides.respondents ORDER BY health_check.partner_id, health_check.opened_on DESC, health_check.id DESC, min(health_statement.id), sides.side
