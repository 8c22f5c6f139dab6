"""Opening a register: made where there is none, upgraded where it is older."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.actions import Action, Advice, Option
from partnerreg.db.dialects import dialect
from partnerreg.db.reader import PreparedReader
from partnerreg.db.version import State
from partnerreg.errors import NotFound, RegisterUnusable
from partnerreg.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def open_reader(path: Path, tell: Callable[[str], None]) -> PreparedReader:
    """A reader of the register at `path`; an older one is upgraded first, and `tell` is told.

    Raises:
        NotFound: there is no register there.
        RegisterUnusable: it is locked, damaged, something else, or newer than this program.
    """
    found = dialect.state(path)
    if found is State.OLDER:
        _upgrade(path, tell)
    elif found is not State.CURRENT:
        raise no_register(path)
    return PreparedReader(dialect.connect(path))


def ensure_current(
    path: Path, tell: Callable[[str], None], *, may_make: bool = True, make_folder: bool = False
) -> None:
    """See to it that a current register stands at `path`, making or upgrading it; `tell` is told.

    Args:
        path: the register's file.
        tell: takes one sentence for the person.
        may_make: make one where there is none; else that is an error.
        make_folder: make the folder too; else a missing one is an error.

    Raises:
        NotFound: there is no register, or the folder does not exist.
        RegisterUnusable: the file is locked, damaged, something else, or newer, or
            the folder cannot be made.
    """
    found = dialect.state(path)
    if found in {State.CURRENT, State.OLDER} and (warning := dialect.warning(path)):
        tell(f"Warning: {warning}")
    if found is State.CURRENT:
        return
    if found is State.OLDER:
        _upgrade(path, tell)
        return
    if not may_make:
        raise no_register(path)
    if make_folder:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RegisterUnusable(
                f"The folder {path.parent} cannot be made: {error.strerror}.",
                Advice("Name another place with {option}.", option=Option("db")),
            ) from None
    elif not path.parent.is_dir():
        raise NotFound(
            f"The folder {path.parent} does not exist.",
            Advice("Make it, or name another place with {option}.", option=Option("db")),
        )
    from partnerreg.db.migrate import bring_up_to_date

    with SIGNALS.held():  # until it is said what was done
        bring_up_to_date(path, tell=tell)
        tell(f"Made a new register at {path}.")


def no_register(path: Path) -> NotFound:
    """There is no register where one is needed."""
    return NotFound(
        f"There is no register at {path}.",
        Advice(
            "{add} makes one, {demo} one to try things on.",
            add=Action("partner", "add", ("NAME",)),
            demo=Action("demo"),
        ),
    )


def _upgrade(path: Path, tell: Callable[[str], None]) -> None:
    from partnerreg.db.migrate import bring_up_to_date

    with SIGNALS.held():  # until it is said what was done
        if copy := bring_up_to_date(path, tell=tell):
            tell(f"Upgraded the register at {path}; it is kept as it was in {copy}.")
            SIGNALS.register = "The register was upgraded, and what it says is as it was."
