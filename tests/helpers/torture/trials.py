"""Scenarios run with faults: the folder is made anew for each, and looked at afterwards."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Self

from helpers.torture.faulty_runs import Program
from helpers.torture.folder_contents import contents_of
from helpers.torture.judgement import (
    AFTER,
    BETWEEN,
    Step,
    Whole,
    call_of,
    compare,
    wrong_after,
    wrong_after_next,
)
from helpers.torture.older_registers import REVISIONS, make_register_of
from partnerreg.demo import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from helpers.torture.faulty_runs import Fault, Run
    from helpers.torture.scenarios import Scenario

# Commands of the demo: what goes wrong with all of them does so with the first.
DEMO_LENGTH = 4

LETTERS = {"letter.pdf": b"%PDF-1.4 letter" * 2_000, "other.pdf": b"%PDF-1.4 other" * 2_000}

# Partners of the demo.
KNOWN = ("Café Retro", "Teater Ögonblick", "Keskustan lukupiiri")


def rows(name: str, new: int, *, known: Iterable[str] = (), bad: int = 0) -> bytes:
    """CSV: partners that are known and get another town, new ones, and one in `bad` is wrong."""
    lines = ["name;municipality;level", *(f"{partner};{name} town;" for partner in known)]
    for number in range(new):
        level = "ninth" if bad and number % bad == 0 else ""
        lines.append(f"{name} partner {number};Malmö;{level}")
    return "\n".join(lines).encode()


LISTS = {
    "list.csv": rows("New", 150, known=KNOWN),
    "other.csv": rows("Other", 40, known=KNOWN[:1]),
    "bad.csv": rows("Bad", 60, bad=10),
    "worse.csv": rows("Worse", 60, bad=6),
}


class Trial(NamedTuple):
    """What came of a run with a fault.

    Attributes:
        outcome: see `judgement.Found`.
        call: the call that failed.
        strays: whether something was left behind.
        wrong: what is wrong, in sentences.
    """

    outcome: str
    call: str
    strays: bool
    wrong: list[str]


class Trials:
    """Runs scenarios with faults.

    Args:
        shim: the compiled `shim.c`.
        folder: a new one, to work in.
    """

    def __init__(self, shim: Path, folder: Path) -> None:
        self._place, self._desk, self._starts = (folder / n for n in ("place", "desk", "starts"))
        for new in (self._place, self._desk, self._starts):
            new.mkdir()
        self._short_demo = self._desk / "demo.txt"
        lines = COMMANDS.read_text("utf-8").splitlines()
        commands = [line for line in lines if line and not line.startswith("#")]
        self._short_demo.write_text("\n".join(commands[:DEMO_LENGTH]), "utf-8")
        self._program = Program(shim, self._place, self._desk)
        self._made: dict[str, Path] = {}
        self.whole = cache(self._whole)

    def __enter__(self) -> Self:
        self._program.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._program.__exit__(kind, error, trace)

    def run(self, scenario: Scenario, fault: Fault) -> Trial:
        """Run a scenario with a fault, and look; then without, and look once more."""
        whole = self.whole(scenario)
        self._lay_out(self._start_of(scenario))
        run = self._typed(scenario.line, fault)
        found = compare(self._contents(), whole)
        wrong = wrong_after(scenario, fault, run, whole, found)
        done = found.outcome == AFTER
        next_step = self._step(scenario.again if done else scenario.line)
        wrong += wrong_after_next(
            next_step, whole.again if done else whole.done, exactly=found.outcome != BETWEEN
        )
        return Trial(found.outcome, call_of(fault, run), bool(found.strays), wrong)

    def start(self, scenario: Scenario) -> Run:
        """Run a scenario without a fault, in a process that is started as people start it."""
        self._lay_out(self._start_of(scenario))
        return self._program.start(scenario.line)

    def _whole(self, scenario: Scenario) -> Whole:
        """The scenario without a fault."""
        self._lay_out(self._start_of(scenario))
        before = self._contents()
        whole = Whole(before, self._step(scenario.line), self._step(scenario.again))
        assert whole.done.contents != before, f"{scenario.line} does nothing: {whole.done.run}"
        return whole

    def _step(self, line: str) -> Step:
        run = self._typed(line)
        return Step(run, self._contents())

    def _typed(self, line: str, fault: Fault | None = None) -> Run:
        return self._program.run(line, fault, DEMO_COMMANDS=str(self._short_demo))

    def _contents(self) -> dict[str, str]:
        return contents_of(self._place, self._desk)

    def _lay_out(self, start: Path) -> None:
        """Let the place be as another folder; its path is the same in each run."""
        shutil.rmtree(self._place)
        shutil.copytree(start, self._place)

    def _start_of(self, scenario: Scenario) -> Path:
        """A folder as it is before the scenario; made when it is first needed."""
        key = f"{scenario.start} {scenario.before}"
        if key not in self._made:
            if scenario.before:
                self._lay_out(self._start_of(scenario._replace(before=scenario.before[:-1])))
                run = self._typed(scenario.before[-1])
                assert run.exit_code == 0, f"{scenario.before[-1]}: {run}"
            else:
                self._begin(scenario.start)
            self._made[key] = self._starts / str(len(self._made))
            shutil.copytree(self._place, self._made[key])
        return self._made[key]

    def _begin(self, start: str) -> None:
        """Fill the place with what all scenarios of a start begin with."""
        shutil.rmtree(self._place)
        for folder in ("home", "tmp"):
            (self._place / folder).mkdir(parents=True)
        for name, data in {**LETTERS, **LISTS}.items():
            (self._place / name).write_bytes(data)
        register = self._place / "register.db"
        if start in REVISIONS:
            make_register_of(start, register)
        elif start == "demo":
            run = self._program.run(f"demo --to {register}")
            assert run.exit_code == 0, run
