"""Gathering facts: what they are on a day, for one partner or all, by as many queries."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from deeds import POLICY, TODAY, staff, writing
from filling import BARE, CAFE, COMPANY, ENDED, THEATRE, TOWN

from partnerreg.domain.facts import AgreementFacts, Evidence, PartnerFacts, Period
from partnerreg.domain.vocabulary import AgreementKind, Level, Rating, Renewal, Role, Status
from partnerreg.errors import InvalidInput
from partnerreg.register.checking import facts_of
from partnerreg.register.facts import gather
from partnerreg.register.partners import keys_of
from partnerreg.reports.gaps import gaps
from partnerreg.reports.levels import levels
from partnerreg.store.opening import open_reader
from partnerreg.tables import Agreement, Assignment, LevelChange, Partner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from partnerreg.store.query import Reader
    from partnerreg.store.reader import PreparedReader

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
                assert alone.bases == only(number, everything.bases)
                own = [step for step in everything.steps if step.partner_id == number]
                assert alone.steps == own


def only(number: int, values: dict[int, Any]) -> dict[int, Any]:
    return {number: values[number]} if number in values else {}


@pytest.mark.parametrize("kind", Evidence)
def test_evidence_that_is_not_wanted_is_not_gathered(
    reader: PreparedReader, kind: Evidence
) -> None:
    bare = gather(reader, TODAY, frozenset()).facts[CAFE]
    full = gather(reader, TODAY, ALL).facts[CAFE]
    partly = gather(reader, TODAY, {kind}).facts[CAFE]
    names = [name for name in PartnerFacts._fields if getattr(partly, name) != getattr(bare, name)]
    assert names
    assert all(getattr(partly, name) == getattr(full, name) for name in names)


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
        last_activity=date(2026, 2, 1),
        last_evaluation=date(2025, 12, 1),
        last_rating=Rating.SUCCESS,
        successes=1,
        contacts=2,  # the third should have been removed a year ago
        contacts_without_basis=2,
    )


def test_the_facts_of_a_partner_that_nobody_said_anything_of(reader: PreparedReader) -> None:
    assert facts_of(reader, BARE, date(2026, 2, 26)) == PartnerFacts(
        partner="Östra gymnasiet",
        today=date(2026, 2, 26),
        level=Level.NETWORK,
        level_since=date(2023, 2, 1),
    )


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
    assert "partner history" in caught.value.hint


def test_a_partnership_is_active_until_the_day_before_it_ended(reader: PreparedReader) -> None:
    assert facts_of(reader, ENDED, date(2025, 4, 30)).level is Level.NETWORK
    assert facts_of(reader, COMPANY, date(2026, 2, 27)).level is Level.SERVICE


QUESTIONS: list[Callable[[Reader], object]] = [
    lambda reader: gather(reader, TODAY, ALL),
    lambda reader: levels(reader, TODAY, POLICY, "da"),
    lambda reader: levels(reader, TODAY, POLICY, "da", "goal"),
    lambda reader: gaps(reader, TODAY, POLICY, "da"),
]


def with_partners(path: Path, empty_register: Path, count: int) -> PreparedReader:
    """A register of many partners at one level, every other one with some evidence for it."""
    shutil.copy(empty_register, path)
    with writing(path) as work:
        who = staff(work, "Mette")
        for number in range(1, count + 1):
            name = f"Nr {number}"
            keys = keys_of(name, None)
            row = Partner(name=name, level=Level.SERVICE, status=Status.ACTIVE, **keys)
            step: dict[str, Any] = {
                "to_level": Level.SERVICE,
                "effective_on": TODAY,
                "actor": "tester",
            }
            work.session.add(row)
            work.session.flush()
            assert row.id is not None
            evidence: list[object] = [
                LevelChange(partner_id=row.id, recorded_at=work.command.now, **step)
            ]
            if number % 2:
                days: dict[str, Any] = {"partner_id": row.id, "staff_id": who, "starts_on": TODAY}
                evidence.append(Assignment(role=Role.COORDINATOR, **days))
                paper: dict[str, Any] = {
                    "title": "Aftale",
                    "renewal": Renewal.NONE,
                    "signed_on": TODAY,
                }
                kind = AgreementKind.WRITTEN_AGREEMENT
                evidence.append(Agreement(partner_id=row.id, kind=kind, **paper))
            work.session.add_all(evidence)
    return open_reader(path, pytest.fail)


@pytest.fixture(scope="module")
def sizes(
    tmp_path_factory: pytest.TempPathFactory, empty_register: Path
) -> Iterator[list[PreparedReader]]:
    folder = tmp_path_factory.mktemp("sizes")
    readers = [with_partners(folder / f"{n}.db", empty_register, n) for n in (10, 300)]
    yield readers
    for reader in readers:
        reader.close()


@pytest.mark.parametrize("ask", QUESTIONS)
def test_the_number_of_queries_does_not_grow_with_the_number_of_partners(
    sizes: list[PreparedReader], ask: Callable[[Reader], object]
) -> None:
    taken = []
    for reader in sizes:
        before = reader.queries_run
        ask(reader)
        taken.append(reader.queries_run - before)
    assert taken[0] == taken[1]
    assert taken[0] <= 2 + len(Evidence) + 1
