from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from partnerreg.errors import InvalidInput
from partnerreg.language import Language
from partnerreg.render import View, render
from partnerreg.render.text import lines
from partnerreg.render.xlsx import LONGEST, LONGEST_NAME, SheetNames
from partnerreg.reports.report import Column, ColumnKind, Report, Section, listing

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook


def opened(report: Report, view: View | None = None) -> Workbook:
    out = BytesIO()
    render(report, form="xlsx", out=out, view=view or View())
    return load_workbook(BytesIO(out.getvalue()))


def values(book: Workbook, name: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[name].iter_rows()]


def one_column(*cells: object, kind: ColumnKind = ColumnKind.TEXT) -> Report:
    return listing("things", "Things", [Column("a", "A", kind)], [(cell,) for cell in cells])


def test_a_report_is_an_overview_a_sheet_for_each_section_and_its_figures(review: Report) -> None:
    assert opened(review).sheetnames == [
        "Overview",
        "Levels",
        "Partners at each level",
        "Partner",
        "Joint value",
        "Quiet partners",
        "Gaps",
        "Figures",
    ]


def test_the_overview_says_what_the_report_is_of_and_what_to_know_first(review: Report) -> None:
    said = [row[0] for row in values(opened(review), "Overview") if row[0]]
    assert said == [
        "Brief: Café Retro, 1 March 2026, since 1 March 2025",
        "There are 1,234 partnerships.",
        "One is unsupported.",
        *opened(review).sheetnames[1:],
        "`partnerreg report gaps` says what is missing.",
    ]


def test_the_overview_leads_to_the_other_sheets_and_counts_their_rows(review: Report) -> None:
    links = {
        row[0].value: (row[0].hyperlink.location, row[1].value)
        for row in opened(review)["Overview"].iter_rows()
        if row[0].hyperlink
    }
    assert links["Partners at each level"] == ("'Partners at each level'!A1", 3)
    assert links["Quiet partners"] == ("'Quiet partners'!A1", 0)
    assert links["Gaps"] == ("'Gaps'!A1", 3)
    assert links["Partner"] == ("'Partner'!A1", None)


def test_numbers_are_numbers_and_levels_are_words(review: Report) -> None:
    rows = values(opened(review), "Levels")
    assert [row[:3] for row in rows[:3]] == [
        ["Level", "Partners", "Unsupported"],
        ["strategic", 1234, 1],
        ["network", 0, 0],
    ]


def test_days_and_moments_are_such_as_the_language_writes_them(two_hours_ahead: None) -> None:
    columns = [Column("a", "A", ColumnKind.DATE), Column("b", "B", ColumnKind.MOMENT)]
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    report = listing("things", "Things", columns, [(date(2026, 3, 1), moment)])
    formats = {}
    for code in ("en", "da", "fi"):
        day, local = opened(report, View(Language(code))).worksheets[0][2]
        assert (day.value.isoformat(), day.is_date) == ("2026-03-01T00:00:00", True)
        assert (local.value.isoformat(), local.is_date) == ("2026-03-01T14:30:00", True)
        formats[code] = day.number_format
    assert formats == {"en": "yyyy-mm-dd", "da": "[$-406]d. mmm yyyy", "fi": "[$-40B]d.m.yyyy"}


def test_a_day_that_excel_does_not_know_is_text() -> None:
    sheet = opened(one_column(date(1871, 1, 18), kind=ColumnKind.DATE)).worksheets[0]
    assert sheet["A2"].value == "1871-01-18"


def test_the_months_of_a_course_are_days_shown_as_months(review: Report) -> None:
    cell = opened(review)["Partners at each level"]["A2"]
    assert (cell.value.date(), cell.number_format) == (date(2026, 1, 31), "mmm yyyy")


def test_a_flag_is_yes_or_no_and_nothing_where_nobody_knows() -> None:
    report = one_column(True, False, None, kind=ColumnKind.FLAG)
    assert [row[0] for row in values(opened(report), "Things")] == ["A", "yes", "no"]
    danish = opened(report, View(Language("da"))).worksheets[0]
    assert [cell.value for cell in danish["A"]][1:3] == ["ja", "nej"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+4586123456",
        "-1",
        "@sum",
        "{=1}",
        "0012",
        "1e5",
        "https://example.dk",
        "internal:A1",
        "two\nlines",
        "_x0041_",
        "<b>&amp;",
        "TRUE",
        "#N/A",
    ],
)
def test_a_text_is_the_text_that_it_is(text: str) -> None:
    sheet = opened(one_column(text)).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")
    assert sheet["A2"].hyperlink is None


@given(st.text(st.characters(), min_size=1))
@example("\ufffe\uffff").via("what no XML may hold")
def test_any_text_can_be_read_back_safe_to_show(text: str) -> None:
    sheet = opened(one_column(text)).worksheets[0]
    # What no XML may hold is escaped, which this reader leaves as it is.
    expected = "\n".join(lines(text)).replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")
    assert sheet["A2"].value == expected


