from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from partnerreg.render import Screen, View, render
from partnerreg.render.text import lines
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape, listing

SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")
TRAILING_BLANKS = re.compile(r" +$", re.MULTILINE)


def drawn(report: Report, width: int = 80, *, color: bool = False, limit: int | None = 50) -> str:
    """What a person sees: that Rich fills cells up with blanks is of no matter."""
    out = StringIO()
    render(
        report,
        form="table",
        out=out,
        view=View(screen=Screen(width, color, limit), all_rows="--all"),
    )
    return TRAILING_BLANKS.sub("", out.getvalue())


def one_column(*values: str) -> Report:
    return listing("things", "Things", [Column("a", "A")], [(value,) for value in values])


def test_a_list_has_a_title_a_quiet_table_and_notes(partners: Report) -> None:
    assert drawn(partners) == (
        "Partners\n"
        "\n"
        "No  Name                  Tags               Since       Youth\n"
        "──────────────────────────────────────────────────────────────\n"
        " 1  Café Retro [nedlagt]  music; open stage  2026-01-31  ✔\n"
        "12  Åse, Ø & 漢字\n"
        "\n"
        "Ended partners are left out.\n"
    )


def test_a_record_is_its_fields_and_its_further_sections(partner: Report) -> None:
    assert drawn(partner) == (
        "Café Retro\n"
        "\n"
        "Number:          12\n"
        "Name:            Café Retro\n"
        "Notes:           Call first.\n"
        "                 Mondays are best.\n"
        "Involves youth:  ✔\n"
        "\n"
        "Contacts\n"
        "Name     E-mail\n"
        "─────────────────────────\n"
        "Søren Å  soren@example.dk\n"
    )


def test_a_report_has_a_titled_table_for_each_section(levels: Report) -> None:
    assert drawn(levels) == (
        "Partnerships, 1 March 2026\n"
        "\n"
        "By level\n"
        "Level                      Partners\n"
        "─────────────────────────────────────────────────\n"
        "Strategic partnership             1  ▊\n"
        "Service-based partnership        16  ████████████\n"
        "Network collaboration             0\n"
        "\n"
        "Rules\n"
        "Outcome    Rule\n"
        "────────────────────────────\n"
        "✔ met      goal\n"
        "✘ missing  written-agreement\n"
        "! advice   areas\n"
        "\n"
        "Gaps\n"
        "Nothing here.\n"
        "\n"
        "Network collaborations are not partnerships.\n"
    )


def test_long_text_wraps_within_its_column() -> None:
    columns = [
        Column("code", "Rule"),
        Column("text", "What it says"),
        Column("n", "N", ColumnKind.NUMBER),
    ]
    text = "A signed written agreement is in force; a letter of intent is not enough"
    report = listing("rules", "Rules", columns, [("written-agreement", text, 7), ("goal", "", 12)])
    assert drawn(report, 50) == (
        "Rules\n"
        "\n"
        "Rule               What it says                  N\n"
        "──────────────────────────────────────────────────\n"
        "written-agreement  A signed written agreement    7\n"
        "                   is in force; a letter of\n"
        "                   intent is not enough\n"
        "goal                                            12\n"
    )


def test_a_table_too_wide_for_its_words_becomes_a_block_for_each_row(partners: Report) -> None:
    assert drawn(partners, 30) == (
        "Partners\n"
        "\n"
        "No:     1\n"
        "Name:   Café Retro [nedlagt]\n"
        "Tags:   music; open stage\n"
        "Since:  2026-01-31\n"
        "Youth:  ✔\n"
        "\n"
        "No:    12\n"
        "Name:  Åse, Ø & 漢字\n"
        "\n"
        "Ended partners are left out.\n"
    )


