"""What an import changes about things that were there before, field by field."""

from __future__ import annotations

import json
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.nouns import registry
from partnerreg.nouns.fields import Reference
from partnerreg.reports.imports import Edit
from partnerreg.tables import Change, columns, metadata
from partnerreg.transfer.diff import missing_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnerreg.transfer.import_spec import ImportContext


@cache
def _references() -> dict[str, tuple[str, str]]:
    """What a number in a field or a column is said as: the table and the column of its name."""
    said: dict[str, tuple[str, str]] = {}
    for noun in registry.nouns():
        for field in noun.fields:
            if isinstance(field.kind, Reference):
                other = registry.noun(field.kind.noun)
                name = other.field(other.code_or_label).column
                said |= dict.fromkeys((field.name, field.column), (other.table_name, name))
    return said


def first_additions(context: ImportContext, most: int | None) -> list[Edit]:
    """The first things that will be hung on what is there: to be asked before they are."""
    if not (context.counts.changed and context.writes_known):
        return []
    stage, edits, names = context.stage, [], _Names(context.stage.connection)
    for link in context.links:
        item = stage.items.c
        found = missing_links(context, link, stage.plan.c.id, item.key, item.text).limit(most)
        for number, key, text in stage.connection.execute(found).all():
            said = names[link.column, key] if link.column in _references() else text
            edits.append(Edit(number, link.column, None, said))
    return edits


def first_edits(context: ImportContext, additions: list[Edit], most: int | None) -> list[Edit]:
    """The first fields that were changed, by the journal of what was just written.

    Args:
        context: the import.
        additions: what was hung on things, as `first_additions` told.
        most: how many; all if None.
    """
    if not context.counts.changed:
        return []
    spec, names = context.spec, _Names(context.stage.connection)
    edits = [*additions]
    for number, before, after in _changes(context, spec.table, most):
        for name, old, new in _differences(before, after):
            if name not in spec.derived:
                values = [_spoken(names, spec.table, name, value) for value in (old, new)]
                edits.append(Edit(number, name.removesuffix("_id"), *values))
    if spec.noun.name == "partner":
        edits += _people(context, most)
    return sorted(edits, key=attrgetter("number"))[:most]


def _people(context: ImportContext, most: int | None) -> Iterator[Edit]:
    """Contacts of known partners, from columns of the partners' list."""
    table = metadata.tables["contact"]
    for _, before, after in _changes(context, table, most, also_added=True):
        number: Any = after["partner_id"]
        if before is None:
            yield Edit(number, "contact", None, after["name"])
            continue
        for name, old, new in _differences(before, after):
            if name != "search_key":
                yield Edit(number, f"contact_{name}", old, new)


def _changes(
    context: ImportContext, table: sa.Table, most: int | None, *, also_added: bool = False
) -> Iterator[tuple[int, Any, Any]]:
    """The first rows that this import changed: what each held and holds."""
    change = columns(Change)
    wanted = (
        sa.select(change.row_id, change.before, change.after)
        .where(
            change.operation_id == context.work.operation_id(),
            change.table_name == table.name,
            change.last_row_id.is_(None),
        )
        .order_by(change.row_id)
        .limit(most)
    )
    if not also_added:
        wanted = wanted.where(change.before.is_not(None))
    for number, before, after in context.stage.connection.execute(wanted).all():
        yield number, before and json.loads(before), json.loads(after)


def _differences(
    before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[tuple[str, object, object]]:
    for name, old in before.items():
        if old != after[name]:
            yield name, old, after[name]


class _Names(dict[tuple[str, object], object]):
    """What things are called that the register refers to by number; each is looked up once."""

    def __init__(self, connection: sa.Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, key: tuple[str, object]) -> object:
        field, number = key
        table, column = metadata.tables[_references()[field][0]], _references()[field][1]
        wanted = sa.select(table.c[column]).where(table.c.id == number)
        self[key] = self._connection.scalar(wanted)
        return self[key]


def _spoken(names: _Names, table: sa.Table, name: str, value: object) -> object:
    """A value of a table as people say it: yes and no as such, and names instead of numbers."""
    if value is None:
        return None
    if isinstance(table.c[name].type, sa.Boolean):
        return bool(value)
    return names[name, value] if name in _references() else value
