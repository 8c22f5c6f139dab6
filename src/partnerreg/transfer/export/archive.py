"""The whole register as a folder: a CSV file for each kind of thing, and the documents.

`partnerreg.transfer.archive.whole` rebuilds an equal register from it. All of it shows
the register at one moment, and the folder stands where it should when it is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from partnerreg import __version__
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.register.queries.agreements import content
from partnerreg.register.queries.archive_out import documents_out
from partnerreg.transfer.export import csv_file
from partnerreg.transfer.export.lists import BATCH, Passed
from partnerreg.transfer.export.nouns import columns_of
from partnerreg.transfer.export.parts import (
    DOCUMENTS,
    FORMAT,
    MANIFEST,
    TABLES,
    document_file,
    parts,
)
from partnerreg.transfer.export.place import cannot_write, name_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from partnerreg.store.reader import PreparedReader
    from partnerreg.transfer.export.parts import Part

    # Lets things go by: the things, what is done with them, how far it has come, what then.
    Watching = Callable[[Iterable[Any], str, Callable[[], float], str], Iterator[Any]]


class Written(NamedTuple):
    """What was written: partners, and rows of all files."""

    partners: int
    rows: int


def export_all(
    reader: PreparedReader, place: str, today: date, watching: Watching, *, overwrite: bool = False
) -> Written:
    """Write the register to a new folder.

    Args:
        reader: the register; it shows one moment for as long as it is open.
        place: the folder, which may be there if it is empty.
        today: the day for which lists say what holds.
        watching: sees rows go by, as `Watch.over` does.
        overwrite: an earlier export may be replaced.

    Raises:
        InvalidInput: the folder holds something.
        NotFound: the folder it is to be in does not exist.
        RegisterError: it cannot be written.
    """
    folder = Path(place).resolve()
    _refuse_taken(folder, overwrite=overwrite)
    building = name_beside(folder)
    with cannot_write(folder):
        try:
            building.mkdir()
            written = _write(reader, building, today, watching)
            _put_in_place(building, folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return written


def is_export(folder: Path) -> bool:
    """Whether the folder is what `export_all` wrote."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and "partnerreg" in manifest


class _Hashed:
    """A file that knows the SHA-256 of what was written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        return self._file.write(data)

    @property
    def sha256(self) -> str:
        """In hex."""
        return self._hash.hexdigest()


def _write(reader: PreparedReader, folder: Path, today: date, watching: Watching) -> Written:
    files: dict[str, dict[str, object]] = {}
    last = reader.last_numbers()
    for part in parts(today):
        passed = Passed(last.get(part.table, 0))
        batches = passed.over(reader.batches(part.query, BATCH, **part.parameters))
        before = len(files)
        watched = watching(
            batches,
            "Writing",
            partial(_far, before, passed),
            "Writing",
        )
        rows, sha256 = _write_part(watched, folder, part)
        files[part.file] = {"rows": rows, "sha256": sha256}
    _write_documents(reader, folder / DOCUMENTS)
    manifest = {
        "partnerreg": __version__,
        "format": FORMAT,
        "as_of": today.isoformat(),
        "files": files,
        "last_numbers": {table: last[table] for table in TABLES.values() if table in last},
    }
    text = json.dumps(manifest, indent=2) + "\n"
    _kept(folder / MANIFEST, text.encode())
    counts = [int(str(file["rows"])) for file in files.values()]
    return Written(int(str(files["partners.csv"]["rows"])), sum(counts))


def _far(files: int, passed: Passed) -> float:
    """How far the whole is, from 0 to 1."""
    return (files + passed.part()) / len(TABLES)


def _write_part(batches: Iterable[Any], folder: Path, part: Part) -> tuple[int, str]:
    """Write one file; how many rows it has, and its SHA-256."""
    with (folder / part.file).open("xb") as file:
        hashed = _Hashed(file)
        rows = csv_file.write(batches, columns_of(part.query), hashed)
        file.flush()
        os.fsync(file.fileno())
    return rows, hashed.sha256


def _write_documents(reader: PreparedReader, folder: Path) -> None:
    """One after another, for each may be large."""
    folder.mkdir()
    for rows in reader.batches(documents_out, BATCH):
        for number, _, name, _, _, sha256 in rows:
            found = reader.first(content, sha256=sha256)
            assert found is not None
            _kept(folder / document_file(number, name), found.data)


def _kept(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refuse_taken(folder: Path, *, overwrite: bool) -> None:
    if not folder.parent.is_dir():
        raise NotFound(f"The folder {folder.parent} does not exist.", "Make it, or name another.")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InvalidInput(f"{folder} is a file.", "Name a new folder.")
    if not any(folder.iterdir()):
        return
    if not is_export(folder):
        raise InvalidInput(
            f"{folder} holds something that is no export of a register.", "Name a new folder."
        )
    if not overwrite:
        raise InvalidInput(
            f"{folder} holds an earlier export.",
            "Name a new folder, or replace the earlier export with --overwrite.",
        )


def _put_in_place(building: Path, folder: Path) -> None:
    """Let the new folder take the place of whatever is there: nothing, or an earlier one."""
    if not folder.exists():
        building.rename(folder)
        return
    earlier = name_beside(folder)
    folder.rename(earlier)
    try:
        building.rename(folder)
    except OSError:
        earlier.rename(folder)
        raise
    shutil.rmtree(earlier)
