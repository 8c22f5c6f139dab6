"""Asking for a report in tests, and looking at its rows.

Tests import it by its bare name; `conftest.py` sees to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from deeds import POLICY, TODAY

from partnerreg.language import ENGLISH
from partnerreg.register.choosing import EVERYBODY
from partnerreg.reports.asked import Asked
from partnerreg.store.opening import open_reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from partnerreg.language import Language
    from partnerreg.register.choosing import Choice
    from partnerreg.reports.report import Report


def ask(
    report: Callable[..., Report],
    path: Path,
    *own: Any,
    day: date = TODAY,
    choice: Choice = EVERYBODY,
    language: Language = ENGLISH,
) -> Report:
    """A report on the register at `path`, as of a day."""
    reader = open_reader(path, pytest.fail)
    try:
        return report(reader, Asked(day, POLICY, language, choice), *own)
    finally:
        reader.close()


def queries(report: Callable[..., Report], path: Path) -> int:
    """How many queries a report takes."""
    reader = open_reader(path, pytest.fail)
    try:
        report(reader, Asked(TODAY, POLICY))
        return reader.queries_run
    finally:
        reader.close()


def rows(report: Report, key: str | None = None) -> list[dict[str, Any]]:
    """The rows of a section, the main one if not named, as objects."""
    (section,) = (one for one in report.sections if one.key == (key or report.main.key))
    keys = [column.key for column in section.columns]
    return [dict(zip(keys, row, strict=True)) for row in section.rows]


def column(report: Report, name: str, key: str | None = None) -> list[Any]:
    """The cells of a column, from above."""
    return [row[name] for row in rows(report, key)]
