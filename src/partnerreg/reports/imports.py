"""What came of an import: in words, and as one object for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.actions import Action, Advice, Option, advise
from partnerreg.domain.text import truncate
from partnerreg.nouns import registry
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape, pluralize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NAMED = 20  # columns that people are told by name


class Rejection(NamedTuple):
    """Why a row cannot come in: the line it begins on, the column's own header, the cell.

    No column: the row as a whole is wrong.
    """

    line: int
    column: str | None
    reason: str
    value: str | None


class Edit(NamedTuple):
    """A field of a thing that was there before: its number, the field, what it held and holds."""

    number: int
    field: str
    old: object
    new: object


class LookAlike(NamedTuple):
    """A new partner that is called nearly as one that is there."""

    line: int
    name: str
    number: int
    other: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would have done.

    Each row is added, changed, unchanged, repeated or rejected.

    Attributes:
        noun: what the rows are, as ``partners``.
        file: what was read.
        detected: how it is written, in words.
        how: the same for programs.
        rows: how many it has, blank ones apart.
        blank_rows: rows with nothing in them.
        added: new things.
        changed: known things that got what they lacked, or what the list says.
        unchanged: known things that lacked nothing the file has.
        differ: known things that the file says something else of; that was left as it was.
        repeated: rows wholly equal to an earlier one.
        ambiguous: rows that fit several things; they are among the rejected.
        bad_rows: rows that were rejected.
        problems: what is wrong with them; a row may have several.
        rejected: the problems by line; the first of them, if there are very many.
        edits: fields that were changed; the first of them, if there are very many.
        look_alikes: new partners that may be known ones; None if nobody looked.
        columns: the headers that are used, each with its field.
        unused_columns: headers that mean no field.
        likely: of those, the ones that may well mean a field, each with it.
        unsupported: new partners at a level that their evidence does not carry.
        skips_bad: good rows are written although others are bad.
        dry_run: nothing was written, whatever came of it.
    """

    noun: str
    file: str
    detected: str
    how: Mapping[str, object]
    rows: int
    blank_rows: int
    added: int
    changed: int
    unchanged: int
    differ: int
    repeated: int
    ambiguous: int
    bad_rows: int
    problems: int
    rejected: Sequence[Rejection]
    edits: Sequence[Edit]
    look_alikes: Sequence[LookAlike] | None
    columns: Sequence[tuple[str, str]]
    unused_columns: Sequence[str]
    likely: Sequence[tuple[str, str]]
    unsupported: int
    skips_bad: bool
    dry_run: bool

    @property
    def refused(self) -> bool:
        """Whether nothing was written because of bad rows."""
        return self.bad_rows > 0 and not self.skips_bad


COLUMNS = (
    Column("noun", "Noun"),
    Column("file", "File"),
    Column("rows", "Rows", ColumnKind.NUMBER),
    Column("blank_rows", "Blank rows", ColumnKind.NUMBER),
    Column("added", "Added", ColumnKind.NUMBER),
    Column("changed", "Changed", ColumnKind.NUMBER),
    Column("unchanged", "Unchanged", ColumnKind.NUMBER),
    Column("differ", "Differ", ColumnKind.NUMBER),
    Column("repeated", "Repeated", ColumnKind.NUMBER),
    Column("ambiguous", "Ambiguous", ColumnKind.NUMBER),
    Column("bad_rows", "Rejected rows", ColumnKind.NUMBER),
    Column("unsupported", "Unsupported", ColumnKind.NUMBER),
    Column("unused_columns", "Columns not used", ColumnKind.LIST),
    Column("dry_run", "Dry run", ColumnKind.FLAG),
)
_MAPPED = (Column("header", "Header"), Column("field", "Field"))
_REJECTED = (
    Column("line", "Line", ColumnKind.ID),
    Column("column", "Column"),
    Column("reason", "Reason"),
    Column("value", "Value"),
)
_EDITS = (
    Column("number", "No.", ColumnKind.ID),
    Column("field", "Field"),
    Column("old", "Was"),
    Column("new", "Is"),
)
_LOOK_ALIKES = (
    Column("line", "Line", ColumnKind.ID),
    Column("name", "Name"),
    Column("number", "No.", ColumnKind.ID),
    Column("other", "Like"),
)


