"""What was done: the operations, and what each one did field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.actions import Advice, Option
from partnerreg.queries import journal
from partnerreg.reports.operation_diff import FieldChange, FieldChanges, lines_of
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape
from partnerreg.services.undo_chain import undone_by

if TYPE_CHECKING:
    from partnerreg.db.query import Reader
    from partnerreg.queries.journal import OperationLine

OPERATIONS = (
    Column("id", "#", ColumnKind.ID),
    Column("at", "When", ColumnKind.MOMENT),
    Column("actor", "By"),
    Column("command", "Command"),
    Column("summary", "What"),
    Column("rows", "Rows", ColumnKind.NUMBER),
    Column("state", "State"),
    Column("takes_back", "Takes back", ColumnKind.ID, shown=False),
    Column("taken_back_by", "Taken back by", ColumnKind.ID, shown=False),
)
CHANGES = (
    Column("thing", "What", ColumnKind.WORD),
    Column("id", "#", ColumnKind.ID),
    Column("label", "Called"),
    Column("partner_id", "Partner number", ColumnKind.ID, shown=False),
    Column("partner", "Partner"),
    Column("change", "How", ColumnKind.WORD),
    Column("field", "Field"),
    Column("old", "Was"),
    Column("new", "Is"),
)


def operations(reader: Reader, most: int | None, **filters: object) -> Report:
    """The operations, the last one first.

    Args:
        reader: the register.
        most: how many of them; None for all.
        filters: parameters of the query: `moment`, `actor`, `command`.
    """
    rows = reader.all(journal.operations, most=most, **filters)
    total = len(rows)
    if total == most and (count := reader.first(journal.operation_count, **filters)):
        total = count.value
    undone = undone_by(reader)
    cells = [_cells(row, undone) for row in rows]
    section = Section("operations", "Operations", OPERATIONS, cells, total)
    return Report("history", "Operations", (section,), shape=Shape.LIST)


def operation(reader: Reader, row: OperationLine, most: int | None) -> Report:
    """What an operation did to each row, field by field: the first lines of it, or all."""
    changes: Any
    notes = []
    if most is None:
        changes = FieldChanges(lambda: lines_of(reader, row.id))
    else:
        changes, more = _first(reader, row.id, most)
        if more:
            text = f"The first {most} lines; {{option}} shows all of the {row.rows:,} rows."
            notes.append(Advice(text, option=Option("all")))
    sections = (
        Section("operation", "Operation", OPERATIONS, [_cells(row, undone_by(reader))]),
        Section("changes", "What it did", CHANGES, changes),
    )
    subject = f"{row.id} {row.command}"
    return Report("operation", "Operation", sections, notes=notes, lead=1, subject=subject)


def _first(reader: Reader, number: int, most: int) -> tuple[list[FieldChange], bool]:
    """The first lines, and whether there are more."""
    lines: list[FieldChange] = []
    for line in lines_of(reader, number):
        if len(lines) == most:
            return lines, True
        lines.append(line)
    return lines, False


def _cells(row: OperationLine, undone: dict[int, int]) -> tuple[object, ...]:
    states = []
    if row.takes_back_id is not None:
        states.append(f"takes back {row.takes_back_id}")
    if row.id in undone:
        states.append(f"taken back by {undone[row.id]}")
    return (*row[:6], ", ".join(states), row.takes_back_id, undone.get(row.id))
