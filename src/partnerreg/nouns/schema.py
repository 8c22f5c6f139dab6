"""What may be said of a thing of a noun, as a pydantic model made from its declaration.

The only validator, for typed options and lists alike; and from pydantic's errors to ours.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic_core import PydanticCustomError

from partnerreg.errors import InvalidInput
from partnerreg.nouns.checks import wrong
from partnerreg.nouns.fields import Reference, References, Several
from partnerreg.nouns.noun import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnerreg.nouns.fields import Field
    from partnerreg.nouns.noun import Noun


class Schema(BaseModel):
    """What a person or a row may say of one thing; nothing else is let through."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


@cache
def schema_of(noun: Noun) -> type[Schema]:
    """What may be said of a thing of a noun; what it refers to is said by its number."""
    fields: dict[str, Any] = {
        field.name: (_type_of(field), _default_of(field)) for field in noun.said_fields
    }
    made: type[Schema] = create_model(
        noun.name, __base__=Schema, __validators__=validators_of(noun), **fields
    )
    return made


def validators_of(noun: Noun) -> dict[str, Any]:
    """What holds the fields of a thing against each other."""

    def together(thing: Any) -> Any:
        for problem in noun.problems(thing):
            raise refused(problem.field, problem.reason)
        return thing

    return {"together": model_validator(mode="after")(together)}


def _type_of(field: Field) -> Any:
    if isinstance(field.kind, References):
        return tuple[int, ...]
    kind = int | None if isinstance(field.kind, Reference) else field.kind.checked_type()
    return Annotated[kind, AfterValidator(_there)] if field.required else kind


def _there(value: Any) -> Any:
    """What must be there is."""
    if value is None:
        raise wrong("is missing")
    return value


def _default_of(field: Field) -> Any:
    if field.required:
        return ...
    if isinstance(field.kind, (References, Several)):
        return ()
    return False if field.default is False else None
