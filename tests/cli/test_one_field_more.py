"""A field more is one line of an entity and one declaration, and goes through every door.

As a developer would add it: in a copy of the program, the line and the declaration are written
into the two files, and the column into the registers, as a migration would.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import partnerreg
from helpers.command_line import Answer, Cli, Register

if TYPE_CHECKING:
    from collections.abc import Callable

COLUMN = "    nickname: str | None = None\n"
FIELD = '''        Field(
            "nickname",
            LINE,
            N_("Nickname"),
            "What people call it.",
            headers="""
                nickname
                kaldenavn
                smeknamn
                lempinimi
                kallenavn
            """,
        ),
'''
NOUNS = {"partner": "partners", "contact": "contacts"}
ADD = {
    "partner": ("partner", "add", "Café Retro"),
    "contact": ("contact", "add", "Teatret", "Eva Holm"),
}


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which partners and contacts have a nickname."""
    source = Path(partnerreg.__file__).parent
    place = tmp_path_factory.mktemp("program")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(source, place / "src" / "partnerreg", ignore=ignored)
    shutil.copytree(source.parents[1] / "migrations", place / "migrations", ignore=ignored)
    package = place / "src" / "partnerreg"
    entities = package / "tables" / "partner.py"
    before, partner, contact = entities.read_text(encoding="utf-8").partition("class Contact(")
    notes = "    notes: str | None = None\n"
    assert before.count(notes) == contact.count(notes) == 1
    text = before.replace(notes, notes + COLUMN) + partner + contact.replace(notes, notes + COLUMN)
    entities.write_text(text, encoding="utf-8")
    for noun in NOUNS:
        declaration = package / "nouns" / f"{noun}.py"
        text, first = (
            declaration.read_text(encoding="utf-8"),
            '        Field(\n            "notes",',
        )
        assert text.count(first) == 1
        declaration.write_text(text.replace(first, FIELD + first), encoding="utf-8")
    return place / "src"


