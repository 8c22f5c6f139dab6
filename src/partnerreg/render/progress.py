"""A bar for what takes longer than a second; on a terminal only."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.progress import Progress

Thing = TypeVar("Thing")

_PATIENCE = 1.0  # seconds without a bar
_STEP = 1_000  # small things between two looks at the clock


class Watch:
    """Watches things go by, and shows how far they are when that takes long.

    Args:
        out: a terminal; on anything else nothing is shown.
        color: whether the bar may be coloured.
    """

    def __init__(self, out: TextIO, *, color: bool) -> None:
        self._out = out
        self._color = color
        self._start = time.monotonic()
        self._bar: Progress | None = None

    def over(
        self,
        things: Iterable[Thing],
        doing: str,
        done: Callable[[], float],
        then: str,
        size: int = 1,
    ) -> Iterator[Thing]:
        """The things, one after another.

        Args:
            things: what goes by.
            doing: what is done with them, in a word or two.
            done: how far it has come, from 0 to 1.
            then: what is done when all of them have gone by, for which nobody knows how long.
            size: how many rows each of the things is.
        """
        if not self._out.isatty():
            yield from things
            return
        step = max(_STEP // size, 1)
        for number, thing in enumerate(things):
            if number % step == 0:
                self._show(doing, done(), number * size)
            yield thing
        self._show(then, None)

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def _show(self, what: str, part: float | None, number: int = 0) -> None:
        elapsed = time.monotonic() - self._start
        if self._bar is None:
            if elapsed < _PATIENCE:
                return
            self._bar = self._make()
        total = None if part is None else 1
        rate = f"{number / elapsed:,.0f} rows/s" if number else ""
        task = self._bar.task_ids[0]
        self._bar.update(task, description=what, total=total, completed=part or 0, rate=rate)
        self._bar.start()  # does nothing but the first time

    def _make(self) -> Progress:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        console = Console(file=self._out, no_color=not self._color)
        name, rate = TextColumn("{task.description}"), TextColumn("{task.fields[rate]}")
        rest = TimeRemainingColumn(compact=True)
        columns = (name, BarColumn(), TaskProgressColumn(), rate, rest)
        bar = Progress(*columns, console=console, transient=True)
        bar.add_task("", rate="")
        return bar


@contextmanager
def watching(out: TextIO, *, color: bool = True) -> Iterator[Watch]:
    """A watch whose bar is gone at the end."""
    watch = Watch(out, color=color)
    try:
        yield watch
    finally:
        watch.stop()
