"""Partners, with what a list may say beside them: tags, ties, a coordinator, a first contact."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.db.dialects.expressions import IsEmpty
from partnerreg.domain.enums import Role, Status
from partnerreg.domain.name_keys import (
    SORT_LANGUAGES,
    alphabetical_keys,
    identity_keys,
    search_keys,
)
from partnerreg.nouns.partner import PARTNER, SIDES
from partnerreg.nouns.registry import noun
from partnerreg.queries.things import things
from partnerreg.schemas import addresses, fields
from partnerreg.services.availability import area_retired, goal_over, staff_absent, unit_retired
from partnerreg.tables import metadata
from partnerreg.transfer import declared
from partnerreg.transfer.header_words import words_of
from partnerreg.transfer.import_spec import Cell, ImportSpec, Key, Tie, Use, key_of
from partnerreg.transfer.nouns import first_contacts, reading
from partnerreg.transfer.twins import same_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnerreg.transfer.import_spec import Loading, Stage
    from partnerreg.transfer.lookups import Lookups

_partner = metadata.tables["partner"]
_tag = metadata.tables["partner_tag"]
_side = metadata.tables["contribution"]
_area = metadata.tables["partner_area"]
_goal = metadata.tables["partner_goal"]
_assignment = metadata.tables["assignment"]
_staff = metadata.tables["staff"]


# Of these, whole stretches of a list stand as they are.
_PLAIN = {
    "name": reading.plain_names,
    "municipality": reading.plain_lines,
    "external_id": reading.plain_lines,
    "website": addresses.all_plain_websites,
    "together": reading.plain_texts,
    "for_whom": reading.plain_texts,
    "why_together": reading.plain_texts,
    "notes": reading.plain_texts,
}


def _cells(find: Lookups) -> list[Cell]:
    line, text = reading.line, fields.parse_text
    own = {
        "name": reading.name,
        "sector": reading.sector,
        "municipality": line,
        "country": addresses.parse_country,
        "external_id": fields.parse_line,
        "website": addresses.parse_website,
        "scope": reading.scope,
        "involves_youth": reading.flag,
        "involves_volunteers": reading.flag,
        "together": text,
        "for_whom": text,
        "why_together": text,
        "pilot_until": find.day,
        "notes": text,
    }
    beside = {
        "number": reading.number,
        "level": reading.level,
        "status": reading.status,
        "since": find.past_day,
        "tags": find.tags,
        "areas": find.areas,
        "goals": find.goals,
        "coordinator": find.coordinator,
        **dict.fromkeys(SIDES, find.texts),
    }
    return [
        *[Cell(name, (name,), read, plain=_PLAIN.get(name)) for name, read in own.items()],
        Cell(
            "registration_number",
            ("registration_number", "country"),
            _registration_number,
        ),
        Cell("unit_id", ("unit",), find.unit),
        *[Cell(name, (name,), read, own=False) for name, read in beside.items()],
        *first_contacts.cells(),
    ]


def _registration_number(text: str, country: str) -> str | None:
    return reading.beside_country(addresses.parse_registration_number, text, country)


def _matches(stage: Stage) -> list[sa.Select[Any]]:
    """By external id; by registration number and name; by name, in the same municipality."""
    rows, ways = stage.rows.c, []
    if stage.has("external_id"):
        ways.append(_partner.c.external_id == rows.external_id)
    named = _partner.c.name_key == rows.name_key
    if stage.has("registration_number", "country"):
        number = _partner.c.registration_number == rows.registration_number
        ways.append(sa.and_(number, _partner.c.country == rows.country, named))
    if stage.has("municipality_key"):
        place = _partner.c.municipality_key.is_not_distinct_from(rows.municipality_key)
        named = sa.and_(named, place)
    if not stage.has("external_id"):
        return [_joined(stage, way) for way in (*ways, named)]
    found = [_joined(stage, way) for way in (*ways, sa.and_(rows.external_id.is_(None), named))]
    # A name does not stand for a partner that has another external id than the row.
    without = sa.exists().where(_partner.c.external_id.is_(None))
    if stage.connection.scalar(sa.select(without)):
        found.append(_without_external_id(stage))
    return found


def _joined(stage: Stage, way: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(stage.rows.c.line, _partner.c.id).join(_partner, way)


def _without_external_id(stage: Stage) -> sa.Select[Any]:
    """Rows with an external id, and partners of that name that have none.

    Those partners are looked for once for each name, and not once for each row.
    """
    rows, found = stage.rows.c, stage.found.c
    names = [name for name in ("name_key", "municipality_key") if stage.has(name)]
    known = sa.exists().where(found.line == rows.line).correlate(stage.rows)
    told = sa.and_(rows.external_id.is_not(None), ~known)
    called = sa.select(*[rows[name] for name in names]).where(told).distinct().subquery().c
    bare = (
        sa.select(_partner.c.id, *[_partner.c[name] for name in names])
        .join(called.name_key.table, _same(_partner.c, called, names))
        .where(IsEmpty(_partner.c.external_id))  # going by the name
        .cte("bare")
        .prefix_with("MATERIALIZED")
    )
    same = sa.and_(rows.external_id.is_not(None), _same(bare.c, rows, names))
    return sa.select(rows.line, bare.c.id).join(bare, same)


def _same(one: Any, other: Any, names: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether the two have the same there; empty is the same as empty."""
    return sa.and_(*[one[name].is_not_distinct_from(other[name]) for name in names])


