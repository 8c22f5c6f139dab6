"""Whether a register is whole: its file, what its cells hold, and the laws."""

from __future__ import annotations

from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy.dialects import registry as engines

from partnerreg.actions import Advice
from partnerreg.db import health
from partnerreg.db.dialects import dialect
from partnerreg.db.health import Fault, StepResult, pass_by
from partnerreg.db.laws import Breach, breach_of, laws
from partnerreg.domain.text import pluralize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.dialects.protocol import Connection
    from partnerreg.db.health import Watching
    from partnerreg.nouns.noun import Law

# So many rows are named in a remark.
_FEW = 5


def examine(connection: Connection, watching: Watching = pass_by) -> list[StepResult]:
    """Examine the whole register: its file, what its cells hold, and the laws.

    Args:
        connection: sees the register at one moment if it has begun a transaction.
        watching: sees rows go by.
    """
    steps = {**health.STEPS, "levels": _levels, "rules": _rules}
    return health.examine(connection, watching, steps)


def first_fault(path: Path) -> Fault | None:
    """The first thing that is wrong with the register at `path`, if anything is."""
    if not dialect.size_of(path):
        return None
    with closing(dialect.connect(path)) as connection:
        connection.execute("BEGIN")
        return next((fault for step in examine(connection) for fault in step.faults), None)


def _levels(connection: Connection, _watching: Watching) -> Iterator[Fault]:
    for law in laws():
        if law.about_levels:
            yield from (_fault(breach) for breach in _broken(connection, law))


def _rules(connection: Connection, _watching: Watching) -> Iterator[Fault | Advice]:
    tolerated: list[Breach] = []
    for law in laws():
        if not law.lasting or law.about_levels:
            continue
        found = _broken(connection, law)
        if law.tolerated:
            tolerated += found
        else:
            yield from map(_fault, found)
    # No fault, for earlier versions of the program let it be written.
    by_table = groupby(tolerated, key=lambda breach: (breach.law.table, breach.law.tolerated))
    for (table, advice), old in by_table:
        rows = sorted({breach.row for breach in old})
        some = ", ".join(map(str, rows[:_FEW])) + (" …" if len(rows) > _FEW else "")
        if advice is not None:
            text = f"{pluralize(len(rows), table)} (row {some}): {advice.text}"
            yield Advice(text, **advice.values)


def _fault(breach: Breach) -> Fault:
    return Fault(breach.law.table, breach.row, breach.sentence)


def _broken(connection: Connection, law: Law) -> list[Breach]:
    """What breaks a law; of two rows that cannot be beside each other, the later one."""
    query = law.query()
    names = query.selected_columns.keys()
    words = engines.load(dialect.name)()
    text = query.compile(dialect=words, compile_kwargs={"literal_binds": True})
    rows = connection.execute(str(text)).fetchall()
    cells = (dict(zip(names, row, strict=True)) for row in rows)
    found = [breach for each in cells if (breach := breach_of(law, each)) is not None]
    pairs = {(each.row, each.other) for each in found} if law.beside == law.table else set()
    return [
        each
        for each in found
        if (each.other, each.row) not in pairs or each.row > (each.other or 0)
    ]
