"""Whatever is typed where, a command does it or says why not: no fault of the program."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerreg.cli.app import build
from partnerreg.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.command_line import Cli

# Words that are no text, none, too long, or that somebody below might take for something.
HOSTILE = [
    *(
        "",
        " ",
        "-",
        "--",
        "---",
        "=",
        ",",
        ";",
        "#",
        "'",
        '"',
        "\\",
        "$(x)",
        "%",
        "_",
        "*",
        "[",
        "{0}",
    ),
    *("0", "-1", "1.5", "01", "٣", "#0", str(2**63 - 1), str(2**63), "9" * 5_000, "nan", "1e400"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "0000-00-00", "10000-01-01", "12m", f"{2**31}d"),
    *("[bold]", "x\n\n", "\x1b[31m", "\u202egnp.exe", "\ufeff", "\u3164", "\U0010ffff", "\x7f"),
    *(
        "x" * 100_000,
        "é" * 300,
        os.fsdecode(b"caf\xe9"),
        "null",
        "=1+1",
        "a@" + "b" * 300,
        "https://[",
    ),
    *(
        "~nobody-here/x",
        ".",
        "..",
        "loop",
        "/dev/null/x",
        "/dev/full",
        "nowhere/x.csv",
        "x" * 300 + ".csv",
    ),
    *("register.db", "register.db-wal", "list.json", "list.xlsx"),
]
# What fits somewhere, so that what is hostile beside it comes to be read.
FITTING = [
    *("Alfa", "Beta", "Stage", "Youth", "G1", "Bo", "1", "2026-01-15", "service", "2", "meeting"),
    *("public", "written-agreement", "json", "csv", "list.csv", "letter.pdf", "participation"),
    *("90d", "12", "name", "all", "success", "active", "coordinator", "Ny", "consent", "partners"),
]

# They open a window, write where shells look, or end before anything is read.
LEFT_OUT = {"--open", "--install-completion", "--show-completion", "--version", "--help"}


def commands() -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """Each command's words, and what it takes; without the demo, which takes seconds."""
    for name, make in build().makers.items():
        command = make()
        if command.params and name != "demo":
            yield (name,), command.params
        for verb, maker in getattr(command, "makers", {}).items():
            yield (name, verb), maker().params


COMMANDS = dict(commands())
OPTIONS = build().params
WORDS = (
    st.sampled_from(FITTING)
    | st.sampled_from(HOSTILE)
    | st.text(st.characters(exclude_characters="\0"), max_size=8)
)


@st.composite
def lines(draw: st.DrawFn, words: tuple[str, ...]) -> list[str]:
    """A command with such words for what it needs, and for some of what it may take."""
    line = list(words)
    for param in [*COMMANDS[words], *OPTIONS]:
        name = param.opts[0]
        is_rare = param in OPTIONS
        if name in LEFT_OUT:
            continue
        if not name.startswith("-"):
            if param.required or draw(st.booleans()):
                line.append(draw(WORDS))
        elif param.required or draw(st.integers(0, 30 if is_rare else 4)) == 1:
            line += [name] if param.is_flag else [f"{name}={draw(WORDS)}"]
    return line


@pytest.fixture
def place(portfolio: Cli, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """A register, some files beside it, and a zone far from UTC."""
    Path("loop").symlink_to("loop")
    Path("list.csv").write_text("name,kommune\nNy,Aarhus\n", encoding="utf-8")
    Path("letter.pdf").write_bytes(b"%PDF")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    yield portfolio
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(sys.platform == "win32", reason="links and zones are others there")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_any_words_are_taken_or_refused(place: Cli, words: tuple[str, ...]) -> None:
    @given(lines(words))
    @settings(
        max_examples=settings.default.max_examples // 20,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def taken_or_refused(line: list[str]) -> None:
        answer = place(*line)  # which fails the test by itself where it is a fault
        assert answer.exit_code in set(ExitCode)
        assert "Traceback" not in answer.output
        assert answer.exit_code == 0 or answer.stderr

    taken_or_refused()
