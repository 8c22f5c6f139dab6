"""The people at partners: of each partner one is the primary contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.transfer.import_spec import ImportSpec, OnMatch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.nouns.noun import Noun
    from partnerreg.transfer.import_spec import ImportContext


class ContactImport(ImportSpec):
    """See `ImportSpec`."""

    distinct_by = ("number",)

    def __init__(self, noun: Noun) -> None:
        super().__init__(noun)
        self.immutable |= {"is_primary"}  # but for what `after_apply` does

    def defaults(self, context: ImportContext) -> Mapping[str, Any]:
        """The first contact of a partner is the primary one, or the first that says so."""
        stage, rows = context.stage, context.stage.rows.c
        other = self.table.alias("other")
        taken = sa.exists().where(other.c.partner_id == rows.partner_id, other.c.is_primary)
        has = stage.has("is_primary")
        said = [sa.func.coalesce(rows.is_primary, sa.false()).desc()] if has else []
        rank = sa.func.row_number().over(partition_by=rows.partner_id, order_by=[*said, rows.line])
        return {"is_primary": sa.and_(~taken, rank == 1)}

    def pending(self, context: ImportContext) -> Mapping[str, sa.Select[Any]]:
        """Known contacts who become the primary ones, or no longer are."""
        if not _may_promote(context):
            return {}
        stage, promoted = context.stage, self._promoted(context).subquery().c
        becomes = stage.plan.c.line.in_(sa.select(promoted.line))
        partners = stage.rows.c.partner_id.in_(sa.select(promoted.partner_id))
        was = partners & self.table.c.is_primary
        lines = sa.select(stage.plan.c.line).select_from(stage.known)
        return {"is_primary": lines.where(~stage.plan.c.is_new, becomes | was)}

    def after_apply(self, context: ImportContext) -> None:
        """Make contacts the primary ones, new ones too; who was it no longer is."""
        if not _may_promote(context):
            return
        contact, plan = self.table.c, context.stage.plan.c
        promoted = self._promoted(context).subquery().c
        partners = contact.partner_id.in_(sa.select(promoted.partner_id))
        loses = sa.and_(contact.is_primary, partners)
        gains = contact.id.in_(sa.select(plan.id).where(plan.line.in_(sa.select(promoted.line))))
        # Whoever loses it is none that a row calls so: who is to gain it is the same afterwards.
        for condition, value in ((loses, False), (gains, True)):
            update = sa.update(self.table).where(condition).values(is_primary=value)
            context.work.journal.update(update, sa.select(contact.id).where(condition))

    def _promoted(self, context: ImportContext) -> sa.Select[Any]:
        """Contacts who are to be the primary ones and are not yet: the line and the partner.

        Of several that a list calls so, who is it already stays it, or the first one becomes it.
        """
        stage, plan, rows = context.stage, context.stage.plan.c, context.stage.rows.c
        is_it = sa.func.coalesce(self.table.c.is_primary, sa.false())
        rank = sa.func.row_number().over(
            partition_by=rows.partner_id, order_by=[is_it.desc(), plan.line]
        )
        named = (
            sa.select(plan.line, rows.partner_id, is_it.label("is_it"), rank.label("rank"))
            .select_from(stage.planned.outerjoin(self.table, self.table.c.id == plan.id))
            .where(rows.is_primary)
            .subquery()
            .c
        )
        return sa.select(named.line, named.partner_id).where(named.rank == 1, ~named.is_it)


def _may_promote(context: ImportContext) -> bool:
    return context.stage.has("is_primary") and context.choices.on_match is OnMatch.UPDATE
