"""Records of a list as validated rows, or as what is wrong with them.

Cells are read column by column, by the checks that the schemas are made of: a
column of a long list holds few different texts, or short ones, and a text that
was met a moment ago is not read again. Row by row it took ten times as long.
"""

from __future__ import annotations

from itertools import compress, islice
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from partnerreg.actions import Advice, Option
from partnerreg.csv_text import unguard
from partnerreg.db.dialects import dialect
from partnerreg.errors import InvalidInput
from partnerreg.nouns.checks import truncate
from partnerreg.nouns.schema import problems
from partnerreg.reports.imports import Rejection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from partnerreg.transfer.import_spec import Cell, ImportSpec
    from partnerreg.transfer.mapping.columns import ColumnMapping
    from partnerreg.transfer.readers.records import Record
    from partnerreg.transfer.stage import Items, Stage

StagedRow = tuple[Any, ...]
"""A row as SQLite stores it: its line, then what `RowReader.staged` says."""

# Records read in one go: enough to be fast, few enough to stay small.
BATCH = 2_000

_SHOWN = 200  # characters of a cell that are handed on with what is wrong with it
_REMEMBERED = 5_000  # texts of one column


class _Wrong(NamedTuple):
    """What stands for a cell that cannot be read."""

    reason: str


class _Memory(dict[Any, Any]):
    """What texts stand for; one is read when it is first met.

    Attributes:
        has_wrong: some could not be read.
    """

    def __init__(
        self, read: Callable[[Any], Any], reason: Callable[[PydanticCustomError], str]
    ) -> None:
        super().__init__()
        self._read = read
        self._reason = reason
        self.has_wrong = False

    def __missing__(self, text: Any) -> Any:
        try:
            value = self._read(text)
        except PydanticCustomError as error:
            value = _Wrong(self._reason(error))
            self.has_wrong = True
        self[text] = value
        return value

    def of(self, texts: Sequence[Any]) -> list[Any]:
        """What each of the texts stands for."""
        if len(self) > _REMEMBERED:  # where hardly any comes twice
            self.clear()
        return list(map(self.__getitem__, texts))


def read_rows(stage: Stage, records: Iterable[Record], reader: RowReader, items: Items) -> int:
    """Put every record on the stage or among the rejected; returns how many there were."""
    count = 0
    for batch in _batches(records):
        wrong: list[Rejection] = []
        if rows := reader.read(batch, wrong):
            dialect.put(stage.connection, stage.rows, rows)
        if wrong:
            values = [one._asdict() for one in wrong]
            stage.connection.execute(sa.insert(stage.rejected), values)
        items.put(stage.connection, stage.items)
        count += len(batch)
    return count


def _batches(records: Iterable[Record]) -> Iterator[Sequence[Record]]:
    rest = iter(records)
    while batch := list(islice(rest, BATCH)):
        yield batch


