"""Options that many commands share, and how they are read.

Every option is text here; what it means is checked by `partnerreg.schemas`
where something is written, and by the few functions below where something is
asked: a read must not wait for pydantic.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from partnerreg.cli.completion import complete_partner
from partnerreg.domain import synonyms
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum

    from partnerreg.domain.vocabulary import Level

Partner = Annotated[
    str,
    typer.Argument(
        metavar="PARTNER",
        help="Number, external id, name, or a part of the name that fits only one.",
        autocompletion=complete_partner,
    ),
]
OptionalPartner = Annotated[
    str | None,
    typer.Argument(
        metavar="[PARTNER]", help="Only this partner's.", autocompletion=complete_partner
    ),
]
Format = Annotated[
    str, typer.Option("--format", metavar="table|json|csv", help="How the answer is written.")
]
WriteFormat = Annotated[
    str, typer.Option("--format", metavar="text|json", help="How it is said what was done.")
]
All = Annotated[
    bool, typer.Option("--all", help="Show every row on a terminal, not only the first 50.")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As it stood on that day.")
]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Its number, as lists show it.")]

SectorFilter = Annotated[str | None, typer.Option("--sector", help="Only this sector.")]
LevelFilter = Annotated[str | None, typer.Option("--level", help="Only this level.")]
MunicipalityFilter = Annotated[
    str | None, typer.Option("--municipality", help="Only this municipality.")
]
UnitFilter = Annotated[str | None, typer.Option("--unit", help="Only this owning unit.")]
AreaFilter = Annotated[str | None, typer.Option("--area", help="Only with this service area.")]
GoalFilter = Annotated[str | None, typer.Option("--goal", help="Only tied to this goal.")]
CoordinatorFilter = Annotated[
    str | None, typer.Option("--coordinator", help="Only coordinated by this person.")
]
TagFilter = Annotated[str | None, typer.Option("--tag", help="Only with this tag.")]
StatusFilter = Annotated[
    str, typer.Option("--status", metavar="active|ended|all", help="Only of this status.")
]
UnsupportedFilter = Annotated[
    bool, typer.Option("--unsupported", help="Only those whose level is not carried by evidence.")
]

Word = TypeVar("Word", bound="StrEnum")


def parse_day(option: str, text: str | None) -> date | None:
    """A day from an option.

    Raises:
        InvalidInput: it is no day; names the option.
    """
    if text is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(f"{option} {text!r} is not a day of the calendar: {error}.") from None
    raise InvalidInput(f"{option} {text!r} is not a date.", "Write it as 2026-03-31.")


def parse_level(option: str, text: str | None) -> Level | None:
    """A level from an option: its number, its name, or what it is called in a Nordic language.

    Raises:
        InvalidInput: there is no such level.
    """
    if text is None:
        return None
    level = synonyms.level(text)
    if level is None:
        raise InvalidInput(
            f"{option} {text!r} is not a level.",
            "The levels: 1 or strategic, 2 or service, 3 or network.",
        )
    return level


def parse_word(option: str, text: str, words: type[Word]) -> Word:
    """A word of a closed list.

    Raises:
        InvalidInput: it is not in the list, which the hint gives.
    """
    for word in words:
        if word.value == re.sub(r"[\s_]+", "-", text.strip().casefold()):
            return word
    raise InvalidInput(
        f"{option} {text!r} is not known.", f"Choose one of {', '.join(word.value for word in words)}."
    )


def one_of(option: str, text: str, choices: Iterable[str]) -> str:
    """A choice among texts.

    Raises:
        InvalidInput: it is none of them; the hint gives them.
    """
    known = list(choices)
    if text in known:
        return text
    raise InvalidInput(f"{option} {text!r} is not known.", f"Choose one of {', '.join(known)}.")


def parse_number(text: str, noun: str) -> int:
    """A thing's number, written ``12`` or ``#12``.

    Raises:
        InvalidInput: it is no number.
    """
    match = re.fullmatch(r"#?([0-9]{1,18})", text.strip())
    if match is None:
        raise InvalidInput(
            f"{text!r} is not the number of an {noun}.", f"`partnerreg {noun} list` shows numbers."
        )
    return int(match[1])


def given(**values: object) -> dict[str, object]:
    """The options that were typed: those that are not None, and lists that are not empty."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def overlaid(current: Mapping[str, object], changes: Mapping[str, object]) -> dict[str, object]:
    """A thing's fields with the changes over them; an empty text clears a field.

    Raises:
        InvalidInput: there is no change at all.
    """
    if not changes:
        raise InvalidInput("Nothing to change was given.", "See --help for the options.")
    return {**current, **changes}
