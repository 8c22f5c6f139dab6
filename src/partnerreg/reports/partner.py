"""One partner: everything about it, what its level asks, how it came there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain.facts import Period
from partnerreg.domain.rules import RULES as RULES_BY_CODE
from partnerreg.domain.rules import Finding, evaluate, failed_required
from partnerreg.domain.vocabulary import Severity, Status
from partnerreg.register.checking import facts_of
from partnerreg.register.facts import gather
from partnerreg.register.limits import range_of
from partnerreg.register.queries import agreements, journal, partners, people, story
from partnerreg.reports import lists
from partnerreg.reports.report import Column, Kind, Report, Section, Shape, counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.domain.policy import Policy
    from partnerreg.domain.vocabulary import Level
    from partnerreg.register.queries.partners import PartnerRecord
    from partnerreg.store.query import Reader

# How many of the latest activities a partner's page shows.
LATEST = 10

# How a rule that is not met is marked; what is only worth a thought is nothing to mend.
_UNMET = {Severity.REQUIRED: "missing", Severity.ADVISED: "advice", Severity.HINT: "hint"}

RULES = (
    Column("mark", "", Kind.MARK),
    Column("code", "Rule"),
    Column("severity", "Severity"),
    Column("met", "Met", Kind.FLAG, shown=False),
    Column("text", "What is asked"),
    Column("remedy", "What would supply it", Kind.COMMAND),
    Column("source", "Source", shown=False),
)

RECORD = (
    Column("id", "#", Kind.NUMBER),
    Column("name", "Name"),
    Column("level", "Level", Kind.NUMBER),
    Column("level_name", "Level name", shown=False),
    Column("label", "Called"),
    Column("since", "At this level since", Kind.DATE),
    Column("status", "Status"),
    Column("supported", "Supported"),
    Column("missing", "Missing", Kind.LIST),
    Column("overridden", "Came there by override", Kind.FLAG),
    Column("reason", "Reason for the level"),
    Column("sector", "Sector"),
    Column("municipality", "Municipality"),
    Column("country", "Country"),
    Column("registration_number", "Registration number"),
    Column("external_id", "External id"),
    Column("website", "Website"),
    Column("scope", "Scope"),
    Column("unit", "Unit"),
    Column("involves_youth", "Involves young people", Kind.FLAG),
    Column("involves_volunteers", "Involves volunteers", Kind.FLAG),
    Column("together", "What we make together"),
    Column("for_whom", "For whom"),
    Column("why_together", "Why not alone"),
    Column("pilot_until", "Pilot until", Kind.DATE),
    Column("tags", "Tags", Kind.LIST),
    Column("notes", "Notes"),
)


def show(reader: Reader, partner_id: int, today: date, policy: Policy, language: str) -> Report:
    """All that the register knows of a partner."""
    record = reader.first(partners.partner_record, partner=partner_id)
    assert record is not None
    limits = range_of(partner_id)
    sections = (
        Section("partner", "Partner", RECORD, [_cells(reader, record, today, policy, language)]),
        _contributions(reader, partner_id),
        _of("contacts", "Contacts", lists.contacts(reader.all(people.contacts, **limits))),
        _assignments(reader, partner_id, today),
        _ties(reader, partner_id, today, "goals"),
        _ties(reader, partner_id, today, "areas"),
        _of(
            "agreements",
            "Agreements",
            lists.agreements(reader.all(agreements.agreements, **limits), today),
        ),
        _of(
            "activities",
            "Latest activities",
            lists.activities(reader.all(story.activities, partner=partner_id)[:LATEST]),
        ),
        _of(
            "evaluations",
            "Evaluations",
            lists.evaluations(reader.all(story.evaluations, **limits)),
        ),
    )
    return Report("partner", record.name, sections, shape=Shape.RECORD, as_of=today)


def check(
    reader: Reader, partner_id: int, level: Level | None, today: date, policy: Policy
) -> Report:
    """What a level asks of a partner, and which of it is there; by default the next level up.

    What has become possible is told of the level where the partner stands only.
    """
    facts = facts_of(reader, partner_id, today)
    target = level or facts.level.above or facts.level
    findings = [
        finding
        for finding in evaluate(facts, policy, target)
        if target is facts.level or not RULES_BY_CODE[finding.code].opportunity
    ]
    missing = [f for f in findings if f.severity is Severity.REQUIRED and not f.met]
    verdict = (
        f"{counted(len(missing), 'required rule')} not met."
        if missing
        else "Every required rule is met."
    )
    return Report(
        "check",
        f"{facts.partner}: what the {target.word} level asks",
        (Section("rules", "Rules", RULES, [rule_cells(finding) for finding in findings]),),
        as_of=today,
        notes=(verdict,),
        extra={
            "partner": {"id": partner_id, "name": facts.partner, "level": int(facts.level)},
            "level": int(target),
            "name": target.word,
            "met": not missing,
        },
    )


def rule_cells(finding: Finding) -> tuple[object, ...]:
    """A finding's cells in the order of `RULES`."""
    return (
        "met" if finding.met else _UNMET[finding.severity],
        finding.code,
        finding.severity,
        finding.met,
        finding.text,
        finding.remedy,
        finding.source,
    )


