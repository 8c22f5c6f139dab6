-- Compiled from the named query of this name by `make queries`; do not edit.
SELECT area.id, 0 AS anon_1, json_object('id', area.id, 'name', area.name, 'name_key', area.name_key, 'retired_on', area.retired_on) AS anon_2 
FROM area 
WHERE :table = 'area' AND area.id >= :first AND area.id <= :last UNION ALL SELECT audience.id, 0 AS anon_3, json_object('id', audience.id, 'name', audience.name, 'name_key', audience.name_key, 'is_minors', audience.is_minors, 'retired_on', audience.retired_on) AS anon_4 
FROM audience 
WHERE :table = 'audience' AND audience.id >= :first AND audience.id <= :last UNION ALL SELECT goal.id, 0 AS anon_5, json_object('id', goal.id, 'code', goal.code, 'code_key', goal.code_key, 'title', goal.title, 'search_key', goal.search_key, 'starts_on', goal.starts_on, 'ends_on', goal.ends_on) AS anon_6 
FROM goal 
WHERE :table = 'goal' AND goal.id >= :first AND goal.id <= :last UNION ALL SELECT meeting.id, 0 AS anon_7, json_object('id', meeting.id, 'held_on', meeting.held_on, 'recorded_at', meeting.recorded_at, 'actor', meeting.actor) AS anon_8 
FROM meeting 
WHERE :table = 'meeting' AND meeting.id >= :first AND meeting.id <= :last UNION ALL SELECT unit.id, 0 AS anon_9, json_object('id', unit.id, 'name', unit.name, 'name_key', unit.name_key, 'retired_on', unit.retired_on) AS anon_10 
FROM unit 
WHERE :table = 'unit' AND unit.id >= :first AND unit.id <= :last UNION ALL SELECT activity.id, 0 AS anon_11, json_object('id', activity.id, 'held_on', activity.held_on, 'kind', activity.kind, 'title', activity.title, 'unit_id', activity.unit_id, 'area_id', activity.area_id, 'participants', activity.participants, 'audience', activity.audience, 'notes', activity.notes) AS anon_12 
FROM activity 
WHERE :table = 'activity' AND activity.id >= :first AND activity.id <= :last UNION ALL SELECT goal_audience.id, 0 AS anon_13, json_object('id', goal_audience.id, 'goal_id', goal_audience.goal_id, 'audience_id', goal_audience.audience_id) AS anon_14 
FROM goal_audience 
WHERE :table = 'goal_audience' AND goal_audience.id >= :first AND goal_audience.id <= :last UNION ALL SELECT partner.id, 0 AS anon_15, json_object('id', partner.id, 'name', partner.name, 'name_key', partner.name_key, 'search_key', partner.search_key, 'sort_en', partner.sort_en, 'sort_da', partner.sort_da, 'sort_sv', partner.sort_sv, 'level', partner.level, 'status', partner.status, 'sector', partner.sector, 'municipality', partner.municipality, 'municipality_key', partner.municipality_key, 'country', partner.country, 'registration_number', partner.registration_number, 'external_id', partner.external_id, 'website', partner.website, 'scope', partner.scope, 'involves_youth', partner.involves_youth, 'involves_volunteers', partner.involves_volunteers, 'together', partner.together, 'for_whom', partner.for_whom, 'why_together', partner.why_together, 'pilot_until', partner.pilot_until, 'notes', partner.notes, 'unit_id', partner.unit_id, 'legal_form', partner.legal_form, 'non_profit', partner.non_profit, 'policy_field', partner.policy_field, 'region', partner.region, 'region_key', partner.region_key) AS anon_16 
FROM partner 
WHERE :table = 'partner' AND partner.id >= :first AND partner.id <= :last UNION ALL SELECT staff.id, 0 AS anon_17, json_object('id', staff.id, 'name', staff.name, 'name_key', staff.name_key, 'email', staff.email, 'unit_id', staff.unit_id, 'is_management', staff.is_management, 'starts_on', staff.starts_on, 'ends_on', staff.ends_on, 'phone', staff.phone) AS anon_18 
FROM staff 
WHERE :table = 'staff' AND staff.id >= :first AND staff.id <= :last UNION ALL SELECT activity_audience.id, 0 AS anon_19, json_object('id', activity_audience.id, 'activity_id', activity_audience.activity_id, 'audience_id', activity_audience.audience_id) AS anon_20 
FROM activity_audience 
WHERE :table = 'activity_audience' AND activity_audience.id >= :first AND activity_audience.id <= :last UNION ALL SELECT activity_partner.id, 0 AS anon_21, json_object('id', activity_partner.id, 'partner_id', activity_partner.partner_id, 'activity_id', activity_partner.activity_id) AS anon_22 
FROM activity_partner 
WHERE :table = 'activity_partner' AND activity_partner.id >= :first AND activity_partner.id <= :last UNION ALL SELECT agreement.id, 0 AS anon_23, json_object('id', agreement.id, 'partner_id', agreement.partner_id, 'kind', agreement.kind, 'title', agreement.title, 'reference', agreement.reference, 'signed_on', agreement.signed_on, 'valid_from', agreement.valid_from, 'valid_until', agreement.valid_until, 'renewal', agreement.renewal, 'renewal_months', agreement.renewal_months, 'notice_months', agreement.notice_months, 'terminated_on', agreement.terminated_on, 'exit_terms', agreement.exit_terms, 'replaces_id', agreement.replaces_id) AS anon_24 
FROM agreement 
WHERE :table = 'agreement' AND agreement.id >= :first AND agreement.id <= :last UNION ALL SELECT assignment.id, 0 AS anon_25, json_object('id', assignment.id, 'partner_id', assignment.partner_id, 'staff_id', assignment.staff_id, 'role', assignment.role, 'starts_on', assignment.starts_on, 'ends_on', assignment.ends_on) AS anon_26 
FROM assignment 
WHERE :table = 'assignment' AND assignment.id >= :first AND assignment.id <= :last UNION ALL SELECT contact.id, 0 AS anon_27, json_object('id', contact.id, 'partner_id', contact.partner_id, 'name', contact.name, 'search_key', contact.search_key, 'role', contact.role, 'email', contact.email, 'phone', contact.phone, 'is_primary', contact.is_primary, 'source', contact.source, 'legal_basis', contact.legal_basis, 'informed_on', contact.informed_on, 'verified_on', contact.verified_on, 'retain_until', contact.retain_until, 'notes', contact.notes) AS anon_28 
FROM contact 
WHERE :table = 'contact' AND contact.id >= :first AND contact.id <= :last UNION ALL SELECT contribution.id, 0 AS anon_29, json_object('id', contribution.id, 'partner_id', contribution.partner_id, 'party', contribution.party, 'direction', contribution.direction, 'text', contribution.text) AS anon_30 
FROM contribution 
WHERE :table = 'contribution' AND contribution.id >= :first AND contribution.id <= :last UNION ALL SELECT evaluation.id, 0 AS anon_31, json_object('id', evaluation.id, 'partner_id', evaluation.partner_id, 'held_on', evaluation.held_on, 'rating', evaluation.rating, 'experience', evaluation.experience, 'effect', evaluation.effect, 'continuation', evaluation.continuation, 'decision', evaluation.decision, 'judged_by', evaluation.judged_by, 'evidence', evaluation.evidence, 'effect_on', evaluation.effect_on, 'answers', evaluation.answers, 'next_on', evaluation.next_on) AS anon_32 
FROM evaluation 
WHERE :table = 'evaluation' AND evaluation.id >= :first AND evaluation.id <= :last UNION ALL SELECT level_change.id, 0 AS anon_33, json_object('id', level_change.id, 'partner_id', level_change.partner_id, 'from_level', level_change.from_level, 'to_level', level_change.to_level, 'effective_on', level_change.effective_on, 'recorded_at', level_change.recorded_at, 'actor', level_change.actor, 'reason', level_change.reason, 'overridden', level_change.overridden, 'findings', level_change.findings) AS anon_34 
FROM level_change 
WHERE :table = 'level_change' AND level_change.id >= :first AND level_change.id <= :last UNION ALL SELECT name_consent.id, 0 AS anon_35, json_object('id', name_consent.id, 'partner_id', name_consent.partner_id, 'given_by', name_consent.given_by, 'logo', name_consent.logo, 'text', name_consent.text, 'starts_on', name_consent.starts_on, 'ends_on', name_consent.ends_on, 'withdrawn_on', name_consent.withdrawn_on, 'notes', name_consent.notes) AS anon_36 
FROM name_consent 
WHERE :table = 'name_consent' AND name_consent.id >= :first AND name_consent.id <= :last UNION ALL SELECT partner_area.id, 0 AS anon_37, json_object('id', partner_area.id, 'partner_id', partner_area.partner_id, 'area_id', partner_area.area_id, 'starts_on', partner_area.starts_on, 'ends_on', partner_area.ends_on) AS anon_38 
FROM partner_area 
WHERE :table = 'partner_area' AND partner_area.id >= :first AND partner_area.id <= :last UNION ALL SELECT partner_audience.id, 0 AS anon_39, json_object('id', partner_audience.id, 'partner_id', partner_audience.partner_id, 'audience_id', partner_audience.audience_id) AS anon_40 
FROM partner_audience 
WHERE :table = 'partner_audience' AND partner_audience.id >= :first AND partner_audience.id <= :last UNION ALL SELECT partner_goal.id, 0 AS anon_41, json_object('id', partner_goal.id, 'partner_id', partner_goal.partner_id, 'goal_id', partner_goal.goal_id, 'rationale', partner_goal.rationale, 'starts_on', partner_goal.starts_on, 'ends_on', partner_goal.ends_on) AS anon_42 
FROM partner_goal 
WHERE :table = 'partner_goal' AND partner_goal.id >= :first AND partner_goal.id <= :last UNION ALL SELECT partner_tag.id, 0 AS anon_43, json_object('id', partner_tag.id, 'partner_id', partner_tag.partner_id, 'tag', partner_tag.tag, 'tag_key', partner_tag.tag_key) AS anon_44 
FROM partner_tag 
WHERE :table = 'partner_tag' AND partner_tag.id >= :first AND partner_tag.id <= :last UNION ALL SELECT proposal.id, 0 AS anon_45, json_object('id', proposal.id, 'name', proposal.name, 'search_key', proposal.search_key, 'what', proposal.what, 'for_whom', proposal.for_whom, 'sector', proposal.sector, 'municipality', proposal.municipality, 'website', proposal.website, 'contact', proposal.contact, 'email', proposal.email, 'phone', proposal.phone, 'notes', proposal.notes, 'received_on', proposal.received_on, 'decided_on', proposal.decided_on, 'reason', proposal.reason, 'partner_id', proposal.partner_id) AS anon_46 
FROM proposal 
WHERE :table = 'proposal' AND proposal.id >= :first AND proposal.id <= :last UNION ALL SELECT document.id, 0 AS anon_47, json_object('id', document.id, 'agreement_id', document.agreement_id, 'name', document.name, 'media_type', document.media_type, 'sha256', document.sha256) AS anon_48 
FROM document 
WHERE :table = 'document' AND document.id >= :first AND document.id <= :last UNION ALL SELECT evaluation_indicator.id, 0 AS anon_49, json_object('id', evaluation_indicator.id, 'evaluation_id', evaluation_indicator.evaluation_id, 'name', evaluation_indicator.name, 'value', evaluation_indicator.value) AS anon_50 
FROM evaluation_indicator 
WHERE :table = 'evaluation_indicator' AND evaluation_indicator.id >= :first AND evaluation_indicator.id <= :last
