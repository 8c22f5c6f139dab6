"""Our people: who is management and who has left is never changed by a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from partnerreg.services.availability import begins_too_late
from partnerreg.tables import metadata
from partnerreg.transfer.diff import new_value
from partnerreg.transfer.import_spec import ImportSpec

if TYPE_CHECKING:
    from partnerreg.transfer.import_spec import ImportContext


class StaffImport(ImportSpec):
    """See `ImportSpec`."""

    def check(self, context: ImportContext) -> None:
        """Of our people who are known: no new first day comes after what they do for partners."""
        stage, plan, follows = context.stage, context.stage.plan.c, metadata.tables["assignment"].c
        if not stage.has("starts_on"):
            return
        starts_on = new_value(context, "starts_on")
        rows = (
            sa.select(plan.line, self.table.c.name, starts_on, sa.func.min(follows.starts_on))
            .select_from(stage.known.join(follows.id.table, follows.staff_id == self.table.c.id))
            .where(~plan.is_new, starts_on.is_distinct_from(self.table.c.starts_on))
            .group_by(plan.line)
        )
        wrong = [
            {"line": line, "column": context.header("starts_on"), "reason": reason}
            for line, *row in stage.connection.execute(rows)
            if (reason := begins_too_late(*row))
        ]
        if wrong:
            stage.connection.execute(sa.insert(stage.rejected), wrong)
