"""What the JSON of a noun's list, and of one of its things, looks like: by its declaration.

`make schemas` writes them to docs/schemas.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnerreg.nouns import registry
from partnerreg.nouns.fields import COUNT, FLAG
from partnerreg.reports.lists import columns_of
from partnerreg.reports.partner import record_columns

if TYPE_CHECKING:
    from partnerreg.nouns.noun import Noun

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = {"type": "integer", "minimum": 1, "description": "The number by which commands call it."}

# What is asked about these by a report of their own, whose schema stands by itself.
_OWN = frozenset(
    {"partner-list", "partner-show", "agreement-list", "agreement-show", "activity-list"}
    | {"evaluation-show", "group-show", "health-show", "preparation-show"}
)


def schema_of(noun: Noun, verb: str) -> dict[str, Any]:
    """The schema of what `NOUN list --format json` or `NOUN show --format json` writes."""
    properties = {column.key: _property(noun, column.key) for column in columns_of(noun)}
    thing = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    head = {
        "$schema": _DRAFT,
        "$id": f"{noun.name}-{verb}.json",
        "title": noun.title if verb == "list" else noun.called.capitalize(),
        "description": f"What `partnerreg {noun.name} {verb} --format json` writes.",
    }
    return head | ({"type": "array", "items": thing} if verb == "list" else thing)


def _property(noun: Noun, key: str) -> dict[str, Any]:
    if key == "id":
        return _NUMBER
    if key == "partner_id":
        required = noun.owner is not None and noun.owner.required
        return _NUMBER if required else _NUMBER | {"type": ["integer", "null"]}
    field = noun.field(key)
    may_be_empty = not (
        field.required or (field.sql and field.kind in {COUNT, FLAG}) or field.default is False
    )
    value = dict(field.kind.json)
    kind = {"anyOf": [value, {"type": "null"}]} if may_be_empty else value
    return kind | {"description": field.help}


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas of all that every noun can be asked, by the names of their files."""
    return {
        name: schema_of(noun, verb)
        for noun in registry.nouns()
        for verb in ("list", "show")
        if (name := f"{noun.name}-{verb}") not in _OWN
    }


def page_of_partner(written: dict[str, Any]) -> dict[str, Any]:
    """The schema of a partner's page, as it was written, with the fields that it lacks."""
    lacks = {
        column.key: _property(registry.noun("partner"), column.key)
        for column in record_columns()
        if column.key not in written["properties"]
    }
    properties, required = written["properties"] | lacks, [*written["required"], *lacks]
    return written | {"properties": properties, "required": required}


def text_of(schema: dict[str, Any]) -> str:
    """A schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":  # for developers: `make schemas`
    for name, schema in schemas().items():
        (Path(sys.argv[1]) / f"{name}.json").write_text(text_of(schema), encoding="utf-8")
    page = Path(sys.argv[1]) / "partner-show.json"
    written = json.loads(page.read_text(encoding="utf-8"))
    if (whole := page_of_partner(written)) != written:
        page.write_text(text_of(whole), encoding="utf-8")
