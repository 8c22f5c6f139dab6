"""What each row on the stage would change about the thing it is, if that is there already."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.db.dialects.expressions import JsonItems, json_item
from partnerreg.transfer.import_spec import Choices, OnMatch, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnerreg.transfer.import_spec import Loading, Stage, Tie, Use


def mark(loading: Loading) -> None:
    """Find out what rows of known things change, and what they say otherwise."""
    stage, choices, plan = loading.stage, loading.choices, loading.stage.plan
    for period in stage.noun.periods:
        if any(map(stage.has, period)):
            _reject_backward(stage, choices, period)
    if stage.has("number"):
        _reject_taken(stage, choices)
    _reject_circular(stage, choices)
    _reject_doubles(stage, choices)
    for use in stage.noun.uses:
        if stage.has(use.column) or (use.day and stage.has(use.day)):
            _reject_unfit(loading, use)
    stage.noun.check(loading)
    stage.drop_rejected()
    unsettled = stage.noun.unsettled(loading)
    changes, differs = changing(stage, choices), _differing(stage, choices, unsettled)
    found = (
        sa.select(plan.c.line, changes.label("changes"), differs.label("differs"))
        .select_from(stage.known)
        .where(~plan.c.is_new, changes | differs)
        .subquery()
    )
    marks = {"changes": found.c.changes, "differs": found.c.differs}
    stage.connection.execute(sa.update(plan).where(plan.c.line == found.c.line).values(marks))
    for lines in unsettled.values():
        _mark(stage, "ties", lines)
    for tie in loading.ties:
        if choices.on_match is not OnMatch.SKIP:
            _mark(stage, "ties", missing(stage, tie, plan.c.line))
        if tie.unlike is not None:
            said = hanging(stage, tie, plan.c.line).where(~plan.c.is_new)
            _mark(stage, "differs", said.where(tie.unlike(plan.c.id)))


def changing(stage: Stage, choices: Choices) -> sa.ColumnElement[bool]:
    """Whether a row writes some of its own columns to a known thing."""
    table = stage.noun.table.c
    cases = [new_value(stage, choices, name).is_distinct_from(table[name]) for name in stage.own]
    return sa.or_(sa.false(), *cases) if choices.on_match is not OnMatch.SKIP else sa.false()


def new_value(stage: Stage, choices: Choices, name: str) -> sa.ColumnElement[Any]:
    """What a known thing's own column holds when its row has been written."""
    there, said = stage.noun.table.c[name], stage.rows.c[name]
    if choices.on_match is OnMatch.SKIP or name in stage.noun.fixed:
        return there
    if choices.on_match is OnMatch.FILL:
        value: sa.ColumnElement[Any] = sa.func.coalesce(there, said)
    elif choices.empty_clears and there.nullable:
        value = said
    else:
        value = sa.func.coalesce(said, there)
    other = stage.noun.paired.get(name)
    if other is None:
        return value
    return sa.case((_fits_beside(stage, choices, name, other), value), else_=there)


def _fits_beside(stage: Stage, choices: Choices, name: str, other: str) -> sa.ColumnElement[bool]:
    """Whether a column may be written although it is only right beside another column's value.

    It may if the other is not in the register, or is the same in the row, or is written too.
    """
    table, rows = stage.noun.table.c, stage.rows.c
    if other not in stage.staged:
        return table[other].is_(None)
    same = table[other].is_not_distinct_from(rows[other])
    together: sa.ColumnElement[bool] = sa.false()
    if choices.on_match is OnMatch.UPDATE:
        both = rows[name].is_(None).is_not_distinct_from(rows[other].is_(None))
        together = sa.true() if choices.empty_clears else both
    return sa.or_(table[other].is_(None), same, together)


def hanging(stage: Stage, tie: Tie, *wanted: Any) -> sa.Select[Any]:
    """What hangs on the things of rows, as the rows say."""
    items = stage.items.c.cell == stage.rows.c[tie.column]
    return (
        sa.select(*wanted)
        .select_from(stage.planned.join(stage.items, items))
        .order_by(stage.plan.c.line, stage.items.c.position)
    )


def missing(stage: Stage, tie: Tie, *wanted: Any) -> sa.Select[Any]:
    """What hangs on known things according to their rows, and is not there yet."""
    found = hanging(stage, tie, *wanted).where(~stage.plan.c.is_new)
    return found.where(~tie.there(stage.plan.c.id))


