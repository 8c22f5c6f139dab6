"""The laws: what must hold of rows beside each other, each stated once, as a query.

What holds of one row by itself, and what is unique, is a constraint of its table. Laws are
asked of what was written before it counts: by a unit of work before it commits, row by row of
an import, of what an undo would bring back; and of everything by ``db check``.
"""

from __future__ import annotations

from functools import cache, partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from partnerreg.actions import Action, Advice, Option
from partnerreg.db.dialects.expressions import JoinedTexts, json_field
from partnerreg.db.journal import raw, removed_in
from partnerreg.domain.enums import BELONGING, Outcome, Role, Status
from partnerreg.errors import InvalidInput
from partnerreg.nouns import registry
from partnerreg.nouns.fields import Reference, References
from partnerreg.nouns.noun import Law, Trigger
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from partnerreg.nouns.noun import Noun

    Query = sa.Select[Any]

_PERIOD = ("starts_on", "ends_on")
_FOREVER = "9999-12-31"
_TODAY = sa.bindparam("today", type_=sa.Date)


def _table(name: str) -> sa.Table:
    return metadata.tables[name]


def _table_of(noun: str) -> sa.Table:
    return _table(registry.noun(noun).table_name)


def _begins_within(row: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a row begins before another one has ended; open ends are NULL."""
    return sa.or_(
        row.c.starts_on.is_(None),
        other.c.ends_on.is_(None),
        raw(row.c.starts_on) <= raw(other.c.ends_on),
    )


def _overlap(row: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether two rows of a table share a day."""
    return sa.and_(row.c.id != other.c.id, _begins_within(row, other), _begins_within(other, row))


# Who follows which partner.


def _two_in_a_role(*, same_person: bool) -> Query:
    """Two in a role on one day. Who has left the house follows nobody after their last day."""
    assignment, staff, partner = _table("assignment"), _table("staff"), _table("partner")
    row, other = assignment.alias("row"), assignment.alias("other")
    person, who = staff.alias("person"), staff.alias("who")
    if same_person:
        those = [row.c.staff_id == other.c.staff_id]
    else:
        coordinates = raw(row.c.role) == Role.COORDINATOR.value
        those = [row.c.staff_id != other.c.staff_id, coordinates]
    return sa.select(
        row.c.id,
        other.c.id.label("other"),
        who.c.name.label("staff"),
        partner.c.name.label("partner"),
        raw(row.c.role).label("role"),
        raw(other.c.starts_on).label("since"),
    ).where(
        _overlap(row, other),
        row.c.partner_id == other.c.partner_id,
        raw(row.c.role) == raw(other.c.role),
        *those,
        partner.c.id == row.c.partner_id,
        person.c.id == row.c.staff_id,
        who.c.id == other.c.staff_id,
        _begins_within(row, who),
        _begins_within(other, person),
    )


def _follows(*breaks: str) -> Query:
    """Who follows a partner although they are not here then, or not of the management."""
    row, staff = _table("assignment"), _table("staff")
    ways = {
        "before": raw(row.c.starts_on) < raw(staff.c.starts_on),
        "after": sa.or_(row.c.ends_on.is_(None), raw(row.c.ends_on) > raw(staff.c.ends_on))
        & staff.c.ends_on.is_not(None),
        "role": sa.and_(
            raw(row.c.role) == Role.MANAGEMENT.value,
            row.c.ends_on.is_(None),
            raw(staff.c.is_management) == 0,
        ),
    }
    days = [raw(staff.c[name]).label(name) for name in _PERIOD]
    return sa.select(row.c.id, staff.c.id.label("other"), staff.c.name.label("staff"), *days).where(
        row.c.staff_id == staff.c.id, *[ways[each] for each in breaks]
    )


def _comes_later() -> Query:
    """Somebody's first day in the house comes after one on which they follow a partner."""
    row, staff = _table("assignment").c, _table("staff").c
    first = sa.func.min(raw(row.starts_on))
    return (
        sa.select(
            staff.id, staff.name, first.label("since"), raw(staff.starts_on).label("starts_on")
        )
        .where(row.staff_id == staff.id, raw(row.starts_on) < raw(staff.starts_on))
        .group_by(staff.id)
    )


def _leaves_management() -> Query:
    """Somebody leaves the management whom partners rely on to follow them for it."""
    row, staff = _table("assignment").c, _table("staff").c
    follows = (
        sa.select(row.staff_id, sa.cast(row.partner_id, sa.String).label("partner"))
        .where(
            raw(row.role) == Role.MANAGEMENT.value,
            sa.or_(row.ends_on.is_(None), row.ends_on > _TODAY),
        )
        .order_by(row.partner_id)
        .subquery()
        .c
    )
    number = sa.func.count()
    return (
        sa.select(
            staff.id,
            staff.name,
            sa.case(
                (number == 1, "1 partner"), else_=sa.cast(number, sa.String) + " partners"
            ).label("partners"),
            JoinedTexts(follows.partner, " ").label("followed"),
        )
        .where(follows.staff_id == staff.id, raw(staff.is_management) == 0)
        .group_by(staff.id)
    )


def _end_first(cells: Mapping[str, Any]) -> Advice:
    role = {"role": Role.MANAGEMENT}
    return Advice(
        "Let somebody else follow, if it is needed, and end it first:\n{commands}",
        commands=[
            Action("staff", "unassign", (cells["id"], int(partner)), role)
            for partner in cells["followed"].split()
        ],
    )


def _say_so(cells: Mapping[str, Any]) -> Advice:
    edit = Action("staff", "edit", (cells["other"],), {"management": True})
    return Advice("If they are, say so: {command}.", command=edit)


_TOLERATED = Advice(
    "whoever follows is not here then, or not of the management. "
    "Earlier versions let that be; {command} ends one.",
    command=Action("staff", "unassign", ("STAFF", "PARTNER"), {"on": "DATE"}),
)
_ASSIGNMENT = Trigger("assignment", ("partner_id", "staff_id", "role", *_PERIOD))


def _of_assignments() -> Iterator[Law]:
    yield Law(
        "comes-later",
        "{name} follows a partner from {since}, before {starts_on}.",
        "",
        _comes_later,
        table="staff",
        watches=(Trigger("staff", ("starts_on",)),),
        lasting=False,
        blamed="starts_on",
    )
    yield Law(
        "leaves-management",
        "{name} follows {partners} as management.",
        _end_first,
        _leaves_management,
        table="staff",
        watches=(Trigger("staff", ("is_management",)),),
        lasting=False,
    )
    stay = Trigger("staff", ("is_management", *_PERIOD), finds="other")
    for code, breaks, sentence, remedy in (
        (
            "management",
            "role",
            "{staff} is not of the house's management.",
            _say_so,
        ),
        ("left", "after", "{staff} was here until {ends_on}.", ""),
        ("yet-to-come", "before", "{staff} is here from {starts_on}.", ""),
    ):
        yield Law(
            code,
            sentence,
            remedy,
            partial(_follows, breaks),
            table="assignment",
            beside="staff",
            watches=(_ASSIGNMENT, stay),
            tolerated=_TOLERATED,
            blamed="coordinator",
            since="staff could no longer follow as they do",
        )
    for code, sentence, advice, same_person in (
        ("twice-in-a-role", "{staff} follows {partner} as {role} already, from {since}.", "", True),
        (
            "one-coordinator",
            "{staff} coordinates {partner} from {since}; a partner has one coordinator at a time.",
            Advice("Hand over with {option}, or unassign first.", option=Option("replace")),
            False,
        ),
    ):
        yield Law(
            code,
            sentence,
            advice,
            partial(_two_in_a_role, same_person=same_person),
            table="assignment",
            beside="assignment",
            watches=(_ASSIGNMENT,),
            blamed="coordinator",
            since="another one has these days by now",
        )


# Ties to areas and goals.


def _tied_twice(table: str, one: str, other_one: str) -> Query:
    """Ties of the same two things that share a day."""
    row, other = _table(table).alias("row"), _table(table).alias("other")
    things = {name: registry.noun(name) for name in (one, other_one)}
    tables = {name: _table(noun.table_name) for name, noun in things.items()}
    called = {
        name: tables[name].c[noun.field(noun.code_or_label).column].label(name)
        for name, noun in things.items()
    }
    return sa.select(
        row.c.id,
        other.c.id.label("other"),
        *called.values(),
        raw(other.c.starts_on).label("since"),
    ).where(
        _overlap(row, other),
        *[row.c[f"{name}_id"] == other.c[f"{name}_id"] for name in things],
        *[tables[name].c.id == row.c[f"{name}_id"] for name in things],
        *[raw(row.c[name]) == raw(other.c[name]) for name in ("is_lead",) if name in row.c],
    )


def _tied_later(table: str) -> Query:
    """Goals that are out of force before a tie to them begins."""
    tie, goal = _table(table).c, _table("goal").c
    return (
        sa.select(
            goal.id,
            goal.code,
            sa.func.max(raw(tie.starts_on)).label("since"),
            raw(goal.ends_on).label("ends_on"),
        )
        .where(tie.goal_id == goal.id, raw(tie.starts_on) > raw(goal.ends_on))
        .group_by(goal.id)
    )


def _tied_before(table: str) -> Query:
    """Ties to goals that begin before the goal is in force."""
    tie, goal = _table(table).c, _table("goal").c
    return sa.select(tie.id, goal.code, raw(goal.starts_on).label("since")).where(
        tie.goal_id == goal.id, raw(tie.starts_on) < raw(goal.starts_on)
    )


def _two_leads() -> Query:
    """Units that ran a partnership on a day on which another one did."""
    row, other = _table("partner_unit").alias("row"), _table("partner_unit").alias("other")
    unit, partner = _table("unit"), _table("partner")
    return sa.select(
        row.c.id,
        other.c.id.label("other"),
        unit.c.name.label("unit"),
        partner.c.name.label("partner"),
    ).where(
        _overlap(row, other),
        row.c.partner_id == other.c.partner_id,
        raw(row.c.is_lead) == 1,
        raw(other.c.is_lead) == 1,
        unit.c.id == other.c.unit_id,
        partner.c.id == row.c.partner_id,
    )


def _leads_beyond() -> Query:
    """Units that ran a partnership before, on a day from which the one that runs it now does."""
    row, partner, unit = _table("partner_unit").c, _table("partner"), _table("unit")
    since = raw(partner.c.unit_since)
    return sa.select(
        row.id,
        partner.c.id.label("other"),
        unit.c.name.label("unit"),
        partner.c.name.label("partner"),
    ).where(
        raw(row.is_lead) == 1,
        partner.c.id == row.partner_id,
        unit.c.id == partner.c.unit_id,
        sa.or_(row.ends_on.is_(None), since.is_(None), raw(row.ends_on) >= since),
    )


def _related_twice() -> Query:
    row, other = _table("partner_tie").alias("row"), _table("partner_tie").alias("other")
    partner, of = _table("partner").alias("partner"), _table("partner").alias("of")
    return sa.select(
        row.c.id,
        other.c.id.label("other"),
        partner.c.name.label("partner"),
        sa.func.replace(raw(row.c.kind), "-", " ").label("kind"),
        of.c.name.label("of"),
        raw(other.c.starts_on).label("since"),
    ).where(
        _overlap(row, other),
        row.c.partner_id == other.c.partner_id,
        row.c.other_id == other.c.other_id,
        raw(row.c.kind) == raw(other.c.kind),
        partner.c.id == row.c.partner_id,
        of.c.id == row.c.other_id,
    )


def _related_in_a_circle() -> Query:
    """From each tie on through those of its kind, for as long as all of them hold on some day.

    All kinds of belonging are as one: what is part of an umbrella is not its umbrella either.
    """
    row, partner = _table("partner_tie").c, _table("partner").c
    since, until = raw(row.starts_on), sa.func.coalesce(raw(row.ends_on), _FOREVER)
    way = sa.select(
        row.id, row.partner_id, raw(row.kind).label("kind"), row.other_id.label("at"),
        since.label("since"), until.label("until"),
    ).cte("way", recursive=True)  # fmt: skip
    here = way.c
    later = sa.case((since > here.since, since), else_=here.since)
    sooner = sa.case((until < here.until, until), else_=here.until)
    way = way.union(
        sa.select(here.id, here.partner_id, here.kind, row.other_id, later, sooner).where(
            row.partner_id == here.at,
            _kind_of_circle(raw(row.kind)) == _kind_of_circle(here.kind),
            later <= sooner,
            here.at != here.partner_id,
        )
    )
    kind = sa.func.replace(way.c.kind, "-", " ").label("kind")
    return sa.select(way.c.id, partner.name, partner.id.label("number"), kind).where(
        way.c.at == way.c.partner_id, partner.id == way.c.partner_id
    )


def _kind_of_circle(kind: Any) -> Any:
    """A kind of ties; one and the same for all kinds of belonging."""
    return sa.case((kind.in_(list(map(str, BELONGING))), "belonging"), else_=kind)


def _of_ties() -> Iterator[Law]:
    leads = Trigger("partner_unit", ("partner_id", "unit_id", "is_lead", *_PERIOD))
    runs = Trigger("partner", ("unit_id", "unit_since"), finds="other")
    for code, query, watches in (
        ("one-lead", _two_leads, (leads,)),
        ("lead-since", _leads_beyond, (leads, runs)),
    ):
        yield Law(
            code,
            "{unit} runs {partner} on these days; one unit at a time does.",
            "",
            query,
            table="partner_unit",
            beside="partner" if code == "lead-since" else "partner_unit",
            watches=watches,
            blamed="unit",
            since="another unit runs it on these days by now",
        )
    between = Trigger("partner_tie", ("partner_id", "other_id", "kind", *_PERIOD))
    yield Law(
        "related-twice",
        "{partner} is tied to {of} already ({kind}), from {since}.",
        "",
        _related_twice,
        table="partner_tie",
        beside="partner_tie",
        watches=(between,),
        since="another one has these days by now",
    )
    yield Law(
        "related-in-a-circle",
        "{name} would belong to itself ({kind}), by way of others.",
        lambda cells: Advice(
            "{command} shows what belongs to it.",
            command=Action("partner", "tree", (cells["number"],)),
        ),
        _related_in_a_circle,
        table="partner_tie",
        watches=(between,),
        since="it would come to belong to itself",
    )
    for table in ("partner_goal", "project_goal"):
        yield Law(
            f"{table}-tied-later",
            "{code} has a tie from {since}, after {ends_on}.",
            Advice(
                "If the tie is wrong, {command} tells what to take back.",
                command=Action("history"),
            ),
            partial(_tied_later, table),
            table="goal",
            watches=(Trigger("goal", ("ends_on",)),),
            lasting=False,
            blamed="ends_on",
        )
        yield Law(
            f"{table}-tied-before",
            "{code} is in force from {since}; nothing is tied to it before that.",
            Advice("Give a later day with {option}.", option=Option("starts_on", "DATE")),
            partial(_tied_before, table),
            table=table,
            watches=(Trigger(table, ("goal_id", "starts_on")),),
            lasting=False,
            blamed="goals",
        )
    for table, one, other, sentence in (
        ("partner_area", "partner", "area", "{partner} is tied to {area} already, from {since}."),
        ("partner_unit", "partner", "unit", "{unit} takes part in {partner} already."),
        ("partner_goal", "partner", "goal", "{partner} is tied to {goal} already, from {since}."),
        ("project_goal", "project", "goal", "{project} is tied to {goal} already, from {since}."),
        ("project_partner", "project", "partner", "{partner} takes part in {project} already."),
    ):
        yield Law(
            f"{table}-twice",
            sentence,
            "",
            partial(_tied_twice, table, one, other),
            table=table,
            beside=table,
            watches=(Trigger(table, (f"{one}_id", f"{other}_id", *_PERIOD)),),
            since="another one has these days by now",
        )


# Nothing new for what is out of use.


def _out_of_use(table: str, column: str, noun: str, day: str) -> Query:
    """Rows that refer to what is out of use on a day: a column's, or else today."""
    row, thing = _table(table).c, _table_of(noun).c
    then = row[day] if day else _TODAY
    if "retired_on" in thing:
        out, until = then >= thing.retired_on, thing.retired_on
    else:
        out, until = then > thing.ends_on, thing.ends_on
    label = thing[registry.noun(noun).code_or_label]
    return sa.select(row.id, label.label("name"), raw(until).label("until")).where(
        row[column] == thing.id, out
    )


def _was_in_use_until(noun: str) -> str:
    """What is said of a thing that is out of use."""
    if noun == "staff":
        return "{name} was here until {until}."
    how = "retired on" if "retired_on" in _table_of(noun).c else "in force until"
    return f"The {registry.noun(noun).called} {{name}} was {how} {{until}}."


def _not_here_yet(table: str, column: str) -> Query:
    row, staff = _table(table).c, _table("staff").c
    return sa.select(row.id, staff.name, raw(staff.starts_on).label("since")).where(
        row[column] == staff.id, staff.starts_on > _TODAY
    )


def _of_what_is_in_use() -> Iterator[Law]:
    """Of every field that may refer to what is in use only, as nouns and parts declare it."""
    for noun in (*registry.nouns(), *registry.parts()):
        for field in noun.fields:
            kind = field.kind
            if not isinstance(kind, Reference) or not kind.in_use:
                continue
            if isinstance(kind, References):
                table, column = kind.table, f"{kind.noun}_id"
                day = "starts_on" if "starts_on" in _table(table).c else ""
            elif field.own:
                table, column = noun.table_name, field.column
                day = kind.day
            else:
                continue
            watches = (Trigger(table, (column, day) if day else (column,)),)
            law = partial(
                Law,
                remedy="",
                table=table,
                watches=watches,
                lasting=False,
                blamed=field.header_name,
            )
            sentence = _was_in_use_until(kind.noun)
            query = partial(_out_of_use, table, column, kind.noun, day)
            yield law(f"{table}-{kind.noun}-in-use", sentence, query=query)
            if kind.noun == "staff":
                query = partial(_not_here_yet, table, column)
                yield law(f"{table}-staff-here", "{name} is here from {since}.", query=query)


# What nouns say of the fields of one thing together.


def _fields_of(noun: Noun) -> Query:
    table = _table(noun.table_name)
    return sa.select(
        table.c.id, *[raw(table.c[field.column]).label(field.name) for field in noun.own_fields]
    )


def _first_problem(noun: Noun, cells: Mapping[str, Any]) -> Mapping[str, Any] | None:
    try:
        problem = next(noun.problems(SimpleNamespace(**cells)), None)
    except TypeError:
        return None  # a cell holds what its column cannot; that is told of the column
    if problem is None:
        return None
    sentence = f"{problem.field.replace('_', ' ')} {problem.reason}"
    return {"id": cells["id"], "sentence": sentence, "line": problem.line or sentence}


def _of_fields() -> Iterator[Law]:
    for noun in registry.nouns():
        if noun.rules:
            yield Law(
                f"{noun.name}-fields",
                "{sentence}",
                "",
                partial(_fields_of, noun),
                table=noun.table_name,
                watches=(Trigger(noun.table_name),),
                judge=partial(_first_problem, noun),
                line="{line}",
            )


# Partners, and their way through the levels.


def _namesakes() -> Query:
    """Two of one name in one place; those with external ids of their own may be called the same."""
    row, other = _table("partner").alias("row"), _table("partner").alias("other")
    place = sa.func.coalesce(" in " + other.c.municipality, "")
    return sa.select(row.c.id, other.c.id.label("other"), other.c.name, place.label("place")).where(
        row.c.id != other.c.id,
        row.c.name_key == other.c.name_key,
        row.c.municipality_key.is_not_distinct_from(other.c.municipality_key),
        sa.or_(row.c.external_id.is_(None), other.c.external_id.is_(None)),
    )


def _loose_steps() -> Query:
    """Steps that do not begin where the one before them ended; before the first is nothing."""
    step = _table("level_change").c
    over: Any = {"partition_by": step.partner_id, "order_by": (raw(step.effective_on), step.id)}
    steps = sa.select(
        step.id,
        step.partner_id,
        raw(step.from_level).label("begins"),
        raw(step.to_level).label("ends"),
        sa.func.lag(step.id).over(**over).label("before"),
        sa.func.lag(raw(step.to_level)).over(**over).label("reached"),
    ).subquery()
    here = steps.c
    return sa.select(here.id, here.before.label("other"), here.partner_id).where(
        here.begins.is_distinct_from(here.reached),
        sa.or_(here.before.is_not(None), here.ends.is_not(None)),
    )


def _wrong_levels() -> Query:
    """Partners who are not where their last step left them."""
    partner, step = _table("partner").c, _table("level_change")
    of_partner = step.alias("of_partner").c
    last = (
        sa.select(of_partner.id)
        .where(of_partner.partner_id == partner.id)
        .order_by(raw(of_partner.effective_on).desc(), of_partner.id.desc())
        .limit(1)
        .correlate(partner.id.table)
        .scalar_subquery()
    )
    reached, left = raw(step.c.to_level), raw(step.c.from_level)
    ended = raw(partner.status) == Status.ENDED.value
    return (
        sa.select(partner.id, partner.name)
        .select_from(sa.outerjoin(partner.id.table, step, step.c.id == last))
        .where(
            sa.or_(
                sa.and_(ended, reached.is_not(None)),
                sa.and_(~ended, reached.is_(None)),
                raw(partner.level).is_distinct_from(sa.func.coalesce(reached, left)),
            )
        )
    )


def _of_partners() -> Iterator[Law]:
    yield Law(
        "namesakes",
        "There is a partner {name!r}{place} already: #{other}.",
        Advice(
            "If it is another one, tell them apart by {option} or in the name.",
            option=Option("municipality"),
        ),
        _namesakes,
        table="partner",
        beside="partner",
        watches=(Trigger("partner", ("name_key", "municipality_key", "external_id")),),
        line="Another partner is called so already: #{other}.",
        since="there is another of that name by now",
    )
    level_changed = "its level was changed since"
    steps = ("partner_id", "from_level", "to_level", "effective_on")
    yield Law(
        "level-steps",
        "does not begin where the step before it ended",
        "",
        _loose_steps,
        table="level_change",
        beside="level_change",
        watches=(Trigger("level_change", steps, finds="partner_id", key="partner_id"),),
        since=level_changed,
    )
    yield Law(
        "level-of-partner",
        "the level of {name} is not what its history says",
        "",
        _wrong_levels,
        table="partner",
        watches=(
            Trigger("partner", ("level", "status")),
            Trigger("level_change", steps, key="partner_id"),
        ),
        since=level_changed,
    )


# Agreements.


def _terminated_unsigned() -> Query:
    row = _table("agreement").c
    return sa.select(row.id).where(row.terminated_on.is_not(None), row.signed_on.is_(None))


def _of_another_partner() -> Query:
    """An agreement that replaces one with whose partner it is not, as a further party either."""
    row, replaced = _table("agreement").c, _table("agreement").alias("replaced").c
    party = _table("agreement_party").c
    is_party = sa.exists().where(
        party.agreement_id == row.id, party.partner_id == replaced.partner_id
    )
    return sa.select(row.id, replaced.id.label("other")).where(
        row.replaces_id == replaced.id, row.partner_id != replaced.partner_id, ~is_party
    )


def _party_twice() -> Query:
    row, party, partner = _table("agreement").c, _table("agreement_party").c, _table("partner").c
    return sa.select(party.id, row.id.label("agreement"), partner.name).where(
        party.agreement_id == row.id,
        party.partner_id == row.partner_id,
        partner.id == row.partner_id,
    )


def _meet(row: Any, other: Any) -> sa.ColumnElement[bool]:
    """Whether two share a day on which an agreement carries them; from `left_on` it does not."""
    return sa.and_(
        *(
            sa.or_(
                one.joined_on.is_(None),
                another.left_on.is_(None),
                raw(one.joined_on) < raw(another.left_on),
            )
            for one, another in ((row, other), (other, row))
        )
    )


def _covered_twice() -> Query:
    cover = _table("agreement_cover")
    row, other, partner = cover.alias("row").c, cover.alias("other").c, _table("partner").c
    return sa.select(
        row.id, other.id.label("other"), row.agreement_id.label("agreement"), partner.name
    ).where(
        row.id != other.id,
        row.agreement_id == other.agreement_id,
        row.partner_id == other.partner_id,
        partner.id == row.partner_id,
        _meet(row, other),
    )


def _covers_a_party() -> Query:
    row, agreement = _table("agreement_cover").c, _table("agreement").c
    party, partner = _table("agreement_party").c, _table("partner").c
    further = sa.exists().where(
        party.agreement_id == row.agreement_id,
        party.partner_id == row.partner_id,
        _meet(row, party),
    )
    stays = sa.or_(agreement.left_on.is_(None), raw(row.joined_on) < raw(agreement.left_on))
    first = sa.and_(agreement.partner_id == row.partner_id, stays)
    return sa.select(row.id, agreement.id.label("agreement"), partner.name).where(
        agreement.id == row.agreement_id, partner.id == row.partner_id, sa.or_(first, further)
    )


def _suspended_twice() -> Query:
    row, other = _table("suspension").alias("row"), _table("suspension").alias("other")
    return sa.select(
        row.c.id,
        other.c.id.label("other"),
        row.c.agreement_id.label("agreement"),
        raw(other.c.starts_on).label("since"),
    ).where(_overlap(row, other), row.c.agreement_id == other.c.agreement_id)


def _in_a_circle() -> Query:
    """From each agreement back through those that were replaced; UNION stops where it has been."""
    row = _table("agreement").c
    first = sa.select(row.id.label("start"), row.replaces_id.label("at"))
    back = first.where(row.replaces_id.is_not(None)).cte("back", recursive=True)
    further = sa.select(back.c.start, row.replaces_id).where(row.id == back.c.at)
    back = back.union(further.where(row.replaces_id.is_not(None)))
    return sa.select(back.c.start.label("id"), row.replaces_id.label("replaced")).where(
        back.c.start == back.c.at, row.id == back.c.start
    )


def _of_agreements() -> Iterator[Law]:
    yield Law(
        "agreement-unsigned",
        "Agreement #{id} was never signed; it cannot be terminated.",
        "",
        _terminated_unsigned,
        table="agreement",
        watches=(Trigger("agreement", ("signed_on", "terminated_on")),),
        tolerated=Advice(
            "terminated, but never signed. "
            "Earlier versions let that be; {command} notes when it was signed.",
            command=Action("agreement", "edit", ("NUMBER",), {"signed_on": "DATE"}),
        ),
        blamed="terminated_on",
        line="Was never signed; it cannot be terminated.",
    )
    replaces = Trigger("agreement", ("partner_id", "replaces_id"))
    yield Law(
        "replaces-its-own",
        "Agreement #{other} is another partner's; it cannot be replaced here.",
        "",
        _of_another_partner,
        table="agreement",
        beside="agreement",
        watches=(
            replaces,
            replaces._replace(finds="other"),
            Trigger("agreement_party", ("agreement_id", "partner_id"), key="agreement_id"),
        ),
    )
    yield Law(
        "party-once",
        "{name} is a party of agreement #{agreement} already: it was made with it.",
        "",
        _party_twice,
        table="agreement_party",
        watches=(
            Trigger("agreement_party", ("agreement_id", "partner_id")),
            Trigger("agreement", ("partner_id",), finds="agreement"),
        ),
        blamed="parties",
        line="The partner itself is no further party.",
    )
    covers = Trigger("agreement_cover", ("agreement_id", "partner_id", "joined_on", "left_on"))
    yield Law(
        "covered-once",
        "Agreement #{agreement} covers {name} already.",
        "",
        _covered_twice,
        table="agreement_cover",
        beside="agreement_cover",
        watches=(covers,),
        since="it is covered again by now",
    )
    yield Law(
        "covers-no-party",
        "{name} is a party of agreement #{agreement}; it needs no cover by it.",
        "If it is covered and is to be a party, end the cover first.",
        _covers_a_party,
        table="agreement_cover",
        watches=(
            covers,
            Trigger(
                "agreement_party",
                ("agreement_id", "partner_id", "joined_on", "left_on"),
                finds="agreement",
                key="agreement_id",
            ),
            Trigger("agreement", ("partner_id", "left_on"), finds="agreement"),
        ),
        since="it is a party by now",
    )
    yield Law(
        "suspended-once",
        "Agreement #{agreement} is suspended in that time already, from {since}.",
        "",
        _suspended_twice,
        table="suspension",
        beside="suspension",
        watches=(Trigger("suspension", ("agreement_id", *_PERIOD)),),
        since="another suspension has these days by now",
    )
    yield Law(
        "replaces-earlier",
        "Agreement #{replaced} comes after #{id}; it replaces it.",
        "",
        _in_a_circle,
        table="agreement",
        watches=(replaces,),
        line="Would come before itself by what it replaces.",
    )


# Activities.


def _of_nobody() -> Query:
    row, link = _table("activity").c, _table("activity_partner").c
    anybody = sa.exists().where(link.activity_id == row.id)
    return sa.select(row.id).where(row.unit_id.is_(None), row.group_id.is_(None), ~anybody)


def _of_activities() -> Iterator[Law]:
    yield Law(
        "somebodys-activity",
        "Nobody would have taken part in the activity, and no unit would have held it.",
        Advice(
            "Name a partner, or the unit that held it: {option}.", option=Option("unit", "UNIT")
        ),
        _of_nobody,
        table="activity",
        watches=(
            Trigger("activity", ("unit_id", "group_id")),
            Trigger("activity_partner", ("activity_id",), key="activity_id"),
        ),
        blamed="partners",
        line="Name a partner, or the unit that held it.",
    )


def _without_phase() -> Query:
    project, step = _table("project").c, _table("phase_change").c
    no_step = ~sa.exists().where(step.project_id == project.id)
    return sa.select(project.id, project.title).where(no_step)


def _of_projects() -> Iterator[Law]:
    yield Law(
        "project-without-phase",
        "{title} is in no phase",
        "",
        _without_phase,
        table="project",
        watches=(
            Trigger("project", ("id",)),
            Trigger("phase_change", ("project_id",), key="project_id"),
        ),
        since="its phase was changed since",
    )


# Network groups.

_MEMBER = ("staff_id", "partner_id", "contact_id")


def _member_twice() -> Query:
    table = _table("group_member")
    row, other, group = table.alias("row"), table.alias("other"), _table("network_group")
    names = [
        sa.select(people.c.name).where(people.c.id == row.c[column]).scalar_subquery()
        for column in _MEMBER
        for people in [_table(column.removesuffix("_id"))]
    ]
    return sa.select(
        row.c.id,
        other.c.id.label("other"),
        group.c.name.label("group"),
        sa.func.coalesce(*names).label("member"),
        raw(other.c.starts_on).label("since"),
    ).where(
        _overlap(row, other),
        row.c.group_id == other.c.group_id,
        group.c.id == row.c.group_id,
        sa.or_(*[row.c[column] == other.c[column] for column in _MEMBER]),
    )


def _of_groups() -> Iterator[Law]:
    yield Law(
        "member-twice",
        "{member} is in {group} already, from {since}.",
        "",
        _member_twice,
        table="group_member",
        beside="group_member",
        watches=(Trigger("group_member", ("group_id", *_MEMBER, *_PERIOD)),),
        since="another one has these days by now",
    )


def _back_in_time() -> Query:
    operation = _table("operation").c
    return sa.select(operation.id).where(operation.takes_back_id >= operation.id)


# Evaluations.


def _more_than_answered() -> Query:
    """More people agree that they gained something than answered."""
    row, indicator = _table("evaluation").c, _table("evaluation_indicator").c
    return sa.select(row.id, indicator.name).where(
        indicator.evaluation_id == row.id,
        indicator.name.in_(list(map(str, Outcome))),
        raw(indicator.value) > raw(row.answers),
    )


def _two_open() -> Query:
    """Two rounds of health checks of a partner that are open at once."""
    row, other = _table("health_check").alias("row"), _table("health_check").alias("other")
    partner = _table("partner")
    return sa.select(
        row.c.id,
        other.c.id.label("other"),
        partner.c.name.label("partner"),
        raw(other.c.opened_on).label("since"),
    ).where(
        row.c.id != other.c.id,
        row.c.partner_id == other.c.partner_id,
        row.c.closed_on.is_(None),
        other.c.closed_on.is_(None),
        partner.c.id == row.c.partner_id,
    )


def _close_other(cells: Mapping[str, Any]) -> Advice:
    close = Action("health", "close", (cells["other"],))
    return Advice("Close that one first: {command}.", command=close)


def _of_evaluations() -> Iterator[Law]:
    yield Law(
        "no-more-than-answered",
        "More people agree on {name} than answered.",
        Advice("Say how many answered with {option}.", option=Option("answers")),
        _more_than_answered,
        table="evaluation",
        watches=(
            Trigger("evaluation", ("answers",)),
            Trigger("evaluation_indicator", ("name", "value"), key="evaluation_id"),
        ),
        blamed="answers",
        since="more would agree than answered",
    )
    yield Law(
        "one-open-round",
        "A health check of {partner} is open already, since {since}.",
        _close_other,
        _two_open,
        table="health_check",
        beside="health_check",
        watches=(Trigger("health_check", ("partner_id", "closed_on")),),
        since="another health check is open by now",
    )


def laws() -> tuple[Law, ...]:
    """All laws of the register: its own, and those that nouns declare."""
    return _laws_of(tuple(registry.nouns()))


@cache
def _laws_of(nouns: tuple[Noun, ...]) -> tuple[Law, ...]:
    declared = []
    for noun in nouns:
        for law in noun.laws:
            others = tuple(Trigger(table, finds="") for table in law.tables)
            watches = law.watches or (Trigger(noun.table_name), *others)
            declared.append(law._replace(table=noun.table_name, watches=watches))
    return (*_of_what_is_in_use(), *_of_fields(), *_own_laws(), *declared)


@cache
def _own_laws() -> tuple[Law, ...]:
    return (
        *_of_partners(),
        *_of_assignments(),
        *_of_ties(),
        *_of_agreements(),
        *_of_activities(),
        *_of_projects(),
        *_of_groups(),
        *_of_evaluations(),
        Law("back-in-time", "takes back itself, or a later operation", "", _back_in_time,
            table="operation"),
    )  # fmt: skip


class Breach(NamedTuple):
    """A row that breaks a law.

    Attributes:
        law: the law.
        row: the row's number.
        cells: what the law says of it.
    """

    law: Law
    row: int
    cells: Mapping[str, Any]

    @property
    def other(self) -> int | None:
        """The number of the row that this one cannot be beside, if there is one."""
        return self.cells.get("other")

    @property
    def sentence(self) -> str:
        """What is wrong."""
        return self.law.sentence.format_map(self.cells)

    @property
    def of_row(self) -> str:
        """What is wrong, and with which row."""
        if not self.sentence[0].islower():
            return self.sentence
        nouns = (noun.called for noun in registry.nouns() if noun.table_name == self.law.table)
        called = next(nouns, self.law.table.replace("_", " "))
        return f"{called.capitalize()} #{self.row}: {self.sentence}"

    @property
    def remedy(self) -> str | Advice:
        """What to do about it."""
        remedy = self.law.remedy
        return remedy(self.cells) if callable(remedy) else remedy


def breach_of(law: Law, cells: Mapping[str, Any]) -> Breach | None:
    """How what a law's query finds breaks it, if it does."""
    judged = law.judge(cells)
    return Breach(law, next(iter(cells.values())), judged) if judged is not None else None


def breaches(
    connection: sa.Connection, operation_id: int, today: date, *, lasting: bool = False
) -> list[Breach]:
    """What an operation wrote and breaks a law now; of each row and law, the first.

    What broke it before, and was not written, is for ``db check`` to tell.

    Args:
        connection: where it was written and journaled.
        operation_id: the operation.
        today: the day.
        lasting: only laws that hold of all rows: what was written is not new.
    """
    change = _table("change").c
    names = sa.select(change.table_name).where(change.operation_id == operation_id).distinct()
    written, broken = set(connection.scalars(names)), []
    for law in laws():
        if lasting and not law.lasting:
            continue
        found: dict[int, Breach] = {}
        for watch in law.watches:
            if watch.table not in written:
                continue
            asked = {"today": today, "operation": operation_id}
            for row in connection.execute(_among_written(law.query, watch), asked).mappings():
                breach = breach_of(law, dict(row))
                if breach is None:
                    continue
                before = found.get(breach.row)
                if before is None or (breach.other or 0) < (before.other or 0):
                    found[breach.row] = breach
        broken += [found[number] for number in sorted(found)]
    return broken


@cache
def _among_written(query: Callable[[], Query], watch: Trigger) -> Query:
    """What breaks a law among what an operation wrote, where that can be told.

    Kept, for it takes as long to put together as to ask, and each command asks a dozen.
    """
    found: Query = query()
    if watch.finds:
        found = found.where(found.selected_columns[watch.finds].in_(_written(watch)))
    return found


def _written(watch: Trigger) -> sa.CompoundSelect[Any]:
    """The numbers of rows that `operation` wrote so that they might come to break a law."""
    change, table = _table("change"), _table(watch.table)
    cells = change.c
    operation = sa.bindparam("operation", type_=sa.Integer)
    mine = sa.and_(cells.operation_id == operation, cells.table_name == watch.table)
    in_range = table.c.id.between(cells.row_id, cells.last_row_id)
    keys = {"id": cells.row_id, "partner_id": cells.partner_id}
    state = sa.func.coalesce(cells.after, cells.before)
    single = sa.select(keys.get(watch.key, json_field(state, watch.key))).where(
        mine,
        cells.last_row_id.is_(None),
        sa.or_(
            sa.false() if watch.columns else sa.true(),
            cells.before.is_(None),
            cells.after.is_(None),
            *[
                json_field(cells.before, name).is_distinct_from(json_field(cells.after, name))
                for name in watch.columns
            ],
        ),
    )
    added = sa.select(table.c[watch.key]).select_from(sa.join(change, table, in_range)).where(mine)
    held = removed_in(mine, name=None).c
    removed = sa.select(json_field(held.state, watch.key))
    return sa.union_all(single, added, removed)


def hold(connection: sa.Connection, operation_id: int, today: date) -> None:
    """Refuse what an operation wrote if it breaks a law.

    Raises:
        InvalidInput: it does; says what is wrong, and the remedy.
    """
    for breach in breaches(connection, operation_id, today):
        if breach.of_row == breach.sentence:
            raise InvalidInput(breach.sentence, breach.remedy)
        sentence = breach.of_row.removesuffix(".")
        raise InvalidInput(f"{sentence}. Nothing was written.", breach.remedy)
