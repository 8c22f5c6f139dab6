from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import partnerreg.render
from partnerreg.language import Language
from partnerreg.render import View, render
from partnerreg.render.text import lines
from partnerreg.reports.report import (
    Chart,
    Column,
    ColumnKind,
    Figure,
    Form,
    Report,
    Section,
    Sentence,
    Shape,
    listing,
)

STYLE = Path(partnerreg.render.__file__).parent / "html" / "report.css"

# These stand alone; all others are closed.
VOID = {"meta", "br"}


class Element:
    """A part of a page."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parts: list[Element | str] = []

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        found = [self] if self.tag == tag and attributes.items() <= self.attributes.items() else []
        for part in self.parts:
            if isinstance(part, Element):
                found += part.all(tag, **attributes)
        return found

    def texts(self, tag: str, **attributes: str) -> list[str]:
        return [element.text for element in self.all(tag, **attributes)]


class Reading(HTMLParser):
    """A page as its elements; what is opened must be closed, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(page)
        self.close()
        assert self._open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self._open[-1].parts.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].parts.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].parts.append(data)


def written(report: Report, **view: Any) -> str:
    out = StringIO()
    render(report, form="html", out=out, view=View(**view))
    return out.getvalue()


def page(report: Report, **view: Any) -> Element:
    return Reading(written(report, **view)).root


def one_section(*rows: tuple[Any, ...], columns: list[Column], **more: Any) -> Report:
    return Report("things", "Things", (Section("things", "Things", columns, rows, **more),))


def test_a_page_is_one_file_that_loads_nothing_and_runs_nothing(levels: Report) -> None:
    text = written(levels)
    root = Reading(text).root
    assert not root.all("script") + root.all("link") + root.all("img")
    assert "url(" not in text
    assert "@import" not in text
    (policy,) = root.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_a_page_has_its_language_one_heading_and_one_for_each_section(levels: Report) -> None:
    root = page(levels, language=Language("da"))
    assert root.all("html")[0].attributes["lang"] == "da"
    assert root.texts("h1") == ["Partnerskaber"]
    assert len(root.all("h2")) == 3
    assert root.texts("title") == ["Partnerskaber – 1. marts 2026"]


def test_each_table_is_named_and_its_headings_say_what_they_head(levels: Report) -> None:
    root = page(levels)
    named = {element.attributes.get("id") for element in root.all("h2")}
    tables = root.all("table")
    assert len(tables) == 2
    assert all(table.attributes["aria-labelledby"] in named for table in tables)
    assert tables[0].texts("th", scope="col") == ["Level", "Partners", ""]
    assert tables[0].texts("th", scope="row") == [
        "Strategic partnership",
        "Service-based partnership",
        "Network collaboration",
    ]


def test_a_list_has_no_second_heading(partners: Report) -> None:
    root = page(partners)
    assert root.texts("h1") == ["Partners"]
    assert not root.all("h2")
    assert root.all("table")[0].attributes["aria-labelledby"] == "title"
    assert root.texts("td", **{"class": "is-flag", "data-label": "Youth"}) == ["yes", ""]


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_data_is_nothing_but_text(rows: list[tuple[str, str]]) -> None:
    root = page(one_section(*rows, columns=[Column("a", "A"), Column("b", "B")]))
    cells = root.texts("th", scope="row") + root.texts("td")
    expected = [row[0] for row in rows] + [row[1] for row in rows]
    assert cells == ["\n".join(lines(text)).replace("\r", "\n") for text in expected]


def test_data_in_headings_sentences_and_titles_is_nothing_but_text() -> None:
    evil = "<script>alert('&amp;')</script>"
    section = Section("s", evil, [Column("a", evil)], [(evil,)], note=evil)
    report = Report("r", evil, (section, section), summary=[evil], notes=[f"{evil}."], subject=evil)
    root = page(report)
    assert not root.all("script")
    assert root.texts("h1") == [f"{evil}: {evil}"]
    assert root.texts("h2") == [evil, evil]
    assert root.texts("th", scope="col") == [evil, evil]
    assert root.texts("p") == [evil, evil, evil, f"{evil}."]


def test_what_would_steer_a_reader_is_shown_by_a_stand_in() -> None:
    root = page(one_section(("a\x1b[31mb\u202ec",), columns=[Column("a", "A")]))
    assert root.texts("th", scope="row") == ["a␛[31mb\\u202ec"]


