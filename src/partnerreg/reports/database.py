"""`db info` and `db check`: the register's file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.actions import Action, Advice
from partnerreg.db import inventory
from partnerreg.db.dialects import dialect
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape, pluralize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from partnerreg.db.dialects.protocol import Connection
    from partnerreg.db.health import StepResult
    from partnerreg.db.inventory import Idle

# So many faults people see at once.
_FIRST = 30


def info(connection: Connection, path: Path) -> Report:
    """Where the register is, how large, which version, and how many rows its tables have.

    Raises:
        RegisterUnusable: it is damaged.
    """
    file = (
        Column("path", "File"),
        Column("bytes", "Bytes", ColumnKind.NUMBER),
        Column("version", "Version"),
    )
    rows = (Column("table", "What"), Column("rows", "Rows", ColumnKind.NUMBER))
    try:
        found = (str(path), path.stat().st_size, inventory.version(connection))
        counts = inventory.counts(connection)
    except dialect.ERRORS as error:
        raise dialect.explain(path, error) from error
    return Report(
        "db",
        "The register",
        (
            Section("file", "File", file, [found]),
            Section("tables", "What is in it", rows, counts),
        ),
        shape=Shape.RECORD,
    )


def check(results: Sequence[StepResult], idle: Idle | None, path: Path) -> Report:
    """What was found wrong with a register, or that it is whole."""
    found = [fault for item in results for fault in item.faults]
    steps = (
        Column("mark", "", ColumnKind.MARK),
        Column("what", "What"),
        Column("faults", "Faults", ColumnKind.NUMBER),
        Column("first", "The first of them"),
    )
    faults = (
        Column("what", "What"),
        Column("table", "Table"),
        Column("row", "Row"),
        Column("fault", "Fault"),
    )
    rows = [
        (
            "missing" if item.faults else "met",
            item.what,
            len(item.faults),
            str(item.faults[0]) if item.faults else None,
        )
        for item in results
    ]
    notes: list[str | Advice] = [
        f"{pluralize(len(found), 'fault')}." if found else f"{path} is whole."
    ]
    notes += [remark for item in results for remark in item.remarks]
    if idle is not None and idle.files:
        notes.append(
            f"{pluralize(idle.files, 'file')} ({idle.size:,} bytes) no agreement has any more: "
            "kept, so that a removal can be taken back."
        )
    return Report(
        "db_check",
        "The register's health",
        (
            Section("checks", "Checks", steps, rows),
            Section(
                "faults",
                "Faults",
                faults,
                [(item.what, *fault) for item in results for fault in item.faults],
                preview_rows=_FIRST,
                see_all=Action("db", "check", options={"format": "json"}),
            ),
        ),
        notes=notes,
    )