def history(reader: Reader, partner_id: int, name: str) -> Report:
    """How a partner moved through the levels, and which commands touched it."""
    changes = reader.all(story.level_changes_of_partner, partner=partner_id)
    operations = reader.all(journal.operations_on_partner, partner=partner_id)
    levels = (
        Column("effective_on", "From", Kind.DATE),
        Column("change", "Change"),
        Column("from_level", "From level", Kind.NUMBER, shown=False),
        Column("to_level", "To level", Kind.NUMBER, shown=False),
        Column("reason", "Reason"),
        Column("overridden", "Overridden", Kind.FLAG, shown=False),
        Column("findings", "Overrode", Kind.LIST),
        Column("actor", "By"),
        Column("recorded_at", "Recorded", Kind.MOMENT, shown=False),
    )
    commands = (
        Column("id", "Operation", Kind.NUMBER),
        Column("at", "When", Kind.MOMENT),
        Column("actor", "By"),
        Column("command", "Command"),
        Column("summary", "What"),
        Column("rows", "Rows", Kind.NUMBER),
    )
    import json

    level_rows = [
        (
            change.effective_on,
            _step(change.from_level, change.to_level, first=index == 0),
            change.from_level,
            change.to_level,
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
        f"{name}: history",
        (
            Section("levels", "Levels", levels, level_rows),
            Section("operations", "Commands that touched it", commands, operations),
        ),
        extra={"partner": {"id": partner_id, "name": name}},
    )


def _step(left: Level | None, reached: Level | None, *, first: bool) -> str:
    """A level change in words."""
    if reached is None:
        return "ended"
    if left is None:
        return f"new at {reached.word}" if first else f"reopened at {reached.word}"
    return f"{left.word} → {reached.word}"


def _cells(
    reader: Reader, record: PartnerRecord, today: date, policy: Policy, language: str
) -> tuple[object, ...]:
    from partnerreg.domain.rules import needs

    wanted = needs(policy, [record.level], [Severity.REQUIRED])
    portfolio = gather(reader, today, wanted, record.id)
    facts: PartnerFacts | None = portfolio.facts.get(record.id)
    failed = failed_required(facts, policy, record.level) if facts else ()
    standing = portfolio.standings.get(record.id)
    tags = [row.tag for row in reader.all(partners.tags_of_partner, partner=record.id)]
    changes = reader.all(story.level_changes_of_partner, partner=record.id)
    change = changes[-1] if changes else None
    derived = {
        "level": int(record.level),
        "level_name": record.level.word,
        "label": policy.label(record.level, language),
        "since": standing.since if standing else None,
        "supported": not failed if record.status is Status.ACTIVE else None,
        "missing": list(failed),
        "overridden": change.overridden if change else None,
        "reason": change.reason if change else None,
        "tags": tags,
    }
    cells = record._asdict() | derived
    return tuple(cells[column.key] for column in RECORD)


def _of(key: str, title: str, report: Report) -> Section:
    """A list as a section of a partner's page, without the columns that repeat the partner."""
    section = report.main
    kept = [
        i for i, column in enumerate(section.columns) if column.key not in {"partner_id", "partner"}
    ]
    rows = [tuple(row[i] for i in kept) for row in section.rows]
    return Section(key, title, [section.columns[i] for i in kept], rows)


def _contributions(reader: Reader, partner_id: int) -> Section:
    columns = (
        Column("party", "Who"),
        Column("direction", "Gives or gets"),
        Column("text", "What"),
    )
    rows = reader.all(partners.contributions_of_partner, partner=partner_id)
    return Section("contributions", "Give and get", columns, rows)


def _assignments(reader: Reader, partner_id: int, today: date) -> Section:
    columns = (
        Column("staff", "Name"),
        Column("role", "Role"),
        Column("starts_on", "From", Kind.DATE),
        Column("ends_on", "Until", Kind.DATE),
        Column("current", "Now", Kind.FLAG),
    )
    rows = [
        (row.staff, row.role, row.starts_on, row.ends_on, _now(row.starts_on, row.ends_on, today))
        for row in reader.all(people.assignments, **range_of(partner_id))
    ]
    return Section("staff", "Our people", columns, rows)


def _ties(reader: Reader, partner_id: int, today: date, key: str) -> Section:
    columns = [
        Column("name", "Name"),
        Column("rationale", "Because"),
        Column("starts_on", "From", Kind.DATE),
        Column("ends_on", "Until", Kind.DATE),
        Column("current", "Now", Kind.FLAG),
    ]
    asked = people.goal_ties if key == "goals" else people.area_ties
    rows: Iterable[people.TieRow] = reader.all(asked, **range_of(partner_id))
    cells = [
        (
            row.name,
            row.rationale,
            row.starts_on,
            row.ends_on,
            _now(row.starts_on, row.ends_on, today),
        )
        for row in rows
    ]
    if key == "areas":
        columns = [column for column in columns if column.key != "rationale"]
        cells = [(row[0], *row[2:]) for row in cells]  # type: ignore[misc]
    return Section(key, key.capitalize(), columns, cells)


def _now(start: date, end: date | None, today: date) -> bool:
    return Period(start, end).holds(today)
