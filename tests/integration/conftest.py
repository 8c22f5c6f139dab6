"""Registers to test on: real SQLite files, made once by the real migrations and copied."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.filled_register import fill
from helpers.processes import Programs
from partnerreg.db.migrate import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new register. Not to be written to: copy it."""
    path = tmp_path_factory.mktemp("registers") / "empty.db"
    bring_up_to_date(path)
    return path


@pytest.fixture(scope="session")
def filled_register(tmp_path_factory: pytest.TempPathFactory, empty_register: Path) -> Path:
    """A register with rows in every table. Not to be written to: copy it."""
    path = tmp_path_factory.mktemp("registers") / "filled.db"
    shutil.copy(empty_register, path)
    fill(path)
    return path


@pytest.fixture
def register(tmp_path: Path, empty_register: Path) -> Path:
    """A new register of the test's own."""
    return Path(shutil.copy(empty_register, tmp_path / "register.db"))


@pytest.fixture
def filled(tmp_path: Path, filled_register: Path) -> Path:
    """A register of the test's own, with rows in every table."""
    return Path(shutil.copy(filled_register, tmp_path / "register.db"))


@pytest.fixture
def told() -> list[str]:
    """What a person was told: hand on its `append`."""
    return []


@pytest.fixture
def programs() -> Iterator[Programs]:
    """Programs of their own; they end with the test."""
    with Programs() as programs:
        yield programs
