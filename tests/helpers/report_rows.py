"""Asking for a report in tests, and looking at its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import POLICY, TODAY
from partnerreg.cli.remedies import worded
from partnerreg.db.opening import open_reader
from partnerreg.language import ENGLISH
from partnerreg.reports.context import ReportContext
from partnerreg.services.partner_filter import EVERYBODY

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from partnerreg.language import Language
    from partnerreg.reports.report import Report
    from partnerreg.services.partner_filter import PartnerFilter


def ask(
    report: Callable[..., Report],
    path: Path,
    *own: Any,
    day: date = TODAY,
    who: PartnerFilter = EVERYBODY,
    language: Language = ENGLISH,
) -> Report:
    """A report on the register at `path`, as of a day, with its actions as commands."""
    reader = open_reader(path, pytest.fail)
    try:
        return worded(report(reader, ReportContext(day, POLICY, language, who), *own))
    finally:
        reader.close()


def queries(report: Callable[..., Report], path: Path) -> int:
    """How many queries a report takes."""
    reader = open_reader(path, pytest.fail)
    try:
        report(reader, ReportContext(TODAY, POLICY))
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
