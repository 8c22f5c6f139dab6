"""Wherever a command is killed, or the disk is full or broken: all of it is done, or nothing.

Of the calls that each command makes a few are tried; PARTNERREG_TORTURE says how many, and
`make torture` says all.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from helpers.torture.faulty_runs import ACTIONS, Fault
from helpers.torture.scenarios import SCENARIOS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.torture.scenarios import Scenario
    from helpers.torture.trials import Trial, Trials

# Names that the program makes up, for what it wrote in part.
RANDOM = re.compile(r"(?<=\.partnerreg-)\w{12}|(?<=\btmp)\w{8}\b|(?<=-fault-)\w{8}")

# How many calls of each scenario are tried, with each action.
SAMPLE = os.environ.get("PARTNERREG_TORTURE", "3")


def calls_to_fail(count: int, action: str) -> Iterable[int]:
    """All calls, or the last one and some before it, which differ by action."""
    if SAMPLE == "all" or count <= int(SAMPLE):
        return range(1, count + 1)
    shift = (ACTIONS.index(action) + 1) / (len(ACTIONS) + 1)
    step = count / (int(SAMPLE) - 1)
    before = {round(step * (part + shift)) for part in range(int(SAMPLE) - 1)}
    return sorted({call for call in before if 0 < call < count} | {count})


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_command_that_fails_anywhere_does_all_or_nothing_and_says_which(
    trials: Trials,
    scenario: Scenario,
    action: str,
    record_property: pytest.RecordProperty,
) -> None:
    count = len(trials.whole(scenario).done.run.calls)
    points = {
        call: trials.run(scenario, Fault(call, action)) for call in calls_to_fail(count, action)
    }
    record_property("row", (scenario.name, action, figures_of(points.values())))
    assert not any(point.wrong for point in points.values()), report(points, count)


def figures_of(points: Iterable[Trial]) -> dict[str, int]:
    """How many points there are of each kind."""
    figures: dict[str, int] = defaultdict(int)
    for point in points:
        figures["points"] += 1
        figures[point.outcome] += 1
        figures["strays"] += point.strays
        figures["wrong"] += bool(point.wrong)
    return dict(figures)


def report(points: dict[int, Trial], count: int) -> str:
    """What is wrong, each with the calls at which it is."""
    by_complaint = defaultdict(list)
    for call, point in points.items():
        for complaint in point.wrong:
            by_complaint[RANDOM.sub("*", complaint)].append(f"{call} ({point.call})")
    return "\n".join(
        f"{complaint}\n    at {len(calls)} of {count} calls: {', '.join(calls[:12])}"
        for complaint, calls in by_complaint.items()
    )


def test_the_program_that_is_forked_makes_the_calls_of_one_that_is_started(
    trials: Trials,
) -> None:
    for scenario in SCENARIOS[:2]:
        assert trials.start(scenario) == trials.whole(scenario).done.run
