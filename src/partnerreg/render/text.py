"""Data made safe to show.

What is in the register was typed or imported by anybody: control characters
and escape sequences in it must not steer the terminal, and text that runs
against its own direction must not pass for other text. Such characters are
shown by a visible stand-in; everything else stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO, TextIO

LINE_BREAK = " ⏎ "

DOTS = "……"
"""What stands in brackets, after what is to be written there."""

_CONTROL_PICTURES = 0x2400  # U+2400 pictures U+0000, and so on
_PICTURE_OF_DELETE = "\u2421"


def one_line(text: str) -> str:
    """The text on one line: line breaks are shown as ``⏎``."""
    if text.isprintable():
        return text
    return LINE_BREAK.join(lines(text))


def lines(text: str) -> list[str]:
    """The lines of a text, each of them safe."""
    if text.isprintable():
        return [text]
    return text.replace("\r\n", "\n").translate(_STAND_INS).split("\n")


def safe(text: str) -> str:
    """The text without anything that could deceive or steer a terminal, its lines kept."""
    return "\n".join(lines(text))


def all_one_line(texts: Sequence[str]) -> Sequence[str]:
    """As `one_line` for many texts; fast where there is nothing to do."""
    return texts if "".join(texts).isprintable() else [one_line(text) for text in texts]


class Utf8:
    """Writes text to a file of bytes, which stays open."""

    encoding = "utf-8"

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, text: str) -> object:
        """Write a text."""
        return self._file.write(text.encode())

    def writelines(self, texts: Iterable[str]) -> None:
        """Write texts one after another."""
        for text in texts:
            self._file.write(text.encode())


def encodable(text: str, out: TextIO) -> str:
    """The text with what `out` cannot encode as a backslash escape."""
    encoding = encoding_of(out)
    if fits(text, encoding):
        return text
    return text.encode(encoding, "backslashreplace").decode(encoding)


def encoding_of(out: TextIO) -> str:
    """What `out` encodes with; UTF-8 where it does not say."""
    return out.encoding or "utf-8"


def fits(text: str, encoding: str) -> bool:
    """Whether the encoding has every character of the text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


class _StandIns(dict[int, str]):
    """A table for `str.translate`, filled with each character as it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = stand_in = _stand_in(code)
        return stand_in


_STAND_INS = _StandIns({ord("\n"): "\n"})


def _stand_in(code: int) -> str:
    if code < 0x20:  # C0
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return _PICTURE_OF_DELETE
    if 0x80 <= code < 0xA0:  # C1, among them a one-character escape
        return f"\\x{code:02x}"
    if _is_deceptive(code):
        return f"\\u{code:04x}"
    return chr(code)


def _is_deceptive(code: int) -> bool:
    return (
        0x2028 <= code <= 0x202E  # line and paragraph separators, bidi embeddings and overrides
        or 0x2066 <= code <= 0x2069  # bidi isolates
        or 0xD800 <= code <= 0xDFFF  # half a surrogate pair, which no encoding has
        or 0xFFFE <= code <= 0xFFFF  # no characters, and refused in what Word and Excel keep
    )
