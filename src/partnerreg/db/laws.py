"""Laws held: whatever wrote, what nouns declare about their things is asked before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from partnerreg.errors import InvalidInput
from partnerreg.nouns import registry
from partnerreg.tables import Change, columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnerreg.nouns.noun import Law, Noun


class Breach(NamedTuple):
    """A thing that breaks a law of its noun."""

    noun: Noun
    law: Law
    row: int

    @property
    def sentence(self) -> str:
        """What is wrong, with the thing's number."""
        return f"{self.noun.called.capitalize()} #{self.row}: {self.law.sentence}"


def breaches(connection: sa.Connection, operation_id: int) -> Iterator[Breach]:
    """The things that an operation touched and that break a law now.

    What broke it before, and was not touched, is for `db check` to tell.
    """
    change = columns(Change)
    names = sa.select(change.table_name).where(change.operation_id == operation_id).distinct()
    touched = set(connection.scalars(names))
    for noun in registry.nouns():
        for law in noun.laws:
            if touched.isdisjoint({noun.table_name, *law.tables}):
                continue
            query = law.query()
            row = query.selected_columns[0]
            if touched.isdisjoint(law.tables):
                last = sa.func.coalesce(change.last_row_id, change.row_id)
                query = query.where(
                    sa.exists().where(
                        change.operation_id == operation_id,
                        change.table_name == noun.table_name,
                        row.between(change.row_id, last),
                    )
                )
            for number, *_ in connection.execute(query):
                yield Breach(noun, law, number)


def hold(connection: sa.Connection, operation_id: int) -> None:
    """Refuse what an operation did if it breaks a law.

    Raises:
        InvalidInput: it does; names the thing, the law and the remedy.
    """
    for breach in breaches(connection, operation_id):
        raise InvalidInput(f"{breach.sentence} Nothing was written.", breach.law.remedy)
