"""Registers where something may not be written, read or reached.

Root may do everything, so root becomes nobody for a while.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import leave_half_written, one, partner, writing
from partnerreg.cli.remedies import sentence
from partnerreg.db.dialects import dialect
from partnerreg.db.opening import ensure_current, open_reader
from partnerreg.errors import RegisterUnusable
from partnerreg.queries import partners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPENERS = (open_reader, ensure_current)
NOBODY = 65534


def names(path: Path) -> list[str]:
    reader = open_reader(path, pytest.fail)
    found = [row.name for row in reader.all(partners.partner_names)]
    reader.close()
    return found


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o700)


@pytest.fixture
def protected(open_folder: Path, filled_register: Path) -> Path:
    """A register that may be read, in a folder where nothing may be written."""
    path = Path(shutil.copy(filled_register, open_folder / "register.db"))
    path.chmod(0o444)
    open_folder.chmod(0o555)
    return path


def test_a_register_in_a_read_only_folder_can_be_read(protected: Path) -> None:
    with as_ordinary_user():
        assert len(names(protected)) == 6
    assert [file.name for file in protected.parent.iterdir()] == ["register.db"]


def test_a_log_without_anything_in_it_does_not_keep_a_register_from_being_read(
    protected: Path,
) -> None:
    protected.with_name("register.db-wal").touch()
    with as_ordinary_user():
        assert len(names(protected)) == 6


def test_a_read_only_register_in_an_open_folder_can_be_read(protected: Path) -> None:
    protected.parent.chmod(0o777)
    with as_ordinary_user():
        assert len(names(protected)) == 6


@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_a_read_only_register_is_not_written(protected: Path, folder_mode: int) -> None:
    protected.parent.chmod(folder_mode)
    with as_ordinary_user(), pytest.raises(RegisterUnusable, match="read-only") as caught:  # noqa: SIM117 - the error must be met by the ordinary user
        with writing(protected) as work:
            partner(work, "Café Retro")
    assert "right to write" in sentence(caught.value.hint)
    assert one(protected, "SELECT count(*) FROM partner") == 6


def test_in_a_read_only_folder_no_register_is_made(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    path = open_folder / "register.db"
    with as_ordinary_user(), pytest.raises(RegisterUnusable, match="cannot be made") as caught:
        ensure_current(path, pytest.fail)
    assert "rights" in sentence(caught.value.hint)
    assert not path.exists()


def test_a_folder_that_cannot_be_made_is_said_to_be_so(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    path = open_folder / "new" / "register.db"
    with as_ordinary_user(), pytest.raises(RegisterUnusable, match="new cannot be made") as caught:
        ensure_current(path, pytest.fail, make_folder=True)
    assert "--db" in sentence(caught.value.hint)


@pytest.mark.parametrize("opener", OPENERS)
def test_a_register_that_may_not_be_read_is_said_to_be_so(
    protected: Path, opener: Callable[..., Any]
) -> None:
    protected.chmod(0)
    with as_ordinary_user(), pytest.raises(RegisterUnusable, match="cannot be opened") as caught:
        opener(protected, pytest.fail)
    assert "rights" in sentence(caught.value.hint)


@pytest.mark.parametrize("opener", OPENERS)
def test_a_register_in_a_folder_that_may_not_be_entered_is_said_to_be_so(
    protected: Path, opener: Callable[..., Any]
) -> None:
    protected.parent.chmod(0)
    with as_ordinary_user(), pytest.raises(RegisterUnusable, match="cannot be") as caught:
        opener(protected, pytest.fail)
    assert "rights" in sentence(caught.value.hint)


def test_what_a_killed_writer_left_is_not_read_where_it_cannot_be_put_right(
    protected: Path,
) -> None:
    protected.parent.chmod(0o777)
    protected.chmod(0o644)
    leave_half_written(protected)
    protected.parent.chmod(0o555)
    protected.chmod(0o444)
    with as_ordinary_user(), pytest.raises(RegisterUnusable, match="db-journal") as caught:
        names(protected)
    assert "holds what a program was writing when it ended" in caught.value.message
    assert "right to write" in sentence(caught.value.hint)


class Opened:
    """Stands in for `sqlite3.connect`, and fails as SQLite does in a read-only folder."""

    def __init__(self) -> None:
        self.uris: list[str] = []

    def __call__(self, place: str, **options: Any) -> sqlite3.Connection:
        self.uris.append(place)
        if "immutable" not in place:
            raise sqlite3.OperationalError("unable to open database file")
        return sqlite3.Connection(place, **options)


def test_a_register_is_taken_to_stand_still_only_where_it_cannot_be_shared(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened()
    monkeypatch.setattr(sqlite3, "connect", opened)
    dialect.connect(filled).close()
    assert [uri.partition("?")[2] for uri in opened.uris] == ["mode=ro", "mode=ro&immutable=1"]


def test_a_register_with_a_log_beside_it_is_never_taken_to_stand_still(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.with_name("register.db-wal").write_bytes(b"what a writer has not put in its place yet")
    opened = Opened()
    monkeypatch.setattr(sqlite3, "connect", opened)
    with pytest.raises(RegisterUnusable, match="cannot be opened"):
        dialect.connect(filled)
    assert not any("immutable" in uri for uri in opened.uris)
