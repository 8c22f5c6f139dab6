"""One partner: everything about it, what its level asks, how it came there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from partnerreg.db.query import range_of
from partnerreg.domain.enums import Level, Severity, Status
from partnerreg.domain.evaluation import evaluate, failed_required, needs
from partnerreg.domain.labels import level_label
from partnerreg.domain.periods import Period
from partnerreg.language import ENGLISH, N_
from partnerreg.nouns import registry
from partnerreg.nouns.fields import Day, Flag, References, Several, Text
from partnerreg.nouns.partner import PARTNER
from partnerreg.queries import agreements, links, partners
from partnerreg.queries.activities import activities as activity_rows
from partnerreg.queries.levels import level_changes_of_partner
from partnerreg.queries.projects import projects_on
from partnerreg.queries.things import one, things
from partnerreg.reports import areas, lists, partner_ties, units
from partnerreg.reports.communication import communications
from partnerreg.reports.groups import groups_of_partner
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape
from partnerreg.services.facts import facts_of, gather

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.policy import Policy
    from partnerreg.language import Language
    from partnerreg.queries.levels import LevelChangeRow

# How many of the latest activities a partner's page shows.
LATEST = 10

# How a rule that is not met is marked; what is only worth a thought is nothing to mend.
_UNMET = {Severity.REQUIRED: "missing", Severity.ADVISED: "advice", Severity.HINT: "hint"}

RULES = (
    Column("mark", "", ColumnKind.MARK),
    Column("code", "Rule"),
    Column("severity", "Severity", ColumnKind.WORD),
    Column("met", "Met", ColumnKind.FLAG, shown=False),
    Column("text", "What is asked"),
    Column("remedy", "What would supply it", ColumnKind.COMMAND),
    Column("source", "Source", shown=False),
)

ASKS = {
    Level.STRATEGIC: N_("What the strategic level asks"),
    Level.SERVICE: N_("What the service-based level asks"),
    Level.NETWORK: N_("What the network level asks"),
}

STANDING = (
    Column("id", "#", ColumnKind.ID),
    Column("name", "Name"),
    Column("level", "Level", ColumnKind.LEVEL),
    Column("level_name", "Level name", ColumnKind.WORD, shown=False),
    Column("label", "Called"),
    Column("since", "At this level since", ColumnKind.DATE),
    Column("status", "Status", ColumnKind.WORD),
    Column("supported", "Supported"),
    Column("missing", "Missing", ColumnKind.LIST),
    Column("overridden", "Came there by override", ColumnKind.FLAG),
    Column("reason", "Reason for the level"),
)


def record_columns() -> tuple[Column, ...]:
    """What a partner's page says of it: where it stands, and its fields; what describes it last."""
    standing = {column.key for column in STANDING}
    fields = [field for field in PARTNER.fields if field.own or field.name in {"tags", "audiences"}]
    fields.sort(key=lambda field: isinstance(field.kind, (Flag, Text, Day, Several, References)))
    return STANDING + tuple(
        Column(field.name, field.label, ColumnKind[field.kind.column])
        for field in fields
        if field.name not in standing
    )


LEVELS = (
    Column("effective_on", "From", ColumnKind.DATE),
    Column("change", "Change", shown=False),
    Column("step", "Change", ColumnKind.ASIDE),
    Column("from_level", "From level", ColumnKind.LEVEL, shown=False),
    Column("to_level", "To level", ColumnKind.LEVEL, shown=False),
    Column("ending", "Ended because", ColumnKind.WORD),
    Column("reason", "Reason"),
    Column("overridden", "Overridden", ColumnKind.FLAG, shown=False),
    Column("findings", "Overrode", ColumnKind.LIST),
    Column("actor", "By"),
    Column("recorded_at", "Recorded", ColumnKind.MOMENT, shown=False),
)
OPERATIONS = (
    Column("id", "Operation", ColumnKind.ID),
    Column("at", "When", ColumnKind.MOMENT),
    Column("actor", "By"),
    Column("command", "Command"),
    Column("summary", "What"),
    Column("rows", "Rows", ColumnKind.NUMBER),
)

PROJECTS = (
    Column("id", "#", ColumnKind.ID),
    Column("title", "Title"),
    Column("phase", "Phase", ColumnKind.WORD),
    Column("since", "Since", ColumnKind.DATE),
    Column("end_reason", "Closed because", ColumnKind.WORD),
    Column("owner", "Owner"),
)

