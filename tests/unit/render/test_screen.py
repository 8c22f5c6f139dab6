from __future__ import annotations

import os
import sys
from io import StringIO

import pytest

from partnerreg.render import FIRST_ROWS, Screen


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


def test_a_file_or_a_pipe_is_no_screen() -> None:
    assert Screen.of(StringIO()) is None


def test_a_terminal_has_colour_and_shows_the_first_rows() -> None:
    assert Screen.of(Terminal()) == Screen(width=80, color=True, limit=FIRST_ROWS)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_the_environment_takes_the_colour_away(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert Screen.of(Terminal()) == Screen(color=False)


def test_an_empty_no_color_takes_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert Screen.of(Terminal()) == Screen(color=True)


def test_a_caller_can_do_without_colour_and_limit() -> None:
    assert Screen.of(Terminal(), color=False, limit=None) == Screen(color=False, limit=None)


def test_columns_sets_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "132")
    assert Screen.of(Terminal()) == Screen(width=132)


@pytest.mark.parametrize("nonsense", ["", "0", "-3", "wide", "²"])
def test_columns_that_is_no_width_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, nonsense: str
) -> None:
    monkeypatch.setenv("COLUMNS", nonsense)
    assert Screen.of(Terminal()) == Screen(width=80)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("told", "width"), [(97, 97), (0, 80)])
def test_the_terminal_is_asked_for_its_width(told: int, width: int) -> None:
    import termios

    outer, inner = os.openpty()
    try:
        termios.tcsetwinsize(inner, (24, told))
        with os.fdopen(inner, "w") as out:
            assert Screen.of(out) == Screen(width=width)
    finally:
        os.close(outer)
