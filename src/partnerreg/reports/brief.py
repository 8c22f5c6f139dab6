"""`report brief`: one partner on one page, for the meeting with it or about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action, see
from partnerreg.db.query import range_of
from partnerreg.domain.agreement_terms import in_force
from partnerreg.domain.enums import AgreementState, Direction, Party, Role, Severity, Status
from partnerreg.domain.evaluation import evaluate, failed_required
from partnerreg.domain.level_moves import Movement
from partnerreg.domain.periods import months_after
from partnerreg.domain.sums import sum_of
from partnerreg.errors import InvalidInput
from partnerreg.language import N_
from partnerreg.nouns.registry import noun
from partnerreg.queries import links
from partnerreg.queries.activities import activities as activity_rows
from partnerreg.queries.agreements import agreements_of_partner
from partnerreg.queries.levels import level_changes_of_partner
from partnerreg.queries.partners import contributions_of_partner, partner_record
from partnerreg.queries.things import things
from partnerreg.reports import areas, lists, partner_ties, preparation, projects, units
from partnerreg.reports.activities import hours_of
from partnerreg.reports.agreement import drafts
from partnerreg.reports.communication import communications_of_partner
from partnerreg.reports.contributions import sums_of_worth
from partnerreg.reports.ending import still_open
from partnerreg.reports.evaluation import last_evaluation
from partnerreg.reports.health import last_health_check
from partnerreg.reports.lessons import lessons_of_partner
from partnerreg.reports.question import Detail, Question
from partnerreg.reports.report import Column, ColumnKind, Form, Report, Section
from partnerreg.services.facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.queries.agreements import AgreementRow
    from partnerreg.queries.levels import LevelChangeRow
    from partnerreg.queries.partners import PartnerRecord
    from partnerreg.reports.context import ReportContext


# How far a brief looks back where no last time is known.
MONTHS_BACK = 12

# What may leave the house: the columns of each section. What is not named here stays inside,
# among it findings, evaluations, remarks, reasons, and why a goal was chosen.
OUTWARD: dict[str, frozenset[str]] = {
    "partner": frozenset(
        {"name", "level", "label", "since", "status", "ended_on", "sector", "municipality"}
        | {"unit", "areas", "pilot_until", "website"}
    ),
    "our_people": frozenset({"name", "role", "email", "phone"}),
    "contacts": frozenset({"name", "role", "email", "phone"}),
    "joint_value": frozenset({"together", "for_whom", "why_together"}),
    "balance": frozenset({"party", "gives", "gets"}),
    "agreements": frozenset(
        {"title", "kind", "state", "valid_from", "until", "notice_day", "renewal"}
    ),
    "goals": frozenset({"goal"}),
    "areas": frozenset({"area", "unit", "coordinator", "since"}),
    "levels": frozenset({"day", "movement", "from", "to"}),
    "projects": frozenset({"title", "phase", "next_milestone", "due"}),
    "done": frozenset({"since", "activities", "participants", "hours", "last_activity"}),
    "activities": frozenset({"day", "kind", "title", "area", "participants"}),
    "notes": frozenset(),
}

NOTES = Section("notes", "Notes", (), (), form=Form.LINES)


def brief(
    reader: Reader,
    context: ReportContext,
    partner_id: int,
    since: date | None = None,
    outward: bool = False,  # noqa: FBT001, FBT002 -- a report is called by position
) -> Report:
    """One partner on one page, as of a day.

    Args:
        reader: the register.
        context: the day, the policy and the language; whose filter is of no matter here.
        partner_id: the partner's number.
        since: the last time, from which on activities are told; twelve months back if None.
        outward: leave out what is internal, so that the partner may have the page.

    Raises:
        InvalidInput: the partner came into the register after the day.
    """
    record = reader.first(partner_record, partner=partner_id)
    assert record is not None
    changes = reader.all(level_changes_of_partner, partner=partner_id)
    steps = [change for change in changes if change.effective_on <= context.day]
    if not steps:
        raise InvalidInput(
            f"{record.name} was not in the register on {context.day}.",
            see("partner", "history", partner_id),
        )
    active = steps[-1].to_level is not None
    facts = facts_of(reader, partner_id, context.day) if active else None
    first = since or months_after(context.day, -MONTHS_BACK)
    papers = reader.all(agreements_of_partner, **_on(context, record))
    # What the facts know not to be there is not asked for again.
    expects = facts is None or facts.we_expect or facts.they_expect
    was_checked = facts is None or facts.health_check is not None
    parts: list[Section | None] = [
        partner(reader, context, record, steps, facts),
        our_people(reader, context, record, outward=outward),
        their_people(reader, context, record, outward=outward),
        joint_value(context, record),
        balance(reader, context, record),
        agreements(context, papers, facts),
        drafts(context, partner_id, papers),
        goals(reader, context, record),
        areas.on_brief(reader, context, partner_id),
        partner_ties.on_brief(reader, context, partner_id),
        levels(record, steps),
        *projects.on_brief(reader, context, partner_id),
        *activities(reader, context, record, first),
        last_evaluation(reader, context, record),
        *communications_of_partner(reader, context, partner_id),
        preparation.open_expectations(reader, context, partner_id) if expects else None,
        preparation.open_questions(context, facts),
        *lessons_of_partner(reader, context, partner_id),
        *(last_health_check(reader, context, record) if was_checked else ()),
        findings(context, record, facts),
        *([] if active else [still_open(reader, context, partner_id)]),
        NOTES,
    ]
    sections = [part for part in parts if part is not None]
    if outward:
        sections = [_for_outside(section) for section in sections if _may_leave(section)]
    return Report(
        "brief",
        "Brief",
        sections,
        as_of=context.day,
        summary=list(_summary(context, steps[-1], facts, outward=outward)),
        since=first,
        subject=record.name,
    )


def _summary(
    context: ReportContext, step: LevelChangeRow, facts: PartnerFacts | None, *, outward: bool
) -> Iterator[str]:
    """Where the partner stands, and inside the house whether that is carried."""
    t = context.language
    level = step.to_level or step.from_level
    assert level is not None
    label = context.policy.label(level, t.code)
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
    missing = len(failed_required(facts, context.policy, level))
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
    """A section with only the columns that may leave the house, no remarks and no commands."""
    shown = [i for i, column in enumerate(section.columns) if column.key in OUTWARD[section.key]]
    return section._replace(
        columns=[section.columns[i] for i in shown],
        rows=[tuple(row[i] for i in shown) for row in section.rows],
        empty="",
        note="",
        see_all="",
    )


# A brief is one page: of people at the partner and of goals it shows so many.
MOST_PEOPLE = 2
MOST_GOALS = 4

# So many characters of what matters most: two lines. Of other texts, and of lists, a good
# line; of what is a remark beside something else, half of one.
TEXT = 180
LINE = 95
ASIDE = 36

PARTNER = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("name", "Name", shown=False),
    Column("level", "Level", ColumnKind.LEVEL),
    Column("label", "Called", shown=False),
    Column("since", "Since", ColumnKind.DATE),
    Column("status", "Status", ColumnKind.WORD),
    Column("ended_on", "Ended on", ColumnKind.DATE),
    Column("supported", "Supported", ColumnKind.FLAG, shown=False),
    Column("missing", "Missing", ColumnKind.LIST, shown=False),
    Column("sector", "Sector", ColumnKind.WORD),
    Column("municipality", "Municipality"),
    Column("unit", "Unit"),
    Column("other_units", "Other units", ColumnKind.LIST),
    Column("areas", "Areas", ColumnKind.LIST, shown=False),
    Column("pilot_until", "Pilot until", ColumnKind.DATE),
    Column("website", "Website"),
    Column("notes", "Remarks", max_chars=LINE),
)
OUR_PEOPLE = (
    Column("name", "Name"),
    Column("role", "Role", ColumnKind.WORD),
    Column("since", "Since", ColumnKind.DATE),
    Column("email", "E-mail", shown=False),
    Column("phone", "Phone", shown=False),
)
CONTACTS = (
    Column("name", "Name"),
    Column("role", "Role"),
    Column("email", "E-mail"),
    Column("phone", "Phone"),
    Column("primary", "Primary", ColumnKind.FLAG),
)
JOINT_VALUE = (
    Column("together", "What we make together", max_chars=TEXT),
    Column("for_whom", "For whom", max_chars=TEXT),
    Column("why_together", "Why not alone", max_chars=TEXT),
)
BALANCE = (
    Column("party", "Who", ColumnKind.WORD),
    Column("gives", "Gives", ColumnKind.LIST, max_chars=LINE),
    Column("gets", "Gets", ColumnKind.LIST, max_chars=LINE),
    Column("worth", "Worth given", ColumnKind.LIST),
)
GOALS = (
    Column("goal", "Goal"),
    Column("because", "Because", max_chars=ASIDE),
)


def partner(
    reader: Reader,
    context: ReportContext,
    record: PartnerRecord,
    steps: Sequence[LevelChangeRow],
    facts: PartnerFacts | None,
) -> Section:
    """What the partner is and where it stands; of one that ended, its last level."""
    came = next(step for step in reversed(steps) if step.to_level is not None)
    level = came.to_level
    assert level is not None
    missing = failed_required(facts, context.policy, level) if facts else ()
    ties = reader.all(links.unit_ties, **range_of(record.id))
    cells = record._asdict() | {
        "unit": units.lead_on(context.day, record, ties),
        "other_units": units.others_on(context.day, ties),
        "level": level,
        "label": context.policy.label(level, context.language.code),
        "since": came.effective_on,
        "status": Status.ACTIVE if facts else Status.ENDED,
        "ended_on": None if facts else steps[-1].effective_on,
        "supported": not missing if facts else None,
        "missing": list(missing),
        "areas": list(facts.area_names)
        if facts
        else [row.value for row in reader.all(links.areas_touched, **_on(context, record))],
    }
    row = tuple(cells[column.key] for column in PARTNER)
    return Section("partner", "Partner", PARTNER, [row], form=Form.FIELDS)


def our_people(
    reader: Reader, context: ReportContext, record: PartnerRecord, *, outward: bool
) -> Section:
    """Who of ours follows the partner on the day; outward with the coordinator's addresses."""
    rows = [
        (
            row.name,
            row.role,
            row.starts_on,
            *((row.email, row.phone) if row.role is Role.COORDINATOR else (None, None)),
        )
        for row in reader.all(links.followers, today=context.day, **range_of(record.id))
    ]
    columns = [
        column._replace(shown=outward) if column.key in {"email", "phone"} else column
        for column in OUR_PEOPLE
    ]
    empty = context.language.gettext("Nobody of ours follows it.")
    return Section("our_people", "Our people", columns, rows, empty=empty)