def test_levels_and_marks_are_words_with_a_colour() -> None:
    columns = [Column("level", "Level", ColumnKind.LEVEL), Column("mark", "", ColumnKind.MARK)]
    root = page(one_section((1, "missing"), (None, None), columns=columns))
    assert root.texts("span", **{"class": "level level-strategic"}) == ["strategic"]
    assert root.texts("span", **{"class": "mark mark-missing"}) == ["✘ missing"]
    assert root.texts("tr")[-1] == ""


def test_days_and_numbers_are_written_in_the_readers_language() -> None:
    columns = [Column("day", "Day", ColumnKind.DATE), Column("n", "Number", ColumnKind.NUMBER)]
    root = page(one_section((date(2026, 3, 1), 12345), columns=columns), language=Language("fi"))
    assert root.texts("th", scope="row") == ["1.3.2026"]
    assert root.texts("td") == ["12\N{NO-BREAK SPACE}345"]


def test_the_day_a_report_is_of_and_looks_back_to_stands_below_its_title() -> None:
    report = Report("r", "R", (), as_of=date(2026, 3, 1), since=date(2025, 3, 1), summary=["S."])
    assert page(report).texts("p", **{"class": "days"}) == ["1 March 2026, since 1 March 2025"]


def test_what_a_thing_is_called_names_its_row_also_where_a_day_stands_first() -> None:
    columns = [
        Column("day", "Day", ColumnKind.DATE),
        Column("id", "#", ColumnKind.ID),
        Column("who", "Who"),
    ]
    root = page(one_section((date(2026, 3, 1), 12, "Café Retro"), columns=columns))
    assert root.texts("th", scope="row") == ["Café Retro"]


def test_an_empty_section_says_its_sentence() -> None:
    full = Section("a", "A", [Column("a", "A")], [("x",)])
    empty = Section("b", "B", [Column("b", "B")], [], empty="Every area has a partner.")
    root = page(Report("r", "R", (full, empty)))
    assert root.texts("p", **{"class": "empty"}) == ["Every area has a partner."]
    assert len(root.all("table")) == 1


def test_a_report_that_has_nothing_to_say_says_so_in_one_line() -> None:
    root = page(one_section(columns=[Column("a", "A")]))
    assert not root.all("section")
    assert root.texts("p") == ["Nothing here."]


def test_a_table_that_is_cut_short_says_how_many_more_there_are() -> None:
    root = page(one_section(("x",), columns=[Column("a", "A")], total=1001))
    assert root.texts("p", **{"class": "more"}) == ["and 1,000 more"]


def test_a_record_is_its_fields_and_its_further_sections(partner: Report) -> None:
    root = page(partner)
    assert root.texts("dt") == ["Number", "Name", "Notes", "Involves youth"]
    assert root.texts("dd") == ["12", "Café Retro", "Call first.\nMondays are best.", "yes"]
    assert root.texts("h2") == ["Contacts"]


def test_a_flag_that_no_row_has_takes_no_column() -> None:
    columns = [Column("a", "A"), Column("f", "Flag", ColumnKind.FLAG)]
    assert page(one_section(("x", False), columns=columns)).texts("th", scope="col") == ["A"]


def test_commands_stand_below_the_table_each_once_and_whole(check: Report) -> None:
    root = page(check)
    (commands,) = root.texts("pre")
    assert commands.split("\n") == [
        "partnerreg area link AREA 'Café Retro [x]'",
        f"partnerreg partner edit 'Café Retro [x]' --notes '{'word ' * 40}end'",
    ]
    assert "area link" not in root.texts("table")[0]


def test_a_section_may_have_nothing_but_commands() -> None:
    columns = [Column("remedy", "What would supply it", ColumnKind.COMMAND)]
    root = page(one_section(("partnerreg goal list",), columns=columns))
    assert root.texts("pre") == ["partnerreg goal list"]
    assert not root.all("table")


def test_what_a_sentence_has_in_backticks_is_set_as_a_command(levels: Report) -> None:
    root = page(levels._replace(notes=[Sentence("See `partnerreg report gaps` for more.")]))
    assert root.texts("code") == ["partnerreg report gaps"]
    assert root.texts("footer")[0].strip() == "See partnerreg report gaps for more."


