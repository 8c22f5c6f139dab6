"""The parts of a partner's page, below its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.db.query import range_of
from partnerreg.domain.periods import Period
from partnerreg.language import N_
from partnerreg.nouns import registry
from partnerreg.queries import agreements, partners, people, story
from partnerreg.queries.things import things
from partnerreg.reports import lists
from partnerreg.reports.report import Column, Kind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.language import Language

# How many of the latest activities a partner's page shows.
LATEST = 10


def parts(reader: Reader, partner_id: int, today: date, language: Language) -> tuple[Section, ...]:
    """What belongs to a partner, present and past."""
    limits = range_of(partner_id)
    return (
        _contributions(reader, partner_id),
        _things("contact", reader, language, limits),
        _assignments(reader, partner_id, today),
        _ties(reader, partner_id, today, "goals"),
        _ties(reader, partner_id, today, "areas"),
        _of(
            "agreements",
            N_("Agreements"),
            lists.agreements(reader.all(agreements.agreements, **limits), today, language=language),
        ),
        _of(
            "activities",
            N_("Latest activities"),
            lists.activities(reader.all(story.activities, partner=partner_id)[:LATEST]),
        ),
        _things("evaluation", reader, language, limits),
    )


def _things(name: str, reader: Reader, language: Language, limits: Mapping[str, int]) -> Section:
    """A partner's things of a noun."""
    noun = registry.noun(name)
    report = lists.things(noun, reader.all(things(noun), **limits), language)
    return _of(noun.plural, noun.title, report)


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
        Column("party", "Who", Kind.WORD),
        Column("direction", "Gives or gets", Kind.WORD),
        Column("text", "What"),
    )
    rows = reader.all(partners.contributions_of_partner, partner=partner_id)
    return Section("contributions", "Give and get", columns, rows)


def _assignments(reader: Reader, partner_id: int, today: date) -> Section:
    columns = (
        Column("staff", "Name"),
        Column("role", "Role", Kind.WORD),
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
    context = people.goal_links if key == "goals" else people.area_links
    rows: Iterable[people.TieRow] = reader.all(context, **range_of(partner_id))
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
    title = N_("Goals") if key == "goals" else N_("Areas")
    return Section(key, title, columns, cells)


def _now(start: date, end: date | None, today: date) -> bool:
    return Period(start, end).holds(today)
