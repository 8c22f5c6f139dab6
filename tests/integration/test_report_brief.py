"""A brief: one partner on one page."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import (
    POLICY,
    TODAY,
    activity,
    agreement,
    raw,
    writing,
)
from helpers.filled_register import BARE, CAFE, COMPANY, ENDED, THEATRE, TOWN
from helpers.report_parts import fields, rows, section
from partnerreg.cli.remedies import sentence, worded
from partnerreg.db.opening import open_reader
from partnerreg.db.reader import PreparedReader
from partnerreg.domain.enums import Level, Rating, Role
from partnerreg.domain.evaluation import evaluate
from partnerreg.domain.rules import RULES
from partnerreg.errors import InvalidInput
from partnerreg.render import render
from partnerreg.render.truncation import CUT
from partnerreg.reports.brief import HARDEST_FINDINGS, LATEST_ACTIVITIES, brief
from partnerreg.reports.context import ReportContext
from partnerreg.services.facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from partnerreg.reports.report import Report

ASKED = ReportContext(TODAY, POLICY)


@pytest.fixture(scope="module")
def reader(filled_register: Path) -> Iterator[PreparedReader]:
    reader = open_reader(filled_register, pytest.fail)
    yield reader
    reader.close()


def empty(report: Report, key: str) -> str:
    found = section(report, key)
    assert not found.rows
    return found.empty


def of(path: Path, number: int, **how: Any) -> Report:
    """A brief of a partner in a register of the test's own."""
    reader = open_reader(path, pytest.fail)
    try:
        return worded(brief(reader, how.pop("asked", ASKED), number, **how))
    finally:
        reader.close()


def test_a_brief_begins_with_where_the_partner_stands(reader: PreparedReader) -> None:
    report = worded(brief(reader, ASKED, CAFE))
    assert (report.name, report.subject, report.as_of) == ("brief", "Café Retro", TODAY)
    assert report.summary == [
        "Strategic partnership since 2025-04-01.",
        "Supported: all that its level requires is there.",
    ]
    told = fields(report, "partner")
    assert (told["level"], told["label"]) == (Level.STRATEGIC, "strategic partnership")
    assert told["since"] == date(2025, 4, 1)
    assert (told["supported"], told["missing"]) == (True, [])
    assert told["areas"] == ["Ungdom", "Sprogcafé"]
    assert (told["unit"], told["sector"]) == ("Børn og unge", "civil-society")


def test_a_brief_says_what_the_level_lacks_and_what_supplies_it(reader: PreparedReader) -> None:
    report = worded(brief(reader, ASKED, COMPANY))
    facts = facts_of(reader, COMPANY, TODAY)
    unmet = {
        finding.code
        for finding in evaluate(facts, POLICY, facts.level)
        if finding.met is RULES[finding.code].opportunity
    }
    found = rows(report, "findings")
    assert {row["code"] for row in found} == unmet
    assert section(report, "findings").preview_rows == HARDEST_FINDINGS < len(unmet)
    assert section(report, "findings").see_all == f"partner check {COMPANY} --to service"
    assert all(row["text"] and row["action"] and row["remedy"] for row in found)
    order = [row["mark"] for row in found]
    assert order == sorted(order, key=["missing", "advice", "hint"].index)
    missing = [row["code"] for row in found if row["mark"] == "missing"]
    assert fields(report, "partner")["missing"] == missing
    assert report.summary[1] == (
        f"Unsupported: {len(missing)} things that its level requires are missing."
    )


