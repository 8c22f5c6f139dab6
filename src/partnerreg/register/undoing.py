"""Taking back what a command did, and bringing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.errors import InvalidInput, NotFound, RegisterError, RegisterUnusable
from partnerreg.register import clashes
from partnerreg.register.queries.journal import takings
from partnerreg.register.taken import taken_by
from partnerreg.store.undo import taking_back, write
from partnerreg.store.undo_fields import bare
from partnerreg.store.undo_fill import EDITED
from partnerreg.store.undo_rules import MISSING, REFERRED, TAKEN
from partnerreg.tables import Change, Operation, columns, metadata

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnerreg.store.query import Reader
    from partnerreg.store.undo import Counts, TakenBack
    from partnerreg.store.unit_of_work import UnitOfWork

# So many partners are called by name.
NAMED = 10
# With more rows than that, they are many.
MANY = 1_000

REASONS = {
    EDITED: "was changed since",
    REFERRED: "something refers to it that was changed last",
    MISSING: "what it refers to is gone",
    TAKEN: "what is unique has been given to another",
    clashes.LATER_LEVEL: "its level was changed since",
    clashes.DOUBLE: "there is another of that name by now",
    clashes.OVERLAP: "another one has these days by now",
    clashes.LEFT: "staff could no longer follow as they do",
}
"""Why a thing is kept, by the word that the rule has for it."""

_SEE_HISTORY = "`partnerreg history` lists what was done."

# What people call a thing, by its table.
LABELS = {"partner": "name", "activity": "title", "unit": "name", "area": "name"}
LABELS |= {"staff": "name", "goal": "code", "meeting": "held_on"}


class Kept(NamedTuple):
    """A thing that stays as it is: why, and the last operation on what holds it."""

    thing: str
    id: int
    name: str | None
    reason: str
    operation: int | None
    command: str | None


class Undone(NamedTuple):
    """What came of it.

    Attributes:
        operation: this operation's number.
        takes_back: the number of the operation that it took back.
        brings_back: that one was an undo, so that what it took back is there again.
        origin: the operation in question, past all undoing; its command and its summary.
        counts: the rows taken back, by table.
        names: the partners among them, if they are few.
        kept: what was not taken back.
    """

    operation: int
    takes_back: int
    brings_back: bool
    origin: int
    command: str
    summary: str
    counts: Mapping[str, Counts]
    names: Sequence[str]
    kept: Sequence[Kept]


def undo(work: UnitOfWork, number: int | None = None) -> Undone:
    """Take back an operation: the one of that number, or the last one in effect.

    What was edited since is kept, with all that the operation did to the same partner.
    Taking back an undo brings back what that one took back. Nothing is written if
    nothing can be taken back. The content of files stays in the register, so that
    their documents can be brought back.

    Raises:
        NotFound: there is no such operation.
        InvalidInput: it is taken back already, or there is none to take back.
        RegisterError: nothing of it can be taken back.
    """
    taken, takers = taken_by(work.reader), _takers(work.reader)
    if number is None:
        o = columns(Operation)
        last = sa.select(sa.func.max(o.id)).where(o.takes_back_id.is_(None), o.id.not_in(taken))
        number = work.session.connection().scalar(last)
        if number is None:
            raise InvalidInput("There is nothing to take back.", _SEE_HISTORY)
    elif number in taken:
        raise InvalidInput(
            f"Operation {number} was taken back already, by operation {taken[number]}.",
            f"`partnerreg undo {taken[number]}` brings it back.",
        )
    return _take_back(work, number, takers)


def redo(work: UnitOfWork) -> Undone:
    """Bring back what was taken back last.

    Raises:
        InvalidInput: nothing is taken back.
        RegisterError: nothing of it can be brought back.
    """
    taken, takers = taken_by(work.reader), _takers(work.reader)
    undos = [taker for taker in takers if taker not in taken and _origin(taker, takers)[1]]
    if not undos:
        raise InvalidInput("There is nothing to bring back: nothing is taken back.", _SEE_HISTORY)
    return _take_back(work, max(undos), takers)


def _takers(reader: Reader) -> dict[int, int]:
    """The operations that took another one back, each with that one.

    Raises:
        RegisterUnusable: one took back what did not come before it; there may be no end to that.
    """
    takers = {row.id: row.takes_back_id for row in reader.all(takings)}
    for taker, taken in takers.items():
        if taken >= taker:
            raise RegisterUnusable(
                f"Operation {taker} takes back {taken}, which did not come before it.",
                "`partnerreg db check` says what else is wrong.",
            )
    return takers


def _origin(number: int, takers: Mapping[int, int]) -> tuple[int, bool]:
    """What an operation is about, past all undoing, and whether it took that back."""
    undo = False
    while number in takers:
        number, undo = takers[number], not undo
    return number, undo


def _take_back(work: UnitOfWork, number: int, takers: Mapping[int, int]) -> Undone:
    origin, brings_back = _origin(number, takers)
    about = work.session.get(Operation, origin)
    if about is None:
        raise NotFound(
            f"There is no operation {number}.", "`partnerreg history` lists all operations."
        )
    said = f"{origin}: {about.command} {about.summary}".rstrip()
    connection = work.session.connection()
    with taking_back(connection, number, clashes.clashes()) as found:
        names, kept = _names(found), _kept(found, takers)
        if not any(any(counts) for counts in found.counts.values()):
            raise _nothing(origin, said, kept, brings_back=brings_back)
        write(found, work.operation_id)
    operation = work.operation_id()
    entry = sa.update(Operation).where(columns(Operation).id == operation)
    connection.execute(entry.values(takes_back_id=number, summary=said))
    return Undone(
        operation,
        number,
        brings_back,
        origin,
        about.command,
        about.summary,
        found.counts,
        names,
        kept,
    )


def _nothing(origin: int, said: str, kept: Sequence[Kept], *, brings_back: bool) -> RegisterError:
    """The error for an operation that later ones hold in place altogether."""
    done = "brought" if brings_back else "taken"
    lines = [f"Nothing of operation {said} can be {done} back:"]
    lines += [f"  {describe(one)}" for one in kept[:NAMED]]
    if len(kept) > NAMED:
        lines.append(f"  … and {len(kept) - NAMED:,} more")
    hint = "The register is as it was."
    # Of what refers to it, the last operation need not be the one that made it do so.
    sure = [one for one in kept if one.reason != REASONS[REFERRED] and one.operation != origin]
    holder = max((one.operation or 0 for one in sure), default=0)
    if holder:
        hint += f" Take back first what holds it: `partnerreg undo {holder}`."
    else:
        hint += " `partnerreg history` lists what was done since."
    return RegisterError("\n".join(lines), hint)


def describe(kept: Kept) -> str:
    """A thing that is kept, and why, in words."""
    by = f" (operation {kept.operation}, {kept.command})" if kept.operation else ""
    return f"{kept.thing} #{kept.id} {kept.name or ''}".rstrip() + f": {kept.reason}{by}"


def _names(found: TakenBack) -> list[str]:
    """The partners that are concerned, by name, if they are few."""
    from partnerreg.store.undo_fields import owner

    connection, partner = found.sets.connection, metadata.tables["partner"]
    numbers = [
        sa.select(scratch.c.owner_id)
        for table, *both in found.sets
        if owner(table) == "partner"
        for scratch in both
    ]
    if not numbers or sum(max(counts) for counts in found.counts.values()) > MANY:
        return []
    few = connection.execute(sa.union(*numbers).limit(NAMED + 1)).scalars().all()
    if len(few) > NAMED:
        return []
    names = _mapping(
        connection, sa.select(partner.c.id, partner.c.name).where(partner.c.id.in_(few))
    )
    if "partner" in found.sets.touched:
        coming = found.sets.touched["partner"].coming
        names |= _mapping(connection, sa.select(coming.c.id, coming.c.name))
    return [names[number] for number in sorted(few) if number in names]


def _kept(found: TakenBack, takers: Mapping[int, int]) -> list[Kept]:
    """What is kept, and what holds it."""
    kept, change, operation = found.sets.kept.c, columns(Change), columns(Operation)
    single = sa.select(sa.func.max(change.operation_id)).where(
        change.table_name == kept.table_name, change.row_id == kept.row_id
    )
    ranges = sa.select(sa.func.max(change.operation_id)).where(
        change.table_name == kept.table_name,
        change.last_row_id >= kept.row_id,
        change.row_id <= kept.row_id,
    )
    last = [sa.func.coalesce(each.scalar_subquery(), 0) for each in (single, ranges)]
    rows = found.sets.connection.execute(
        sa.select(kept.owner, kept.id, kept.reason, sa.func.max(*last)).order_by(
            kept.owner, kept.id
        )
    ).all()
    # What a redo brought back is of the operation that it is about.
    holders = {row[3]: row[3] if (of := _origin(row[3], takers))[1] else of[0] for row in rows}
    commands = _mapping(
        found.sets.connection,
        sa.select(operation.id, operation.command).where(operation.id.in_(holders.values())),
    )
    names = _labels(found)
    return [
        Kept(
            thing,
            number,
            names.get((thing, number)),
            REASONS[reason],
            holders[holder] or None,
            commands.get(holders[holder]),
        )
        for thing, number, reason, holder in rows
    ]


def _labels(found: TakenBack) -> dict[tuple[str, int], str]:
    """What the things that are kept are called, those that are there."""
    connection, kept = found.sets.connection, found.sets.kept.c
    names: dict[tuple[str, int], str] = {}
    for (thing,) in connection.execute(sa.select(kept.owner).distinct()).all():
        table = metadata.tables[thing]
        ids = sa.select(kept.id).where(kept.owner == thing)
        rows = sa.select(table.c.id, bare(table.c[LABELS[thing]])).where(table.c.id.in_(ids))
        names |= {(thing, number): name for number, name in connection.execute(rows)}
    return names


def _mapping(connection: sa.Connection, pairs: sa.Select[Any]) -> dict[int, str]:
    """What a query finds, as numbers and texts."""
    return dict(connection.execute(pairs).all())
