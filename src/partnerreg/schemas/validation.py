"""From raw values to a schema, and from pydantic's errors to ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping


class Schema(BaseModel):
    """What a person or a row may say of one thing; nothing else is let through."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Problem(NamedTuple):
    """A value that cannot be what it should be: which field, and why."""

    field: str
    reason: str


SchemaType = TypeVar("SchemaType", bound=Schema)


def problems(error: ValidationError) -> list[Problem]:
    """Each of pydantic's errors as a field and a reason in plain words."""
    found = []
    for item in error.errors(include_url=False, include_context=True):
        field = (
            str(item["loc"][0]) if item["loc"] else str((item.get("ctx") or {}).get("field", ""))
        )
        # What our own checks say, or that nothing was given where something must be.
        missing = item["type"] != "register" and item.get("input") is None
        reason = "is missing" if missing or item["type"] == "missing" else item["msg"]
        found.append(Problem(field, reason))
    return found


def validate(
    schema: type[SchemaType], values: Mapping[str, Any], context: Mapping[str, Any] | None = None
) -> SchemaType:
    """The schema filled from raw values.

    Raises:
        InvalidInput: some value is wrong; the message names each field and reason.
    """
    try:
        return schema.model_validate(values, context=dict(context or {}))
    except ValidationError as error:
        lines = [f"{field_label(field)} {reason}" for field, reason in problems(error)]
        raise InvalidInput("\n".join(lines)) from None


def field_label(field: str) -> str:
    """A field's name as a person reads it."""
    return field.replace("_", " ")
