"""Levels that a list declares: taken as they are, and what they lack noted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.domain.enums import Level, Status
from partnerreg.domain.evaluation import failed_required
from partnerreg.domain.facts import PartnerFacts
from partnerreg.nouns.partner import SIDES
from partnerreg.queries.conditions import in_force
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnerreg.transfer.import_spec import ImportContext
    from partnerreg.transfer.stage import Stage

DECLARED = "declared on import"
"""The reason of a level above network that a list gives a new partner."""

ENDED = "ended when imported"
"""The reason of the end of a partnership that a list says has ended."""

JOINT_VALUE = ("together", "for_whom", "why_together")

ADDRESSED = ("contact_name", "contact_email", "contact_phone")
"""What a person at a partner is called by: the first of these that a list of partners has."""

_step = metadata.tables["level_change"]
_goal = metadata.tables["goal"]


def level(stage: Stage) -> sa.ColumnElement[Any]:
    """Where a new partner starts."""
    network = sa.literal(int(Level.NETWORK))
    return sa.func.coalesce(stage.rows.c.level, network) if stage.has("level") else network


def write(context: ImportContext) -> None:
    """Write down where each new partner starts, and which required rules it fails there.

    Each kind of partner is judged once: those that are alike in all that the rules look at.
    """
    alike = _alike(context)
    verdict = _judge(context, alike)
    same = sa.and_(
        sa.true(),
        *[verdict.c[name].is_not_distinct_from(value) for name, value in alike.items()],
    )
    stage, work = context.stage, context.work
    unsupported = verdict.c.findings.is_not(None)
    above = level(stage) < int(Level.NETWORK)
    values = {
        **_said(context, since=True),
        "to_level": level(stage),
        "reason": sa.case((sa.or_(above, unsupported), DECLARED)),
        "overridden": unsupported,
        "findings": sa.func.coalesce(verdict.c.findings, "[]"),
    }
    new = (
        sa.select(*values.values())
        .select_from(stage.planned.outerjoin(verdict, same))
        .where(stage.plan.c.is_new)
        .order_by(stage.plan.c.line)
    )
    with work.journal.adding(_step):
        work.session.connection().execute(sa.insert(_step).from_select(list(values), new))
        if stage.has("status"):
            _end(context)


def _end(context: ImportContext) -> None:
    """New partners that have ended already."""
    stage = context.stage
    values = {
        **_said(context, since=False),
        "from_level": level(stage),
        "reason": sa.literal(ENDED),
        "overridden": sa.false(),
        "findings": sa.literal("[]"),
    }
    ended = (
        sa.select(*values.values())
        .select_from(stage.planned)
        .where(stage.plan.c.is_new, stage.rows.c.status == Status.ENDED.value)
        .order_by(stage.plan.c.line)
    )
    stage.connection.execute(sa.insert(_step).from_select(list(values), ended))


def _said(context: ImportContext, *, since: bool) -> dict[str, Any]:
    """What all level changes of an import have in common."""
    stage, work, today = context.stage, context.work, context.today
    dated = since and stage.has("since")
    return {
        "partner_id": stage.plan.c.id,
        "effective_on": sa.func.coalesce(stage.rows.c.since, today) if dated else today,
        "recorded_at": sa.literal(work.command.now, sa.DateTime()),
        "actor": sa.literal(work.command.actor),
    }


def _alike(context: ImportContext) -> dict[str, sa.ColumnElement[Any]]:
    """What the rules look at, of a new partner: it has no evidence but what its row says.

    Only what the list has columns for: in the rest, all of them are alike.
    """
    stage, rows = context.stage, context.stage.rows.c

    def count(column: str, *also: Any) -> sa.ColumnElement[Any]:
        items = stage.items.c
        found = sa.select(sa.func.count()).where(items.cell == rows[column], *also)
        return found.correlate(stage.rows).scalar_subquery()

    in_force_now = in_force(_goal.c, on=context.today)
    serves = sa.exists().where(_goal.c.id == stage.items.c.key, in_force_now)
    said = ("unit_id", *JOINT_VALUE, *SIDES)
    alike: dict[str, sa.ColumnElement[Any]] = {
        **{name: rows[name] for name in ("level", "status", "pilot_until") if stage.has(name)},
        **{name: rows[name].is_not(None) for name in said if stage.has(name)},
        **{name: count(name) for name in ("coordinator", "areas") if stage.has(name)},
    }
    if stage.has("goals"):
        alike["goals"] = count("goals", serves)
    if persons := [rows[name] for name in ADDRESSED if stage.has(name)]:
        alike["contact"] = sa.func.coalesce(*persons, sa.null()).is_not(None)
    return alike


def _judge(context: ImportContext, alike: Mapping[str, sa.ColumnElement[Any]]) -> sa.Table:
    """The required rules that new partners fail, for all that are alike, as a scratch table."""
    stage, connection = context.stage, context.stage.connection
    kinds = connection.execute(
        sa.select(*[value.label(name) for name, value in alike.items()], sa.func.count())
        .select_from(stage.planned)
        .where(stage.plan.c.is_new)
        .group_by(*[sa.literal_column(str(n)) for n in range(1, len(alike) + 1)])
    ).all()
    types = {"pilot_until": sa.Date, "status": sa.Text}
    verdict = sa.Table(
        "import_verdict",
        sa.MetaData(),
        *[sa.Column(name, types.get(name, sa.Integer)) for name in alike],
        sa.Column("findings", sa.Text),
        prefixes=["TEMPORARY"],
    )
    verdict.create(connection, checkfirst=False)
    for *values, partners in kinds:
        kind = dict(zip(alike, values, strict=True))
        facts = _facts(context, kind)
        failed = failed_required(facts, context.policy, facts.level)
        if failed and kind.get("status") != Status.ENDED:
            findings = json.dumps(failed)
            connection.execute(sa.insert(verdict).values(**kind, findings=findings))
            context.unsupported += partners
    return verdict


def _facts(context: ImportContext, kind: Mapping[str, Any]) -> PartnerFacts:
    """The facts of new partners that are alike."""
    today = context.work.today
    return PartnerFacts(
        partner="",
        today=today,
        level=Level(kind.get("level") or Level.NETWORK),
        level_since=today,
        partner_since=today,
        has_unit=bool(kind.get("unit_id")),
        has_joint_value=all(kind.get(name) for name in JOINT_VALUE),
        pilot_until=kind.get("pilot_until"),
        coordinators=kind.get("coordinator", 0),
        areas=kind.get("areas", 0),
        goals=kind.get("goals", 0),
        contacts=int(kind.get("contact", 0)),
        we_give=bool(kind.get("we_give")),
        we_get=bool(kind.get("we_get")),
        they_give=bool(kind.get("they_give")),
        they_get=bool(kind.get("they_get")),
    )