def their_people(
    reader: Reader, context: ReportContext, record: PartnerRecord, *, outward: bool
) -> Section:
    """The contacts that may still be kept, on the day and now, the primary one first.

    Outward only the primary one's own addresses are told.
    """
    t = context.language
    found = reader.all(things(noun("contact")), **range_of(record.id))
    shown = [
        row for row in found if row.retain_until is None or row.retain_until >= context.kept_on
    ]
    stale = len(found) - len(shown)
    note = (
        t.ngettext(
            "{n} contact is left out: the time for which it may be kept has passed.",
            "{n} contacts are left out: the time for which they may be kept has passed.",
            stale,
        )
        if stale
        else ""
    )
    rows = [
        (
            row.name,
            row.role,
            *((row.email, row.phone) if row.is_primary or not outward else (None, None)),
            row.is_primary,
        )
        for row in shown
    ]
    empty = t.gettext("No contact person is recorded.")
    return Section(
        "contacts",
        "Their people",
        CONTACTS,
        rows,
        empty=empty,
        note=note,
        preview_rows=MOST_PEOPLE,
        see_all=Action("contact", "list", (record.id,)),
    )


def joint_value(context: ReportContext, record: PartnerRecord) -> Section:
    """What we make together, for whom, and why not alone."""
    texts = (record.together, record.for_whom, record.why_together)
    rows = [texts] if any(texts) else []
    empty = context.language.gettext("It is not written down what we make together.")
    return Section("joint_value", "Joint value", JOINT_VALUE, rows, empty=empty, form=Form.FIELDS)


