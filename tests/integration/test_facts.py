"""Gathering facts: what they are on a day, for one partner or all, by as many queries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import TODAY, writing
from helpers.filled_register import BARE, CAFE, COMPANY, ENDED, THEATRE, TOWN
from partnerreg.cli.remedies import sentence
from partnerreg.db.opening import open_reader
from partnerreg.db.query import range_of
from partnerreg.domain.enums import AgreementKind, ClauseState, Level, Rating, Renewal, StepState
from partnerreg.domain.facts import AgreementFacts, AnswerFacts, Evidence, HealthFacts, PartnerFacts
from partnerreg.domain.periods import Period
from partnerreg.errors import InvalidInput
from partnerreg.queries.levels import level_steps
from partnerreg.services.facts import facts_of, gather, replay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.reader import PreparedReader

ALL = frozenset(Evidence)
DAYS = [
    date(2022, 1, 1),
    date(2023, 2, 1),
    date(2024, 4, 30),
    date(2025, 3, 31),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 2, 27),
    TODAY,
    date(2026, 3, 2),
    date(2035, 1, 1),
]


@pytest.fixture(scope="module")
def reader(filled_register: Path) -> Iterator[PreparedReader]:
    reader = open_reader(filled_register, pytest.fail)
    yield reader
    reader.close()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_gathering_for_one_partner_gives_what_gathering_for_all_gives_it(
    reader: PreparedReader, filled_register: Path, day: date
) -> None:
    with writing(filled_register, dry_run=True) as work:
        for each in (reader, work.reader):
            everything = gather(each, day, ALL)
            for number in (CAFE, THEATRE, BARE, ENDED, COMPANY, TOWN, 999):
                alone = gather(each, day, ALL, number)
                assert alone.facts == only(number, everything.facts)
                assert alone.standings == only(number, everything.standings)


def only(number: int, values: dict[int, Any]) -> dict[int, Any]:
    return {number: values[number]} if number in values else {}


@pytest.mark.parametrize("kind", Evidence)
def test_evidence_that_is_not_wanted_is_not_gathered(
    reader: PreparedReader, kind: Evidence
) -> None:
    number = THEATRE if kind is Evidence.DRAFTS else CAFE  # who has some
    bare = gather(reader, TODAY, frozenset()).facts[number]
    full = gather(reader, TODAY, ALL).facts[number]
    partly = gather(reader, TODAY, {kind}).facts[number]
    names = [name for name in PartnerFacts._fields if getattr(partly, name) != getattr(bare, name)]
    assert names
    assert all(getattr(partly, name) == getattr(full, name) for name in names)


@pytest.mark.parametrize("kind", Evidence)
@pytest.mark.parametrize("level", Level)
def test_evidence_may_be_wanted_at_some_levels_only(
    reader: PreparedReader, kind: Evidence, level: Level
) -> None:
    bare = gather(reader, TODAY, frozenset()).facts
    full = gather(reader, TODAY, {kind}).facts
    partly = gather(reader, TODAY, {kind: [level]}).facts
    assert partly == {
        number: full[number] if fact.level is level else fact for number, fact in bare.items()
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_standings_are_those_that_the_level_changes_lead_to(
    reader: PreparedReader, day: date
) -> None:
    portfolio = gather(reader, day, frozenset())
    steps = reader.all(level_steps, today=day, **range_of(None))
    assert portfolio.standings == replay(steps)
    assert {n: fact.level for n, fact in portfolio.facts.items()} == {
        n: standing.level for n, standing in portfolio.standings.items() if standing.level
    }


@pytest.mark.parametrize("since", DAYS, ids=str)
def test_who_has_a_level_change_after_a_day_is_told_with_all_of_them(
    reader: PreparedReader, since: date
) -> None:
    steps = reader.all(level_steps, today=TODAY, **range_of(None))
    changed = {step.partner_id for step in steps if step.effective_on > since}
    told = reader.all(level_steps, today=TODAY, changed_since=since, **range_of(None))
    assert told == [step for step in steps if step.partner_id in changed]


def test_the_facts_of_a_partner_with_everything(reader: PreparedReader) -> None:
    assert facts_of(reader, CAFE, TODAY) == PartnerFacts(
        partner="Café Retro",
        today=TODAY,
        level=Level.STRATEGIC,
        level_since=date(2025, 4, 1),
        has_unit=True,
        has_joint_value=True,
        pilot_until=None,
        coordinators=1,
        management=(
            Period(date(2024, 5, 1), None),
            Period(date(2024, 1, 1), date(2024, 4, 30)),
        ),
        goals=1,  # the other one ended with last year
        areas=2,  # one of them today for the last time
        area_names=("Ungdom", "Sprogcafé"),
        agreements=(  # the letter of intent before it is over
            AgreementFacts(
                AgreementKind.WRITTEN_AGREEMENT,
                signed_on=date(2024, 3, 1),
                valid_from=date(2024, 3, 1),
                valid_until=date(2025, 2, 28),
                renewal=Renewal.TACIT,
                renewal_months=12,
                notice_months=3,
                has_exit_terms=True,
                number=2,
            ),
        ),
        we_give=True,
        we_get=True,
        they_give=True,
        they_get=True,
        partner_since=date(2023, 2, 1),
        last_activity=date(2026, 2, 1),
        last_evaluation=date(2025, 12, 1),
        last_rating=Rating.SUCCESS,
        successes=1,
        contacts=2,  # the third should have been removed a year ago
        contacts_without_basis=2,
        clauses={2: {"parties": ClauseState.IN, "data": ClauseState.PARTLY}},
        answers={
            "money": AnswerFacts(StepState.NOT_RELEVANT, "Nej", date(2026, 1, 1)),
            "need": AnswerFacts(StepState.ANSWERED, "Intet om søndagen", date(2026, 2, 1)),
        },
        known={
            "private-party": False,
            "several-parties": True,
            "several-sectors": True,
            "several-municipalities": False,
            "children": True,
            "volunteers": False,
        },
        we_expect=True,
        they_expect=True,
        expectations_on=date(2025, 6, 1),
        health_check=HealthFacts(TODAY, 2.0, is_from_both=True),
        told_outside=date(2026, 1, 20),  # what is told inside is late
        units_to_anchor=1,
    )


def test_the_facts_of_a_partner_that_nobody_said_anything_of(reader: PreparedReader) -> None:
    facts = facts_of(reader, BARE, date(2026, 2, 26))
    assert facts._replace(agreements=()) == PartnerFacts(  # one of another partner covered it
        partner="Östra gymnasiet",
        today=date(2026, 2, 26),
        level=Level.NETWORK,
        level_since=date(2023, 2, 1),
        partner_since=date(2023, 2, 1),
    )


def test_who_was_taken_up_again_is_a_partner_since_then_whatever_its_level(
    reader: PreparedReader,
) -> None:
    assert facts_of(reader, COMPANY, TODAY).partner_since == date(2026, 2, 27)
    assert facts_of(reader, COMPANY, date(2025, 12, 31)).partner_since == date(2025, 11, 1)
    theatre = facts_of(reader, THEATRE, TODAY)
    assert (theatre.level_since, theatre.partner_since) == (date(2026, 2, 27), date(2023, 2, 1))


def test_what_is_dated_later_is_not_yet_a_fact(reader: PreparedReader) -> None:
    facts = facts_of(reader, CAFE, date(2024, 2, 29))
    assert (facts.level, facts.level_since) == (Level.NETWORK, date(2023, 2, 1))
    assert [paper.kind for paper in facts.agreements] == [AgreementKind.LETTER_OF_INTENT]
    assert facts.management == (Period(date(2024, 1, 1), date(2024, 4, 30)),)
    assert (facts.last_activity, facts.last_evaluation, facts.successes) == (None, None, 0)
    assert facts.goals == 1
    facts = facts_of(reader, CAFE, date(2024, 12, 1))
    assert (facts.last_activity, facts.last_rating) == (date(2024, 6, 1), Rating.FAILURE)


def test_who_has_left_the_house_follows_nobody_any_more(reader: PreparedReader) -> None:
    assert facts_of(reader, CAFE, date(2025, 12, 31)).coordinators == 1
    assert facts_of(reader, CAFE, date(2026, 1, 1)).coordinators == 0
    assert facts_of(reader, CAFE, date(2026, 1, 15)).coordinators == 1


def test_periods_hold_on_their_first_day_and_their_last(reader: PreparedReader) -> None:
    counts = {day: facts_of(reader, THEATRE, day).goals for day in DAYS[2:]}
    assert counts[date(2026, 2, 27)] == 1
    assert facts_of(reader, THEATRE, date(2026, 2, 28)).goals == 1
    assert counts[TODAY] == 0
    assert facts_of(reader, CAFE, date(2026, 3, 2)).areas == 1
    assert facts_of(reader, THEATRE, date(2025, 12, 31)).areas == 1
    assert facts_of(reader, THEATRE, date(2026, 1, 1)).areas == 0, "retired from that day"


def test_a_draft_is_no_evidence(reader: PreparedReader) -> None:
    assert [paper.signed_on for paper in facts_of(reader, THEATRE, TODAY).agreements] == [
        date(2025, 1, 1)
    ]


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (ENDED, date(2025, 5, 1)),
        (COMPANY, date(2025, 10, 31)),
        (COMPANY, date(2026, 1, 1)),
        (COMPANY, date(2026, 2, 26)),
    ],
)
def test_a_partnership_that_was_not_active_has_no_facts(
    reader: PreparedReader, number: int, day: date
) -> None:
    with pytest.raises(InvalidInput, match=f"was not active on {day}") as caught:
        facts_of(reader, number, day)
    assert "partner history" in sentence(caught.value.hint)


def test_a_partnership_is_active_until_the_day_before_it_ended(reader: PreparedReader) -> None:
    assert facts_of(reader, ENDED, date(2025, 4, 30)).level is Level.NETWORK
    assert facts_of(reader, COMPANY, date(2026, 2, 27)).level is Level.SERVICE
