"""The contact person that a list of partners has in columns of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.db.dialects import dialect
from partnerreg.domain.name_keys import search_key, search_keys
from partnerreg.nouns.registry import noun
from partnerreg.tables import metadata
from partnerreg.transfer.apply import apply, counts
from partnerreg.transfer.diff import mark_changes
from partnerreg.transfer.import_spec import ImportContext, OnMatch, StageKey
from partnerreg.transfer.initial_levels import ADDRESSED
from partnerreg.transfer.matching import number_rows
from partnerreg.transfer.nouns.contacts import ContactImport
from partnerreg.transfer.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = StageKey("contact_key", "contact_name", search_keys)
"""By which a partner's people are told from each other."""

FUNCTIONS = {"contact_key": search_key}
"""What SQL has to be taught."""

_contact = metadata.tables["contact"]
_SAID = ("role", "email", "phone", "source", "legal_basis")


def pending(context: ImportContext) -> Mapping[str, sa.Select[Any]]:
    """Known partners that lack the person, or something that is said of them.

    Of several contacts of that name the oldest is the person, as for `_match`.
    """
    stage, rows, plan = context.stage, context.stage.rows.c, context.stage.plan
    if not (_named_by(stage) and context.writes_known):
        return {}
    updates = context.choices.on_match is OnMatch.UPDATE

    def settled(name: str) -> sa.ColumnElement[bool]:
        said, there = rows[f"contact_{name}"], _contact.c[name]
        return sa.or_(said.is_(None), there == said if updates else there.is_not(None))

    person = _person(context)
    name, key = person["name"], person["search_key"]
    of_list = [column for column in ("name", *_SAID) if stage.has(f"contact_{column}")]
    called = sa.select(sa.and_(sa.true(), *map(settled, of_list))).where(
        _contact.c.partner_id == plan.c.id, _contact.c.search_key == key
    )
    oldest = called.order_by(_contact.c.id).limit(1).scalar_subquery()
    there = sa.func.coalesce(oldest, sa.false())
    lines = sa.select(plan.c.line).select_from(stage.planned)
    return {"contact_name": lines.where(~plan.c.is_new, name.is_not(None), ~there)}


def write(context: ImportContext) -> None:
    """Write the people of partners that are new, then those of known ones."""
    if not _named_by(context.stage):
        return
    _add_first(context)
    lines = pending(context)
    if context.counts.changed and lines:
        _add_to_known(context, lines["contact_name"])


def _add_first(context: ImportContext) -> None:
    """New partners have no other people yet: nobody needs to be looked for."""
    stage, plan = context.stage, context.stage.plan
    values = {**_person(context), "is_primary": sa.true()}
    new = sa.select(*values.values()).select_from(stage.planned)
    new = new.where(plan.c.is_new, values["name"].is_not(None)).order_by(plan.c.line)
    there = stage.connection.scalar(sa.select(sa.func.count()).select_from(_contact)) or 0
    tables = [_contact] if context.counts.added > there else []
    journaled = context.work.journal.adding(_contact)
    with dialect.indexed_afterwards(stage.connection, tables), journaled:
        stage.connection.execute(sa.insert(_contact).from_select(list(values), new))


def _add_to_known(context: ImportContext, lines: sa.Select[Any]) -> None:
    """People of partners that were there are brought in as a list of contacts would be.

    Args:
        context: the import of the partners.
        lines: those of known partners whose person is to be written.
    """
    stage, plan, spec = context.stage, context.stage.plan, ContactImport(noun("contact"))
    values = _person(context)
    own = [column for column in values if column != "search_key"]
    people = Stage(stage.connection, _contact, list(values), own, items=stage.items)
    rows = sa.select(plan.c.line, *values.values()).select_from(stage.planned)
    rows = rows.where(plan.c.line.in_(lines)).order_by(plan.c.line)
    into = ["line", *people.staged]
    stage.connection.execute(sa.insert(people.rows).from_select(into, rows))
    (match,) = spec.matches(people)
    line, number = match.subquery().c
    oldest = sa.select(line, sa.func.min(number)).group_by(line)
    stage.connection.execute(sa.insert(people.matches).from_select(["line", "id"], oldest))
    number_rows(people)
    contacts = ImportContext(context.work, spec, people, context.choices, context.policy)
    contacts.owners_are_new = False
    mark_changes(contacts)
    contacts.counts = counts(people)
    apply(contacts)


def _named_by(stage: Stage) -> list[str]:
    """The columns that say who the person is; who has no name is called by their address."""
    return [column for column in ADDRESSED if stage.has(column)]


def _person(context: ImportContext) -> dict[str, sa.ColumnElement[Any]]:
    """What a row says of the person, by the contact's columns, with their name and its key."""
    stage, rows = context.stage, context.stage.rows.c
    columns = [rows[column] for column in _named_by(stage)]
    name = sa.func.coalesce(*columns) if len(columns) > 1 else columns[0]
    key: sa.ColumnElement[Any] = sa.case((name.is_(None), None), else_=sa.func.contact_key(name))
    if stage.has(KEY.column):
        key = rows[KEY.column] if len(columns) == 1 else sa.func.coalesce(rows[KEY.column], key)
    said = {name: rows[f"contact_{name}"] for name in _SAID if stage.has(f"contact_{name}")}
    return {"partner_id": stage.plan.c.id, **said, "name": name, "search_key": key}
