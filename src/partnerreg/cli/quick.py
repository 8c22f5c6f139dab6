"""Questions in plain form, answered without Typer.

Importing Typer takes five times as long as starting Python, and more than any
question does after it. So a command that only asks is called directly when
its words are plain: noun, verb, arguments, options in full. What the words may
be is read off the function that answers (`questions`). Whatever is not plain
(help, a misspelt option, one too many arguments) goes to Typer, which explains
it. A test holds both ways equal for every question.
"""

from __future__ import annotations

import sys
from os import environ
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.cli.globals import GLOBAL_OPTIONS, parted
from partnerreg.cli.question import SHORT, option_name
from partnerreg.cli.questions import ONE_WORD, QUESTIONS

if TYPE_CHECKING:
    from partnerreg.cli.question import Question

# Set while Tab is pressed: the shell. The only argument is the command's line then.
COMPLETING = "_PARTNERREG_COMPLETE"


class Asking(NamedTuple):
    """A question and what it is asked with."""

    question: Question
    arguments: list[str]
    options: dict[str, str | bool]
    flags: dict[str, str | bool]


def main(args: list[str]) -> int | None:
    """Answer a plain question; its exit code, or None where it is for Typer."""
    if shell := environ.get(COMPLETING):
        from partnerreg.cli import completion

        completion.answer(shell, args[-1] if args else "")
        return 0
    asking = understood(args)
    return None if asking is None else answer(asking)


def answer(asking: Asking) -> int:
    """Answer a question; the exit code. Errors end as they do behind Typer."""
    from partnerreg.cli.failures import explain, report_fault
    from partnerreg.cli.run import Run
    from partnerreg.errors import ExitCode, RegisterError
    from partnerreg.signals import SIGNALS

    SIGNALS.begin()
    flags: dict[str, Any] = dict(asking.flags)
    debug = flags.pop("debug", False)
    run = Run(flags, environ, color=not flags.pop("no_color", False), debug=debug)
    try:
        asking.question.answer(run, asking.arguments, asking.options)
        sys.stdout.flush()
    except RegisterError as error:
        return explain(error)
    except BrokenPipeError:
        return int(ExitCode.BROKEN_PIPE)
    except Exception as error:
        if debug:
            raise
        return report_fault(error)
    return int(ExitCode.DONE)


def understood(args: list[str]) -> Asking | None:
    """The question that the words ask in plain form, if they do."""
    own, rest = parted(args)
    question = QUESTIONS.get((rest[0], rest[1])) if len(rest) > 1 else None
    asked_by = 2
    if question is None and rest:
        question, asked_by = ONE_WORD.get(rest[0]), 1
    if question is None:
        return None
    flags = _read(own, GLOBAL_OPTIONS)
    defaults = question.options
    called = {option_name(name): name for name in defaults} | SHORT
    takes_value = {option: defaults[name] is not False for option, name in called.items()}
    options = _read(rest[asked_by:], takes_value)
    if flags is None or options is None:
        return None
    arguments = options.pop("", [])
    if not question.needed <= len(arguments) <= len(question.arguments):
        return None
    return Asking(
        question,
        arguments,
        {called[option]: value for option, value in options.items()},
        {option.lstrip("-").replace("-", "_"): value for option, value in flags.items() if option},
    )


def _read(words: list[str], known: dict[str, bool]) -> dict[str, Any] | None:
    """Options with their values, and the arguments under the empty name; None if not plain."""
    found: dict[str, Any] = {"": []}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            found[""].append(word)
            continue
        name, equals, value = word.partition("=")
        if name not in known or (equals and not known[name]):
            return None
        if not known[name]:
            found[name] = True
            continue
        follows = value if equals else next(rest, None)
        if follows is None or (not equals and follows.startswith("-")):
            return None
        found[name] = follows
    return found