def _reject_backward(stage: Stage, choices: Choices, period: Sequence[str]) -> None:
    """A row may be right by itself, and end before what is in the register begins."""
    table = stage.noun.table
    *starts, end = [
        new_value(stage, choices, name) if stage.has(name) else table.c[name] for name in period
    ]
    start = sa.func.coalesce(*starts) if len(starts) > 1 else starts[0]
    reason = text("Would end on ", end, ", before it begins on ", start, ".")
    stage.reject(
        sa.select(stage.plan.c.line, sa.null(), reason, sa.null())
        .select_from(stage.known)
        .where(~stage.plan.c.is_new, end < start, changing(stage, choices))
    )
    stage.drop_rejected()


def _reject_taken(stage: Stage, choices: Choices) -> None:
    """A row that is one thing by its number may call it what is unique to another one."""
    noun, rows, plan = stage.noun, stage.rows.c, stage.plan.c
    table, other = noun.table, noun.table.alias("other")
    for column in table.c:
        derived = noun.derived.get(column.name)
        said = derived.of if derived else column.name
        if not column.unique or not stage.has(said, column.name):
            continue
        reason = text(f"Another {noun.thing} has this {_spoken(said)} already: #", other.c.id, ".")
        written = new_value(stage, choices, said).is_distinct_from(table.c[said])
        stage.reject(
            sa.select(plan.line, sa.null(), reason, sa.null())
            .select_from(stage.known.join(other, other.c[column.name] == rows[column.name]))
            .where(~plan.is_new, other.c.id != plan.id, written)
        )
    stage.drop_rejected()


def _reject_circular(stage: Stage, choices: Choices) -> None:
    """A row may make something come before itself: no agreement replaces one that replaces it."""
    table, plan = stage.noun.table, stage.plan.c
    for name in stage.own:
        if not any(key.column.table is table for key in table.c[name].foreign_keys):
            continue
        there = sa.select(table.c.id, table.c[name]).where(table.c[name].is_not(None))
        earlier = dict(stage.connection.execute(there).all())
        value = sa.case((plan.is_new, stage.rows.c[name]), else_=new_value(stage, choices, name))
        either = stage.planned.outerjoin(table, table.c.id == plan.id)
        planned = stage.connection.execute(
            sa.select(plan.line, plan.id, value).select_from(either).order_by(plan.line)
        ).all()
        earlier |= {number: before for _, number, before in planned if before is not None}
        reason = f"Would come before itself by what it {_spoken(name.removesuffix('_id'))}."
        wrong = [
            {"line": line, "column": None, "reason": reason, "value": None}
            for line, number, before in planned
            if before is not None and _comes_before_itself(number, earlier)
        ]
        if wrong:
            stage.connection.execute(sa.insert(stage.rejected), wrong)
        stage.drop_rejected()


def _comes_before_itself(number: int, earlier: Mapping[int, int]) -> bool:
    seen: set[int] = set()
    before = earlier.get(number)
    while before is not None and before not in seen:
        if before == number:
            return True
        seen.add(before)
        before = earlier.get(before)
    return False


def _reject_doubles(stage: Stage, choices: Choices) -> None:
    """A row may make of one thing another one of the same name in the same place.

    As `register.partners` refuses it: things that each have an id of their own elsewhere may
    be called the same.
    """
    noun, plan, rows = stage.noun, stage.plan.c, stage.rows.c
    if not noun.alone:
        return
    table, (*keys, apart) = noun.table, noun.alone

    def final(key: str) -> sa.ColumnElement[Any]:
        if not stage.has(key):
            return table.c[key]
        if key == apart:
            return new_value(stage, choices, key)
        of = noun.derived[key].of
        written = new_value(stage, choices, of).is_distinct_from(table.c[of])
        return sa.case((written, rows[key]), else_=table.c[key])

    changed = sa.or_(*[final(key).is_distinct_from(table.c[key]) for key in keys])
    found = (
        sa.select(plan.line, plan.id, *[final(key).label(key) for key in noun.alone])
        .select_from(stage.known)
        .where(~plan.is_new, changed)
        .cte("found")
    )
    other = sa.union_all(
        sa.select(table.c.id, *[table.c[key] for key in noun.alone]).where(
            table.c.id.not_in(sa.select(found.c.id))
        ),
        sa.select(found.c.id, *[found.c[key] for key in noun.alone]),
        sa.select(plan.id, *[rows[key] if stage.has(key) else sa.null() for key in noun.alone])
        .select_from(stage.planned)
        .where(plan.is_new),
    ).subquery("other")
    same = [other.c[key].is_not_distinct_from(found.c[key]) for key in keys]
    both = sa.and_(other.c[apart].is_not(None), found.c[apart].is_not(None))
    reason = text(f"Another {noun.thing} is called so already: #", sa.func.min(other.c.id), ".")
    stage.reject(
        sa.select(found.c.line, sa.null(), reason, sa.null())
        .join(other, sa.and_(other.c.id != found.c.id, *same, ~both))
        .group_by(found.c.line)
    )
    stage.drop_rejected()


