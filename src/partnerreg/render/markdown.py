"""A report as Markdown: GitHub's flavour, which other programs read and paste as tables, too.

Whatever stands in the register is text here: what Markdown would take for its own is
escaped, and a line break within a cell is a ``<br>``.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from partnerreg.language import N_
from partnerreg.render import labels
from partnerreg.render.cells import shown, tables
from partnerreg.render.text import encodable, lines
from partnerreg.render.truncation import truncate_report
from partnerreg.reports.report import ColumnKind, Form, Sentence, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from partnerreg.language import Language
    from partnerreg.render.options import View
    from partnerreg.reports.report import Report, Section

FIGURES = N_("Figures")

# What is markup anywhere in a line; an ampersand where it begins an entity. The dollar
# sign is for GitHub's formulas.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~$#]|&(?=#?\w+;)")

# What is markup at the beginning of a line: a list, a rule, an underlined heading.
_AT_THE_START = re.compile(r"^([-+=]|\d+(?=[.)]))")


def write(report: Report, out: TextIO, view: View) -> None:
    """Write the whole report: a heading, the summary, a table for each section, notes."""
    between = ""
    for block in _blocks(truncate_report(report), view):
        out.write(encodable(between, out))
        out.writelines(encodable(f"{line}\n", out) for line in block)
        between = "\n"


def escape(text: str) -> str:
    """A text as one line that shows as it is."""
    return "<br>".join(_MARKUP.sub(r"\\\g<0>", line).strip() for line in lines(text.strip()))


def code(text: str) -> str:
    """A text on one line that is shown as code."""
    fence = "`" * (_longest_run(text) + 1)
    edge = " " if "`" in text else ""
    return f"{fence}{edge}{' '.join(lines(text))}{edge}{fence}"


def _sentence(text: str) -> str:
    """A sentence with the commands that it names as code."""
    parts = text.parts if isinstance(text, Sentence) else [text]
    said = "".join(code(part) if place % 2 else _escaped(part) for place, part in enumerate(parts))
    return _AT_THE_START.sub(_escaped_start, said.strip())


def _escaped(text: str) -> str:
    return "<br>".join(_MARKUP.sub(r"\\\g<0>", line) for line in lines(text))


def _escaped_start(found: re.Match[str]) -> str:
    sign = found[0]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _blocks(report: Report, view: View) -> Iterator[Iterable[str]]:
    language = view.language
    yield [f"# {escape(labels.heading(report, language))}"]
    if only := labels.only(report, language):
        yield [_sentence(only)]
    if labels.is_empty(report):
        yield [" ".join(map(_sentence, labels.empty_texts(report, language)))]
        return
    if report.summary:
        yield [" ".join(map(_sentence, report.summary))]
    if report.shape is Shape.RECORD and report.main.rows:
        yield _fields(report.main, language)
        yield from _commands(report.main, language)
    for section in tables(report):
        if len(report.sections) > 1:
            yield [f"## {escape(language.gettext(section.title))}"]
        yield from _section(section, language)
    if report.notes:
        yield [f"- {_sentence(note)}" for note in report.notes]
    if view.figures:
        yield from _drilldowns(report, language)


def _section(section: Section, language: Language) -> Iterator[Iterable[str]]:
    if not section.rows:
        yield [_sentence(labels.nothing(section, language))]
        return
    if section.form is Form.FIELDS:
        yield _fields(section, language)
    else:
        yield _table(section, language)
        if rest := labels.more(section, None, language):
            yield [_sentence(rest)]
    yield from _commands(section, language)
    if section.note:
        yield [_sentence(section.note)]


def _table(section: Section, language: Language) -> Iterator[str]:
    """A header, which side each column leans to, and the rows."""
    columns = shown(section, language)
    yield _row([escape(cells.heading) for cells in columns])
    yield _row(["---:" if cells.is_number else "---" for cells in columns])
    for texts in zip(*([escape(text) for text in cells.texts] for cells in columns), strict=True):
        yield _row(texts)


def _row(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _fields(section: Section, language: Language) -> list[str]:
    """The first row as a list of headings and values, empty values left out."""
    return [
        f"- **{escape(cells.heading)}:** {escape(cells.texts[0])}"
        for cells in shown(section, language, limit=1)
        if cells.texts[0]
    ]


def _commands(section: Section, language: Language) -> Iterator[Sequence[str]]:
    """What there is to paste, as blocks of code."""
    for place, column in enumerate(section.columns):
        if column.shown and column.kind is ColumnKind.COMMAND:
            found = dict.fromkeys(row[place] for row in section.rows if row[place])
            if found:
                yield [f"{escape(language.gettext(column.heading))}:"]
                yield _block(found)


def _block(commands: Iterable[str]) -> list[str]:
    texts = [" ".join(lines(command)) for command in commands]
    fence = "`" * max(3, *(_longest_run(text) + 1 for text in texts))
    return [f"{fence}sh", *texts, fence]


def _drilldowns(report: Report, language: Language) -> Iterator[Iterable[str]]:
    """Each count with the command that opens it."""
    found = [
        f"- {_sentence(f'{one.what}: {language.number(one.number)}')} {code(one.command)}"
        for one in labels.drilldowns(report, language)
    ]
    if found:
        yield from chain([[f"## {escape(language.gettext(FIGURES))}"]], [found])
