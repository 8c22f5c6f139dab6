"""Reports as a browser shows them: on a telephone, on a screen, on paper."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from helpers.rich_partner import POOR, RICH
from partnerreg.cli.remedies import worded
from partnerreg.render import View, render
from partnerreg.reports.brief import brief
from partnerreg.reports.coverage import coverage
from partnerreg.reports.expiring import expiring
from partnerreg.reports.gaps import gaps
from partnerreg.reports.levels import levels
from partnerreg.reports.meeting import meeting
from partnerreg.reports.report import Chart, Column, ColumnKind, Form, Report, Section
from partnerreg.reports.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.devtools import Browser
    from partnerreg.db.query import Reader
    from partnerreg.reports.context import ReportContext

LANGUAGES = ("en", "da", "sv", "fi")

# CSS pixels: a telephone, a small screen; and A4 within the margins of print, 184 mm.
TELEPHONE, SCREEN, A4 = 390, 1024, 695

# How far to the right anything reaches, also what is drawn outside of its box.
RIGHTMOST = """
{const ends = [...document.querySelectorAll("main *")].map(e => e.getBoundingClientRect().right);
Math.max(document.documentElement.scrollWidth, ...ends.map(Math.floor))}
"""


def page(report: Report, asked: ReportContext) -> str:
    out = StringIO()
    render(worded(report), form="html", out=out, view=View(asked.language))
    return out.getvalue()


def printed(report: Report, asked: ReportContext) -> BytesIO:
    out = BytesIO()
    render(worded(report), form="pdf", out=out, view=View(asked.language))
    return out


def unwieldy() -> Report:
    """Long words, long names, many columns and years of months."""
    word = "https://example.dk/" + "en-meget-lang-adresse" * 9
    name = "Selskabet til Fremme af Fællessang, Fortælling og Folkelig Oplysning i Vestjylland"
    wide = [Column(f"c{i}", "Strategibeslutningsnummer", ColumnKind.NUMBER) for i in range(9)]
    months = [date(2016 + i // 12, i % 12 + 1, 1) for i in range(120)]
    series = ("strategic", "service", "network")
    counts = [Column(key, key.title(), ColumnKind.NUMBER) for key in series]
    return Report(
        "unwieldy",
        f"Unwieldy {word}",
        (
            Section("words", "Words", [Column("a", "A"), Column("b", "B")], [(word, name)] * 3),
            Section("wide", "Wide", [Column("n", "Name"), *wide], [(name, *[10**9] * 9)]),
            Section(
                "fields", "Fields", [Column("w", word), Column("n", "N")], [(word, name)],
                form=Form.FIELDS,
            ),
            Section(
                "months", "Months", [Column("month", "Month", ColumnKind.DATE), *counts],
                [(month, i, i * 7, 9_999_999) for i, month in enumerate(months)],
                chart=Chart("course", "month", series),
            ),
            Section(
                "groups", "Groups", [Column("group", "Group"), *counts],
                [(word, 1, 2, 3), (name, 4, 5, 6)], chart=Chart("bars", "group", series),
            ),
        ),
        summary=[word],
        notes=[word],
    )  # fmt: skip


def assert_fits(chromium: Browser, html: str) -> None:
    for width, media in ((TELEPHONE, "screen"), (SCREEN, "screen"), (A4, "print")):
        chromium.show(html, width=width, media=media)
        assert chromium.tell(RIGHTMOST) <= width, (width, media)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_report_is_wider_than_a_telephone_a_screen_or_a_sheet_of_paper(
    chromium: Browser, house: Reader, asked: Callable[[str], ReportContext], language: str
) -> None:
    ask = asked(language)
    for report in (
        meeting(house, ask),
        brief(house, ask, 3),
        levels(house, ask, "municipality"),
        gaps(house, ask),
        coverage(house, ask),
        timeline(house, ask),
    ):
        assert_fits(chromium, page(report, ask))


def test_words_that_do_not_fit_are_broken_rather_than_run_over(
    chromium: Browser, asked: Callable[[str], ReportContext]
) -> None:
    assert_fits(chromium, page(unwieldy(), asked("da")))


def test_a_page_follows_the_readers_light_or_dark_and_is_printed_in_light(
    chromium: Browser, house: Reader, asked: Callable[[str], ReportContext]
) -> None:
    html = page(brief(house, asked("en"), 3), asked("en"))
    ground = "getComputedStyle(document.body).backgroundColor"
    found = []
    for media, dark in (("screen", False), ("screen", True), ("print", True)):
        chromium.show(html, width=SCREEN, media=media, dark=dark)
        found.append(chromium.tell(ground))
    assert found == ["rgb(255, 255, 255)", "rgb(21, 24, 28)", "rgb(255, 255, 255)"]


def test_a_page_loads_nothing_and_runs_nothing(
    chromium: Browser, asked: Callable[[str], ReportContext]
) -> None:
    evil = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
    rows = [(evil,)]
    report = Report("evil", "Title", (Section("s", "S", [Column("a", "A")], rows),))
    chromium.show(page(report, asked("en")), width=SCREEN)
    assert chromium.tell("document.title") == "Title"
    assert chromium.tell("performance.getEntriesByType('resource').length") == 0
    assert chromium.tell("document.querySelector('td, tbody th').textContent") == evil


def test_cards_on_a_telephone_are_still_a_table_and_read_in_the_order_they_are_seen(
    chromium: Browser, house: Reader, asked: Callable[[str], ReportContext]
) -> None:
    chromium.show(page(expiring(house, asked("en")), asked("en")), width=TELEPHONE)
    assert chromium.tell("getComputedStyle(document.querySelector('tbody tr')).display") == "flex"
    roles = chromium.tell("[...document.querySelectorAll('table, table *')].map(e => e.role)")
    assert {"table", "rowgroup", "row", "columnheader", "rowheader", "cell"} <= set(roles)
    row = "document.querySelector('tbody tr')"
    assert chromium.tell(f"{row}.firstElementChild.role") == "rowheader"
    tops = f"[...{row}.children].map(e => e.getBoundingClientRect().top).filter(top => top)"
    found = chromium.tell(tops)
    assert found == sorted(found)


def test_a_screen_reader_is_told_what_tables_and_pictures_are(
    chromium: Browser, house: Reader, asked: Callable[[str], ReportContext]
) -> None:
    chromium.show(page(levels(house, asked("en")), asked("en")), width=TELEPHONE)
    told = chromium.accessible()
    assert ("heading", "Partners by level") in told
    assert any(role == "table" and name for role, name in told)
    assert any(role == "image" and "strategic" in name for role, name in told)
    assert {"columnheader", "rowheader", "cell"} <= {role for role, _ in told}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_is_printed_on_one_page_with_room_for_notes(
    chromium: Browser, house: Reader, asked: Callable[[str], ReportContext], language: str
) -> None:
    ask = asked(language)
    for partner in (1, 3, 15, 40, 100):
        html = page(brief(house, ask, partner), ask)
        sheet = PdfReader(BytesIO(chromium.printed(html)))
        assert len(sheet.pages) == 1, partner
        assert ask.language.gettext("Notes") in sheet.pages[0].extract_text()


@pytest.mark.parametrize("language", [*LANGUAGES, "nb"])
def test_a_brief_of_a_partner_of_whom_all_is_known_is_printed_on_one_page(
    chromium: Browser, rich: Reader, asked: Callable[[str], ReportContext], language: str
) -> None:
    ask = asked(language)
    (lacking,) = (part for part in brief(rich, ask, POOR).sections if part.key == "findings")
    assert len(lacking.rows) >= 10
    report = brief(rich, ask, RICH)
    report = report._replace(
        sections=[lacking if part.key == "findings" else part for part in report.sections]
    )
    sheet = PdfReader(BytesIO(chromium.printed(page(report, ask))))
    assert len(sheet.pages) == 1
    assert ask.language.gettext("Notes") in sheet.pages[0].extract_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_is_printed_on_two_pages(
    chromium: Browser, house: Reader, asked: Callable[[str], ReportContext], language: str
) -> None:
    ask = asked(language)
    sheet = PdfReader(BytesIO(chromium.printed(page(meeting(house, ask), ask))))
    assert len(sheet.pages) == 2


def test_lines_to_write_on_begin_no_third_page(
    program: str, asked: Callable[[str], ReportContext]
) -> None:
    notes = Section("notes", "Notes to take", (), (), form=Form.LINES)

    def sheet(count: int, *more: Section) -> PdfReader:
        rows = [(number,) for number in range(count)]
        numbers = Section("rows", "Rows", [Column("number", "Number", ColumnKind.NUMBER)], rows)
        return PdfReader(printed(Report("meeting", "Full", (numbers, *more)), asked("en")))

    full = bisect_right(range(300), 2, key=lambda count: len(sheet(count).pages)) - 1
    pages = sheet(full, notes).pages
    assert len(pages) == len(sheet(full).pages) == 2
    assert "Notes to take" not in pages[-1].extract_text()
    assert "Notes to take" in sheet(full - 20, notes).pages[-1].extract_text()


def test_a_pdf_is_a4_knows_its_language_and_its_headings_and_is_tagged(
    program: str, house: Reader, asked: Callable[[str], ReportContext]
) -> None:
    ask = asked("da")
    sheet = PdfReader(printed(brief(house, ask, 3), ask))
    box = sheet.pages[0].mediabox
    assert (box.width, box.height) == pytest.approx((595, 842), abs=1)
    catalogue = sheet.root_object
    assert catalogue["/Lang"] == "da"
    assert catalogue["/MarkInfo"]["/Marked"]
    (top, parts) = sheet.outline
    assert isinstance(top, Destination)
    assert "Overblik" in str(top.title)
    assert isinstance(parts, list)
    assert len(parts) > 5


def test_a_long_table_has_its_headings_on_each_page_and_no_row_in_two_parts(
    program: str, asked: Callable[[str], ReportContext]
) -> None:
    columns = [Column("number", "The number", ColumnKind.NUMBER), Column("name", "The name")]
    rows = [(i, f"first-{i}-of three lines\nsecond\nlast-{i}-of three lines") for i in range(90)]
    report = Report("long", "Long", (Section("rows", "Rows", columns, rows),))
    sheets = PdfReader(printed(report, asked("en"))).pages
    texts = [sheet.extract_text() for sheet in sheets]
    assert len(texts) > 2
    assert all("The number" in text for text in texts)
    for number in range(90):
        assert any(
            f"first-{number}-of" in text and f"last-{number}-of" in text for text in texts
        ), number
