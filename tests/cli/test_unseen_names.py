"""A name that shows nothing is none, whichever way it comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

UNSEEN = ["\u3164", "\u202e", "\u2800 \u115f"]


@pytest.mark.parametrize("unseen", UNSEEN)
@pytest.mark.parametrize(
    "words",
    [
        ("partner", "add", "?"),
        ("partner", "edit", "Alfa", "--name", "?"),
        ("contact", "add", "Alfa", "?"),
        ("unit", "add", "?"),
        ("area", "add", "?"),
        ("staff", "add", "?"),
        ("goal", "add", "A title", "--code", "?"),
        ("goal", "add", "?", "--code", "G9"),
        ("--actor", "?", "unit", "add", "A unit"),
        ("import", "partners", "list.csv"),
        ("import", "partners", "good.csv", "--save-mapping", "?"),
    ],
)
def test_a_name_that_shows_nothing_is_refused(
    portfolio: Cli, register: Register, tmp_path: Path, words: tuple[str, ...], unseen: str
) -> None:
    before = register.operations
    (tmp_path / "list.csv").write_text(f"name,notes\nOodi,x\n{unseen},y\n", encoding="utf-8")
    (tmp_path / "good.csv").write_text("name\nOodi\n", encoding="utf-8")
    answer = portfolio(*(unseen if word == "?" else word for word in words))
    assert (answer.exit_code, answer.stdout, register.operations) == (2, "", before)
    assert answer.stderr.startswith(("Error: ", "Read 2 rows"))


def test_a_tag_that_shows_nothing_is_none(cli: Cli, register: Register) -> None:
    cli.done("partner", "add", "Oodi", "--tag", "\u3164", "--tag", "music")
    assert register.rows("SELECT tag FROM partner_tag") == [("music",)]
