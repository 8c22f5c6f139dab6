"""A table whose columns are called as undo calls its own.

To be imported before undo, which gathers all tables.
"""

from __future__ import annotations

import sqlalchemy as sa

from partnerreg.tables.columns import Entity, owned_by, table_args


class Signpost(Entity, table=True):
    """Every word that undo has for a column of its scratch tables and queries."""

    __tablename__ = "signpost"
    __table_args__ = table_args(sa.UniqueConstraint("partner_id", "owner_id"))

    partner_id: int = owned_by("partner.id")
    owner_id: int
    owner: str = "owner"
    reason: str | None = None
    table_name: str | None = None
    row_id: int | None = None
    state: str | None = None
    other: int | None = None
    change_id: int | None = None
