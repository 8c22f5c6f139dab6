"""What no register may hold, beyond what its tables refuse: the laws, each as a query.

Whoever writes refuses what would break one; what other programs wrote, or was damaged, is
found by these.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import registry as engines

from partnerreg.actions import Action, Advice
from partnerreg.db import health
from partnerreg.db.dialects import dialect
from partnerreg.db.dialects.expressions import Greatest
from partnerreg.db.health import Fault, StepResult, pass_by
from partnerreg.domain.text import pluralize
from partnerreg.nouns import registry
from partnerreg.nouns.agreement import LONGEST
from partnerreg.services import clashes
from partnerreg.services.undo_chain import misdirected
from partnerreg.tables import Agreement, columns, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.dialects.protocol import Connection
    from partnerreg.db.health import Watching
    from partnerreg.db.undo import Clash


# So many rows are named in a remark.
_FEW = 5


class Check(NamedTuple):
    """A law as `db check` asks it: what is wrong with rows of a table, and the query for them.

    The query gives a row's number and, if it is wrong beside another one, that one's.
    """

    table: str
    wrong: str
    query: sa.Select[Any]


def laws() -> Iterator[Check]:
    """All of them."""
    beside = {
        clashes.DOUBLE: "has the same name and place",
        clashes.OVERLAP: "is about the same on some of the same days",
    }
    for clash in clashes.clashes():
        if clash.reason in beside:
            yield Check(clash.table, f"{beside[clash.reason]} as row {{}}", _pairs(clash))
    yield from _of_agreements()
    for noun in registry.nouns():
        for law in noun.laws:
            yield Check(noun.table_name, law.sentence, law.query())


def _pairs(clash: Clash) -> sa.Select[Any]:
    """The rows that may not be beside each other, each pair once."""
    row = metadata.tables[clash.table].alias("row")
    other = metadata.tables[clash.beside].alias("other")
    pairs = sa.select(row.c.id, other.c.id).join_from(row, other, clash.condition(row, other))
    return pairs.where(row.c.id > other.c.id) if clash.beside == clash.table else pairs


def _of_agreements() -> Iterator[Check]:
    a, other = columns(Agreement), metadata.tables["agreement"].alias("other").c

    def law(wrong: str, condition: sa.ColumnElement[bool]) -> Check:
        return Check("agreement", wrong, sa.select(a.id).where(condition))

    start = sa.func.coalesce(a.valid_from, a.signed_on)
    yield law("ends before it begins", a.valid_until < start)
    yield law("is terminated before it begins", a.terminated_on < start)
    yield law(
        "has no end, after which it could be renewed",
        a.renewal_months.is_not(None) & a.valid_until.is_(None),
    )
    yield law(
        f"says more than {LONGEST} months",
        Greatest(sa.func.coalesce(a.renewal_months, 0), sa.func.coalesce(a.notice_months, 0))
        > LONGEST,
    )
    yield Check(
        "agreement",
        "replaces row {}, which is another partner's",
        sa.select(a.id, other.id).where(
            a.replaces_id == other.id, a.partner_id != other.partner_id
        ),
    )
    # From each agreement back through those that were replaced; UNION stops where it has been.
    first = sa.select(a.id.label("start"), a.replaces_id.label("at")).where(
        a.replaces_id.is_not(None)
    )
    back = first.cte("back", recursive=True)
    back = back.union(
        sa.select(back.c.start, a.replaces_id).where(a.id == back.c.at, a.replaces_id.is_not(None))
    )
    yield Check(
        "agreement",
        "replaces itself by way of others",
        sa.select(back.c.start).where(back.c.start == back.c.at),
    )


def examine(connection: Connection, watching: Watching = pass_by) -> list[StepResult]:
    """Examine the whole register: its file, what its cells hold, and the laws.

    Args:
        connection: sees the register at one moment if it has begun a transaction.
        watching: sees rows go by.
    """
    return health.examine(connection, watching, {**health.STEPS, "rules": _rules})


def first_fault(path: Path) -> Fault | None:
    """The first thing that is wrong with the register at `path`, if anything is."""
    if not dialect.size_of(path):
        return None
    with closing(dialect.connect(path)) as connection:
        connection.execute("BEGIN")
        return next((fault for step in examine(connection) for fault in step.faults), None)


def _rules(connection: Connection, _watching: Watching) -> Iterator[Fault | Advice]:
    for law in laws():
        for row, *others in _ask(connection, law.query):
            yield Fault(law.table, row, law.wrong.format(*others))
    rows = connection.execute("SELECT id, takes_back_id FROM operation").fetchall()
    for number in misdirected({row: taken for row, taken in rows if isinstance(taken, int)}):
        yield Fault("operation", number, "takes back itself, or a later operation")
    # No fault, for earlier versions of the program let it be written.
    follows = (clashes.LEFT, "assignment")
    [left] = (each for each in clashes.clashes() if (each.reason, each.table) == follows)
    if rows := sorted({row for row, _ in _ask(connection, _pairs(left))}):
        some = ", ".join(map(str, rows[:_FEW])) + (" …" if len(rows) > _FEW else "")
        yield Advice(
            f"{pluralize(len(rows), 'assignment')} (row {some}): whoever follows is not here then, "
            "or not of the management. Earlier versions let that be; {command} ends one.",
            command=Action("staff", "unassign", ("STAFF", "PARTNER"), {"on": "DATE"}),
        )


def _ask(connection: Connection, query: sa.Select[Any]) -> list[tuple[Any, ...]]:
    words = engines.load(dialect.name)()
    text = query.compile(dialect=words, compile_kwargs={"literal_binds": True})
    return connection.execute(str(text)).fetchall()
