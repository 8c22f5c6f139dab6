"""`report quiet`: with which partners nothing was done for longer than their level asks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from partnerreg.domain.evaluation import lacks
from partnerreg.domain.facts import Evidence
from partnerreg.domain.name_keys import sort_key
from partnerreg.domain.periods import months_after
from partnerreg.domain.rules import RULES
from partnerreg.language import N_
from partnerreg.queries.activities import (
    contacts_of_inactive,
    last_activities_of_inactive,
)
from partnerreg.reports.context import empty_message, resolve_unsupported, select_partners
from partnerreg.reports.question import Question
from partnerreg.reports.report import Column, ColumnKind, Figure, Report, Section
from partnerreg.services.facts import standing

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.language import Language
    from partnerreg.queries.activities import ActivityBefore
    from partnerreg.reports.context import ReportContext
    from partnerreg.services.facts import Facts

# A contact's name is personal data, and not for a sheet on the wall.
QUIET = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("partner", "Partner"),
    Column("level", "Level", ColumnKind.LEVEL),
    Column("level_since", "At the level since", ColumnKind.DATE, shown=False),
    Column("last_on", "Last activity", ColumnKind.DATE, empty=N_("none")),
    Column("last_kind", "Kind", ColumnKind.WORD, shown=False),
    Column("last_title", "What it was", shown=False),
    Column("months", "Months quiet", ColumnKind.NUMBER),
    Column("coordinator", "Coordinator"),
    Column("contact", "Contact", shown=False),
    Column("action", "What to do", shown=False),
    Column("remedy", "How to record it", ColumnKind.COMMAND, shown=False),
)

_ACTIVITY = RULES["activity"]


def quiet(reader: Reader, context: ReportContext) -> Report:
    """Partners without an activity in the time that their level asks.

    By level, as the house cares for partnerships first, and then the longest quiet first.

    Months are counted from the last activity; where none is recorded, from the day
    that it became a partner. Of its contacts only a name is told.
    """
    since = months_after(context.day, -context.policy.thresholds.activity_months)
    _, facts = select_partners(reader, context, (), [Evidence.ACTIVITIES], quiet_since=since)
    inactive = {
        number: fact
        for number, fact in facts.items()
        if lacks(fact, context.policy, _ACTIVITY.code)
    }
    silence = ""
    if not inactive:  # perhaps nobody was looked at
        who = resolve_unsupported(reader, context)
        if not who.among(standing(reader, context.day)):
            silence = empty_message(reader, context)
    language = context.language
    section = Section(
        "quiet",
        "Quiet partners",
        QUIET,
        _rows(reader, inactive, since, context) if inactive else [],
        empty=language.gettext("Something was done lately with every partner whose level asks it."),
    )
    summary = language.ngettext(
        "With {n} partner nothing was done since {day}, though its level asks it.",
        "With {n} partners nothing was done since {day}, though their level asks it.",
        len(inactive),
    ).format(day=language.day(since))
    return Report(
        "quiet",
        "Quiet partners",
        (section,),
        as_of=context.day,
        notes=_notes(inactive, language),
        summary=[summary] if inactive else [],
        figures=[Figure("quiet", len(inactive), context.drilldown(missing=_ACTIVITY.code))],
        empty_text=silence,
    )


def _rows(
    reader: Reader, inactive: Facts, since: date, context: ReportContext
) -> list[tuple[object, ...]]:
    period = {"quiet_since": since, "today": context.day}
    last = {row.partner_id: row for row in reader.all(last_activities_of_inactive, **period)}
    people = {
        number: named
        for number, *named in reader.all(contacts_of_inactive, **period, kept_on=context.kept_on)
    }
    action = context.language.gettext(_ACTIVITY.action)
    days = map(_quiet_since, inactive.values())
    names = [sort_key(fact.partner, context.language.code) for fact in inactive.values()]
    levels = [fact.level for fact in inactive.values()]
    in_order = sorted(zip(levels, days, names, inactive.items(), strict=True))
    return [
        (
            number,
            fact.partner,
            fact.level,
            fact.level_since,
            *_cells_of(last.get(number)),
            _months_between(day, context.day),
            *people[number],
            action,
            _ACTIVITY.remedy(fact, context.policy),
        )
        for _, day, _, (number, fact) in in_order
    ]


def _quiet_since(fact: PartnerFacts) -> date:
    return fact.last_activity or fact.partner_since or fact.today


def _months_between(earlier: date, later: date) -> int:
    """How many whole months lie between; the last day of a month completes any."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    incomplete = later.day < earlier.day and (later + timedelta(days=1)).day != 1
    return months - incomplete


def _cells_of(last: ActivityBefore | None) -> tuple[date | None, str | None, str | None]:
    return (last.held_on, last.kind, last.title) if last else (None, None, None)


def _notes(inactive: Facts, language: Language) -> list[str]:
    if all(fact.last_activity for fact in inactive.values()):
        return []
    return [
        language.gettext(
            "Where no activity is recorded, the months are counted from the day "
            "that it became a partner."
        )
    ]


QUESTION = Question("With which partners nothing was done for longer than their level asks.", quiet)
