"""`db info` and `db check`: the register's file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.reports.report import Column, Kind, Report, Section, Shape
from partnerreg.store import health

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def info(connection: sqlite3.Connection, path: Path) -> Report:
    """Where the register is, how large, which version, and how many rows its tables have."""
    file = (
        Column("path", "File"),
        Column("bytes", "Bytes", Kind.NUMBER),
        Column("version", "Version"),
    )
    size = path.stat().st_size
    rows = (Column("table", "What"), Column("rows", "Rows", Kind.NUMBER))
    return Report(
        "db",
        "The register",
        (
            Section("file", "File", file, [(str(path), size, health.version(connection))]),
            Section("tables", "What is in it", rows, health.counts(connection)),
        ),
        shape=Shape.RECORD,
    )


def check(connection: sqlite3.Connection, path: Path) -> tuple[Report, int]:
    """Whether the register is whole, and the number of faults."""
    examined = health.examine(connection)
    columns = (
        Column("what", "What"),
        Column("mark", "", Kind.MARK),
        Column("faults", "Faults", Kind.NUMBER),
        Column("first", "The first of them"),
    )
    rows = [
        (what, "missing" if faults else "met", len(faults), faults[0] if faults else None)
        for what, faults in examined
    ]
    faults = sum(len(item.faults) for item in examined)
    verdict = f"{faults:,} faults." if faults else f"{path} is whole."
    report = Report(
        "check",
        "The register's health",
        (Section("checks", "Checks", columns, rows),),
        notes=(verdict,),
    )
    return report, faults
