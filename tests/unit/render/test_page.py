"""What stands around the tables, in a pipe and on a terminal."""

from __future__ import annotations

import re
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest

from partnerreg.language import Language
from partnerreg.render import Screen, View, render
from partnerreg.render.sparkline import MOST_POINTS
from partnerreg.reports.report import Chart, Column, ColumnKind, Figure, Report, Section, Shape

if TYPE_CHECKING:
    from collections.abc import Callable

TRAILING_BLANKS = re.compile(r" +$", re.MULTILINE)
EXAMPLE = "Open a figure: partnerreg partner list --unsupported --as-of 2026-03-01"


def piped(report: Report, view: View | None = None) -> str:
    out = StringIO()
    render(report, form="table", out=out, view=view or View())
    return out.getvalue()


def drawn(report: Report, view: View | None = None, *, color: bool = False) -> str:
    out = StringIO()
    screen = Screen(width=80, color=color)
    render(report, form="table", out=out, view=(view or View())._replace(screen=screen))
    return TRAILING_BLANKS.sub("", out.getvalue())


FILTERS = (("level", "service"), ("area", "Børn, unge & <jazz>"), ("unsupported", True))
ONLY = "Only: level service-based; area Børn, unge & <jazz>; unsupported"


def test_a_filtered_report_says_so_below_its_title_everywhere(review: Report) -> None:
    report = review._replace(filters=FILTERS)
    assert piped(report).split("\n")[1] == ONLY
    assert drawn(report).split("\n")[1] == ONLY
    for form, said in (
        ("markdown", ONLY.replace("<", "\\<").replace(">", "\\>")),
        ("html", ONLY.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
        ("json", '"filters": {"level": "service", "area": "Børn, unge & <jazz>"'),
    ):
        out = StringIO()
        render(report, form=form, out=out)
        assert said in out.getvalue()


def test_what_there_is_nothing_of_is_told_with_whom_it_was_asked_of(review: Report) -> None:
    section = Section("gaps", "Gaps", [Column("n", "N")], [], empty="Nothing is missing.")
    report = Report("gaps", "Gaps", [section], filters=FILTERS)
    assert piped(report) == drawn(report) == f"{ONLY}\nNothing is missing.\n"


def test_a_report_with_nothing_to_tell_is_one_line_whatever_its_sections_hold(
    review: Report,
) -> None:
    report = review._replace(empty_text="No partner fits the filters.", filters=FILTERS)
    assert piped(report) == drawn(report) == "No partner fits the filters.\n"
    out = StringIO()
    render(report, form="json", out=out)
    assert "1234" in out.getvalue()
    assert "No partner" not in out.getvalue()


def test_a_pipe_gets_all_that_a_report_has_to_say(review: Report) -> None:
    assert piped(review) == (
        "Brief: Café Retro, 1 March 2026, since 1 March 2025\n"
        "\n"
        "There are 1,234 partnerships.\n"
        "One is unsupported.\n"
        "\n"
        "Levels\n"
        "Level      Partners  Unsupported\n"
        "---------  --------  -----------\n"
        "strategic     1,234            1\n"
        "network           0            0\n"
        "\n"
        "Counted on the day.\n"
        "\n"
        "Partners at each level\n"
        "           Jan 2026       Mar 2026\n"
        "---------  --------  ---  --------\n"
        "Strategic         1  ▃▅█         4\n"
        "Network           0  ▁█▁         0\n"
        "\n"
        "Month     Strategic  Network\n"
        "--------  ---------  -------\n"
        "Jan 2026          1        0\n"
        "Feb 2026          2        7\n"
        "Mar 2026          4        0\n"
        "\n"
        "Partner\n"
        "Name:   Café Retro\n"
        "Since:  2025-08-09\n"
        "\n"
        "Joint value\n"
        "Nothing here.\n"
        "\n"
        "Quiet partners\n"
        "Nobody is quiet.\n"
        "\n"
        "Gaps\n"
        "Partner\n"
        "----------\n"
        "Café Retro\n"
        "And 2 more: `partnerreg partner list --unsupported`\n"
        "\n"
        "`partnerreg report gaps` says what is missing.\n"
        "\n"
        f"{EXAMPLE}\n"
    )


def test_a_terminal_shows_the_same(review: Report) -> None:
    def words(text: str) -> list[str]:
        return re.sub("[-─]{2,}", "", text).split()

    assert words(drawn(review)) == words(piped(review))


def test_lines_to_write_on_are_for_paper(review: Report) -> None:
    assert "Notes" not in piped(review)
    assert "Notes" not in drawn(review)


@pytest.mark.parametrize("write", [piped, drawn])
def test_headings_days_and_words_are_in_the_language_of_the_reader(
    review: Report, write: Callable[[Report, View], str]
) -> None:
    text = write(review, View(Language("sv")))
    assert "Café Retro, 1 mars 2026, sedan 1 mars 2025" in text
    assert "strategisk" in text
    assert "1\N{NO-BREAK SPACE}234" in text
    assert "9 aug. 2025" in text
    assert "mars 2026" in text
    assert "Och 2 till" in text
    for english in ("Brief", "Level", "since", "Partners", "Joint value", "Nothing here", "more"):
        assert english not in text


@pytest.mark.parametrize("write", [piped, drawn])
def test_every_count_above_nothing_can_be_opened(
    review: Report, write: Callable[[Report, View], str]
) -> None:
    text = write(review, View(figures=True))
    assert text.endswith(
        "\n\nunsupported 1: partnerreg partner list --unsupported --as-of 2026-03-01\n"
        "Levels / strategic / Partners 1,234: partnerreg partner list --level strategic\n"
    )
    assert "Open a figure" not in text


def test_the_example_is_the_first_count_above_nothing(review: Report) -> None:
    report = review._replace(figures=[Figure("unsupported", 0, "partner list --unsupported")])
    assert piped(report).endswith("\nOpen a figure: partnerreg partner list --level strategic\n")
    empty = report._replace(sections=[section._replace(rows=[]) for section in report.sections])
    assert "Open a figure" not in piped(empty)


@pytest.mark.parametrize("write", [piped, drawn])
def test_a_report_that_has_nothing_to_say_says_so_in_one_line(
    write: Callable[[Report], str],
) -> None:
    section = Section("quiet", "Quiet", [Column("name", "Name")], [], empty="Nobody is quiet.")
    report = Report("quiet", "Quiet partners", [section], notes=["A year is the limit."])
    assert write(report) == "Nobody is quiet.\n"
    bare = report._replace(sections=[section._replace(empty="")])
    assert write(bare) == "A year is the limit.\n"
    assert write(bare._replace(notes=[])) == "Nothing here.\n"


def test_nothing_is_said_in_the_language_of_the_reader() -> None:
    section = Section("quiet", "Quiet", [Column("name", "Name")], [])
    text = piped(Report("quiet", "Quiet", [section]), View(Language("da")))
    assert text.strip() not in {"", "Nothing here."}


def test_a_list_in_a_pipe_is_a_bare_table_in_any_language() -> None:
    columns = [Column("id", "#", ColumnKind.ID), Column("level", "Level", ColumnKind.LEVEL)]
    section = Section("partners", "Partners", columns, [(12_345, 2)])
    report = Report("partners", "Partners", [section], shape=Shape.LIST)
    assert piped(report) == "    #  Level\n-----  -------------\n12345  service-based\n"
    header, _, row = piped(report, View(Language("da"))).splitlines()
    assert header.split()[0] == "#"
    assert "Level" not in header
    assert row.startswith("12345  ")


def test_levels_are_told_by_word_and_by_colour(review: Report) -> None:
    text = drawn(review, color=True)
    assert "\x1b[35mstrategic\x1b[0m" in text
    assert "\x1b[94mnetwork  \x1b[0m" in text
    assert "strategic" in drawn(review)


def test_a_course_is_drawn_with_what_the_encoding_has(review: Report) -> None:
    out = TextIOWrapper(BytesIO(), encoding="ascii", newline="")
    render(review, form="table", out=out)
    out.seek(0)
    text = out.read()
    assert "Strategic         1  .-#         4\n" in text
    assert "Network           0  _#_         0\n" in text


def test_a_long_course_is_drawn_with_some_of_its_points() -> None:
    columns = [Column("day", "Day"), Column("n", "Partners", ColumnKind.NUMBER)]
    rows = [(str(number), number) for number in range(500)]
    chart = Chart("course", "day", ("n",))
    report = Report("r", "R", [Section("s", "S", columns, rows, chart=chart)])
    line = next(line for line in piped(report).splitlines() if line.startswith("Partners  "))
    _, first, course, last = line.split()
    assert (first, len(course), last) == ("0", MOST_POINTS, "499")
    assert (course[0], course[-1]) == ("▁", "█")


def test_a_table_gives_up_its_gaps_before_it_gives_up_its_form() -> None:
    columns = [Column(f"c{number}", "word" * 3) for number in range(6)]
    section = Section("s", "S", columns, [["word" * 3] * 6])
    report = Report("things", "Things", [section], shape=Shape.LIST)
    assert drawn(report).splitlines()[2] == " ".join(["word" * 3] * 6)
