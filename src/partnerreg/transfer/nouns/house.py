"""The house's own: its people, units, service areas and goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.domain.many_names import identity_keys
from partnerreg.domain.names import identity_key, search_key
from partnerreg.register.availability import begins_too_late, unit_retired
from partnerreg.register.queries import house
from partnerreg.schemas import addresses, fields
from partnerreg.schemas.house import Period
from partnerreg.tables import metadata
from partnerreg.transfer import words
from partnerreg.transfer.changes import new_value
from partnerreg.transfer.noun import Cell, Key, Noun, Use, key_of
from partnerreg.transfer.nouns import reading
from partnerreg.transfer.twins import same_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from partnerreg.transfer.loading import Loading
    from partnerreg.transfer.lookups import Lookups
    from partnerreg.transfer.stage import Stage

_staff = metadata.tables["staff"]
_NUMBER = Cell("number", ("number",), reading.number, own=False)


def _by_key(table: sa.Table, key: str) -> Callable[[Stage], Sequence[sa.Select[Any]]]:
    """There is but one thing of a name, or of a code."""
    return lambda stage: [
        sa.select(stage.rows.c.line, table.c.id).join(table, table.c[key] == stage.rows.c[key])
    ]


def _twins_by(key: str, field: str) -> Callable[[Stage], Sequence[sa.Select[Any]]]:
    def twins(stage: Stage) -> list[sa.Select[Any]]:
        found = [same_by(stage, ["number"], "number")] if stage.has("number") else []
        return [*found, same_by(stage, [key], field)]

    return twins


def _period(row: Mapping[str, Any]) -> Period:
    return Period.model_validate({name: row.get(name) for name in Period.model_fields})


def _named(name: str, thing: str) -> Noun:
    """A noun of things that have a name and may be retired."""
    table = metadata.tables[thing]

    def cells(find: Lookups) -> list[Cell]:
        return [
            Cell("name", ("name",), reading.name),
            Cell("retired_on", ("retired_on",), find.day),
            _NUMBER,
        ]

    return Noun(
        name=name,
        thing=thing,
        table=table,
        words=words.WORDS[name].words,
        required=words.WORDS[name].required,
        cells=cells,
        matches=_by_key(table, "name_key"),
        twins=_twins_by("name_key", "name"),
        keys=(Key("name_key", "name", identity_keys),),
        derived={"name_key": key_of("identity_key", "name")},
        functions={"identity_key": identity_key},
        dates=frozenset({"retired_on"}),
    )


UNITS = _named("units", "unit")
AREAS = _named("areas", "area")


def _goal_cells(find: Lookups) -> list[Cell]:
    return [
        Cell("code", ("code",), fields.parse_name),
        Cell("title", ("title",), reading.name),
        Cell("starts_on", ("starts_on",), find.day),
        Cell("ends_on", ("ends_on",), find.day),
        _NUMBER,
    ]


GOALS = Noun(
    name="goals",
    thing="goal",
    table=metadata.tables["goal"],
    words=words.WORDS["goals"].words,
    required=words.WORDS["goals"].required,
    cells=_goal_cells,
    matches=_by_key(metadata.tables["goal"], "code_key"),
    twins=_twins_by("code_key", "code"),
    keys=(Key("code_key", "code", identity_keys),),
    derived={
        "code_key": key_of("identity_key", "code"),
        "search_key": key_of("search_key", "title"),
    },
    functions={"identity_key": identity_key, "search_key": search_key},
    periods=(("starts_on", "ends_on"),),
    dates=frozenset({"starts_on", "ends_on"}),
    law=_period,
)


def _staff_cells(find: Lookups) -> list[Cell]:
    return [
        Cell("name", ("name",), reading.name),
        Cell("email", ("email",), addresses.parse_email),
        Cell("unit_id", ("unit",), find.unit),
        Cell("is_management", ("management",), reading.flag),
        Cell("starts_on", ("starts_on",), find.day),
        Cell("ends_on", ("ends_on",), find.day),
        _NUMBER,
    ]


def _check_first_days(loading: Loading) -> None:
    """Of our people who are known: no new first day may come after what they do for partners."""
    stage, plan, follows = loading.stage, loading.stage.plan.c, metadata.tables["assignment"].c
    if not stage.has("starts_on"):
        return
    starts_on = new_value(stage, loading.choices, "starts_on")
    rows = (
        sa.select(plan.line, _staff.c.name, starts_on, sa.func.min(follows.starts_on))
        .select_from(stage.known.join(follows.id.table, follows.staff_id == _staff.c.id))
        .where(~plan.is_new, starts_on.is_distinct_from(_staff.c.starts_on))
        .group_by(plan.line)
    )
    wrong = [
        {"line": line, "column": loading.header("starts_on"), "reason": reason}
        for line, *row in stage.connection.execute(rows)
        if (reason := begins_too_late(*row))
    ]
    if wrong:
        stage.connection.execute(sa.insert(stage.rejected), wrong)


def _new_staff(loading: Loading) -> Mapping[str, Any]:
    said = loading.stage.has("is_management")
    nobody = sa.false()
    rows = loading.stage.rows.c
    return {"is_management": sa.func.coalesce(rows.is_management, nobody) if said else nobody}


STAFF = Noun(
    name="staff",
    thing="staff member",
    table=_staff,
    words=words.WORDS["staff"].words,
    required=words.WORDS["staff"].required,
    cells=_staff_cells,
    matches=_by_key(_staff, "name_key"),
    twins=_twins_by("name_key", "name"),
    keys=(Key("name_key", "name", identity_keys),),
    derived={"name_key": key_of("identity_key", "name")},
    functions={"identity_key": identity_key},
    periods=(("starts_on", "ends_on"),),
    dates=frozenset({"starts_on", "ends_on"}),
    # What hangs on these (whom they follow) is for `staff retire` and `staff edit` to settle.
    fixed=("is_management", "ends_on"),
    law=_period,
    uses=(Use("unit_id", "unit", house.units, unit_retired),),
    check=_check_first_days,
    fresh=_new_staff,
)
"""Our people. Who is management and who has left is never changed by a list."""
