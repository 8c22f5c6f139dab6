"""Rows of a whole export as rows of the register's tables, each validated by its schema."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.names import identity_key, search_key
from partnerreg.errors import InvalidInput
from partnerreg.register.partners import SIDES, keys_of
from partnerreg.schemas import archive, problems
from partnerreg.transfer.export.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnerreg.schemas import Schema

# Headers that are not called as the column they fill.
_COLUMNS = {
    "number": "id",
    "partner": "partner_id",
    "primary": "is_primary",
    "management": "is_management",
    "staff_number": "staff_id",
    "area_number": "area_id",
    "goal_number": "goal_id",
    "agreement": "agreement_id",
    "activity": "activity_id",
    "replaces": "replaces_id",
}
HEADERS = {column: header for header, column in _COLUMNS.items()}

# Files of their own say it all.
_ELSEWHERE = {"tags", *SIDES}


class Houses(NamedTuple):
    """The numbers of the house's things that rows call by name."""

    units: dict[str, int]
    areas: dict[str, int]


class Shape(NamedTuple):
    """How rows of a file become rows of a table."""

    schema: type[Schema]
    derived: Callable[[Any], dict[str, Any]] = lambda _: {}
    named: tuple[str, ...] = ()  # things called by name: of the column `unit`, the unit's number
    dropped: frozenset[str] = frozenset()


def _named(data: Any) -> dict[str, Any]:
    return {"name_key": identity_key(data.name)}


SHAPES = {
    "units": Shape(archive.NamedRow, _named),
    "areas": Shape(archive.NamedRow, _named),
    "goals": Shape(
        archive.GoalRow,
        lambda data: {"code_key": identity_key(data.code), "search_key": search_key(data.title)},
    ),
    "staff": Shape(archive.StaffRow, _named, ("unit",)),
    "partners": Shape(
        archive.PartnerRow,
        lambda data: keys_of(data.name, data.municipality),
        ("unit",),
        frozenset({"since", *_ELSEWHERE}),
    ),
    "tags": Shape(archive.TagRow, lambda data: {"tag_key": identity_key(data.tag)}),
    "contributions": Shape(archive.ContributionRow),
    "contacts": Shape(archive.ContactRow, lambda data: {"search_key": search_key(data.name)}),
    "assignments": Shape(archive.AssignmentRow),
    "partner_areas": Shape(archive.PartnerAreaRow),
    "partner_goals": Shape(archive.PartnerGoalRow),
    "agreements": Shape(archive.AgreementRow, lambda data: {"renewal": data.renewal}),
    "documents": Shape(archive.DocumentRow, dropped=frozenset({"size"})),
    "activities": Shape(archive.ActivityRow, named=("area",)),
    "participants": Shape(archive.ParticipantRow),
    "evaluations": Shape(archive.EvaluationRow),
    "levels": Shape(archive.LevelRow),
    "meetings": Shape(archive.MeetingRow),
}


@cache
def _read(name: str) -> dict[str, str]:
    """The columns of a file that are read, by their headers; others are there for people."""
    query = next(part.query for part in parts(date.min) if part.name == name)
    return {
        header: column
        for header in query.row._fields
        if (column := _COLUMNS.get(header, header)) in SHAPES[name].schema.model_fields
        and column not in _ELSEWHERE
    }


def validated(name: str, line: int, cells: Mapping[str, str | None]) -> Any:
    """A row's cells through its schema.

    Raises:
        InvalidInput: something is wrong; names file, line and column.
    """
    from pydantic import ValidationError

    values = {
        column: cell
        for header, column in _read(name).items()
        if (cell := cells[header]) is not None
    }
    try:
        return SHAPES[name].schema.model_validate(values)
    except ValidationError as error:
        said = [
            f"{name}.csv, line {line:,}, {HEADERS.get(field, field)}: {reason.rstrip('.')}."
            for field, reason in problems(error)
        ]
        raise InvalidInput("\n".join(said)) from None


def stored(name: str, line: int, data: Any, houses: Houses) -> dict[str, Any]:
    """A row of the file's table, as its columns have it.

    Raises:
        InvalidInput: it calls something by a name that there is not.
    """
    shape = SHAPES[name]
    values = data.model_dump(exclude={*shape.dropped, *shape.named}) | shape.derived(data)
    for thing in shape.named:
        called = getattr(data, thing)
        numbers = houses.units if thing == "unit" else houses.areas
        if called is not None and called not in numbers:
            raise InvalidInput(
                f"{name}.csv, line {line:,}, {thing}: there is no {called!r} in {thing}s.csv."
            )
        values[f"{thing}_id"] = numbers.get(called)
    return dict(values)
