"""Signals that end the program: Ctrl-C, and what a system or a closing terminal sends.

A signal is raised as an exception, so that all that was begun is taken back and tidied up.
From the commit on it waits until the command has said its outcome: an interruption would
be taken for a failure, and the command given again.
"""

from __future__ import annotations

import signal
import sys
from _thread import interrupt_main, start_new_thread
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# Ctrl-C; `kill`; a terminal that closes, which Windows does not tell.
ENDING = [
    number
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if (number := getattr(signal, name, None)) is not None
]

# Terminals and services send a signal twice. Later than this many seconds it is meant: the
# first was lost, or what it began hangs.
TWICE = 1.0


UNTOUCHED = "The register is as it was."


class Interruption(BaseException):
    """A signal asks the program to end.

    Neither `Exception` nor `KeyboardInterrupt`, which libraries make something of their own of.

    Attributes:
        number: the signal's.
        exit_code: what the program exits with, as shells count.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.exit_code = 128 + number


class SignalHandling:
    """What the program does about signals.

    Attributes:
        committed: whether the command has written to the register, for good.
        register: what an interrupted command says of the register.
    """

    def __init__(self) -> None:
        self.committed = False
        self.register = UNTOUCHED
        self._holds = 0
        self._waiting = 0
        self._raised = 0
        self._when = -TWICE

    def listen(self) -> None:
        """Raise signals from here on; who started us may have had one of them ignored."""
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._receive)
        sys.unraisablehook = self._send_again

    def begin(self) -> None:
        """A command begins: nothing is done of it yet, and signals are raised."""
        self.committed = False
        self.register = UNTOUCHED
        self._holds = 0
        self.hear()

    def stop(self) -> None:
        """The command is over and has said its outcome: no signal changes that.

        Python gives up its handlers while it ends; only what is ignored stays so.
        """
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)

    def hear(self) -> None:
        """Raise a signal that waits, if one does: here nothing is done yet."""
        number, self._waiting = self._waiting, 0
        if number:
            self._raise(number)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let signals wait until this is over."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            if not self._holds:
                self.hear()

    @contextmanager
    def commit(self) -> Iterator[None]:
        """Let signals wait while this commits, and if it does, until the next command begins."""
        with self.held():
            yield
            self.committed = True
            self._holds += 1

    def interruption(self) -> Interruption:
        """The exception anew, where something in between has made an error of its own of it."""
        return Interruption(self._raised or signal.SIGINT)

    def _receive(self, number: int, _frame: object) -> None:
        if self._holds:
            self._waiting = number
        else:
            self._raise(number)

    def _raise(self, number: int) -> None:
        if monotonic() - self._when > TWICE:
            self._when = monotonic()
            self._raised = number
            raise Interruption(number)

    def _send_again(self, unraisable: Any) -> None:
        """Send a signal anew that was raised where Python lets nothing through: in a destructor.

        Another thread does it, or the same would become of it.
        """
        if not isinstance(unraisable.exc_value, Interruption):
            sys.__unraisablehook__(unraisable)
            return
        self._when = -TWICE
        start_new_thread(interrupt_main, (signal.Signals(unraisable.exc_value.number),))


SIGNALS = SignalHandling()
