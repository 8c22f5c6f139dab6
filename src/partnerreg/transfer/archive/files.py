"""The files of a whole export, read back: unaltered, and each row with its line."""

from __future__ import annotations

import csv
import hashlib
import json
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from partnerreg.csv_text import unguard
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns.checks import MOST
from partnerreg.queries.things import exported
from partnerreg.transfer.archive.layout import (
    FORMAT,
    MANIFEST,
    parts_with_files,
    tables,
)
from partnerreg.transfer.readers.records import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnerreg.nouns.noun import Noun

_CHUNK = 1 << 20
_LARGEST_MANIFEST = 1 << 20  # ours has two thousand bytes
_LONGEST_ROW = 100_000_000  # characters; all that is said of one thing
TAKE_ANOTHER = "Export the register again, or take the folder from a copy."

Line = tuple[int, dict[str, str | None]]
"""A row: the line it begins on, and its cells by their headers; None where one is empty."""


class Archive(NamedTuple):
    """A whole export, as its manifest tells it.

    Attributes:
        folder: where it is.
        rows: how many rows each file has; an export of an earlier format lacks some.
        is_current: its files have all the columns that they are written with today.
        last_numbers: the highest number that each table had given away.
        files: those in folders, by what they are of and the number of its row.
    """

    folder: Path
    rows: Mapping[str, int]
    is_current: bool
    last_numbers: Mapping[str, int]
    files: Mapping[str, Mapping[int, Path]]


def open_archive(place: str) -> Archive:
    """A whole export, if nothing in it is missing or altered; files in folders are looked at later.

    Raises:
        NotFound: there is no such folder.
        InvalidInput: it is no export, or by a newer program, or not as it was.
    """
    folder = Path(place)
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder}.", "Check the path.")
    manifest = _manifest(folder)
    try:
        names = tables(manifest["format"])
        files = {name: manifest["files"][f"{name}.csv"] for name in names}
        rows = {name: int(file["rows"]) for name, file in files.items()}
        hashes = {name: str(file["sha256"]) for name, file in files.items()}
        last = {table: int(number) for table, number in manifest["last_numbers"].items()}
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        raise InvalidInput(f"{folder / MANIFEST} is damaged.", TAKE_ANOTHER) from None
    _refuse_strange_numbers(folder / MANIFEST, last)
    unlike = [f"{n}.csv" for n, sha256 in hashes.items() if hash_of(folder / f"{n}.csv") != sha256]
    if unlike:
        missing = [name for name in unlike if not (folder / name).is_file()]
        altered = [name for name in unlike if name not in missing]
        said = [
            f"{what} in {folder}: {', '.join(names)}."
            for what, names in (("Missing", missing), ("Altered since the export", altered))
            if names
        ]
        raise InvalidInput("\n".join(said), TAKE_ANOTHER)
    is_current = manifest["format"] == FORMAT
    in_folders = {part.plural: _numbered(folder / part.plural) for part in parts_with_files()}
    return Archive(folder, rows, is_current, last, in_folders)


def lines_of(archive: Archive, part: Noun) -> Iterator[Line]:
    """The rows of a file, whose header must be just that of an export.

    One of an earlier format may lack columns: nothing stands in them then.

    Raises:
        InvalidInput: it is no CSV as an export writes it; names the line.
    """
    file = f"{part.plural}.csv"
    path = archive.folder / file
    headers = [column.header for column in exported(part)[1]]
    csv.field_size_limit(_LONGEST_ROW)
    with open_regular(path) as stream, TextIOWrapper(stream, "utf-8", newline="") as text:
        rows = Lines(text, str(path), _LONGEST_ROW)
        reader = csv.reader(rows, strict=True)
        line = 1
        try:
            there = next(reader, [])
            if there != [header for header in headers if archive.is_current or header in there]:
                raise InvalidInput(f"{file}, line 1: the columns are not {', '.join(headers)}.")
            line = reader.line_num + 1
            for cells in reader:
                rows.row_size = 0
                if len(cells) != len(there):
                    raise InvalidInput(
                        f"{file}, line {line:,}: {len(cells)} cells where the header has "
                        f"{len(there)}."
                    )
                yield (
                    line,
                    dict.fromkeys(headers)
                    | {
                        header: unguard(cell) or None
                        for header, cell in zip(there, cells, strict=True)
                    },
                )
                line = reader.line_num + 1
        except (csv.Error, UnicodeError) as error:
            raise InvalidInput(f"{file}, line {line:,}: {error}.", TAKE_ANOTHER) from None


def hash_of(path: Path) -> str | None:
    """A file's SHA-256 in hex; None if there is none.

    Raises:
        InvalidInput: it cannot be read.
    """
    try:
        with open_regular(path) as file:
            found = hashlib.sha256()
            while chunk := file.read(_CHUNK):
                found.update(chunk)
            return found.hexdigest()
    except FileNotFoundError:
        return None


@contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """Open a file of an export: no device, nor a pipe, which may wait or never end.

    Raises:
        FileNotFoundError: there is none.
        InvalidInput: it is something else, or cannot be read.
    """
    try:
        if not path.is_file() and path.exists():
            raise InvalidInput(f"{path} is no file.", TAKE_ANOTHER)
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}.") from None


def _manifest(folder: Path) -> Mapping[str, Any]:
    path = folder / MANIFEST
    try:
        with open_regular(path) as file:
            content = file.read(_LARGEST_MANIFEST + 1)
    except FileNotFoundError:
        raise InvalidInput(
            f"{folder} is no export of a register: it has no {MANIFEST}.",
            "`partnerreg export all DIR` makes one.",
        ) from None
    if len(content) > _LARGEST_MANIFEST:
        raise InvalidInput(f"{path} is larger than any manifest.", TAKE_ANOTHER)
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError):  # the last one: no manifest is that deep
        raise InvalidInput(f"{path} cannot be read.", TAKE_ANOTHER) from None
    found = manifest.get("format") if isinstance(manifest, dict) else None
    if type(found) is not int or found < 1:
        raise InvalidInput(
            f"{path} is damaged: it does not say of which format it is.", TAKE_ANOTHER
        )
    if found > FORMAT:
        raise InvalidInput(
            f"{folder} was exported by a newer partnerreg ({manifest.get('partnerreg')}).",
            "Upgrade partnerreg.",
        )
    return manifest  # type: ignore[no-any-return]  # it is an object, as was just seen


def _refuse_strange_numbers(manifest: Path, last_numbers: Mapping[str, int]) -> None:
    for table, number in last_numbers.items():
        if table not in tables().values():
            raise InvalidInput(
                f"{manifest} is damaged: last_numbers names {table!r}, which no register has.",
                TAKE_ANOTHER,
            )
        if not 0 <= number <= MOST:
            raise InvalidInput(
                f"{manifest} is damaged: the last number of {table!r} is {number:,}, "
                f"which is not from 0 to {MOST:,}.",
                TAKE_ANOTHER,
            )


def _numbered(folder: Path) -> Mapping[int, Path]:
    """Files by the numbers that their names begin with."""
    found = {}
    for path in folder.iterdir() if folder.is_dir() else ():
        number, _, _ = path.name.partition("-")
        if number.isascii() and number.isdecimal():
            found[int(number)] = path
    return found