def balance(reader: Reader, context: ReportContext, record: PartnerRecord) -> Section:
    """What both parties put in and take out."""
    found = reader.all(contributions_of_partner, **_on(context, record))
    rows = []
    for party in Party:
        given, got = (
            [row for row in found if (row.party, row.direction) == (party, direction)]
            for direction in (Direction.GIVE, Direction.GET)
        )
        sums = sums_of_worth(given).items()
        worth = [context.language.amount(amount, currency) for currency, amount in sums]
        rows.append((party, [row.text for row in given], [row.text for row in got], worth))
    empty = context.language.gettext("It is not written down what each party gives and gets.")
    has_worth = any(worth for *_, worth in rows)
    columns = [one._replace(shown=has_worth or one.key != "worth") for one in BALANCE]
    return Section("balance", "Give and get", columns, rows if found else [], empty=empty)


def goals(reader: Reader, context: ReportContext, record: PartnerRecord) -> Section:
    """The goals in force that it serves."""
    found = reader.all(links.goals_served, **_on(context, record))
    rows = [(row.goal, row.because) for row in found]
    empty = context.language.gettext("It is tied to no goal in force.")
    more = Action("partner", "show", (record.id,))
    return Section(
        "goals", "Goals", GOALS, rows, empty=empty, preview_rows=MOST_GOALS, see_all=more
    )


