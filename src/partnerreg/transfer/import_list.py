"""Importing a list: rows, then a plan, then all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.actions import Advice, Option
from partnerreg.db.dialects import dialect
from partnerreg.db.laws import breaches
from partnerreg.domain.synonyms import word_key
from partnerreg.errors import InvalidInput
from partnerreg.nouns import checks
from partnerreg.reports.imports import Edit, LookAlike, Outcome, Rejection
from partnerreg.transfer.apply import apply, counts
from partnerreg.transfer.changed_fields import first_additions, first_edits
from partnerreg.transfer.diff import mark_changes, reject_refused
from partnerreg.transfer.header_words import FOR_READING, by_key, suggest
from partnerreg.transfer.import_spec import NOTHING, Cell, Choices, ImportContext
from partnerreg.transfer.lookups import Lookups
from partnerreg.transfer.mapping.columns import (
    find_field,
    match_headers,
    split_map,
    which_it_is,
)
from partnerreg.transfer.matching import match_rows
from partnerreg.transfer.nouns import spec_of
from partnerreg.transfer.readers.dates import DayReader, find_order
from partnerreg.transfer.rows import RowReader, read_rows
from partnerreg.transfer.similar_names import look_alikes
from partnerreg.transfer.stage import Items, Stage
from partnerreg.transfer.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from partnerreg.db.laws import Breach
    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.domain.policy import Policy
    from partnerreg.transfer.import_spec import ImportSpec
    from partnerreg.transfer.mapping.columns import ColumnMapping
    from partnerreg.transfer.readers.dates import Order
    from partnerreg.transfer.readers.records import Record
    from partnerreg.transfer.readers.source import Source
    from partnerreg.transfer.rejects import Rejects

# What tells one thing from another cannot be the same for all.
_SET = Option("set")
_OF_ONE_ROW = frozenset({"number", "name", "external_id", "registration_number", "code"})


class ImportRequest(NamedTuple):
    """A list, understood, before the register is opened.

    Attributes:
        source: the open list.
        spec: how its rows are read, matched and written.
        columns: which cell holds which field.
        defaults: the text of fields where a row has none.
        order: in which order its dates have day and month; None if that does not matter.
        choices: what rows do to what is there.
        noted: positions and headers of columns that no field takes, to be kept as notes.
    """

    source: Source
    spec: ImportSpec
    columns: ColumnMapping
    defaults: Mapping[str, str]
    order: Order | None
    choices: Choices = Choices()
    noted: tuple[tuple[int, str], ...] = ()


def prepare(
    source: Source,
    noun: str = "partners",
    maps: Sequence[str] = (),
    settings: Sequence[str] = (),
    *,
    order: Order | None = None,
    choices: Choices | None = None,
    keep_unmapped: bool = False,
) -> ImportRequest:
    """Read the header, and what a person says of the list.

    Args:
        source: the open list.
        noun: what its rows are, as ``partners``.
        maps: which column holds what, each as ``HEADER=field``.
        settings: what holds for every row without a value of its own, each as ``FIELD=VALUE``.
        order: of day and month in dates; found out if None.
        choices: what rows do to what is there.
        keep_unmapped: columns that no field takes become lines of the notes.

    Raises:
        InvalidInput: one of them makes no sense, or the list has no rows.
    """
    spec = spec_of(noun)
    defaults = read_settings(settings, spec.words)
    required = [field for field in spec.required if field not in defaults]
    _refuse_doubled(source, maps, spec.words)
    columns = match_headers(source.headers, maps, spec.words, required)
    if next(iter(source), None) is None:
        raise InvalidInput(
            f"{source.name} has a header and no rows.",
            "Nothing was written: is it the right file?",
        )
    dates = [columns.positions[field] for field in spec.dates if field in columns.positions]
    if order is None and dates:
        order = find_order(_cells(source, dates))
    noted = _noted(source, spec, columns) if keep_unmapped else ()
    return ImportRequest(source, spec, columns, defaults, order, choices or Choices(), noted)


def read_settings(settings: Sequence[str], words: Mapping[str, str]) -> dict[str, str]:
    """Read what is to hold for every row, each as ``FIELD=VALUE``.

    Whether the values can be is for `RowReader` to say, which knows the house.

    Raises:
        InvalidInput: there is no such field, or it cannot be the same in every row.
    """
    defaults: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not value.strip():
            raise InvalidInput(
                Advice(
                    '{option} "{setting}" does not say what is what.', option=_SET, setting=setting
                ),
                Advice("Write {option}.", option=Option("set", "FIELD=VALUE")),
            )
        field = find_field(name, words, by_key(words))
        if field in _OF_ONE_ROW:
            said = "{option}: it cannot be the same in every row."
            raise InvalidInput(Advice(said, option=Option("set", field)))
        if field in defaults:
            twice = Advice("{option} was given twice.", option=Option("set", field))
            raise InvalidInput(twice, "Keep one of them.")
        defaults[field] = value
    return defaults


def import_list(  # noqa: PLR0913  # all of them are choices of the person who imports
    work: UnitOfWork,
    request: ImportRequest,
    policy: Policy,
    word: Callable[[str | Advice], str],
    *,
    records: Iterable[Record] | None = None,
    skip_bad: bool = False,
    dry_run: bool = False,
    shown: int | None = None,
    rejects: Rejects | None = None,
) -> Outcome:
    """Bring in what a list holds.

    What is new is added; what a row does to what is there is for the request to
    say. A bad row leaves the register untouched, unless bad rows are to be
    skipped. Where there is nothing to do, no operation is written.

    Args:
        work: an open unit of work; rolled back by itself if it is a dry run.
        request: the list.
        policy: says what is required of a level.
        word: makes a sentence of what is said of a row.
        records: the list's records, if something is to watch them go by.
        skip_bad: write the good rows although others are bad.
        dry_run: for the outcome to say so.
        shown: how many rejected entries, and how many edits, the outcome holds; None for all.
        rejects: where the rejected rows go.

    Raises:
        InvalidInput: the file cannot be read to its end, or a default is wrong.
    """
    source, spec = request.source, request.spec
    context, rows = _read(work, request, policy, word, source if records is None else records)
    stage = context.stage
    repeated = match_rows(context)
    with dialect.sql_functions(stage.connection, spec.functions):
        context.links = spec.links(context)
        reject_refused(context)
        mark_changes(context)
        edits, advice = _carry_out(context, shown, skip_bad=skip_bad)
        problems, bad_rows = _count_rejected(stage)
        if rejects is not None:
            rejects.write(stage)
    unused = () if request.noted else request.columns.unmapped
    return Outcome(
        noun=spec.noun.plural,
        file=source.name,
        detected=str(source.detected),
        how=source.detected.parts(),
        rows=rows,
        blank_rows=source.blank_rows,
        **context.counts._asdict(),
        repeated=repeated,
        ambiguous=stage.ambiguous,
        bad_rows=bad_rows,
        problems=problems,
        rejected=_first_rejected(stage, shown),
        edits=edits,
        look_alikes=advice,
        columns=[(request.columns.header(field), field) for field in request.columns.positions],
        unused_columns=unused,
        likely=suggest(spec.noun.plural, unused, request.columns.positions),
        unsupported=context.unsupported,
        skips_bad=skip_bad,
        dry_run=dry_run,
    )


def _read(
    work: UnitOfWork,
    request: ImportRequest,
    policy: Policy,
    word: Callable[[str | Advice], str],
    records: Iterable[Record],
) -> tuple[ImportContext, int]:
    """Put the rows on the stage; how many there are."""
    spec, items, days = request.spec, Items(), DayReader(request.order)
    ours = _is_our_own(request.columns.headers)
    find = Lookups(work.reader, items, days, work.today, numbered=ours)
    cells = [_with_notes(cell, request.noted) for cell in spec.cells(find)]
    reader = RowReader(spec, cells, request.columns, request.defaults, word)
    own = [cell.column for cell in reader.cells if cell.own]
    new_keys = [key.column for key in spec.insert_only_keys if key.of in own]
    stage = Stage(work.session.connection(), spec.table, reader.staged, own, new_keys)
    rows = read_rows(stage, records, reader, items)
    context = ImportContext(work, spec, stage, request.choices, policy, reader.header, word)
    context.owners_are_new = not spec.of_partners
    return context, rows


def _carry_out(
    context: ImportContext, shown: int | None, *, skip_bad: bool
) -> tuple[list[Edit], Sequence[LookAlike] | None]:
    """Write what is planned, and reject what would break a law.

    Returns the first edits of known things, and the new partners called nearly as known ones.
    Nothing is written if there are bad rows and they are not to be skipped.
    """
    stage, work = context.stage, context.work
    while True:
        advice = look_alikes(stage, shown) if context.spec.noun.name == "partner" else []
        with work.attempt() as attempt:
            edits = _apply(context, shown)
            written = context.counts.added or context.counts.changed
            broken = breaches(stage.connection, work.operation_id(), work.today) if written else []
            rejected = _rejections(context, broken)
            if not broken and (skip_bad or not _count_rejected(stage)[0]):
                attempt.commit()
                return edits, advice
        if not broken:
            context.counts, context.unsupported = NOTHING, 0
            return [], advice
        stage.connection.execute(sa.insert(stage.rejected), rejected)
        stage.drop_rejected()


def _rejections(context: ImportContext, broken: Sequence[Breach]) -> list[dict[str, Any]]:
    """What is to be said of lines that break laws.

    Raises:
        InvalidInput: no line is to blame.
    """
    stage, own = context.stage, context.spec.table.name
    linked = {link.table.name: link for link in context.links}
    found: dict[tuple[int, str | None], str] = {}
    for breach in broken:
        law = breach.law
        thing: sa.ColumnElement[Any] = sa.literal(breach.row)
        if law.table in linked:
            link = linked[law.table]
            row = sa.select(link.table.c[link.owner]).where(link.table.c.id == breach.row)
            thing = row.scalar_subquery()
        elif law.beside == own != law.table:
            thing = sa.literal(breach.other)
        reason = (law.line or law.sentence).format_map(breach.cells)
        column = context.header(law.blamed) if law.blamed else None
        for line in stage.connection.scalars(
            sa.select(stage.plan.c.line).where(stage.plan.c.id == thing)
        ):
            if law.table in {own, *linked} or all(line != other for other, _ in found):
                found.setdefault((line, column), reason)
    if broken and not found:
        raise InvalidInput(broken[0].of_row, broken[0].remedy)
    return [
        {"line": line, "column": column, "reason": reason, "value": None}
        for (line, column), reason in found.items()
    ]


def _apply(context: ImportContext, shown: int | None) -> list[Edit]:
    """Write what is planned, if there is anything; the first edits of what was there before."""
    context.counts, context.unsupported = counts(context.stage), 0
    if not (context.counts.added or context.counts.changed):
        return []
    additions = first_additions(context, shown)
    apply(context)
    return first_edits(context, additions, shown)


def _refuse_doubled(source: Source, maps: Sequence[str], words: Mapping[str, str]) -> None:
    """Refuse columns that are called the same and mean a field, if nobody says which it is."""
    known = by_key(words)
    said = [split_map(one) for one in maps]
    headers = {header for header, _ in said}
    settled = {known.get(word_key(field)) for _, field in said if field}
    for text, places in source.header.doubled.items():
        field, names = known.get(word_key(text)), [source.headers[place] for place in places]
        if field is None or field in settled or not headers.isdisjoint(names):
            continue
        columns = f"{places[0] + 1} and {places[1] + 1} are both"
        raise InvalidInput(
            f"{source.name}, line {source.header_line:,}: columns {columns} called {quoted(text)}.",
            which_it_is(field, names),
        )


def _is_our_own(headers: Sequence[str]) -> bool:
    """Whether the register has written the list: beside a partner's number it has the name."""
    return any(name in headers and number in headers for name, number in FOR_READING.items())


