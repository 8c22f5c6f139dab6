"""What a sheet for people has room for: the first rows of long lists, texts cut at a word.

Programs and spreadsheets get everything; their formats have no use for this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.reports.report import Report, Section

# On one line with what stands before it.
CUT = "\N{NO-BREAK SPACE}…"

# In less room than this the beginning of a text says nothing.
SHORTEST = 12


def truncate_report(report: Report) -> Report:
    """The report with what a sheet shows of it; what is left out is counted by `total`."""
    return report._replace(sections=list(map(_shortened, report.sections)))


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
