"""`report brief`: one partner on one page, for the meeting with it or about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.domain.evaluation import failed_required
from partnerreg.domain.periods import months_after
from partnerreg.errors import InvalidInput
from partnerreg.register.checking import facts_of
from partnerreg.register.queries.partners import partner_record
from partnerreg.register.queries.story import level_changes_of_partner
from partnerreg.reports import brief_parts as parts
from partnerreg.reports import brief_story as story
from partnerreg.reports.report import Form, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.register.queries.story import LevelChangeRow
    from partnerreg.reports.asked import Asked
    from partnerreg.store.query import Reader

# How far a brief looks back where no last time is known.
MONTHS_BACK = 12

# What may leave the house: the columns of each section. What is not named here stays inside,
# among it findings, evaluations, remarks, reasons, and why a goal was chosen.
OUTWARD: dict[str, frozenset[str]] = {
    "partner": frozenset(
        {"name", "level", "label", "since", "status", "ended_on", "sector", "municipality"}
        | {"unit", "areas", "pilot_until", "website"}
    ),
    "our_people": frozenset({"name", "role"}),
    "contacts": frozenset({"name", "role", "email", "phone"}),
    "joint_value": frozenset({"together", "for_whom", "why_together"}),
    "balance": frozenset({"party", "gives", "gets"}),
    "agreements": frozenset(
        {"title", "kind", "state", "valid_from", "until", "notice_day", "renewal"}
    ),
    "goals": frozenset({"goal"}),
    "levels": frozenset({"day", "movement", "from", "to"}),
    "done": frozenset({"since", "activities", "participants", "last_activity"}),
    "activities": frozenset({"day", "kind", "title", "area", "participants"}),
    "notes": frozenset(),
}

NOTES = Section("notes", "Notes", (), (), form=Form.LINES)


def brief(
    reader: Reader,
    asked: Asked,
    partner_id: int,
    since: date | None = None,
    outward: bool = False,  # noqa: FBT001, FBT002 -- a report is called by position
) -> Report:
    """One partner on one page, as of a day.

    Args:
        reader: the register.
        asked: the day, the policy and the language; its choice is of no matter here.
        partner_id: the partner's number.
        since: the last time, from which on activities are told; twelve months back if None.
        outward: leave out what is internal, so that the partner may have the page.

    Raises:
        InvalidInput: the partner came into the register after the day.
    """
    record = reader.first(partner_record, partner=partner_id)
    assert record is not None
    changes = reader.all(level_changes_of_partner, partner=partner_id)
    steps = [change for change in changes if change.effective_on <= asked.day]
    if not steps:
        raise InvalidInput(
            f"{record.name} was not in the register on {asked.day}.",
            f"See `partnerreg partner history {partner_id}`.",
        )
    active = steps[-1].to_level is not None
    facts = facts_of(reader, partner_id, asked.day) if active else None
    first = since or months_after(asked.day, -MONTHS_BACK)
    sections = [
        parts.partner(reader, asked, record, steps, facts),
        parts.our_people(reader, asked, record),
        parts.their_people(reader, asked, record, outward=outward),
        parts.joint_value(asked, record),
        parts.balance(reader, asked, record),
        story.agreements(reader, asked, record),
        parts.goals(reader, asked, record),
        story.levels(record, steps),
        *story.activities(reader, asked, record, first),
        story.evaluation(reader, asked, record),
        story.findings(asked, record, facts),
        NOTES,
    ]
    if outward:
        sections = [_for_outside(section) for section in sections if _may_leave(section)]
    return Report(
        "brief",
        "Brief",
        sections,
        as_of=asked.day,
        summary=list(_summary(asked, steps[-1], facts, outward=outward)),
        since=first,
        subject=record.name,
    )


def _summary(
    asked: Asked, step: LevelChangeRow, facts: PartnerFacts | None, *, outward: bool
) -> Iterator[str]:
    """Where the partner stands, and inside the house whether that is carried."""
    t = asked.language
    level = step.to_level or step.from_level
    assert level is not None
    label = asked.policy.label(level, t.code)
    label = label[:1].upper() + label[1:]
    day = t.day(step.effective_on)
    if facts is None:
        yield t.gettext("The partnership ended on {day}. Its last level: {level}.").format(
            day=day, level=label
        )
        return
    yield t.gettext("{level} since {day}.").format(level=label, day=day)
    if outward:
        return
    missing = len(failed_required(facts, asked.policy, level))
    if missing:
        yield t.ngettext(
            "Unsupported: {n} thing that its level requires is missing.",
            "Unsupported: {n} things that its level requires are missing.",
            missing,
        )
    else:
        yield t.gettext("Supported: all that its level requires is there.")


def _may_leave(section: Section) -> bool:
    """Whether a section has something to say to the partner, and may."""
    return section.key in OUTWARD and bool(section.rows or section.form is Form.LINES)


def _for_outside(section: Section) -> Section:
    """A section with only the columns that may leave the house, and no remarks."""
    kept = [i for i, column in enumerate(section.columns) if column.key in OUTWARD[section.key]]
    return section._replace(
        columns=[section.columns[i] for i in kept],
        rows=[tuple(row[i] for i in kept) for row in section.rows],
        empty="",
        note="",
    )
