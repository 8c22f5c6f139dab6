"""Which one is meant: from what a person typed to the thing in the register.

A thing is named by its number (``12`` or ``#12``), by its code or external id,
by its name, or by a part of the name that fits only one; case, accents and
spelling of Nordic letters do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from partnerreg.actions import Action, Advice, see
from partnerreg.db.query import range_of
from partnerreg.domain.name_keys import identity_key, search_key
from partnerreg.domain.parsing import number
from partnerreg.domain.text import truncate
from partnerreg.errors import Ambiguous, NotFound
from partnerreg.nouns import registry
from partnerreg.queries import partners
from partnerreg.queries.things import things

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from partnerreg.db.query import Reader
    from partnerreg.nouns.noun import Noun
    from partnerreg.queries.partners import PartnerName

# How many candidates are listed when a name fits several.
_SHOWN = 10

# How alike two texts must be for one to be offered for the other, from 0 to 1.
_ALIKE = 0.7


class Numbered(Protocol):
    """Anything with a number and a name."""

    @property
    def id(self) -> int:
        """Its number."""
        ...

    @property
    def name(self) -> str:
        """Its name."""
        ...


Thing = TypeVar("Thing", bound=Numbered)


def find_partner(reader: Reader, text: str) -> PartnerName:
    """The partner that `text` names.

    Raises:
        NotFound: there is none; the nearest names are in the hint.
        Ambiguous: there are several; they are in the hint with their numbers.
    """
    called = reader.all(
        partners.partners_by_key, number=number(text), text=text, key=identity_key(text)
    )
    if not called and (part := _part(text)):
        called = reader.all(partners.partners_containing, part=part)
    if not called:
        names = [row.name for row in reader.all(partners.partner_names)]
        raise _not_found("partner", text, names)
    return _best("partner", text, called, code=lambda row: row.external_id)


def find(reader: Reader, noun: Noun, text: str, partner_id: int | None = None) -> Any:
    """The thing of a noun that `text` names, as lists show it; among one partner's, if given.

    Raises:
        NotFound: there is none; the nearest names are in the hint.
        Ambiguous: there are several; they are in the hint with their numbers.
    """
    limits = range_of(partner_id) if noun.owner else {}
    rows = reader.all(things(noun), **limits)
    named = [_Named(row.id, str(getattr(row, noun.label)), row) for row in rows]
    code = (lambda thing: getattr(thing.row, noun.code)) if noun.code else None
    return _find(noun.name, text, named, code).row


def find_unit(reader: Reader, text: str) -> Any:
    """The unit that `text` names."""
    return find(reader, registry.noun("unit"), text)


def find_area(reader: Reader, text: str) -> Any:
    """The service area that `text` names."""
    return find(reader, registry.noun("area"), text)


def find_goal(reader: Reader, text: str) -> Any:
    """The goal that `text` names, by number, code or title."""
    return find(reader, registry.noun("goal"), text)


def find_staff(reader: Reader, text: str) -> Any:
    """The one of our people that `text` names."""
    return find(reader, registry.noun("staff"), text)


class _Named(NamedTuple):
    """A thing with its number and what it is called."""

    id: int
    name: str
    row: Any

    @property
    def partner(self) -> str | None:
        """The name of the partner it belongs to."""
        return getattr(self.row, "partner", None)


def _called(kind: str) -> str:
    return registry.noun(kind).called


def _part(text: str) -> str:
    """What a part of a name may be; nothing for a number: a mistyped one must hit nobody else."""
    return "" if text.startswith("#") or number(text) is not None else search_key(text)


def _find(
    kind: str,
    text: str,
    things: Sequence[Thing],
    code: Callable[[Thing], str | None] | None = None,
) -> Thing:
    part = _part(text)
    fitting = [thing for thing in things if _rank(thing, text, code) is not None]
    if not fitting and part:
        fitting = [thing for thing in things if part in search_key(thing.name)]
    if not fitting:
        raise _not_found(kind, text, [thing.name for thing in things])
    return _best(kind, text, fitting, code)


def _rank(thing: Thing, text: str, code: Callable[[Thing], str | None] | None) -> int | None:
    """How surely `text` names the thing: 0 by number, then code, name, folded name; None: not."""
    if thing.id == number(text):
        return 0
    if text.startswith("#"):
        return None
    known = code(thing) if code else None
    if known is not None and known.casefold() == text.casefold():
        return 1
    if thing.name == text:
        return 2
    return 3 if identity_key(thing.name) == identity_key(text) else None


def _best(
    kind: str,
    text: str,
    things: Sequence[Thing],
    code: Callable[[Thing], str | None] | None = None,
) -> Thing:
    """The thing that is named most surely, if it is the only one."""
    ranks = [(rank if (rank := _rank(thing, text, code)) is not None else 9) for thing in things]
    best = [thing for thing, rank in zip(things, ranks, strict=True) if rank == min(ranks)]
    if len(best) == 1:
        return best[0]
    raise Ambiguous(
        f"{truncate(text)!r} fits {len(best):,} {_called(kind)}s. Nothing was done.",
        "Say which one, by number:\n" + "\n".join(_lines(best)),
    )


def _lines(things: Sequence[Numbered]) -> Iterable[str]:
    for thing in things[:_SHOWN]:
        place = getattr(thing, "municipality", None) or getattr(thing, "partner", None)
        yield f"  #{thing.id}  {thing.name}" + (f" ({place})" if place else "")
    if len(things) > _SHOWN:
        yield f"  … and {len(things) - _SHOWN:,} more"


def _not_found(kind: str, text: str, names: Sequence[str]) -> NotFound:
    noun = _called(kind)
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