def _on(context: ReportContext, record: PartnerRecord) -> dict[str, object]:
    """The parameters of what is asked about one partner on the day."""
    return {"partner": record.id, "today": context.day}


# A brief is one page: of what may be many it shows so many.
LATEST_ACTIVITIES = 2
LATEST_STEPS = 1
HARDEST_FINDINGS = 3

AGREEMENTS = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("title", "Agreement"),
    Column("kind", "Kind", ColumnKind.WORD),
    Column("state", "State", ColumnKind.WORD),
    Column("valid_from", "From", ColumnKind.DATE, shown=False),
    Column("until", "Until", ColumnKind.DATE, empty=N_("open-ended")),
    Column("notice_day", "Notice by", ColumnKind.DATE),
    Column("renewal", "Renewal", ColumnKind.WORD),
)
LEVELS = (
    Column("day", "Day", ColumnKind.DATE),
    Column("movement", "Step", ColumnKind.WORD, shown=False),
    Column("from", "From level", ColumnKind.LEVEL, shown=False),
    Column("to", "To level", ColumnKind.LEVEL, empty=N_("ended")),
    Column("ending", "Ended because", ColumnKind.WORD),
    Column("reason", "Reason", max_chars=ASIDE),
    Column("overridden", "By override", ColumnKind.FLAG, shown=False),
)
DONE = (
    Column("since", "Since", ColumnKind.DATE, shown=False),
    Column("activities", "Activities", ColumnKind.NUMBER),
    Column("participants", "Participants", ColumnKind.NUMBER),
    Column("hours", "Hours", ColumnKind.NUMBER),
    Column("last_activity", "Last activity", ColumnKind.DATE),
)
ACTIVITIES = (
    Column("day", "Day", ColumnKind.DATE),
    Column("kind", "Kind", ColumnKind.WORD),
    Column("title", "What"),
    Column("area", "Area", shown=False),
    Column("participants", "People", ColumnKind.NUMBER),
)
FINDINGS = (
    Column("mark", "", ColumnKind.MARK),
    Column("code", "Rule", shown=False),
    Column("severity", "Severity", ColumnKind.WORD, shown=False),
    Column("text", "What is asked", shown=False),
    Column("action", "What to do"),
    Column("remedy", "What would supply it", ColumnKind.COMMAND),
)

# What is not met, the hardest first, and how each is marked.
_MARKS = {Severity.REQUIRED: "missing", Severity.ADVISED: "advice", Severity.HINT: "hint"}
_HARDNESS = list(_MARKS)

_LIVE = {AgreementState.IN_FORCE, AgreementState.SUSPENDED, AgreementState.SIGNED}
_OVER = {AgreementState.EXPIRED, AgreementState.TERMINATED}


def agreements(
    context: ReportContext, papers: Iterable[AgreementRow], facts: PartnerFacts | None
) -> Section:
    """Those in force or signed for later, the first to end on top; else when the last one ended.

    Of one that covers it without its being a party, whose that is.
    """
    found = [_agreement(row, context.day) for row in papers]
    live = [cells for cells in found if cells["state"] in _LIVE]
    live.sort(
        key=lambda cells: (
            cells["state"] != AgreementState.IN_FORCE,
            cells["until"] is None,  # no end is the latest of all
            cells["until"],
        )
    )
    rows = [tuple(cells[column.key] for column in AGREEMENTS) for cells in live]
    ended = [c["term_until"] for c in found if c["state"] in _OVER and c["term_until"]]
    t = context.language
    empty = (
        t.gettext("No agreement is in force; the last one ended on {day}.").format(
            day=t.day(max(ended))
        )
        if ended
        else t.gettext("No agreement is in force.")
    )
    by = {
        f"{paper.by} (#{paper.number})"
        for paper in (facts.agreements if facts else ())
        if paper.by and in_force(paper, context.day)
    }
    note = (
        t.gettext("It is covered by the agreement with {partner}.").format(
            partner=", ".join(sorted(by))
        )
        if by
        else ""
    )
    return Section("agreements", "Agreements", AGREEMENTS, rows, empty=note or empty, note=note)


