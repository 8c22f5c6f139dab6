"""Our people: who is management and who has left is never changed by a list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from partnerreg.nouns.registry import noun
from partnerreg.services.availability import begins_too_late
from partnerreg.tables import metadata
from partnerreg.transfer.changes import new_value
from partnerreg.transfer.nouns.generic import spec_of

if TYPE_CHECKING:
    from partnerreg.transfer.import_spec import Loading

_staff = metadata.tables["staff"]


def _check_first_days(loading: Loading) -> None:
    """Of our people who are known: no new first day may come after what they do for partners."""
    stage, plan, follows = loading.stage, loading.stage.plan.c, metadata.tables["assignment"].c
    if not stage.has("starts_on"):
        return
    starts_on = new_value(stage, loading.choices, "starts_on")
    rows = (
        sa.select(plan.line, _staff.c.name, starts_on, sa.func.min(follows.starts_on))
        .select_from(stage.known.join(follows.id.table, follows.staff_id == _staff.c.id))
        .where(~plan.is_new, starts_on.is_distinct_from(_staff.c.starts_on))
        .group_by(plan.line)
    )
    wrong = [
        {"line": line, "column": loading.header("starts_on"), "reason": reason}
        for line, *row in stage.connection.execute(rows)
        if (reason := begins_too_late(*row))
    ]
    if wrong:
        stage.connection.execute(sa.insert(stage.rejected), wrong)


STAFF = replace(spec_of(noun("staff")), check=_check_first_days)
