"""From raw values to a schema, and from pydantic's errors to ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Schema(BaseModel):
    """What a person or a row may say of one thing; nothing else is let through."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Problem(NamedTuple):
    """A value that cannot be what it should be: which field, and why."""

    field: str
    reason: str


def refused(field: str, message: str) -> PydanticCustomError:
    """A refusal of several fields together, told of the one to change."""
    return PydanticCustomError("register", "{message}", {"message": message, "field": field})


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


def _told(problem: Problem) -> str:
    """The field's name as a person reads it, and the reason."""
    return f"{problem.field.replace('_', ' ')} {problem.reason}"


def validate(
    schema: type[SchemaType],
    values: Mapping[str, Any],
    context: Mapping[str, Any] | None = None,
    told: Callable[[Problem], str] = _told,
) -> SchemaType:
    """The schema filled from raw values.

    Raises:
        InvalidInput: some value is wrong; the message has a line for each, as it is `told`.
    """
    try:
        return schema.model_validate(values, context=dict(context or {}))
    except ValidationError as error:
        raise InvalidInput("\n".join(map(told, problems(error)))) from None
