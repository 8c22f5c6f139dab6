"""Measures the reports: `python benchmarks/reports.py --partners 10000`.

Whole processes, in turn, by the time that the processor spent on them. A report may take
so many times `python -c pass`, and the time that the `sqlite3` shell takes for the same
SQL: the statements are traced as the report runs them, with the parameters that it gives
them, and the shell writes their rows to /dev/null. Nothing fails when a limit is passed:
the table says `over`.
"""

from __future__ import annotations

import argparse
import compileall
import io
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

import partnerreg
from make_register import TODAY, make
from partnerreg.db.dialects import dialect

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

BARE = (sys.executable, "-c", "pass")
PROGRAM = (sys.executable, "-m", "partnerreg")
EARLIER = "2025-09-01"

# The largest register that the limits are for; larger ones are measured for the record.
LIMITED_TO = 10_000

# What comes before it opens the register, and belongs to no report.
BEGINS = "BEGIN"


class Measured(NamedTuple):
    """A report, and how many times `python -c pass` it may take beside its SQL.

    Without a limit, it is measured for the record.
    """

    arguments: tuple[str, ...]
    limit: float | None = 7
    form: str = "json"
    with_shell: bool = True

    @property
    def called(self) -> str:
        """Its name in the table."""
        return f"{' '.join(self.arguments)}, {self.form}"


MEASURED = (
    Measured(("levels",)),
    Measured(("levels", "--since", EARLIER)),
    Measured(("gaps",)),
    Measured(("expiring",)),
    Measured(("quiet",)),
    Measured(("movements", "--since", EARLIER)),
    Measured(("coverage",)),
    Measured(("timeline",)),
    Measured(("brief", "500"), 15, "html", with_shell=False),
    Measured(("meeting", "--since", EARLIER), None),
)


class Found(NamedTuple):
    """What a report took, in seconds: itself, the shell for its SQL, the bare interpreter."""

    report: float
    shell: float
    bare: float

    def ratio(self, *, with_shell: bool) -> float:
        """How many times the bare interpreter it took, beside the shell's share."""
        return (self.report - self.shell * with_shell) / self.bare


def measure(measured: Measured, db: Path, rounds: int) -> Found:
    """The medians of so many rounds, the three programs in turn.

    Raises:
        SystemExit: one of them failed.
    """
    argv = ["report", *measured.arguments, "--format", measured.form]
    script = db.with_suffix(".sql")
    script.write_text(";\n".join([*statements(argv, db), ""]), encoding="utf-8")
    programs = (
        [*PROGRAM, *argv],
        ["sqlite3", "-readonly", str(db), f".read {script}"],
        [*BARE],
    )
    taken: list[list[float]] = [[_run(program, db) for program in programs] for _ in range(rounds)]
    return Found(*map(statistics.median, zip(*taken, strict=True)))


def statements(argv: list[str], db: Path) -> list[str]:
    """The SQL that a command runs, its parameters written out."""
    from partnerreg.cli.program import run

    found: list[str] = []

    def traced(path: Path) -> sqlite3.Connection:
        connection = dialect.connect(path)
        connection.set_trace_callback(found.append)
        return connection

    os.environ.update(_environment(db))
    opened = patch("partnerreg.db.dialects.sqlite.connect", traced)
    with opened, redirect_stdout(io.StringIO()):
        code = run(argv)
    if code or BEGINS not in found:
        raise SystemExit(f"{' '.join(argv)} ended with exit code {code}.")
    return found[found.index(BEGINS) :]


def _run(argv: Sequence[str], db: Path) -> float:
    """The processor time that a program takes, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        argv, env=_environment(db), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(argv)}\n{done.stderr.decode()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment(db: Path) -> dict[str, str]:
    odd = ("PARTNERREG_", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(odd)}
    own = {"PARTNERREG_DB": str(db), "PARTNERREG_TODAY": TODAY.isoformat()}
    return {**kept, **own, "XDG_CONFIG_HOME": str(db.parent)}


def _row(measured: Measured, found: Found, partners: int) -> str:
    limit = measured.limit if partners <= LIMITED_TO else None
    ratio = found.ratio(with_shell=measured.with_shell)
    verdict = "" if limit is None else "ok" if ratio <= limit else "over"
    cells = (
        measured.called,
        f"{found.report * 1000:.0f}",
        f"{found.shell * 1000:.0f}" if measured.with_shell else "",
        f"{ratio:.1f}",
        "" if limit is None else f"{limit:g}",
        verdict,
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partners", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--only", metavar="NAME", default="", help="what has this in its name")
    parser.add_argument("--register", type=Path, metavar="FILE", help="this one, made before")
    asked = parser.parse_args()
    compileall.compile_dir(Path(partnerreg.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        db = asked.register or Path(folder) / "register.db"
        if not db.exists():
            make(db, asked.partners, TODAY)
        print(f"| {asked.partners:,} partners | ms | of it SQL | x python -c pass | at most |  |")
        print("| --- | ---: | ---: | ---: | ---: | --- |")
        for measured in MEASURED:
            if asked.only in measured.called:
                found = measure(measured, db, asked.rounds)
                print(_row(measured, found, asked.partners), flush=True)
    print(f"\n{os.cpu_count()} cores, Python {platform.python_version()}, {asked.rounds} rounds.")


if __name__ == "__main__":
    main()
