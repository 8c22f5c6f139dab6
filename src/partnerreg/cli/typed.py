"""Values as they were typed, through the schemas; what is wrong is told by its option.

A command's parameters are called as the schema's fields are, so that the
option at which a value was typed can be found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import typer

    from partnerreg.schemas import Problem, Schema

SchemaType = TypeVar("SchemaType", bound="Schema")


def validated(
    ctx: typer.Context,
    schema: type[SchemaType],
    values: Mapping[str, Any],
    context: Mapping[str, Any] | None = None,
) -> SchemaType:
    """The schema filled from what was typed.

    Raises:
        InvalidInput: some value is wrong; the message names each option and reason.
    """
    from partnerreg.schemas import validate

    def told(problem: Problem) -> str:
        return _sentence(typed_as(ctx, problem.field), problem.reason)

    return validate(schema, values, context, told)


def parse_text(option: str, text: str | None) -> str | None:
    """Free text from an option, without the white space around it; None for nothing.

    Raises:
        InvalidInput: it is too long, or holds what is no text.
    """
    from pydantic_core import PydanticCustomError

    from partnerreg.schemas.fields import parse_text

    try:
        return parse_text(text)
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


def typed_as(ctx: typer.Context, field: str) -> str:
    """The option or the argument that a field was typed at: ``--for-whom``, ``NAME``."""
    for parameter in ctx.command.params:
        if parameter.name == field:
            if parameter.param_type_name == "argument":
                return str(parameter.metavar or field.upper())
            return max(parameter.opts, key=len)
    return field.replace("_", " ")


def in_words(ctx: typer.Context, fields: Iterable[str]) -> str:
    """The fields as a person reads them: ``for whom, tag``."""
    return ", ".join(typed_as(ctx, field).lstrip("-").replace("-", " ").lower() for field in fields)


def _sentence(option: str, reason: str) -> str:
    return f"{option} {reason.rstrip('.')}."
