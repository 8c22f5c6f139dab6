"""Writes a register of N partners, each with full evidence: `make_register.py FILE --partners N`.

The file is made by the real migrations and filled in bulk, with foreign keys on, so
that every constraint holds. The same number, seed and day give the same register.
"""

from __future__ import annotations

import argparse
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from evidence import Filler
from partnerreg.db.migrate import bring_up_to_date

# The day that benchmarks live in, so that they do not change as time passes.
TODAY = date(2026, 3, 1)


def make(path: Path, count: int, today: date, seed: int = 1) -> None:
    """Write a register of that many partners to a new file.

    Args:
        path: a file that does not exist yet.
        count: how many partners.
        today: the day that all dates are counted from.
        seed: another one gives another register of the same kind.
    """
    filler = Filler(today, seed)
    filler.house()
    filler.partners(count)
    bring_up_to_date(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for table, rows in filler.rows.items():
            columns = list(rows[0])
            places = ", ".join("?" * len(columns))
            values = [[_stored(row[column]) for column in columns] for row in rows]
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", values
            )


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def main() -> None:
    """Make a register as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--partners", type=int, default=1000)
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    make(asked.file, asked.partners, asked.today, asked.seed)


if __name__ == "__main__":
    main()
