from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from partnerreg.domain.enums import Level, Sector
from partnerreg.render import render
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape, listing


def written(report: Report) -> str:
    out = StringIO()
    render(report, form="table", out=out)
    return out.getvalue()


def two_columns(*rows: tuple[Any, Any]) -> Report:
    return listing("things", "Things", [Column("a", "A"), Column("b", "B")], rows)


def test_a_list_is_aligned_columns_under_a_header(partners: Report) -> None:
    assert written(partners) == (
        "No  Name                  Tags               Since       Youth\n"
        "--  --------------------  -----------------  ----------  -----\n"
        " 1  Café Retro [nedlagt]  music; open stage  2026-01-31  ✔\n"
        "12  Åse, Ø & 漢字\n"
        "\n"
        "Ended partners are left out.\n"
    )


def test_an_empty_list_is_a_header() -> None:
    assert written(two_columns()) == "A  B\n-  -\n"


def test_a_record_is_its_fields_and_its_further_sections(partner: Report) -> None:
    assert written(partner) == (
        "Café Retro\n"
        "\n"
        "Number:          12\n"
        "Name:            Café Retro\n"
        "Notes:           Call first. ⏎ Mondays are best.\n"
        "Involves youth:  ✔\n"
        "\n"
        "Contacts\n"
        "Name     E-mail\n"
        "-------  ----------------\n"
        "Søren Å  soren@example.dk\n"
    )


def test_a_report_is_a_title_and_a_table_for_each_section(levels: Report) -> None:
    assert written(levels) == (
        "Partnerships, 1 March 2026\n"
        "\n"
        "By level\n"
        "Level                      Partners\n"
        "-------------------------  --------  ------------\n"
        "Strategic partnership             1  ▊\n"
        "Service-based partnership        16  ████████████\n"
        "Network collaboration             0\n"
        "\n"
        "Rules\n"
        "Outcome    Rule\n"
        "---------  -----------------\n"
        "✔ met      goal\n"
        "✘ missing  written-agreement\n"
        "! advice   areas\n"
        "\n"
        "Gaps\n"
        "Nothing here.\n"
        "\n"
        "Network collaborations are not partnerships.\n"
    )


def test_commands_stand_below_their_table_once_each(check: Report) -> None:
    short, long = check.main.rows[1][2], check.main.rows[2][2]
    assert written(check) == (
        "Café Retro\n"
        "\n"
        "           Rule\n"
        "---------  ----------\n"
        "✔ met      goal\n"
        "! advice   areas\n"
        "✘ missing  notes\n"
        "! advice   more-areas\n"
        "\n"
        "What would supply it:\n"
        f"  {short}\n"
        f"  {long}\n"
        "\n"
        "Something is missing.\n"
    )


def test_a_moment_is_shown_in_local_time(history: Report, two_hours_ahead: None) -> None:
    assert written(history).splitlines()[2] == "2026-03-01 01:05  partner add"


def test_a_record_of_nothing_is_its_title() -> None:
    section = Section("partner", "Partner", [Column("name", "Name")], [])
    assert written(Report("partner", "Nobody", (section,), shape=Shape.RECORD)) == "Nobody\n"


def test_values_of_all_kinds_are_readable(two_hours_ahead: None) -> None:
    moment = datetime(2026, 3, 1, 12, 30, 59, tzinfo=UTC)
    values = [Level.SERVICE, Sector.PUBLIC, True, moment, [date(2026, 3, 1), 2], None, 2.5]
    report = listing("things", "Things", [Column("a", "A")], [(value,) for value in values])
    assert [line.strip() for line in written(report).splitlines()[2:]] == [
        "2",
        "public",
        "yes",
        "2026-03-01 14:30",
        "2026-03-01; 2",
        "",
        "2.5",
    ]


def test_an_unknown_mark_is_shown_as_it_is() -> None:
    report = listing(
        "things", "Things", [Column("a", "A", ColumnKind.MARK)], [("perhaps",), (None,)]
    )
    assert written(report) == "A\n-------\nperhaps\n\n"