def _with_notes(cell: Cell, noted: Sequence[tuple[int, str]]) -> Cell:
    """The cell of the notes with the columns that are to be kept there, a line for each."""
    if cell.column != "notes" or not noted:
        return cell
    positions, headers = zip(*noted, strict=True)

    def read(notes: str, *others: str) -> str | None:
        said = zip(headers, others, strict=True)
        lines = [f"{header}: {text.strip()}" for header, text in said if text.strip()]
        return checks.parse_text("\n".join([*filter(None, [notes]), *lines]))

    return Cell("notes", ("notes", *positions), read)


def _cells(source: Source, positions: Sequence[int]) -> Iterator[str]:
    for _, cells, problem in source:
        if problem is None:
            for position in positions:
                yield cells[position]


def _noted(source: Source, spec: ImportSpec, columns: ColumnMapping) -> tuple[tuple[int, str], ...]:
    if "notes" not in spec.words:
        raise InvalidInput(
            f"{spec.noun.plural.capitalize()} have no notes.",
            Advice("Leave {option} out.", option=Option("keep_unmapped")),
        )
    unmapped = set(columns.unmapped)
    return tuple((n, header) for n, header in enumerate(source.headers) if header in unmapped)


def _count_rejected(stage: Stage) -> tuple[int, int]:
    """How many problems there are, and in how many rows."""
    numbers = sa.func.count(), sa.func.count(sa.distinct(stage.rejected.c.line))
    problems, rows = stage.connection.execute(sa.select(*numbers).select_from(stage.rejected)).one()
    return problems, rows


def _first_rejected(stage: Stage, shown: int | None) -> list[Rejection]:
    cells = [stage.rejected.c[name] for name in Rejection._fields]
    wanted = sa.select(*cells).order_by(stage.rejected.c.line, stage.rejected.c.number).limit(shown)
    found: list[Any] = list(stage.connection.execute(wanted))
    return [Rejection(*row) for row in found]
