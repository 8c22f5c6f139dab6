"""On a terminal, what a command requires and was not given is asked for."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from partnerreg.domain.enums import AgreementKind, Role

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register


def on_terminal(*words: str, answers: str, **environment: str) -> tuple[int, str]:
    """Run the program on a pseudo-terminal, and type; its exit code, and all that it showed."""
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "partnerreg", *words]
    streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    with subprocess.Popen(
        command, env=os.environ | {"COLUMNS": "120"} | environment, **streams
    ) as program:  # type: ignore[call-overload]
        os.close(terminal)
        os.write(controller, answers.encode())
        shown = b""
        while True:
            try:
                chunk = os.read(controller, 4096)
            except OSError:  # Linux says so that nobody holds the terminal any more
                break
            if not chunk:
                break
            shown += chunk
    os.close(controller)
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    return program.returncode, text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("words", "answers", "asked", "said"),
    [
        ("partner add", "Café Retro\n", ["Name: "], "Added #5 Café Retro at the network level."),
        ("unit add", "Lab 2\n", ["Name: "], "Added unit #3 Lab 2."),
        (
            "goal add",
            "More\nG7\n",
            ["Title: ", "Code: "],
            "Added goal #2 G7 More.",
        ),
        (
            "contact add",
            "Alfa\n\nEva\n",
            ["Partner: ", "Name: ", "It cannot be left out."],
            "Added contact #1 Eva at Alfa.",
        ),
        (
            "evaluation add Alfa",
            "fine\nsucces\n",
            ["Rating [success|mixed|failure]: ", "'fine' is not one of success, mixed, failure."],
            "Noted evaluation #1 of Alfa: success.",
        ),
        (
            "activity log Alfa",
            "-- Open stage\n",
            ["Title: "],
            "Logged meeting #1 -- Open stage with Alfa.",
        ),
        (
            "agreement attach Alfa",
            "letter-of-intent\n",
            [f"Kind [{'|'.join(AgreementKind)}]: "],
            "Recorded agreement #1 Letter of intent with Alfa.",
        ),
        (
            "staff assign Bo Alfa",
            "coordinator\n",
            [f"Role [{'|'.join(Role)}]: "],
            "Bo follows Alfa as coordinator from 2026-03-01.",
        ),
        (
            "staff assign --as coordinator",
            "Bo\nAlfa\n",
            ["Staff: ", "Partner: "],
            "Bo follows Alfa as coordinator from 2026-03-01.",
        ),
        (
            "partner demote",
            "Alfa\nhigh\n3\n",
            ["Partner: ", "Level [strategic|service|network]: ", "'high' is not"],
            "#1 Alfa: ",
        ),
        ("goal show", "G1\n", ["Goal: "], "G1"),
        ("agreement show", "1\n", ["Number: "], "There is no agreement #1."),
        ("report brief", "Alfa\n", ["Partner: "], "Alfa"),
        ("history show", "1\n", ["Number: "], "Anna"),
    ],
)
def test_what_is_missing_is_asked_for(
    portfolio: Cli, words: str, answers: str, asked: list[str], said: str
) -> None:
    code, shown = on_terminal(*words.split(), answers=answers)
    for question in [*asked, said]:
        assert question in shown
    assert code == (3 if "There is no" in said else 0)


def test_it_is_asked_in_the_reader_s_language(portfolio: Cli) -> None:
    code, shown = on_terminal("--lang", "da", "unit", "add", answers="Værksted\n")
    assert code == 0
    assert "Navn: " in shown
    code, shown = on_terminal("--lang", "da", "goal", "link", answers="G1\nAlfa\n")
    assert (code, "Mål: " in shown, "Partner: " in shown) == (0, True, True)


def test_who_has_nothing_to_say_is_told_what_is_missing(portfolio: Cli, register: Register) -> None:
    code, shown = on_terminal("unit", "add", answers="\x04")
    assert code == 2
    assert "Missing argument 'NAME'." in shown
    assert register.value("SELECT count(*) FROM unit") == 2


def test_nobody_is_asked_without_a_terminal(portfolio: Cli) -> None:
    answer = portfolio("unit", "add", stdin="Lab 2\n")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "Missing argument 'NAME'." in answer.stderr