def test_the_header_stays_in_sight_and_rows_can_be_filtered(review: Report) -> None:
    sheet = opened(review)["Partners at each level"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C4")


def test_columns_are_wide_enough_for_what_they_hold_within_reason() -> None:
    columns = [Column("a", "A"), Column("b", "B"), Column("c", "C")]
    report = listing("things", "Things", columns, [("x", "y" * 30, "word " * 200)])
    sheet = opened(report).worksheets[0]
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths == sorted(widths)
    assert 30 < widths[1] < 35
    assert 55 < widths[2] < 65
    assert sheet["C2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height > 15 * 15


def test_levels_are_drawn_as_bars_and_a_course_as_lines(review: Report) -> None:
    book = opened(review)
    [bars] = book["Levels"]._charts
    [course] = book["Partners at each level"]._charts
    assert (type(bars).__name__, type(course).__name__) == ("BarChart", "LineChart")
    assert [series.val.numRef.f for series in course.series] == [
        "'Partners at each level'!$B$2:$B$4",
        "'Partners at each level'!$C$2:$C$4",
    ]
    assert bars.series[0].cat.strRef.f == "Levels!$A$2:$A$3"


def test_the_overview_says_which_partners_alone_it_is_about(review: Report) -> None:
    book = opened(review._replace(filters=(("tag", "jazz"),)))
    assert ["Only: tag jazz"] in [row[:1] for row in values(book, "Overview")]


def test_where_there_is_nothing_to_tell_there_is_the_overview_alone(review: Report) -> None:
    book = opened(review._replace(empty_text="No partner is in the register."))
    assert book.sheetnames == ["Overview"]
    assert ["No partner is in the register."] in [row[:1] for row in values(book, "Overview")]


def test_the_last_sheet_opens_each_count(review: Report) -> None:
    assert values(opened(review), "Figures") == [
        ["Figure", "Count", "Command"],
        ["unsupported", 1, "partnerreg partner list --unsupported --as-of 2026-03-01"],
        ["Levels / strategic / Partners", 1234, "partnerreg partner list --level strategic"],
    ]


def test_a_list_is_one_sheet_with_its_notes_below(partners: Report) -> None:
    book = opened(partners)
    assert book.sheetnames == ["Partners"]
    rows = values(book, "Partners")
    assert rows[0][:5] == ["No", "Name", "Tags", "Since", "Youth"]
    assert rows[1][:3] == [1, "Café Retro [nedlagt]", "music; open stage"]
    assert (rows[1][3].date(), rows[1][4]) == (date(2026, 1, 31), "yes")
    assert rows[-1][0] == "Ended partners are left out."


def test_a_record_has_its_fields_in_the_overview(partner: Report) -> None:
    book = opened(partner)
    assert book.sheetnames == ["Overview", "Contacts"]
    found = [row[:2] for row in values(book, "Overview") if row[1]]
    assert found == [
        ["Number", 12],
        ["Name", "Café Retro"],
        ["Notes", "Call first.\nMondays are best."],
        ["Involves youth", "yes"],
        ["Contacts", 1],
    ]


def test_commands_are_a_column_to_copy_from(check: Report) -> None:
    rows = values(opened(check), "Rules")
    assert rows[0][:3] == [None, "Rule", "What would supply it"]
    assert rows[2][:3] == ["advice", "areas", check.main.rows[1][2]]


def test_a_report_of_nothing_says_so() -> None:
    section = Section("quiet", "Quiet", [Column("a", "A")], [], empty="Nobody is quiet.")
    book = opened(Report("quiet", "Quiet partners", [section]))
    assert [row[0] for row in values(book, "Overview") if row[0]] == [
        "Quiet partners",
        "Nobody is quiet.",
        "Quiet",
    ]


def test_everything_is_in_the_language_of_the_reader(review: Report) -> None:
    book = opened(review, View(Language("fi")))
    assert not {"Overview", "Levels", "Joint value", "Figures"} & set(book.sheetnames)
    assert "1. maaliskuuta 2026" in book.worksheets[0]["A1"].value
    assert "Level" not in [cell.value for cell in book.worksheets[1][1]]


def test_a_text_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(InvalidInput, match="32,768 characters") as caught:
        opened(one_column("x" * (LONGEST + 1)))
    assert ".csv" in caught.value.hint
    assert opened(one_column("x" * LONGEST)).worksheets[0]["A2"].value == "x" * LONGEST


@given(st.lists(st.text(st.characters()) | st.text("[]:*?/\\'aA x")))
def test_sheets_have_names_that_excel_allows_each_once(wanted: list[str]) -> None:
    names = SheetNames()
    found = [names.free(name) for name in wanted]
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 1 <= len(name) <= LONGEST_NAME
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() != "history"


def test_a_long_name_is_cut_between_words() -> None:
    names = SheetNames()
    assert names.free("Aftaler, der kræver en beslutning") == "Aftaler, der kræver en"
    assert names.free("x" * 31) == "x" * 31


def test_a_name_that_is_fine_is_kept_and_a_second_one_is_numbered() -> None:
    names = SheetNames()
    assert [names.free(name) for name in ("Levels", "levels", "a/b: c?", "History", "x" * 40)] == [
        "Levels",
        "levels 2",
        "a b c",
        "History 2",
        "x" * 31,
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_it_without_loss(review: Report, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    with path.open("wb") as file:
        render(review, form="xlsx", out=file)
    # 44 for commas, 34 for quotes, 76 for UTF-8; -1 for all sheets.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    with (tmp_path / "review-Levels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [[cell.replace(",", "") for cell in row[:3]] for row in rows[:3]] == [
        ["Level", "Partners", "Unsupported"],
        ["strategic", "1234", "1"],
        ["network", "0", "0"],
    ]
    course = (tmp_path / "review-Partners at each level.csv").read_text(encoding="utf-8")
    assert "2026,4,0" in course
