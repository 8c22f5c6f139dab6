"""What the shell is offered when Tab is pressed."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Cli


def offered(shell: str, *words: str) -> list[str]:
    """The lines that a shell gets for a command line whose last word is being typed."""
    line = " ".join(("partnerreg", *words))
    asked = {
        "_PARTNERREG_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words)),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    answer = subprocess.run(
        [sys.executable, "-m", "partnerreg"],
        env=os.environ | asked,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    return answer.stdout.split("\n")


@pytest.fixture
def partners(cli: Cli) -> Cli:
    """Three partners."""
    for name in ("Café Retro", "Cafe Nord", "O'Brien & Søn"):
        cli.done("partner", "add", name)
    return cli


def test_bash_is_offered_partners_however_they_are_typed_and_quoted_for_it(partners: Cli) -> None:
    assert offered("bash", "partner", "show", "caf") == ["Cafe\\ Nord", "Café\\ Retro", ""]
    assert offered("bash", "contact", "add", "RETRO") == ["Café\\ Retro", ""]
    assert offered("bash", "partner", "check", "søn") == ["O\\'Brien\\ \\&\\ Søn", ""]
    assert offered("bash", "agreement", "attach", "zoo") == [""]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_offered_partners_by_their_beginning(partners: Cli, shell: str) -> None:
    offer = "\n".join(offered(shell, "partner", "promote", "Caf"))

    assert "Café Retro" in offer
    assert "Cafe Nord" in offer
    assert "Brien" not in offer


def test_nouns_verbs_and_options_are_offered(partners: Cli) -> None:
    assert offered("bash", "par") == ["partner", ""]
    assert offered("bash", "partner", "pro") == ["promote", ""]
    assert offered("bash", "partner", "list", "--mun") == ["--municipality", ""]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_where_nothing_can_be_read_nothing_is_said(
    bare_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    def said() -> str:
        return "".join(offered(shell, "partner", "show", "Ca")).strip()

    nothing = {"bash": "", "zsh": "_files"}[shell]
    assert said() == nothing
    (tmp_path / "register.db").write_text("Not a database.", encoding="utf-8")
    assert said() == nothing
    (tmp_path / "config.toml").write_text("lang = da", encoding="utf-8")
    monkeypatch.setenv("PARTNERREG_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.delenv("PARTNERREG_DB")
    assert said() == nothing