def _twins(stage: Stage) -> list[sa.Select[Any]]:
    """By number or external id; by name, if one of the two has neither."""
    ids = [name for name in ("number", "external_id") if stage.has(name)]
    keys = [name for name in ("name_key", "municipality_key") if stage.has(name)]
    by_name = same_by(stage, keys, "name", empty_too=True, apart=ids)
    return [*[same_by(stage, [name], name) for name in ids], by_name]


_USES = (
    Use("unit_id", "unit", things(noun("unit")), unit_retired),
    Use("areas", "areas", things(noun("area")), area_retired),
    Use("goals", "goals", things(noun("goal")), goal_over),
    Use("coordinator", "coordinator", things(noun("staff")), staff_absent),
)


def _ties(loading: Loading) -> list[Tie]:
    """What hangs on a partner, of what the list has."""
    stage, today = loading.stage, sa.literal(loading.work.today, sa.Date())
    item = stage.items.c

    def tag_there(partner: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        return sa.exists().where(_tag.c.partner_id == partner, _tag.c.tag_key == item.key)

    ties = [
        Tie("tags", _tag, "partner_id", {"tag_key": item.key, "tag": item.text}, tag_there),
        *[_side_of(stage, name) for name in SIDES],
        *[_link(stage, name, table, today) for name, table in (("area", _area), ("goal", _goal))],
        _coordinator(stage, today),
    ]
    return [tie for tie in ties if stage.has(tie.column)]


def _side_of(stage: Stage, name: str) -> Tie:
    """What one party gives or gets: a side that has something is left as it is."""
    (party, direction), item = SIDES[name], stage.items.c

    def of(partner: sa.ColumnElement[Any], *also: Any) -> sa.ColumnElement[bool]:
        side = (_side.c.partner_id == partner, _side.c.party == party)
        return sa.exists().where(*side, _side.c.direction == direction, *also)

    values = {"party": sa.literal(party.value), "direction": sa.literal(direction.value)}
    return Tie(
        name,
        _side,
        "partner_id",
        {**values, "text": item.text},
        of,
        lambda partner: of(partner) & ~of(partner, _side.c.text == item.text),
    )


def _link(stage: Stage, name: str, table: sa.Table, today: sa.ColumnElement[Any]) -> Tie:
    """A tie to a thing of the house, from today on."""
    thing, item = f"{name}_id", stage.items.c

    def there(partner: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        tied = (table.c.partner_id == partner, table.c[thing] == item.key)
        return sa.exists().where(*tied, _goes_on(table, today))

    return Tie(f"{name}s", table, "partner_id", {thing: item.key, "starts_on": today}, there)


def _coordinator(stage: Stage, today: sa.ColumnElement[Any]) -> Tie:
    """Who coordinates, until their last day in the house: where somebody does, that stays."""
    item, table = stage.items.c, _assignment.c

    def there(partner: sa.ColumnElement[Any], *also: Any) -> sa.ColumnElement[bool]:
        role = table.role == Role.COORDINATOR
        follows = (table.partner_id == partner, role, _goes_on(_assignment, today))
        gone = sa.select(_staff.c.id).where(_staff.c.ends_on < today)
        return sa.exists().where(*follows, table.staff_id.not_in(gone), *also)

    last = sa.select(_staff.c.ends_on).where(_staff.c.id == item.key).scalar_subquery()
    values = {
        "staff_id": item.key,
        "role": sa.literal(Role.COORDINATOR.value),
        "starts_on": today,
        "ends_on": last,
    }
    return Tie(
        "coordinator",
        _assignment,
        "partner_id",
        values,
        there,
        # Added to, so that SQLite goes by the partner: one person may coordinate thousands.
        lambda partner: there(partner) & ~there(partner, table.staff_id + 0 == item.key),
    )


def _goes_on(table: sa.Table, today: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return sa.or_(table.c.ends_on.is_(None), table.c.ends_on >= today)


def _fresh(loading: Loading) -> Mapping[str, Any]:
    rows, active = loading.stage.rows.c, sa.literal(Status.ACTIVE.value)
    said = loading.stage.has("status")
    return {
        "level": declared.level(loading.stage),
        "status": sa.func.coalesce(rows.status, active) if said else active,
    }


def _afterwards(loading: Loading) -> None:
    declared.write(loading)
    first_contacts.bring(loading)


PARTNERS = ImportSpec(
    name="partners",
    thing="partner",
    table=_partner,
    words=words_of("partners").words,
    required=words_of("partners").required,
    blamed="name",
    cells=_cells,
    matches=_matches,
    twins=_twins,
    keys=(
        Key("name_key", "name", identity_keys),
        Key("municipality_key", "municipality", identity_keys),
        first_contacts.KEY,
    ),
    late=(
        Key("search_key", "name", search_keys),
        *[
            Key(f"sort_{language}", "name", partial(alphabetical_keys, language=language))
            for language in SORT_LANGUAGES
        ],
    ),
    derived={
        key.column: key_of(key.column, field.column)
        for field in PARTNER.own_fields
        for key in field.keys
    },
    functions={
        **{key.column: key.of for field in PARTNER.own_fields for key in field.keys},
        **first_contacts.FUNCTIONS,
    },
    dates=frozenset({"since", "pilot_until"}),
    unlike=("level", "status"),
    alone=("name_key", "municipality_key", "external_id"),
    paired={"registration_number": "country", "country": "registration_number"},
    uses=_USES,
    ties=_ties,
    unsettled=first_contacts.unsettled,
    fresh=_fresh,
    afterwards=_afterwards,
)
"""Whom the house works with. Levels of known partners are never moved by a list."""
