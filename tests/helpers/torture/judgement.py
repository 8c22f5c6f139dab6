"""What is right after a run that failed: all is done, or nothing, and that is what was said."""

from __future__ import annotations

import re
from pathlib import PurePath
from signal import SIGKILL, SIGTERM
from typing import TYPE_CHECKING, NamedTuple

from helpers.torture.folder_contents import DAMAGED, NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from helpers.torture.faulty_runs import Fault, Run
    from helpers.torture.scenarios import Scenario

    Contents = Mapping[str, str]

BEFORE, AFTER, BETWEEN, HALF, NEITHER = OUTCOMES = "before", "after", "between", "half", "neither"

# Calls that take files away: who was refused one may leave a file behind.
_TAKES_AWAY = re.compile(r"(unlink|unlinkat|rmdir) ")

_SAYS_NOTHING_WAS_DONE = re.compile(
    r"Nothing was (written|changed|done|removed)|The (file|register) is as it was"
)
# Who was killed between making a copy and upgrading leaves it, and the next one makes its own.
_ANOTHER_COPY = re.compile(r"\.(version-\d+|before-restore)\.\d+$")

# A file with which Python tries whether files can be made in TMPDIR.
_PYTHONS_OWN = re.compile(r"tmp/\w{8}")

NO_CALL = "no call"

_INTERRUPTED = 128 + SIGTERM

_FAULT_OF_THE_PROGRAM = re.compile(r"Traceback|a fault in partnerreg")


class Step(NamedTuple):
    """A run, and what the folder held then."""

    run: Run
    contents: Contents


class Whole(NamedTuple):
    """A scenario without a fault: what there is before, after it is done, and after one more."""

    before: Contents
    done: Step
    again: Step


class Found(NamedTuple):
    """What a folder holds after a fault.

    Attributes:
        outcome: one of `OUTCOMES`: all as before, all as after, each file as one of them,
            a file that is as neither, a database that is.
        wrong: what is as neither, with what it is.
        strays: what was not there before, and is not to be there after.
    """

    outcome: str
    wrong: list[str]
    strays: list[str]


def compare(found: Contents, whole: Whole) -> Found:
    """Hold what was found against what was before and what should be after."""
    before, after = whole.before, whole.done.contents
    names = {*before, *after}
    said = {name: found.get(name, NOTHING) for name in names}
    was = {name: before.get(name, NOTHING) for name in names}
    shall = {name: after.get(name, NOTHING) for name in names}
    wrong = sorted(name for name in names if said[name] not in {was[name], shall[name]})
    if wrong:
        databases = any(name.endswith(".db") for name in wrong)
        outcome = NEITHER if databases else HALF
    elif said == was:
        outcome = BEFORE
    else:
        outcome = AFTER if said == shall else BETWEEN
    return Found(
        outcome, [f"{name} is {said[name]}" for name in wrong], _strays(found.keys() - names)
    )


def _strays(names: AbstractSet[str]) -> list[str]:
    """Of files and folders that should not be there those that are in none of the others."""
    names = {name for name in names if not _PYTHONS_OWN.fullmatch(name)}
    return [name for name in sorted(names) if not names & {str(p) for p in PurePath(name).parents}]


def wrong_after(
    scenario: Scenario, fault: Fault, run: Run, whole: Whole, found: Found
) -> list[str]:
    """What is wrong after a fault, in sentences; none, if all is well."""
    outcome, half, strays = found
    right = whole.done.run
    killed = run.exit_code == -SIGKILL
    told = right.stderr and right.stderr in run.stderr
    wrong = [f"half written: {name}" for name in half]
    said = " ".join(run.stderr.split())
    says_nothing_was_done = _SAYS_NOTHING_WAS_DONE.search(said)
    may_be_apart = scenario.separate or (scenario.apart and not says_nothing_was_done)
    if outcome == BETWEEN and not may_be_apart:
        wrong.append("some files are as before, others as after")
    if killed:
        if told and outcome == BEFORE:
            wrong.append("it was said to be done, and is not")
        return wrong
    if not _TAKES_AWAY.match(call_of(fault, run)):
        wrong += [f"left behind: {name}" for name in strays]
    if run.exit_code == right.exit_code and outcome == BEFORE:
        wrong.append(f"exit code {run.exit_code}, but nothing was done: {said}")
    # What was said to be done may be followed by another failure, as of an answer to be read;
    # and an interruption says of the register only that it is as it was.
    excused = told or (run.exit_code == _INTERRUPTED and not _registers_differ(whole))
    if run.exit_code != right.exit_code and outcome == AFTER and not excused:
        wrong.append(f"done, but exit code {run.exit_code}: {said}")
    if outcome == AFTER and not excused and says_nothing_was_done:
        wrong.append(f"done, but said not to be: {said}")
    if _FAULT_OF_THE_PROGRAM.search(said):
        wrong.append(f"told as a fault of the program: {said}")
    return wrong


def _registers_differ(whole: Whole) -> bool:
    before, after = whole.before, whole.done.contents
    return any(
        before.get(name) != after.get(name) for name in after if PurePath(name).suffix == ".db"
    )


def call_of(fault: Fault, run: Run) -> str:
    """The call that failed, or `NO_CALL` where the run had not so many."""
    return run.calls[fault.call - 1] if fault.call <= len(run.calls) else NO_CALL


def wrong_after_next(step: Step, right: Step, *, exactly: bool) -> list[str]:
    """What is wrong after the next command of the kind, which nothing disturbed.

    Args:
        step: the command.
        right: the same where nothing had failed before.
        exactly: every file is to be as it is then; else they are to be whole.
    """
    if step.run.exit_code != right.run.exit_code:
        said = " ".join(step.run.stderr.split())
        return [f"the next command ends with {step.run.exit_code}: {said}"]
    found, shall = step.contents, right.contents
    strays = [
        name
        for name in _strays(found.keys() - shall.keys())
        if not (_ANOTHER_COPY.search(name) and found[name] in shall.values())
    ]
    damaged = [name for name, said in sorted(found.items()) if DAMAGED in said]
    other = [name for name in sorted(shall) if exactly and found.get(name) != shall[name]]
    return [
        *(f"there after the next command: {name}" for name in strays),
        *(f"damaged after the next command: {name}" for name in damaged),
        *(f"not as it should be after the next command: {name}" for name in other),
    ]
