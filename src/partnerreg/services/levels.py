"""Moving partners through the levels: gated by evidence, kept as dated facts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.actions import Action, Advice, Option, see
from partnerreg.domain.enums import EndReason, Level, Severity, Status
from partnerreg.domain.evaluation import evaluate, needs
from partnerreg.domain.text import pluralize
from partnerreg.errors import InvalidInput, RuleRefused, Unmet
from partnerreg.nouns.partner import PARTNER
from partnerreg.queries.levels import level_changes_of_partner
from partnerreg.services.facts import facts_of
from partnerreg.services.things import things_of
from partnerreg.tables import LevelChange, Partner

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.domain.policy import Policy


class Move(NamedTuple):
    """What a person asks for: the day it takes effect (None: today), why, why in spite of rules.

    `ending` is why a partnership ends.
    """

    on: date | None = None
    reason: str | None = None
    override: str | None = None
    ending: EndReason | None = None


class LevelMoveResult(NamedTuple):
    """What came of it: the level left and reached, and the required rules that failed."""

    partner: str
    from_level: Level | None
    to_level: Level | None
    failed: tuple[str, ...]


def enter(
    work: UnitOfWork, partner: Partner, level: Level, move: Move, policy: Policy
) -> LevelMoveResult:
    """Let a partner in at a level, as new or reopened; above network through the gate.

    Raises:
        RuleRefused: a required rule of the level fails and nothing overrides it.
    """
    change = _record(work, partner, (None, level), move)
    partner.level, partner.status = level, Status.ACTIVE
    _gate(work, partner, change, move, policy)
    return LevelMoveResult(partner.name, None, level, tuple(json.loads(change.findings)))


def promote(
    work: UnitOfWork, partner_id: int, to: Level, move: Move, policy: Policy
) -> LevelMoveResult:
    """Raise a partner to a higher level.

    Raises:
        RuleRefused: a required rule of that level fails and nothing overrides it.
        InvalidInput: the level is not higher, or the day does not fit.
    """
    partner = active(work, partner_id)
    if to >= partner.level:
        raise _wrong_way(partner, to, "higher", "demote")
    change = _record(work, partner, (partner.level, to), move)
    _gate(work, partner, change, move, policy)
    left, partner.level = partner.level, to
    return LevelMoveResult(partner.name, left, to, tuple(json.loads(change.findings)))


def demote(work: UnitOfWork, partner_id: int, to: Level, move: Move) -> LevelMoveResult:
    """Lower a partner to a level; nothing gates that.

    Raises:
        InvalidInput: the level is not lower, or the day does not fit.
    """
    partner = active(work, partner_id)
    if to <= partner.level:
        raise _wrong_way(partner, to, "lower", "promote")
    _record(work, partner, (partner.level, to), move)
    left, partner.level = partner.level, to
    return LevelMoveResult(partner.name, left, to, ())


def end(work: UnitOfWork, partner_id: int, move: Move) -> LevelMoveResult:
    """End a partnership; its history stays.

    Raises:
        InvalidInput: it has ended already, or the day does not fit.
    """
    partner = active(work, partner_id)
    _record(work, partner, (partner.level, None), move)
    partner.status = Status.ENDED
    return LevelMoveResult(partner.name, partner.level, None, ())


def reopen(
    work: UnitOfWork, partner_id: int, level: Level | None, move: Move, policy: Policy
) -> LevelMoveResult:
    """Take an ended partnership up again, at a level or at the one it had.

    Raises:
        RuleRefused: a required rule of the level fails and nothing overrides it.
        InvalidInput: it has not ended, or the day does not fit.
    """
    partner: Partner = things_of(work, PARTNER).get(partner_id)
    if partner.status is Status.ACTIVE:
        raise InvalidInput(f"{partner.name} has not ended; there is nothing to reopen.")
    if move.override is None and (ending := _ended_for_good(work, partner)):
        raise InvalidInput(
            f"{partner.name} is not to be taken up again: {_FOR_GOOD[ending]}.",
            Advice(
                "If it is all the same, say why with {option}.", option=Option("override", "REASON")
            ),
        )
    return enter(work, partner, level or partner.level, move, policy)


def active(work: UnitOfWork, partner_id: int) -> Partner:
    """The partner's row, if the partnership has not ended."""
    partner: Partner = things_of(work, PARTNER).get(partner_id)
    if partner.status is Status.ENDED:
        reopen = Advice(
            "{command} takes it up again.", command=Action("partner", "reopen", (partner.id,))
        )
        ending = _ended_for_good(work, partner)
        why = f": {_FOR_GOOD[ending]}" if ending else ""
        raise InvalidInput(
            f"The partnership with {partner.name} has ended{why}.", "" if ending else reopen
        )
    return partner