def test_what_names_a_row_stands_first_and_only_marks_before_it() -> None:
    columns = [
        Column("day", "Day", ColumnKind.DATE),
        Column("id", "#", ColumnKind.ID, shown=False),
        Column("partner", "Partner"),
    ]
    root = page(one_section((date(2026, 3, 1), 1, "Café Retro"), columns=columns))
    assert [heading.text for heading in root.all("th")] == ["Partner", "Day", "Café Retro"]
    columns = [Column("mark", "", ColumnKind.MARK), Column("action", "What to do")]
    root = page(one_section(("missing", "Sign it."), columns=columns))
    assert [heading.text for heading in root.all("th")] == ["", "What to do", "Sign it."]


def figures() -> Report:
    columns = [
        Column("level", "Level", ColumnKind.LEVEL),
        Column("partners", "Partners", ColumnKind.NUMBER),
        Column("filter", "Opens", ColumnKind.OPENS, shown=False),
    ]
    rows = [(1, 1200, {"partners": "partner list --level strategic"})]
    section = Section(
        "levels", "Levels", columns, rows, chart=Chart("bars", "level", ("partners",))
    )
    opens = [Figure("unsupported", 3, "partner list --unsupported")]
    return Report("levels", "Partners by level", (section,), figures=opens)


def test_where_each_figure_comes_from_is_told_in_a_part_that_opens() -> None:
    (details,) = page(figures()).all("details")
    assert "open" not in details.attributes
    assert details.texts("dt") == ["unsupported: 3", "Levels / strategic / Partners: 1,200"]
    assert details.texts("code") == [
        "partnerreg partner list --unsupported",
        "partnerreg partner list --level strategic",
    ]


def test_with_figures_asked_for_that_part_is_open_and_printed() -> None:
    (details,) = page(figures(), figures=True).all("details")
    assert details.attributes["class"] == "printed"
    assert "open" in details.attributes


def test_there_are_lines_to_write_on() -> None:
    notes = Section("notes", "Notes", (), (), form=Form.LINES)
    root = page(figures()._replace(sections=(*figures().sections, notes)))
    (section,) = root.all("section", **{"class": "on-paper short"})
    assert section.texts("h2") == ["Notes"]
    assert len(section.all("div", **{"class": "lines"})[0].all("div")) > 3


def test_what_the_encoding_lacks_is_written_by_its_number() -> None:
    data = BytesIO()
    out = TextIOWrapper(data, encoding="cp1252", newline="")
    render(one_section(("Łódź é",), columns=[Column("a", "A")]), form="html", out=out)
    out.flush()
    text = data.getvalue().decode("cp1252")
    assert '<meta charset="cp1252">' in text
    assert "&#321;ód&#378; é" in text
    assert Reading(text).root.texts("th", scope="row") == ["Łódź é"]


def test_narrow_sections_that_follow_each_other_stand_side_by_side() -> None:
    def section(key: str, *rows: tuple[str, ...]) -> Section:
        columns = [Column(f"c{place}", "C") for place in range(len(rows[0]))]
        return Section(key, key, columns, rows)

    wide = ("a word and another " * 5,) * 4
    report = Report(
        "r",
        "R",
        (section("a", ("x",)), section("b", wide), section("c", ("y",)), section("d", wide)),
    )
    root = page(report)
    assert root.texts("h2") == ["a", "c", "b", "d"]  # c comes to the side of a
    (beside,) = root.all("div", **{"class": "side-by-side"})
    assert beside.texts("h2") == ["a", "c"]


# Charts


def test_a_bar_for_each_row_is_as_long_as_its_value_and_is_told_in_words() -> None:
    columns = [
        Column("level", "Level", ColumnKind.LEVEL),
        Column("n", "Partners", ColumnKind.NUMBER),
    ]
    rows = [(1, 5), (2, 20), (3, None)]
    report = one_section(*rows, columns=columns, chart=Chart("bars", "level", ("n",)))
    (figure,) = page(report).all("figure", role="img")
    assert figure.attributes["aria-label"] == "Things. strategic: 5; service-based: 20; network: –."
    bars = figure.all("rect")
    assert [bar.attributes["width"] for bar in bars] == ["25.00%", "100.00%"]
    assert [bar.attributes["class"] for bar in bars] == ["level-strategic", "level-service"]
    assert figure.texts("span", **{"class": "bar-value"}) == ["5", "20", "–"]


