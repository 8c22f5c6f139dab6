"""What each party gives and gets: by what it is, and the day from which it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.transfer.import_spec import ImportSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.transfer.stage import Stage


class ContributionImport(ImportSpec):
    """See `ImportSpec`."""

    def matches(self, stage: Stage) -> Sequence[sa.Select[Any]]:
        """By what it is and its first day; by what it is, if no first day contradicts."""
        rows, there = stage.rows.c, self.table.c
        same = [there[name] == rows[name] for name in self.identity]
        ways = [sa.and_(*same)]
        if stage.has("starts_on"):
            days = there.starts_on, rows.starts_on
            fits = sa.or_(*[day.is_(None) for day in days])
            ways = [
                sa.and_(*same, there.starts_on.is_not_distinct_from(rows.starts_on)),
                sa.and_(*same, fits),
            ]
        return [sa.select(rows.line, there.id).join(self.table, way) for way in ways]

    def repeats(self, stage: Stage) -> Sequence[sa.Select[Any]]:
        """By what it is and its first day, if not both have a number."""
        columns = [*self.identity, *filter(stage.has, ["starts_on"])]
        return [stage.alike(columns, "text", empty_too=True, apart=["number"])]
