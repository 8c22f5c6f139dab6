"""Backups: a register in a file of its own, read back; and one put in a register's place."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.db import health
from partnerreg.db.copying import bears_mark, copy_alone, copy_pages, is_standing_alone
from partnerreg.db.engine import share
from partnerreg.db.sqlite_errors import READING_ERRORS, unreadable
from partnerreg.db.version import State, connect_read_only, size_of, state_of
from partnerreg.domain.text import pluralize
from partnerreg.errors import InvalidInput, RegisterUnusable
from partnerreg.files import APPLICATION_ID, SIDECARS, build_file, free_name
from partnerreg.services.laws import examine
from partnerreg.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.health import Watching

_PREVIOUS = ".before-restore"

# SQLite cannot make anything of the file.
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class Contents(NamedTuple):
    """What tells a register from an earlier or later one: partners, operations, the last moment."""

    partners: int
    operations: int
    last: str | None

    def __str__(self) -> str:
        last = f", the last one on {self.last[:10]}" if self.last else ""
        partners = pluralize(self.partners, "partner")
        return f"{partners}, {pluralize(self.operations, 'operation')}{last}"


def contents(register: sqlite3.Connection) -> Contents:
    """What a register of any version holds."""
    [[partners]] = register.execute("SELECT count(*) FROM partner")
    [[operations, last]] = register.execute("SELECT count(*), max(at) FROM operation")
    return Contents(partners, operations, last)


def describe(register: Path) -> str:
    """What stands at a register's place, in words; nothing if nothing does."""
    if not size_of(register):
        return ""
    try:
        with closing(connect_read_only(register)) as connection:
            return str(contents(connection))
    except (RegisterUnusable, *READING_ERRORS):
        return "which cannot be read"


def back_up(
    register: Path, target: Path, watching: Watching, *, overwrite: bool = False
) -> Contents:
    """Copy a register to a file that stands alone, and examine the copy, while others may write.

    Args:
        register: the register in use.
        target: where the backup stands once it has proved whole, and not before.
        watching: sees rows go by.
        overwrite: an earlier backup may be replaced, and other files; never a register that
            anybody wrote to.

    Raises:
        InvalidInput: something is there that may not be replaced.
        RegisterError: the backup cannot be written.
        RegisterUnusable: the register is not whole, or cannot be read.
    """
    with build_file(
        target, overwrite=overwrite, register=register, may_replace=is_standing_alone
    ) as part:
        with closing(connect_read_only(register)) as source:
            try:
                copy_alone(source, part)
            except sqlite3.Error as error:
                raise unreadable(register if _is_damage(error) else part, error) from error
        with _open_and_examine(part, watching) as (copy, faults):
            if faults:
                raise RegisterUnusable(
                    f"{register} was not backed up: it has {pluralize(len(faults), 'fault')}, "
                    f"the first is: {faults[0]}.",
                    "`partnerreg db check` tells all. An earlier backup is as it was.",
                )
            return contents(copy)


@contextmanager
def open_backup(file: Path, watching: Watching) -> Iterator[sqlite3.Connection]:
    """Open a backup that is whole, as it stands at one moment.

    Raises:
        InvalidInput: there is none.
        RegisterUnusable: it is no register, damaged, or of a newer version.
    """
    if not size_of(file):
        raise InvalidInput(f"There is no backup at {file}.", "Name a file that `db backup` wrote.")
    with _open_and_examine(file, watching) as (backup, faults):
        if faults:
            raise RegisterUnusable(
                f"{file} is not whole: it has {pluralize(len(faults), 'fault')}, "
                f"the first is: {faults[0]}.",
                "Nothing was restored. Name another backup.",
            )
        yield backup


def restore(backup: sqlite3.Connection, register: Path) -> Path | None:
    """Put a backup in a register's place. Who reads or writes meanwhile takes turns with it.

    Stopped at any moment, either the previous register or the backup stands there.

    Returns:
        Where the previous one is kept; None if there was none.

    Raises:
        RegisterUnusable: something else is there, or it cannot be written.
    """
    previous = free_name(register, _PREVIOUS)
    if not size_of(register):
        _put(backup, register, previous)
        return None
    if not _is_register(register):
        raise RegisterUnusable(
            f"{register} is no register; nothing is put in its place.",
            "Move it elsewhere first, or name another place with --db.",
        )
    try:
        _replace(backup, register, previous)
    except BaseException as error:
        previous.unlink(missing_ok=True)
        if not isinstance(error, sqlite3.Error):
            raise
        if not _is_damage(error):
            raise unreadable(register, error) from error
        _put(backup, register, previous)
    return previous


def _replace(backup: sqlite3.Connection, register: Path, previous: Path) -> None:
    """Replace all that a register holds, and keep what that was when nobody else could write."""

    def keep() -> None:
        signals.enter_context(SIGNALS.commit())  # others were waited for until now
        with (
            closing(connect_read_only(register)) as content,
            build_file(previous, register=register) as part,
        ):
            copy_alone(content, part)

    with closing(sqlite3.connect(register.absolute())) as connection:
        share(connection)  # or nobody could read while this writes, not even to keep it
    with ExitStack() as signals:
        copy_pages(backup, register, keep)


def _put(backup: sqlite3.Connection, register: Path, previous: Path) -> None:
    """Let a new file stand where there is none, or one of which SQLite can make nothing."""
    with (
        SIGNALS.commit(),
        build_file(register, overwrite=True, may_replace=lambda _: True) as part,
    ):
        try:
            copy_alone(backup, part)
        except sqlite3.Error as error:
            raise unreadable(part, error) from error
        # What SQLite kept beside the one that was there must not meet the new one.
        for ending in ("", *SIDECARS):
            file = register.with_name(register.name + ending)
            if size_of(file):
                file.rename(previous.with_name(previous.name + ending))


@contextmanager
def _open_and_examine(
    file: Path, watching: Watching
) -> Iterator[tuple[sqlite3.Connection, list[health.Fault]]]:
    """A register at one moment, and what is wrong with it: less is known of an older version."""
    with closing(connect_read_only(file)) as connection:
        connection.execute("BEGIN")
        results = (
            examine(connection, watching)
            if state_of(connection, file) is State.CURRENT
            else health.examine(connection, watching, health.STEPS_OF_ANY_VERSION)
        )
        yield connection, [fault for step in results for fault in step.faults]


def _is_register(file: Path) -> bool:
    """Whether a file is a register, of any version and perhaps damaged."""
    try:
        with closing(connect_read_only(file)) as connection:
            [[mark]] = connection.execute("PRAGMA application_id")
    except (RegisterUnusable, *READING_ERRORS):
        return bears_mark(file)
    return bool(mark == APPLICATION_ID)


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & health.PRIMARY in _DAMAGED