def test_several_values_of_a_row_stand_one_after_the_other_with_a_legend_in_words() -> None:
    columns = [
        Column("area", "Area"),
        *(Column(k, k.title(), ColumnKind.NUMBER) for k in ("own", "all")),
    ]
    report = one_section(
        ("Music", 1, 3), columns=columns, chart=Chart("bars", "area", ("own", "all"))
    )
    (figure,) = page(report).all("figure")
    assert figure.attributes["aria-label"] == "Things. Music: Own 1, All 3."
    assert figure.texts("span", **{"class": "key"}) == ["Own", "All"]
    assert [(bar.attributes["x"], bar.attributes["width"]) for bar in figure.all("rect")] == [
        ("0.00%", "25.00%"),
        ("25.00%", "75.00%"),
    ]


def course(*rows: tuple[Any, ...]) -> Element:
    columns = [
        Column("month", "Month", ColumnKind.DATE),
        Column("n", "Partners", ColumnKind.NUMBER),
    ]
    return page(one_section(*rows, columns=columns, chart=Chart("course", "month", ("n",))))


def test_a_course_is_a_line_over_months_parted_where_nothing_is_known() -> None:
    months = [date(2026, month, 1) for month in range(1, 6)]
    root = course(*zip(months, [0, 10, None, 5, 10], strict=True))
    (figure,) = root.all("figure", role="img")
    assert figure.attributes["aria-label"] == "Things. Partners: 0 (Jan 2026) – 10 (May 2026)."
    (line,) = (path for path in figure.all("path") if path.attributes["class"] == "series-1")
    assert line.attributes["d"] == "M0.00 100.00 L25.00 0.00 M75.00 50.00 L100.00 0.00"
    assert {"Jan 2026", "Mar 2026", "May 2026"} <= set(figure.texts("text"))
    assert root.texts("th", scope="row")[0] == "Jan 2026"


@given(st.lists(st.none() | st.integers(0, 10**7), min_size=1, max_size=400))
def test_no_course_leaves_its_picture(values: list[int | None]) -> None:
    root = course(*((date(2026, 1, 1), value) for value in values))
    for path in root.all("figure")[0].all("path"):
        points = re.findall(r"[ML]([\d.]+) ([\d.]+)", path.attributes["d"] or "")
        assert all(0 <= float(x) <= 100 and 0 <= float(y) <= 100 for x, y in points)


def test_a_bar_in_a_table_is_hidden_from_those_who_hear_the_number(levels: Report) -> None:
    bars = page(levels).all("svg", **{"class": "bar"})
    assert len(bars) == 3
    assert all(bar.attributes["aria-hidden"] == "true" for bar in bars)


# Colours


def colours() -> list[dict[str, str]]:
    """The style's colours by name, in light and in dark."""
    blocks = re.findall(r":root \{(.*?)\}", STYLE.read_text(encoding="utf-8"), re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in blocks]


def contrast(one: str, other: str) -> float:
    """How well a colour is told from another (WCAG 2.2, 1.4.3)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(c * weight for c, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_and_signs_are_told_from_the_ground_they_stand_on(scheme: int) -> None:
    found = colours()[scheme]
    for name in ("ink", "quiet", "met", "missing", "advice"):
        assert contrast(found[name], found["paper"]) >= 4.5, name
    assert contrast(found["ink"], found["faint"]) >= 4.5
    signs = ["strategic", "service", "network", *(f"series-{n}" for n in range(1, 6))]
    for name in signs:
        assert contrast(found[name], found["paper"]) >= 3, name


def test_the_shape_of_a_list_of_moments_is_kept(history: Report, two_hours_ahead: None) -> None:
    assert page(history).texts("tbody")[0].split("\n")[1:-1] == ["2026-03-01 01:05partner add"]


def test_an_empty_record_is_a_title(partner: Report) -> None:
    empty = Report("partner", "Café Retro", partner.sections[2:], shape=Shape.RECORD)
    assert page(empty).texts("h1") == ["Café Retro"]


def test_a_list_of_nothing_says_so() -> None:
    assert page(listing("things", "Things", [Column("a", "A")], [])).texts("p") == ["Nothing here."]
