"""The sheet for a meeting on the portfolio: what it tells, asks to decide, and opens."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers.actions import (
    JOINT_VALUE,
    POLICY,
    TODAY,
    activity,
    agreement,
    goal,
    move,
    named,
    partner,
    raw,
    writing,
)
from helpers.bulk_imports import bring_in
from helpers.filled_register import BARE, CAFE, COMPANY, ENDED, THEATRE, TOWN
from helpers.report_parts import rows, section
from partnerreg.cli.remedies import worded
from partnerreg.db.opening import open_reader
from partnerreg.domain.enums import AgreementKind, Level
from partnerreg.reports.context import ReportContext
from partnerreg.reports.meeting import MOST, MOST_DECISIONS, meeting
from partnerreg.reports.report import Form
from partnerreg.services.partner_filter import PartnerFilter
from partnerreg.tables import Area

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.reader import PreparedReader
    from partnerreg.reports.report import Report

ASKED = ReportContext(TODAY, POLICY)
MET = date(2026, 2, 1)


@pytest.fixture(scope="module")
def reader(filled_register: Path) -> Iterator[PreparedReader]:
    reader = open_reader(filled_register, pytest.fail)
    yield reader
    reader.close()


def of(path: Path, asked: ReportContext = ASKED, since: date | None = MET) -> Report:
    """The sheet of a register of the test's own."""
    reader = open_reader(path, pytest.fail)
    try:
        return worded(meeting(reader, asked, since))
    finally:
        reader.close()


def partners(report: Report, key: str) -> list[int]:
    return [row["id"] for row in rows(report, key)]


def figures(report: Report) -> dict[str, int]:
    return {figure.key: figure.number for figure in report.figures}


def texts(report: Report, kind: str) -> dict[int, str]:
    """What is asked to be decided, of a kind, by partner."""
    return {row["id"]: row["text"] for row in rows(report, "decisions") if row["kind"] == kind}


def test_the_parts_come_in_the_order_of_the_meeting(reader: PreparedReader) -> None:
    report = worded(meeting(reader, ASKED, MET))
    assert [section.key for section in report.sections] == [
        "levels",
        "movements",
        "strategic",
        "expiring",
        "gaps",
        "projects",
        "overdue",
        "quiet",
        "ready",
        "communication",
        "goals",
        "areas",
        "proposals",
        "decisions",
        "notes",
    ]
    assert (report.as_of, report.since) == (TODAY, MET)
    assert report.sections[-1].form is Form.LINES
    for part in report.sections[:-1]:
        assert part.rows or part.empty.endswith(".")


def test_partnerships_and_network_collaborations_are_told_apart(reader: PreparedReader) -> None:
    report = worded(meeting(reader, ASKED, MET))
    assert report.summary == [
        "There are 3 partnerships.",
        "2 of them lack something that their level requires.",
        "Beside them, there are 2 network collaborations.",
    ]
    pyramid = [
        (row["level"], row["partners"], row["unsupported"]) for row in rows(report, "levels")
    ]
    assert pyramid == [(Level.STRATEGIC, 1, 0), (Level.SERVICE, 2, 2), (Level.NETWORK, 2, 0)]
    assert section(report, "levels").chart is not None


def test_movements_are_told_since_the_last_meeting(reader: PreparedReader) -> None:
    moves = {
        row["movement"]: row["names"]
        for row in rows(worded(meeting(reader, ASKED, MET)), "movements")
    }
    assert moves == {
        "new": ["Vasa stad"],
        "down": ["Ålands Teater"],
        "reopened": ["[Firma] & Søn"],
    }


def test_without_a_recorded_meeting_it_looks_three_months_back_and_says_so(
    reader: PreparedReader,
) -> None:
    report = worded(meeting(reader, ASKED))
    assert report.since == date(2025, 12, 1)
    said = "No meeting has been recorded: movements are told since 2025-12-01."
    assert report.summary[-1] == said
    assert said not in worded(meeting(reader, ASKED, MET)).summary


def test_a_strategic_partnership_has_all_on_its_line(reader: PreparedReader) -> None:
    (row,) = rows(worded(meeting(reader, ASKED, MET)), "strategic")
    assert row == {
        "id": CAFE,
        "partner": "Café Retro",
        "coordinator": "Outreach-skranken",
        "management": ["Mette Ørsted"],
        "agreement": 2,
        "until": date(2027, 2, 28),
        "lasts": "renews itself",
        "notice_day": date(2026, 11, 28),
        "last_activity": date(2026, 2, 1),
        "supported": True,
        "missing": [],
        "evidence": "Supported",
    }


