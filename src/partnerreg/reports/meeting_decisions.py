"""What a meeting is asked to decide, derived from all that the sheet tells."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.attention import Due
from partnerreg.domain.labels import label
from partnerreg.domain.vocabulary import Decision, Level
from partnerreg.language import N_
from partnerreg.reports.report import Column, Kind, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from partnerreg.register.queries.sheets import DecidedRow
    from partnerreg.reports.falling import Falling
    from partnerreg.reports.meeting_sheet import Sheet

# A sheet has room for so many decisions.
MOST_DECISIONS = 10

DECISIONS = (
    Column("kind", "Kind", shown=False),
    Column("id", "#", Kind.ID, shown=False),
    Column("partner", "Partner"),
    Column("level", "Level", Kind.LEVEL),
    Column("text", "To decide"),
    Column("by", "Deadline", Kind.DATE),
)


class Asks(StrEnum):
    """The kinds of decisions, in the order in which they are asked for."""

    AGREEMENT = "agreement"
    UNSUPPORTED = "unsupported"
    GROW = "grow"
    QUIET = "quiet"
    CARRY_OUT = "carry-out"


class Asking(NamedTuple):
    """A decision that is asked for: about which partner, what, and until when if there is a day."""

    kind: Asks
    number: int
    text: str
    by: date | None = None


DUE = {
    Due.NOTICE: N_('Agreement "{title}" (#{number}): go on with it, or give notice in time.'),
    Due.ENDS: N_('Agreement "{title}" (#{number}) ends: renew it, or part well.'),
    Due.RENEWS: N_('Agreement "{title}" (#{number}) renews itself: let it, or end it before.'),
}


def decisions(
    sheet: Sheet,
    due: Iterable[Falling],
    ready: Iterable[int],
    quiet: Iterable[int],
    decided: Iterable[DecidedRow],
) -> Section:
    """What is to be decided: by level, what has a day first, the nearest, then kind by kind."""
    undone = dict(_possible(sheet, decided))
    asked = [
        *_agreements(sheet, due),
        *_unsupported(sheet, undone),
        *_grow(sheet, ready, undone),
        *_quiet(sheet, quiet, undone),
        *_carry_out(sheet, undone),
    ]
    asked.sort(key=lambda one: (sheet.facts[one.number].level, one.by or date.max))
    rows = [
        (one.kind.value, one.number, facts.partner, facts.level, one.text, one.by)
        for one in asked
        for facts in [sheet.facts[one.number]]
    ]
    return Section(
        "decisions",
        "Decisions asked for",
        DECISIONS,
        rows,
        empty=sheet.asked.language.gettext("Nothing waits for a decision."),
        first=MOST_DECISIONS,
        more=sheet.asked.report("meeting", format="json"),
    )


def _agreements(sheet: Sheet, due: Iterable[Falling]) -> Iterator[Asking]:
    """Agreements that fall due and that no signed one follows, the nearest first."""
    t = sheet.asked.language
    for one in due:
        if one.followed_by is None:
            text = t.gettext(DUE[one.due.what]).format(
                title=one.paper.title, number=one.paper.number
            )
            yield Asking(Asks.AGREEMENT, one.paper.partner_id, text, one.due.day)


def _unsupported(sheet: Sheet, undone: Mapping[int, DecidedRow]) -> Iterator[Asking]:
    """Levels that the evidence does not carry, longest at their level first.

    Where it was decided to leave the level, that is to be carried out instead.
    """
    t = sheet.asked.language

    def age(number: int) -> tuple[object, ...]:
        return sheet.facts[number].level_since, sheet.name_key(number)

    for number in sorted(sheet.missing, key=age):
        if number in undone and undone[number].decision in _LEAVES:
            continue
        if sheet.facts[number].level is Level.NETWORK:
            text = t.gettext("Supply what is missing, or end it.")
        else:
            text = t.gettext("Supply what is missing, or demote.")
        yield Asking(Asks.UNSUPPORTED, number, text)


def _grow(sheet: Sheet, ready: Iterable[int], undone: Mapping[int, DecidedRow]) -> Iterator[Asking]:
    """Promotions worth a thought, where nothing is missing and nothing else was decided."""
    asked, t = sheet.asked, sheet.asked.language
    for number in ready:
        above = sheet.facts[number].level.above
        if above is None or number in sheet.missing or number in undone:
            continue
        text = t.gettext("Promote to {level}, or say why not yet.").format(
            level=asked.policy.label(above, t.code)
        )
        yield Asking(Asks.GROW, number, text)


def _quiet(
    sheet: Sheet, quiet: Iterable[int], undone: Mapping[int, DecidedRow]
) -> Iterator[Asking]:
    """Quiet partners, the longest quiet first, of whom nothing else is decided or asked.

    Where the activity is required, it is among what is to be supplied.
    """
    text = sheet.asked.language.gettext("Get in touch again, or end it.")
    for number in quiet:
        required = {binding.rule.code for binding in sheet.missing.get(number, ())}
        if number not in undone and "activity" not in required:
            yield Asking(Asks.QUIET, number, text)


def _carry_out(sheet: Sheet, undone: Mapping[int, DecidedRow]) -> Iterator[Asking]:
    """What evaluations decided and nobody has done yet, the oldest first."""
    t = sheet.asked.language
    for row in undone.values():
        text = t.gettext("Decided on {day} and not done yet: {decision}.").format(
            day=t.day(row.held_on), decision=label(row.decision, t)
        )
        yield Asking(Asks.CARRY_OUT, row.partner_id, text)


def _possible(sheet: Sheet, decided: Iterable[DecidedRow]) -> Iterator[tuple[int, DecidedRow]]:
    """The decisions that lead somewhere, by the number of the partner, which is active."""
    for row in decided:
        facts = sheet.facts.get(row.partner_id)
        if facts is not None and facts.level is not _FARTHEST.get(row.decision):
            yield row.partner_id, row


# The decisions to stay no longer where it is.
_LEAVES = frozenset({Decision.DEMOTE, Decision.END})

# The levels from which decisions lead nowhere.
_FARTHEST = {Decision.PROMOTE: Level.STRATEGIC, Decision.DEMOTE: Level.NETWORK}