def report(outcome: Outcome) -> Report:
    """The outcome as one object; what there may be many of are arrays within it."""
    detected = [Column(key, key.replace("_", " ")) for key in outcome.how]
    cells = [
        *[getattr(outcome, column.key) for column in COLUMNS],
        *outcome.how.values(),
    ]
    sections = (
        Section("import", "Import", (*COLUMNS, *detected), [cells]),
        Section("columns", "Columns", _MAPPED, outcome.columns),
        Section("edits", "Edits", _EDITS, outcome.edits),
        Section("rejected", "Rejected", _REJECTED, outcome.rejected),
        Section("look_alikes", "Look-alikes", _LOOK_ALIKES, outcome.look_alikes or []),
    )
    return Report("import", "Import", sections, shape=Shape.RECORD, subject=outcome.file)


def sentences(outcome: Outcome) -> list[str | Advice]:
    """What a person is told at the end."""
    blank = f", {pluralize(outcome.blank_rows, 'blank one')} passed over" * bool(outcome.blank_rows)
    said: list[str | Advice] = [
        f"Read {pluralize(outcome.rows, 'row')} from {outcome.file} ({outcome.detected}){blank}."
    ]
    if not outcome.refused:
        said += _what_was_done(outcome)
    if outcome.ambiguous:
        fit = "row fits" if outcome.ambiguous == 1 else "rows fit"
        said.append(f"{outcome.ambiguous:,} {fit} several {outcome.noun}; which is not guessed.")
    used = [
        f"{_one_line(header)} = {field}"
        for header, field in outcome.columns
        if "_".join(header.casefold().split()) != field
    ]
    if used:
        said.append(f"Columns: {_listed(used)}.")
    if outcome.unused_columns:
        names = _listed([_one_line(name) for name in outcome.unused_columns])
        use = Option("map", "HEADER=field")
        said.append(Advice("Columns not used: {names}; {use} uses them.", names=names, use=use))
    if outcome.likely:
        maps = [Option("map", f"{header}={field}") for header, field in outcome.likely]
        said.append(advise("If they mean what they seem to: {options}", maps, " "))
    return said


def complaint(outcome: Outcome, *, listing: bool) -> list[str | Advice]:
    """That rows were bad; with a listing also what is wrong with the first of them."""
    are, were = ("is", "was") if outcome.bad_rows == 1 else ("are", "were")
    consequence = "; nothing was written." if outcome.refused else f" and {were} left out."
    head = f"{pluralize(outcome.bad_rows, 'row')} of {outcome.file} {are} wrong{consequence}"
    return [head, *_listing(outcome)] if listing else [head]


def _what_was_done(outcome: Outcome) -> Iterator[str | Advice]:
    noun = next(noun for noun in registry.nouns() if noun.plural == outcome.noun)
    added = f"{outcome.added:,} {noun.called if outcome.added == 1 else noun.several}"
    done = f"{added}, changed {outcome.changed:,}, unchanged {outcome.unchanged:,}."
    if outcome.dry_run:
        yield f"Dry run, nothing was written. It would have added {done}"
    else:
        yield f"Added {done}"
    yield from _edits(outcome)
    if outcome.repeated:
        repeat, were = ("row repeats", "was") if outcome.repeated == 1 else ("rows repeat", "were")
        yield f"{outcome.repeated:,} {repeat} an earlier one and {were} passed over."
    if outcome.differ:
        things = noun.called if outcome.differ == 1 else noun.several
        differ, they = ("differs", "it was") if outcome.differ == 1 else ("differ", "they were")
        yield (
            f"{outcome.differ:,} {things} {differ} from the file "
            f"in something that is filled; in that {they} left as {they}."
        )
    if outcome.unsupported:
        are = "is" if outcome.unsupported == 1 else "are"
        yield Advice(
            f"{outcome.unsupported:,} of the added {are} unsupported at the level declared; "
            "{command} says what is missing.",
            command=Action("report", "gaps"),
        )
    yield from _look_alikes(outcome)


def _edits(outcome: Outcome) -> Iterator[str]:
    for number, field, old, new in outcome.edits:
        yield f"  #{number} {field.replace('_', ' ')}: {_value(old)} → {_value(new)}"


def _look_alikes(outcome: Outcome) -> Iterator[str]:
    if outcome.look_alikes:
        yield "Some new ones are called nearly as partners that were there; are they the same?"
        for line, name, number, other in outcome.look_alikes:
            yield f"  line {line:,}: {name} – #{number} {other}"


def _listing(outcome: Outcome) -> Iterator[str | Advice]:
    for line, column, reason, _ in outcome.rejected:
        place = f"line {line:,}" + (f", {_one_line(column)}" if column else "")
        yield f"  {place}: {reason}"
    rest = outcome.problems - len(outcome.rejected)
    if rest:
        lists = Option("format", "json")
        yield Advice(f"  … and {rest:,} more; {{lists}} lists all of them.", lists=lists)


def _value(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return repr(truncate(value)) if isinstance(value, str) else str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")
