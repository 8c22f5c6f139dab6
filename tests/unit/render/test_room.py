"""What there is no room for on a sheet is not shown to people, and is there for programs."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from partnerreg.language import Language
from partnerreg.render import Screen, View, render
from partnerreg.render.truncation import CUT, SHORTEST, cut, truncate_report
from partnerreg.reports.report import (
    Chart,
    Column,
    ColumnKind,
    Form,
    Report,
    Section,
    Sentence,
    listing,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

PEOPLE = {
    "terminal": ("table", View(screen=Screen(width=200, color=False))),
    "pipe": ("table", View()),
    "markdown": ("markdown", View()),
    "html": ("html", View()),
}
EVERY_FORMAT = pytest.mark.parametrize("where", PEOPLE)

TEXT = "A long text about all that we make together. " * 9


def told(report: Report, where: str) -> str:
    form, view = PEOPLE[where]
    out = StringIO()
    render(report, form=form, out=out, view=view)
    return out.getvalue()


def one(section: Section, notes: Sequence[str] = ()) -> Report:
    return Report("things", "Things", (section,), as_of=date(2026, 3, 1), notes=notes)


@pytest.fixture
def many() -> Report:
    """Ten partners, of which a sheet shows three."""
    columns = [Column("id", "#", ColumnKind.ID), Column("name", "Name")]
    rows = [(number, f"School {number:02}") for number in range(1, 11)]
    return one(
        Section("gaps", "Gaps", columns, rows, preview_rows=3, see_all="partner list --unsupported")
    )


@pytest.fixture
def wordy() -> Report:
    """Long texts, of which a sheet shows the beginning."""
    columns = [
        Column("text", "Text", max_chars=60),
        Column("texts", "Texts", ColumnKind.LIST, max_chars=60),
        Column("none", "None", max_chars=60),
    ]
    return one(Section("value", "Value", columns, [(TEXT, [TEXT, "Short"], None)]))


@EVERY_FORMAT
def test_people_see_the_first_rows_and_what_lists_all(many: Report, where: str) -> None:
    said = told(many, where)
    assert "School 03" in said
    assert "School 04" not in said
    assert "And 7 more: " in said
    assert "partnerreg partner list --unsupported" in said


@EVERY_FORMAT
def test_where_there_is_room_for_all_nothing_is_said_of_more(many: Report, where: str) -> None:
    said = told(one(many.main._replace(preview_rows=10)), where)
    assert "School 10" in said
    assert "more:" not in said


@EVERY_FORMAT
def test_people_see_the_beginning_of_long_texts(wordy: Report, where: str) -> None:
    said = told(wordy, where)
    assert said.count(f"A long text about all that we make together. A long text{CUT}") == 2
    assert "Short" not in said, "there is no room left"


def test_programs_get_all_rows_and_whole_texts(many: Report, wordy: Report) -> None:
    def read(report: Report, form: str) -> str:
        out = StringIO(newline="")
        render(report, form=form, out=out)
        return out.getvalue()

    assert len(json.loads(read(many, "json"))["sections"]["gaps"]) == 10
    assert "totals" not in json.loads(read(many, "json"))
    assert len(list(csv.DictReader(StringIO(read(many, "csv"))))) == 10
    (row,) = json.loads(read(wordy, "json"))["sections"]["value"]
    assert row == {"text": TEXT, "texts": [TEXT, "Short"], "none": None}


def test_a_spreadsheet_holds_all_rows_and_counts_them(many: Report, wordy: Report) -> None:
    def opened(report: Report) -> dict[str, list[tuple[object, ...]]]:
        out = BytesIO()
        render(report, form="xlsx", out=out)
        return {sheet.title: list(sheet.values) for sheet in load_workbook(out)}

    book = opened(many)
    assert [row[0] for row in book["Gaps"]] == ["#", *range(1, 11)]
    assert ("Gaps", 10) in [row[:2] for row in book["Overview"]]
    assert opened(wordy)["Value"][1][0] == TEXT


def test_fields_are_cut_on_a_sheet_too(wordy: Report) -> None:
    said = told(one(wordy.main._replace(form=Form.FIELDS)), "html")
    assert said.count(CUT) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("en to tre", "en to tre"),
        ("en to tree", f"en to{CUT}"),
        ("uafbrudt, ja", f"uafbrudt{CUT}"),
        ("udenmellemrum", f"udenmelle{CUT}"),
    ],
)
def test_a_text_is_cut_where_a_word_ends(text: str, shown: str) -> None:
    assert cut(text, 9) == shown


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ([], []),
        (["a house", "a stage"], ["a house", "a stage"]),
        (["x" * 30, "y"], ["x" * 30, "…"]),
        (["one two three", "four five six seven"], ["one two three", f"four five six{CUT}"]),
        (["x" * (30 - SHORTEST + 1), "too long for it"], ["x" * (30 - SHORTEST + 1), "…"]),
    ],
)
def test_a_list_has_the_first_texts_that_have_room_together(
    texts: list[str], shown: list[str]
) -> None:
    columns = [Column("texts", "Texts", ColumnKind.LIST, max_chars=30)]
    report = truncate_report(one(Section("s", "S", columns, [(texts,)])))
    assert report.main.rows == [[shown]]


def test_a_course_is_shown_to_its_end_which_is_the_present() -> None:
    columns = [
        Column("month", "Month", ColumnKind.DATE),
        Column("partners", "Partners", ColumnKind.NUMBER),
    ]
    rows = [(date(2016 + place // 12, place % 12 + 1, 1), place) for place in range(120)]
    chart = Chart("course", "month", ("partners",))
    said = told(one(Section("timeline", "Timeline", columns, rows, chart=chart)), "terminal")
    assert "Jan 2016" in said
    assert "Dec 2025" in said
    assert "--all" not in said


def test_a_long_course_stands_on_one_line_of_a_narrow_terminal() -> None:
    columns = [
        Column("month", "Month", ColumnKind.DATE),
        Column("service", "Service-based", ColumnKind.NUMBER),
    ]
    rows = [(date(2016 + place // 12, place % 12 + 1, 1), 1000 + place) for place in range(120)]
    section = Section("s", "S", columns, rows, chart=Chart("course", "month", ("service",)))
    out = StringIO()
    view = View(Language("nb"), Screen(width=80, color=False))
    render(one(section), form="table", out=out, view=view)
    assert sum(bool(set(line) & set("▁▂▃▄▅▆▇█")) for line in out.getvalue().splitlines()) == 1


@EVERY_FORMAT
def test_backticks_that_come_from_data_stay_as_they_are(where: str) -> None:
    name = "Area `partnerreg undo` and `more`"
    columns = [Column("a", "A")]
    said = told(one(Section("s", "S", columns, [("x",)], note=f"{name}."), notes=[name]), where)
    assert "<code>" not in said
    assert said.replace("\\`", "`").count(name) == 2


def test_only_commands_of_our_own_sentences_are_set_as_code() -> None:
    message = "{name} lacks something: `partnerreg partner check {name}` says what."
    note = Sentence(message, name="`Ø` {name}")
    assert note == ("`Ø` {name} lacks something: `partnerreg partner check `Ø` {name}` says what.")
    report = one(Section("s", "S", [Column("a", "A")], [("x",)]), notes=[note])
    command = "partnerreg partner check `Ø` {name}"
    assert f"`Ø` {{name}} lacks something: <code>{command}</code> says what." in told(
        report, "html"
    )
    assert f"`` {command} `` says what." in told(report, "markdown")
    assert note in told(report, "pipe")


@pytest.fixture
def then() -> Report:
    """A list of another day than today."""
    return listing("partners", "Partners", [Column("name", "Name")], [("Café Retro",)])._replace(
        as_of=date(2025, 3, 1), since=date(2025, 1, 1)
    )


DAYS = "1 March 2025, since 1 January 2025"


@pytest.mark.parametrize("where", ["terminal", "markdown", "html"])
def test_a_list_of_a_day_says_so_to_people(then: Report, where: str) -> None:
    assert DAYS in told(then, where)
    assert "2025" not in told(then._replace(as_of=None, since=None), where)


def test_a_long_list_of_a_day_says_so_on_a_terminal(then: Report) -> None:
    rows = [(f"School {number}",) for number in range(1000)]
    long = then._replace(sections=[then.main._replace(rows=rows)])
    out = StringIO()
    render(long, form="table", out=out, view=View(screen=Screen(limit=None)))
    assert out.getvalue().startswith(f"Partners, {DAYS}\n\nName\n")


def test_in_a_pipe_a_list_of_a_day_is_a_bare_table(then: Report) -> None:
    assert told(then, "pipe").startswith("Name\n----")


def test_a_spreadsheet_of_a_list_of_a_day_has_it_above_the_table(then: Report) -> None:
    out = BytesIO()
    render(then, form="xlsx", out=out)
    (sheet,) = load_workbook(out)
    assert [row[0] for row in sheet.values] == [f"Partners, {DAYS}", None, "Name", "Café Retro"]
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A3:A4", "A4")
