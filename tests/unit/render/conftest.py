from __future__ import annotations

from datetime import date

import pytest

from partnerreg.reports.report import Column, Kind, Report, Section, Shape, listing


@pytest.fixture(scope="session")
def partners() -> Report:
    """A list."""
    return listing(
        "partners",
        "Partners",
        [
            Column("number", "No", Kind.NUMBER),
            Column("name", "Name"),
            Column("tags", "Tags", Kind.LIST),
            Column("since", "Since", Kind.DATE),
            Column("youth", "Youth", Kind.FLAG),
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
            Column("number", "Number", Kind.NUMBER),
            Column("name", "Name"),
            Column("website", "Website"),
            Column("notes", "Notes"),
            Column("youth", "Involves youth", Kind.FLAG),
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
            Column("level", "No", Kind.NUMBER, shown=False),
            Column("label", "Level"),
            Column("partners", "Partners", Kind.NUMBER),
            Column("bar", "", Kind.BAR),
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
        [Column("outcome", "Outcome", Kind.MARK), Column("code", "Rule")],
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
