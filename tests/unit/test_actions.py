"""What can be done is told as data; only the command line knows commands and options."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import partnerreg
from partnerreg.actions import Action, Advice, Option, see
from partnerreg.cli.remedies import command, sentence
from partnerreg.domain.enums import Level

ROOT = Path(partnerreg.__file__).parent

REPORTS = (
    *("agreement", "brief", "context", "coverage", "database", "expiring", "gaps", "history"),
    *(
        "imports",
        "level_counts",
        "levels",
        "lists",
        "meeting",
        "movements",
        "partner",
        "partners",
        "quiet",
    ),
    *("report", "undo"),
)

IMPORT = sorted(
    path.name
    for path in (ROOT / "transfer").iterdir()
    if path.name not in {"__pycache__", "archive", "export.py"}
)

# Packages and modules below the command line that hand over data alone.
BELOW = (
    *("db", "domain", "files.py", "queries", "schemas", "services", "tables"),
    *(f"reports/{name}.py" for name in REPORTS),
    *(f"transfer/{name}" for name in IMPORT),
)

COMMAND = re.compile(r"partnerreg [a-z]|(^|[\s`\"'(])--[a-z]")

# Sentences that are no advice, and name one all the same: of them, a comment in a file.
EXCEPT = {"--until ", "# `partnerreg import "}


def texts(path: Path) -> list[str]:
    """The literal texts of a module, but for docstrings and help."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


@pytest.mark.parametrize("place", BELOW)
def test_below_the_command_line_no_text_names_a_command_or_an_option(place: str) -> None:
    start = ROOT / place
    for path in [start] if start.is_file() else start.rglob("*.py"):
        found = {text for text in texts(path) if COMMAND.search(text)}
        assert found <= EXCEPT, path


def test_an_action_is_a_command_quoted_for_a_shell() -> None:
    action = Action("partner", "edit", ("O'Brien", "FILE"), {"to": Level.SERVICE, "all": True})
    assert command(action) == "partner edit 'O'\"'\"'Brien' FILE --to service --all"
    assert command(Action("undo", arguments=(3,))) == "undo 3"


def test_a_sentence_names_commands_in_backticks_and_options_as_they_are_typed() -> None:
    assert sentence(see("partner", "list")) == "See `partnerreg partner list`."
    told = Advice("Say {option} of {name}.", option=Option("ends_on", "DATE"), name="{a} `b`")
    assert sentence(told) == "Say --until DATE of {a} `b`."
    assert sentence("As it is.") == "As it is."
