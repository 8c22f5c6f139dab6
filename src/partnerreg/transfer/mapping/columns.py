"""Which column of a list holds which field.

A person's word comes first, as ``HEADER=field``, then what the headers
are known to mean in five languages. Nothing is decided by a guess: two columns
that mean the same field are an error that names the option to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.actions import Advice, Option, advise
from partnerreg.domain.synonyms import word_key
from partnerreg.errors import InvalidInput
from partnerreg.transfer.header_words import FOR_READING, by_key
from partnerreg.transfer.wording import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

REASON = "reason"
"""The last column of a file of rejected rows: why each was rejected."""

_MAP = Option("map")
_KEEP_ONE = Advice("Keep one of the two {option} options.", option=_MAP)
_TELLING = 4  # letters of a word that make it likely that a header which holds it means it


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The columns of one list.

    Attributes:
        headers: all headers, in the order of the columns.
        positions: the column of each field that is there, counted from 0.
        unmapped: headers that mean no field; their cells are not read.
        left_out: headers that were left out on request.
    """

    headers: tuple[str, ...]
    positions: Mapping[str, int]
    unmapped: tuple[str, ...]
    left_out: tuple[str, ...]

    def header(self, field: str) -> str:
        """The header of a field's column.

        Raises:
            KeyError: the list has no such field.
        """
        return self.headers[self.positions[field]]


class _Stated(NamedTuple):
    """What a person says of a column: it and its field, or None to leave it out."""

    position: int
    field: str | None


def match_headers(
    headers: Sequence[str],
    maps: Sequence[str],
    words: Mapping[str, str],
    required: Sequence[str],
) -> ColumnMapping:
    """Finds the fields among the headers.

    What the register's own files hold for people's sake is passed over without
    a word: a last column called `REASON`, and the name beside a partner's number.

    Args:
        headers: the header's cells.
        maps: what a person says, as ``HEADER=field``; ``HEADER=`` leaves a
            column out. It wins over what the header means, and the other
            columns that mean the same field are then unmapped. One column may
            be mapped to several fields.
        words: the fields there are, with their header words.
        required: the fields that there must be a column for.

    Raises:
        InvalidInput: a map names no header or no field, contradicts another,
            two columns mean the same field, or a required field has none.
    """
    known = by_key(words)
    stated = [_read_map(text, headers, words, known) for text in maps]
    _refuse_contradictions(stated, headers)
    positions = {one.field: one.position for one in stated if one.field is not None}
    spoken_for = {one.position for one in stated}
    silent = _for_people(headers) - spoken_for
    meant: dict[str, list[int]] = {}
    for position, header in enumerate(headers):
        field = _meaning(header, words, known)
        if field and field not in positions and position not in spoken_for | silent:
            meant.setdefault(field, []).append(position)
    for field, candidates in meant.items():
        positions[field] = _only(candidates, field, headers)
    mapped = spoken_for | silent | set(positions.values())
    unmapped = tuple(header for n, header in enumerate(headers) if n not in mapped)
    if missing := [field for field in required if field not in positions]:
        raise _nowhere(missing, headers, unmapped, words)
    return ColumnMapping(
        headers=tuple(headers),
        positions={field: positions[field] for field in words if field in positions},
        unmapped=unmapped,
        left_out=tuple(headers[one.position] for one in stated if one.field is None),
    )


def find_field(word: str, words: Mapping[str, str], known: Mapping[str, str]) -> str:
    """The field that a person means by a word.

    Args:
        word: what a person calls the field.
        words: the fields there are, with their header words.
        known: the same, as `by_key` gives them.

    Raises:
        InvalidInput: there is no such field; the nearest is named.
    """
    if field := known.get(word_key(word)):
        return field
    # Where a person names a field, 'Number' can only be the field of that name.
    for name in words:
        if word_key(name) == word_key(word):
            return name
    raise InvalidInput(f"There is no field {quoted(word)}.", _nearest(word, tuple(words)))


def map_option(header: str, field: str) -> Option:
    """The option that maps a header to a field."""
    return Option("map", f"{header}={field}")


def which_it_is(field: str, headers: Iterable[str]) -> Advice:
    """The advice to map one of several headers to a field."""
    ways = [map_option(header, field) for header in headers]
    return advise("Say which it is: {options}.", ways, " or ")


def split_map(text: str) -> tuple[str, str]:
    """The header and the field of a ``HEADER=field``; the field is blank if it is left out.

    Raises:
        InvalidInput: it does not say what is what.
    """
    header, equals, field = text.rpartition("=")
    if not equals or not header.strip():
        raise InvalidInput(
            Advice('{option} "{text}" does not say what is what.', option=_MAP, text=text),
            Advice(
                "Write {field}, or {nothing} to leave the column out.",
                field=map_option("HEADER", "field"),
                nothing=map_option("HEADER", ""),
            ),
        )
    return header, field.strip()


