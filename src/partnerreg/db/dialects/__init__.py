"""Database engines: SQLite is the one that registers are kept in.

Nothing outside this package knows how one of them does something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.db.dialects import sqlite

if TYPE_CHECKING:
    from partnerreg.db.dialects.protocol import Dialect

dialect: Dialect = sqlite
"""The engine of all registers."""