def test_of_what_a_strategic_partnership_lacks_its_line_says_how_much_and_the_gaps_what(
    filled: Path,
) -> None:
    with writing(filled) as work:
        number = partner(work, "Ny ven", level=Level.STRATEGIC, **JOINT_VALUE)
        letter = AgreementKind.LETTER_OF_INTENT
        agreement(work, number, letter, title="Hensigt", signed_on=date(2026, 1, 1))
    report = of(filled)
    row = next(row for row in rows(report, "strategic") if row["id"] == number)
    assert (row["supported"], row["until"], row["lasts"]) == (False, None, "open-ended")
    assert row["evidence"] == "4 missing"
    codes = ["written-agreement", "management-follows", "goal", "coordinator"]
    assert row["missing"] == codes
    actions = [binding.action for binding in POLICY.binding(Level.STRATEGIC)]
    gaps = rows(report, "gaps")[0]
    assert gaps["id"] == number, "strategic partnerships come first"
    assert all(action in gaps["action"] for action in actions[:2])
    with raw(filled) as connection:
        connection.execute("DELETE FROM agreement WHERE partner_id = ?", (number,))
    row = next(row for row in rows(of(filled), "strategic") if row["id"] == number)
    assert (row["agreement"], row["lasts"]) == (None, None)


def test_the_written_agreement_that_lasts_longest_stands_for_a_partnership(filled: Path) -> None:
    with writing(filled) as work:
        letter = AgreementKind.LETTER_OF_INTENT
        agreement(work, CAFE, letter, title="Åben hensigt", signed_on=date(2026, 1, 1))
        longer = agreement(
            work, CAFE, title="Ny", signed_on=date(2026, 1, 1), valid_until=date(2029, 1, 1)
        )
        work.session.flush()
        wanted = longer.id
    (row,) = rows(of(filled), "strategic")
    assert (row["agreement"], row["until"]) == (wanted, date(2029, 1, 1))


def test_what_falls_due_comes_with_its_day_and_a_decision(filled: Path) -> None:
    with writing(filled) as work:
        ending = agreement(
            work, THEATRE, title="Kort", signed_on=date(2026, 1, 1), valid_until=date(2026, 4, 1)
        )
        own = {"signed_on": date(2026, 1, 1), "renewal_months": 12}
        notice = agreement(
            work, BARE, title="Tavs", valid_until=date(2026, 5, 15), notice_months=2, **own
        )
        renewing = agreement(work, TOWN, title="Tavs", valid_until=date(2026, 5, 1), **own)
        work.session.flush()
        expected = [
            (date(2026, 3, 15), "notice", BARE, notice.id),
            (date(2026, 4, 1), "ends", THEATRE, ending.id),
            (date(2026, 5, 1), "renews", TOWN, renewing.id),
        ]
    report = of(filled)
    found = [
        (row["day"], row["what"], row["id"], row["agreement"]) for row in rows(report, "expiring")
    ]
    assert found == expected
    asked = [row for row in rows(report, "decisions") if row["kind"] == "agreement"]
    # The theatre's other agreement is open-ended, so that nothing has to be decided there.
    assert [(row["id"], row["by"]) for row in asked] == [
        (BARE, date(2026, 3, 15)),
        (TOWN, date(2026, 5, 1)),
    ]
    assert asked[0]["text"].startswith(f'Agreement "Tavs" (#{expected[0][-1]}): ')
    followed = {row["called"]: row["followed_by"] for row in rows(report, "expiring")}
    assert followed[f"Kort (#{expected[1][-1]})"] is not None
    assert [number for number in followed.values() if number is not None] == [
        followed[f"Kort (#{expected[1][-1]})"]
    ]


def test_gaps_that_block_say_what_to_do(reader: PreparedReader) -> None:
    report = worded(meeting(reader, ASKED, MET))
    assert set(partners(report, "gaps")) == {THEATRE, COMPANY}
    assert all(row["missing"] and row["action"].endswith(".") for row in rows(report, "gaps"))
    assert figures(report)["lacking"] == 2
    assert texts(report, "unsupported") == {
        COMPANY: "Supply what is missing, or demote.",
        THEATRE: "Supply what is missing, or demote.",
    }


def test_quiet_partners_come_with_the_longest_quiet_first(filled: Path) -> None:
    with writing(filled) as work:
        known = partner(work, "Kendt", on=date(2023, 1, 1))
        activity(work, [known], held_on=date(2024, 5, 1))
    report = of(filled)
    assert partners(report, "quiet") == [known], "others without activity have only just come"
    assert list(texts(report, "quiet")) == [known]


