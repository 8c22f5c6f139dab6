from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain.enums import AgreementState, Level
from partnerreg.language import ENGLISH, Language
from partnerreg.render.cells import ASCII, UNICODE, show_course, shown, text, texts
from partnerreg.reports.report import Chart, Column, ColumnKind, Section

DANISH = Language("da")


def said(kind: ColumnKind, value: object, language: Language = ENGLISH) -> str:
    return text(Column("a", "A", kind), value, language)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (ColumnKind.TEXT, "Café", "Café"),
        (ColumnKind.TEXT, None, ""),
        (ColumnKind.TEXT, True, "yes"),
        (ColumnKind.NUMBER, 999, "999"),
        (ColumnKind.NUMBER, 12_345, "12,345"),
        (ColumnKind.NUMBER, -5, "-5"),
        (ColumnKind.NUMBER, 2.5, "2.5"),
        (ColumnKind.NUMBER, None, ""),
        (ColumnKind.ID, 12_345, "12345"),
        (ColumnKind.ID, None, ""),
        (ColumnKind.WORD, "civil-society", "civil society"),
        (ColumnKind.WORD, AgreementState.IN_FORCE, "in force"),
        (ColumnKind.WORD, None, ""),
        (ColumnKind.LEVEL, Level.SERVICE, "service-based"),
        (ColumnKind.LEVEL, 1, "strategic"),
        (ColumnKind.LEVEL, None, ""),
        (ColumnKind.DATE, date(2026, 3, 1), "2026-03-01"),
        (ColumnKind.FLAG, True, "yes"),
        (ColumnKind.FLAG, False, ""),
        (ColumnKind.FLAG, None, ""),
        (ColumnKind.MARK, "missing", "missing"),
        (ColumnKind.LIST, ["Kahvila Käsityö, Seinäjoki", "b"], "Kahvila Käsityö, Seinäjoki; b"),
        (ColumnKind.LIST, [], ""),
        (ColumnKind.COMMAND, "partnerreg partner list", "partnerreg partner list"),
    ],
)
def test_a_value_is_said_by_what_its_column_holds(
    kind: ColumnKind, value: object, expected: str
) -> None:
    assert said(kind, value) == expected


def test_values_are_said_in_the_language_of_the_reader(two_hours_ahead: None) -> None:
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    assert said(ColumnKind.DATE, date(2026, 3, 1), DANISH) == "1. mar. 2026"
    assert said(ColumnKind.MOMENT, moment, DANISH) == "1. mar. 2026 14.30"
    assert said(ColumnKind.NUMBER, 12_345, DANISH) == "12.345"
    assert said(ColumnKind.ID, 12_345, DANISH) == "12345"
    assert said(ColumnKind.WORD, "civil-society", DANISH) == "civilsamfund"
    assert said(ColumnKind.FLAG, True, DANISH) == "ja"
    assert said(ColumnKind.MARK, "missing", DANISH) == "mangler"
    assert said(ColumnKind.LEVEL, 3, DANISH) == "netværk"


def test_signs_stand_before_the_words_of_marks() -> None:
    column = Column("a", "A", ColumnKind.MARK)
    assert texts(column, ["met", None, "perhaps"], ENGLISH, UNICODE) == ["✔ met", "", "perhaps"]
    assert texts(column, ["missing"], DANISH, ASCII) == ["x mangler"]


def test_a_flag_is_a_tick_where_there_are_ticks() -> None:
    column = Column("a", "A", ColumnKind.FLAG)
    assert texts(column, [True, False], DANISH, UNICODE) == ["✔", ""]
    assert texts(column, [True, False], DANISH, ASCII) == ["ja", ""]


def test_an_empty_cell_says_what_its_column_says_of_it() -> None:
    column = Column("a", "A", ColumnKind.DATE, empty="none")
    assert texts(column, [None, date(2026, 3, 1)]) == ["none", "2026-03-01"]
    assert text(column, None, DANISH) == "ingen"


def test_the_days_that_name_the_points_of_a_course_are_months() -> None:
    columns = [Column("day", "Month", ColumnKind.DATE), Column("n", "Partners", ColumnKind.NUMBER)]
    rows = [(date(2026, 3, 31), 1)]
    course = Section("s", "S", columns, rows, chart=Chart("course", "day", ("n",)))
    bars = course._replace(chart=Chart("bars", "day", ("n",)))
    assert shown(course, ENGLISH)[0].texts == ["Mar 2026"]
    assert shown(course, DANISH)[0].texts == ["mar. 2026"]
    assert shown(bars, ENGLISH)[0].texts == ["2026-03-31"]


def test_a_column_may_say_what_another_holds() -> None:
    columns = [
        Column("level", "Level", ColumnKind.LEVEL, display_from="label"),
        Column("label", "Called", shown=False),
    ]
    section = Section("s", "S", columns, [(Level.SERVICE, "driftsnært partnerskab")])
    [cells] = shown(section, ENGLISH)
    assert (cells.heading, cells.values) == ("Level", [Level.SERVICE])
    assert cells.texts == ["driftsnært partnerskab"]


def test_what_is_not_for_tables_is_not_shown() -> None:
    columns = [
        Column("name", "Name"),
        Column("hidden", "Hidden", shown=False),
        Column("remedy", "Remedy", ColumnKind.COMMAND),
        Column("filter", "Opens", ColumnKind.OPENS, shown=False),
        Column("bar", "", ColumnKind.BAR),
    ]
    section = Section("s", "S", columns, [("x", "y", "z", {}, 1)])
    assert [cells.column.key for cells in shown(section, ENGLISH)] == ["name"]
    assert [cells.column.key for cells in shown(section, ENGLISH, UNICODE)] == ["name", "bar"]


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [
        ([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"),
        ([0, 0], "▁▁"),
        ([None, 3], "▁█"),
        ([], ""),
    ],
)
def test_a_course_is_as_high_as_its_counts(counts: list[float | None], drawn: str) -> None:
    assert show_course(counts, UNICODE) == drawn


@given(st.lists(st.none() | st.integers(0, 10**9)))
def test_a_course_has_a_sign_for_each_count_and_a_higher_one_for_more(
    counts: list[float | None],
) -> None:
    drawn = [UNICODE.course.index(sign) for sign in show_course(counts, UNICODE)]
    assert len(drawn) == len(counts)
    pairs = sorted(zip((count or 0 for count in counts), drawn, strict=True))
    assert [height for _, height in pairs] == sorted(drawn)
