"""The whole register as a folder: a CSV file for each kind of thing, and the files.

`partnerreg.transfer.archive.whole` rebuilds an equal register from it. All of it shows
the register at one moment, and the folder stands where it should when it is whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from partnerreg import __version__
from partnerreg.db.dialects import dialect
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.files import build_folder, explain_refusals, open_new, write_new
from partnerreg.queries.things import exported
from partnerreg.services.documents import read_document
from partnerreg.transfer.archive.layout import (
    FORMAT,
    MANIFEST,
    file_of_row,
    parts,
    parts_with_files,
    tables,
)
from partnerreg.transfer.export import BATCH, Progress, batches_of, listing, write_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from partnerreg.db.health import Watching
    from partnerreg.db.reader import PreparedReader
    from partnerreg.nouns.noun import Noun

_FILE_OF_ROW = re.compile(r"\d+-.*", re.ASCII | re.DOTALL)


class ExportSummary(NamedTuple):
    """What was written: partners, and rows of all files."""

    partners: int
    rows: int


def export_all(
    reader: PreparedReader, place: str, today: date, watching: Watching, *, overwrite: bool = False
) -> ExportSummary:
    """Write the register to a new folder.

    Args:
        reader: the register; it shows one moment for as long as it is open.
        place: the folder, which may be there if it is empty.
        today: the day for which lists say what holds.
        watching: sees rows go by, as `Watch.over` does.
        overwrite: an earlier export may be replaced.

    Raises:
        InvalidInput: the folder holds something that may not be replaced.
        NotFound: the folder it is to be in does not exist.
        RegisterError: it cannot be written.
    """
    with explain_refusals(Path(place)):
        folder = Path(place).resolve()
        _refuse_taken(folder, reader, overwrite=overwrite)
    with build_folder(folder) as building:
        written = _write(reader, building, today, watching)
        # Writing takes its time, and somebody may have put something there.
        _refuse_taken(folder, reader, overwrite=overwrite)
    return written


def is_export(folder: Path) -> bool:
    """Whether the folder is what `export_all` wrote."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
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


def _write(reader: PreparedReader, folder: Path, today: date, watching: Watching) -> ExportSummary:
    files: dict[str, dict[str, object]] = {}
    last = reader.last_numbers()
    written = ExportSummary(0, 0)
    for part in parts():
        passed = Progress(last.get(part.table_name, 0))
        done = partial(_far, len(files), passed)
        batches = passed.over(batches_of(reader, part, today))
        rows, sha256 = _write_part(watching(batches, "Writing", done, "Writing"), folder, part)
        files[f"{part.plural}.csv"] = {"rows": rows, "sha256": sha256}
        partners = rows if part.name == "partner" else written.partners
        written = ExportSummary(partners, written.rows + rows)
    for part in parts_with_files():
        _write_files(reader, folder / part.plural, part)
    manifest = {
        "partnerreg": __version__,
        "format": FORMAT,
        "as_of": today.isoformat(),
        "files": files,
        "last_numbers": {table: last[table] for table in tables().values() if table in last},
    }
    text = json.dumps(manifest, indent=2) + "\n"
    write_new(folder / MANIFEST, text.encode())
    return written


def _far(files: int, passed: Progress) -> float:
    """How far the whole is, from 0 to 1."""
    return (files + passed.part()) / len(tables())


def _write_part(batches: Iterable[Any], folder: Path, part: Noun) -> tuple[int, str]:
    """Write one file; how many rows it has, and its SHA-256."""
    with open_new(folder / f"{part.plural}.csv") as file:
        hashed = _Hashed(file)
        rows = write_list(listing(part, batches), hashed, "csv")
    return rows, hashed.sha256


def _write_files(reader: PreparedReader, folder: Path, part: Noun) -> None:
    """One after another, for each may be large."""
    folder.mkdir()
    query, columns = exported(part)
    headers = [column.header for column in columns]
    name = headers.index("file_name" if "file_name" in headers else "name")
    for rows in reader.batches(query, BATCH):
        for row in rows:
            data = read_document(reader, row[name], row[headers.index("sha256")])
            write_new(folder / file_of_row(row[0], row[name]), data)


def _refuse_taken(folder: Path, reader: PreparedReader, *, overwrite: bool) -> None:
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
    if _holds_register(folder, reader):
        raise InvalidInput(
            f"The register itself lies in {folder}; nothing is written over it.",
            "Name another folder.",
        )
    if stray := next(_strays(folder), None):
        raise InvalidInput(
            f"{folder} holds an earlier export, and something else: {stray.relative_to(folder)}.",
            "Move that elsewhere, or name a new folder.",
        )
    if not overwrite:
        raise InvalidInput(
            f"{folder} holds an earlier export.",
            "Name a new folder, or replace the earlier export with --overwrite.",
        )


def _holds_register(folder: Path, reader: PreparedReader) -> bool:
    """Whether the register lies in the folder, however deep."""
    path = dialect.file_of(reader.connection).resolve()
    return any(parent.samefile(folder) for parent in path.parents)


def _strays(folder: Path) -> Iterator[Path]:
    """What no export writes, and none may take away."""
    files = {MANIFEST, *(f"{name}.csv" for name in tables())}
    folders = {part.plural for part in parts_with_files()}
    for path in sorted(folder.iterdir()):
        if path.name in folders and path.is_dir():
            for file in sorted(path.iterdir()):
                if file.is_dir() or not _FILE_OF_ROW.fullmatch(file.name):
                    yield file
        elif path.is_dir() or path.name not in files:
            yield path