# Endings after which there is nobody to begin anew with.
_FOR_GOOD = {
    EndReason.PARTNER_CLOSED: "the partner closed",
    EndReason.MERGED: "it was merged into another one",
}


def _ended_for_good(work: UnitOfWork, partner: Partner) -> EndReason | None:
    """Why a partnership that ended is not offered to be taken up again; None if it is."""
    last = work.reader.all(level_changes_of_partner, partner=partner.id)[-1]
    return last.ending if last.ending in _FOR_GOOD else None


def _gate(
    work: UnitOfWork, partner: Partner, change: LevelChange, move: Move, policy: Policy
) -> None:
    """Hold the evidence against what the level requires; note what failed in the change."""
    level = change.to_level
    assert level is not None
    assert partner.id is not None
    wanted = needs(policy, [level], [Severity.REQUIRED])
    facts = facts_of(work.reader, partner.id, change.effective_on, wanted)
    if change.from_level is not None:
        # Judged as a check judges it, before the move: some rules ask more of who is there.
        facts = facts._replace(level=change.from_level)
    findings = evaluate(facts, policy, level, [Severity.REQUIRED])
    failed = [finding for finding in findings if not finding.met]
    if failed and move.override is None:
        missing = f"{pluralize(len(failed), 'required rule')} {'is' if len(failed) == 1 else 'are'}"
        raise RuleRefused(
            f"{partner.name} cannot be at the {level.word} level yet: {missing} not met.",
            [Unmet(finding.code, finding.text, finding.remedy) for finding in failed],
            Advice(
                "Supply what is missing, or go on in spite of it with {option}.",
                option=Option("override", "REASON"),
            ),
        )
    change.findings = json.dumps([finding.code for finding in failed])
    change.overridden = bool(failed)
    change.reason = "; ".join(filter(None, [move.reason, move.override])) or None
    work.session.flush()


def _record(
    work: UnitOfWork, partner: Partner, step: tuple[Level | None, Level | None], move: Move
) -> LevelChange:
    """Write down a step from one level to another, on the day that it takes effect."""
    day = _effective_day(work, partner, move.on)
    left, reached = step
    assert partner.id is not None
    change = LevelChange(
        partner_id=partner.id,
        from_level=left,
        to_level=reached,
        effective_on=day,
        recorded_at=work.command.now,
        actor=work.command.actor,
        reason=move.reason,
        ending=move.ending,
    )
    work.session.add(change)
    work.session.flush()
    return change


def _effective_day(work: UnitOfWork, partner: Partner, asked: date | None) -> date:
    """The day a change takes effect: not in the future, not before the change before it.

    A history that could be rewritten in the middle would make every report drawn
    as of a later day untrue.
    """
    day = asked or work.today
    if day > work.today:
        raise InvalidInput(
            f"A level change cannot take effect in the future ({day}).", "Record it on the day."
        )
    changes = work.reader.all(level_changes_of_partner, partner=partner.id)
    if changes and day < changes[-1].effective_on:
        raise InvalidInput(
            f"{partner.name} last changed level on {changes[-1].effective_on}; "
            f"a change cannot take effect before that ({day}).",
            see("partner", "history", partner.id),
        )
    return day


def _wrong_way(partner: Partner, to: Level, wanted: str, other: str) -> InvalidInput:
    if to == partner.level:
        return InvalidInput(f"{partner.name} is at the {to.word} level already.")
    return InvalidInput(
        f"{partner.name} is at the {partner.level.word} level; {to.word} is not {wanted}.",
        Advice("Use {command}.", command=Action("partner", other, (partner.id,), {"to": to})),
    )
