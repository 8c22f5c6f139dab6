"""A register with a table that the program does not have, and a noun for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.command_line import Cli, Register, settle
from own_nouns.poster import POSTER
from own_nouns.poster_register import with_posters
from partnerreg.nouns import registry

if TYPE_CHECKING:
    from pathlib import Path


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
