"""How the lists of one origin are read, kept under a name.

Each is a small TOML file in the folder ``mappings`` beside the config file, for
people to read and edit. Names are the same if they differ in case only, as some
file systems have it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from partnerreg.actions import Action, Advice, Option
from partnerreg.domain.name_keys import is_visible
from partnerreg.domain.synonyms import word_key
from partnerreg.errors import InvalidInput
from partnerreg.files import build_file, explain_refusals
from partnerreg.toml_file import read_toml
from partnerreg.transfer.header_words import by_key, listed_nouns, words_of
from partnerreg.transfer.mapping.columns import find_field, split_map
from partnerreg.transfer.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SavedMapping:
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

_FOLDER = "mappings"
_ENDING = ".toml"
_NOT_IN_A_NAME = frozenset('/\\:*?"<>|')
# What Unicode calls characters that steer: those of formats let a name pass for another one.
_CONTROLS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Devices of Windows, whatever the ending.
_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "123456789"
}
_LONGEST = 200  # bytes of a name; file systems take 255, with the ending


def names(folder: Path) -> list[str]:
    """The names of the mappings that are kept.

    Args:
        folder: the program's config folder.

    Raises:
        InvalidInput: the folder cannot be read.
    """
    return sorted((_name(path) for path in _files(folder).values()), key=str.casefold)


def load(folder: Path, name: str, noun: str) -> SavedMapping:
    """A mapping by its name.

    Args:
        folder: the program's config folder.
        name: what it was saved as.
        noun: what the list is of that it is to be used on.

    Raises:
        InvalidInput: there is none of that name, it is for lists of something else, or
            the file is damaged.
    """
    found = _read(_known(folder, name))
    if found.noun != noun:
        raise InvalidInput(
            f"The mapping {quoted(name)} is for lists of {found.noun}, not of {noun}.",
            Advice(
                "Use it with {command}, or save one of another name.",
                command=Action("import", found.noun),
            ),
        )
    return found


def save(folder: Path, name: str, mapping: SavedMapping) -> Path:
    """Keep a mapping, in the place of one of the same name; the file is whole or not there.

    Returns:
        Where it is.

    Raises:
        InvalidInput: it cannot be called that, or one of that name is for lists of something
            else or damaged.
        RegisterError: the folder cannot be written to.
    """
    own = _as_file_name(name)
    path = _files(folder).get(_key(own))
    if path is not None:
        load(folder, name, mapping.noun)
    path = path or folder / _FOLDER / f"{own}{_ENDING}"
    try:
        content = _text_of(mapping).encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidInput(f"The mapping {quoted(name)} holds bytes that are no text.") from None
    with explain_refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with build_file(path, overwrite=True) as part:
        part.write_bytes(content)
    return path


def merged(saved: SavedMapping, typed: SavedMapping) -> SavedMapping:
    """A saved mapping with what was typed over it.

    What was typed wins: an option over the saved one, a map over those of the
    same header or field, a setting over that of the same field.

    Raises:
        InvalidInput: a map or a setting names no field, or does not say what is what.
    """
    words = words_of(saved.noun).words
    known = by_key(words)

    def keys_of_map(text: str) -> set[tuple[str, str]]:
        header, field = split_map(text)
        keys = {("header", word_key(header))}
        return keys | {("field", find_field(field, words, known))} if field else keys

    def keys_of_setting(text: str) -> set[tuple[str, str]]:
        return {("field", find_field(text.partition("=")[0], words, known))}

    return SavedMapping(
        saved.noun,
        maps=_over(saved.maps, typed.maps, keys_of_map),
        settings=_over(saved.settings, typed.settings, keys_of_setting),
        **{
            option: getattr(saved, option) if said is None else said
            for option in OPTIONS
            for said in [getattr(typed, option)]
        },
    )


def _over(
    saved: Sequence[str], typed: Sequence[str], keys: Callable[[str], set[tuple[str, str]]]
) -> tuple[str, ...]:
    """The saved texts about which nothing was typed, then the typed ones."""
    spoken_for = {key for text in typed for key in keys(text)}
    return (*(text for text in saved if keys(text).isdisjoint(spoken_for)), *typed)


def _files(folder: Path) -> dict[str, Path]:
    """The files there are, by the key of their names."""
    try:
        found = sorted((folder / _FOLDER).iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise InvalidInput(f"{folder / _FOLDER} cannot be read: {error.strerror}.") from None
    # What begins with a full stop is being written.
    ours = [path for path in found if path.suffix == _ENDING and not path.name.startswith(".")]
    return {_key(_name(path)): path for path in ours}


def _name(path: Path) -> str:
    return normalize("NFC", path.name.removesuffix(_ENDING))


def _key(name: str) -> str:
    return normalize("NFC", normalize("NFC", name.strip()).casefold())


def _known(folder: Path, name: str) -> Path:
    path = _files(folder).get(_key(name))
    if path is None:
        there = ", ".join(map(quoted, names(folder)))
        first = Advice(
            "None is saved yet; {option} saves one.", option=Option("save_mapping", "NAME")
        )
        raise InvalidInput(
            f"There is no mapping {quoted(name)}.", f"There are {there}." if there else first
        )
    return path


def _as_file_name(name: str) -> str:
    """The name as every file system takes it.

    Raises:
        InvalidInput: it cannot be one.
    """
    own = normalize("NFC", name.strip())
    is_safe = (
        own
        and not own.startswith(".")
        and not own.endswith(".")
        and is_visible(own)
        and not any(char in _NOT_IN_A_NAME or category(char) in _CONTROLS for char in own)
        and own.partition(".")[0].strip().casefold() not in _DEVICES
    )
    if is_safe and len(own.encode("utf-8")) <= _LONGEST:
        return own
    raise InvalidInput(
        f"A mapping cannot be called {quoted(name)}.",
        "Give it a short name of letters, digits, spaces and hyphens.",
    )


class _Damage(Exception):
    """What is wrong with a file, and a text that stands on the line where it is."""

    def __init__(self, problem: str, where: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.where = where


def _text_of(mapping: SavedMapping) -> str:
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


def _read(path: Path) -> SavedMapping:
    """The mapping that a file holds.

    Raises:
        InvalidInput: it cannot be read, or something in it is wrong; names file and line.
    """
    text, values = read_toml(path)
    try:
        return _checked(values)
    except _Damage as damage:
        line = _line_with(damage.where, text)
        raise InvalidInput(
            f"{path}, line {line:,}: {damage.problem}.", "Mend the file, or delete it."
        ) from None


def _checked(values: dict[str, Any]) -> SavedMapping:
    """The mapping of a file's values, each of which may be anything."""
    if "noun" not in values:
        raise _Damage(f"it does not say what it is for; write noun = {_quoted('partners')}", "")
    for name, value in values.items():
        if name == "noun":
            if not isinstance(value, str) or value not in listed_nouns():
                raise _Damage(f"noun must be one of {', '.join(listed_nouns())}", name)
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
    return SavedMapping(**options)


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
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _line_with(where: str, text: str) -> int:
    """The first line that begins with a name, or else holds it; the first one if none does."""
    lines = text.splitlines()
    begins = (n for n, line in enumerate(lines, 1) if line.lstrip(" \t\"'").startswith(where))
    holds = (n for n, line in enumerate(lines, 1) if where in line)
    return next(begins, None) or next(holds, 1)
