"""What engines do differently, as SQL text: for texts that are made from declarations."""

from __future__ import annotations


def lines(select: str) -> str:
    """The texts that a query gives in its order, one on each line; the query's column is `item`."""
    return f"SELECT group_concat(item, char(10)) FROM ({select})"
