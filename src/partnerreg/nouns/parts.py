"""Rows that belong to things and have no lists of their own: a whole export has a file of each.

What such a row goes with stands in `Noun.parts`; a tie to a partner goes with nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import (
    AreaState,
    ClauseState,
    EndReason,
    NoticeTo,
    Party,
    Phase,
    Renewal,
    Role,
    Stance,
    TieKind,
)
from partnerreg.language import N_
from partnerreg.nouns.fields import (
    COUNT,
    CURRENCY,
    DAY,
    DECIMAL,
    FLAG,
    LEVEL,
    LINE,
    MOMENT,
    NAME,
    NUMBER,
    STRETCH,
    TEXT,
    VERBATIM,
    Field,
    Key,
    Reference,
    Word,
)
from partnerreg.nouns.noun import Noun

if TYPE_CHECKING:
    from partnerreg.nouns.fields import Kind


def _part(table: str, plural: str, thing: str, *fields: Field, **more: Any) -> Noun:
    return Noun(table, plural, "", "", fields, thing=thing, **more)


def _field(name: str, kind: Kind, **more: Any) -> Field:
    return Field(name, kind, "", "", **more)


def _number_of(noun: str, *, named: bool = False) -> Field:
    """A thing by its number, and beside it what it is called."""
    kind = Reference(noun, by_number=True, name_header=noun if named else "")
    return _field(noun, kind, header=f"{noun}_number" if named else noun)


def _audiences_of(noun: str) -> Noun:
    """What a thing of a noun is for."""
    return _part(
        f"{noun}_audience",
        f"{noun}_audiences",
        N_("tie to a target group"),
        _number_of(noun),
        _number_of("audience", named=True),
        things="ties to target groups",
        since_format=3,
    )


_PARTNER = _field("partner", Reference("partner"), required=True)
_DAYS = _field("starts_on", DAY), _field("ends_on", DAY)
_PERIOD = (("starts_on", "ends_on"),)

_SIZE = "(SELECT content.size FROM content WHERE content.sha256 = document.sha256)"

DOCUMENT = _part(
    "document",
    "documents",
    N_("document"),
    _number_of("agreement"),
    _field("name", VERBATIM),
    _field("media_type", VERBATIM),
    _field("size", NUMBER, own=False, listed_as=_SIZE),
    _field("sha256", VERBATIM),
    _number_of("amendment"),
)

CLAUSE = _part(
    "clause",
    "clauses",
    N_("clause"),
    _number_of("agreement"),
    _field("code", NAME),
    _field("state", Word(ClauseState)),
    _field("note", TEXT),
    _field("marked_on", DAY),
    label="code",
    since_format=3,
)

PARTS = (
    _part(
        "level_change",
        "levels",
        N_("level change"),
        _PARTNER,
        _field("from_level", LEVEL),
        _field("to_level", LEVEL),
        _field("effective_on", DAY),
        _field("recorded_at", MOMENT),
        _field("actor", VERBATIM),
        _field("reason", VERBATIM),
        _field("overridden", FLAG),
        _field("findings", VERBATIM),
        _field("ending", Word(EndReason)),
    ),
    _part(
        "partner_tag",
        "tags",
        N_("tag"),
        _number_of("partner"),
        _field("tag", NAME, keys=(Key("tag_key", "identity_key"),)),
        label="tag",
    ),
    DOCUMENT,
    CLAUSE,
    _part(
        "amendment",
        "amendments",
        N_("amendment"),
        _number_of("agreement"),
        _field("starts_on", DAY),
        _field("signed_on", DAY),
        _field("valid_until", DAY),
        _field("renewal", Word(Renewal)),
        _field("renewal_months", COUNT),
        _field("notice", STRETCH),
        _field("notice_months", COUNT),
        _field("notice_to", Word(NoticeTo)),
        _field("exit_terms", TEXT),
        _field("value", COUNT),
        _field("currency", CURRENCY),
        groups=(
            ("valid_until", "renewal", "renewal_months"),
            ("notice", "notice_months", "notice_to"),
            ("value", "currency"),
        ),
        since_format=3,
    ),
    _part(
        "agreement_cover",
        "agreement_covers",
        N_("cover by an agreement"),
        _number_of("agreement"),
        _number_of("partner"),
        _field("joined_on", DAY),
        _field("left_on", DAY),
        things="covers by agreements",
        groups=(("joined_on", "left_on"),),
        since_format=3,
    ),
    _part(
        "agreement_party",
        "agreement_parties",
        N_("party of an agreement"),
        _number_of("agreement"),
        _number_of("partner"),
        _field("joined_on", DAY),
        _field("left_on", DAY),
        things="parties of agreements",
        groups=(("joined_on", "left_on"),),
        since_format=3,
    ),
    _part(
        "signature",
        "signatures",
        N_("signature"),
        _number_of("agreement"),
        _field("party", Word(Party)),
        _field("represents", Reference("partner", by_number=True)),
        _field("name", LINE, personal=True),
        _field("signed_on", DAY),
        label="name",
        since_format=3,
    ),
    _part(
        "suspension",
        "suspensions",
        N_("suspension"),
        _number_of("agreement"),
        *_DAYS,
        _field("reason", TEXT, personal=True),
        groups=_PERIOD,
        since_format=3,
    ),
    _part(
        "assignment",
        "assignments",
        N_("assignment"),
        _PARTNER,
        _number_of("staff", named=True),
        _field("role", Word(Role)),
        *_DAYS,
        label="role",
        groups=_PERIOD,
    ),
    _part(
        "partner_area",
        "partner_areas",
        N_("tie to an area"),
        _PARTNER,
        _number_of("area", named=True),
        _field("rationale", TEXT),
        _field("state", Word(AreaState)),
        _field(
            "unit",
            Reference("unit", by_number=True, name_header="unit", in_use=True, day="starts_on"),
            header="unit_number",
        ),
        _field(
            "coordinator",
            Reference(
                "staff", by_number=True, name_header="coordinator", in_use=True, day="starts_on"
            ),
            header="coordinator_number",
        ),
        *_DAYS,
        things="ties to areas",
        groups=_PERIOD,
    ),
    _part(
        "partner_unit",
        "partner_units",
        N_("tie to a unit"),
        _PARTNER,
        Field(
            "unit",
            Reference("unit", by_number=True, name_header="unit", in_use=True, day="starts_on"),
            "",
            "",
            header="unit_number",
        ),
        _field("is_lead", FLAG),
        _field("rationale", TEXT),
        *_DAYS,
        things="ties to units",
        groups=_PERIOD,
        since_format=3,
    ),
    _part(
        "partner_goal",
        "partner_goals",
        N_("tie to a goal"),
        _PARTNER,
        _number_of("goal", named=True),
        _field("rationale", TEXT),
        *_DAYS,
        things="ties to goals",
        groups=_PERIOD,
    ),
    _part(
        "activity_staff",
        "activity_staff",
        N_("participation of our people"),
        _number_of("activity"),
        _number_of("staff", named=True),
        things="participations of our people",
        since_format=3,
    ),
    _audiences_of("partner"),
    _audiences_of("activity"),
    _audiences_of("goal"),
    _part(
        "evaluation_indicator",
        "indicators",
        N_("indicator"),
        _number_of("evaluation"),
        _field("name", NAME),
        _field("value", DECIMAL),
        since_format=3,
    ),
    _part(
        "partner_tie",
        "partner_ties",
        N_("tie between partners"),
        _PARTNER,
        _field("kind", Word(TieKind)),
        _field("other", Reference("partner"), required=True),
        *_DAYS,
        label="kind",
        things="ties between partners",
        groups=_PERIOD,
        since_format=3,
    ),
    _part(
        "communication_unit",
        "communication_units",
        N_("unit that is told"),
        _number_of("communication"),
        _number_of("unit", named=True),
        things="units that are told",
        since_format=3,
    ),
    _part(
        "group_member",
        "group_members",
        N_("membership"),
        _number_of("group"),
        _number_of("staff", named=True),
        _number_of("partner"),
        _number_of("contact"),
        *_DAYS,
        groups=_PERIOD,
        since_format=3,
    ),
    _part(
        "health_statement",
        "health_statements",
        N_("statement of a health check"),
        _number_of("health"),
        _field("code", VERBATIM),
        _field("section", LINE),
        _field("text", VERBATIM),
        _field("is_open", FLAG),
        label="code",
        things="statements of health checks",
        since_format=3,
    ),
    _part(
        "health_answer",
        "health_answers",
        N_("answer to a health check"),
        _number_of("health"),
        _field("side", Word(Party)),
        _field("respondent", COUNT),
        _field("code", VERBATIM),
        _field("score", COUNT),
        _field("comment", TEXT, personal=True),
        _field("answered_on", DAY),
        label="code",
        things="answers to health checks",
        since_format=3,
    ),
    _part(
        "activity_partner",
        "participants",
        N_("participation"),
        _number_of("activity"),
        _number_of("partner"),
    ),
    _part(
        "phase_change",
        "phases",
        N_("phase change"),
        _number_of("project"),
        _field("phase", Word(Phase)),
        _field("effective_on", DAY),
        _field("recorded_at", MOMENT),
        _field("actor", VERBATIM),
        _field("reason", VERBATIM),
        _field("end_reason", Word(EndReason)),
        label="phase",
        groups=(("phase", "end_reason"),),
        since_format=3,
    ),
    _part(
        "project_partner",
        "project_partners",
        N_("part in a project"),
        _number_of("project"),
        _number_of("partner"),
        *_DAYS,
        things="parts in projects",
        groups=_PERIOD,
        since_format=3,
    ),
    _part(
        "project_goal",
        "project_goals",
        N_("goal of a project"),
        _number_of("project"),
        _number_of("goal", named=True),
        _field("rationale", TEXT),
        *_DAYS,
        things="goals of projects",
        groups=_PERIOD,
        since_format=3,
    ),
    _part(
        "project_unit",
        "project_units",
        N_("unit of a project"),
        _number_of("project"),
        _number_of("unit", named=True),
        _field("told_on", DAY),
        _field("stance", Word(Stance)),
        things="units of projects",
        since_format=3,
    ),
)
