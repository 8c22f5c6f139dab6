"""The contact person that a list of partners has in columns of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.domain.name_keys import search_key
from partnerreg.schemas import addresses, fields
from partnerreg.tables import metadata
from partnerreg.transfer.changes import mark
from partnerreg.transfer.declared import ADDRESSED
from partnerreg.transfer.import_spec import Cell, Key, Loading, OnMatch, Stage
from partnerreg.transfer.load import adding, counts, load
from partnerreg.transfer.nouns import reading
from partnerreg.transfer.nouns.contacts import CONTACTS
from partnerreg.transfer.plan import number_new, take_found

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = Key("contact_key", "contact_name", CONTACTS.keys[0].derive)
"""By which a partner's people are told from each other."""

FUNCTIONS = {"contact_key": search_key}
"""What SQL has to be taught."""

_contact = metadata.tables["contact"]
_SAID = ("name", "role", "email", "phone", "source", "legal_basis")


def cells() -> list[Cell]:
    """How the columns are read."""
    line, lines = reading.line, reading.plain_lines
    basis = reading.word(fields.LegalBasisWord)
    return [
        Cell("contact_name", ("contact_name",), _name, own=False, plain=lines),
        Cell("contact_role", ("contact_role",), line, own=False, plain=lines),
        Cell(
            "contact_email",
            ("contact_email",),
            addresses.parse_email,
            own=False,
            plain=addresses.all_plain_emails,
        ),
        Cell("contact_phone", ("contact_phone", "country"), _phone, own=False),
        Cell("contact_source", ("contact_source",), line, own=False, plain=lines),
        Cell("contact_legal_basis", ("contact_legal_basis",), basis, own=False),
    ]


def unsettled(loading: Loading) -> Mapping[str, sa.Select[Any]]:
    """Known partners that lack the person, or something that is said of them.

    Of several contacts of that name the oldest is the person, as for `_find`.
    """
    stage, rows, plan = loading.stage, loading.stage.rows.c, loading.stage.plan
    if not naming(stage) or loading.choices.on_match is OnMatch.SKIP:
        return {}
    updates = loading.choices.on_match is OnMatch.UPDATE
    settled = [
        sa.or_(
            rows[f"contact_{name}"].is_(None),
            _contact.c[name] == rows[f"contact_{name}"]
            if updates
            else _contact.c[name].is_not(None),
        )
        for name in _values(stage)
    ]
    name, key = _called(stage)
    called = sa.select(sa.and_(sa.true(), *settled)).where(
        _contact.c.partner_id == plan.c.id, _contact.c.search_key == key
    )
    oldest = called.order_by(_contact.c.id).limit(1).scalar_subquery()
    there = sa.func.coalesce(oldest, sa.false())
    lines = sa.select(plan.c.line).select_from(stage.planned)
    return {"contact_name": lines.where(~plan.c.is_new, name.is_not(None), ~there)}


def naming(stage: Stage) -> list[str]:
    """The columns that say who the person is; who has no name is called by their address."""
    return [column for column in ADDRESSED if stage.has(column)]


def bring(loading: Loading) -> None:
    """Bring in the people of partners that are new, then those of known ones."""
    if not naming(loading.stage):
        return
    _add_first(loading)
    lines = unsettled(loading)
    if loading.counts.changed and lines:
        _add_to_known(loading, lines["contact_name"])


def _add_first(loading: Loading) -> None:
    """New partners have no other people yet: nobody needs to be looked for."""
    stage, plan = loading.stage, loading.stage.plan
    name, key = _called(stage)
    values = {
        "partner_id": plan.c.id,
        **_values(stage),
        "name": name,
        "search_key": key,
        "is_primary": sa.true(),
    }
    found = sa.select(*values.values()).select_from(stage.planned)
    found = found.where(plan.c.is_new, name.is_not(None)).order_by(plan.c.line)
    there = stage.connection.scalar(sa.select(sa.func.count()).select_from(_contact)) or 0
    tables = [_contact] if loading.counts.added > there else []
    with dialect.indexed_afterwards(stage.connection, tables), adding(loading, _contact):
        stage.connection.execute(sa.insert(_contact).from_select(list(values), found))


def _add_to_known(partners: Loading, lines: sa.Select[Any]) -> None:
    """People of partners that were there are brought in as a list of contacts would be.

    Args:
        partners: the import of the partners.
        lines: those of known partners whose person is to be written.
    """
    stage, plan = partners.stage, partners.stage.plan
    name, key = _called(stage)
    values = {"partner_id": plan.c.id, **_values(stage), "name": name, "search_key": key}
    own = [column for column in values if column != "search_key"]
    people = Stage(stage.connection, CONTACTS, list(values), own, items=stage.items)
    found = sa.select(plan.c.line, *values.values()).select_from(stage.planned)
    found = found.where(plan.c.line.in_(lines)).order_by(plan.c.line)
    into = ["line", *people.staged]
    stage.connection.execute(sa.insert(people.rows).from_select(into, found))
    _find(people)
    take_found(people)
    number_new(people)
    loading = Loading(partners.work, people, partners.choices, partners.policy)
    loading.owners_are_new = False
    mark(loading)
    loading.counts = counts(people)
    loading.fresh = CONTACTS.fresh(loading)
    load(loading)


def _find(people: Stage) -> None:
    """The partner's contact of that name; the oldest, if there are several."""
    for match in CONTACTS.matches(people):
        pairs = match.subquery()
        line, number = pairs.c
        oldest = sa.select(line, sa.func.min(number)).group_by(line)
        people.connection.execute(sa.insert(people.found).from_select(["line", "id"], oldest))


def _called(stage: Stage) -> tuple[sa.ColumnElement[Any], sa.ColumnElement[Any]]:
    """What the person is called, and its key."""
    columns = [stage.rows.c[column] for column in naming(stage)]
    name = sa.func.coalesce(*columns) if len(columns) > 1 else columns[0]
    has_key = stage.has(KEY.column)
    if has_key and len(columns) == 1:
        return name, stage.rows.c[KEY.column]
    key = sa.case((name.is_(None), None), else_=sa.func.contact_key(name))
    return name, sa.func.coalesce(stage.rows.c[KEY.column], key) if has_key else key


def _values(stage: Stage) -> dict[str, sa.ColumnElement[Any]]:
    """What the list says of the person, by the contact's columns."""
    return {name: stage.rows.c[f"contact_{name}"] for name in _SAID if stage.has(f"contact_{name}")}


def _name(text: str) -> str | None:
    return reading.name(text) if text else None


def _phone(text: str, country: str) -> str | None:
    return reading.beside_country(addresses.parse_phone, text, country)
