"""Measures the program as people meet it, as whole processes: `python benchmarks/run.py`.

Everything runs in turn, round after round, so that a busy moment of the machine
falls on all alike; a ratio compares the medians of one run. Nothing fails when
a limit is passed: the table says `over`.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import partnerreg
from make_register import TODAY, make
from measurements import BARE, LARGE, MEASUREMENTS, SMALL, Measurement
from terminal import run_in_terminal


class Bench:
    """The registers and the environment that the measured programs run in.

    Args:
        folder: an empty folder to work in.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = _clean_environment(folder)
        self._words: dict[int, dict[str, str]] = {}

    def register(self, partners: int, *, written: bool = False) -> Path:
        """The register of that size, or a copy to write into; made when first asked for."""
        path = self._folder / f"{partners}.db"
        if not path.exists():
            make(path, partners, TODAY)
        if not written:
            return path
        copy = path.with_suffix(".written.db")
        if not copy.exists():
            shutil.copy(path, copy)
        return copy

    def run(self, measurement: Measurement, number: int) -> float:
        """One run, in milliseconds.

        Raises:
            SystemExit: the program failed, or did not answer as expected.
        """
        db = self.register(measurement.partners, written=measurement.writes)
        words = {"db": str(db), "n": str(number), **self._partner(measurement.partners)}
        name, *arguments = measurement.argv
        argv = [*_program(name), *(argument.format(**words) for argument in arguments)]
        own = {key: value.format(**words) for key, value in measurement.environment.items()}
        environment = {**self._environment, "PARTNERREG_DB": str(db), **own}
        start = time.perf_counter()
        if measurement.terminal:
            code, output = run_in_terminal(argv, environment)
        else:
            done = subprocess.run(argv, env=environment, capture_output=True, check=False)
            code, output = done.returncode, done.stdout + done.stderr
        taken = (time.perf_counter() - start) * 1000
        answer = output.decode(errors="replace").replace("\\", "")  # as shells escape spaces
        if code or measurement.expects.format(**words) not in answer:
            raise SystemExit(f"{measurement.what}: exit code {code}, and it said:\n{answer[:2000]}")
        return taken

    def queries(self, partners: int) -> dict[str, int]:
        """How many queries the reports run on the register of that size."""
        from partnerreg.db.opening import open_reader
        from partnerreg.domain.policy_file import load_policy
        from partnerreg.reports.context import ReportContext
        from partnerreg.reports.gaps import gaps
        from partnerreg.reports.levels import levels

        counts = {}
        for report in (levels, gaps):
            with closing(open_reader(self.register(partners), print)) as reader:
                report(reader, ReportContext(TODAY, load_policy()))
                counts[report.__name__] = reader.queries_run
        return counts

    def _partner(self, partners: int) -> dict[str, str]:
        """What stands for a partner in the middle of the register."""
        if partners not in self._words:
            with closing(sqlite3.connect(self.register(partners))) as connection:
                asked = "SELECT id, name FROM partner WHERE id = ?"
                number, name = connection.execute(asked, (partners // 2,)).fetchone()
            self._words[partners] = {"id": number, "name": name, "part": name[:-3]}
        return self._words[partners]


class Line(NamedTuple):
    """A measurement held against one of its limits; `against` is empty for what has none."""

    what: str
    median_ms: float
    fastest_ms: float
    against: str
    ratio: float
    limit: float | None

    @property
    def verdict(self) -> str:
        """`ok`, `over`, or nothing where there is no limit."""
        if self.limit is None:
            return ""
        return "ok" if self.ratio <= self.limit else "over"


def measure(bench: Bench, measurements: list[Measurement], rounds: int) -> list[Line]:
    """Run everything once to warm up and to see that it answers, then for so many rounds.

    Each round has an order of its own, so that nothing always follows the same
    neighbour. The bare interpreter, being so short, is measured beside each
    program that is held against it.
    """
    times: dict[str, list[float]] = {measurement.what: [] for measurement in measurements}
    bare = next(measurement for measurement in measurements if measurement.what == BARE)
    for number in range(rounds + 1):
        order = random.Random(number).sample(measurements, len(measurements))  # noqa: S311  # no secret
        for measurement in order:
            beside = [bare] if BARE in measurement.limits else []
            for each in (*beside, measurement):
                taken = bench.run(each, number)
                if number:
                    times[each.what].append(taken)
        print(f"round {number} of {rounds}", file=sys.stderr)
    medians = {what: statistics.median(taken) for what, taken in times.items()}
    lines = []
    for what, _, limits, *_ in measurements:
        held: list[tuple[str, float | None]] = list(limits.items()) or [(BARE, None)]
        for against, limit in held:
            ratio = medians[what] / medians[against]
            lines.append(Line(what, medians[what], min(times[what]), against, ratio, limit))
    return lines


def chosen(only: str | None) -> list[Measurement]:
    """The measurements whose names hold `only`, with those they are held against.

    Raises:
        SystemExit: there is none of that name.
    """
    by_name = {measurement.what: measurement for measurement in MEASUREMENTS}
    pending = [what for what in by_name if only is None or only in what]
    if not pending:
        raise SystemExit(f"Nothing is called {only!r}. There is:\n" + "\n".join(by_name))
    wanted = {BARE}
    while pending:
        what = pending.pop()
        wanted.add(what)
        pending += by_name[what].limits
    return [measurement for what, measurement in by_name.items() if what in wanted]


def table(lines: list[Line]) -> list[tuple[str, ...]]:
    """Headings, and a row for each line."""
    rows: list[tuple[str, ...]] = [("what", "median ms", "ratio", "limit", "")]
    for line in lines:
        limit = "" if line.limit is None else f"{line.limit:g}"
        against, _, _ = line.against.partition(":")  # the rows are those of the line's own name
        ratio = f"{line.ratio:.2f} x {against}"
        rows.append((line.what, f"{line.median_ms:.1f}", ratio, limit, line.verdict))
    return rows


def as_text(rows: list[tuple[str, ...]]) -> str:
    """A table for the terminal."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def as_markdown(rows: list[tuple[str, ...]]) -> str:
    """A table for the README."""
    parted = [rows[0], ("---", "---:", "---:", "---:", "---"), *rows[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in parted)


def _program(name: str) -> list[str]:
    """How to start a program of this environment, as a script or else as a module."""
    if name == "python":
        return [sys.executable]
    script = Path(sys.executable).with_name(name)
    module = name.replace("-", "_")
    return [str(script)] if script.exists() else [sys.executable, "-m", module]


def _clean_environment(folder: Path) -> dict[str, str]:
    """The environment without what changes the program's ways or slows Python down."""
    odd = ("PARTNERREG_", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NO_COLOR", "COLUMNS")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(odd)}
    return kept | {
        "PARTNERREG_TODAY": TODAY.isoformat(),
        "PARTNERREG_ACTOR": "benchmark",
        "XDG_CONFIG_HOME": str(folder),
        "TERM": "xterm-256color",
    }


def main() -> None:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="five rounds instead of twenty")
    parser.add_argument("--only", metavar="NAME", help="only what has this in its name")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the figures, also as JSON")
    parser.add_argument("--markdown", action="store_true", help="the table as Markdown")
    asked = parser.parse_args()
    measurements = chosen(asked.only)
    rounds = 5 if asked.quick else 20
    compileall.compile_dir(Path(partnerreg.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        lines = measure(bench, measurements, rounds)
        sizes = () if asked.only else (SMALL, LARGE)
        queries = {size: bench.queries(size) for size in sizes}
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {rounds} rounds"
    rows = table(lines)
    print(as_markdown(rows) if asked.markdown else as_text(rows))
    print(f"\n{machine}.")
    for size, counts in queries.items():
        told = ", ".join(f"report {report} {count}" for report, count in counts.items())
        print(f"Queries run at {size:,} partners: {told}.")
    if asked.json:
        found = [{**line._asdict(), "verdict": line.verdict} for line in lines]
        asked.json.write_text(
            json.dumps({"machine": machine, "queries": queries, "lines": found}, indent=1)
        )


if __name__ == "__main__":
    main()
