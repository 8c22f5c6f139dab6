"""What a sheet for people has room for: the first rows of long lists, texts cut at a word.

Programs and spreadsheets get everything; their formats have no use for this.
"""

from __future__ import annotations

from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnerreg.reports.report import Report, Section

# On one line with what stands before it.
CUT = "\N{NO-BREAK SPACE}…"

# In less room than this the beginning of a text says nothing.
SHORTEST = 12


def truncate_report(report: Report) -> Report:
    """The report with what a sheet shows of it; what is left out is counted by `total`.

    A section that is grouped is a section for each group.
    """
    groups = chain.from_iterable(map(_groups, report.sections))
    return report._replace(sections=list(map(_shortened, groups)))


def _groups(section: Section) -> Iterator[Section]:
    """A section for each of the texts that a section is grouped by, if there are several."""
    places = [i for i, column in enumerate(section.columns) if column.key == section.grouped_by]
    if not places or len({row[places[0]] for row in section.rows}) <= 1:
        yield section
        return
    by = section.columns[places[0]]
    columns = [
        column._replace(shown=column.shown and column is not by) for column in section.columns
    ]
    for text, rows in groupby(section.rows, key=itemgetter(*places)):
        yield section._replace(title=text or by.empty, columns=columns, rows=list(rows))


def cut(text: str, most: int) -> str:
    """A text as it is, or if it is longer its beginning, ended by ``…`` after a whole word."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(maxsplit=1)[0].rstrip(" ,;:") + CUT


def _shortened(section: Section) -> Section:
    if section.preview_rows is not None and section.preview_rows < len(section.rows):
        total = section.total or len(section.rows)
        section = section._replace(rows=section.rows[: section.preview_rows], total=total)
    long = {
        place: column.max_chars for place, column in enumerate(section.columns) if column.max_chars
    }
    return section._replace(rows=[_cut(row, long) for row in section.rows]) if long else section


def _cut(row: Sequence[Any], long: dict[int, int]) -> Sequence[Any]:
    cells = list(row)
    for place, most in long.items():
        value = cells[place]
        if isinstance(value, str):
            cells[place] = cut(value, most)
        elif value:
            cells[place] = _first_of(value, most)
    return cells


def _first_of(texts: Sequence[str], most: int) -> list[str]:
    """The first of the texts that have room together, the last of them cut if need be."""
    found: list[str] = []
    for text in texts:
        room = most - sum(map(len, found))
        if room < len(text) and found and room < SHORTEST:
            return [*found, "…"]
        found.append(cut(text, room))
        if room < len(text):
            return found
    return found
