"""Projects, each in the phase that a list says. Those that are known are never moved by a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.domain.enums import Phase
from partnerreg.nouns import checks
from partnerreg.nouns.registry import noun
from partnerreg.tables import metadata
from partnerreg.transfer import cell_readers
from partnerreg.transfer.import_spec import Cell, ImportSpec

if TYPE_CHECKING:
    from partnerreg.transfer.import_spec import ImportContext
    from partnerreg.transfer.lookups import Lookups

_step = metadata.tables["phase_change"]


class ProjectImport(ImportSpec):
    """See `ImportSpec`."""

    def cells(self, find: Lookups) -> list[Cell]:
        """A phase is read beside the reason for which it was closed."""
        phase = Cell("phase", ("phase", "end_reason"), _phase, own=False)
        return [phase if cell.column == "phase" else cell for cell in super().cells(find)]

    def after_apply(self, context: ImportContext) -> None:
        """Write in which phase each new project is: in that of its row, or an idea."""
        stage, work, rows = context.stage, context.work, context.stage.rows.c

        def said(column: str, otherwise: Any) -> Any:
            return sa.func.coalesce(rows[column], otherwise) if stage.has(column) else otherwise

        values = {
            "project_id": stage.plan.c.id,
            "phase": said("phase", sa.literal(Phase.IDEA.value)),
            "effective_on": said("since", context.today),
            "recorded_at": sa.literal(work.command.now, sa.DateTime()),
            "actor": sa.literal(work.command.actor),
        }
        if stage.has("end_reason", "phase"):
            values["end_reason"] = sa.case((rows.phase == Phase.CLOSED.value, rows.end_reason))
        new = (
            sa.select(*values.values())
            .select_from(stage.planned)
            .where(stage.plan.c.is_new)
            .order_by(stage.plan.c.line)
        )
        with work.journal.adding(_step):
            stage.connection.execute(sa.insert(_step).from_select(list(values), new))


def _phase(text: str, reason: str) -> str | None:
    """A phase; one that is closed needs its reason."""
    phase: str | None = cell_readers.reader_of(noun("project").field("phase").kind)(text)
    if phase == Phase.CLOSED and not reason.strip():
        raise checks.wrong("is closed without a reason; give it in a column end_reason")
    return phase
