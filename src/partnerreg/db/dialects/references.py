"""Columns that refer to another table, added to a table that is there: for migrations.

The table is rebuilt from its own text, whatever columns it has: a batch of Alembic's writes a
table's constraints in any order, and what a new column alone says of its reference has no name.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def add_reference(table: str, column: str, target: str) -> None:
    """Add an optional reference to another table, with its index."""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER")
    text = _text(table).rstrip().removesuffix(")")
    _rebuild(table, f"{text}{_constraint(table, column, target)})")
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def drop_reference(table: str, column: str, target: str) -> None:
    """Take such a column away again."""
    op.drop_index(op.f(f"ix_{table}_{column}"), table)
    _rebuild(table, _text(table).replace(_constraint(table, column, target), ""))
    op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def _constraint(table: str, column: str, target: str) -> str:
    name = f"fk_{table}_{column}_{target}"
    return f", CONSTRAINT {name} FOREIGN KEY({column}) REFERENCES {target} (id)"


def _text(table: str) -> str:
    """What a table says of itself."""
    named = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
    text: str = op.get_bind().scalar(named, {"table": table})
    return text


def _rebuild(table: str, text: str) -> None:
    """Put a table's rows into one of another text; its indexes stay."""
    connection, rebuilt = op.get_bind(), f"{table}_rebuilt"
    of_table = "FROM sqlite_master WHERE tbl_name = :table AND type = 'index'"
    named = sa.text(f"SELECT sql {of_table} AND sql IS NOT NULL")
    indexes = connection.scalars(named, {"table": table}).all()
    _, parenthesis, columns = text.partition("(")
    op.execute(f"CREATE TABLE {rebuilt} {parenthesis}{columns}")
    names = ", ".join(column["name"] for column in sa.inspect(connection).get_columns(table))
    op.execute(f"INSERT INTO {rebuilt} ({names}) SELECT {names} FROM {table} ORDER BY id")
    # No number that was given is given again.
    op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{rebuilt}'")
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq)"
        f" SELECT '{rebuilt}', seq FROM sqlite_sequence WHERE name = '{table}'"
    )
    op.drop_table(table)
    op.rename_table(rebuilt, table)
    for index in indexes:
        op.execute(index)
