"""`report quiet`: with whom nothing was done for longer than their level asks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import POLICY, TODAY, activity, assign, contact, move, partner, staff, writing
from helpers.report_rows import ask, column, queries, rows
from partnerreg.db.opening import open_reader
from partnerreg.domain.enums import Level
from partnerreg.domain.policy_file import load_policy
from partnerreg.language import Language
from partnerreg.reports.context import ReportContext
from partnerreg.reports.gaps import gaps
from partnerreg.reports.meeting import meeting
from partnerreg.reports.quiet import quiet
from partnerreg.services.partner_filter import PartnerFilter

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)
A_YEAR_AGO = date(2025, 3, 1)
ALFA, BETA = 1, 2


@pytest.fixture
def alfa(register: Path) -> Path:
    """A register with one service-based partnership."""
    with writing(register, today=date(2024, 1, 15)) as work:
        partner(work, "Alfa", level=Level.SERVICE)
    return register


def log(path: Path, day: date, *numbers: int, **fields: Any) -> None:
    """Something was done together."""
    with writing(path) as work:
        activity(work, list(numbers) or [ALFA], held_on=day, **fields)


def test_a_row_tells_what_was_done_last_who_sees_to_it_and_how_to_end_the_silence(
    alfa: Path,
) -> None:
    with writing(alfa, today=date(2024, 2, 1)) as work:
        staff(work, "Bo Ek")
        assign(work, "Bo Ek", ALFA)
        contact(work, ALFA, "Åse", email="aase@example.org")
    log(alfa, date(2025, 1, 20), kind="visit", title="Rundvisning")

    (row,) = rows(ask(quiet, alfa))

    assert row == {
        "id": ALFA,
        "partner": "Alfa",
        "level": Level.SERVICE,
        "level_since": date(2024, 1, 15),
        "last_on": date(2025, 1, 20),
        "last_kind": "visit",
        "last_title": "Rundvisning",
        "months": 13,
        "coordinator": "Bo Ek",
        "contact": "Åse",
        "action": "Get in touch, and log what you do together.",
        "remedy": "partnerreg activity log Alfa --kind meeting --title TEXT",
    }


@pytest.mark.parametrize(
    ("held_on", "found"),
    [(A_YEAR_AGO, []), (A_YEAR_AGO - DAY, ["Alfa"]), (TODAY, [])],
)
def test_an_activity_ends_the_silence_for_as_long_as_the_level_asks(
    alfa: Path, held_on: date, found: list[str]
) -> None:
    log(alfa, held_on)

    assert column(ask(quiet, alfa), "partner") == found


def test_what_was_done_after_the_day_does_not_count(alfa: Path) -> None:
    log(alfa, TODAY)

    assert column(ask(quiet, alfa, day=TODAY - DAY), "last_on") == [None]


def test_where_nothing_was_ever_done_months_count_from_the_day_it_became_a_partner(
    alfa: Path,
) -> None:
    with writing(alfa) as work:
        move(work, ALFA, Level.NETWORK, on=TODAY - DAY)
    report = ask(quiet, alfa)

    (row,) = rows(report)
    assert (row["last_on"], row["last_kind"], row["last_title"]) == (None, None, None)
    assert row["months"] == 25
    (note,) = report.notes
    assert note.startswith("Where no activity is recorded, the months are counted from the day")


@pytest.mark.parametrize(("came", "found"), [(A_YEAR_AGO, []), (A_YEAR_AGO - DAY, ["Alfa"])])
def test_who_has_not_been_a_partner_for_that_long_is_not_yet_quiet(
    alfa: Path, came: date, found: list[str]
) -> None:
    log(alfa, date(2024, 2, 1))
    with writing(alfa) as work:
        move(work, ALFA, None, on=date(2024, 6, 1))
        move(work, ALFA, Level.SERVICE, on=came)

    assert column(ask(quiet, alfa), "partner") == found


@pytest.mark.parametrize("since", [date(2025, 1, 1), date(2026, 2, 28)])
def test_the_report_the_list_the_meeting_and_the_gaps_agree_on_who_is_quiet(
    alfa: Path, since: date
) -> None:
    with writing(alfa) as work:
        partner(work, "Beta", on=since)
    reader = open_reader(alfa, pytest.fail)
    asked = ReportContext(TODAY, POLICY)
    try:
        told = [
            column(quiet(reader, asked), "id"),
            column(meeting(reader, asked), "id", "quiet"),
            list(PartnerFilter(missing="activity").standings(reader, TODAY, POLICY)),
        ]
        by_rule = {row["code"]: row["partners"] for row in rows(gaps(reader, asked), "rules")}
    finally:
        reader.close()

    silent = [ALFA, BETA] if since < A_YEAR_AGO else [ALFA]
    assert [sorted(numbers) for numbers in told] == [silent] * 3
    assert by_rule["activity"] == len(silent)


@pytest.mark.parametrize(
    ("held_on", "day", "months"),
    [
        (date(2024, 1, 31), date(2025, 2, 28), 13),
        (date(2024, 1, 31), date(2025, 2, 27), 12),
        (date(2024, 2, 29), date(2025, 3, 28), 12),
        (date(2024, 2, 29), date(2025, 3, 29), 13),
    ],
)
def test_only_whole_months_are_counted(alfa: Path, held_on: date, day: date, months: int) -> None:
    log(alfa, held_on)

    assert column(ask(quiet, alfa, day=day), "months") == [months]


def test_partnerships_come_first_then_the_longest_quiet_and_of_equals_names_decide(
    alfa: Path,
) -> None:
    with writing(alfa, today=date(2024, 1, 15)) as work:
        for name in ("Ærø", "Beta", "Gamma"):
            partner(work, name)
    log(alfa, date(2024, 12, 1), ALFA)
    log(alfa, date(2024, 2, 1), BETA)

    danish = ask(quiet, alfa, language=Language("da"))

    assert column(danish, "partner") == ["Alfa", "Beta", "Gamma", "Ærø"]


def test_of_several_activities_on_a_day_the_one_logged_last_is_told(alfa: Path) -> None:
    for title in ("Først", "Sidst"):
        log(alfa, date(2024, 5, 1), title=title)

    assert column(ask(quiet, alfa), "last_title") == ["Sidst"]


def test_a_level_that_asks_for_no_activity_is_never_quiet(alfa: Path) -> None:
    with writing(alfa) as work:
        partner(work, "Beta", level=Level.STRATEGIC, on=date(2020, 1, 1))

    assert column(ask(quiet, alfa), "partner") == ["Alfa"]


def test_what_the_house_s_own_policy_asks_is_what_counts(alfa: Path, tmp_path: Path) -> None:
    log(alfa, TODAY - 45 * DAY)
    house = tmp_path / "policy.toml"
    house.write_text("[thresholds]\nactivity_months = 1\n", encoding="utf-8")
    strict = load_policy(house)
    house.write_text('[rules.activity]\nservice = "off"\n', encoding="utf-8")
    lenient = load_policy(house)
    reader = open_reader(alfa, pytest.fail)
    try:
        assert column(quiet(reader, ReportContext(TODAY, strict)), "partner") == ["Alfa"]
        assert rows(quiet(reader, ReportContext(TODAY + 2000 * DAY, lenient))) == []
    finally:
        reader.close()


def test_a_contact_whose_time_is_over_is_not_named(alfa: Path) -> None:
    with writing(alfa, today=date(2024, 2, 1)) as work:
        contact(work, ALFA, "Ole", retain_until=TODAY - DAY, is_primary=True)
        contact(work, ALFA, "Eva", retain_until=TODAY)

    assert column(ask(quiet, alfa), "contact") == ["Eva"]
    assert column(ask(quiet, alfa, day=TODAY + DAY), "contact") == [None]


def test_a_contact_whose_time_is_over_by_now_is_not_named_in_a_report_of_the_past(
    alfa: Path,
) -> None:
    with writing(alfa, today=date(2024, 2, 1)) as work:
        contact(work, ALFA, "Eva", retain_until=TODAY)
    reader = open_reader(alfa, pytest.fail)
    try:
        for today, told in ((TODAY, "Eva"), (TODAY + DAY, None)):
            asked = ReportContext(TODAY - 30 * DAY, POLICY, today=today)
            assert column(quiet(reader, asked), "contact") == [told]
    finally:
        reader.close()


def test_names_of_contacts_are_not_on_the_sheet(alfa: Path) -> None:
    (hidden,) = (one for one in ask(quiet, alfa).main.columns if one.key == "contact")
    assert not hidden.shown


def test_who_has_left_the_house_coordinates_nobody(alfa: Path) -> None:
    with writing(alfa, today=date(2024, 2, 1)) as work:
        staff(work, "Bo Ek", ends_on=date(2025, 12, 31))
        assign(work, "Bo Ek", ALFA)

    assert column(ask(quiet, alfa), "coordinator") == [None]


def test_partners_that_have_ended_or_are_not_chosen_are_left_out(alfa: Path) -> None:
    with writing(alfa, today=date(2024, 1, 15)) as work:
        partner(work, "Beta")
    assert column(
        ask(quiet, alfa, who=PartnerFilter(levels=frozenset({Level.NETWORK}))), "partner"
    ) == ["Beta"]
    with writing(alfa) as work:
        move(work, BETA, None)
    assert column(ask(quiet, alfa), "partner") == ["Alfa"]


def test_the_summary_counts_them_and_names_the_list(alfa: Path) -> None:
    report = ask(quiet, alfa)

    assert list(report.summary) == [
        "With 1 partner nothing was done since 2025-03-01, though its level asks it."
    ]
    assert [tuple(figure) for figure in report.figures] == [
        ("quiet", 1, "partner list --missing activity --as-of 2026-03-01")
    ]


@pytest.mark.parametrize("code", ["en", "da", "sv", "fi", "nb"])
def test_where_nobody_is_quiet_one_sentence_says_so(alfa: Path, code: str) -> None:
    log(alfa, TODAY)

    report = ask(quiet, alfa, language=Language(code))

    assert (rows(report), report.summary, report.notes) == ([], [], [])
    assert report.main.empty


def test_the_number_of_queries_does_not_grow_with_the_partners(alfa: Path) -> None:
    before = queries(quiet, alfa)
    with writing(alfa) as work:
        for number in range(40):
            partner(work, f"Nr {number}", on=A_YEAR_AGO - DAY)

    assert queries(quiet, alfa) == before <= 6
