"""The reports on levels against their meaning: two days compared, and each day by itself."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.actions import POLICY, TODAY, partner, writing
from helpers.filled_register import CAFE, COMPANY, ENDED, THEATRE, TOWN
from helpers.random_actions import DAYS, live
from partnerreg.cli.remedies import worded
from partnerreg.db.opening import open_reader
from partnerreg.domain.enums import Level
from partnerreg.domain.level_moves import Movement, movement
from partnerreg.errors import InvalidInput
from partnerreg.language import ENGLISH, Language
from partnerreg.queries.partners import partner_numbers
from partnerreg.reports.context import ReportContext
from partnerreg.reports.levels import levels
from partnerreg.reports.movements import movements
from partnerreg.reports.timeline import course, month_ends, timeline
from partnerreg.services.facts import gather
from partnerreg.services.partner_filter import PartnerFilter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.reader import PreparedReader
    from partnerreg.reports.report import Section

LATEST = TODAY + timedelta(6)
SOME_DAYS = st.dates(date(2022, 12, 1), LATEST)

# Filters as a choice tells them, and as the query of partners takes them.
WORDS = st.fixed_dictionaries(
    {},
    optional={
        "sector": st.sampled_from(["public", "civil-society"]),
        "unit": st.just("1"),
        "area": st.sampled_from(["1", "2", "3"]),
        "goal": st.sampled_from(["1", "2", "3", "4"]),
        "coordinator": st.sampled_from(["1", "2", "4"]),
        "tag": st.just("unge"),
    },
)


@pytest.fixture
def reader(filled: Path) -> Iterator[PreparedReader]:
    reader = open_reader(filled, pytest.fail)
    yield reader
    reader.close()


def asked(day: date = TODAY, **choice: Any) -> ReportContext:
    return ReportContext(day, POLICY, ENGLISH, PartnerFilter(**choice))


def rows(section: Section, *keys: str) -> list[tuple[Any, ...]]:
    """Some of the cells of each row."""
    places = [[column.key for column in section.columns].index(key) for key in keys]
    return [tuple(row[place] for place in places) for row in section.rows]


def numbers(reader: PreparedReader, day: date, words: dict[str, str]) -> frozenset[int] | None:
    found = reader.all(partner_numbers, today=day, **words)
    return frozenset(row.value for row in found) if words else None


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(edits=DAYS, day=SOME_DAYS, since=SOME_DAYS)
def test_who_moved_is_who_stands_elsewhere_when_the_two_days_are_compared(
    filled_register: Path,
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[list[Any]],
    day: date,
    since: date,
) -> None:
    since, day = sorted((since, day))
    path = tmp_path_factory.mktemp("moved") / "register.db"
    shutil.copy(filled_register, path)
    live(path, edits)
    reader = open_reader(path, pytest.fail)
    then = {n: stood.level for n, stood in gather(reader, since, ()).standings.items()}
    now = {n: stood.level for n, stood in gather(reader, day, ()).standings.items()}
    expected = {
        number: what
        for number, level in now.items()
        if (what := movement(then.get(number), level, known=number in then))
    }
    report = movements(reader, asked(day), since)
    reader.close()
    net, changes = report.sections
    row_counts = Counter(dict(rows(net, "movement", "partners")))
    ways: Counter[Movement] = Counter()
    for what, count in rows(net, "movement", "partners"):
        ways[what] += count
    assert ways == Counter(expected.values())
    assert set(row_counts) == set(expected.values())
    assert {number for (number,) in rows(changes, "id")} >= expected.keys()
    assert all(since < on <= day for (on,) in rows(changes, "effective_on"))
    shutil.rmtree(path.parent)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(edits=DAYS, words=WORDS, days=st.sets(SOME_DAYS, min_size=1, max_size=6))
def test_a_course_counts_on_each_day_those_whom_the_filters_leave_on_that_day(
    filled_register: Path,
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[list[Any]],
    words: dict[str, str],
    days: set[date],
) -> None:
    path = tmp_path_factory.mktemp("course") / "register.db"
    shutil.copy(filled_register, path)
    live(path, edits)
    reader = open_reader(path, pytest.fail)
    in_order = sorted(days)
    choice = PartnerFilter(tuple(words.items()), numbers(reader, in_order[-1], words))
    found = course(reader, choice, in_order)
    for place, day in enumerate(in_order):
        chosen = numbers(reader, day, words)
        expected = Counter(
            standing.level
            for number, standing in gather(reader, day, ()).standings.items()
            if chosen is None or number in chosen
        )
        assert {level: found[level][place] for level in Level} == {
            level: expected[level] for level in Level
        }
    reader.close()
    shutil.rmtree(path.parent)


def test_the_matrix_has_a_row_for_each_way_that_somebody_went(reader: PreparedReader) -> None:
    net, _ = worded(movements(reader, asked(), date(2024, 5, 1))).sections
    assert rows(net, "movement", "from_level", "to_level", "label", "partners", "names") == [
        ("new", None, None, "New", 2, ["[Firma] & Søn", "Vasa stad"]),
        ("up", 3, 2, "Network to service-based (3→2)", 1, ["Ålands Teater"]),
        ("up", 2, 1, "Service-based to strategic (2→1)", 1, ["Café Retro"]),
        ("ended", None, None, "Ended", 1, ["Søren Kierkegaards Gård"]),
    ]
    assert rows(net, "filter")[1][0] == {
        "partners": "partner list --level service --since 2024-05-01 --moved up --was network "
        "--as-of 2026-03-01"
    }


def test_who_left_and_came_back_and_who_went_down_have_their_rows(reader: PreparedReader) -> None:
    net, _ = movements(reader, asked(), date(2026, 1, 15)).sections
    assert rows(net, "label", "names") == [
        ("New", ["Vasa stad"]),
        ("To a lower level", ["Ålands Teater"]),
        ("Taken up again", ["[Firma] & Søn"]),
    ]


def test_five_are_named_as_readers_look_for_them_and_of_more_nobody_is(filled: Path) -> None:
    def new(language: str = "en") -> tuple[Any, ...]:
        reader = open_reader(filled, pytest.fail)
        whole = asked()._replace(language=Language(language))
        net, _ = movements(reader, whole, date(2020, 1, 1)).sections
        reader.close()
        return rows(net, "partners", "names")[0]

    five = ["Ålands Teater", "Café Retro", "[Firma] & Søn", "Östra gymnasiet", "Vasa stad"]
    assert new() == (5, five)
    assert new("sv") == (5, [*five[1:3], five[4], five[0], five[3]])
    with writing(filled) as work:
        partner(work, "Den sjette")
    assert new() == (6, [])


def test_every_change_is_told_with_its_reason_the_latest_first_and_by_name_within_a_day(
    reader: PreparedReader,
) -> None:
    _, changes = movements(reader, asked(), date(2025, 4, 30)).sections
    columns = ("effective_on", "id", "from_level", "to_level", "change", "reason", "overridden")
    assert rows(changes, *columns) == [
        (date(2026, 2, 27), THEATRE, 1, 2, "down", None, False),
        (date(2026, 2, 27), COMPANY, None, 2, "reopened", "The board said so", True),
        (date(2026, 2, 27), TOWN, None, 3, "new", None, False),
        (date(2026, 1, 1), COMPANY, 3, None, "ended", None, False),
        (date(2025, 11, 1), COMPANY, None, 3, "new", None, False),
        (date(2025, 5, 1), ENDED, 3, None, "ended", "Flyttede", False),
    ]


def test_movements_are_of_the_chosen_alone_who_ended_at_the_level_they_had(
    reader: PreparedReader,
) -> None:
    def labels(**choice: Any) -> list[str]:
        net, _ = movements(reader, asked(**choice), date(2024, 5, 1)).sections
        return [label for (label,) in rows(net, "label")]

    assert labels(levels=frozenset({Level.STRATEGIC})) == ["Service-based to strategic (2→1)"]
    assert labels(levels=frozenset({Level.NETWORK})) == ["New", "Ended"]
    assert labels(numbers=frozenset({CAFE, ENDED})) == ["Service-based to strategic (2→1)", "Ended"]
    assert labels(unsupported=True) == ["New", "Network to service-based (3→2)"]


def test_where_nobody_moved_one_sentence_says_so(reader: PreparedReader) -> None:
    report = movements(reader, asked(), date(2026, 2, 28))
    assert [section.empty for section in report.sections] == [
        "Every partner stands where it stood on 2026-02-28.",
        "No level changed after 2026-02-28.",
    ]
    assert not any(section.rows for section in report.sections)
    assert report.summary == []


def test_the_level_report_shows_who_moved_since_a_day(reader: PreparedReader) -> None:
    report = levels(reader, asked(), since=date(2025, 12, 15))
    standing, net = report.sections
    assert report.since == date(2025, 12, 15)
    assert rows(standing, "name", "partners", "reached", "left") == [
        ("strategic", 1, 0, 1),
        ("service", 2, 2, 0),
        ("network", 2, 1, 1),
    ]
    assert standing.note == "Reached and left: compared with 2025-12-15."
    assert rows(net, "movement", "names") == [
        ("new", ["Vasa stad"]),
        ("up", ["[Firma] & Søn"]),
        ("down", ["Ålands Teater"]),
    ]


def test_a_level_chosen_is_the_only_row_and_network_is_never_a_partnership(
    reader: PreparedReader,
) -> None:
    report = levels(reader, asked(levels=frozenset({Level.NETWORK})))
    assert rows(report.main, "name", "partners") == [("network", 2)]
    assert [figure[:2] for figure in report.figures] == [("network", 2)]
    assert report.summary == ["There are 2 network collaborations."]
    report = levels(reader, asked(levels=frozenset({Level.SERVICE})))
    assert [figure[:2] for figure in report.figures] == [("partnerships", 2), ("unsupported", 2)]


def test_a_timeline_ends_on_the_day_and_has_each_month_s_end_before_it(
    reader: PreparedReader,
) -> None:
    report = worded(timeline(reader, asked(), 3))
    assert rows(report.main, "month", "strategic", "service", "partnerships", "network") == [
        (date(2025, 12, 31), 2, 0, 2, 2),
        (date(2026, 1, 31), 2, 0, 2, 1),
        (date(2026, 2, 28), 1, 2, 3, 2),
        (date(2026, 3, 1), 1, 2, 3, 2),
    ]
    assert rows(report.main, "filter")[0][0]["partnerships"] == (
        "partner list --level strategic,service --as-of 2025-12-31"
    )
    assert report.summary == [
        "3 partnerships, against 2 on 2025-12-31.",
        "2 network collaborations, against 2 on 2025-12-31.",
    ]


def test_a_timeline_of_one_level_has_that_line_alone(reader: PreparedReader) -> None:
    report = timeline(reader, asked(levels=frozenset({Level.SERVICE})), 1)
    shown = [column.key for column in report.main.columns if column.shown]
    assert shown == ["month", "service"]
    assert report.main.chart is not None
    assert report.main.chart.series == ("service",)
    assert [figure[:2] for figure in report.figures] == [("service", 2)]


def test_a_timeline_of_the_unsupported_is_refused(reader: PreparedReader) -> None:
    with pytest.raises(InvalidInput, match="what a level lacks is judged for one day"):
        timeline(reader, asked(unsupported=True))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 3, 31), 2, [date(2026, 1, 31), date(2026, 2, 28)]),
        (date(2024, 3, 1), 1, [date(2024, 2, 29)]),
        (date(2026, 1, 15), 1, [date(2025, 12, 31)]),
        (date(1, 2, 3), 24, [date(1, 1, 31)]),
        (date(9999, 12, 31), 1, [date(9999, 11, 30)]),
        (date(2026, 1, 15), 0, []),
    ],
)
def test_the_ends_of_the_months_before_a_day(day: date, months: int, expected: list[date]) -> None:
    assert list(month_ends(day, months)) == expected
