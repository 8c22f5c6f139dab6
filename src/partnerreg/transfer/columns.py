"""Which column of a list holds which field.

A person's word comes first (``--map "HEADER=field"``), then what the headers
are known to mean in five languages. Nothing is decided by a guess: two columns
that mean the same field are an error that names the option to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.synonyms import word_key
from partnerreg.errors import InvalidInput
from partnerreg.transfer import header_words
from partnerreg.transfer.wording import listed, map_option, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REQUIRED = "name"


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
    """One ``--map``: a column and its field, or None to leave it out."""

    position: int
    field: str | None


def match_headers(
    headers: Sequence[str],
    maps: Sequence[str] = (),
    words: Mapping[str, str] = header_words.PARTNER,
) -> ColumnMapping:
    """Finds the fields among the headers.

    Args:
        headers: the header's cells.
        maps: what a person says, as ``HEADER=field``; ``HEADER=`` leaves a
            column out. It wins over what the header means, and the other
            columns that mean the same field are then unmapped. One column may
            be mapped to several fields.
        words: the fields there are, each with its other names, commas between them.

    Raises:
        InvalidInput: a map names no header or no field, contradicts another,
            two columns mean the same field, or none is the name.
    """
    known = _known(words)
    stated = [_read_map(text, headers, words) for text in maps]
    _refuse_contradictions(stated, headers)
    positions = {one.field: one.position for one in stated if one.field is not None}
    spoken_for = {one.position for one in stated}
    meant: dict[str, list[int]] = {}
    for position, header in enumerate(headers):
        field = known.get(word_key(header))
        if field and field not in positions and position not in spoken_for:
            meant.setdefault(field, []).append(position)
    for field, candidates in meant.items():
        positions[field] = _only(candidates, field, headers)
    if REQUIRED not in positions:
        raise _no_name(headers)
    mapped = spoken_for | set(positions.values())
    return ColumnMapping(
        headers=tuple(headers),
        positions={field: positions[field] for field in words if field in positions},
        unmapped=tuple(header for n, header in enumerate(headers) if n not in mapped),
        left_out=tuple(headers[one.position] for one in stated if one.field is None),
    )


def find_field(word: str, words: Mapping[str, str]) -> str:
    """The field that a person means by a word.

    Raises:
        InvalidInput: none; the nearest is named.
    """
    field = _known(words).get(word_key(word))
    if field is None:
        raise InvalidInput(f"there is no field {quoted(word)}", _nearest(word, tuple(words)))
    return field


def _known(words: Mapping[str, str]) -> dict[str, str]:
    """The field that each word means, by the word's key."""
    return {
        word_key(word): field
        for field, others in words.items()
        for word in (field, *others.split(","))
    }


def _read_map(text: str, headers: Sequence[str], words: Mapping[str, str]) -> _Stated:
    header, equals, field = text.rpartition("=")
    if not equals or not header.strip():
        raise InvalidInput(
            f'--map "{text}" does not say what is what',
            'Write --map "HEADER=field", or --map "HEADER=" to leave the column out.',
        )
    position = _position(header, headers)
    if not field.strip():
        return _Stated(position, None)
    return _Stated(position, find_field(field, words))


def _position(header: str, headers: Sequence[str]) -> int:
    """The column with that header: exactly, or but for case, accents and punctuation."""
    if header in headers:
        return headers.index(header)
    key = word_key(header)
    alike = [n for n, there in enumerate(headers) if word_key(there) == key]
    if not alike:
        raise InvalidInput(
            f"the list has no column {quoted(header)}", f"Its columns: {listed(headers)}."
        )
    if len(alike) > 1:
        several = listed([headers[n] for n in alike])
        raise InvalidInput(
            f"{quoted(header)} may be any of {several}", "Write it exactly as it is in the list."
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
                f"{quoted(headers[position])} is both mapped to {field} and left out",
                "Keep one of the two --map options.",
            )
        first = taken.setdefault(field, position)
        if first != position:
            raise InvalidInput(
                f"{field} is mapped twice: "
                f"{quoted(headers[first])} and {quoted(headers[position])}",
                "Keep one of the two --map options.",
            )


def _only(candidates: Sequence[int], field: str, headers: Sequence[str]) -> int:
    if len(candidates) == 1:
        return candidates[0]
    alike = [headers[n] for n in candidates]
    raise InvalidInput(
        f"{len(alike)} columns look like {field}: {listed(alike)}",
        f"Say which it is: {' or '.join(map_option(header, field) for header in alike)}.",
    )


def _no_name(headers: Sequence[str]) -> InvalidInput:
    """Refuses, and shows the option with the header that looks most like a name."""
    name_words = ("name", "navn", "namn", "nimi")
    likely = next((h for h in headers if any(w in word_key(h) for w in name_words)), headers[0])
    return InvalidInput(
        f"no column is known to hold the name; the columns are {listed(headers)}",
        f"Say which it is, as {map_option(likely, REQUIRED)}.",
    )
