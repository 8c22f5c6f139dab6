"""`report expiring`: what happens to agreements before long, and what follows them."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.actions import TODAY, agreement, assign, move, partner, raw, staff, writing
from helpers.report_rows import ask, column, queries, rows
from partnerreg.db.opening import open_reader
from partnerreg.domain.due_dates import Due, falls_due
from partnerreg.domain.enums import AgreementKind, Level
from partnerreg.domain.facts import Evidence
from partnerreg.language import Language
from partnerreg.reports.expiring import expiring
from partnerreg.services.facts import gather
from partnerreg.services.partner_filter import PartnerFilter

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)
ALFA, BETA = 1, 2


@pytest.fixture
def alfa(register: Path) -> Path:
    """A register with two partners; the first has a coordinator."""
    with writing(register, today=date(2023, 1, 1)) as work:
        partner(work, "Alfa", level=Level.STRATEGIC)
        partner(work, "Beta")
        staff(work, "Bo Ek")
        assign(work, "Bo Ek", ALFA)
    return register


def sign(path: Path, number: int = ALFA, **terms: Any) -> int | None:
    """Record an agreement; its number."""
    kind = terms.pop("kind", AgreementKind.WRITTEN_AGREEMENT)
    terms.setdefault("signed_on", date(2024, 1, 1))
    with writing(path) as work:
        return agreement(work, number, kind, **terms).id


def test_a_row_tells_what_happens_when_to_which_agreement_and_who_sees_to_it(alfa: Path) -> None:
    sign(alfa, title="Aftale 2024", valid_until=date(2026, 6, 30), notice_months=3)

    report = ask(expiring, alfa)

    assert rows(report) == [
        {
            "day": date(2026, 3, 30),
            "days": 29,
            "what": Due.NOTICE,
            "id": ALFA,
            "partner": "Alfa",
            "between": "Alfa",
            "level": Level.STRATEGIC,
            "parties": ["Alfa"],
            "agreement": 1,
            "kind": "written-agreement",
            "title": "Aftale 2024",
            "called": "Aftale 2024 (#1)",
            "term_until": date(2026, 6, 30),
            "notice_day": date(2026, 3, 30),
            "renewal": "none",
            "followed_by": None,
            "coordinator": "Bo Ek",
        }
    ]
    assert report.as_of == TODAY
    shown = [one.key for one in report.main.columns if one.shown]
    assert shown == ["day", "what", "partner", "called", "followed_by", "coordinator"]


def test_a_tacit_agreement_stands_there_with_the_notice_day_of_its_current_term(
    alfa: Path,
) -> None:
    sign(alfa, valid_until=date(2025, 5, 31), renewal_months=12, notice_months=1)

    (row,) = rows(ask(expiring, alfa))

    assert (row["day"], row["what"], row["term_until"]) == (
        date(2026, 4, 30),
        Due.NOTICE,
        date(2026, 5, 31),
    )
    assert rows(ask(expiring, alfa, day=date(2026, 5, 1))) == [], "the next term is settled"
    (row,) = rows(ask(expiring, alfa, 400, day=date(2026, 5, 1)))
    assert (row["day"], row["term_until"]) == (date(2027, 4, 30), date(2027, 5, 31))


def test_a_tacit_agreement_without_notice_renews_itself(alfa: Path) -> None:
    sign(alfa, valid_until=date(2025, 5, 1), renewal_months=12)

    (row,) = rows(ask(expiring, alfa))

    assert (row["day"], row["what"]) == (date(2026, 5, 1), Due.RENEWS)


def test_a_terminated_agreement_stands_there_with_its_last_day(alfa: Path) -> None:
    sign(
        alfa,
        valid_until=date(2026, 3, 31),
        renewal_months=12,
        notice_months=1,
        terminated_on=date(2026, 5, 1),
    )

    (row,) = rows(ask(expiring, alfa))

    assert (row["day"], row["what"], row["term_until"]) == (
        date(2026, 4, 30),
        Due.ENDS,
        date(2026, 4, 30),
    )


@pytest.mark.parametrize(("within", "found"), [(0, 0), (9, 0), (10, 1), (400, 1)])
def test_only_what_falls_due_within_the_days_asked_stands_there(
    alfa: Path, within: int, found: int
) -> None:
    sign(alfa, valid_until=TODAY + 10 * DAY)

    assert len(rows(ask(expiring, alfa, within))) == found


def test_the_nearest_comes_first_and_of_one_day_names_decide(alfa: Path) -> None:
    sign(alfa, BETA, valid_until=TODAY + 10 * DAY)
    sign(alfa, ALFA, valid_until=TODAY + 10 * DAY)
    sign(alfa, BETA, valid_until=TODAY)

    assert column(ask(expiring, alfa), "partner") == ["Beta", "Alfa", "Beta"]


def test_an_agreement_is_followed_by_one_that_holds_after_its_term(alfa: Path) -> None:
    first = sign(alfa, valid_until=TODAY + 10 * DAY)
    sign(alfa, valid_from=TODAY + 12 * DAY)
    assert column(ask(expiring, alfa), "followed_by") == [None], "a day is left bare"

    parallel = sign(alfa)
    assert column(ask(expiring, alfa), "followed_by") == [parallel]

    with writing(alfa) as work:
        successor = agreement(
            work, ALFA, replaces=first, signed_on=TODAY, valid_from=TODAY + 11 * DAY
        ).id
    assert column(ask(expiring, alfa), "followed_by") == [successor]


def test_what_was_no_more_than_a_draft_followed_nothing(alfa: Path) -> None:
    sign(alfa, valid_until=TODAY)
    later = sign(alfa, signed_on=TODAY)

    assert column(ask(expiring, alfa, day=TODAY - DAY), "followed_by") == [None]
    assert column(ask(expiring, alfa), "followed_by") == [later]


def test_a_letter_of_intent_follows_no_written_agreement(alfa: Path) -> None:
    sign(alfa, ALFA, valid_until=TODAY)
    sign(alfa, ALFA, kind=AgreementKind.LETTER_OF_INTENT)
    sign(alfa, BETA, valid_until=TODAY, kind=AgreementKind.LETTER_OF_INTENT)
    letter = sign(alfa, BETA, kind=AgreementKind.LETTER_OF_INTENT)

    assert column(ask(expiring, alfa), "followed_by") == [None, letter]


def test_partners_that_have_ended_or_are_not_chosen_are_left_out(alfa: Path) -> None:
    sign(alfa, ALFA, valid_until=TODAY)
    sign(alfa, BETA, valid_until=TODAY)
    chosen = PartnerFilter(numbers=frozenset({BETA}))
    assert column(ask(expiring, alfa, who=chosen), "partner") == ["Beta"]
    assert column(
        ask(expiring, alfa, who=PartnerFilter(levels=frozenset({Level.STRATEGIC}))), "partner"
    ) == ["Alfa"]

    with writing(alfa) as work:
        move(work, BETA, None)
    assert column(ask(expiring, alfa), "partner") == ["Alfa"]


def test_the_summary_counts_agreements_and_partners_and_names_the_list(alfa: Path) -> None:
    sign(alfa, valid_until=TODAY)
    sign(alfa, valid_until=TODAY + DAY)

    report = ask(expiring, alfa, 30)

    assert list(report.summary) == [
        "By 2026-03-31, 2 agreements end, renew themselves or have their notice day.",
        "It concerns 1 partner.",
        "1 is followed by another agreement already.",
    ]
    assert [tuple(figure) for figure in report.figures] == [
        ("partners", 1, "partner list --expiring 30d --as-of 2026-03-01")
    ]


@pytest.mark.parametrize("code", ["en", "da", "sv", "fi", "nb"])
def test_what_has_nothing_to_say_says_so_in_one_sentence(alfa: Path, code: str) -> None:
    language = Language(code)

    report = ask(expiring, alfa, language=language)

    assert (rows(report), report.summary, report.notes) == ([], [], [])
    assert language.day(date(2026, 5, 30)) in report.main.empty


def test_days_beyond_the_calendar_are_no_fault(alfa: Path) -> None:
    sign(alfa, valid_until=date.max, notice_months=1)

    assert column(ask(expiring, alfa, 10**7), "what") == [Due.NOTICE]


TERMS = st.fixed_dictionaries(
    {
        "signed_on": st.sampled_from([date(2020, 1, 31), TODAY, TODAY + DAY]),
        "valid_until": st.none() | st.dates(date(2024, 1, 1), date(2028, 3, 1)),
        "renewal_months": st.none() | st.none() | st.integers(1, 13),
        "notice_months": st.none() | st.integers(0, 14) | st.just(20_000),
        "terminated_on": st.none() | st.none() | st.dates(date(2024, 1, 1), date(2028, 3, 1)),
    }
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(papers=st.lists(TERMS, min_size=1, max_size=8), within=st.integers(0, 500))
def test_just_the_agreements_that_fall_due_stand_there(
    alfa: Path, papers: list[dict[str, Any]], within: int
) -> None:
    path = alfa.with_name("papers.db")
    shutil.copy(alfa, path)
    with raw(path) as connection:
        for terms in papers:
            renewal = "none" if terms["renewal_months"] is None else "tacit"
            named = {**terms, "renewal": renewal, "kind": "written-agreement", "title": "Aftale"}
            names = ", ".join(["partner_id", *named])
            marks = ", ".join("?" * (len(named) + 1))
            values = [value and str(value) if isinstance(value, date) else value
                      for value in named.values()]  # fmt: skip
            connection.execute(f"INSERT INTO agreement ({names}) VALUES ({marks})", [ALFA, *values])
    reader = open_reader(path, pytest.fail)
    facts = gather(reader, TODAY, {Evidence.AGREEMENTS}).facts[ALFA]
    reader.close()

    report = ask(expiring, path, within)
    found = {row["agreement"]: (row["day"], row["what"]) for row in rows(report)}

    due = {paper.number: falls_due(paper, TODAY, within) for paper in facts.agreements}
    assert found == {number: tuple(what) for number, what in due.items() if what}


def test_the_number_of_queries_does_not_grow_with_the_partners(alfa: Path) -> None:
    before = queries(expiring, alfa)
    with writing(alfa) as work:
        for number in range(40):
            agreement(work, partner(work, f"Nr {number}"), signed_on=TODAY, valid_until=TODAY)

    assert queries(expiring, alfa) == before <= 5