class RowReader:
    """Reads records of one list.

    Args:
        spec: how the rows are read.
        cells: how its cells are read.
        columns: which column of the list holds which field.
        defaults: the text of fields where a row has no text of its own.
        word: makes a sentence of what is wrong.

    Attributes:
        cells: those of the cells that this list, or a default, has something for.
        staged: the columns of the stage that rows fill, after the line.

    Raises:
        InvalidInput: a default is no value of its field.
    """

    def __init__(
        self,
        spec: ImportSpec,
        cells: Sequence[Cell],
        columns: ColumnMapping,
        defaults: Mapping[str, str],
        word: Callable[[str | Advice], str],
    ) -> None:
        self._word = word
        self._columns = columns
        self._defaults = defaults
        self._schema = spec.schema
        there = {*columns.positions, *defaults}
        own = [c for c in cells if c.fields[0] in there or isinstance(c.fields[-1], int)]
        # From left to right, as what is wrong is told; what has no column last.
        last = len(columns.headers)
        self.cells = sorted(own, key=lambda cell: columns.positions.get(str(cell.fields[0]), last))
        read = [cell.column for cell in self.cells]
        keys = [key for key in spec.keys if key.of in read]
        self.staged = (*read, *(key.column for key in keys))
        self._check_defaults()
        self._memories = [_Memory(self._reader(cell), self._reason) for cell in self.cells]
        # Where the value stands that a key is derived from: the line comes first.
        self._keys = [(read.index(key.of) + 1, key.derive) for key in keys]

    def read(self, records: Sequence[Record], rejected: list[Rejection]) -> list[StagedRow]:
        """The rows as the stage stores them; what is wrong with others is added to `rejected`."""
        good = [record for record in records if record[2] is None]
        if len(good) < len(records):
            rejected += [Rejection(line, None, wrong, "") for line, _, wrong in records if wrong]
        if not good:
            return []
        texts = list(zip(*[cells for _, cells, _ in good], strict=True))
        values: list[list[Any]] = [[line for line, _, _ in good]]
        for cell, memory in zip(self.cells, self._memories, strict=True):
            values.append(memory.of(self._texts(cell, texts)))
        if any(memory.has_wrong for memory in self._memories):
            values = self._right(values, texts, rejected)
        for position, derive in self._keys:
            values.append(derived(values[position], derive))
        rows = list(zip(*values, strict=True))
        return rows if self._schema is None else list(self._lawful(rows, rejected))

    def header(self, field: str) -> str:
        """The header of a field's column; where it has none, the option that sets it."""
        if field in self._columns.positions:
            return self._columns.header(field)
        return self._setting(field) if field in self._defaults else field

    def _setting(self, field: str | int) -> str:
        return self._word(Advice("{option}", option=Option("set", field)))

    def _reason(self, error: PydanticCustomError) -> str:
        message = (error.context or {}).get("message")
        return self._word(message) if isinstance(message, Advice) else error.message()

    def _reader(self, cell: Cell) -> Callable[[Any], Any]:
        """What reads a cell's text, or several texts in a tuple."""
        defaults = [self._default(field) for field in cell.fields]
        if len(defaults) > 1:
            return lambda texts: cell.read(
                *[_or(text, default) for text, default in zip(texts, defaults, strict=True)]
            )
        return lambda text: cell.read(_or(text, defaults[0]))

    def _default(self, field: str | int) -> str:
        return "" if isinstance(field, int) else self._defaults.get(field, "")

    def _texts(self, cell: Cell, texts: Sequence[Sequence[str]]) -> Sequence[Any]:
        """The texts of the fields that a cell is read from, row by row."""
        nothing = ("",) * len(texts[0])
        at = self._columns.positions
        places = [field if isinstance(field, int) else at.get(field) for field in cell.fields]
        own = [nothing if place is None else texts[place] for place in places]
        return own[0] if len(own) == 1 else list(zip(*own, strict=True))

    def _right(
        self, values: list[list[Any]], texts: Sequence[Sequence[str]], rejected: list[Rejection]
    ) -> list[list[Any]]:
        """The values of rows that have nothing wrong; each wrong cell of others is rejected."""
        lines = values[0]
        bad = set()
        for cell, cells in zip(self.cells, values[1:], strict=True):
            for row, value in enumerate(cells):
                if isinstance(value, _Wrong):
                    bad.add(row)
                    field = str(cell.fields[0])
                    at = self._columns.positions.get(field)
                    text = self._defaults.get(field, "") if at is None else texts[at][row]
                    shown = truncate(text.strip(), _SHOWN)
                    wrong = Rejection(lines[row], self.header(field), value.reason, shown)
                    rejected.append(wrong)
        if not bad:
            return values
        right = [row not in bad for row in range(len(lines))]
        return [list(compress(cells, right)) for cells in values]

    def _lawful(self, rows: list[StagedRow], rejected: list[Rejection]) -> Iterator[StagedRow]:
        """The rows that are right as a whole."""
        assert self._schema is not None
        fields = self._schema.model_fields
        for row in rows:
            values = zip(self.staged, row[1:], strict=True)
            try:
                self._schema.model_validate(
                    {name: value for name, value in values if name in fields and value is not None}
                )
            except ValidationError as error:
                rejected += [
                    Rejection(row[0], self.header(problem.field), problem.reason, "")
                    for problem in problems(error)
                ]
            else:
                yield row

    def _check_defaults(self) -> None:
        """Once and at the start: what is wrong with a default is no row's fault."""
        wrong = []
        for cell in self.cells:
            field = cell.fields[0]
            if field in self._defaults:
                try:
                    cell.read(*map(self._default, cell.fields))
                except PydanticCustomError as error:
                    wrong.append(f"{self._setting(field)}: {self._reason(error)}")
        if wrong:
            raise InvalidInput("\n".join(wrong))


def _or(text: str, default: str) -> str:
    """The cell's text without what kept Excel from taking it for a formula, or the default."""
    return default if not text or text.isspace() else unguard(text)


def derived(
    values: Sequence[str | None], derive: Callable[[Sequence[str]], list[str]]
) -> list[str | None]:
    """What follows from values; from none follows none."""
    made = iter(derive([value for value in values if value is not None]))
    return [None if value is None else next(made) for value in values]
