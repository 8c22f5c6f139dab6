"""A bar for what takes long."""

from __future__ import annotations

import os
import pty
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from partnerreg.render import progress
from partnerreg.render.progress import watching

if TYPE_CHECKING:
    from typing import TextIO


class Terminal:
    """A terminal: `out` is what a program writes to."""

    def __init__(self) -> None:
        self._near, far = pty.openpty()
        self.out = os.fdopen(far, "w")

    def seen(self) -> str:
        """All that was written, in the end."""
        self.out.close()
        arrived = b""
        try:
            while chunk := os.read(self._near, 4096):
                arrived += chunk
        except OSError:  # how Linux says that nobody writes to it any more
            pass
        os.close(self._near)
        return arrived.decode()


def watched(out: TextIO) -> list[int]:
    with watching(out, color=False) as watch:
        return list(watch.over(range(3_000), "Reading", lambda: 0.5, "Writing"))


def test_things_go_by_unseen_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    out = StringIO()
    assert watched(out) == list(range(3_000))
    assert out.getvalue() == ""


def test_what_is_soon_done_shows_no_bar() -> None:
    terminal = Terminal()
    assert watched(terminal.out) == list(range(3_000))
    assert terminal.seen() == ""


def test_what_takes_long_shows_how_far_it_is_and_then_goes_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    assert watched(terminal.out) == list(range(3_000))
    shown = terminal.seen()
    assert "Reading" in shown
    assert "50%" in shown
    assert shown.endswith("\x1b[2K")


def test_the_bar_goes_away_when_something_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setenv("TERM", "xterm")

    def fail() -> None:
        with watching(terminal.out) as watch:
            for number in watch.over(range(3_000), "Reading", lambda: 0.5, "Writing"):
                assert number < 2_000

    with pytest.raises(AssertionError):
        fail()
    assert terminal.seen().endswith("\x1b[2K")
