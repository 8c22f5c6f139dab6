"""What can go wrong, each kind with its exit code.

Every error a person can meet is a `RegisterError`: a message that names the
thing and the reason, a hint that names the remedy. The command line catches
them in one place and turns them into text and an exit code.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerreg.actions import Action, Advice


class ExitCode(IntEnum):
    """Exit codes of the command line; a contract with scripts."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    SOME_REJECTED = 4
    REFUSED = 5
    UNUSABLE = 6
    HUNG_UP = 129  # 128 and the signal's number, as shells count: SIGHUP
    INTERRUPTED = 130  # SIGINT, Ctrl-C
    BROKEN_PIPE = 141  # SIGPIPE: whoever read our answer has stopped
    TERMINATED = 143  # SIGTERM


class RegisterError(Exception):
    """Something a person can mend.

    Attributes:
        message: what is wrong, with the thing's name in it.
        hint: what to do about it; may be empty.
        exit_code: what the command exits with.
    """

    exit_code = ExitCode.FAILED

    def __init__(self, message: str | Advice, hint: str | Advice = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InvalidInput(RegisterError):
    """A value that was typed or read cannot be what it should be."""

    exit_code = ExitCode.USAGE


class NotFound(RegisterError):
    """Nothing in the register answers to the name."""

    exit_code = ExitCode.NOT_FOUND


class Ambiguous(RegisterError):
    """Several things in the register answer to the name."""

    exit_code = ExitCode.NOT_FOUND


class RowsRejected(RegisterError):
    """An import left rows out; the rest was written."""

    exit_code = ExitCode.SOME_REJECTED


class Unmet(NamedTuple):
    """A required rule that is not met: its code, what it asks, what would supply it."""

    code: str
    text: str
    remedy: Action | None


class RuleRefused(RegisterError):
    """A level's required rules are not met; `findings` says which."""

    exit_code = ExitCode.REFUSED

    def __init__(
        self, message: str | Advice, findings: Iterable[Unmet], hint: str | Advice = ""
    ) -> None:
        super().__init__(message, hint)
        self.findings = tuple(findings)


class RegisterUnusable(RegisterError):
    """The file is locked, damaged, no register, or newer than this program."""

    exit_code = ExitCode.UNUSABLE