def test_the_smallest_count_above_nothing_has_a_bar() -> None:
    rows: list[tuple[int | None]] = [(1,), (100_000,), (0,), (-5,), (None,)]
    report = listing("things", "Things", [Column("a", "A", ColumnKind.BAR)], rows)
    assert written(report).splitlines()[2:] == ["▏", "█" * 12, "", "", ""]


@pytest.mark.parametrize(
    "wide", ["漢字", "😀 party", "e\u0301lan", "नमस्ते", "שלום", "مرحبا", "👩‍👧", "한국어", "ﾊﾝ"]
)
def test_columns_stay_aligned_after(wide: str) -> None:
    _, _, first, second = written(two_columns((wide, "x"), ("some longer text", "x"))).splitlines()
    assert cell_len(first) == cell_len(second)
    assert first.startswith(wide)


def test_text_that_looks_like_markup_is_left_alone() -> None:
    names = ["Café Retro [nedlagt]", "[/dk]", "[bold]x[/bold]", ":smile:", "[link=x]"]
    text = written(two_columns(*((name, "") for name in names)))
    assert text.splitlines()[2:] == names


def test_nothing_is_wrapped_or_cut() -> None:
    long = "word " * 2000 + "end"
    assert written(two_columns((long, "x"))).splitlines()[2] == long + "  x"


def test_all_rows_are_there() -> None:
    rows = [(number, "x") for number in range(2500)]
    assert len(written(two_columns(*rows)).splitlines()) == 2502


def test_escape_sequences_and_overrides_are_made_visible() -> None:
    text = written(
        two_columns(("\x1b[31mred\x07\x7f", "\x9b1m \u202egnp.exe\u2066 \ud800\u2028\ufffe"))
    )
    assert text.splitlines()[2] == "␛[31mred␇␡  \\x9b1m \\u202egnp.exe\\u2066 \\ud800\\u2028\\ufffe"


def test_what_the_encoding_lacks_has_a_stand_in(levels: Report) -> None:
    out = TextIOWrapper(BytesIO(), encoding="ascii", newline="")
    render(levels, form="table", out=out)
    render(two_columns(("Café\n漢", "")), form="table", out=out)
    out.seek(0)
    text = out.read()
    assert "Service-based partnership        16  ############\n" in text
    assert "Strategic partnership             1  #\n" in text
    assert "+ met      goal\nx missing  written-agreement\n! advice   areas\n" in text
    assert "Caf\\xe9 \\u23ce \\u6f22\n" in text


def test_a_tick_is_a_word_where_there_are_no_ticks() -> None:
    out = TextIOWrapper(BytesIO(), encoding="cp1252", newline="")
    report = listing("a", "A", [Column("a", "Åben", ColumnKind.FLAG)], [(True,), (False,), (True,)])
    render(report, form="table", out=out)
    out.seek(0)
    assert out.read() == "Åben\n----\nyes\n\nyes\n"


text_of_any_kind = st.text(st.characters()) | st.text("\x1b[31m\r\n\t\x9b\u202e\u2066\x7f a漢")


@given(st.lists(st.tuples(text_of_any_kind, text_of_any_kind)), text_of_any_kind)
def test_no_control_character_is_ever_written(rows: list[tuple[str, str]], other: str) -> None:
    columns = [Column("a", other), Column("b", "B")]
    sections = [Section("s", other, columns, rows), Section("t", other, columns, rows)]
    report = Report("things", other, sections, notes=[other])
    text = written(report).replace("\n", "")
    assert not {unicodedata.category(character) for character in text} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.lists(st.tuples(text_of_any_kind, st.just("x")), min_size=1))
def test_every_row_is_one_line_as_wide_as_the_others(rows: list[tuple[str, str]]) -> None:
    lines = written(two_columns(*rows)).removesuffix("\n").split("\n")
    assert len(lines) == len(rows) + 2
    assert len({cell_len(line) for line in lines}) == 1
