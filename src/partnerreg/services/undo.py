"""Taking back what a command did, and bringing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.actions import Action, Advice
from partnerreg.db.dialects.expressions import json_field
from partnerreg.db.journal import raw
from partnerreg.db.undo import OWNER, REFERRED, owner, take_back
from partnerreg.errors import InvalidInput, NotFound, RegisterError
from partnerreg.nouns import registry
from partnerreg.services.undo_chain import origin, undo_targets, undone_by
from partnerreg.tables import Change, Operation, columns, metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from partnerreg.db.undo import UndoCounts, UndoPlan
    from partnerreg.db.unit_of_work import UnitOfWork

# So many partners are called by name.
NAMED = 10
# With more rows than that, they are many.
MANY = 1_000
# So many operations are looked through in one go.
_AT_A_TIME = 100

_SEE_HISTORY = Advice("{command} lists what was done.", command=Action("history"))


class Conflict(NamedTuple):
    """A thing that stays as it is: why, and the last operation on what holds it."""

    thing: str
    id: int
    name: str | None
    reason: str
    operation: int | None
    command: str | None


class Later(NamedTuple):
    """An operation of somebody else that came after one's own last one, and is in effect."""

    operation: int
    actor: str
    command: str
    summary: str


class UndoResult(NamedTuple):
    """What came of it.

    Attributes:
        operation: this operation's number.
        takes_back: the number of the operation that it took back.
        brings_back: that one was an undo, so that what it took back is there again.
        origin: the operation in question, past all undoing; its actor, command and summary.
        counts: the rows taken back, by table.
        names: the partners among them, if they are few.
        kept: what was not taken back.
        later: somebody else's that would have been next, had it not to be named.
    """

    operation: int
    takes_back: int
    brings_back: bool
    origin: int
    actor: str
    command: str
    summary: str
    counts: Mapping[str, UndoCounts]
    names: Sequence[str]
    kept: Sequence[Conflict]
    later: Later | None


def undo(work: UnitOfWork, number: int | None = None) -> UndoResult:
    """Take back an operation: the one of that number, or one's own last one in effect.

    What was edited since is kept, with all that the operation did to the same partner.
    Taking back an undo brings back what that one took back. Nothing is written if
    nothing can be taken back. The content of files stays in the register, so that
    their documents can be brought back.

    Raises:
        NotFound: there is no such operation.
        InvalidInput: it is taken back already, or one has none to take back.
        RegisterError: nothing of it can be taken back.
        RegisterUnusable: the journal does not say what takes back what.
    """
    undone, targets = undone_by(work.reader), undo_targets(work.reader)
    if number is not None:
        if number in undone:
            raise InvalidInput(
                f"Operation {number} was taken back already, by operation {undone[number]}.",
                Advice("{command} brings it back.", command=undo_of(undone[number])),
            )
        return _take_back(work, number, targets)
    last, own = _last(work, lambda each: each not in targets and each not in undone)
    actor = work.command.actor
    if last is None:
        raise InvalidInput("There is nothing to take back.", _SEE_HISTORY)
    if own is None:
        raise InvalidInput(
            f"There is nothing of {actor}'s to take back. The last operation in effect is "
            f"{_called(last)}.",
            Advice("{command} takes it back.", command=undo_of(last.operation)),
        )
    return _take_back(work, own.operation, targets, later=last if last != own else None)


def redo(work: UnitOfWork) -> UndoResult:
    """Bring back what one took back last.

    As long as nothing was written since, all of it comes back, or nothing does.

    Raises:
        InvalidInput: nothing is taken back, or by others alone.
        RegisterError: nothing of it can be brought back, or not all of it although nothing
            was written since.
        RegisterUnusable: the journal does not say what takes back what.
    """
    undone, targets = undone_by(work.reader), undo_targets(work.reader)
    last, own = _last(work, lambda each: each not in undone and origin(each, targets)[1])
    actor = work.command.actor
    if last is None:
        raise InvalidInput("There is nothing to bring back: nothing is taken back.", _SEE_HISTORY)
    if own is None:
        raise InvalidInput(
            f"There is nothing to bring back that {actor} took back. The last undo is "
            f"{_called(last)}.",
            Advice("{command} brings that back.", command=undo_of(last.operation)),
        )
    newest = work.session.scalar(sa.select(sa.func.max(columns(Operation).id)))
    later = last if last != own else None
    return _take_back(work, own.operation, targets, later=later, whole=own.operation == newest)


