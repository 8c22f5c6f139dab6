"""Which one is meant: from what a person typed to the thing in the register.

A thing is named by its number (``12`` or ``#12``), by its code or external id,
by its name, or by a part of the name that fits only one; case, accents and
spelling of Nordic letters do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from partnerreg.domain.names import identity_key, search_key
from partnerreg.domain.reading import number
from partnerreg.domain.wording import shorten
from partnerreg.errors import Ambiguous, NotFound
from partnerreg.register.limits import range_of
from partnerreg.register.queries import partners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from partnerreg.register.queries.house import GoalRow, NamedRow, StaffRow
    from partnerreg.register.queries.partners import PartnerName
    from partnerreg.register.queries.people import ContactRow
    from partnerreg.store.query import Reader

# How many candidates are listed when a name fits several.
_SHOWN = 10

# How alike two texts must be for one to be offered for the other, from 0 to 1.
_ALIKE = 0.7

# What one of a kind is called, where that is not the kind's own name.
_NOUNS = {"staff": "staff member"}


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
        partners.partners_called, number=number(text), text=text, key=identity_key(text)
    )
    if not called and (part := _part(text)):
        called = reader.all(partners.partners_containing, part=part)
    if not called:
        names = [row.name for row in reader.all(partners.partner_names)]
        raise _not_found("partner", text, names, "partnerreg partner list")
    return _best("partner", text, called, code=lambda row: row.external_id)


def find_unit(reader: Reader, text: str) -> NamedRow:
    """The unit that `text` names."""
    from partnerreg.register.queries import house

    return _find("unit", text, reader.all(house.units))


def find_area(reader: Reader, text: str) -> NamedRow:
    """The service area that `text` names."""
    from partnerreg.register.queries import house

    return _find("area", text, reader.all(house.areas))


def find_goal(reader: Reader, text: str) -> GoalRow:
    """The goal that `text` names, by number, code or title."""
    from partnerreg.register.queries import house

    goals = [_NamedGoal(goal.id, goal.title, goal) for goal in reader.all(house.goals)]
    return _find("goal", text, goals, code=lambda named: named.goal.code).goal


def find_staff(reader: Reader, text: str) -> StaffRow:
    """The one of our people that `text` names."""
    from partnerreg.register.queries import house

    return _find("staff", text, reader.all(house.staff))


def find_contact(reader: Reader, text: str, partner_id: int | None) -> ContactRow:
    """The contact that `text` names, among all or one partner's."""
    from partnerreg.register.queries import people

    return _find("contact", text, reader.all(people.contacts, **range_of(partner_id)))


class _NamedGoal(NamedTuple):
    id: int
    name: str
    goal: GoalRow


def _part(text: str) -> str:
    """What a part of a name may be; nothing for a number: a mistyped one must hit nobody else."""
    return "" if text.startswith("#") or number(text) is not None else search_key(text)


def _find(
    kind: str, text: str, things: Sequence[Thing], code: Callable[[Thing], str | None] | None = None
) -> Thing:
    part = _part(text)
    fitting = [thing for thing in things if _rank(thing, text, code) is not None]
    if not fitting and part:
        fitting = [thing for thing in things if part in search_key(thing.name)]
    if not fitting:
        raise _not_found(kind, text, [thing.name for thing in things], f"partnerreg {kind} list")
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
        f"{shorten(text)!r} fits {len(best):,} {_NOUNS.get(kind, kind)}s. Nothing was done.",
        "Say which one, by number:\n" + "\n".join(_lines(best)),
    )


def _lines(things: Sequence[Numbered]) -> Iterable[str]:
    for thing in things[:_SHOWN]:
        place = getattr(thing, "municipality", None) or getattr(thing, "partner", None)
        yield f"  #{thing.id}  {thing.name}" + (f" ({place})" if place else "")
    if len(things) > _SHOWN:
        yield f"  … and {len(things) - _SHOWN:,} more"


def _not_found(kind: str, text: str, names: Sequence[str], listing: str) -> NotFound:
    noun = _NOUNS.get(kind, kind)
    if near := _nearest(text, names):
        hint = f"Did you mean {' or '.join(map(repr, near))}?"
    elif names:
        hint = f"See `{listing}`."
    else:
        hint = f"There is no {noun} at all yet; `partnerreg {kind} add` adds one."
    return NotFound(f"There is no {noun} {shorten(text)!r}.", hint)


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