def _reject_unfit(loading: Loading, use: Use) -> None:
    """A row may not put to use what cannot be used then; what is there already may stay."""
    stage, work = loading.stage, loading.work
    new = _new_uses(loading, use).subquery().c
    things = {thing.id: thing for thing in work.reader.all(use.things)}
    days = sa.select(new.thing, new.day).where(new.thing.is_not(None)).distinct()
    reasons = [
        (number, day.isoformat(), reason)
        for number, day in stage.connection.execute(days)
        if (reason := use.unfit(things[number], day))
    ]
    if reasons:
        pairs = JsonItems(sa.literal(json.dumps(reasons))).table_valued("value")
        thing, then, why = (json_item(pairs.c.value, n) for n in range(3))
        both = sa.and_(thing == new.thing, then == new.day)
        stage.reject(
            sa.select(new.line, sa.literal(loading.header(use.field)), why, sa.null())
            .select_from(sa.join(new.line.table, pairs, both))
            .order_by(new.line)
        )


def _new_uses(loading: Loading, use: Use) -> sa.Select[Any] | sa.CompoundSelect[Any]:
    """What rows put to use that was not in that use: the `line`, the `thing`, and the `day`."""
    stage, choices, table = loading.stage, loading.choices, loading.stage.noun.table.c
    plan, item = stage.plan.c, stage.items.c
    today: sa.ColumnElement[Any] = sa.literal(loading.work.today, sa.Date())
    for tie in loading.ties:
        if tie.column == use.column:
            cells = plan.line, item.key.label("thing"), today.label("day")
            new = hanging(stage, tie, *cells).where(plan.is_new)
            if choices.on_match is OnMatch.SKIP:
                return new
            return sa.union_all(new.order_by(None), missing(stage, tie, *cells).order_by(None))

    def value(name: str) -> sa.ColumnElement[Any]:
        known = new_value(stage, choices, name) if stage.has(name) else table[name]
        there = stage.rows.c[name] if stage.has(name) else sa.null()
        return sa.case((plan.is_new, there), else_=known)

    columns = [use.column, use.day] if use.day else [use.column]
    differs = [value(name).is_distinct_from(table[name]) for name in columns]
    day = value(use.day) if use.day else today
    known = stage.planned.outerjoin(table.id.table, table.id == plan.id)
    return (
        sa.select(plan.line, value(use.column).label("thing"), day.label("day"))
        .select_from(known)
        .where(sa.or_(plan.is_new, *differs))
    )


def _mark(stage: Stage, name: str, lines: sa.Select[Any]) -> None:
    marked = sa.update(stage.plan).where(stage.plan.c.line.in_(lines.order_by(None)))
    stage.connection.execute(marked.values({name: True}))


def _differing(
    stage: Stage, choices: Choices, unsettled: Mapping[str, sa.Select[Any]]
) -> sa.ColumnElement[bool]:
    """Whether a row says something else than what is there when it has been written."""
    table, rows, noun = stage.noun.table.c, stage.rows.c, stage.noun
    # Where either is empty the comparison is NULL, and that is not true.
    cases = [rows[name] != new_value(stage, choices, name) for name in stage.own]
    for name in filter(stage.has, noun.unlike):
        differs = rows[name] != table[name]
        if name in unsettled:
            differs &= rows.line.not_in(unsettled[name])
        cases.append(differs)
    # What a known thing keeps may be empty, and yet the row says otherwise.
    cases += [
        sa.and_(rows[name].is_not(None), table[name].is_(None))
        for name in noun.fixed
        if stage.has(name) and table[name].nullable
    ]
    return sa.func.coalesce(sa.or_(sa.false(), *cases), sa.false())


def _spoken(column: str) -> str:
    return column.replace("_", " ")