def _last(work: UnitOfWork, fits: Callable[[int], bool]) -> tuple[Later | None, Later | None]:
    """The last operation whose number fits, and one's own last one."""
    operation, last = columns(Operation), None
    cells = (operation.id, operation.actor, operation.command, operation.summary)
    rows = sa.select(*cells).order_by(operation.id.desc()).execution_options(yield_per=_AT_A_TIME)
    with work.session.connection().execute(rows) as found:
        for each in (Later(*row) for row in found if fits(row.id)):
            last = last or each
            if each.actor == work.command.actor:
                return last, each
    return last, None


def _called(one: Later) -> str:
    """An operation with whose it is and what it was."""
    return f"{one.operation} by {one.actor}: {one.command} {one.summary}".rstrip()


def _take_back(
    work: UnitOfWork,
    number: int,
    targets: Mapping[int, int],
    *,
    later: Later | None = None,
    whole: bool = False,
) -> UndoResult:
    """Take back an operation; if it must be `whole`, all of it or nothing."""
    first, brings_back = origin(number, targets)
    about = work.session.get(Operation, first)
    if about is None:
        raise NotFound(f"There is no operation {first}.", _SEE_HISTORY)
    said = f"{first}: {about.command} {about.summary}".rstrip()
    connection = work.session.connection()
    with take_back(work, number) as plan:
        kept = _kept(plan, number, targets)
        if kept and whole:
            raise _not_whole(number, said, kept)
        if not any(any(counts) for counts in plan.counts.values()):
            raise _nothing(said, kept, brings_back=brings_back)
        operation = work.operation_id()
        names = _names(plan, operation)
    entry = sa.update(Operation).where(columns(Operation).id == operation)
    connection.execute(entry.values(takes_back_id=number, summary=said))
    return UndoResult(
        operation,
        number,
        brings_back,
        first,
        about.actor,
        about.command,
        about.summary,
        plan.counts,
        names,
        kept,
        later,
    )


def undo_of(operation: int) -> Action:
    """What takes an operation back."""
    return Action("undo", arguments=(operation,))


def _nothing(said: str, kept: Sequence[Conflict], *, brings_back: bool) -> RegisterError:
    """The error for an operation that later ones hold in place altogether."""
    done = "brought" if brings_back else "taken"
    # Of what refers to it, the last operation need not be the one that made it do so.
    sure = [one for one in kept if one.reason != REFERRED]
    holder = max((one.operation or 0 for one in sure), default=0)
    if holder:
        further, command = "Take back first what holds it: {command}.", undo_of(holder)
    else:
        further, command = "{command} lists what was done since.", Action("history")
    message = f"Nothing of operation {said} can be {done} back:"
    hint = Advice(f"The register is as it was. {further}", command=command)
    return RegisterError("\n".join([message, *_lines(kept)]), hint)


def _not_whole(number: int, said: str, kept: Sequence[Conflict]) -> RegisterError:
    """The error for what cannot come back as it was in a register that nobody has written to."""
    message = (
        f"Not all of operation {said} can be brought back, though nothing was written since it "
        "was taken back:"
    )
    return RegisterError(
        "\n".join([message, *_lines(kept)]),
        Advice(
            "Nothing was done. The register was changed by another program, or this one is at "
            "fault: see {check}. {undo} brings the rest back.",
            check=Action("db", "check"),
            undo=undo_of(number),
        ),
    )


def _lines(kept: Sequence[Conflict]) -> Iterator[str]:
    """The first things that are kept, one on each line."""
    yield from (f"  {describe(one)}" for one in kept[:NAMED])
    if len(kept) > NAMED:
        yield f"  … and {len(kept) - NAMED:,} more"


