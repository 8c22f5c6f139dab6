"""What a folder holds, by what it means: to be compared before and after a command."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What is said of a database without a row: as good as none.
NOTHING = "nothing"

# What is said of a file that cannot be read begins with it.
DAMAGED = "damaged"

# What SQLite keeps beside a database.
SIDECAR = re.compile(r"(.+)-(wal|shm|journal)")

_DATABASE = b"SQLite format 3\0"
_OF_NO_ROW = re.compile(r'(?!INSERT)|INSERT INTO "(alembic_version|sqlite_sequence)"')
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?")
_MADE_AT = "docProps/core.xml"  # in a workbook


def contents_of(folder: Path, desk: Path) -> dict[str, str]:
    """What stands for the contents of each file and folder below, by its path.

    Of a database it is its rows, whenever they were written, and not its pages; what SQLite keeps
    beside it belongs to it. Of a workbook it is its parts. Rights count as well.

    Args:
        folder: the folder.
        desk: another one, to look at copies of databases in.
    """
    paths = {str(path.relative_to(folder)): path for path in folder.rglob("*")}
    contents = {}
    for name, path in paths.items():
        sidecar = SIDECAR.fullmatch(name)
        if sidecar and sidecar[1] in paths:
            continue
        contents[name] = (
            NOTHING
            if (said := _said_by(path, desk)) == NOTHING
            else (f"{path.stat().st_mode:o} {said}")
        )
    return contents


def _said_by(path: Path, desk: Path) -> str:
    if path.is_dir():
        return "folder"
    data = path.read_bytes()
    if data.startswith(_DATABASE) or (path.suffix == ".db" and not data):
        return _rows(path, desk)
    if zipfile.is_zipfile(path):
        return _parts(path)
    return _digest(data)


def _rows(path: Path, desk: Path) -> str:
    """A copy is looked at: what SQLite does when it opens one, the next command is to do."""
    copies = [desk / f"{path.name}{end}" for end in ("", "-wal", "-journal")]
    for copy in copies:
        if (source := path.with_name(copy.name)).exists():
            shutil.copyfile(source, copy)
    try:
        with closing(sqlite3.connect(copies[0])) as connection:
            faults = connection.execute("PRAGMA integrity_check").fetchall()
            faults += connection.execute("PRAGMA foreign_key_check").fetchall()
            rows = list(connection.iterdump())
            mark = connection.execute("PRAGMA application_id").fetchall()
    except sqlite3.DatabaseError as error:
        return f"{DAMAGED}: {error}"
    finally:
        for copy in copies:
            copy.unlink(missing_ok=True)
    if faults != [("ok",)]:
        return f"{DAMAGED}: {faults}"
    if all(_OF_NO_ROW.match(row) for row in rows):
        return NOTHING
    return _digest(_MOMENT.sub("", f"{mark}\n" + "\n".join(rows)).encode())


def _parts(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as workbook:
            parts = {name: workbook.read(name) for name in workbook.namelist()}
    except (zipfile.BadZipFile, EOFError) as error:
        return f"{DAMAGED}: {error}"
    return _digest(repr({name: parts[name] for name in parts if name != _MADE_AT}).encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
