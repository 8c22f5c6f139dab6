"""Measures lists going in and out, and taken back: `python benchmarks/bulk.py --rows 100000`.

Whole processes, in turn, by the time that the processor spent on them (what the
machine does besides counts less than by the clock); of several rounds the least
counts. Everything is held against the `sqlite3` shell on the same file. Nothing
fails when a limit is passed: the table says `over`.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from make_list import write
from partnerreg.nouns.registry import noun
from partnerreg.queries.things import exported

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = "2026-03-01"
PROGRAM = (sys.executable, "-m", "partnerreg")
SQLITE_UTILS = (sys.executable, "-m", "sqlite_utils")


class Cost(NamedTuple):
    """What a process took: processor time in seconds, and its most memory in MiB."""

    seconds: float
    memory: float


class Limit(NamedTuple):
    """What something may take at most, as a multiple of something else."""

    what: str
    times: float
    of: str


SHELL, SHELL_OUT = "sqlite3 .import", "sqlite3 -csv, same query"
NEW, AGAIN, BACK = "import, all new", "import, the same again", "undo of the import"
UPSERT, INSERT = "sqlite-utils upsert", "sqlite-utils insert"
MORE, OUT = "import, 10,000 more", "export partners"


def limits(rows: int) -> list[Limit]:
    """What is aimed at, for lists of that length."""
    per_row = 10 if rows <= 100_000 else 11
    return [
        Limit(NEW, per_row, SHELL),
        Limit(NEW, 0.35, UPSERT),
        Limit(AGAIN, 5, SHELL),
        Limit(OUT, 4, SHELL_OUT),
        Limit(BACK, 1, NEW),
    ]


def measure(folder: Path, rows: int) -> dict[str, Cost]:
    """One round."""
    file, more = folder / "list.csv", folder / "more.csv"
    if not file.exists():
        write(file, rows)
        write(more, 10_000, first=rows)
    for name in ("flat.db", "insert.db", "upsert.db"):
        (folder / name).unlink(missing_ok=True)
    for left in folder.glob("register.db*"):
        left.unlink()
    register = ("--db", str(folder / "register.db"))
    bring_in = (*PROGRAM, *register, "import", "partners")
    costs = {
        SHELL: _run(["sqlite3", "flat.db", ".mode csv", f".import {file} flat"], folder),
        INSERT: _run([*SQLITE_UTILS, "insert", "insert.db", "t", str(file), "--csv"], folder),
        UPSERT: _run(
            [*SQLITE_UTILS, "upsert", "upsert.db", "t", str(file), "--csv", "--pk", "external_id"],
            folder,
        ),
        NEW: _run([*bring_in, str(file)], folder),
        AGAIN: _run([*bring_in, str(file)], folder),
        OUT: _run([*PROGRAM, *register, "export", "partners", "--contacts", "o.csv"], folder),
    }
    query = exported(noun("partner"), beside=True)[0].text
    (folder / "query.sql").write_text(
        # What is not set is NULL, and NULL is no filter.
        f".parameter set :today '{TODAY}'\n.once shell.csv\n{query};\n",
        encoding="utf-8",
    )
    shell = ["sqlite3", "-csv", "-header", "register.db", ".read query.sql"]
    costs[SHELL_OUT] = _run(shell, folder)
    (folder / "o.csv").unlink()
    costs[MORE] = _run([*bring_in, str(more)], folder)
    _run([*PROGRAM, *register, "undo"], folder)
    costs[BACK] = _run([*PROGRAM, *register, "undo"], folder)
    return costs


def _run(argv: Sequence[str], folder: Path) -> Cost:
    """Run a program to its end.

    Raises:
        SystemExit: it failed.
    """
    read, write_end = os.pipe()
    child = os.fork()
    if child == 0:  # the memory of a process is told to its parent alone
        os.close(read)
        done = subprocess.run(
            argv, cwd=folder, env=_environment(), capture_output=True, check=False
        )
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            sys.stderr.write(f"{' '.join(argv)}\n{done.stderr.decode()}")
        os.write(write_end, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}".encode())
        os._exit(min(done.returncode, 1))
    os.close(write_end)
    with os.fdopen(read) as told:
        seconds, memory = told.read().split()
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit("A program that is measured failed.")
    return Cost(float(seconds), float(memory))


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PARTNERREG")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"PARTNERREG_ACTOR": "bench", "PARTNERREG_TODAY": TODAY}


def _table(rounds: Sequence[dict[str, Cost]], rows: int) -> str:
    best = {what: min(costs[what] for costs in rounds) for what in rounds[0]}
    lines = [
        f"| {rows:,} rows | seconds | x {SHELL} | MiB |",
        "| --- | ---: | ---: | ---: |",
    ]
    shell = best[SHELL].seconds
    for what, cost in best.items():
        times = cost.seconds / shell
        lines.append(f"| {what} | {cost.seconds:.2f} | {times:.2f} | {cost.memory:.0f} |")
    lines += ["", "| aim | found | at most |  |", "| --- | ---: | ---: | --- |"]
    for what, times, of in limits(rows):
        found = best[what].seconds / best[of].seconds
        told = "ok" if found <= times else "over"
        lines.append(f"| {what}, x {of} | {found:.2f} | {times:g} | {told} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--folder", type=Path, help="Where to work; a passing one if not given.")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as passing:
        folder = Path(passing)
        rounds = [measure(folder, asked.rows) for _ in range(asked.rounds)]
    sys.stdout.write(_table(rounds, asked.rows) + "\n")


if __name__ == "__main__":
    main()
