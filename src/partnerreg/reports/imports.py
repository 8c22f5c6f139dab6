"""What came of an import: in words, and as one object for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.reports.report import Column, Kind, Report, Section, Shape, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAMED = 20  # columns that people are told by name


class Rejected(NamedTuple):
    """Why a row cannot come in: the line it begins on, the column's own header, the cell.

    No column: the row as a whole is wrong.
    """

    line: int
    column: str | None
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would have done.

    Each row is added, filled, unchanged, repeated or rejected.

    Attributes:
        file: what was read.
        encoding: how it was written, as Python calls it.
        delimiter: what stands between its cells; None where there is one column.
        detected: both in words.
        rows: how many it has, blank ones apart.
        added: new partners.
        filled: known partners that got what they lacked.
        unchanged: known partners that lacked nothing the file has.
        repeated: rows wholly equal to an earlier one.
        differ: known partners that the file says something else of; that was left as it was.
        bad_rows: rows that were rejected.
        problems: what is wrong with them; a row may have several.
        rejected: the problems by line; the first of them, if there are very many.
        unused_columns: headers that mean no field.
        unsupported: new partners at a level that their evidence does not carry.
        skips_bad: good rows are written although others are bad.
        dry_run: nothing was written, whatever came of it.
    """

    file: str
    encoding: str
    delimiter: str | None
    detected: str
    rows: int
    added: int
    filled: int
    unchanged: int
    repeated: int
    differ: int
    bad_rows: int
    problems: int
    rejected: Sequence[Rejected]
    unused_columns: Sequence[str]
    unsupported: int
    skips_bad: bool
    dry_run: bool

    @property
    def refused(self) -> bool:
        """Whether nothing was written because of bad rows."""
        return self.bad_rows > 0 and not self.skips_bad


COLUMNS = (
    Column("file", "File"),
    Column("encoding", "Encoding"),
    Column("delimiter", "Delimiter"),
    Column("rows", "Rows", Kind.NUMBER),
    Column("added", "Added", Kind.NUMBER),
    Column("filled", "Filled in", Kind.NUMBER),
    Column("unchanged", "Unchanged", Kind.NUMBER),
    Column("repeated", "Repeated", Kind.NUMBER),
    Column("differ", "Differ", Kind.NUMBER),
    Column("unsupported", "Unsupported", Kind.NUMBER),
    Column("unused_columns", "Columns not used", Kind.LIST),
    Column("dry_run", "Dry run", Kind.FLAG),
)
REJECTED = (
    Column("line", "Line", Kind.NUMBER),
    Column("column", "Column"),
    Column("reason", "Reason"),
    Column("value", "Value"),
)


def report(outcome: Outcome) -> Report:
    """The outcome as one object; its rejected rows are an array within it."""
    cells = [getattr(outcome, column.key) for column in COLUMNS]
    sections = (
        Section("import", "Import", COLUMNS, [cells]),
        Section("rejected", "Rejected", REJECTED, outcome.rejected),
    )
    return Report("import", f"Import of {outcome.file}", sections, shape=Shape.RECORD)


def sentences(outcome: Outcome) -> list[str]:
    """What a person is told at the end."""
    said = [f"Read {counted(outcome.rows, 'row')} from {outcome.file} ({outcome.detected})."]
    if not outcome.refused:
        said += _what_was_done(outcome)
    if outcome.unused_columns:
        names = ", ".join(" ".join(name.split()) for name in outcome.unused_columns[:_NAMED])
        rest = len(outcome.unused_columns) - _NAMED
        more = f" and {rest:,} more" if rest > 0 else ""
        said.append(f'Columns not used: {names}{more}; --map "HEADER=field" uses them.')
    return said


def complaint(outcome: Outcome, *, listing: bool) -> str:
    """That rows were bad; with a listing also what is wrong with the first of them."""
    are, were = ("is", "was") if outcome.bad_rows == 1 else ("are", "were")
    consequence = "; nothing was written." if outcome.refused else f" and {were} left out."
    head = f"{counted(outcome.bad_rows, 'row')} of {outcome.file} {are} wrong{consequence}"
    return "\n".join([head, *_listing(outcome)]) if listing else head


def _what_was_done(outcome: Outcome) -> Iterator[str]:
    done = (
        f"{counted(outcome.added, 'partner')}, filled in {outcome.filled:,}, "
        f"unchanged {outcome.unchanged:,}."
    )
    if outcome.dry_run:
        yield f"Dry run, nothing was written. It would have added {done}"
    else:
        yield f"Added {done}"
    if outcome.repeated:
        repeat, were = ("row repeats", "was") if outcome.repeated == 1 else ("rows repeat", "were")
        yield f"{outcome.repeated:,} {repeat} an earlier one and {were} passed over."
    if outcome.differ:
        differ, they = ("differs", "it was") if outcome.differ == 1 else ("differ", "they were")
        yield (
            f"{counted(outcome.differ, 'partner')} {differ} from the file in a field that is "
            f"filled; {they} left as {they}."
        )
    if outcome.unsupported:
        are = "is" if outcome.unsupported == 1 else "are"
        yield (
            f"{outcome.unsupported:,} of the added {are} unsupported at the level declared; "
            "`partnerreg report gaps` says what is missing."
        )


def _listing(outcome: Outcome) -> Iterator[str]:
    for line, column, reason, _ in outcome.rejected:
        place = f"line {line:,}" + (f", {' '.join(column.split())}" if column else "")
        yield f"  {place}: {reason}"
    rest = outcome.problems - len(outcome.rejected)
    if rest:
        yield f"  … and {rest:,} more; --format json lists all of them."
