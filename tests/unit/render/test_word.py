"""Reports as Word files."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from partnerreg.language import Language
from partnerreg.render import View, render
from partnerreg.reports.report import Column, ColumnKind, Report, Section, listing

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section as Page


def written(report: Report, view: View | None = None) -> WordDocument:
    """A report's document, opened."""
    out = BytesIO()
    render(report, form="docx", out=out, view=view)
    return Document(out)


def paragraphs(document: WordDocument) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in document.paragraphs if one.style]


def tables(document: WordDocument) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def paper(page: Page) -> tuple[int, int]:
    """How wide and high a page is, in millimetres."""
    return round((page.page_width or Mm(0)).mm), round((page.page_height or Mm(0)).mm)


def test_a_sheet_has_all_that_the_report_says(review: Report) -> None:
    document = written(review)
    assert paragraphs(document)[:3] == [
        ("Heading 1", "Brief: Café Retro"),
        ("Quiet", "1 March 2026, since 1 March 2025"),
        ("Normal", "There are 1,234 partnerships. One is unsupported."),
    ]
    headings = [text for style, text in paragraphs(document) if style == "Heading 2"]
    assert headings == [
        *("Levels", "Partners at each level", "Partner", "Joint value", "Quiet partners"),
        *("Gaps", "Notes"),
    ]
    quiet = [text for style, text in paragraphs(document) if style == "Quiet"]
    assert quiet[1:] == [
        "Counted on the day.",
        "Nothing here.",
        "Nobody is quiet.",
        "And 2 more: partnerreg partner list --unsupported",
        "partnerreg report gaps says what is missing.",
    ]
    levels, course, fields, gaps = tables(document)
    assert levels == [
        ["Level", "Partners", "Unsupported"],
        ["strategic", "1,234", "1"],
        ["network", "0", "0"],
    ]
    assert course[1] == ["Jan 2026", "1", "0"]
    assert fields == [["Name", "Café Retro", "Since", "2025-08-09"]]
    assert gaps == [["Partner"], ["Café Retro"]]
    assert sum(style == "Line" for style, _ in paragraphs(document)) > 5


def test_a_header_stands_on_every_page_and_no_row_is_parted(levels: Report) -> None:
    document = written(levels)
    for table in document.tables:
        properties = [row._tr.trPr for row in table.rows]
        assert [row.find(qn("w:tblHeader")) is not None for row in properties] == [
            True,
            *[False] * (len(properties) - 1),
        ]
        assert all(row.find(qn("w:cantSplit")) is not None for row in properties)
    numbers = [row.cells[1].paragraphs[0].alignment for row in document.tables[0].rows]
    assert numbers == [WD_ALIGN_PARAGRAPH.RIGHT] * 4
    marks = [row.cells[0].paragraphs[0].runs[0] for row in document.tables[1].rows[1:]]
    assert [(run.text, run.style.name) for run in marks if run.style] == [
        ("met", "Met"),
        ("missing", "Missing"),
        ("advice", "Advice"),
    ]


@pytest.mark.parametrize(
    ("code", "locale"),
    [("en", "en-GB"), ("da", "da-DK"), ("sv", "sv-SE"), ("fi", "fi-FI"), ("nb", "nb-NO")],
)
def test_the_page_is_a4_in_the_readers_language(review: Report, code: str, locale: str) -> None:
    document = written(review, View(Language(code)))
    page = document.sections[0]
    assert paper(page) == (210, 297)
    languages = [one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))]
    assert languages == [locale]
    about = document.core_properties
    assert (about.language, about.author) == (locale, "")
    assert about.title == f"{Language(code).gettext('Brief')}: Café Retro"
    fields = [one.get(qn("w:instr")) for one in page.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_table_that_needs_more_room_turns_the_sheet() -> None:
    columns = [Column(f"c{place}", "Beslutningsnummer") for place in range(9)]
    document = written(listing("wide", "Wide", columns, [("x",) * 9]))
    assert paper(document.sections[0]) == (297, 210)


@pytest.mark.parametrize("count", [1, 2, 5, 30])
def test_no_table_is_wider_than_what_is_written_on(count: int) -> None:
    columns = [Column(f"c{place}", "Heading") for place in range(count)]
    rows = [("a long text " * 40,) * count, ("https://example.dk/" + "x" * 300,) * count]
    document = written(listing("wide", "Wide", columns, rows))
    page = document.sections[0]
    room = int(page.page_width or 0) - int(page.left_margin or 0) - int(page.right_margin or 0)
    assert sum(int(column.width or 0) for column in document.tables[0].columns) <= room + count


def test_a_thing_is_its_fields_and_a_long_one_has_the_line_to_itself(partner: Report) -> None:
    fields, contacts = tables(written(partner))
    note = "Call first.\nMondays are best."
    long = Column("notes", "Notes")
    assert fields == [
        ["Number", "12", "Name", "Café Retro"],
        ["Notes", note, "Involves youth", "yes"],
    ]
    assert contacts == [["Name", "E-mail"], ["Søren Å", "soren@example.dk"]]
    section = Section("partner", "Partner", [long, Column("name", "Name")], [("x" * 80, "Å")])
    [row, _] = written(partner._replace(sections=[section])).tables[0].rows
    assert row.cells[1]._tc is row.cells[3]._tc


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("=1+1 & <b>{{ name }}</b> *x*", "=1+1 & <b>{{ name }}</b> *x*"),
        (
            "Åse, Ødegård & Ærø 漢字 כיוון مكتبة 𝔉 👩‍🏫",
            "Åse, Ødegård & Ærø 漢字 כיוון مكتبة 𝔉 👩‍🏫",
        ),
        ("a\x1b[31m\x00b\u202ec\ufffe\ud800", "a␛[31m␀b\\u202ec\\ufffe\\ud800"),
        ("one\r\ntwo  three ", "one\ntwo  three "),
    ],
)
def test_names_of_every_script_stay_names(name: str, shown: str) -> None:
    document = written(
        listing("things", name, [Column("a", name), Column("b", "B")], [(name, "x")], notes=[name])
    )
    assert document.core_properties.title == shown
    assert [text for _, text in paragraphs(document)] == [shown, shown]
    assert tables(document) == [[[shown, "B"], [shown, "x"]]]


def test_nothing_to_tell_is_said_alone(review: Report) -> None:
    document = written(review._replace(empty_text="Nothing is missing."))
    assert not document.tables
    assert ("Normal", "Nothing is missing.") in paragraphs(document)


def test_commands_stay_on_the_screen_but_figures_open_where_asked(
    check: Report, review: Report
) -> None:
    assert "partnerreg" not in str(tables(written(check)))
    sources = tables(written(review, View(figures=True)))[-1]
    assert sources[0] == [
        "unsupported: 1",
        "partnerreg partner list --unsupported --as-of 2026-03-01",
    ]


def test_thousands_of_rows_are_written() -> None:
    rows: list[tuple[Any, ...]] = [(number, "x" * 30) for number in range(2_000)]
    columns = [Column("number", "No", ColumnKind.NUMBER), Column("name", "Name")]
    [table] = written(listing("things", "Things", columns, rows)).tables
    assert len(table.rows) == 2_001
