"""A report as one self-contained HTML page: to look at, to send, to print on A4.

The page holds its style and its pictures, loads nothing and runs nothing. What it says is put
together here, how it is written stands in `html/report.html`, how it looks in `html/report.css`.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from partnerreg.render import labels
from partnerreg.render.html_blocks import Block, Field, blocks, safe, sentence
from partnerreg.render.text import encoding_of, one_line
from partnerreg.render.truncation import on_a_sheet
from partnerreg.reports.report import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from jinja2 import Template

    from partnerreg.language import Language
    from partnerreg.render.options import View
    from partnerreg.reports.report import Report

FOLDER = Path(__file__).parent / "html"

# How many sections a narrow one may pass to stand beside another.
MOST_PASSED = 2


class Group(NamedTuple):
    """Sections that follow each other; narrow ones stand side by side."""

    narrow: bool
    sections: Sequence[Block]


class Page(NamedTuple):
    """All that the template writes.

    Attributes:
        days: the day the report is of, and the day it looks back to.
        only: which partners alone it is about.
        sources: each count and the command that lists the partners behind it.
        figures: whether the sources are shown from the beginning, and printed.
    """

    charset: str
    lang: str
    name: str
    title: str
    days: str
    only: str
    summary: Sequence[str]
    groups: Sequence[Group]
    notes: Sequence[str]
    sources_title: str
    sources: Sequence[Field]
    figures: bool


def write(report: Report, out: TextIO, view: View) -> None:
    """Write the report as a page; what `out` cannot encode is written by its number."""
    encoding = encoding_of(out)
    text = _template().render(page=_page(on_a_sheet(report), view, encoding))
    out.write(f"{text.encode(encoding, 'xmlcharrefreplace').decode(encoding)}\n")


@cache
def _template() -> Template:
    """The page's template, which escapes all data that is put into it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    css = (FOLDER / "report.css").read_text(encoding="utf-8")
    environment.globals["css"] = Markup(css)  # noqa: S704 -- our own file
    return environment.get_template("report.html")


def _page(report: Report, view: View, charset: str) -> Page:
    language = view.language
    is_silent = report.shape is not Shape.RECORD and labels.is_silent(report)
    summary = labels.silence(report, language) if is_silent else report.summary
    return Page(
        charset=charset,
        lang=language.code,
        name=report.name,
        title=safe(labels.headline(report, language)),
        days=labels.days(report, language),
        only=one_line(labels.only(report, language)),
        summary=list(map(sentence, summary)),
        groups=[] if is_silent else _groups(blocks(report, language)),
        notes=[sentence(note) for note in report.notes if note not in summary],
        sources_title=language.gettext("Where the figures come from"),
        sources=list(_sources(report, language)),
        figures=view.figures,
    )


def _groups(found: Iterable[Block]) -> list[Group]:
    """Narrow sections that follow each other stand together; one alone has the whole width."""
    runs = [
        (narrow, list(run))
        for narrow, run in groupby(_paired(list(found)), key=lambda block: block.narrow)
    ]
    return [Group(narrow and len(run) > 1, run) for narrow, run in runs]


def _paired(waiting: list[Block]) -> Iterator[Block]:
    """The sections in order, but a lone narrow one has the next narrow one come to its side."""
    before = False
    while waiting:
        block = waiting.pop(0)
        yield block
        if block.narrow and not before:
            near = waiting[: MOST_PASSED + 1]
            place = next((i for i, other in enumerate(near) if other.narrow), 0)
            if place:
                waiting.insert(0, waiting.pop(place))
        before = block.narrow


def _sources(report: Report, language: Language) -> Iterator[Field]:
    for opening in labels.openings(report, language):
        what = f"{opening.what}: {language.number(opening.number)}"
        yield Field(one_line(what), one_line(opening.command), long=False)
