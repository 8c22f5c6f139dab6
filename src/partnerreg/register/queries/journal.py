"""Questions about the journal."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.store.query import query

if TYPE_CHECKING:
    from sqlalchemy import Select


class OperationRow(NamedTuple):
    """A command that wrote, and how many of the rows it touched are meant here."""

    id: int
    at: datetime
    actor: str
    command: str
    summary: str
    rows: int


@query(OperationRow)
def operations_on_partner() -> "Select[Any]":
    """The commands that touched one partner, the first one first."""
    import sqlalchemy as sa

    from partnerreg.tables import Change, Operation, columns

    o, c = columns(Operation), columns(Change)
    return (
        sa.select(o.id, o.at, o.actor, o.command, o.summary, sa.func.count().label("rows"))
        .join_from(Operation, Change, c.operation_id == o.id)
        .where(c.partner_id == sa.bindparam("partner", type_=sa.Integer))
        .group_by(o.id, o.at, o.actor, o.command, o.summary)
        .order_by(o.id)
    )
