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

ABOVE = {"cli", "__main__.py"}

# What another program is told, and what lists call a column.
OTHERS = {"render/browser.py", "render/pdf.py", "nouns/headers.py"}

# Where texts still name what a person types.
YET = {
    "nouns/agreement.py",
    "reports/json_schemas.py",
    "transfer/archive/export.py",
    "transfer/archive/files.py",
    "transfer/archive/whole.py",
    "transfer/export.py",
    "transfer/mapping/saved_mappings.py",
}

BELOW = sorted(
    name
    for path in ROOT.rglob("*.py")
    if (name := path.relative_to(ROOT).as_posix()).split("/")[0] not in ABOVE
    and name not in OTHERS | YET
)

COMMAND = re.compile(r"partnerreg [a-z]|(^|[\s`\"'(])--[a-z]")


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


@pytest.mark.parametrize("name", BELOW)
def test_below_the_command_line_no_text_names_a_command_or_an_option(name: str) -> None:
    assert not {text for text in texts(ROOT / name) if COMMAND.search(text)}


def test_an_action_is_a_command_quoted_for_a_shell() -> None:
    action = Action("partner", "edit", ("O'Brien", "FILE"), {"to": Level.SERVICE, "all": True})
    assert command(action) == "partner edit 'O'\"'\"'Brien' FILE --to service --all"
    assert command(Action("undo", arguments=(3,))) == "undo 3"


def test_a_sentence_names_commands_in_backticks_and_options_as_they_are_typed() -> None:
    assert sentence(see("partner", "list")) == "See `partnerreg partner list`."
    told = Advice("Say {option} of {name}.", option=Option("ends_on", "DATE"), name="{a} `b`")
    assert sentence(told) == "Say --until DATE of {a} `b`."
    assert sentence("As it is.") == "As it is."
