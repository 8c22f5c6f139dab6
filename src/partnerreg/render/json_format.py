"""A report as JSON. Its keys are a contract with other programs."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from itertools import chain
from json.encoder import JSONEncoder
from typing import TYPE_CHECKING, Any

from partnerreg.render.machine_formats import batches, iso, keys
from partnerreg.render.text import encoding_of, fits
from partnerreg.reports.report import Form, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TextIO

    from partnerreg.render.options import View
    from partnerreg.reports.report import Report, Section

_STEP = "  "


def write(report: Report, out: TextIO, _view: View) -> None:
    """Write the report as JSON, in the shape that it asks for."""
    write_pieces(chain(_SHAPES[report.shape](report), "\n"), out)


def write_pieces(pieces: Iterable[str], out: TextIO) -> None:
    """Write JSON, with what the encoding lacks escaped."""
    encoding = encoding_of(out)
    out.writelines(piece if fits(piece, encoding) else _ascii(piece) for piece in pieces)


def _list(report: Report) -> Iterator[str]:
    return _array(report.main, "")


def _record(report: Report) -> Iterator[str]:
    main, *further = report.sections
    values = {**(_first(main) or {}), **report.extra}
    members = _members(values)
    members += [(section.key, _array(section, _STEP)) for section in further]
    return _object(members, "")


def _report(report: Report) -> Iterator[str]:
    kept = [section for section in report.sections if section.form is not Form.LINES]
    head = {
        "report": report.name,
        "as_of": report.as_of,
        **({"since": report.since} if report.since else {}),
        **({"subject": report.subject} if report.subject else {}),
        **({"filters": dict(report.filters)} if report.filters else {}),
        **report.extra,
        "summary": list(report.summary),
    }
    tail = {"notes": list(report.notes)}
    sections: list[_Member] = [
        (section.key, (_one if section.form is Form.FIELDS else _array)(section, _STEP * 2))
        for section in kept
    ]
    found = [("sections", _object(sections, _STEP))]
    return _object([*_members(head), *_figures(report), *found, *_members(tail)], "")


def _figures(report: Report) -> list[_Member]:
    """The counts that the summary speaks of, each on a line with what opens it."""
    if not report.figures:
        return []
    found = {one.key: {"count": one.number, "filter": one.opens} for one in report.figures}
    return [("figures", _object(_members(found), _STEP))]


_SHAPES = {Shape.LIST: _list, Shape.RECORD: _record, Shape.REPORT: _report}

_Member = tuple[str, "Iterable[str]"]  # a key and the pieces of its value


def _members(values: Mapping[str, object]) -> list[_Member]:
    return [(key, (_encode(value),)) for key, value in values.items()]


def _one(section: Section, _indent: str) -> Iterator[str]:
    """The only row of a section as an object; null where there is none."""
    yield _encode(_first(section))


def _first(section: Section) -> dict[str, Any] | None:
    """The first row of a section by its keys, if there is one."""
    for rows in batches(section):
        return dict(zip(keys(section), next(iter(rows)), strict=True))
    return None


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
    line = f"\n{indent}{_STEP}"
    before = "["
    for found in objects(section):
        yield before + line
        yield f",{line}".join(found)
        before = ","
    yield "[]" if before == "[" else f"\n{indent}]"


def objects(section: Section) -> Iterator[Iterator[str]]:
    """The rows of a section as objects, some at a time."""
    names = keys(section)
    for rows in batches(section):
        yield (_encode(dict(zip(names, row, strict=True))) for row in rows)


def _plain(value: object) -> object:
    """A value that JSON has no word for, as one that it has."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return iso(value)
    raise TypeError(f"A report holds {value!r}, which is no plain value.")


_encode = JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain).encode


def _ascii(piece: str) -> str:
    """The piece with all that is not ASCII, which stands in strings only, escaped."""
    escape = JSONEncoder().encode
    return re.sub(r"[^\x00-\x7f]+", lambda found: escape(found[0])[1:-1], piece)
