"""The program with a C library that fails when it is told to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import helpers.torture
from helpers.torture.figures import table
from helpers.torture.trials import Trials

if TYPE_CHECKING:
    from collections.abc import Iterator

# CI says this, so that these tests are not passed over there.
REQUIRED = "PARTNERREG_REQUIRE_COMPILER"


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, compiled for this machine."""
    if sys.platform != "linux":
        pytest.skip("LD_PRELOAD, and the names of open files in /proc, are Linux's")
    compiler = shutil.which("cc")
    if compiler is None:
        missing = "There is no C compiler (cc) to make the library that fails."
        if os.environ.get(REQUIRED):
            pytest.fail(missing)
        pytest.skip(f"{missing} ({REQUIRED}=1 makes this a failure.)")
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    source = Path(helpers.torture.__file__).with_name("shim.c")
    warnings = ("-Wall", "-Wextra", "-Werror")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", *warnings, "-o", library, source], check=True
    )
    return library


@pytest.fixture(scope="session")
def trials(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trials]:
    """Scenarios, to be run with faults."""
    with Trials(shim, tmp_path_factory.mktemp("trials")) as trials:
        yield trials


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what came of all points."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    rows = [value for report in reports for name, value in report.user_properties if name == "row"]
    if rows:
        terminalreporter.section("torture")
        terminalreporter.write_line(table(rows))
