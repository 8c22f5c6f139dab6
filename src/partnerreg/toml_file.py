"""TOML that people write: the config file, a policy, a saved mapping."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 250_000
"""How many bytes a file may have: the largest of ours has three thousand."""

_PLACE = re.compile(r" \(at (line \d+, column \d+|end of document)\)\Z")


class Toml(NamedTuple):
    """A TOML file: all its text, with line feeds for line ends, and what that says."""

    text: str
    tables: dict[str, Any]


def read_toml(path: Path, *, optional: bool = False) -> Toml:
    """Read a TOML file in UTF-8, with or without a byte order mark.

    Args:
        path: the file.
        optional: if it is not there, it is as if it were empty.

    Raises:
        InvalidInput: it cannot be read, is too large, is no UTF-8 or no TOML; names the
            file, the line where there is one, and the reason.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)  # a device may never end
    except (OSError, ValueError) as error:  # ValueError: no path has a NUL
        if optional and isinstance(error, FileNotFoundError | NotADirectoryError):
            return Toml("", {})
        reason = getattr(error, "strerror", None) or error
        raise InvalidInput(f"{path} cannot be read: {reason}.", "Name another file.") from None
    if len(content) > LARGEST:
        raise InvalidInput(
            f"{path} is larger than {LARGEST:,} bytes.", "Name a page of TOML text instead."
        )
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInput(
            f"{path}, line {line:,}: there are bytes that are no text in UTF-8.",
            "Save the file as UTF-8.",
        ) from None
    return Toml(text, _parsed(text, path))


def _parsed(text: str, path: Path) -> dict[str, Any]:
    from tomllib import TOMLDecodeError

    try:
        return _tables(text)
    except TOMLDecodeError as error:
        problem = str(error)
        place = _PLACE.search(problem)
        assert place is not None, "the parser names a line, or the end"
        where = place[1] if place[1][0] == "l" else f"line {len(text.rstrip().splitlines()):,}"
        problem = problem[: place.start()]
    except RecursionError:
        where = f"line {_line_that_raises(RecursionError, text):,}"
        problem = "brackets stand too deep within brackets"
    except ValueError:  # a number of more digits than Python reads
        where = f"line {_line_that_raises(ValueError, text):,}"
        problem = "a number is too long"
    raise InvalidInput(
        f"{path}, {where}: it is not TOML: {problem}.", "Mend that line, or delete the file."
    )


def _tables(text: str) -> dict[str, Any]:
    """What a text says; it can be shown in a message, as not every number of sixteens can."""
    import tomllib

    tables = tomllib.loads(text)
    repr(tables)
    return tables


def _line_that_raises(kind: type[Exception], text: str) -> int:
    """The line by which the parser has come to raise an error that names none."""
    lines = text.split("\n")

    def is_raised_by(number: int) -> bool:
        try:
            _tables("\n".join(lines[:number]))
        except (RecursionError, ValueError) as error:
            return type(error) is kind
        return False

    return bisect_left(range(1, len(lines) + 1), True, key=is_raised_by) + 1
