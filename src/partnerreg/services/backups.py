"""Backups: a register in a file of its own, read back; and one put in a register's place."""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.actions import Action, Advice, Option
from partnerreg.db import health
from partnerreg.db.dialects import dialect
from partnerreg.db.version import State
from partnerreg.domain.text import pluralize
from partnerreg.errors import InvalidInput, RegisterUnusable
from partnerreg.files import SIDECARS, build_file, free_name
from partnerreg.services.examination import examine
from partnerreg.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.dialects.protocol import Connection
    from partnerreg.db.health import Watching

_PREVIOUS = ".before-restore"
_ANOTHER = "Name a file that `db backup` wrote."
_UNREADABLE: tuple[type[Exception], ...] = (RegisterUnusable, *dialect.ERRORS)


class Contents(NamedTuple):
    """What tells a register from an earlier or later one: partners, operations, the last moment."""

    partners: int
    operations: int
    last: str | None

    def __str__(self) -> str:
        last = f", the last one on {self.last[:10]}" if self.last else ""
        partners = pluralize(self.partners, "partner")
        return f"{partners}, {pluralize(self.operations, 'operation')}{last}"


def contents(register: Connection) -> Contents:
    """What a register of any version holds."""
    [[partners]] = register.execute("SELECT count(*) FROM partner")
    [[operations, last]] = register.execute("SELECT count(*), max(at) FROM operation")
    return Contents(partners, operations, last)


def describe(register: Path) -> str:
    """What stands at a register's place, in words; nothing if nothing does."""
    if not dialect.size_of(register):
        return ""
    try:
        with closing(dialect.connect(register)) as connection:
            return str(contents(connection))
    except _UNREADABLE:
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
        target, overwrite=overwrite, register=register, may_replace=dialect.is_standing_alone
    ) as part:
        with closing(dialect.connect(register)) as source:
            try:
                dialect.copy_alone(source, part)
            except dialect.ERRORS as error:
                raise dialect.explain(
                    register if dialect.is_damage(error) else part, error
                ) from error
        with _open_and_examine(part, watching) as (copy, faults):
            if faults:
                raise RegisterUnusable(
                    f"{register} was not backed up: it has {pluralize(len(faults), 'fault')}, "
                    f"the first is: {faults[0]}.",
                    Advice(
                        "{command} tells all. An earlier backup is as it was.",
                        command=Action("db", "check"),
                    ),
                )
            return contents(copy)


@contextmanager
def open_backup(file: Path, watching: Watching) -> Iterator[Connection]:
    """Open a backup that is whole, as it stands at one moment.

    Raises:
        InvalidInput: there is none.
        RegisterUnusable: it is no register, damaged, or of a newer version.
    """
    if not dialect.size_of(file):
        raise InvalidInput(f"There is no backup at {file}.", _ANOTHER)
    with ExitStack() as stack:
        try:
            backup, faults = stack.enter_context(_open_and_examine(file, watching))
        except RegisterUnusable as error:
            if dialect.is_register(file):
                raise
            raise RegisterUnusable(error.message, _ANOTHER) from error
        if faults:
            raise RegisterUnusable(
                f"{file} is not whole: it has {pluralize(len(faults), 'fault')}, "
                f"the first is: {faults[0]}.",
                "Nothing was restored. Name another backup.",
            )
        yield backup


def restore(backup: Connection, register: Path) -> Path | None:
    """Put a backup in a register's place. Who reads or writes meanwhile takes turns with it.

    Stopped at any moment, either the previous register or the backup stands there.

    Returns:
        Where the previous one is kept; None if there was none.

    Raises:
        RegisterUnusable: something else is there, or it cannot be written.
    """
    previous = free_name(register, _PREVIOUS)
    if not dialect.size_of(register):
        _put(backup, register, previous)
        return None
    if not dialect.is_register(register):
        raise RegisterUnusable(
            f"{register} is no register; nothing is put in its place.",
            Advice(
                "Move it elsewhere first, or name another place with {option}.",
                option=Option("db"),
            ),
        )
    try:
        _replace(backup, register, previous)
    except BaseException as error:
        previous.unlink(missing_ok=True)
        if not isinstance(error, dialect.ERRORS):
            raise
        if not dialect.is_damage(error):
            raise dialect.explain(register, error) from error
        _put(backup, register, previous)
    return previous


def _replace(backup: Connection, register: Path, previous: Path) -> None:
    """Replace all that a register holds, and keep what that was when nobody else could write."""

    def keep() -> None:
        signals.enter_context(SIGNALS.commit())  # others were waited for until now
        with (
            closing(dialect.connect(register)) as content,
            build_file(previous, register=register) as part,
        ):
            dialect.copy_alone(content, part)

    with ExitStack() as signals:
        dialect.replace(backup, register, keep)


def _put(backup: Connection, register: Path, previous: Path) -> None:
    """Let a new file stand where there is none, or one of which SQLite can make nothing."""
    with (
        SIGNALS.commit(),
        build_file(register, overwrite=True, may_replace=lambda _: True) as part,
    ):
        try:
            dialect.copy_alone(backup, part)
        except dialect.ERRORS as error:
            raise dialect.explain(part, error) from error
        # What SQLite kept beside the one that was there must not meet the new one.
        for ending in ("", *SIDECARS):
            file = register.with_name(register.name + ending)
            if dialect.size_of(file):
                file.rename(previous.with_name(previous.name + ending))


@contextmanager
def _open_and_examine(
    file: Path, watching: Watching
) -> Iterator[tuple[Connection, list[health.Fault]]]:
    """A register at one moment, and what is wrong with it: less is known of an older version."""
    with closing(dialect.connect(file)) as connection:
        connection.execute("BEGIN")
        results = (
            examine(connection, watching)
            if dialect.state_of(connection, file) is State.CURRENT
            else health.examine(connection, watching, health.STEPS_OF_ANY_VERSION)
        )
        yield connection, [fault for step in results for fault in step.faults]