def _meaning(header: str, words: Mapping[str, str], known: Mapping[str, str]) -> str | None:
    """The field that a header means, if any; one written just as the field means it."""
    own = header.strip()
    return own if own in words else known.get(word_key(header))


def _for_people(headers: Sequence[str]) -> set[int]:
    """Columns of the register's own files that say nothing which the others do not."""
    there = set(headers)
    found = {n for n, header in enumerate(headers) if FOR_READING.get(header) in there}
    if headers and headers[-1] == REASON:
        found.add(len(headers) - 1)
    return found


def _read_map(
    text: str, headers: Sequence[str], words: Mapping[str, str], known: Mapping[str, str]
) -> _Stated:
    header, field = split_map(text)
    position = _position(header, headers)
    return _Stated(position, find_field(field, words, known) if field else None)


def _position(header: str, headers: Sequence[str]) -> int:
    """The column with that header: exactly, or but for case, accents and punctuation."""
    exactly = [n for n, there in enumerate(headers) if there == header]
    key = word_key(header)
    alike = exactly or [n for n, there in enumerate(headers) if word_key(there) == key]
    if not alike:
        raise InvalidInput(
            f"The list has no column {quoted(header)}.", f"Its columns: {listed(headers)}."
        )
    _refuse_doubled(alike, headers)
    if len(alike) > 1:
        several = listed([headers[n] for n in alike])
        raise InvalidInput(
            f"{quoted(header)} may be any of {several}.", "Write it exactly as it is in the list."
        )
    return alike[0]


def _nearest(field: str, fields: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word_key(field), [word_key(name) for name in fields], n=1)
    suggestion = next((f"Did you mean {name}? " for name in fields if word_key(name) in near), "")
    return f"{suggestion}The fields are {', '.join(fields)}."


def _refuse_contradictions(stated: Sequence[_Stated], headers: Sequence[str]) -> None:
    left_out = {one.position for one in stated if one.field is None}
    taken: dict[str, int] = {}
    for position, field in stated:
        if field is None:
            continue
        if position in left_out:
            raise InvalidInput(
                f"The column {quoted(headers[position])} is both mapped to {field} and left out.",
                _KEEP_ONE,
            )
        first = taken.setdefault(field, position)
        if first != position:
            raise InvalidInput(
                f"The field {field} is mapped twice: "
                f"{quoted(headers[first])} and {quoted(headers[position])}.",
                _KEEP_ONE,
            )


def _refuse_doubled(positions: Sequence[int], headers: Sequence[str]) -> None:
    """Refuses two columns with the very same header: no option could tell them apart."""
    first_with: dict[str, int] = {}
    for position in positions:
        first = first_with.setdefault(headers[position].strip(), position)
        if first != position:
            raise InvalidInput(
                f"Columns {first + 1} and {position + 1} are both called "
                f"{quoted(headers[position])}.",
                "Give one of them another name.",
            )


def _only(candidates: Sequence[int], field: str, headers: Sequence[str]) -> int:
    if len(candidates) == 1:
        return candidates[0]
    _refuse_doubled(candidates, headers)
    alike = [headers[n] for n in candidates]
    raise InvalidInput(
        f"{len(alike)} columns look like {field}: {listed(alike)}.",
        which_it_is(field, alike),
    )


def _nowhere(
    missing: Sequence[str],
    headers: Sequence[str],
    unmapped: Iterable[str],
    words: Mapping[str, str],
) -> InvalidInput:
    """Refuses, and shows the options with the headers that look most like what is missing."""
    free = list(unmapped)
    options = []
    for field in missing:
        header = _likely(field, free, words)
        options.append(map_option(header, field))
        if header in free:
            free.remove(header)
    return InvalidInput(
        f"No column is known to hold {' or '.join(f'the {field}' for field in missing)}; "
        f"the columns are {listed(headers)}.",
        advise(
            f"Say which {'it is' if len(options) == 1 else 'they are'}, as {{options}}.",
            options,
            " ",
        ),
    )


def _likely(field: str, headers: Sequence[str], words: Mapping[str, str]) -> str:
    """The first header that holds a word for the field; what stands for one if none does."""
    keys = [key for key in by_key({field: words[field]}) if len(key) >= _TELLING]
    return next((h for h in headers if any(key in word_key(h) for key in keys)), "HEADER")
