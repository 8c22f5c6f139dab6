"""The people at partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.domain.name_keys import search_key, search_keys
from partnerreg.schemas import addresses, fields
from partnerreg.tables import metadata
from partnerreg.transfer.header_words import words_of
from partnerreg.transfer.import_spec import Cell, ImportSpec, Key, OnMatch, key_of
from partnerreg.transfer.load import journaled_update
from partnerreg.transfer.nouns import reading
from partnerreg.transfer.twins import same_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.transfer.import_spec import Loading, Stage
    from partnerreg.transfer.lookups import Lookups

_contact = metadata.tables["contact"]


_PLAIN = {
    "name": reading.plain_names,
    "role": reading.plain_lines,
    "email": addresses.all_plain_emails,
    "source": reading.plain_lines,
    "notes": reading.plain_texts,
}


def _cells(find: Lookups) -> list[Cell]:
    line = reading.line
    own = {
        "name": reading.name,
        "role": line,
        "email": addresses.parse_email,
        "source": line,
        "legal_basis": reading.word(fields.LegalBasisWord),
        "informed_on": find.day,
        "verified_on": find.day,
        "retain_until": find.day,
        "notes": fields.parse_text,
    }
    return [
        Cell("partner_id", ("partner", "municipality"), find.partner),
        *[Cell(name, (name,), read, plain=_PLAIN.get(name)) for name, read in own.items()],
        Cell("phone", ("phone", "partner", "municipality"), find.phone),
        Cell("number", ("number",), reading.number, own=False),
        Cell("is_primary", ("primary",), reading.flag, own=False),
    ]


def _matches(stage: Stage) -> list[sa.Select[Any]]:
    """By name, among the partner's people."""
    rows = stage.rows.c
    same = (_contact.c.partner_id == rows.partner_id, _contact.c.search_key == rows.search_key)
    return [sa.select(rows.line, _contact.c.id).join(_contact, sa.and_(*same))]


def _twins(stage: Stage) -> list[sa.Select[Any]]:
    """By number; by name, among the partner's people, if one of the two has no number."""
    by_number = [same_by(stage, ["number"], "number")] if stage.has("number") else []
    return [*by_number, same_by(stage, ["partner_id", "search_key"], "name", apart=["number"])]


def _fresh(loading: Loading) -> Mapping[str, Any]:
    """The first contact of a partner is the primary one, or the first that says so."""
    stage, rows = loading.stage, loading.stage.rows.c
    other = _contact.alias("other")
    taken = sa.exists().where(other.c.partner_id == rows.partner_id, other.c.is_primary)
    said = [sa.func.coalesce(rows.is_primary, sa.false()).desc()] if stage.has("is_primary") else []
    rank = sa.func.row_number().over(partition_by=rows.partner_id, order_by=[*said, rows.line])
    return {"is_primary": sa.and_(~taken, rank == 1)}


def _promoted(loading: Loading) -> sa.Select[Any]:
    """Contacts who are to be the primary ones and are not yet: the line and the partner.

    Of several that a list calls so, who is it already stays it, or the first one becomes it.
    """
    stage, plan, rows = loading.stage, loading.stage.plan.c, loading.stage.rows.c
    is_it = sa.func.coalesce(_contact.c.is_primary, sa.false())
    rank = sa.func.row_number().over(
        partition_by=rows.partner_id, order_by=[is_it.desc(), plan.line]
    )
    named = (
        sa.select(plan.line, rows.partner_id, is_it.label("is_it"), rank.label("rank"))
        .select_from(stage.planned.outerjoin(_contact, _contact.c.id == plan.id))
        .where(rows.is_primary)
        .subquery()
        .c
    )
    return sa.select(named.line, named.partner_id).where(named.rank == 1, ~named.is_it)


def _may_promote(loading: Loading) -> bool:
    return loading.stage.has("is_primary") and loading.choices.on_match is OnMatch.UPDATE


def _unsettled(loading: Loading) -> Mapping[str, sa.Select[Any]]:
    """Known contacts who become the primary ones, or no longer are."""
    if not _may_promote(loading):
        return {}
    stage, promoted = loading.stage, _promoted(loading).subquery().c
    becomes = stage.plan.c.line.in_(sa.select(promoted.line))
    was = stage.rows.c.partner_id.in_(sa.select(promoted.partner_id)) & _contact.c.is_primary
    lines = sa.select(stage.plan.c.line).select_from(stage.known)
    return {"is_primary": lines.where(~stage.plan.c.is_new, becomes | was)}


def _promote(loading: Loading) -> None:
    """Also new contacts, who are there by now; who was the primary one no longer is."""
    if not _may_promote(loading):
        return
    plan, promoted = loading.stage.plan.c, _promoted(loading).subquery().c
    partners = _contact.c.partner_id.in_(sa.select(promoted.partner_id))
    loses = sa.and_(_contact.c.is_primary, partners)
    gains = _contact.c.id.in_(sa.select(plan.id).where(plan.line.in_(sa.select(promoted.line))))
    # Whoever loses it is none that a row calls so: who is to gain it is the same afterwards.
    for condition, value in ((loses, False), (gains, True)):
        update = sa.update(_contact).where(condition).values(is_primary=value)
        journaled_update(loading, _contact, sa.select(_contact.c.id).where(condition), update)


CONTACTS = ImportSpec(
    name="contacts",
    thing="contact",
    table=_contact,
    words=words_of("contacts").words,
    required=words_of("contacts").required,
    blamed="name",
    cells=_cells,
    matches=_matches,
    twins=_twins,
    keys=(Key("search_key", "name", search_keys),),
    derived={"search_key": key_of("search_key", "name")},
    functions={"search_key": search_key},
    of_partners=True,
    dates=frozenset({"informed_on", "verified_on", "retain_until"}),
    fixed=("partner_id",),
    unlike=("is_primary",),
    unsettled=_unsettled,
    fresh=_fresh,
    afterwards=_promote,
)
"""A contact is the partner's one of that name."""