def _agreement(row: AgreementRow, day: date) -> dict[str, Any]:
    """An agreement's cells by their keys, with the end and the notice day that are still open."""
    keys = [column.key for column in lists.AGREEMENTS]
    cells = dict(zip(keys, lists.agreement_cells(row, day, of_party=True), strict=True))
    return cells | {"notice_day": cells["notice_by"]}


def levels(record: PartnerRecord, steps: Sequence[LevelChangeRow]) -> Section:
    """The way through the levels, the last step first."""
    rows = [
        (
            step.effective_on,
            _movement(step, first=place == 0),
            step.from_level,
            step.to_level,
            step.ending,
            step.reason,
            step.overridden,
        )
        for place, step in enumerate(steps)
    ]
    more = Action("partner", "history", (record.id,))
    return Section(
        "levels", "Level history", LEVELS, rows[::-1], preview_rows=LATEST_STEPS, see_all=more
    )


def _movement(step: LevelChangeRow, *, first: bool) -> Movement:
    """What kind of step a level change is."""
    if step.to_level is None:
        return Movement.ENDED
    if step.from_level is None:
        return Movement.NEW if first else Movement.REOPENED
    return Movement.UP if step.to_level < step.from_level else Movement.DOWN


def activities(
    reader: Reader, context: ReportContext, record: PartnerRecord, since: date
) -> tuple[Section, Section]:
    """What was done together from a day until today: in numbers, and the latest of it."""
    ever = reader.all(activity_rows, partner=record.id, until=context.day)
    found = [row for row in ever if row.held_on >= since]
    heads = [row.participants for row in found if row.participants is not None]
    participants = sum(heads) if heads else None
    hours = sum_of(map(hours_of, found)).total
    numbers = (since, len(found), participants, hours, ever[0].held_on if ever else None)
    t = context.language
    empty = t.gettext("Nothing was done together since {day}.").format(day=t.day(since))
    rows = [(row.held_on, row.kind, row.title, row.area, row.participants) for row in found]
    latest = Section(
        "activities",
        "Latest activities",
        ACTIVITIES,
        rows,
        empty=empty,
        preview_rows=LATEST_ACTIVITIES,
        see_all=Action("activity", "list", (record.id,), {"since": since}),
    )
    return Section("done", "Done together", DONE, [numbers], form=Form.FIELDS), latest


def findings(context: ReportContext, record: PartnerRecord, facts: PartnerFacts | None) -> Section:
    """What its level asks and is not there, the hardest first, and whether it may grow."""
    t = context.language
    if facts is None:
        empty = t.gettext("The partnership has ended: nothing is asked of it.")
        return Section("findings", "Findings", FINDINGS, [], empty=empty)
    found = [
        finding
        for finding in evaluate(facts, context.policy, facts.level)
        if finding.met is context.policy.rules[finding.code].opportunity
    ]
    found.sort(key=lambda finding: _HARDNESS.index(finding.severity))
    empty = t.gettext("Nothing is missing.")
    rows = [
        (
            _MARKS[finding.severity],
            finding.code,
            finding.severity,
            finding.text,
            finding.action,
            finding.remedy,
        )
        for finding in found
    ]
    return Section(
        "findings",
        "Findings",
        FINDINGS,
        rows,
        empty=empty,
        preview_rows=HARDEST_FINDINGS,
        see_all=Action("partner", "check", (record.id,), {"to": facts.level}),
    )


QUESTION = Question(
    "One partner on one page, for the meeting with it.",
    brief,
    [Detail("outward", "Leave out what is internal: for the partner's eyes too.")],
    looks_back=True,
    to_last_meeting=True,
    of_one="partner",
)
