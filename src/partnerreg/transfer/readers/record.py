"""What every reader of a list gives."""

from __future__ import annotations

Record = tuple[int, list[str], str | None]
"""A record: the line it begins on, its cells, and what is wrong with it (None if nothing is).

A record with nothing wrong has as many cells as there are headers. One that
could not be cut into cells has none. In a wrong one, a byte that is no letter
is shown as U+FFFD.
"""