def test_partnerships_are_the_first_of_the_quiet_and_then_the_longest_quiet(filled: Path) -> None:
    with writing(filled) as work:
        served = [
            partner(work, name, level=Level.SERVICE, on=date(2024, month, 1))
            for name, month in (("Senere", 6), ("Tidlig", 5))
        ]
        known = partner(work, "Kendt", on=date(2023, 1, 1))
    assert partners(of(filled), "quiet") == [*reversed(served), known]


def test_goals_and_areas_that_nobody_is_tied_to_are_named(filled: Path) -> None:
    with writing(filled) as work:
        goal(work, "G9", "Ingen endnu")
        named(work, Area, "Tomt område")
    report = of(filled)
    assert [row["name"] for row in rows(report, "goals")] == ["Ö3 Någon gång", "G9 Ingen endnu"]
    assert [row["name"] for row in rows(report, "areas")] == ["Tomt område"]
    assert "Lukket område" not in str(section(report, "areas").rows), "it is retired"


def test_of_long_lists_a_sheet_shows_the_first_and_what_lists_all(filled: Path) -> None:
    with writing(filled) as work:
        for place in range(MOST + 3):
            partner(work, f"Skole {place:02}", level=Level.SERVICE, on=date(2024, 1, 1))
    report = of(filled)
    gaps = section(report, "gaps")
    assert len(gaps.rows) == figures(report)["lacking"] == MOST + 5
    assert (gaps.preview_rows, gaps.see_all) == (
        MOST,
        "partner list --unsupported --as-of 2026-03-01",
    )
    quiet = section(report, "quiet")
    assert len(quiet.rows) == figures(report)["quiet"] > MOST
    asked = [row["kind"] for row in rows(report, "decisions")]
    assert asked.count("unsupported") == MOST + 5
    assert section(report, "decisions").preview_rows == MOST_DECISIONS
    assert section(report, "decisions").see_all == "report meeting --format json --as-of 2026-03-01"


def test_an_empty_register_is_one_sentence(empty_register: Path) -> None:
    report = of(empty_register)
    assert report.empty_text == "No partner is in the register."
    assert [len(section.rows) for section in report.sections] == [3, *[0] * 10]
    assert section(report, "goals").empty == "The house has no goals in force."
    assert section(report, "areas").empty == "The house has no service areas."


def test_the_last_partner_that_ended_is_still_told_of(register: Path) -> None:
    with writing(register) as work:
        number = partner(work, "Kort", on=date(2026, 1, 1))
        move(work, number, None, on=date(2026, 2, 15))
    report = of(register)
    assert [row["names"] for row in rows(report, "movements")] == [["Kort"]]


def test_a_level_that_is_chosen_is_the_only_one_spoken_of(reader: PreparedReader) -> None:
    for level in Level:
        report = worded(
            meeting(reader, ASKED._replace(who=PartnerFilter(levels=frozenset({level}))), MET)
        )
        assert [row["level"] for row in rows(report, "levels")] == [level]
        assert any(section.key == "strategic" for section in report.sections) == (
            level is Level.STRATEGIC
        )
        for key in ("gaps", "quiet", "ready", "expiring", "decisions"):
            assert all(row["level"] is level for row in rows(report, key))


def test_only_those_chosen_are_spoken_of(reader: PreparedReader) -> None:
    choice = PartnerFilter((("sector", "public"),), frozenset({THEATRE}))
    report = worded(meeting(reader, ASKED._replace(who=choice), MET))
    assert partners(report, "gaps") == [THEATRE]
    assert not {"goals", "areas"} & {section.key for section in report.sections}
    assert figures(report)["partnerships"] == 1
    assert all("--sector public" in figure.opens for figure in report.figures)


def test_as_many_queries_for_ten_partners_as_for_a_thousand(
    register: Path, filled_register: Path
) -> None:
    asked = []
    for path, count in ((filled_register, 0), (register, 1000)):
        if count:
            with writing(path) as work:
                bring_in(work, count)
        reader = open_reader(path, pytest.fail)
        worded(meeting(reader, ASKED, MET))
        asked.append(reader.queries_run)
        reader.close()
    assert asked[0] == asked[1]


def test_who_has_ended_is_not_spoken_of(reader: PreparedReader) -> None:
    report = worded(meeting(reader, ASKED, MET))
    for part in report.sections:
        assert ENDED not in [row["id"] for row in rows(report, part.key) if "id" in row]
