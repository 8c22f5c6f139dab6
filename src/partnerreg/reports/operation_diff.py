"""What an operation did to rows, read from the journal: one line for each field."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.enums import Level
from partnerreg.language import N_
from partnerreg.nouns import registry
from partnerreg.nouns.fields import FLAG, LEVEL
from partnerreg.queries import journal
from partnerreg.queries.partners import name_of_partner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnerreg.db.query import Reader
    from partnerreg.nouns.fields import Kind
    from partnerreg.queries.journal import ChangeRow

# Rows read at a time: of a range, and changes of single rows.
_AT_A_TIME = 500


class FieldChange(NamedTuple):
    """A field of a row that was added, changed or removed."""

    thing: str
    id: int
    label: str | None
    partner_id: int | None
    partner: str | None
    change: str
    field: str
    old: str | None
    new: str | None


class RowChange(NamedTuple):
    """A row before and after an operation, by its columns; None where it was not there."""

    table: str
    id: int
    partner_id: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class FieldChanges(Sequence[FieldChange]):
    """Lines that are read when they are asked for, and not kept.

    Args:
        make: begins to read from the start.
    """

    def __init__(self, make: Callable[[], Iterator[FieldChange]]) -> None:
        self._make = make
        self._length: int | None = None
        self._rest: Iterator[FieldChange] = iter(())
        self._next = -1

    def __len__(self) -> int:
        """How many there are: all are read for that."""
        if self._length is None:
            self._length = sum(1 for _ in self._make())
        return self._length

    def __getitem__(self, index: Any) -> Any:
        """A line, or some of them; going on where the last ones ended costs least."""
        if not isinstance(index, slice):
            return self[index : index + 1][0]
        start, stop, _ = index.indices(len(self))
        if start != self._next:
            self._rest = islice(self._make(), start, None)
        self._next = max(start, stop)
        return list(islice(self._rest, self._next - start))


def lines_of(reader: Reader, operation: int) -> Iterator[FieldChange]:
    """The lines of an operation, grouped by kind of thing, partners first."""
    names: dict[int, str | None] = {}
    for row in _touched(reader, operation):
        number = row.partner_id
        if number is not None and number not in names:
            if len(names) > _AT_A_TIME:
                names.clear()
            found = reader.first(name_of_partner, partner=number)
            names[number] = found.value if found else None
        yield from _fields(row, names[number] if number is not None else None)


def derived(field: str) -> bool:
    """Whether a column only helps to find and sort, and is not shown."""
    return field.endswith("_key") or field.startswith("sort_")


def _fields(row: RowChange, partner: str | None) -> Iterator[FieldChange]:
    """A line for each field that differs."""
    before, after = row.before or {}, row.after or {}
    change = N_("changed") if before and after else N_("added") if after else N_("removed")
    now = after or before
    noun = registry.tables()[row.table]
    label = None if noun.label in noun.days else now.get(noun.label) or None
    kinds = {field.column: field.kind for field in noun.fields}
    for name in now:
        old, new = before.get(name), after.get(name)
        if old != new and name not in {"id", "partner_id"} and not derived(name):
            cells = (label, row.partner_id, partner, change, name.replace("_", " "))
            texts = (_text(kinds.get(name), value) for value in (old, new))
            yield FieldChange(noun.called, row.id, *cells, *texts)


def _text(kind: Kind | None, value: Any) -> str | None:
    """A value as people read it."""
    if value is None:
        return None
    if kind is LEVEL:
        return Level(value).word
    if kind is FLAG:
        return "yes" if value else "no"
    return str(value)


def _touched(reader: Reader, operation: int) -> Iterator[RowChange]:
    from json import loads

    for table in registry.tables():
        last = 0
        while rows := reader.all(
            journal.changes_in_table,
            operation=operation,
            table=table,
            after=last,
            most=_AT_A_TIME,
        ):
            last = rows[-1].id
            for row in rows:
                if row.last_row_id is None:
                    before, after = (
                        None if state is None else loads(state) for state in (row.before, row.after)
                    )
                    yield RowChange(table, row.row_id, row.partner_id, before, after)
                elif row.before is not None:
                    for state in loads(row.before):
                        yield RowChange(table, state["id"], _partner(table, state), state, None)
                else:
                    yield from _added(reader, table, row)


def _added(reader: Reader, table: str, row: ChangeRow) -> Iterator[RowChange]:
    """The rows of a range that was added, as they were then."""
    from json import loads

    assert row.last_row_id is not None
    for first in range(row.row_id, row.last_row_id + 1, _AT_A_TIME):
        last = min(first + _AT_A_TIME - 1, row.last_row_id)
        context: dict[str, object] = {"table": table, "first": first, "last": last}
        then = {found.row_id: found.state for found in reader.all(journal.states_now, **context)}
        found_later = reader.all(journal.states_recorded, after=row.id, **context)
        # The first change after that found a row as it had been added.
        for found in sorted(found_later, key=lambda one: one.change, reverse=True):
            then[found.row_id] = found.state
        for number in range(first, last + 1):
            if number in then:
                state = loads(then[number])
                yield RowChange(table, number, _partner(table, state), None, state)


def _partner(table: str, state: dict[str, Any]) -> int | None:
    """Whose row it is, as far as it says so itself."""
    number = state["id"] if table == "partner" else state.get("partner_id")
    return number if number is None else int(number)
