"""A register with a table that the program does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from own_nouns.poster import Poster
from partnerreg.db.migrate import bring_up_to_date

if TYPE_CHECKING:
    from pathlib import Path


def with_posters(path: Path) -> Path:
    bring_up_to_date(path)
    engine = sa.create_engine(f"sqlite:///{path}")
    Poster.__table__.create(engine)  # type: ignore[attr-defined]
    engine.dispose()
    return path
