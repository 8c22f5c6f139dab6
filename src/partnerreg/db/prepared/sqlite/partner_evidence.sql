-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT partner.id AS id, partner.name AS name, level_change.to_level AS level, level_change.effective_on AS since, unit.id IS NOT NULL AND (unit.retired_on IS NULL OR (unit.retired_on > :today)) AS has_unit, partner.together IS NOT NULL AND partner.for_whom IS NOT NULL AND partner.why_together IS NOT NULL AS has_joint_value, partner.pilot_until AS pilot_until, CASE WHEN ((:assignments >> level_change.to_level) & 1 = 1) THEN (SELECT count(assignment.id) AS count_1 
FROM assignment, staff 
WHERE assignment.partner_id = partner.id AND assignment.role = 'coordinator' AND staff.id = assignment.staff_id AND (assignment.starts_on IS NULL OR (assignment.starts_on <= :today)) AND (assignment.ends_on IS NULL OR (assignment.ends_on >= :today)) AND (staff.ends_on IS NULL OR (staff.ends_on >= :today))) ELSE 0 END AS coordinators, CASE WHEN ((:goals >> level_change.to_level) & 1 = 1) THEN (SELECT count(DISTINCT partner_goal.goal_id) AS count_2 
FROM partner_goal JOIN goal ON goal.id = partner_goal.goal_id 
WHERE partner_goal.partner_id = partner.id AND (partner_goal.starts_on IS NULL OR (partner_goal.starts_on <= :today)) AND (partner_goal.ends_on IS NULL OR (partner_goal.ends_on >= :today)) AND (goal.starts_on IS NULL OR (goal.starts_on <= :today)) AND (goal.ends_on IS NULL OR (goal.ends_on >= :today))) ELSE 0 END AS goals, CASE WHEN ((:areas >> level_change.to_level) & 1 = 1) THEN (SELECT count(DISTINCT partner_area.area_id) AS count_3 
FROM partner_area JOIN area ON area.id = partner_area.area_id 
WHERE partner_area.partner_id = partner.id AND (partner_area.starts_on IS NULL OR (partner_area.starts_on <= :today)) AND (partner_area.ends_on IS NULL OR (partner_area.ends_on >= :today)) AND (area.retired_on IS NULL OR (area.retired_on > :today))) ELSE 0 END AS areas, CASE WHEN ((:contributions >> level_change.to_level) & 1 = 1) THEN (SELECT coalesce(sum(DISTINCT CASE WHEN (contribution.party = 'we') THEN 1 ELSE 4 END * CASE WHEN (contribution.direction = 'give') THEN 1 ELSE 2 END), 0) AS coalesce_1 
FROM contribution 
WHERE contribution.partner_id = partner.id AND (contribution.starts_on IS NULL OR (contribution.starts_on <= :today)) AND (contribution.ends_on IS NULL OR (contribution.ends_on >= :today))) ELSE 0 END AS sides, CASE WHEN ((:activities >> level_change.to_level) & 1 = 1) THEN CASE WHEN (level_change.from_level IS NULL) THEN level_change.effective_on ELSE (SELECT max(level_change_of_partner.effective_on) AS max_1 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = partner.id AND level_change_of_partner.from_level IS NULL AND level_change_of_partner.effective_on <= :today) END END AS partner_since, CASE WHEN ((:activities >> level_change.to_level) & 1 = 1) THEN (SELECT max(activity.held_on) AS max_2 
FROM activity_partner JOIN activity ON activity.id = activity_partner.activity_id 
WHERE activity_partner.partner_id = partner.id AND activity.held_on <= :today) END AS last_activity, evaluation.held_on AS last_evaluation, evaluation.rating AS last_rating, CASE WHEN ((:evaluations >> level_change.to_level) & 1 = 1) THEN (SELECT count(evaluation_of_partner.id) AS count_4 
FROM evaluation AS evaluation_of_partner 
WHERE evaluation_of_partner.partner_id = partner.id AND evaluation_of_partner.held_on <= :today AND evaluation_of_partner.rating = 'success') ELSE 0 END AS successes, CASE WHEN ((:contacts >> level_change.to_level) & 1 = 1) THEN (SELECT count(contact.id) AS count_5 
FROM contact 
WHERE contact.partner_id = partner.id AND (contact.retain_until IS NULL OR contact.retain_until >= :today)) ELSE 0 END AS contacts, CASE WHEN ((:contacts >> level_change.to_level) & 1 = 1) THEN (SELECT count(contact.id) AS count_6 
FROM contact 
WHERE contact.partner_id = partner.id AND (contact.source IS NULL OR contact.legal_basis IS NULL OR contact.retain_until IS NULL OR contact.retain_until < :today)) ELSE 0 END AS contacts_without_basis, CASE WHEN ((:drafts >> level_change.to_level) & 1 = 1) THEN (SELECT min(CASE WHEN (draft.sent_on IS NOT NULL AND draft.sent_on <= :today) THEN draft.sent_on ELSE draft.drafted_on END) AS min_1 
FROM agreement AS draft 
WHERE (draft.partner_id = partner.id OR draft.id IN (SELECT agreement_party.agreement_id 
FROM agreement_party 
WHERE agreement_party.partner_id = partner.id AND (agreement_party.left_on IS NULL OR (agreement_party.left_on > :today)))) AND (draft.signed_on IS NULL OR draft.signed_on > :today) AND CASE WHEN (draft.sent_on IS NOT NULL AND draft.sent_on <= :today) THEN draft.sent_on ELSE draft.drafted_on END <= :today) END AS draft_since, CASE WHEN ((:preparation >> level_change.to_level) & 1 = 1) THEN CASE WHEN (partner.sector = 'private') THEN 1 ELSE 0 END + CASE WHEN ((EXISTS (SELECT * 
FROM agreement LEFT OUTER JOIN amendment AS amended ON amended.id = (SELECT later.id 
FROM amendment AS later 
WHERE later.agreement_id = agreement.id AND later.starts_on <= :today AND later.signed_on <= :today ORDER BY later.starts_on DESC
 LIMIT 1 OFFSET 0) 
WHERE agreement.id IN (SELECT party.agreement_id 
FROM (SELECT agreement.id AS agreement_id, agreement.partner_id AS partner_id, CAST(NULL AS DATE) AS joined_on, agreement.left_on AS left_on 
FROM agreement UNION ALL SELECT agreement_party.agreement_id AS agreement_id, agreement_party.partner_id AS partner_id, agreement_party.joined_on AS joined_on, agreement_party.left_on AS left_on 
FROM agreement_party) AS party 
WHERE party.partner_id = partner.id AND (party.joined_on IS NULL OR (party.joined_on <= :today)) AND (party.left_on IS NULL OR (party.left_on > :today))) AND agreement.signed_on <= :today AND (CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END IS NULL OR CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END >= :today OR CASE WHEN (amended.id IS NULL) THEN agreement.renewal ELSE amended.renewal END = 'tacit') AND (agreement.valid_from IS NULL OR agreement.valid_from <= :today) AND (agreement.terminated_on IS NULL OR agreement.terminated_on > :today) AND NOT (EXISTS (SELECT * 
FROM suspension 
WHERE suspension.agreement_id = agreement.id AND (suspension.starts_on IS NULL OR (suspension.starts_on <= :today)) AND (suspension.ends_on IS NULL OR (suspension.ends_on >= :today)))) AND (EXISTS (SELECT * 
FROM (SELECT agreement.id AS agreement_id, agreement.partner_id AS partner_id, CAST(NULL AS DATE) AS joined_on, agreement.left_on AS left_on 
FROM agreement UNION ALL SELECT agreement_party.agreement_id AS agreement_id, agreement_party.partner_id AS partner_id, agreement_party.joined_on AS joined_on, agreement_party.left_on AS left_on 
FROM agreement_party) AS party 
WHERE party.partner_id != partner.id AND (party.joined_on IS NULL OR (party.joined_on <= :today)) AND (party.left_on IS NULL OR (party.left_on > :today)) AND party.agreement_id = agreement.id)))) OR (EXISTS (SELECT * 
FROM project_partner AS one_known, project_partner AS other_known 
WHERE one_known.partner_id = partner.id AND other_known.project_id = one_known.project_id AND other_known.partner_id != one_known.partner_id AND (one_known.starts_on IS NULL OR (one_known.starts_on <= :today)) AND (one_known.ends_on IS NULL OR (one_known.ends_on >= :today)) AND (other_known.starts_on IS NULL OR (other_known.starts_on <= :today)) AND (other_known.ends_on IS NULL OR (other_known.ends_on >= :today))))) THEN 2 ELSE 0 END + CASE WHEN (partner.sector != 'public') THEN 4 ELSE 0 END + CASE WHEN (partner.scope = 'regional' OR partner.scope = 'national') THEN 8 ELSE 0 END + CASE WHEN ((EXISTS (SELECT * 
FROM contribution 
WHERE contribution.partner_id = partner.id AND contribution.kind = 'money' AND (contribution.starts_on IS NULL OR (contribution.starts_on <= :today)) AND (contribution.ends_on IS NULL OR (contribution.ends_on >= :today)))) OR (EXISTS (SELECT * 
FROM agreement LEFT OUTER JOIN amendment AS amended ON amended.id = (SELECT later.id 
FROM amendment AS later 
WHERE later.agreement_id = agreement.id AND later.starts_on <= :today AND later.signed_on <= :today ORDER BY later.starts_on DESC
 LIMIT 1 OFFSET 0) 
WHERE agreement.id IN (SELECT party.agreement_id 
FROM (SELECT agreement.id AS agreement_id, agreement.partner_id AS partner_id, CAST(NULL AS DATE) AS joined_on, agreement.left_on AS left_on 
FROM agreement UNION ALL SELECT agreement_party.agreement_id AS agreement_id, agreement_party.partner_id AS partner_id, agreement_party.joined_on AS joined_on, agreement_party.left_on AS left_on 
FROM agreement_party) AS party 
WHERE party.partner_id = partner.id AND (party.joined_on IS NULL OR (party.joined_on <= :today)) AND (party.left_on IS NULL OR (party.left_on > :today))) AND agreement.signed_on <= :today AND (CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END IS NULL OR CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END >= :today OR CASE WHEN (amended.id IS NULL) THEN agreement.renewal ELSE amended.renewal END = 'tacit') AND (agreement.valid_from IS NULL OR agreement.valid_from <= :today) AND (agreement.terminated_on IS NULL OR agreement.terminated_on > :today) AND NOT (EXISTS (SELECT * 
FROM suspension 
WHERE suspension.agreement_id = agreement.id AND (suspension.starts_on IS NULL OR (suspension.starts_on <= :today)) AND (suspension.ends_on IS NULL OR (suspension.ends_on >= :today)))) AND (agreement.kind = 'sponsorship' OR CASE WHEN (amended.id IS NULL) THEN agreement.value ELSE amended.value END IS NOT NULL)))) THEN 16 ELSE 0 END + CASE WHEN (EXISTS (SELECT * 
FROM agreement LEFT OUTER JOIN amendment AS amended ON amended.id = (SELECT later.id 
FROM amendment AS later 
WHERE later.agreement_id = agreement.id AND later.starts_on <= :today AND later.signed_on <= :today ORDER BY later.starts_on DESC
 LIMIT 1 OFFSET 0) 
WHERE agreement.id IN (SELECT party.agreement_id 
FROM (SELECT agreement.id AS agreement_id, agreement.partner_id AS partner_id, CAST(NULL AS DATE) AS joined_on, agreement.left_on AS left_on 
FROM agreement UNION ALL SELECT agreement_party.agreement_id AS agreement_id, agreement_party.partner_id AS partner_id, agreement_party.joined_on AS joined_on, agreement_party.left_on AS left_on 
FROM agreement_party) AS party 
WHERE party.partner_id = partner.id AND (party.joined_on IS NULL OR (party.joined_on <= :today)) AND (party.left_on IS NULL OR (party.left_on > :today))) AND agreement.signed_on <= :today AND (CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END IS NULL OR CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END >= :today OR CASE WHEN (amended.id IS NULL) THEN agreement.renewal ELSE amended.renewal END = 'tacit') AND (agreement.valid_from IS NULL OR agreement.valid_from <= :today) AND (agreement.terminated_on IS NULL OR agreement.terminated_on > :today) AND NOT (EXISTS (SELECT * 
FROM suspension 
WHERE suspension.agreement_id = agreement.id AND (suspension.starts_on IS NULL OR (suspension.starts_on <= :today)) AND (suspension.ends_on IS NULL OR (suspension.ends_on >= :today)))) AND agreement.kind = 'data-processing')) THEN 32 ELSE 0 END + CASE WHEN (partner.involves_youth IS 1) THEN 64 ELSE 0 END + CASE WHEN (partner.involves_volunteers IS 1) THEN 128 ELSE 0 END + CASE WHEN ((EXISTS (SELECT * 
FROM contribution 
WHERE contribution.partner_id = partner.id AND contribution.kind = 'room' AND (contribution.starts_on IS NULL OR (contribution.starts_on <= :today)) AND (contribution.ends_on IS NULL OR (contribution.ends_on >= :today)))) OR (EXISTS (SELECT * 
FROM agreement LEFT OUTER JOIN amendment AS amended ON amended.id = (SELECT later.id 
FROM amendment AS later 
WHERE later.agreement_id = agreement.id AND later.starts_on <= :today AND later.signed_on <= :today ORDER BY later.starts_on DESC
 LIMIT 1 OFFSET 0) 
WHERE agreement.id IN (SELECT party.agreement_id 
FROM (SELECT agreement.id AS agreement_id, agreement.partner_id AS partner_id, CAST(NULL AS DATE) AS joined_on, agreement.left_on AS left_on 
FROM agreement UNION ALL SELECT agreement_party.agreement_id AS agreement_id, agreement_party.partner_id AS partner_id, agreement_party.joined_on AS joined_on, agreement_party.left_on AS left_on 
FROM agreement_party) AS party 
WHERE party.partner_id = partner.id AND (party.joined_on IS NULL OR (party.joined_on <= :today)) AND (party.left_on IS NULL OR (party.left_on > :today))) AND agreement.signed_on <= :today AND (CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END IS NULL OR CASE WHEN (amended.id IS NULL) THEN agreement.valid_until ELSE amended.valid_until END >= :today OR CASE WHEN (amended.id IS NULL) THEN agreement.renewal ELSE amended.renewal END = 'tacit') AND (agreement.valid_from IS NULL OR agreement.valid_from <= :today) AND (agreement.terminated_on IS NULL OR agreement.terminated_on > :today) AND NOT (EXISTS (SELECT * 
FROM suspension 
WHERE suspension.agreement_id = agreement.id AND (suspension.starts_on IS NULL OR (suspension.starts_on <= :today)) AND (suspension.ends_on IS NULL OR (suspension.ends_on >= :today)))) AND agreement.kind = 'premises'))) THEN 256 ELSE 0 END ELSE 0 END AS yes, CASE WHEN ((:preparation >> level_change.to_level) & 1 = 1) THEN CASE WHEN (partner.sector != 'private') THEN 1 ELSE 0 END + CASE WHEN (partner.sector = 'public') THEN 4 ELSE 0 END + CASE WHEN (partner.scope = 'local') THEN 8 ELSE 0 END + CASE WHEN (partner.involves_youth IS 0) THEN 64 ELSE 0 END + CASE WHEN (partner.involves_volunteers IS 0) THEN 128 ELSE 0 END ELSE 0 END AS no, CASE WHEN ((:expectations >> level_change.to_level) & 1 = 1) THEN (SELECT coalesce(sum(DISTINCT CASE WHEN (expectation.party = 'we') THEN 1 ELSE 2 END), 0) AS coalesce_3 
FROM expectation 
WHERE expectation.partner_id = partner.id AND expectation.stated_on <= :today) ELSE 0 END AS expecting, CASE WHEN ((:expectations >> level_change.to_level) & 1 = 1) THEN (SELECT max(CASE WHEN (expectation.settled_on <= :today) THEN expectation.settled_on ELSE expectation.stated_on END) AS max_3 
FROM expectation 
WHERE expectation.partner_id = partner.id AND expectation.stated_on <= :today) END AS expectations_on, CASE WHEN ((:communications >> level_change.to_level) & 1 = 1) THEN (SELECT max(communication.published_on) AS max_4 
FROM communication 
WHERE (communication.partner_id = partner.id OR communication.activity_id IN (SELECT activity_partner.activity_id 
FROM activity_partner 
WHERE activity_partner.partner_id = partner.id) OR communication.project_id IN (SELECT project_partner.project_id 
FROM project_partner 
WHERE project_partner.partner_id = partner.id)) AND communication.reach = 'inside' AND communication.published_on <= :today) END AS told_inside, CASE WHEN ((:communications >> level_change.to_level) & 1 = 1) THEN (SELECT max(communication.published_on) AS max_5 
FROM communication 
WHERE (communication.partner_id = partner.id OR communication.activity_id IN (SELECT activity_partner.activity_id 
FROM activity_partner 
WHERE activity_partner.partner_id = partner.id) OR communication.project_id IN (SELECT project_partner.project_id 
FROM project_partner 
WHERE project_partner.partner_id = partner.id)) AND communication.reach = 'outside' AND communication.published_on <= :today) END AS told_outside, CASE WHEN ((:communications >> level_change.to_level) & 1 = 1) THEN (SELECT count(DISTINCT partner_area.unit_id) AS count_7 
FROM partner_area 
WHERE partner_area.partner_id = partner.id AND (partner_area.starts_on IS NULL OR (partner_area.starts_on <= :today)) AND (partner_area.ends_on IS NULL OR (partner_area.ends_on >= :today)) AND NOT (EXISTS (SELECT * 
FROM communication_unit, communication 
WHERE communication_unit.unit_id = partner_area.unit_id AND communication.id = communication_unit.communication_id AND communication.published_on <= :today AND (communication.partner_id = partner.id OR communication.activity_id IN (SELECT activity_partner.activity_id 
FROM activity_partner 
WHERE activity_partner.partner_id = partner.id) OR communication.project_id IN (SELECT project_partner.project_id 
FROM project_partner 
WHERE project_partner.partner_id = partner.id)))) AND NOT (EXISTS (SELECT * 
FROM project_unit, project_partner 
WHERE project_unit.unit_id = partner_area.unit_id AND project_unit.told_on <= :today AND project_partner.project_id = project_unit.project_id AND project_partner.partner_id = partner.id))) ELSE 0 END AS units_untold, CASE WHEN ((:projects >> level_change.to_level) & 1 = 1) THEN (SELECT count(unit_of_partner.id) AS count_8 
FROM unit AS unit_of_partner 
WHERE (unit_of_partner.retired_on IS NULL OR (unit_of_partner.retired_on > :today)) AND (EXISTS (SELECT * 
FROM project_partner, phase_change 
WHERE project_partner.partner_id = partner.id AND (project_partner.starts_on IS NULL OR (project_partner.starts_on <= :today)) AND (project_partner.ends_on IS NULL OR (project_partner.ends_on >= :today)) AND phase_change.id = (SELECT phase_change_of_partner.id 
FROM phase_change AS phase_change_of_partner 
WHERE phase_change_of_partner.project_id = project_partner.project_id AND phase_change_of_partner.effective_on <= :today ORDER BY phase_change_of_partner.effective_on DESC, phase_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) AND phase_change.phase != 'closed')) AND ((EXISTS (SELECT * 
FROM project_partner, phase_change, project_unit 
WHERE project_partner.partner_id = partner.id AND (project_partner.starts_on IS NULL OR (project_partner.starts_on <= :today)) AND (project_partner.ends_on IS NULL OR (project_partner.ends_on >= :today)) AND phase_change.id = (SELECT phase_change_of_partner.id 
FROM phase_change AS phase_change_of_partner 
WHERE phase_change_of_partner.project_id = project_partner.project_id AND phase_change_of_partner.effective_on <= :today ORDER BY phase_change_of_partner.effective_on DESC, phase_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) AND phase_change.phase != 'closed' AND project_unit.project_id = project_partner.project_id AND project_unit.unit_id = unit_of_partner.id)) OR (EXISTS (SELECT * 
FROM partner_area 
WHERE partner_area.partner_id = partner.id AND partner_area.unit_id = unit_of_partner.id AND (partner_area.starts_on IS NULL OR (partner_area.starts_on <= :today)) AND (partner_area.ends_on IS NULL OR (partner_area.ends_on >= :today))))) AND NOT (EXISTS (SELECT * 
FROM project_partner, phase_change, project_unit 
WHERE project_partner.partner_id = partner.id AND (project_partner.starts_on IS NULL OR (project_partner.starts_on <= :today)) AND (project_partner.ends_on IS NULL OR (project_partner.ends_on >= :today)) AND phase_change.id = (SELECT phase_change_of_partner.id 
FROM phase_change AS phase_change_of_partner 
WHERE phase_change_of_partner.project_id = project_partner.project_id AND phase_change_of_partner.effective_on <= :today ORDER BY phase_change_of_partner.effective_on DESC, phase_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) AND phase_change.phase != 'closed' AND project_unit.project_id = project_partner.project_id AND project_unit.unit_id = unit_of_partner.id AND project_unit.told_on <= :today))) ELSE 0 END AS units_to_anchor 
FROM partner JOIN level_change ON level_change.id = (SELECT level_change_of_partner.id 
FROM level_change AS level_change_of_partner 
WHERE level_change_of_partner.partner_id = partner.id AND level_change_of_partner.effective_on <= :today ORDER BY level_change_of_partner.effective_on DESC, level_change_of_partner.id DESC
 LIMIT 1 OFFSET 0) LEFT OUTER JOIN unit ON unit.id = coalesce((SELECT partner_unit_of_partner.unit_id 
FROM partner_unit AS partner_unit_of_partner 
WHERE partner_unit_of_partner.partner_id = partner.id AND partner_unit_of_partner.is_lead = 1 AND (partner_unit_of_partner.starts_on IS NULL OR (partner_unit_of_partner.starts_on <= :today)) AND (partner_unit_of_partner.ends_on IS NULL OR (partner_unit_of_partner.ends_on >= :today)) ORDER BY partner_unit_of_partner.id
 LIMIT 1 OFFSET 0), CASE WHEN (partner.unit_since IS NULL OR partner.unit_since <= :today) THEN partner.unit_id END) LEFT OUTER JOIN evaluation ON evaluation.id = CASE WHEN ((:evaluations >> level_change.to_level) & 1 = 1) THEN (SELECT evaluation_of_partner.id 
FROM evaluation AS evaluation_of_partner 
WHERE evaluation_of_partner.partner_id = partner.id AND evaluation_of_partner.held_on <= :today ORDER BY evaluation_of_partner.held_on DESC, evaluation_of_partner.id DESC
 LIMIT 1 OFFSET 0) END 
WHERE partner.id >= :first AND partner.id <= :last AND (:levels >> level_change.to_level) & 1 = 1 AND (:quiet_since IS NULL OR (partner.id NOT IN (SELECT activity_partner.partner_id 
FROM activity JOIN activity_partner ON activity.id = activity_partner.activity_id 
WHERE activity.held_on >= :quiet_since AND activity.held_on <= :today))) ORDER BY partner.id
