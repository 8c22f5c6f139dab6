"""Where a file is written: whole or not at all, private, and never over a register."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from partnerreg import files
from partnerreg.errors import InvalidInput, RegisterError
from partnerreg.files import (
    APPLICATION_ID,
    SIDECARS,
    build_file,
    build_folder,
    open_output,
    portable_name,
    scratch_folder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

# A hidden file of a writer that was killed: nobody holds a lock on it.
STALE = ".partnerreg-0123456789ab.part"


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE partner (name)")
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def write(
    path: Path, content: bytes = b"new", *, then: Callable[[], object] = bool, **options: Any
) -> None:
    """Write a file; `then` happens before it is done."""
    with open_output(str(path), **options) as file:
        file.write(content)
        then()


def write_folder(path: Path, content: str, then: Callable[[], object] = bool) -> None:
    with build_folder(path) as part:
        (part / "list.csv").write_text(content)
        then()


def fail() -> None:
    raise ZeroDivisionError


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("before", [0o600, 0o640, 0o644, 0o666, 0o440])
def test_a_replaced_file_may_be_read_by_whom_it_could_be_read(tmp_path: Path, before: int) -> None:
    path = tmp_path / "list.csv"
    path.write_text("last year's")
    path.chmod(before)
    write(path, b"this year's", overwrite=True)
    assert (path.read_text(), mode(path)) == ("this year's", before)


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write(tmp_path / "list.csv")
    assert mode(tmp_path / "list.csv") == 0o600


def test_who_may_read_the_register_may_read_what_is_taken_from_it(
    tmp_path: Path, register: Path
) -> None:
    register.chmod(0o640)
    write(tmp_path / "list.csv", register=register)
    assert mode(tmp_path / "list.csv") == 0o640


def test_a_file_that_is_being_written_is_for_oneself(tmp_path: Path) -> None:
    (tmp_path / "list.csv").touch(0o644)
    with open_output(str(tmp_path / "list.csv"), overwrite=True) as file:
        file.write(b"half of")
        file.flush()
        (part,) = tmp_path.glob(".*.part")
        assert mode(part) == 0o600
    assert names(tmp_path) == {"list.csv"}


def test_an_error_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("last year's")
    with pytest.raises(ZeroDivisionError):
        write(path, b"half of", then=fail, overwrite=True)
    assert (names(tmp_path), path.read_text()) == ({"list.csv"}, "last year's")


def test_a_file_that_comes_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with pytest.raises(InvalidInput, match="is there already"):
        write(path, b"ours", then=lambda: path.write_text("theirs"))
    assert (names(tmp_path), path.read_text()) == ({"list.csv"}, "theirs")


@pytest.mark.parametrize("end", ["", *SIDECARS])
def test_no_register_is_written_over_whichever_is_in_use(
    tmp_path: Path, register: Path, end: str
) -> None:
    before = register.read_bytes()
    target = tmp_path / f"register.db{end}"
    with pytest.raises(InvalidInput, match="nothing is written over it"):
        write(target, overwrite=True)
    assert register.read_bytes() == before
    assert names(tmp_path) == {"register.db"}


@pytest.mark.parametrize("end", ["", *SIDECARS])
def test_the_place_of_a_register_still_to_be_made_is_kept_free(tmp_path: Path, end: str) -> None:
    with pytest.raises(InvalidInput, match="nothing is written over it"):
        write(tmp_path / f"new.db{end}", register=tmp_path / "new.db")
    assert names(tmp_path) == set()


def test_a_register_made_meanwhile_in_the_same_place_stays(tmp_path: Path, register: Path) -> None:
    target = tmp_path / "rejected.csv"
    with pytest.raises(InvalidInput, match="nothing is written over it"):
        write(target, b"rows", then=lambda: register.rename(target), overwrite=True)
    assert target.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("kind", ["symlink", "hardlink"])
def test_a_register_is_known_by_its_other_names(tmp_path: Path, register: Path, kind: str) -> None:
    other = tmp_path / "other.csv"
    if kind == "symlink":
        other.symlink_to(register)
    else:
        other.hardlink_to(register)
    with pytest.raises(InvalidInput, match="nothing is written over it"):
        write(other, overwrite=True)


def test_a_database_of_something_else_may_be_replaced_on_request(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE thesis (text)")
    write(path, b"list", overwrite=True)
    assert path.read_bytes() == b"list"


def test_a_file_that_is_being_read_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name\n")
    with pytest.raises(InvalidInput, match="is being read"):
        write(tmp_path / "list.csv", overwrite=True, sources=[tmp_path / "list.csv"])
    assert (tmp_path / "list.csv").read_text() == "name\n"


def test_what_a_link_points_to_is_replaced_and_not_the_link(tmp_path: Path) -> None:
    (tmp_path / "target.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "target.csv")
    write(tmp_path / "link.csv", overwrite=True)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "target.csv").read_text() == "new"


def test_a_circle_of_links_is_told_as_the_system_s_refusal(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(RegisterError, match="could not be written"):
        write(tmp_path / "a", overwrite=True)


def test_what_a_killed_writer_left_is_swept_away_by_the_next_one(tmp_path: Path) -> None:
    (tmp_path / STALE).write_text("half of a list")
    (tmp_path / f"{STALE}.part").mkdir()
    write(tmp_path / "list.csv")
    assert names(tmp_path) == {"list.csv"}


def test_the_passing_name_of_a_file_that_stands_goes_though_somebody_holds_the_file(
    tmp_path: Path,
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="Windows holds no files in this way")
    write(tmp_path / "list.csv")
    os.link(tmp_path / "list.csv", tmp_path / STALE)
    with (tmp_path / "list.csv").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        write(tmp_path / "other.csv")
    assert names(tmp_path) == {"list.csv", "other.csv"}


def test_what_another_writer_is_writing_stays(tmp_path: Path) -> None:
    with open_output(str(tmp_path / "one.csv")) as one:
        one.write(b"one")
        write(tmp_path / "two.csv", b"two")
    assert ((tmp_path / "one.csv").read_bytes(), names(tmp_path)) == (
        b"one",
        {"one.csv", "two.csv"},
    )


def test_other_hidden_files_stay(tmp_path: Path) -> None:
    for name in (".partnerreg", ".partnerreg-notes", "notes.part"):
        (tmp_path / name).touch()
    write(tmp_path / "list.csv")
    assert len(names(tmp_path)) == 4


def test_a_file_that_is_taken_away_leaves_the_place_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "rejected.csv").write_text("earlier")
    with build_file(tmp_path / "rejected.csv", overwrite=True) as part:
        part.unlink()
    assert (tmp_path / "rejected.csv").read_text() == "earlier"


def in_its_log(path: Path) -> sqlite3.Connection:
    """A database whose table is in its log, until it is closed."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE partner (name)")
    return connection


