"""What was done together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.nouns.registry import noun
from partnerreg.queries.things import things
from partnerreg.schemas import fields
from partnerreg.services.availability import area_retired
from partnerreg.tables import metadata
from partnerreg.transfer.header_words import words_of
from partnerreg.transfer.import_spec import Cell, ImportSpec, Tie, Use
from partnerreg.transfer.nouns import reading
from partnerreg.transfer.twins import same_by

if TYPE_CHECKING:
    from partnerreg.transfer.import_spec import Loading, Stage
    from partnerreg.transfer.lookups import Lookups

_activity = metadata.tables["activity"]
_part = metadata.tables["activity_partner"]


def _cells(find: Lookups) -> list[Cell]:
    own = {
        "held_on": reading.required(find.past_day),
        "kind": reading.required(reading.word(fields.ActivityKindWord)),
        "title": reading.name,
        "participants": fields.parse_count,
        "audience": reading.line,
        "notes": fields.parse_text,
    }
    return [
        *[Cell(name, (name,), read) for name, read in own.items()],
        Cell("area_id", ("area",), find.area),
        Cell("partners", ("partners",), reading.required(find.partners), own=False),
        Cell("number", ("number",), reading.number, own=False),
    ]


def _matches(stage: Stage) -> list[sa.Select[Any]]:
    """By day, kind and title, if one of the partners took part."""
    rows, items, own = stage.rows.c, stage.items.c, _activity.c
    names = ("held_on", "kind", "title")
    # Brought together first: all of it is one key then, however many rows share a part of it.
    parts = (
        sa.select(own.id, _part.c.partner_id, *[own[name] for name in names])
        .join(_part, _part.c.activity_id == own.id)
        .where(own.held_on.in_(sa.select(rows.held_on)))
        .cte("parts")
        .prefix_with("MATERIALIZED")
    ).c
    same = [parts[name] == rows[name] for name in names]
    both = stage.rows.join(stage.items, items.cell == rows.partners).join(
        parts.id.table, sa.and_(parts.partner_id == items.key, *same)
    )
    return [sa.select(rows.line, parts.id).select_from(both).distinct()]


def _twins(stage: Stage) -> list[sa.Select[Any]]:
    """By number; by day, kind and title, if they have a partner in common."""
    found = [same_by(stage, ["number"], "number")] if stage.has("number") else []
    return [*found, _common(stage)]


def _common(stage: Stage) -> sa.Select[Any]:
    """Rows of a day, kind and title that an earlier row with one of their partners has.

    Of two rows that both have a number, neither is the other.
    """
    rows, items = stage.rows.c, stage.items.c
    partition = [rows.held_on, rows.kind, rows.title, items.key]
    first: sa.ColumnElement[Any] = sa.func.min(rows.line).over(partition_by=partition)
    if stage.has("number"):
        unnumbered = sa.case((rows.number.is_(None), rows.line))
        without = sa.func.min(unnumbered).over(partition_by=partition)
        first = sa.case((rows.number.is_not(None), without), else_=first)
    parts = (
        sa.select(rows.line, first.label("first"))
        .select_from(stage.rows.join(stage.items, items.cell == rows.partners))
        .subquery()
        .c
    )
    return (
        sa.select(parts.line, sa.func.min(parts.first), sa.literal("title"))
        .group_by(parts.line)
        .having(sa.func.min(parts.first) < parts.line)
    )


def _ties(loading: Loading) -> list[Tie]:
    item = loading.stage.items.c

    def there(activity: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        return sa.exists().where(_part.c.activity_id == activity, _part.c.partner_id == item.key)

    return [Tie("partners", _part, "activity_id", {"partner_id": item.key}, there)]


ACTIVITIES = ImportSpec(
    name="activities",
    thing="activity",
    table=_activity,
    words=words_of("activities").words,
    required=words_of("activities").required,
    blamed="title",
    cells=_cells,
    matches=_matches,
    twins=_twins,
    of_partners=True,
    dates=frozenset({"held_on"}),
    uses=(Use("area_id", "area", things(noun("area")), area_retired, day="held_on"),),
    ties=_ties,
)
"""An activity is the one of that day, kind and title with one of its partners."""
