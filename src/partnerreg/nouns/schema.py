"""What may be said of a thing of a noun, as a pydantic model made from its declaration."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, create_model, model_validator

from partnerreg.nouns.fields import Reference, References, Several
from partnerreg.schemas.fields import wrong
from partnerreg.schemas.validation import Schema, refused

if TYPE_CHECKING:
    from partnerreg.nouns.fields import Field
    from partnerreg.nouns.noun import Noun


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
        for field, reason in noun.problems(thing):
            raise refused(field, reason)
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
