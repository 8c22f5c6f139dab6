"""Which characters a file's bytes stand for, and whether they do so to the end.

The whole file is looked at, not its head: a list may well be plain ASCII down
to its last row. What is left to guess is said to be assumed.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from partnerreg.actions import Advice, Option
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 16  # larger ones fall out of the processor's cache: half as fast
_ENOUGH = 1000  # non-ASCII letters that settle which of the older encodings it is

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Which of every four bytes are mostly NUL in text of mostly Latin letters.
_NUL_PATTERNS: dict[tuple[bool, ...], str] = {
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
    (True, False, True, False): "utf-16-be",
    (False, True, False, True): "utf-16-le",
}

_OF_WEB_ADDRESSES = frozenset({"idna", "punycode"})

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Office files of before 2007 begin."""

ZIP = b"PK\x03\x04"
"""How newer ones begin, and those of OpenDocument."""

SAVE_AS_UTF_8 = Advice(
    "Save the list as UTF-8 again, or say how it is written with {option}.",
    option=Option("encoding"),
)
_SAVE_AS_CSV = "Open it in the program it belongs to and save the sheet as .xlsx or as CSV."
# Workbooks that can be read have been found out before.
_BINARIES = (
    (
        re.escape(ZIP) + rb".{26}mimetypeapplication/vnd\.oasis\.opendocument",
        "an OpenDocument file",
    ),
    (re.escape(ZIP) + rb".*?\bword/", "a Word document"),
    (re.escape(ZIP) + rb".*?\bIndex/Document\.iwa", "a Numbers document"),
    (re.escape(ZIP), "a ZIP archive"),
    (re.escape(OLE), "an old Office document"),
    (rb"%PDF-", "a PDF"),
    (rb"SQLite format 3\0", "an SQLite database"),
    (rb"\x1f\x8b", "a gzip archive"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8", "a picture"),
    (rb"\{\\rtf", "a rich text document"),
    (rb"(?i:\s*<(?:!doctype|html|\?xml|table))", "a web page or XML"),
)

# Letters of cp1252 that Nordic names are full of.
_NORDIC_LETTER = re.compile("[æøåäöéüÆØÅÄÖÉÜ]".encode("cp1252"))
# No characters of cp1252 at all, or quotes and daggers that stand where no text has them; in
# cp850 all of them are letters: ü ì Å É Ø and é ä å æ ö ø.
_DOS_LETTER = re.compile(
    rb"[\x81\x8d\x8f\x90\x9d]|(?<=[A-Za-z])[\x82\x84\x86\x91\x94\x9b](?=[a-z])"
)
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the file's characters are written as bytes.

    Attributes:
        codec: Python's name for it.
        bom: the file begins with a byte order mark.
        assumed: likely, but nothing in the file proves it.
    """

    codec: str
    bom: bool = False
    assumed: bool = False

    def __str__(self) -> str:
        name = self.codec.upper() if self.codec.startswith("utf") else self.codec
        if self.assumed:
            return f"{name} (assumed: it is not UTF-8)"
        return f"{name} with a byte order mark" if self.bom else name


class Examination(NamedTuple):
    """What is known of a file's text after all of it was looked at.

    Attributes:
        encoding: how its characters are written as bytes.
        is_damaged: somewhere there is a NUL, or a byte that cannot be read; the
            rest can.
        doubled_returns: somewhere a line ends in CR CR LF.
    """

    encoding: Encoding
    is_damaged: bool
    doubled_returns: bool


def examine(stream: BinaryIO, name: str, stated: str | None = None) -> Examination:
    """Find how a seekable file is written, and look at all of it.

    Without a byte order mark: UTF-16 and UTF-32 by their NUL bytes, UTF-8 if
    the whole file is valid, and else cp1252, which Nordic Excel writes, unless
    the letters speak for cp850. A file that is UTF-8 but for some bytes is
    damaged UTF-8, and nothing else.

    Args:
        stream: the file's bytes.
        name: what the file is called in errors.
        stated: the encoding a person says it has; nothing is guessed then.

    Raises:
        InvalidInput: the encoding is not known, or the file is empty, binary, or
            has bytes that cannot be read and whose neighbours may go with them.
    """
    stream.seek(0)
    head = stream.read(_CHUNK)
    if not head:
        raise InvalidInput(f"{name} is empty", "The first row must name the columns.")
    _refuse_binary(head, name)
    marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    if stated is not None:
        found = Encoding(_in_byte_order(_codec(stated), head, name), bom=marked is not None)
    else:
        found = Encoding(marked or _by_nul_bytes(head) or "utf-8", bom=marked is not None)
    scanned = _scan(stream, found.codec)
    if not scanned.is_readable and found.codec == "utf-8" and not (stated or marked):
        older = _older_encoding(stream)
        if older is not None:
            found = Encoding(older, assumed=True)
            scanned = _scan(stream, older)
    if not scanned.is_readable and not _is_bytewise(found.codec):
        raise _unreadable(stream, name, found.codec)
    is_damaged = scanned.holds_nul or not scanned.is_readable
    return Examination(found, is_damaged, scanned.doubled_returns)


def _refuse_binary(head: bytes, name: str) -> None:
    for pattern, kind in _BINARIES:
        if re.match(pattern, head, re.DOTALL):
            raise InvalidInput(f"{name} is no list: it looks like {kind}", _SAVE_AS_CSV)


def _codec(stated: str) -> str:
    try:
        name = codecs.lookup(stated).name
        "".encode(name)  # refuses what is no encoding of text, as base64
    except (LookupError, ValueError):
        name = ""
    if not name or name in _OF_WEB_ADDRESSES:
        raise InvalidInput(
            f"no encoding is called {stated!r}",
            "Common ones are utf-8, cp1252 (Windows), latin-1, cp850 (DOS), utf-16.",
        )
    return name


def _in_byte_order(codec: str, head: bytes, name: str) -> str:
    """UTF-16 and UTF-32 with the order of their bytes: by the mark, else by the NUL bytes."""
    width = {"utf-16": 2, "utf-32": 4}.get(codec)
    if width is None:
        return codec
    for mark, ordered in _MARKS:
        if ordered.startswith(codec) and head.startswith(mark):
            return ordered
    first, last = (head[start::width].count(0) for start in (0, width - 1))
    if not first and not last:  # any line end, and any delimiter, would have one
        raise InvalidInput(
            f"{name} is not {codec}: it has neither a byte order mark nor a NUL byte",
            Advice(
                "Leave {option} out, or say how the list is written.", option=Option("encoding")
            ),
        )
    return f"{codec}-be" if first > last else f"{codec}-le"


def _by_nul_bytes(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: every second byte, or three of four, are mostly NUL."""
    lanes = [head[start::4] for start in range(4)]
    return _NUL_PATTERNS.get(tuple(lane.count(0) * 2 > len(lane) for lane in lanes))


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        yield chunk


class _Scanned(NamedTuple):
    is_readable: bool
    holds_nul: bool
    doubled_returns: bool


def _scan(stream: BinaryIO, codec: str) -> _Scanned:
    """Goes through the whole file: bytes that cannot be read, NUL, and CR CR LF."""
    decoder = codecs.getincrementaldecoder(codec)()
    doubled_return = "\r\r\n".encode(codec)[len("".encode(codec)) :]  # without a mark
    is_readable, holds_nul, doubled_returns = True, False, False
    tail = b""
    for chunk in _chunks(stream):
        if b"\r" in chunk or b"\r" in tail:
            doubled_returns = doubled_returns or doubled_return in tail + chunk
        tail = chunk[-len(doubled_return) :]
        if is_readable:
            text = _decoded(decoder, chunk)
            is_readable = text is not None
            holds_nul = holds_nul or (text is not None and "\0" in text)
    is_readable = is_readable and _decoded(decoder, b"", final=True) is not None
    return _Scanned(is_readable, holds_nul, doubled_returns)


def _decoded(
    decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False
) -> str | None:
    try:
        return decoder.decode(chunk, final)
    except UnicodeError:
        return None


def _is_bytewise(codec: str) -> bool:
    """Whether a byte that cannot be read leaves alone what follows: UTF-8, and one byte a letter.

    Nothing else may be read in part: a row might be merged with the next.
    """
    return all(
        bytes([byte, ord(sign)]).decode(codec, "replace")[1:] == sign
        for byte in range(0x80, 0x100)
        for sign in ',;|:\t\r\n"'
    )


def _unreadable(stream: BinaryIO, name: str, codec: str) -> InvalidInput:
    """Goes through a file that has a fault once more, to tell where; now counting lines."""
    decoder = codecs.getincrementaldecoder(codec)()
    lines = _LineCount()
    chunk = b""
    try:
        for chunk in _chunks(stream):
            lines.add(decoder.decode(chunk))
        chunk = b""
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        # A failed call leaves the decoder as it was: what comes before the fault can be read.
        before = error.start - (len(error.object) - len(chunk))
        lines.add(decoder.decode(chunk[: max(before, 0)]))
        line, character = lines.place
        return InvalidInput(
            f"{name}, line {line:,}, character {character:,}: "
            f"byte 0x{error.object[error.start]:02X} is not {codec}",
            SAVE_AS_UTF_8,
        )
    raise AssertionError("the file changed while it was read")


class _LineCount:
    """Counts lines and characters of a text that comes in pieces; CR, LF and CRLF end a line."""

    def __init__(self) -> None:
        self._newlines = io.IncrementalNewlineDecoder(None, translate=True)
        self._ended = 0
        self._characters = 0

    def add(self, text: str) -> None:
        plain = self._newlines.decode(text)
        self._ended += plain.count("\n")
        last = plain.rfind("\n")
        self._characters = len(plain) - last - 1 if last >= 0 else self._characters + len(plain)

    @property
    def place(self) -> tuple[int, int]:
        """Line and character of what comes next, counted from 1."""
        held_back = self._newlines.decode("", final=True)  # a CR whose LF did not come
        return (self._ended + 2, 1) if held_back else (self._ended + 1, self._characters + 1)


def _older_encoding(stream: BinaryIO) -> str | None:
    """cp1252 or cp850, by the first thousand letters; None if it is UTF-8 with damage.

    Libraries that guess encodings take short Nordic lists for Central European ones.
    """
    utf8 = stray = windows = dos = 0
    for chunk in _chunks(stream):
        whole = _UTF8_CHARACTER.findall(chunk)
        utf8 += len(whole)
        stray += len(_NOT_ASCII.findall(chunk)) - sum(map(len, whole))
        windows += len(_NORDIC_LETTER.findall(chunk))
        dos += len(_DOS_LETTER.findall(chunk))
        if utf8 + stray >= _ENOUGH:
            break
    if utf8 > stray:
        return None
    return "cp850" if dos > windows else "cp1252"
