"""Which one is meant: from what a person typed to the thing in the register.

A thing is named by its number (``12`` or ``#12``), by its code or external id,
by its name, or by a part of the name that fits only one; case, accents and
spelling of Nordic letters do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.actions import Action, Advice, see
from partnerreg.domain.name_keys import identity_key, search_key
from partnerreg.domain.parsing import number
from partnerreg.domain.text import truncate
from partnerreg.errors import Ambiguous, NotFound
from partnerreg.nouns import registry
from partnerreg.queries import partners
from partnerreg.queries.agreements import agreement
from partnerreg.queries.things import parameters_of, things

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.nouns.noun import Noun
    from partnerreg.queries.agreements import AgreementRow
    from partnerreg.queries.partners import PartnerName

# How many candidates are listed when a name fits several.
_SHOWN = 10

# The rank of what is named by a part of its name, if at all.
_ONLY_A_PART = 9

# How alike two texts must be for one to be offered for the other, from 0 to 1.
_ALIKE = 0.7

ALMOST = 88
"""How alike the search keys of nearly the same names are, from 0 to 100 (Indel similarity)."""


class Candidate(NamedTuple):
    """A thing that may be meant: its number, what it is called, and where it belongs."""

    id: int
    name: str
    code: str | None
    place: str | None
    row: Any


def find_partner(reader: Reader, text: str) -> PartnerName:
    """The partner that `text` names.

    Raises:
        NotFound: there is none; the nearest names are in the hint.
        Ambiguous: there are several; they are in the hint with their numbers.
    """
    rows = reader.all(
        partners.partners_by_key, number=number(text), text=text, key=identity_key(text)
    )
    if not rows and (part := _part(text)):
        rows = reader.all(partners.partners_containing, part=part)
    if not rows:
        names = [row.name for row in reader.all(partners.partner_names)]
        raise _not_found("partner", text, names)
    found: PartnerName = _best(
        "partner",
        text,
        [Candidate(row.id, row.name, row.external_id, row.municipality, row) for row in rows],
    )
    return found


def partners_called_nearly(reader: Reader, name: str) -> list[PartnerName]:
    """The partners whose names are nearly the same as one, or just the same."""
    from rapidfuzz import fuzz

    wanted = search_key(name)
    return [
        row
        for row in reader.all(partners.partner_names)
        if fuzz.ratio(wanted, search_key(row.name)) >= ALMOST
    ]


def find(
    reader: Reader,
    noun: Noun,
    text: str,
    partner_id: int | None = None,
    today: date | None = None,
) -> Any:
    """The thing of a noun that `text` names, as lists show it; among one partner's, if given.

    What it counts is counted on `today`; only who shows it needs that.

    Raises:
        NotFound: there is none; the nearest names are in the hint.
        Ambiguous: there are several; they are in the hint with their numbers.
    """
    candidates = [
        Candidate(
            row.id,
            str(getattr(row, noun.label)),
            getattr(row, noun.code) if noun.code else None,
            getattr(row, "partner", None),
            row,
        )
        for row in reader.all(things(noun), **parameters_of(noun, today, partner_id))
    ]
    fitting = [one for one in candidates if _rank(one, text) < _ONLY_A_PART]
    if not fitting and (part := _part(text)):
        fitting = [one for one in candidates if part in search_key(one.name)]
    if not fitting:
        raise _not_found(noun.name, text, [one.name for one in candidates])
    return _best(noun.name, text, fitting)


def find_agreement(reader: Reader, number: int, today: date) -> AgreementRow:
    """The agreement of a number, as it is on a day.

    Raises:
        NotFound: there is none.
    """
    row = reader.first(agreement, number=number, today=today)
    if row is None:
        raise NotFound(f"There is no agreement #{number}.", see("agreement", "list"))
    return row


def _part(text: str) -> str:
    """What a part of a name may be; nothing for a number: a mistyped one must hit nobody else."""
    return "" if text.startswith("#") or number(text) is not None else search_key(text)


def _rank(one: Candidate, text: str) -> int:
    """How surely `text` names it: by number, then code, name, folded name, a part at best."""
    if one.id == number(text):
        return 0
    if text.startswith("#"):
        return _ONLY_A_PART
    if one.code is not None and one.code.casefold() == text.casefold():
        return 1
    if one.name == text:
        return 2
    return 3 if identity_key(one.name) == identity_key(text) else _ONLY_A_PART


def _best(kind: str, text: str, candidates: Sequence[Candidate]) -> Any:
    """The row of the one that is named most surely, if it is the only one."""
    ranks = [_rank(one, text) for one in candidates]
    best = [one for one, rank in zip(candidates, ranks, strict=True) if rank == min(ranks)]
    if len(best) == 1:
        return best[0].row
    lines = [
        f"  #{one.id}  {one.name}" + (f" ({one.place})" if one.place else "")
        for one in best[:_SHOWN]
    ]
    if len(best) > _SHOWN:
        lines.append(f"  … and {len(best) - _SHOWN:,} more")
    raise Ambiguous(
        f"{truncate(text)!r} fits {len(best):,} {registry.noun(kind).several}. Nothing was done.",
        "\n".join(["Say which one, by number:", *lines]),
    )


def _not_found(kind: str, text: str, names: Sequence[str]) -> NotFound:
    noun = registry.noun(kind).called
    hint: str | Advice
    if near := _nearest(text, names):
        hint = f"Did you mean {' or '.join(map(repr, near))}?"
    elif names:
        hint = see(kind, "list")
    else:
        hint = Advice(
            f"There is no {noun} at all yet; {{command}} adds one.", command=Action(kind, "add")
        )
    return NotFound(f"There is no {noun} {truncate(text)!r}.", hint)


def _nearest(text: str, names: Iterable[str], most: int = 3) -> list[str]:
    """The names that look most like what was typed, whole or in as many words of theirs."""
    from difflib import get_close_matches

    typed = search_key(text)
    count = len(typed.split())
    holding: dict[str, list[str]] = {}
    for name in names:
        words = search_key(name).split()
        parts = {" ".join(words[i : i + count]) for i in range(len(words))}
        for part in parts | {" ".join(words)}:
            holding.setdefault(part, []).append(name)
    near = get_close_matches(typed, holding, n=most, cutoff=_ALIKE)
    return list(dict.fromkeys(name for part in near for name in holding[part]))[:most]