def describe(kept: Conflict) -> str:
    """A thing that is kept, and why, in words."""
    by = f" (operation {kept.operation}, {kept.command})" if kept.operation else ""
    return f"{kept.thing} #{kept.id} {kept.name or ''}".rstrip() + f": {kept.reason}{by}"


def _names(plan: UndoPlan, operation: int) -> list[str]:
    """The partners that are concerned, by name, if they are few."""
    connection, partner = plan.connection, metadata.tables["partner"]
    numbers = [
        sa.select(scratch.c[OWNER])
        for table, *both in plan
        if owner(table) == "partner"
        for scratch in both
    ]
    if not numbers or sum(max(counts) for counts in plan.counts.values()) > MANY:
        return []
    few = connection.execute(sa.union(*numbers).limit(NAMED + 1)).scalars().all()
    if len(few) > NAMED:
        return []
    names = _mapping(
        connection, sa.select(partner.c.id, partner.c.name).where(partner.c.id.in_(few))
    )
    change = columns(Change)
    gone = sa.and_(change.table_name == "partner", change.after.is_(None))
    before = sa.select(change.row_id, json_field(change.before, "name"))
    names |= _mapping(connection, before.where(change.operation_id == operation, gone))
    return [names[number] for number in sorted(few) if number in names]


def _kept(plan: UndoPlan, number: int, targets: Mapping[int, int]) -> list[Conflict]:
    """What is kept, and which operation after the one of that number holds it."""
    kept, change, operation = plan.conflicts.c, columns(Change), columns(Operation)
    later = sa.and_(change.table_name == kept.table_name, change.operation_id > number)
    single = sa.select(sa.func.max(change.operation_id)).where(later, change.row_id == kept.row_id)
    ranges = sa.select(sa.func.max(change.operation_id)).where(
        later, change.last_row_id >= kept.row_id, change.row_id <= kept.row_id
    )
    last = [sa.func.coalesce(each.scalar_subquery(), 0) for each in (single, ranges)]
    rows = plan.connection.execute(
        sa.select(kept.owner, kept.id, kept.reason, sa.func.max(*last)).order_by(
            kept.owner, kept.id
        )
    ).all()
    holders = {row[3]: _holder(row[3], number, targets) for row in rows if row[3]}
    commands = _mapping(
        plan.connection,
        sa.select(operation.id, operation.command).where(operation.id.in_(holders.values())),
    )
    names = _labels(plan)
    return [
        Conflict(
            thing,
            row_id,
            names.get((thing, row_id)),
            reason,
            holders.get(holder),
            commands.get(holders.get(holder, 0)),
        )
        for thing, row_id, reason, holder in rows
    ]


def _holder(last: int, number: int, targets: Mapping[int, int]) -> int:
    """The operation that holds: what a redo brought back is of the one that it is about.

    Unless that one is earlier than the operation of the number that is held.
    """
    first, undo = origin(last, targets)
    return last if undo or first <= number else first


def _labels(plan: UndoPlan) -> dict[tuple[str, int], str]:
    """What the things that are kept are called, those that are there."""
    connection, kept = plan.connection, plan.conflicts.c
    names: dict[tuple[str, int], str] = {}
    for (thing,) in connection.execute(sa.select(kept.owner).distinct()).all():
        table = metadata.tables[thing]
        ids = sa.select(kept.id).where(kept.owner == thing)
        rows = sa.select(table.c.id, raw(table.c[_label(thing)])).where(table.c.id.in_(ids))
        names |= {(thing, number): name for number, name in connection.execute(rows)}
    return names


def _label(table: str) -> str:
    """The column that says which thing of a table one is."""
    noun = next(noun for noun in registry.nouns() if noun.table_name == table)
    return noun.field(noun.code_or_label).column


def _mapping(connection: sa.Connection, pairs: sa.Select[Any]) -> dict[int, str]:
    """What a query finds, as numbers and texts."""
    return dict(connection.execute(pairs).all())
