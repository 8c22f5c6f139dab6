"""What the trials call right and wrong, before they are relied upon."""

from __future__ import annotations

import pytest

from helpers.torture.faulty_runs import BROKEN, Fault, Run
from helpers.torture.judgement import (
    AFTER,
    BEFORE,
    BETWEEN,
    HALF,
    NEITHER,
    Step,
    Whole,
    compare,
    wrong_after,
)
from helpers.torture.scenarios import Scenario

DONE = Run(0, "", "Done.\n", [])
REFUSED = Run(1, "", "Error: the disk is broken. Nothing was written.\n", ["write /new.csv"])
KILLED = Run(-9, "", "", ["write /new.csv"])
WHOLE = Whole(
    {"register.db": "old"},
    Step(DONE, {"register.db": "new", "new.csv": "list"}),
    Step(DONE, {}),
)
SCENARIO = Scenario("export", "export", "export")


@pytest.mark.parametrize(
    ("contents", "outcome"),
    [
        ({"register.db": "old"}, BEFORE),
        ({"register.db": "new", "new.csv": "list"}, AFTER),
        ({"register.db": "old", "new.csv": "list"}, BETWEEN),
        ({"register.db": "new", "new.csv": "li"}, HALF),
        ({"register.db": "other", "new.csv": "list"}, NEITHER),
        ({"new.csv": "list"}, NEITHER),
    ],
)
def test_a_folder_is_as_before_or_after_or_something_in_between(
    contents: dict[str, str], outcome: str
) -> None:
    assert compare(contents, WHOLE).outcome == outcome


@pytest.mark.parametrize(
    ("run", "contents", "wrong"),
    [
        (REFUSED, {"register.db": "old"}, []),
        (KILLED, {"register.db": "old", ".part": "l"}, []),
        (REFUSED, {"register.db": "old", ".part": "l"}, ["left behind: .part"]),
        (KILLED, {"register.db": "old", "new.csv": "li"}, ["half written: new.csv is li"]),
        (
            KILLED,
            {"register.db": "new"},
            ["some files are as before, others as after"],
        ),
        (
            REFUSED,
            {"register.db": "new", "new.csv": "list"},
            [
                "done, but exit code 1: Error: the disk is broken. Nothing was written.",
                "done, but said not to be: Error: the disk is broken. Nothing was written.",
            ],
        ),
        (DONE, {"register.db": "old"}, ["exit code 0, but nothing was done: Done."]),
        (
            KILLED._replace(stderr="Done.\n"),
            {"register.db": "old"},
            ["it was said to be done, and is not"],
        ),
    ],
)
def test_what_is_wrong_is_said(run: Run, contents: dict[str, str], wrong: list[str]) -> None:
    found = compare(contents, WHOLE)

    assert wrong_after(SCENARIO, Fault(1, BROKEN), run, WHOLE, found) == wrong
