"""The options that say which partners are meant, read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from partnerreg.cli import validation
from partnerreg.domain import parsing
from partnerreg.domain.enums import LegalForm, Phase, PolicyField, Scope, Sector, Status
from partnerreg.domain.evaluation import DOWN_TO
from partnerreg.domain.level_moves import ANY, Movement, PriorStanding
from partnerreg.domain.text import truncate
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns import registry
from partnerreg.services.lookup import find, find_partner
from partnerreg.services.partner_filter import EVERY_LEVEL, LinkKind, PartnerFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date
    from enum import StrEnum

    from partnerreg.db.query import Reader

Choice = TypeVar("Choice", bound=str)

LAST_MEETING = "last-meeting"


def read_filter(
    reader: Reader,
    day: date,
    *,
    level: str | None = None,
    status: str | None = None,
    unsupported: bool = False,
    since: str | None = None,
    moved: str | None = None,
    was: str | None = None,
    missing: str | None = None,
    meets: str | None = None,
    expiring: str | None = None,
    without: str | None = None,
    rules: Collection[str] = (),
    **whose: str | None,
) -> PartnerFilter:
    """What was typed, as what is asked for on a day.

    Without a status those who were active are meant; those who ended, where that is
    what became of them. `rules` are those of the policy, where it is not the shipped one.

    Raises:
        InvalidInput: something cannot be read, or says nothing without another option.
        NotFound: the house has no such unit, area, goal or person; or the last meeting is
            to be looked back to, and none is recorded.
    """
    _refuse_half(since, moved, was)
    found = list(_whose(reader, whose))
    usual = Status.ENDED if moved == Status.ENDED else Status.ACTIVE
    stood = validation.one_of("--status", usual if status is None else status, [*Status, "all"])
    return PartnerFilter(
        words=tuple((option, word) for option, word, _ in found),
        levels=validation.parse_levels("--level", level) or EVERY_LEVEL,
        unsupported=unsupported,
        names=tuple(name for _, _, name in found),
        status=None if stood == "all" else Status(stood),
        since=parse_since(reader, since, day),
        moved=_one_of("--moved", moved, [*Movement, ANY]),
        was=_one_of("--was", was, PriorStanding),
        missing=_parse_rule("--missing", missing, rules, DOWN_TO),
        meets=_parse_rule("--meets", meets, rules),
        expiring=validation.parse_days_ahead("--expiring", expiring, day),
        without=_one_of("--without", without, LinkKind),
    )


def parse_since(reader: Reader, text: str | None, day: date) -> date | None:
    """The day that a report or a list looks back to.

    Raises:
        InvalidInput: it is no day, or lies after `day`.
        NotFound: no meeting was recorded before `day`.
    """
    if text != LAST_MEETING:
        since = validation.parse_day("--since", text)
        if since is not None and since > day:
            raise InvalidInput(f"--since {since} lies after the day that is asked about, {day}.")
        return since
    from partnerreg.services.meetings import last_meeting

    since = last_meeting(reader, day)
    if since is None:
        raise NotFound(
            f"No meeting before {day} is recorded.",
            "`partnerreg report meeting --held` records one; or give --since a day.",
        )
    return since


def _whose(reader: Reader, typed: Mapping[str, str | None]) -> Iterable[tuple[str, str, str]]:
    """The filters that are on, in their order: option, word that means it again, its name."""
    for option, find_words in _FIND.items():
        text = typed.get(option)
        if text is None:
            continue
        # A variable that a script left empty must not choose everybody.
        if not text.strip():
            raise InvalidInput(
                f"--{option.replace('_', '-')} is blank.", "Name one, or leave it out."
            )
        yield option, *find_words(reader, text)


def _word(option: str, members: type[StrEnum]) -> Callable[[Reader, str], tuple[str, str]]:
    """How a word of a closed list is read."""

    def read_word(_reader: Reader, text: str) -> tuple[str, str]:
        word = validation.parse_word(option, text, members)
        return word.value, word.value

    return read_word


def _yes_or_no(option: str) -> Callable[[Reader, str], tuple[str, str]]:
    """How yes or no is read."""

    def read_answer(_reader: Reader, text: str) -> tuple[str, str]:
        word = "yes" if validation.read_option(option, text, parsing.flag) else "no"
        return word, word

    return read_answer


def _as_typed(_reader: Reader, text: str) -> tuple[str, str]:
    return text, text


def _thing(name: str) -> Callable[[Reader, str], tuple[str, str]]:
    """How a thing of the house is found; its number is sure to mean it again."""

    def find_thing(reader: Reader, text: str) -> tuple[str, str]:
        thing = find(reader, registry.noun(name), text)
        return str(thing.id), f"{thing.code} {thing.title}" if name == "goal" else thing.name

    return find_thing


def _partner(reader: Reader, text: str) -> tuple[str, str]:
    partner = find_partner(reader, text)
    return str(partner.id), partner.name


# In the order of `partner list`.
_FIND: dict[str, Callable[[Reader, str], tuple[str, str]]] = {
    "sector": _word("--sector", Sector),
    "municipality": _as_typed,
    "region": _as_typed,
    "field": _word("--field", PolicyField),
    "legal_form": _word("--legal-form", LegalForm),
    "scope": _word("--scope", Scope),
    "youth": _yes_or_no("--youth"),
    "volunteers": _yes_or_no("--volunteers"),
    "unit": _thing("unit"),
    "area": _thing("area"),
    "goal": _thing("goal"),
    "audience": _thing("audience"),
    "phase": _word("--phase", Phase),
    "coordinator": _thing("staff"),
    "tag": _as_typed,
    "with_members": _partner,
}


def _refuse_half(since: str | None, moved: str | None, was: str | None) -> None:
    """Refuse a movement without the earlier day to compare with, and such a day by itself."""
    if since is None:
        for option, value in {"--moved": moved, "--was": was}.items():
            if value is not None:
                raise InvalidInput(
                    f"{option} needs an earlier day to compare with.", "Add --since DATE."
                )
    elif moved is None and was is None:
        raise InvalidInput(
            "--since says nothing by itself.",
            "Add --moved new|up|down|ended|reopened|any, "
            "or --was absent|strategic|service|network|ended.",
        )


def _one_of(option: str, text: str | None, choices: Iterable[Choice]) -> Choice | None:
    """The choice that an option names, if it is on."""
    if text is None:
        return None
    known = {str(choice): choice for choice in choices}
    return known[validation.one_of(option, text, known)]


def _parse_rule(
    option: str, text: str | None, rules: Collection[str], severities: Iterable[str] = ()
) -> str | None:
    """The code of a rule, or one of the severities.

    Raises:
        InvalidInput: there is no such rule; says which there are.
    """
    if text is None:
        return None
    from partnerreg.domain.rules import RULES

    known = [*(rules or RULES), *severities]
    if text in known:
        return text
    from difflib import get_close_matches

    near = get_close_matches(text, known)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Choose one of {', '.join(known)}."
    raise InvalidInput(f"{option} {truncate(text)!r} is not a rule.", hint)