# When a tie of a partner held, and whether it does.
_FROM_UNTIL = (
    Column("starts_on", "From", ColumnKind.DATE),
    Column("ends_on", "Until", ColumnKind.DATE),
    Column("current", "Now", ColumnKind.FLAG),
)


def show(
    reader: Reader,
    partner_id: int,
    today: date,
    policy: Policy,
    language: Language = ENGLISH,
) -> Report:
    """All that the register knows of a partner."""
    record = reader.first(one(PARTNER), number=partner_id)
    assert record is not None
    limits = range_of(partner_id)

    def of_noun(name: str) -> Section:
        noun = registry.noun(name)
        report = lists.things(noun, reader.all(things(noun), **limits), language)
        return _own(noun.plural, noun.title, report)

    papers = reader.all(agreements.agreements_of_partner, partner=partner_id, today=today)
    own_agreements = lists.agreements(papers, today, language=language, of_one_partner=True)
    activities = reader.all(activity_rows, partner=partner_id)[:LATEST]
    sections = (
        Section(
            "partner",
            "Partner",
            record_columns(),
            [_cells(reader, record, today, policy, language)],
        ),
        of_noun("contribution")._replace(title="Give and get"),
        of_noun("contact"),
        _assignments(reader, partner_id, today),
        _goals(reader, partner_id, today),
        areas.on_page(reader, partner_id, today),
        _units(reader, partner_id, today),
        partner_ties.on_page(reader, partner_id, today),
        _own("agreements", N_("Agreements"), own_agreements),
        _own("activities", N_("Latest activities"), lists.activities(activities)),
        _projects(reader, partner_id, today),
        of_noun("evaluation"),
        of_noun("expectation"),
        of_noun("preparation"),
        of_noun("health"),
        of_noun("lesson"),
        groups_of_partner(reader, partner_id, today),
        _communications(reader, partner_id, today, language),
        of_noun("consent"),
    )
    return Report(
        "partner", "Partner", sections, shape=Shape.RECORD, as_of=today, subject=record.name
    )


def check(
    reader: Reader,
    partner_id: int,
    level: Level | None,
    today: date,
    policy: Policy,
    language: Language = ENGLISH,
) -> Report:
    """What a level asks of a partner, and which of it is there; by default the next level up.

    What has become possible is told of the level where the partner stands only.
    """
    facts = facts_of(reader, partner_id, today)
    target = level or facts.level.above or facts.level
    findings = [
        finding
        for finding in evaluate(facts, policy, target)
        if target is facts.level or not policy.rules[finding.code].opportunity
    ]
    rows = [
        (
            "met" if finding.met else _UNMET[finding.severity],
            finding.code,
            finding.severity,
            finding.met,
            finding.text,
            finding.remedy,
            finding.source,
        )
        for finding in findings
    ]
    missing = [f for f in findings if f.severity is Severity.REQUIRED and not f.met]
    verdict = (
        language.ngettext("{n} required rule not met.", "{n} required rules not met.", len(missing))
        if missing
        else language.gettext("Every required rule is met.")
    )
    return Report(
        "check",
        ASKS[target],
        (Section("rules", "Rules", RULES, rows),),
        as_of=today,
        notes=(verdict,),
        extra={
            "partner": {"id": partner_id, "name": facts.partner, "level": int(facts.level)},
            "level": int(target),
            "name": target.word,
            "met": not missing,
        },
        subject=facts.partner,
    )


def history(reader: Reader, partner_id: int, name: str, language: Language = ENGLISH) -> Report:
    """How a partner moved through the levels, and which commands touched it."""
    import json

    from partnerreg.queries import journal

    changes = reader.all(level_changes_of_partner, partner=partner_id)
    operations = reader.all(journal.operations_on_partner, partner=partner_id)
    level_rows = [
        (
            change.effective_on,
            _step(change, ENGLISH, lambda level: level.word, first=index == 0),
            _step(change, language, partial(level_label, language=language), first=index == 0),
            change.from_level,
            change.to_level,
            change.ending,
            change.reason,
            change.overridden,
            json.loads(change.findings),
            change.actor,
            change.recorded_at,
        )
        for index, change in enumerate(changes)
    ]
    return Report(
        "history",
        "History",
        (
            Section("levels", "Levels", LEVELS, level_rows),
            Section("operations", "Commands that touched it", OPERATIONS, operations),
        ),
        extra={"partner": {"id": partner_id, "name": name}},
        subject=name,
    )


