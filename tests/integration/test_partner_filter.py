"""Which partners a question is about, and the command that lists those behind a count."""

from __future__ import annotations

import shlex
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.filled_register import CAFE, COMPANY, ENDED, THEATRE
from partnerreg.cli.fast_path import parse
from partnerreg.cli.partner_filter import read_filter
from partnerreg.cli.remedies import command
from partnerreg.db.opening import open_reader
from partnerreg.domain.enums import Level
from partnerreg.domain.policy_file import load_policy
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.reports.context import ReportContext
from partnerreg.services.partner_filter import EVERYBODY, PartnerFilter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.reader import PreparedReader

DAY = date(2026, 2, 28)


@pytest.fixture(scope="module")
def reader(filled_register: Path) -> Iterator[PreparedReader]:
    reader = open_reader(filled_register, pytest.fail)
    yield reader
    reader.close()


def read(reader: PreparedReader, day: date, **options: Any) -> PartnerFilter:
    return read_filter(reader, day, **options).on(reader, day)


def test_nothing_chosen_is_everybody(reader: PreparedReader) -> None:
    assert read(reader, DAY) == EVERYBODY
    assert command(EVERYBODY.drilldown(DAY)) == "partner list --as-of 2026-02-28"


def test_a_report_may_list_them_instead_with_the_same_filters() -> None:
    choice = PartnerFilter(
        (("sector", "public"),), frozenset({CAFE}), frozenset({Level.SERVICE}), unsupported=True
    )
    asked = ReportContext(DAY, load_policy(), who=choice)
    assert command(asked.report("expiring", within=timedelta(90))) == (
        "report expiring --sector public --level service --unsupported --within 90d "
        "--as-of 2026-02-28"
    )


def test_things_are_called_by_number_and_words_by_the_name_that_files_have(
    reader: PreparedReader,
) -> None:
    who = read(
        reader,
        DAY,
        sector="Civilsamfund",
        municipality="aarhus",
        unit="børn",
        area="ungdom",
        goal="flere unge",
        coordinator="outreach",
        tag="Musik",
    )

    assert command(who.drilldown(DAY, unsupported=True)) == (
        "partner list --sector civil-society --municipality aarhus --unit 1 --area 1 --goal 1 "
        "--coordinator 2 --tag Musik --unsupported --as-of 2026-02-28"
    )


def test_people_are_told_of_things_by_name(reader: PreparedReader) -> None:
    who = read(reader, DAY, level="2", sector="Civilsamfund", area="ungdom", unsupported=True)

    told = dict(who.labels)
    assert told == {
        "level": "service",
        "sector": "civil-society",
        "area": "Ungdom",
        "unsupported": True,
    }
    assert EVERYBODY.labels == ()


@pytest.mark.parametrize(
    ("filters", "day", "expected"),
    [
        ({"municipality": "AARHUS"}, "2020-01-01", {CAFE, ENDED}),
        ({"goal": "Ö3"}, "2026-02-28", {THEATRE}),
        ({"goal": "Ö3"}, "2026-03-01", set()),
        ({"area": "Sprogcafé"}, "2026-03-01", {CAFE}),
        ({"area": "Sprogcafé"}, "2026-03-02", set()),
        ({"area": "Sprogcafé"}, "2023-12-31", set()),
        ({"coordinator": "Outreach"}, "2026-01-14", set()),
        ({"coordinator": "Outreach"}, "2026-01-15", {CAFE}),
        ({"coordinator": "Outreach"}, "2026-05-01", {CAFE, COMPANY}),
        ({"coordinator": "Outreach", "sector": "private"}, "2026-05-01", {COMPANY}),
    ],
)
def test_ties_are_those_that_held_on_the_day(
    reader: PreparedReader, filters: dict[str, str], day: str, expected: set[int]
) -> None:
    assert read(reader, date.fromisoformat(day), **filters).numbers == expected


def test_a_level_alone_leaves_it_to_the_facts_who_is_meant(reader: PreparedReader) -> None:
    choice = read(reader, DAY, level="2", unsupported=True)

    assert choice == PartnerFilter((), None, frozenset({Level.SERVICE}), unsupported=True)
    assert (
        command(choice.drilldown(DAY))
        == "partner list --level service --unsupported --as-of 2026-02-28"
    )


@pytest.mark.parametrize(
    ("filters", "error"),
    [
        ({"level": "1,9"}, InvalidInput),
        ({"sector": "church"}, InvalidInput),
        ({"area": "Nowhere"}, NotFound),
        ({"coordinator": "#99"}, NotFound),
    ],
)
def test_what_is_not_there_cannot_be_chosen(
    reader: PreparedReader, filters: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        read(reader, DAY, **filters)


def test_an_option_takes_the_place_of_the_filter_of_its_name() -> None:
    choice = PartnerFilter((("area", "3"), ("tag", "jazz")))

    assert command(choice.drilldown(DAY, area="4", status=None, unsupported=False)) == (
        "partner list --area 4 --tag jazz --as-of 2026-02-28"
    )


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ([Level.STRATEGIC, Level.SERVICE], "service"),
        ([Level.SERVICE], "service"),
        ([], "service"),
        ([Level.NETWORK], "network"),
    ],
)
def test_of_several_levels_the_one_that_is_chosen_is_left(asked: list[Level], left: str) -> None:
    choice = PartnerFilter(levels=frozenset({Level.SERVICE}))

    assert (
        command(choice.drilldown(DAY, levels=asked))
        == f"partner list --level {left} --as-of 2026-02-28"
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(st.dictionaries(st.sampled_from(["municipality", "tag", "without"]), TEXTS, min_size=1))
def test_any_text_comes_back_from_the_shell_as_it_was(options: dict[str, Any]) -> None:
    parsed = parse(shlex.split(command(EVERYBODY.drilldown(DAY, **options))))

    assert parsed is not None
    assert parsed[1] == {**options, "as_of": "2026-02-28"}
