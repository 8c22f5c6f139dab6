"""Agreements, without their files: by reference, or by kind, title and days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa

from partnerreg.domain.enums import Renewal
from partnerreg.transfer.import_spec import DerivedColumn, ImportSpec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnerreg.nouns.noun import Noun
    from partnerreg.transfer.import_spec import ImportContext
    from partnerreg.transfer.stage import Stage

_DAYS = ("signed_on", "valid_from")


class AgreementImport(ImportSpec):
    """See `ImportSpec`."""

    alternatives: ClassVar = {"notice": "notice_months", "notice_months": "notice"}

    def __init__(self, noun: Noun) -> None:
        super().__init__(noun)
        self.derived = {"renewal": DerivedColumn("renewal_months", _renewal)}
        self.periods = (("valid_from", "valid_until"),)

    def matches(self, stage: Stage) -> Sequence[sa.Select[Any]]:
        """By reference; by kind, title and days; by kind and title, if no day contradicts.

        An agreement that has another reference than the row is another agreement.
        """
        rows, there = stage.rows.c, self.table.c
        of_partner = there.partner_id == rows.partner_id
        called = [there.kind == rows.kind, there.title == rows.title]
        ways = []
        if stage.has("reference"):
            ways.append(there.reference == rows.reference)
            called.append(sa.or_(there.reference.is_(None), rows.reference.is_(None)))
        days = [name for name in _DAYS if stage.has(name)]
        same_days = [there[name].is_not_distinct_from(rows[name]) for name in days]
        fit = [
            sa.or_(there[name].is_(None), rows[name].is_(None), there[name] == rows[name])
            for name in days
        ]
        ways += [sa.and_(*called, *same_days), sa.and_(*called, *fit)]
        return [
            sa.select(rows.line, there.id).join(self.table, sa.and_(of_partner, way))
            for way in ways
        ]

    def repeats(self, stage: Stage) -> Sequence[sa.Select[Any]]:
        """By reference; by kind, title and days, if not both have a number or reference."""
        found = []
        if stage.has("reference"):
            found.append(stage.alike(["partner_id", "reference"], "reference", apart=["number"]))
        columns = ["partner_id", "kind", "title", *filter(stage.has, _DAYS)]
        apart = ["number", "reference"]
        return [*found, stage.alike(columns, "title", empty_too=True, apart=apart)]

    def defaults(self, context: ImportContext) -> Mapping[str, Any]:
        """What says nothing of renewal does not renew itself; what is not signed is a draft."""
        stage, rows = context.stage, context.stage.rows.c
        known = [rows[name] for name in ("drafted_on", "signed_on") if stage.has(name)]
        unsaid = sa.and_(sa.true(), *(column.is_(None) for column in known))
        said = rows.drafted_on if stage.has("drafted_on") else sa.null()
        drafted = sa.case((unsaid, context.today), else_=said)
        renewal = {} if stage.has("renewal_months") else {"renewal": sa.literal(Renewal.NONE.value)}
        return {"drafted_on": drafted} | renewal


def _renewal(months: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.case((months.is_(None), Renewal.NONE.value), else_=Renewal.TACIT.value)
