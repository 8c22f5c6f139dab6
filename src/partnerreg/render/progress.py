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
_STEP = 1_000  # things between two looks at the clock


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
        self, things: Iterable[Thing], doing: str, done: Callable[[], float], then: str
    ) -> Iterator[Thing]:
        """The things, one after another.

        Args:
            things: what goes by.
            doing: what is done with them, in a word or two.
            done: how far it has come, from 0 to 1.
            then: what is done when all of them have gone by, for which nobody knows how long.
        """
        if not self._out.isatty():
            yield from things
            return
        for number, thing in enumerate(things):
            if number % _STEP == 0:
                self._show(doing, done())
            yield thing
        self._show(then, None)

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def _show(self, what: str, part: float | None) -> None:
        if self._bar is None:
            if time.monotonic() - self._start < _PATIENCE:
                return
            self._bar = self._make()
        total = None if part is None else 1
        self._bar.update(self._bar.task_ids[0], description=what, total=total, completed=part or 0)
        self._bar.start()  # does nothing but the first time

    def _make(self) -> Progress:
        from rich.console import Console
        from rich.progress import Progress

        console = Console(file=self._out, no_color=not self._color)
        bar = Progress(console=console, transient=True)
        bar.add_task("")
        return bar


@contextmanager
def watching(out: TextIO, *, color: bool = True) -> Iterator[Watch]:
    """A watch whose bar is gone at the end."""
    watch = Watch(out, color=color)
    try:
        yield watch
    finally:
        watch.stop()
