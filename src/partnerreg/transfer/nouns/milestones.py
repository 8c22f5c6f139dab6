"""Milestones: the day that a list says first stays known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.transfer.import_spec import ImportSpec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.transfer.import_spec import ImportContext


class MilestoneImport(ImportSpec):
    """See `ImportSpec`."""

    def defaults(self, context: ImportContext) -> Mapping[str, Any]:
        """Where nothing else is said, a milestone was first due when it is due."""
        rows = context.stage.rows.c
        has = context.stage.has("first_due")
        return {"first_due": sa.func.coalesce(rows.first_due, rows.due) if has else rows.due}
