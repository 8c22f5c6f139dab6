"""What the sheet for a meeting tells of agreements that fall due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.reports.falling import CALLED, FOLLOWED_BY, NUMBER, TITLE, falling, signed
from partnerreg.reports.meeting_sheet import COORDINATOR, ID, LEVEL, MOST, PARTNER, Part
from partnerreg.reports.report import Column, Figure, Kind, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.reports.falling import Falling
    from partnerreg.reports.meeting_sheet import Sheet
    from partnerreg.store.query import Reader

EXPIRING = (
    Column("day", "Day", Kind.DATE),
    Column("what", "What", Kind.WORD),
    ID,
    PARTNER,
    LEVEL,
    NUMBER,
    TITLE,
    CALLED,
    FOLLOWED_BY,
    COORDINATOR,
)


def due(reader: Reader, sheet: Sheet) -> list[Falling]:
    """What happens to agreements within the policy's time, the nearest first."""
    day, within = sheet.asked.day, sheet.asked.policy.thresholds.expiring_days
    found = falling(signed(reader, day, within), sheet.facts, day, within)
    return sorted(found, key=lambda one: (one.due.day, sheet.name_key(one.paper.partner_id)))


def expiring(sheet: Sheet, found: Sequence[Falling]) -> Part:
    """The agreements that end, renew themselves or must be given notice before long."""
    asked, t = sheet.asked, sheet.asked.language
    days = asked.policy.thresholds.expiring_days
    rows = [
        (
            one.due.day,
            one.due.what,
            one.paper.partner_id,
            one.paper.partner,
            one.paper.level,
            one.paper.number,
            one.paper.title,
            one.called,
            one.followed_by,
            sheet.coordinator(one.paper.partner_id),
        )
        for one in found
    ]
    opens = asked.opens(expiring=f"{days}d")
    empty = t.ngettext(
        "No agreement falls due within {n} day.", "No agreement falls due within {n} days.", days
    )
    section = Section(
        "expiring",
        "Agreements that fall due",
        EXPIRING,
        rows,
        empty=empty,
        first=MOST,
        more=asked.report("expiring", within=f"{days}d"),
    )
    partners = len({one.paper.partner_id for one in found})
    return Part(section, [Figure("expiring", partners, opens)])
