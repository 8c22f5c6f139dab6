"""How the lists of one origin are read, kept under a name: ``--save-mapping``, ``--mapping``.

Each is a small TOML file in the folder ``mappings`` beside the config file, for
people to read and edit. Names are the same if they differ in case only, as some
file systems have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, normalize

from partnerreg.domain.name_keys import is_visible
from partnerreg.domain.synonyms import word_key
from partnerreg.errors import InvalidInput
from partnerreg.files import build_file, explain_refusals
from partnerreg.transfer.header_words import by_key, words_of
from partnerreg.transfer.mapping.columns import field_among, split_map
from partnerreg.transfer.mapping.mapping_file import OPTIONS, Mapping, read, text_of
from partnerreg.transfer.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["Mapping", "load", "mappings", "merged", "remove", "save"]

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


def mappings(folder: Path) -> list[str]:
    """The names of the mappings that are kept.

    Args:
        folder: the program's config folder.

    Raises:
        InvalidInput: the folder cannot be read.
    """
    return sorted((_name(path) for path in _files(folder).values()), key=str.casefold)


def load(folder: Path, name: str, noun: str) -> Mapping:
    """A mapping by its name.

    Args:
        folder: the program's config folder.
        name: what it was saved as.
        noun: what the list is of that it is to be used on.

    Raises:
        InvalidInput: there is none of that name, it is for lists of something else, or
            the file is damaged.
    """
    found = read(_known(folder, name))
    if found.noun != noun:
        raise InvalidInput(
            f"The mapping {quoted(name)} is for lists of {found.noun}, not of {noun}.",
            f"Use it with `partnerreg import {found.noun}`, or save one of another name.",
        )
    return found


def save(folder: Path, name: str, mapping: Mapping) -> Path:
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
        content = text_of(mapping).encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidInput(f"The mapping {quoted(name)} holds bytes that are no text.") from None
    with explain_refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with build_file(path, overwrite=True) as part:
        part.write_bytes(content)
    return path


def remove(folder: Path, name: str) -> None:
    """Forget a mapping.

    Raises:
        InvalidInput: there is none of that name, or it cannot be removed.
    """
    path = _known(folder, name)
    try:
        path.unlink()
    except OSError as error:
        raise InvalidInput(f"{path} cannot be removed: {error.strerror}.") from None


def merged(saved: Mapping, typed: Mapping) -> Mapping:
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
        return keys | {("field", field_among(field, words, known))} if field else keys

    def keys_of_setting(text: str) -> set[tuple[str, str]]:
        return {("field", field_among(text.partition("=")[0], words, known))}

    return Mapping(
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
        there = ", ".join(map(quoted, mappings(folder)))
        raise InvalidInput(
            f"There is no mapping {quoted(name)}.",
            f"There are {there}." if there else "None is saved yet; --save-mapping NAME saves one.",
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
