"""The questions about what was done: `history` and `history show`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from partnerreg import clock
from partnerreg.cli import words
from partnerreg.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.cli.run import Run
    from partnerreg.db.query import Reader
    from partnerreg.reports.report import Report

_SEE_HISTORY = "`partnerreg history` lists all operations."


def history(
    run: Run,
    reader: Reader,
    *,
    since: str | None = None,
    by: str | None = None,
    command: str | None = None,
) -> Report:
    """What was done, the last first: when, by whom, and whether it was taken back."""
    from partnerreg.reports.history import operations

    day = words.parse_day("--since", since)
    filters = {"moment": day and _stored(day), "actor": by, "command": command}
    return operations(reader, run.output.first_rows, **filters)


def history_show(run: Run, reader: Reader, number: str) -> Report:
    """What one operation did, field by field: what was, and what is."""
    from partnerreg.queries.journal import operations
    from partnerreg.reports.history import operation

    wanted = operation_number(number)
    row = reader.first(operations, number=wanted)
    if row is None:
        raise NotFound(f"There is no operation {wanted}.", _SEE_HISTORY)
    return operation(reader, row, run.output.first_rows)


def operation_number(text: str) -> int:
    """An operation's number, written ``12`` or ``#12``.

    Raises:
        InvalidInput: it is no number.
    """
    match = re.fullmatch(r"#?([0-9]{1,18})", text.strip())
    if match is None:
        raise InvalidInput(f"{text!r} is not the number of an operation.", _SEE_HISTORY)
    return int(match[1])


def _stored(day: date) -> str:
    """When a day begins here, as moments are stored: in UTC."""
    return clock.beginning(day).strftime("%Y-%m-%d %H:%M:%S.%f")
