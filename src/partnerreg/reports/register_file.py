"""`db info` and `db check`: the register's file itself."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from partnerreg.reports.report import Column, Kind, Report, Section, Shape, counted
from partnerreg.store import health
from partnerreg.store.version import unreadable

if TYPE_CHECKING:
    from pathlib import Path


def info(connection: sqlite3.Connection, path: Path) -> Report:
    """Where the register is, how large, which version, and how many rows its tables have.

    Raises:
        RegisterUnusable: it is damaged.
    """
    file = (
        Column("path", "File"),
        Column("bytes", "Bytes", Kind.NUMBER),
        Column("version", "Version"),
    )
    rows = (Column("table", "What"), Column("rows", "Rows", Kind.NUMBER))
    try:
        found = (str(path), path.stat().st_size, health.version(connection))
        counts = health.counts(connection)
    except sqlite3.DatabaseError as error:
        raise unreadable(path, error) from error
    return Report(
        "db",
        "The register",
        (
            Section("file", "File", file, [found]),
            Section("tables", "What is in it", rows, counts),
        ),
        shape=Shape.RECORD,
    )


def check(connection: sqlite3.Connection, path: Path) -> tuple[Report, int]:
    """Whether the register is whole, and the number of faults."""
    examined = health.examine(connection)
    idle = health.undocumented(connection)
    columns = (
        Column("mark", "", Kind.MARK),
        Column("what", "What"),
        Column("faults", "Faults", Kind.NUMBER),
        Column("first", "The first of them"),
    )
    rows = [
        ("missing" if faults else "met", what, len(faults), faults[0] if faults else None)
        for what, faults in examined
    ]
    faults = sum(len(item.faults) for item in examined)
    notes = [f"{counted(faults, 'fault')}." if faults else f"{path} is whole."]
    if idle is not None and idle.files:
        notes.append(
            f"{counted(idle.files, 'file')} ({idle.size:,} bytes) no agreement has any more: "
            "kept, so that a removal can be taken back."
        )
    report = Report(
        "db_check",
        "The register's health",
        (Section("checks", "Checks", columns, rows),),
        notes=notes,
    )
    return report, faults