def test_a_database_that_is_not_all_in_its_file_does_not_take_the_place(tmp_path: Path) -> None:
    with (
        ExitStack() as stack,
        pytest.raises(RegisterError, match="the disk did not take all of it"),
        build_file(tmp_path / "register.db") as part,
    ):
        stack.enter_context(closing(in_its_log(part)))
    assert names(tmp_path) == set()


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_no_database_takes_a_place_where_another_one_left_its_log(tmp_path: Path, end: str) -> None:
    log = tmp_path / f"register.db{end}"
    log.write_text("changes")
    with (
        pytest.raises(InvalidInput, match=f"register.db{end} was left by another register"),
        build_file(tmp_path / "register.db") as part,
    ):
        in_its_log(part).close()
    assert (names(tmp_path), log.read_text()) == ({log.name}, "changes")


@pytest.fixture(params=["in one step", "in two steps"])
def _exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "in two steps":  # as on systems that know no other way
        monkeypatch.setattr(files, "_exchange", lambda *_: False)


@pytest.mark.usefixtures("_exchange")
def test_a_folder_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    place = tmp_path / "whole"
    write_folder(place, "first")
    write_folder(place, "second")
    assert names(tmp_path) == {"whole"}
    assert (place / "list.csv").read_text() == "second"
    assert mode(place) == 0o700


def test_a_folder_that_fails_leaves_the_earlier_one(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    with pytest.raises(ZeroDivisionError):
        write_folder(tmp_path / "whole", "half of", then=fail)
    assert list(tmp_path.rglob("*")) == [tmp_path / "whole"]


def test_a_scratch_folder_is_private_and_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / "partnerreg-scratch-0123456789ab"
    left.mkdir()
    (left / "list.xlsx").touch()
    with scratch_folder() as folder:
        (folder / "list.xlsx").touch()
        assert (mode(folder), names(tmp_path)) == (0o700, {folder.name})
    assert names(tmp_path) == set()


@pytest.mark.parametrize(
    ("name", "portable"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        (".bashrc", "bashrc"),
        ("\x1b[31mred.pdf", "_[31mred.pdf"),
        ("Ærø: aftale?.docx", "Ærø_ aftale_.docx"),
        ("å" * 300 + ".pdf", "å" * 88 + ".pdf"),
        ("...", ""),
    ],
)
def test_a_name_is_one_that_any_disk_takes(name: str, portable: str) -> None:
    assert portable_name(name) == portable
