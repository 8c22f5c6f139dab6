"""What a run says to the person."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from partnerreg.cli.context import AppContext

if TYPE_CHECKING:
    import pytest


def test_a_question_steers_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    told = io.StringIO()
    typed = io.StringIO("y\n")
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(sys, "stdin", typed)

    assert AppContext({}, {}).confirm("Remove \x1b[2JEva?", "Eva was not removed")

    assert told.getvalue() == "Remove ␛[2JEva? [y/N] "