def test_one_missing_thing_is_told_in_the_singular(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute("UPDATE partner SET for_whom = NULL WHERE id = ?", (CAFE,))
    told = "Unsupported: 1 thing that its level requires is missing."
    assert of(filled, CAFE).summary[1] == told


def test_people_on_both_sides_are_those_of_the_day(reader: PreparedReader) -> None:
    report = worded(brief(reader, ASKED, CAFE))
    assert [(row["name"], row["role"]) for row in rows(report, "our_people")] == [
        ("Outreach-skranken", Role.COORDINATOR),
        ("Mette Ørsted", Role.MANAGEMENT),
    ]
    contacts = rows(report, "contacts")
    assert [row["name"] for row in contacts] == ["Eva", "Åse Bjørn"], "the primary one first"
    assert contacts[1]["email"] == "ase@caferetro.dk"
    assert section(report, "contacts").note.startswith("1 contact is left out"), (
        "Ole should have been removed"
    )
    then = worded(brief(reader, ASKED._replace(day=date(2024, 4, 30)), CAFE))
    assert {row["name"] for row in rows(then, "our_people")} == {"Aino Nieminen", "Jörgen Åkesson"}


def test_what_both_give_and_get_stands_on_a_line_each(reader: PreparedReader) -> None:
    we, they = rows(brief(reader, ASKED, CAFE), "balance")
    assert (we["gives"], we["gets"]) == (["Et hus"], ["Et publikum", "Nye ideer"])
    assert they["gives"] == ["Scenen"]


def test_agreements_in_force_have_their_term_and_its_notice_day(reader: PreparedReader) -> None:
    (row,) = rows(brief(reader, ASKED, CAFE), "agreements")
    assert (row["title"], row["state"], row["renewal"]) == ("Aftale 2024", "in-force", "tacit")
    assert (row["until"], row["notice_day"]) == (date(2027, 2, 28), date(2026, 11, 28))
    report = worded(brief(reader, ASKED, COMPANY))
    said = "No agreement is in force; the last one ended on 2026-01-30."
    assert empty(report, "agreements") == said
    assert empty(brief(reader, ASKED, BARE), "agreements") == "No agreement is in force."


def test_a_signed_agreement_that_has_not_begun_is_told_too(filled: Path) -> None:
    with writing(filled) as work:
        agreement(work, CAFE, title="Ny", signed_on=TODAY, valid_from=date(2027, 3, 1))
    found = rows(of(filled, CAFE), "agreements")
    assert [(row["title"], row["state"]) for row in found] == [
        ("Aftale 2024", "in-force"),
        ("Ny", "signed"),
    ]


def test_goals_are_those_in_force_with_why(reader: PreparedReader) -> None:
    found = rows(brief(reader, ASKED, CAFE), "goals")
    assert found == [{"goal": "G1 Flere unge er med", "because": "Drevet af unge"}]
    said = "It is tied to no goal in force."
    assert empty(brief(reader, ASKED, COMPANY), "goals") == said, "its goal begins next year"


def test_the_level_history_tells_the_last_step_first(reader: PreparedReader) -> None:
    steps = rows(brief(reader, ASKED, CAFE), "levels")
    assert [(row["movement"], row["to"]) for row in steps] == [
        ("up", Level.STRATEGIC),
        ("up", Level.SERVICE),
        ("new", Level.NETWORK),
    ]
    assert "Aftalt på forårsmødet" in steps[1]["reason"]
    steps = rows(brief(reader, ASKED, COMPANY), "levels")
    assert [row["movement"] for row in steps] == ["reopened", "ended", "new"]
    steps = rows(brief(reader, ASKED, THEATRE), "levels")
    assert steps[0]["movement"] == "down"


def test_activities_since_last_time_come_with_their_numbers(reader: PreparedReader) -> None:
    numbers = fields(brief(reader, ASKED, CAFE, date(2024, 6, 1)), "done")
    assert numbers == {
        "since": date(2024, 6, 1),
        "activities": 2,
        "participants": 120,
        "hours": None,
        "last_activity": date(2026, 2, 1),
    }
    report = worded(brief(reader, ASKED, CAFE))
    assert (report.since, fields(report, "done")["activities"]) == (date(2025, 3, 1), 1)


def test_a_sheet_shows_the_latest_activities_and_all_are_told(filled: Path) -> None:
    with writing(filled) as work:
        for day in range(1, 13):
            activity(work, [TOWN], held_on=date(2026, 2, day), participants=str(day))
    report = of(filled, TOWN)
    shown = section(report, "activities")
    assert (len(shown.rows), shown.preview_rows) == (12, LATEST_ACTIVITIES)
    assert shown.see_all == f"activity list {TOWN} --since 2025-03-01"
    assert shown.rows[0][0] == date(2026, 2, 12)
    assert fields(report, "done")["participants"] == sum(range(1, 13))


def test_where_nobody_was_counted_no_number_of_participants_is_told(filled: Path) -> None:
    with writing(filled) as work:
        activity(work, [TOWN], held_on=date(2026, 2, 28))
    assert fields(of(filled, TOWN), "done")["participants"] is None


def test_the_last_evaluation_is_the_one_known_on_the_day(reader: PreparedReader) -> None:
    last = fields(brief(reader, ASKED, CAFE), "evaluation")
    assert (last["rating"], last["decision"]) == (Rating.SUCCESS, "hand-over")
    then = worded(brief(reader, ASKED._replace(day=date(2025, 11, 30)), CAFE))
    assert fields(then, "evaluation")["rating"] == Rating.FAILURE
    assert empty(brief(reader, ASKED, BARE), "evaluation") == "It has never been evaluated."


def test_a_partner_that_nobody_said_anything_of_has_a_page_that_reads_well(
    reader: PreparedReader,
) -> None:
    report = worded(brief(reader, ASKED, TOWN))
    for part in report.sections:
        assert part.rows or part.empty or part.key == "notes"
        assert part.empty == "" or part.empty.endswith(".")


def test_an_ended_partnership_is_told_as_such(reader: PreparedReader) -> None:
    report = worded(brief(reader, ASKED, ENDED))
    assert report.summary == [
        "The partnership ended on 2025-05-01. Its last level: Network collaboration."
    ]
    told = fields(report, "partner")
    assert (told["status"], told["level"], told["supported"]) == ("ended", Level.NETWORK, None)
    assert (told["since"], told["ended_on"]) == (date(2023, 2, 1), date(2025, 5, 1))
    assert empty(report, "findings") == "The partnership has ended: nothing is asked of it."
    before = worded(brief(reader, ASKED._replace(day=date(2025, 4, 30)), ENDED))
    assert fields(before, "partner")["status"] == "active"


def test_there_is_no_brief_of_a_day_before_the_partner_came(reader: PreparedReader) -> None:
    with pytest.raises(InvalidInput, match="was not in the register on 2020-01-01") as caught:
        brief(reader, ASKED._replace(day=date(2020, 1, 1)), CAFE)
    assert "partner history" in sentence(caught.value.hint)


def test_long_texts_are_whole_and_a_sheet_shows_their_beginning(filled: Path) -> None:
    text = "Et langt stykke om alt det vi laver sammen. " * 100
    with raw(filled) as connection:
        connection.execute("UPDATE partner SET together = ?, notes = ?", (text, text))
        connection.execute("UPDATE contribution SET text = ?", (text,))
        connection.execute("UPDATE level_change SET reason = ?", (text,))
    report = of(filled, CAFE)
    assert fields(report, "joint_value")["together"] == text
    assert fields(report, "partner")["notes"] == text
    assert rows(report, "balance")[0]["gives"] == [text]
    assert rows(report, "levels")[0]["reason"] == text
    for form in ("table", "markdown", "html"):
        out = StringIO()
        render(report, form=form, out=out)
        assert CUT in out.getvalue()
        assert text[:300] not in out.getvalue()


@pytest.mark.parametrize("number", [CAFE, BARE, TOWN, THEATRE])
def test_nothing_is_asked_twice_however_much_there_is_to_tell(
    reader: PreparedReader, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = PreparedReader._run
    names: list[str] = []

    def noting(self: PreparedReader, prepared: Any, parameters: Mapping[str, object]) -> Any:
        names.append(prepared.name)
        return run(self, prepared, parameters)

    monkeypatch.setattr(PreparedReader, "_run", noting)
    brief(reader, ASKED, number)
    assert len(names) > 1
    assert len(names) == len(set(names))
