"""Doing, undoing and redoing in tests: each an operation of its own, and every reference whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers import actions
from helpers.actions import one, raw, writing
from partnerreg.services.undo import redo, undo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.services.undo import UndoResult


def do(path: Path, deed: Callable[[UnitOfWork], Any], name: str = "test") -> int:
    """Do something as an operation of its own; its number."""
    with writing(path, name=name) as work:
        deed(work)
    return int(one(path, "SELECT max(id) FROM operation"))


def undone(path: Path, number: int | None = None) -> UndoResult:
    with writing(path, name="undo") as work:
        found = undo(work, number)
    assert_whole(path)
    return found


def redone(path: Path) -> UndoResult:
    with writing(path, name="redo") as work:
        found = redo(work)
    assert_whole(path)
    return found


def assert_whole(path: Path) -> None:
    with raw(path) as connection:
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()


def edit(number: int, **fields: Any) -> Callable[[UnitOfWork], None]:
    """Change some fields of a partner."""

    def deed(work: UnitOfWork) -> None:
        actions.edit(work, "partner", number, **fields)

    return deed


def kept(done: UndoResult) -> list[tuple[str, int, str, int | None]]:
    return [(each.thing, each.id, each.reason, each.operation) for each in done.kept]
