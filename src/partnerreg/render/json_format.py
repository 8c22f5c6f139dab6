"""A report as JSON. Its keys are a contract with other programs."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from itertools import chain
from json import JSONEncoder
from typing import TYPE_CHECKING

from partnerreg.render.machine import batches, iso, keys
from partnerreg.render.text import encoding_of, fits
from partnerreg.reports.report import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from partnerreg.render.screen import Screen
    from partnerreg.reports.report import Report, Section

_STEP = "  "


def write(report: Report, out: TextIO, _screen: Screen | None) -> None:
    """Write the report as JSON, in the shape that it asks for."""
    encoding = encoding_of(out)
    pieces = chain(_SHAPES[report.shape](report), "\n")
    out.writelines(piece if fits(piece, encoding) else _ascii(piece) for piece in pieces)


def _list(report: Report) -> Iterator[str]:
    return _array(report.main, "")


def _record(report: Report) -> Iterator[str]:
    main, *further = report.sections
    record = dict(zip(keys(main), next(batches(main))[0], strict=True)) if main.rows else {}
    values = {**record, **report.extra}
    members: list[_Member] = [(key, (_encode(value),)) for key, value in values.items()]
    members += [(section.key, _array(section, _STEP)) for section in further]
    return _object(members, "")


def _report(report: Report) -> Iterator[str]:
    values = {"report": report.name, "as_of": report.as_of, **report.extra}
    members: list[_Member] = [(key, (_encode(value),)) for key, value in values.items()]
    sections = [(section.key, _array(section, _STEP * 2)) for section in report.sections]
    members.append(("sections", _object(sections, _STEP)))
    members.append(("notes", (_encode(list(report.notes)),)))
    return _object(members, "")


_SHAPES = {Shape.LIST: _list, Shape.RECORD: _record, Shape.REPORT: _report}

_Member = tuple[str, "Iterable[str]"]  # a key and the pieces of its value


def _object(members: Iterable[_Member], indent: str) -> Iterator[str]:
    """An object with a member on each line."""
    before = "{"
    for key, pieces in members:
        yield f"{before}\n{indent}{_STEP}{_encode(key)}: "
        yield from pieces
        before = ","
    yield "{}" if before == "{" else f"\n{indent}}}"


def _array(section: Section, indent: str) -> Iterator[str]:
    """The rows of a section as an array with an object on each line."""
    names = keys(section)
    line = f"\n{indent}{_STEP}"
    before = "["
    for rows in batches(section):
        objects = _encode_marked([dict(zip(names, row, strict=True)) for row in rows])[1:-1]
        yield before + line
        yield objects.replace(f"}}{_MARK}{{", f"}},{line}{{").replace(_MARK, ", ")
        before = ","
    yield "[]" if before == "[" else f"\n{indent}]"


def _plain(value: object) -> object:
    """A value that JSON has no word for, as one that it has."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return iso(value)
    raise TypeError(f"A report holds {value!r}, which is no plain value.")


_encode = JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain).encode

# Encoding many rows in one go is fast, and leaves the line breaks between them to be put
# in afterwards. NUL in the comma's place marks where: inside strings it is always escaped.
_MARK = "\0"
_encode_marked = JSONEncoder(
    ensure_ascii=False, allow_nan=False, default=_plain, separators=(_MARK, ": ")
).encode


def _ascii(piece: str) -> str:
    """The piece with all that is not ASCII, which stands in strings only, escaped."""
    escape = JSONEncoder().encode
    return re.sub(r"[^\x00-\x7f]+", lambda found: escape(found[0])[1:-1], piece)
