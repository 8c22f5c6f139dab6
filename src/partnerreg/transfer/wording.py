"""How texts of a list are quoted in messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 60  # characters of a header that are shown
_MOST = 20  # headers that are listed


def quoted(text: str) -> str:
    """A text of the file on one line, printable and not too long."""
    line = " ".join(text.split())
    short = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    return "'" + "".join(char if char.isprintable() else "�" for char in short) + "'"


def listed(texts: Sequence[str]) -> str:
    """Texts of the file, one after another; a very long list is cut."""
    shown = ", ".join(quoted(text) for text in texts[:_MOST])
    rest = len(texts) - _MOST
    return f"{shown} and {rest:,} more" if rest > 0 else shown
