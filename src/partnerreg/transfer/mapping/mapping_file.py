"""A saved mapping as a small TOML file, for people to read and edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnerreg.errors import InvalidInput
from partnerreg.toml_file import read_toml
from partnerreg.transfer.mapping.columns import split_map
from partnerreg.transfer.wording import quoted
from partnerreg.transfer.words import WORDS

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a list is read; None and () where nothing is said.

    Attributes:
        noun: what the list is of, as ``partners``.
        maps: which field a column holds, each as ``HEADER=field``.
        settings: what holds for every row, each as ``FIELD=VALUE``.
        encoding: how the file is written.
        delimiter: what stands between cells.
        sheet: the name or number of a workbook's sheet.
        skip_lines: how many lines stand before the header.
        no_header: the first line is a row already.
        date_order: the order of day and month where it is not told by the dates.
        keep_unmapped: columns that mean no field go into the notes.
    """

    noun: str
    maps: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    skip_lines: int | None = None
    no_header: bool | None = None
    date_order: str | None = None
    keep_unmapped: bool | None = None


OPTIONS: dict[str, type] = {
    "encoding": str,
    "delimiter": str,
    "sheet": str,
    "skip_lines": int,
    "no_header": bool,
    "date_order": str,
    "keep_unmapped": bool,
}
"""What is said once and not column by column, with the type of its value."""

_LISTS = ("maps", "settings")
_EXPECTED = {
    str: "a text in quotes",
    int: "a whole number, nought or more",
    bool: "true or false",
}


class _Damage(Exception):
    """What is wrong with a file, and a text that stands on the line where it is."""

    def __init__(self, problem: str, where: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.where = where


def text_of(mapping: Mapping) -> str:
    """The mapping as the text of a file."""
    lines = [
        f"# How lists of {mapping.noun} of one origin are read: the options of",
        f"# `partnerreg import {mapping.noun}`, by their names. It may be edited.",
        f"noun = {_quoted(mapping.noun)}",
    ]
    for name in _LISTS:
        if texts := getattr(mapping, name):
            lines += [f"{name} = [", *(f"    {_quoted(text)}," for text in texts), "]"]
    for name in OPTIONS:
        value = getattr(mapping, name)
        if value is not None:
            lines.append(f"{name} = {_quoted(value) if type(value) is str else str(value).lower()}")
    return "\n".join(lines) + "\n"


def read(path: Path) -> Mapping:
    """The mapping that a file holds.

    Raises:
        InvalidInput: it cannot be read, or something in it is wrong; names file and line.
    """
    text, values = read_toml(path)
    try:
        return _checked(values)
    except _Damage as damage:
        raise _damaged(path, _line_with(damage.where, text), damage.problem) from None


def _checked(values: dict[str, Any]) -> Mapping:
    """The mapping of a file's values, each of which may be anything."""
    if "noun" not in values:
        raise _Damage(f"it does not say what it is for; write noun = {_quoted('partners')}", "")
    for name, value in values.items():
        if name == "noun":
            if not isinstance(value, str) or value not in WORDS:
                raise _Damage(f"noun must be one of {', '.join(WORDS)}", name)
        elif name in _LISTS:
            _check_list(name, value)
        elif name in OPTIONS:
            if type(value) is not OPTIONS[name] or (type(value) is int and value < 0):
                raise _Damage(f"{name} must be {_EXPECTED[OPTIONS[name]]}", name)
        else:
            known = ", ".join(["noun", *_LISTS, *OPTIONS])
            raise _Damage(f"there is no option {quoted(name)}; there are {known}", name)
    options: dict[str, Any] = {
        name: tuple(value) if name in _LISTS else value for name, value in values.items()
    }
    return Mapping(**options)


def _check_list(name: str, value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _Damage(f"{name} must be texts in quotes between brackets", name)
    for text in value:
        if name == "settings" and "=" not in text:
            raise _Damage(f"{quoted(text)} must be FIELD=VALUE", text)
        if name == "maps":
            try:
                split_map(text)
            except InvalidInput:
                raise _Damage(f"{quoted(text)} must be HEADER=field", text) from None


def _quoted(text: str) -> str:
    """A text as TOML writes it: as JSON does, and the one control character that JSON lets be."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _line_with(where: str, text: str) -> int:
    """The first line that begins with a name, or else holds it; the first one if none does."""
    lines = text.splitlines()
    begins = (n for n, line in enumerate(lines, 1) if line.lstrip(" \t\"'").startswith(where))
    holds = (n for n, line in enumerate(lines, 1) if where in line)
    return next(begins, None) or next(holds, 1)


def _damaged(path: Path, line: int, problem: str) -> InvalidInput:
    return InvalidInput(f"{path}, line {line:,}: {problem}.", "Mend the file, or delete it.")
