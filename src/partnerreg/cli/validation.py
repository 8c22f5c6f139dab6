"""Values as they were typed; what is wrong with one is told by its option.

What is only asked is read without pydantic, by the same functions as what is written: a
question must not wait for it. What is written goes through the schemas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from partnerreg.domain import parsing
from partnerreg.domain.text import truncate
from partnerreg.errors import InvalidInput
from partnerreg.nouns import registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from enum import StrEnum

    import typer

    from partnerreg.domain.enums import EndReason, Level
    from partnerreg.nouns.noun import Problem
    from partnerreg.nouns.schema import Schema

Word = TypeVar("Word", bound="StrEnum")
Value = TypeVar("Value")
SchemaType = TypeVar("SchemaType", bound="Schema")


def parse_day(option: str, text: str | None) -> date | None:
    """A day from an option.

    Raises:
        InvalidInput: it is no day; names the option.
    """
    return None if text is None else read_option(option, text, parsing.day)


def parse_period(
    since_option: str, since: str | None, until_option: str, until: str | None
) -> tuple[date | None, date | None]:
    """The first and the last day of a period from two options; open where none is given.

    Raises:
        InvalidInput: one of them is no day, or the last lies before the first.
    """
    first, last = parse_day(since_option, since), parse_day(until_option, until)
    if first is not None and last is not None and last < first:
        raise InvalidInput(f"{until_option} {last} lies before {since_option} {first}.")
    return first, last


def parse_level(option: str, text: str | None) -> Level | None:
    """A level from an option: its number, its name, or what it is called in a Nordic language.

    Raises:
        InvalidInput: there is no such level.
    """
    if text is None:
        return None
    from partnerreg.domain import synonyms
    from partnerreg.domain.enums import Level

    level: Level | None = synonyms.member_of(Level, text)
    if level is None:
        raise InvalidInput(
            f"{option} {truncate(text)!r} is not a level.",
            "The levels: 1 or strategic, 2 or service, 3 or network.",
        )
    return level


def parse_levels(option: str, text: str | None) -> frozenset[Level]:
    """Levels from an option, several with commas between them; none where none is given.

    Raises:
        InvalidInput: one of them is no level.
    """
    if text is None:
        return frozenset()
    levels = [parse_level(option, each.strip()) for each in text.split(",")]
    return frozenset(level for level in levels if level is not None)


def parse_days_ahead(option: str, text: str | None, start: date) -> int | None:
    """How many days ahead from `start` an option looks: ``90d``, ``90``, ``12w``, ``3m``.

    Raises:
        InvalidInput: it is no stretch of time; names the option.
    """
    if text is None:
        return None
    return read_option(option, text, lambda written: parsing.days_ahead(written, start))


def parse_word(option: str, text: str, words: type[Word]) -> Word:
    """A word of a closed list, in any language of the register.

    Raises:
        InvalidInput: it is not in the list; says which words are.
    """
    return read_option(option, text, lambda written: parsing.member(words, written))


def parse_ending(because: str | None, reason: str | None) -> tuple[EndReason | None, str | None]:
    """Why something ends: a word of the closed list, and words of one's own beside it.

    A reason that is such a word alone is taken for it.

    Raises:
        InvalidInput: neither is said, or `because` is no such word.
    """
    from partnerreg.domain.enums import EndReason

    text = parse_reason("--reason", reason)
    if because is not None:
        return parse_word("--because", because, EndReason), text
    if text is None:
        choices = "|".join(parsing.words(EndReason))
        raise InvalidInput("It is not said why it ends.", f"--because {choices}, or --reason TEXT.")
    if text in parsing.words(EndReason):
        return EndReason(text), None
    return None, text


def one_of(option: str, text: str, choices: Iterable[str]) -> str:
    """A choice among texts.

    Raises:
        InvalidInput: it is none of them; the hint gives them.
    """
    known = list(choices)
    if text in known:
        return text
    raise InvalidInput(
        f"{option} {truncate(text)!r} is not known.", f"Choose one of {', '.join(known)}."
    )


def parse_number(text: str, noun: str, option: str = "") -> int:
    """A thing's number, written ``12`` or ``#12``, from an argument or an option.

    Raises:
        InvalidInput: it is no number.
    """
    number = parsing.number(text)
    if number is None:
        known = registry.noun(noun).article if noun in registry.names() else f"a {noun}"
        listed = "agreement show" if noun == "document" else f"{noun} list"
        raise InvalidInput(
            f"{option} {truncate(text)!r} is not the number of {known}.".lstrip(),
            f"`partnerreg {listed}` has the numbers.",
        )
    return number


def read_option(option: str, text: str, read: Callable[[str], Value]) -> Value:
    """A value from an option.

    Raises:
        InvalidInput: it cannot be read; names the option.
    """
    try:
        return read(text)
    except parsing.ParseError as error:
        raise InvalidInput(f"{option} {error}.") from None


def validated(
    ctx: typer.Context,
    schema: type[SchemaType],
    values: Mapping[str, Any],
    context: Mapping[str, Any] | None = None,
) -> SchemaType:
    """The schema filled from what was typed.

    A command's parameters are called as the schema's fields are, so that the option at which
    a value was typed can be found.

    Raises:
        InvalidInput: some value is wrong; the message names each option and reason.
    """
    from partnerreg.nouns.schema import validate

    def sentence_of(problem: Problem) -> str:
        return _sentence(option_label(ctx, problem.field), problem.reason)

    return validate(schema, values, context, sentence_of)


def parse_text(option: str, text: str | None) -> str | None:
    """Free text from an option, without the white space around it; None for nothing.

    Raises:
        InvalidInput: it is too long, or holds what is no text.
    """
    from pydantic_core import PydanticCustomError

    from partnerreg.nouns.checks import parse_text

    try:
        return parse_text(text)
    except PydanticCustomError as error:
        raise InvalidInput(_sentence(option, error.message())) from None


def parse_line(option: str, text: str | None) -> str | None:
    """The same on one line."""
    from pydantic_core import PydanticCustomError

    from partnerreg.nouns.checks import parse_line

    try:
        return parse_line(text)
    except PydanticCustomError as error:
        raise InvalidInput(_sentence(option, error.message())) from None


def parse_reason(option: str, text: str | None) -> str | None:
    """A reason from an option that says nothing without one.

    Raises:
        InvalidInput: it is blank, too long, or holds what is no text.
    """
    reason = parse_text(option, text)
    if text is not None and reason is None:
        raise InvalidInput(f"{option} needs a reason.", "Say who decided it, or why.")
    return reason


def option_label(ctx: typer.Context, field: str) -> str:
    """The option or the argument that a field was typed at: ``--for-whom``, ``NAME``."""
    for parameter in ctx.command.params:
        if parameter.name == field:
            if parameter.param_type_name == "argument":
                return str(parameter.metavar or field.upper())
            return max(parameter.opts, key=len)
    return field.replace("_", " ")


def _sentence(option: str, reason: str) -> str:
    return f"{option} {reason.rstrip('.')}."
