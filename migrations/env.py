"""Alembic's way in: always on a connection handed over by `partnerreg.db.migrate`."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from partnerreg.tables import metadata


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write plain SQLAlchemy types into scripts, so that an old script never needs newer code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{type(item.impl_instance).__name__}()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
    # SQLite's DDL is transactional when the driver leaves BEGIN to us, which it does.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
