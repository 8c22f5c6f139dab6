"""What README promises is what happens."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
TOUR = re.findall(r"^\$ partnerreg (.+)$", README, re.MULTILINE)


def test_the_tour_has_commands() -> None:
    assert len(TOUR) > 15


def test_every_command_of_the_tour_works_in_order(
    cli: Cli, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 signed by both")

    for command in TOUR:
        answer = cli(*shlex.split(command))
        assert answer.exit_code == 0, f"{command}\n{answer.stderr}"

    assert (tmp_path / "copy-of-letter.pdf").read_bytes() == b"%PDF-1.7 signed by both"
    assert register.rows("SELECT name, level, status FROM partner") == [
        ("Café Retro", 2, "active"),
        ("Ungdomsredaktionen", 3, "ended"),
    ]


def test_the_policy_that_is_shown_is_one(cli: Cli, tmp_path: Path) -> None:
    [shown] = re.findall(r"^```toml\n(.+?)^```", README, re.MULTILINE | re.DOTALL)
    assert tomllib.loads(shown)["rules"]
    (tmp_path / "policy.toml").write_text(shown, encoding="utf-8")

    assert cli("report", "gaps", "--policy", "policy.toml").exit_code == 0


def test_every_list_that_comes_in_is_told() -> None:
    docs = Path(__file__).parents[2] / "docs"
    texts = {"README.md": README} | {
        name: (docs / name).read_text(encoding="utf-8") for name in ("importing.md", "exporting.md")
    }
    for noun in listed_nouns():
        for name, text in texts.items():
            assert f"`{noun}`" in text or f"import {noun}" in text, (
                f"{name} does not tell of {noun}"
            )
