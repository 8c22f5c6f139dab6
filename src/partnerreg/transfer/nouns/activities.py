"""Activities: that of the day, kind and title, with one of its partners or of its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.tables import metadata
from partnerreg.transfer.import_spec import ImportSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.transfer.stage import Stage

_KNOWN_BY = ("held_on", "kind", "title")


class ActivityImport(ImportSpec):
    """See `ImportSpec`."""

    def matches(self, stage: Stage) -> Sequence[sa.Select[Any]]:
        """By day, kind and title, if one of the partners took part; without any, by the unit."""
        ways = [self._with_partner(stage)] if stage.has("partners") else []
        if stage.has("unit_id"):
            rows, own = stage.rows.c, self.table.c
            part = metadata.tables["activity_partner"].c
            alone = [~sa.exists().where(part.activity_id == own.id)]
            if stage.has("partners"):
                alone.append(rows.partners.is_(None))
            same = [own[name] == rows[name] for name in (*_KNOWN_BY, "unit_id")]
            both = stage.rows.join(self.table, sa.and_(*same))
            ways.append(sa.select(rows.line, own.id).select_from(both).where(*alone))
        return ways

    def _with_partner(self, stage: Stage) -> sa.Select[Any]:
        rows, items, own = stage.rows.c, stage.items.c, self.table.c
        part = metadata.tables["activity_partner"].c
        # Brought together first: all of it is one key then, however many rows share a part of it.
        parts = (
            sa.select(own.id, part.partner_id, *[own[name] for name in _KNOWN_BY])
            .join(part.id.table, part.activity_id == own.id)
            .where(own.held_on.in_(sa.select(rows.held_on)))
            .cte("parts")
            .prefix_with("MATERIALIZED")
        ).c
        same = [parts[name] == rows[name] for name in _KNOWN_BY]
        both = stage.rows.join(stage.items, items.cell == rows.partners).join(
            parts.id.table, sa.and_(parts.partner_id == items.key, *same)
        )
        return sa.select(rows.line, parts.id).select_from(both).distinct()

    def repeats(self, stage: Stage) -> Sequence[sa.Select[Any]]:
        """Rows of a day, kind and title that an earlier row has, with one of their partners.

        Without partners, of their unit. Of two rows that both have a number, neither is the other.
        """
        ways = [self._repeated_with_partner(stage)] if stage.has("partners") else []
        if stage.has("unit_id"):
            columns = [*_KNOWN_BY, "unit_id", *filter(stage.has, ["partners"])]
            ways.append(stage.alike(columns, "title", empty_too=True, apart=["number"]))
        return ways

    def _repeated_with_partner(self, stage: Stage) -> sa.Select[Any]:
        rows, items = stage.rows.c, stage.items.c
        partition = [*[rows[name] for name in _KNOWN_BY], items.key]
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
