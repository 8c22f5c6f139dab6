"""Whole exports, in one line of a test."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from helpers.actions import TODAY, ask, writing
from partnerreg.db.opening import open_reader
from partnerreg.tables import metadata
from partnerreg.transfer.archive.export import ExportSummary, export_all
from partnerreg.transfer.archive.files import open_archive
from partnerreg.transfer.archive.whole import Rebuilt, import_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

JOURNAL = frozenset({"operation", "change"})


def unwatched(
    things: Iterable[Any], _doing: str, _done: Callable[[], float], _then: str
) -> Iterator[Any]:
    yield from things


def told(message: str) -> None:
    raise AssertionError(message)


def export(register: Path, folder: Path, *, overwrite: bool = False) -> ExportSummary:
    reader = open_reader(register, told)
    try:
        return export_all(reader, str(folder), TODAY, unwatched, overwrite=overwrite)
    finally:
        reader.close()


def rebuild(folder: Path, register: Path, *, history: bool = True) -> Rebuilt:
    archive = open_archive(str(folder))
    with writing(register, name="import all") as work:
        return import_all(work, archive, unwatched, history=history)


def rows_of(register: Path, *, besides: frozenset[str] = JOURNAL) -> dict[str, Any]:
    """Every field of every row: its kind, and its bytes; and the last number of each table."""
    found: dict[str, Any] = {}
    for name in sorted(set(metadata.tables) - besides):
        names = metadata.tables[name].columns.keys()
        cells = ", ".join(f"typeof({column}), CAST({column} AS BLOB)" for column in names)
        found[name] = ask(register, f"SELECT {cells} FROM {name} ORDER BY 2")
    last = dict(ask(register, "SELECT name, seq FROM sqlite_sequence"))
    return found | {"last": {name: last[name] for name in last if name not in besides}}


def rewrite(folder: Path, file: str, change: Callable[[str], str]) -> None:
    """Change a file of an export, and let the manifest say that it is so."""
    path, manifest = folder / file, folder / "manifest.json"
    text = path.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    path.write_text(changed, encoding="utf-8", newline="")
    said = json.loads(manifest.read_text(encoding="utf-8"))
    said["files"][file]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(said), encoding="utf-8")