def _step(
    change: LevelChangeRow, language: Language, called: Callable[[Level], str], *, first: bool
) -> str:
    """A level change in words; `called` says what a level is called."""
    if change.to_level is None:
        return language.gettext("ended")
    reached = called(change.to_level)
    if change.from_level is not None:
        return f"{called(change.from_level)} → {reached}"
    how = language.gettext("new at {level}") if first else language.gettext("reopened at {level}")
    return how.format(level=reached)


def _cells(
    reader: Reader, record: Any, today: date, policy: Policy, language: Language
) -> tuple[object, ...]:
    evidence = needs(policy, [record.level], [Severity.REQUIRED])
    portfolio = gather(reader, today, evidence, record.id)
    facts = portfolio.facts.get(record.id)
    failed = failed_required(facts, policy, record.level) if facts else ()
    standing = portfolio.standings.get(record.id)
    tags = [row.value for row in reader.all(partners.tags_of_partner, partner=record.id)]
    groups = [row.value for row in reader.all(partners.audiences_of_partner, partner=record.id)]
    changes = reader.all(level_changes_of_partner, partner=record.id)
    change = changes[-1] if changes else None
    derived = {
        "level": int(record.level),
        "level_name": record.level.word,
        "label": policy.label(record.level, language.code),
        "since": standing.since if standing else None,
        "supported": not failed if record.status is Status.ACTIVE else None,
        "missing": list(failed),
        "overridden": change.overridden if change else None,
        "reason": change.reason if change else None,
        "tags": tags,
        "audiences": groups,
    }
    cells = record._asdict() | derived
    return tuple(cells[column.key] for column in record_columns())


def _communications(reader: Reader, partner_id: int, today: date, language: Language) -> Section:
    """What is told of the partner, its activities and its projects."""
    noun = registry.noun("communication")
    rows = communications(reader, today, partner_id)
    return _own(noun.plural, noun.title, lists.things(noun, rows, language))


def _own(key: str, title: str, report: Report) -> Section:
    """A list as a section of a partner's page, without the columns that repeat the partner."""
    section = report.main
    own = [
        i for i, column in enumerate(section.columns) if column.key not in {"partner_id", "partner"}
    ]
    rows = [tuple(row[i] for i in own) for row in section.rows]
    return Section(key, title, [section.columns[i] for i in own], rows)


def _assignments(reader: Reader, partner_id: int, today: date) -> Section:
    columns = (Column("staff", "Name"), Column("role", "Role", ColumnKind.WORD), *_FROM_UNTIL)
    rows = [
        (row.staff, row.role, *_held(row.starts_on, row.ends_on, today))
        for row in reader.all(links.assignments, **range_of(partner_id))
    ]
    return Section("staff", "Our people", columns, rows)


def _units(reader: Reader, partner_id: int, today: date) -> Section:
    """The units of ours that ran it or took part, and when."""
    record = reader.first(partners.partner_record, partner=partner_id)
    assert record is not None
    return units.on_page(record, reader.all(links.unit_ties, **range_of(partner_id)), today)


def _goals(reader: Reader, partner_id: int, today: date) -> Section:
    """The goals, each with why it was chosen."""
    columns = (Column("name", "Name"), Column("rationale", "Because"), *_FROM_UNTIL)
    rows = [
        (row.name, row.rationale, *_held(row.starts_on, row.ends_on, today))
        for row in reader.all(links.goal_links, **range_of(partner_id))
    ]
    return Section("goals", N_("Goals"), columns, rows)


def _projects(reader: Reader, partner_id: int, today: date) -> Section:
    """The projects that it takes part in, those that are closed too."""
    rows = reader.all(projects_on, partner=partner_id, today=today)
    return Section("projects", N_("Projects"), PROJECTS, [row[: len(PROJECTS)] for row in rows])


def _held(start: date, end: date | None, today: date) -> tuple[date, date | None, bool]:
    return start, end, Period(start, end).holds(today)
