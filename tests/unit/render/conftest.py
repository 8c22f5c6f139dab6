from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from partnerreg.domain.enums import Level
from partnerreg.reports.report import (
    Chart,
    Column,
    ColumnKind,
    Figure,
    Form,
    Report,
    Section,
    Sentence,
    Shape,
    listing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def two_hours_ahead(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A local time that is two hours ahead of UTC."""
    if sys.platform == "win32":
        pytest.skip("the system's own setting decides")
    monkeypatch.setenv("TZ", "UTC-2")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def partners() -> Report:
    """A list."""
    return listing(
        "partners",
        "Partners",
        [
            Column("number", "No", ColumnKind.NUMBER),
            Column("name", "Name"),
            Column("tags", "Tags", ColumnKind.LIST),
            Column("since", "Since", ColumnKind.DATE),
            Column("youth", "Youth", ColumnKind.FLAG),
            Column("external_id", "External id", shown=False),
        ],
        [
            (1, "Café Retro [nedlagt]", ["music", "open stage"], date(2026, 1, 31), True, "0001"),
            (12, "Åse, Ø & 漢字", [], None, False, None),
        ],
        notes=["Ended partners are left out."],
    )


@pytest.fixture(scope="session")
def partner() -> Report:
    """A record with two further sections, one of them empty."""
    fields = Section(
        "partner",
        "Partner",
        [
            Column("number", "Number", ColumnKind.NUMBER),
            Column("name", "Name"),
            Column("website", "Website"),
            Column("notes", "Notes"),
            Column("youth", "Involves youth", ColumnKind.FLAG),
            Column("external_id", "External id", shown=False),
        ],
        [(12, "Café Retro", None, "Call first.\r\nMondays are best.", True, "0012")],
    )
    contacts = Section(
        "contacts",
        "Contacts",
        [Column("name", "Name"), Column("email", "E-mail")],
        [("Søren Å", "soren@example.dk")],
    )
    areas = Section("areas", "Areas", [Column("name", "Name")], [])
    return Report("partner", "Café Retro", (fields, contacts, areas), shape=Shape.RECORD)


@pytest.fixture(scope="session")
def levels() -> Report:
    """A report with bars, marks, an empty section, notes and an extra key."""
    counts = Section(
        "levels",
        "By level",
        [
            Column("level", "No", ColumnKind.NUMBER, shown=False),
            Column("label", "Level"),
            Column("partners", "Partners", ColumnKind.NUMBER),
            Column("bar", "", ColumnKind.BAR),
        ],
        [
            (1, "Strategic partnership", 1, 1),
            (2, "Service-based partnership", 16, 16),
            (3, "Network collaboration", 0, 0),
        ],
    )
    rules = Section(
        "rules",
        "Rules",
        [Column("outcome", "Outcome", ColumnKind.MARK), Column("code", "Rule")],
        [("met", "goal"), ("missing", "written-agreement"), ("advice", "areas")],
    )
    gaps = Section("gaps", "Gaps", [Column("name", "Name")], [])
    return Report(
        "levels",
        "Partnerships",
        (counts, rules, gaps),
        as_of=date(2026, 3, 1),
        notes=["Network collaborations are not partnerships."],
        extra={"total": 17},
    )


@pytest.fixture(scope="session")
def check() -> Report:
    """Rules with the commands that would meet them, two of them the same and one missing."""
    long = f"partnerreg partner edit 'Café Retro [x]' --notes '{'word ' * 40}end'"
    short = "partnerreg area link AREA 'Café Retro [x]'"
    rules = Section(
        "rules",
        "Rules",
        [
            Column("outcome", "", ColumnKind.MARK),
            Column("code", "Rule"),
            Column("remedy", "What would supply it", ColumnKind.COMMAND),
            Column("again", "Kept back", ColumnKind.COMMAND, shown=False),
        ],
        [
            ("met", "goal", None, None),
            ("advice", "areas", short, "x"),
            ("missing", "notes", long, "x"),
            ("advice", "more-areas", short, "x"),
        ],
    )
    return Report("check", "Café Retro", (rules,), notes=["Something is missing."])


@pytest.fixture(scope="session")
def history() -> Report:
    """A list of moments."""
    rows = [(datetime(2026, 2, 28, 23, 5, 59, 999, tzinfo=UTC), "partner add")]
    columns = [Column("at", "When", ColumnKind.MOMENT), Column("command", "Command")]
    return listing("operations", "Operations", columns, rows)


@pytest.fixture(scope="session")
def review() -> Report:
    """A report with all that a report can have."""
    levels = Section(
        "levels",
        "Levels",
        [
            Column("level", "Level", ColumnKind.LEVEL),
            Column("partners", "Partners", ColumnKind.NUMBER),
            Column("unsupported", "Unsupported", ColumnKind.NUMBER),
            Column("filter", "Opens", ColumnKind.OPENS, shown=False),
        ],
        [
            (Level.STRATEGIC, 1234, 1, {"partners": "partner list --level strategic"}),
            (Level.NETWORK, 0, 0, {"partners": "partner list --level network"}),
        ],
        chart=Chart("bars", "level", ("partners",)),
        note="Counted on the day.",
    )
    course = Section(
        "course",
        "Partners at each level",
        [
            Column("month", "Month", ColumnKind.DATE),
            Column("strategic", "Strategic", ColumnKind.NUMBER),
            Column("network", "Network", ColumnKind.NUMBER),
        ],
        [(date(2026, 1, 31), 1, 0), (date(2026, 2, 28), 2, 7), (date(2026, 3, 1), 4, 0)],
        chart=Chart("course", "month", ("strategic", "network")),
    )
    partner = Section(
        "partner",
        "Partner",
        [
            Column("name", "Name"),
            Column("since", "Since", ColumnKind.DATE),
            Column("website", "Website"),
        ],
        [("Café Retro", date(2025, 8, 9), None)],
        form=Form.FIELDS,
    )
    value = Section("value", "Joint value", [Column("for_whom", "For whom")], [], form=Form.FIELDS)
    quiet = Section(
        "quiet", "Quiet partners", [Column("name", "Name")], [], empty="Nobody is quiet."
    )
    gaps = Section(
        "gaps",
        "Gaps",
        [Column("partner", "Partner")],
        [("Café Retro",), ("Odense Kommune",), ("Åbenrå",)],
        preview_rows=1,
        see_all="partner list --unsupported",
    )
    notes = Section("room", "Notes", (), (), form=Form.LINES)
    return Report(
        "review",
        "Brief",
        (levels, course, partner, value, quiet, gaps, notes),
        as_of=date(2026, 3, 1),
        since=date(2025, 3, 1),
        subject="Café Retro",
        summary=["There are 1,234 partnerships.", "One is unsupported."],
        figures=[Figure("unsupported", 1, "partner list --unsupported --as-of 2026-03-01")],
        notes=[Sentence("`partnerreg report gaps` says what is missing.")],
    )
