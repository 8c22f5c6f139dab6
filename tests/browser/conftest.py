from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnerreg.db.migrate import bring_up_to_date
from partnerreg.db.opening import open_reader
from partnerreg.domain.policy_file import load_policy
from partnerreg.errors import NotFound
from partnerreg.language import Language
from partnerreg.render import browser
from partnerreg.reports.context import ReportContext

ROOT = Path(__file__).parents[2]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helpers.devtools import Browser
    from partnerreg.db.query import Reader

# CI says this, so that these tests are not passed over there.
REQUIRED = "PARTNERREG_REQUIRE_BROWSER"

TODAY = date(2026, 3, 1)

# A house of the usual size.
PARTNERS = 130


@pytest.fixture(scope="session")
def program() -> str:
    """The browser on this machine."""
    try:
        return browser.find()
    except NotFound as error:
        if os.environ.get(REQUIRED):
            raise
        pytest.skip(f"{error} ({REQUIRED}=1 makes this a failure.)")


@pytest.fixture(scope="session")
def chromium(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """That browser, running."""
    if sys.platform == "win32":
        pytest.skip("Windows hands no pipes to a browser")
    from helpers.devtools import Browser

    with Browser(program, tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The register of a house, with all that is known of its partners."""
    from make_register import make

    path = tmp_path_factory.mktemp("house") / "register.db"
    make(path, PARTNERS, TODAY)
    reader = open_reader(path, print)
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A register with a partner of whom everything is known, and one of whom nothing is."""
    from helpers.rich_partner import add_partners

    path = tmp_path_factory.mktemp("rich") / "register.db"
    bring_up_to_date(path)
    add_partners(path)
    reader = open_reader(path, print)
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def asked() -> Callable[[str], ReportContext]:
    """What reports are asked with, in a language."""

    def ask(code: str) -> ReportContext:
        language = Language(code)
        return ReportContext(TODAY, load_policy(None, language), language)

    return ask