@pytest.mark.parametrize(("width", "shown"), [(24, False), (30, True)])
def test_columns_with_nothing_in_them_give_way_where_there_is_little_room(
    width: int, *, shown: bool
) -> None:
    columns = (Column("name", "Name"), Column("note", "Remarks"), Column("place", "Where"))
    report = listing("x", "X", columns, [("Café Retro", None, "Odense"), ("Nord", None, "Vasa")])
    header = drawn(report, width).splitlines()[2].split()
    assert header == (["Name", "Remarks", "Where"] if shown else ["Name", "Where"])


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("name", ["partners", "partner", "levels"])
def test_no_word_is_lost_or_broken_on_any_terminal(
    width: int, name: str, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(name)
    text = drawn(report, width)
    words = {
        word
        for section in report.sections
        for row in section.rows
        for column, value in zip(section.columns, row, strict=True)
        if column.shown and isinstance(value, str)
        for word in value.split()
    }
    assert words
    assert {word for word in words if word not in text} == set()
    assert max(map(cell_len, text.splitlines())) <= width


@pytest.mark.parametrize("width", [10, 40, 80, 300])
def test_a_command_is_one_line_on_any_terminal(check: Report, width: int) -> None:
    short, long = check.main.rows[1][2], check.main.rows[2][2]
    assert drawn(check, width).endswith(
        f"\n\nWhat would supply it:\n  {short}\n  {long}\n\nSomething is missing.\n"
        if width > len("What would supply it:")
        else f"\n  {short}\n  {long}\n\nSomething is\nmissing.\n"
    )
    assert "Kept back" not in drawn(check, width)


def test_a_record_has_its_commands_below_its_fields(check: Report) -> None:
    record = check._replace(
        shape=Shape.RECORD, sections=[check.main._replace(rows=check.main.rows[1:2])]
    )
    assert drawn(record) == (
        "Café Retro\n"
        "\n"
        "       ! advice\n"
        "Rule:  areas\n"
        "\n"
        "What would supply it:\n"
        "  partnerreg area link AREA 'Café Retro [x]'\n"
        "\n"
        "Something is missing.\n"
    )


def test_a_moment_is_shown_in_local_time(history: Report, two_hours_ahead: None) -> None:
    assert drawn(history).splitlines()[4] == "2026-03-01 01:05  partner add"


def test_a_mark_and_a_moment_are_never_wrapped(two_hours_ahead: None) -> None:
    columns = [
        Column("mark", "What came of it", ColumnKind.MARK),
        Column("at", "When", ColumnKind.MOMENT),
        Column("text", "Text"),
    ]
    rows = [("missing", datetime(2026, 3, 1, 12, 30, tzinfo=UTC), "word " * 20)]
    assert drawn(listing("things", "Things", columns, rows), 44).splitlines()[2:6] == [
        "What came of",
        "it            When              Text",
        "────────────────────────────────────────────",
        "✘ missing     2026-03-01 14:30  word word",
    ]


def test_a_word_longer_than_the_terminal_is_folded() -> None:
    name = "x" * 10_000
    body = drawn(one_column(name)).splitlines()[4:]
    assert body == ["x" * 80] * 125


def test_colour_comes_with_words(levels: Report) -> None:
    text = drawn(levels, color=True)
    assert "\x1b[32m✔ met    \x1b[0m" in text
    assert "\x1b[31m✘ missing\x1b[0m" in text
    assert "\x1b[33m! advice \x1b[0m" in text
    assert "\x1b[1mPartnerships, 1 March 2026\x1b[0m" in text
    assert "\x1b[2mNetwork collaborations are not partnerships.\x1b[0m" in text
    assert TRAILING_BLANKS.sub("", SEQUENCE.sub("", text)) == drawn(levels)


def test_the_environment_does_not_change_what_the_screen_says(
    levels: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    colorful, colorless = drawn(levels, color=True), drawn(levels)
    for name, value in {"NO_COLOR": "1", "FORCE_COLOR": "1", "COLUMNS": "30"}.items():
        monkeypatch.setenv(name, value)
    assert drawn(levels, color=True) == colorful
    assert drawn(levels) == colorless


def test_the_first_rows_are_shown_and_the_way_to_the_rest() -> None:
    text = drawn(one_column(*map(str, range(60))))
    assert text.splitlines()[4:] == [*map(str, range(50)), "and 10 more (--all shows all rows)"]


def test_rows_that_were_never_fetched_are_counted_too() -> None:
    section = Section("things", "Things", [Column("a", "A")], [("x",)] * 50, total=10_000)
    text = drawn(Report("things", "Things", [section], shape=Shape.LIST))
    assert text.splitlines()[-1] == "and 9,950 more (--all shows all rows)"


def test_all_rows_are_shown_where_there_is_no_limit() -> None:
    text = drawn(one_column(*map(str, range(60))), limit=None)
    assert text.splitlines()[4:] == [str(number) for number in range(60)]


def test_bars_are_drawn_to_the_scale_of_all_rows() -> None:
    rows = [(1,), (2,)]
    report = listing("things", "Things", [Column("bar", "Bar", ColumnKind.BAR)], rows)
    assert drawn(report, limit=1).splitlines()[4] == "█" * 6


def test_very_long_tables_are_plain() -> None:
    report = one_column(*map(str, range(501)))
    plain = StringIO()
    render(report, form="table", out=plain)
    assert drawn(report, color=True, limit=None) == plain.getvalue()


@pytest.mark.parametrize("shape", [Shape.LIST, Shape.RECORD, Shape.REPORT])
def test_nothing_is_said_in_one_line(shape: Shape) -> None:
    section = Section("things", "Things", [Column("a", "A")], [])
    assert drawn(Report("things", "Things", [section], shape=shape)) == "Nothing here.\n"


def test_a_note_says_why_there_is_nothing() -> None:
    section = Section("things", "Things", [Column("a", "A")], [])
    report = Report("things", "Things", [section], notes=["No partner has gaps."])
    assert drawn(report) == "No partner has gaps.\n"


def test_a_record_without_fields_still_shows_its_sections() -> None:
    columns = [Column("a", "A")]
    sections = [Section("none", "None", columns, []), Section("some", "Some", columns, [("x",)])]
    report = Report("thing", "Thing", sections, shape=Shape.RECORD)
    assert drawn(report) == "Thing\n\nSome\nA\n─\nx\n"


def test_text_that_looks_like_markup_is_left_alone() -> None:
    names = ["Café Retro [nedlagt]", "[/dk]", "[bold]x[/bold]", ":smile:", "[link=x]"]
    assert drawn(one_column(*names), color=True).splitlines()[4:] == names


def test_escape_sequences_and_overrides_are_made_visible() -> None:
    text = drawn(one_column("\x1b[31mred\x07\x7f", "\x9b1m \u202egnp.exe\u2066"))
    assert text.splitlines()[4:] == ["␛[31mred␇␡", "\\x9b1m \\u202egnp.exe\\u2066"]


@pytest.mark.parametrize(
    "wide", ["漢字", "😀 party", "e\u0301lan", "नमस्ते", "שלום", "مرحبا", "👩‍👧"]
)
def test_columns_stay_aligned_after(wide: str) -> None:
    columns = [Column("a", "A"), Column("b", "B")]
    report = listing("things", "Things", columns, [(wide, "x"), ("some longer text", "x")])
    first, second = drawn(report).splitlines()[4:]
    assert cell_len(first) == cell_len(second)


def test_what_the_encoding_lacks_has_a_stand_in(levels: Report) -> None:
    out = TextIOWrapper(BytesIO(), encoding="ascii", newline="")
    render(levels, form="table", out=out, view=View(screen=Screen(color=False)))
    render(one_column("Café 漢"), form="table", out=out, view=View(screen=Screen()))
    out.seek(0)
    text = TRAILING_BLANKS.sub("", out.read())
    assert "Service-based partnership        16  ############\n" in text
    assert "+ met      goal\nx missing  written-agreement\n! advice   areas\n" in text
    assert "-" * 49 in text
    assert "Caf\\xe9 \\u6f22\n" in text


text_of_any_kind = st.text(st.characters()) | st.text(
    "\x1b[31m\r\n\t\x9b\u202e\u2066\x7f a漢👩\u200d"
)
rows_of_any_kind = st.lists(st.tuples(text_of_any_kind, text_of_any_kind))
widths = st.integers(1, 120)


def report_of(rows: list[tuple[str, str]], other: str) -> Report:
    columns = [Column("a", other), Column("b", "B")]
    sections = [Section("s", other, columns, rows), Section("t", other, columns, rows)]
    return Report("things", other, sections, notes=[other])


@given(rows=rows_of_any_kind, other=text_of_any_kind, width=widths, color=st.booleans())
def test_no_control_character_is_ever_written_but_for_colour(
    *, rows: list[tuple[str, str]], other: str, width: int, color: bool
) -> None:
    text = SEQUENCE.sub("", drawn(report_of(rows, other), width, color=color)).replace("\n", "")
    assert not {unicodedata.category(character) for character in text} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(rows_of_any_kind.filter(bool), text_of_any_kind, widths)
def test_no_character_is_lost_at_any_width(
    rows: list[tuple[str, str]], other: str, width: int
) -> None:
    def characters(text: str) -> Counter[str]:
        return Counter(character for character in text if not character.isspace())

    shown = [text for row in rows for text in (*row, *row)] + [other] * 4
    expected = sum((characters("".join(lines(text))) for text in shown), Counter[str]())
    assert expected - characters(drawn(report_of(rows, other), width)) == Counter()


@given(rows_of_any_kind, text_of_any_kind, st.integers(20, 120))
@example([("", "x" * 18)], "", 20).via("a column of nothing takes room, too")
def test_no_line_is_wider_than_the_terminal(
    rows: list[tuple[str, str]], other: str, width: int
) -> None:
    text = drawn(report_of(rows, other), width)
    assert max(map(cell_len, text.split("\n"))) <= width
