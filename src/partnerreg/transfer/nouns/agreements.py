"""Agreements, without their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.domain.enums import Renewal
from partnerreg.nouns.registry import noun
from partnerreg.schemas import fields
from partnerreg.tables import metadata
from partnerreg.transfer.header_words import words_of
from partnerreg.transfer.import_spec import Cell, Derived, ImportSpec
from partnerreg.transfer.nouns import reading
from partnerreg.transfer.nouns.generic import law_of
from partnerreg.transfer.twins import same_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.transfer.import_spec import Loading, Stage
    from partnerreg.transfer.lookups import Lookups

_agreement = metadata.tables["agreement"]
_DAYS = ("signed_on", "valid_from", "valid_until", "terminated_on")


def _cells(find: Lookups) -> list[Cell]:
    own = {
        "kind": reading.required(reading.word(fields.AgreementKindWord)),
        "title": reading.name,
        "reference": fields.parse_line,
        "signed_on": find.past_day,
        "valid_from": find.day,
        "valid_until": find.day,
        "renewal_months": fields.parse_count,
        "notice_months": fields.parse_count,
        "terminated_on": find.day,
        "exit_terms": fields.parse_text,
    }
    return [
        Cell("partner_id", ("partner", "municipality"), find.partner),
        *[Cell(name, (name,), read) for name, read in own.items()],
        Cell("replaces_id", ("replaces", "partner", "municipality"), find.agreement),
        Cell("number", ("number",), reading.number, own=False),
    ]


def _matches(stage: Stage) -> list[sa.Select[Any]]:
    """By reference; by kind, title and days; by kind and title, if no day contradicts.

    An agreement that has another reference than the row is another agreement.
    """
    rows, there = stage.rows.c, _agreement.c
    of_partner = there.partner_id == rows.partner_id
    called = [there.kind == rows.kind, there.title == rows.title]
    ways = []
    if stage.has("reference"):
        ways.append(there.reference == rows.reference)
        called.append(sa.or_(there.reference.is_(None), rows.reference.is_(None)))
    days = [name for name in _DAYS[:2] if stage.has(name)]
    same_days = [there[name].is_not_distinct_from(rows[name]) for name in days]
    fit = [
        sa.or_(there[name].is_(None), rows[name].is_(None), there[name] == rows[name])
        for name in days
    ]
    ways += [sa.and_(*called, *same_days), sa.and_(*called, *fit)]
    return [
        sa.select(rows.line, there.id).join(_agreement, sa.and_(of_partner, way)) for way in ways
    ]


def _twins(stage: Stage) -> list[sa.Select[Any]]:
    found = [same_by(stage, ["number"], "number")] if stage.has("number") else []
    if stage.has("reference"):
        found.append(same_by(stage, ["partner_id", "reference"], "reference", apart=["number"]))
    days = [name for name in _DAYS[:2] if stage.has(name)]
    columns = ["partner_id", "kind", "title", *days]
    apart = ["number", "reference"]
    return [*found, same_by(stage, columns, "title", empty_too=True, apart=apart)]


def _fresh(loading: Loading) -> Mapping[str, Any]:
    if loading.stage.has("renewal_months"):
        return {}
    return {"renewal": sa.literal(Renewal.NONE.value)}


def _renewal(months: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.case((months.is_(None), Renewal.NONE.value), else_=Renewal.TACIT.value)


AGREEMENTS = ImportSpec(
    name="agreements",
    thing="agreement",
    table=_agreement,
    words=words_of("agreements").words,
    required=words_of("agreements").required,
    blamed="title",
    cells=_cells,
    matches=_matches,
    twins=_twins,
    derived={"renewal": Derived("renewal_months", _renewal)},
    periods=(
        ("valid_from", "signed_on", "valid_until"),
        ("valid_from", "signed_on", "terminated_on"),
    ),
    of_partners=True,
    dates=frozenset(_DAYS),
    fixed=("partner_id",),
    law=law_of(noun("agreement")),
    fresh=_fresh,
)
"""An agreement is the partner's one of that reference, or of that kind, title and days."""
