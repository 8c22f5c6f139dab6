"""A register with a table that the program does not have, and a noun for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# Test folders are no packages; helpers are imported by their bare names.
sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))

from command_line import Cli, Register, settle
from poster import POSTER
from poster_register import with_posters

from partnerreg.nouns import registry


@pytest.fixture(autouse=True)
def _settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch, tmp_path)
    registry.register(POSTER)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(with_posters(tmp_path / "register.db"))


@pytest.fixture
def cli(register: Register) -> Cli:
    """Two partners, and one of our people."""
    cli = Cli()
    cli.done("partner", "add", "Café Retro")
    cli.done("partner", "add", "Teatret")
    cli.done("staff", "add", "Åse Bjørn")
    return cli