class Copy(Cli):
    """The program with the field more."""

    def __init__(self, source: Path) -> None:
        self.environment = os.environ | {"PYTHONPATH": str(source)}

    def __call__(self, *words: str, stdin: str | bytes = "") -> Answer:
        """Run it as a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "partnerreg", *words],
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            capture_output=True,
            env=self.environment,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr.decode())

    def python(self, program: str) -> str:
        """What a few lines of Python in the copy write."""
        command = [sys.executable, "-c", program]
        return subprocess.check_output(command, env=self.environment, text=True)


@pytest.fixture
def register_with(tmp_path: Path, new_register: Path) -> Callable[[str], Register]:
    """What makes a register with the column."""

    def make(name: str) -> Register:
        register = Register(Path(shutil.copy(new_register, tmp_path / name)))
        for noun in NOUNS:
            register.write(f"ALTER TABLE {noun} ADD COLUMN nickname VARCHAR")
        return register

    return make


@pytest.fixture
def more(program: Path, register_with: Callable[[str], Register]) -> Copy:
    """The program with the field more, and a register with a partner."""
    register_with("register.db")
    copy = Copy(program)
    copy.done("partner", "add", "Teatret")
    return copy


def shown(copy: Copy, noun: str, number: int) -> Any:
    return copy.json(noun, "show", str(number))["nickname"]


@pytest.mark.parametrize("noun", NOUNS)
def test_it_is_typed_shown_changed_and_taken_back(more: Copy, noun: str) -> None:
    number = {"partner": 2, "contact": 1}[noun]
    more.done(*ADD[noun], "--nickname", "Retten")
    assert shown(more, noun, number) == "Retten"
    assert "Retten" in more(noun, "show", str(number)).stdout

    said = more.done(noun, "edit", str(number), "--nickname", "Bar")
    assert said.endswith(": nickname.\n")
    assert shown(more, noun, number) == "Bar"
    assert more(noun, "edit", str(number), "--nickname", "x" * 501).stderr == (
        "Error: --nickname is 501 characters long; at most 500 fit.\n"
    )
    operation = more.json("history")[0]["id"]
    change = more("history", "show", str(operation)).stdout
    assert "Nickname" in change or "nickname" in change
    assert "Retten" in change

    more("undo")
    assert shown(more, noun, number) == "Retten"
    more("redo")
    assert shown(more, noun, number) == "Bar"


def test_a_list_shows_it_and_is_filtered_and_sorted_by_it(more: Copy) -> None:
    more.done(*ADD["contact"], "--nickname", "Boss")
    more.done("contact", "add", "Teatret", "Bo", "--nickname", "Ace")
    listed = more.json("contact", "list", "--nickname", "boss")
    assert [(row["name"], row["nickname"]) for row in listed] == [("Eva Holm", "Boss")]
    assert [row["name"] for row in more.json("contact", "list", "--sort", "nickname")] == [
        "Bo",
        "Eva Holm",
    ]
    assert more.json("contact", "list", "--columns", "nickname")[0].keys() == {"id", "nickname"}


def test_the_list_of_partners_shows_it_and_is_filtered_and_sorted_by_it(more: Copy) -> None:
    more.done(*ADD["partner"], "--nickname", "Retten")
    more.done("partner", "add", "Biblioteket", "--nickname", "Ace")
    listed = more.json("partner", "list", "--nickname", "RETT", "--columns", "name,nickname")
    assert listed == [{"id": 2, "name": "Café Retro", "nickname": "Retten"}]
    assert [row["name"] for row in more.json("partner", "list", "--sort", "nickname")] == [
        "Biblioteket",
        "Café Retro",
        "Teatret",
    ]
    assert "nickname" not in more.json("partner", "list")[0]


@pytest.mark.parametrize("noun", NOUNS)
def test_it_comes_in_with_a_danish_header_and_goes_out(
    more: Copy, tmp_path: Path, noun: str
) -> None:
    plural = NOUNS[noun]
    template = more("--lang", "da", "import", "template", plural).stdout
    assert "kaldenavn" in template.strip().split(";")

    header = {"partner": "navn;kaldenavn\n", "contact": "partner;navn;kaldenavn\n"}[noun]
    row = {"partner": "Café Retro;Retten\n", "contact": "Teatret;Eva Holm;Retten\n"}[noun]
    (tmp_path / "liste.csv").write_text(header + row, encoding="utf-8")
    for added in (1, 0):
        answer = more.json("import", plural, "liste.csv")
        assert (answer["added"], answer["changed"]) == (added, 0)

    (tmp_path / "liste.csv").write_text(header + row.replace("Retten", "Bar"), encoding="utf-8")
    assert more.json("import", plural, "liste.csv", "--on-match", "update")["changed"] == 1

    text = more("export", plural, "--raw").stdout
    assert list(csv.DictReader(io.StringIO(text)))[-1]["nickname"] == "Bar"
    again = more("import", plural, "-", "--format", "json", stdin=text)
    assert (json.loads(again.stdout)["added"], json.loads(again.stdout)["changed"]) == (0, 0)


def test_a_whole_register_goes_out_and_in_with_it(
    more: Copy, register_with: Callable[[str], Register]
) -> None:
    more.done(*ADD["partner"], "--nickname", "Retten")
    more.done(*ADD["contact"], "--nickname", "Boss")
    more.done("export", "all", "whole")
    new = register_with("new.db")
    more.done("--db", str(new.path), "import", "all", "whole")
    assert new.rows("SELECT nickname FROM partner") == [(None,), ("Retten",)]
    assert new.rows("SELECT nickname FROM contact") == [("Boss",)]
    assert more("--db", str(new.path), "db", "check").exit_code == 0


@pytest.mark.parametrize("noun", NOUNS)
def test_its_option_is_completed(more: Copy, noun: str) -> None:
    program = (
        "from partnerreg.cli.app import build\n"
        "from partnerreg.cli.completion import offers\n"
        f"print([offer.text for offer in offers([{noun!r}, 'edit', 'x'], '--nick', build)])"
    )
    assert more.python(program) == "['--nickname']\n"


def test_the_json_schemas_have_it(more: Copy, tmp_path: Path) -> None:
    schemas = Path(__file__).parents[2] / "docs" / "schemas"
    shutil.copytree(schemas, tmp_path / "schemas")
    more.python(
        "import runpy, sys\n"
        "sys.argv[1:] = ['schemas']\n"
        "runpy.run_module('partnerreg.reports.json_schemas', run_name='__main__')"
    )
    for name in ("partner-show", "contact-show", "contact-list"):
        schema = json.loads((tmp_path / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
        thing = schema.get("items", schema)
        assert thing["properties"]["nickname"]["description"] == "What people call it."
        assert "nickname" in thing["required"]
