"""What came of an undo or a redo: in words, and as one object for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.actions import Action, Advice
from partnerreg.nouns import registry
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnerreg.services.undo import UndoResult

WHOLE = (
    Column("operation", "Operation", ColumnKind.ID),
    Column("takes_back", "Takes back", ColumnKind.ID),
    Column("about", "About", ColumnKind.ID),
    Column("actor", "By"),
    Column("command", "Command"),
    Column("summary", "What"),
    Column("partners", "Partners", ColumnKind.LIST),
    Column("dry_run", "Dry run", ColumnKind.FLAG),
)
REVERSED = (
    Column("thing", "What", ColumnKind.WORD),
    Column("removed", "Removed", ColumnKind.NUMBER),
    Column("changed", "Changed back", ColumnKind.NUMBER),
    Column("returned", "Brought back", ColumnKind.NUMBER),
)
KEPT = (
    Column("thing", "Kept", ColumnKind.WORD),
    Column("id", "#", ColumnKind.ID),
    Column("name", "Name"),
    Column("reason", "Because"),
    Column("operation", "By operation", ColumnKind.ID),
    Column("command", "Command"),
)
LATER = (
    Column("operation", "Operation", ColumnKind.ID),
    Column("actor", "By"),
    Column("command", "Command"),
    Column("summary", "What"),
)


def report(done: UndoResult, *, dry_run: bool) -> Report:
    """All of it as one object; what is kept, and what came later, are arrays within it."""
    number = None if dry_run else done.operation
    whole = (number, done.takes_back, done.origin, done.actor, done.command, done.summary)
    counts = [
        (noun.called, *done.counts[table])
        for table, noun in registry.tables().items()
        if any(done.counts.get(table, ()))
    ]
    sections = (
        Section("undo", "Undo", WHOLE, [(*whole, list(done.names), dry_run)]),
        Section("reversed", "Taken back", REVERSED, counts),
        kept(done).main,
        Section("later", "Operations", LATER, [done.later] if done.later else []),
    )
    return Report("undo", "Undo", sections, shape=Shape.RECORD)


def kept(done: UndoResult) -> Report:
    """What was kept, and which operation holds it."""
    rows = [(registry.tables()[one.thing].called, *one[1:]) for one in done.kept]
    section = Section("kept", "Kept as it is", KEPT, rows)
    return Report("kept", "Kept as it is", (section,), shape=Shape.LIST)


def sentences(done: UndoResult, *, dry_run: bool) -> Iterator[str | Advice]:
    """What a person is told at the end."""
    counts = ", ".join(
        things(table, sum(done.counts[table]))
        for table in registry.tables()
        if any(done.counts.get(table, ()))
    )
    what = f"{done.command} {done.summary}".rstrip()
    about = f"operation {done.origin} ({what})"
    names = f" ({'; '.join(done.names)})" if done.names else ""
    verb = "bring back" if done.brings_back else "take back"
    if dry_run:
        yield f"Dry run, nothing was written. It would {verb} {about}: {counts}{names}."
    else:
        past = "Brought back" if done.brings_back else "Took back"
        yield f"{past} {about}: {counts}{names}."
    if done.later:
        number, actor, command, summary = done.later
        verb = "brings" if done.brings_back else "takes"
        what = f"{command} {summary}".rstrip()
        yield Advice(
            "Later came operation {number} by {actor} ({what}); {command} {verb} that back.",
            number=number,
            actor=actor,
            what=what,
            command=Action("undo", arguments=(number,)),
            verb=verb,
        )
    if done.kept:
        are = "1 is" if len(done.kept) == 1 else f"{len(done.kept):,} are"
        yield f"{are} kept, for later operations need them as they are:"


def things(table: str, number: int) -> str:
    """So many rows of the table, in words."""
    noun = registry.tables()[table]
    return f"{number:,} {noun.called if number == 1 else noun.several}"
