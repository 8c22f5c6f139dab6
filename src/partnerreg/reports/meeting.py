"""`report meeting`: the whole portfolio on one or two pages, for those who decide about it."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import range_of
from partnerreg.domain.agreement_terms import in_force, next_notice_day, renews, settled_until
from partnerreg.domain.due_dates import Due
from partnerreg.domain.enums import AgreementKind, Decision, Level, Role, Severity
from partnerreg.domain.evaluation import lacks, meets
from partnerreg.domain.facts import Evidence
from partnerreg.domain.labels import label
from partnerreg.domain.name_keys import sort_key
from partnerreg.domain.periods import days_after, months_after
from partnerreg.domain.rules import RULES
from partnerreg.language import N_
from partnerreg.queries import links
from partnerreg.queries.evaluations import evaluations_due as due
from partnerreg.queries.meetings import open_decisions
from partnerreg.queries.partners import partner_names
from partnerreg.reports import level_counts
from partnerreg.reports.communication import overdue
from partnerreg.reports.context import empty_message, select_partners
from partnerreg.reports.expiring import BETWEEN, CALLED, FOLLOWED_BY, NUMBER, TITLE, due_agreements
from partnerreg.reports.gaps import bindings, missing
from partnerreg.reports.level_counts import LevelCounts
from partnerreg.reports.movements import MONTHS_BACK, level_steps, matrix
from partnerreg.reports.projects import overdue_milestones, phases_in_short, projects_of
from partnerreg.reports.proposals import proposals
from partnerreg.reports.question import Question
from partnerreg.reports.report import (
    FILTER,
    Chart,
    Column,
    ColumnKind,
    Figure,
    Form,
    Report,
    Section,
)
from partnerreg.services.partner_filter import PartnerFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from partnerreg.db.query import Query, Reader
    from partnerreg.domain.facts import AgreementFacts, PartnerFacts
    from partnerreg.domain.policy import Binding
    from partnerreg.language import Language
    from partnerreg.queries.links import CoverageRow, FollowerRow, Tie
    from partnerreg.queries.meetings import DecidedRow
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.expiring import DueAgreement
    from partnerreg.services.facts import Facts

# A sheet is one or two pages: of what may be many it shows so many.
MOST = 6

ID = Column("id", "#", ColumnKind.ID, shown=False)
PARTNER = Column("partner", "Partner")
LEVEL = Column("level", "Level", ColumnKind.LEVEL)
COORDINATOR = Column("coordinator", "Coordinator")
LAST_ACTIVITY = Column("last_activity", "Last activity", ColumnKind.DATE, empty=N_("none"))


class MeetingData(NamedTuple):
    """What all parts work from.

    Attributes:
        context: the day, the policy, the language and the partners.
        facts: of the partners that were active and are chosen.
        missing: what those miss of what their level requires, who miss any.
        people: who of ours follows whom.
    """

    context: ReportContext
    facts: Facts
    missing: Mapping[int, Sequence[Binding]]
    people: Mapping[int, Sequence[FollowerRow]]

    def who(self, number: int, role: Role) -> list[str]:
        """The names of those who follow a partner in a role."""
        return [row.name for row in self.people.get(number, ()) if row.role is role]

    def coordinator(self, number: int) -> str | None:
        """Who looks after a partner."""
        return next(iter(self.who(number, Role.COORDINATOR)), None)

    def name_key(self, number: int) -> str:
        """What to sort a partner by, among others of the same rank."""
        return sort_key(self.facts[number].partner, self.context.language.code)

    @property
    def counts(self) -> LevelCounts:
        """How many of the partners stand at each level."""
        return LevelCounts(
            Counter(facts.level for facts in self.facts.values()),
            Counter(self.facts[number].level for number in self.missing),
        )

    def has(self, level: Level) -> bool:
        """Whether a level is spoken of at all."""
        return level in self.context.who.levels


class MeetingPart(NamedTuple):
    """A section, and the counts that list what it leaves out."""

    section: Section
    figures: Sequence[Figure] = ()


# What the parts look at beyond what the levels require.
EVIDENCE = frozenset(
    {Evidence.AGREEMENTS, Evidence.ACTIVITIES, Evidence.ASSIGNMENTS}
    | RULES["activity"].needs
    | RULES["ready-to-grow"].needs
)

UNLINKED = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("name", "Name"),
)
NOTES = Section("notes", "Notes", (), (), form=Form.LINES)


def meeting(reader: Reader, context: ReportContext, since: date | None = None) -> Report:
    """What a meeting on the portfolio needs to know, and what it is asked to decide.

    Args:
        reader: the register.
        context: the day, the policy, the language, and which partners.
        since: the last meeting; None where none was recorded: three months back then.
    """
    first = since or months_after(context.day, -MONTHS_BACK)
    _, facts = select_partners(reader, context, [Severity.REQUIRED], EVIDENCE)
    lacking = missing(facts, bindings(context.policy, [Severity.REQUIRED]), context.policy)
    people: dict[int, list[FollowerRow]] = defaultdict(list)
    for row in reader.all(links.followers, today=context.day, **range_of(None)):
        people[row.partner_id].append(row)
    data = MeetingData(context, facts, lacking, people)
    names = {row.id: row.name for row in reader.all(partner_names)}
    steps = level_steps(reader, context.day).select(context.who, lacking.keys())
    movements = matrix(steps.movers(first), names, context, first)
    parts = list(_parts(reader, data, movements))
    return Report(
        "meeting",
        "Meeting",
        [*(part.section for part in parts), NOTES],
        as_of=context.day,
        summary=_summary(data, first, known=since is not None),
        figures=[
            *level_counts.figures(data.counts, context),
            *(figure for part in parts for figure in part.figures),
        ],
        since=first,
        empty_text="" if facts or movements.rows else empty_message(reader, context),
    )


def _parts(reader: Reader, data: MeetingData, movements: Section) -> Iterator[MeetingPart]:
    """All parts, in the order of the meeting."""
    context = data.context
    falling_due = agreements_due(reader, data)
    ready_numbers, quiet_numbers = ready_partners(data), quiet_partners(data)
    undone = reader.all(open_decisions, today=context.day)
    yield pyramid(data)
    yield MeetingPart(movements)
    if data.has(Level.STRATEGIC):
        yield strategic(data)
    yield expiring(data, falling_due)
    yield from evaluations_due(reader, data)
    yield gaps(data)
    projects = projects_of(reader, context.day, None if context.who.is_everybody else data.facts)
    for section in (
        phases_in_short(context, projects),
        overdue_milestones(reader, context, projects),
    ):
        if section:
            yield MeetingPart(section)
    yield quiet(data, quiet_numbers)
    yield ready(data, ready_numbers)
    yield from map(MeetingPart, overdue(reader, context, data.facts))
    if context.who.is_everybody:  # else others may work on what those chosen do not
        yield MeetingPart(_goals(reader, data))
        yield MeetingPart(_areas(reader, data))
        if audiences := _audiences(reader, data):
            yield MeetingPart(audiences)
        if waiting := proposals(reader, context):
            yield MeetingPart(waiting)
    yield MeetingPart(decisions(data, falling_due, ready_numbers, quiet_numbers, undone))


def _goals(reader: Reader, data: MeetingData) -> Section:
    """The goals in force that no partner is tied to."""
    t = data.context.language
    goals, rows = _unlinked(reader, data, links.goals_on, links.goal_links_on)
    if goals:
        empty = t.gettext("Every goal in force has a partner.")
    else:
        empty = t.gettext("The house has no goals in force.")
    return Section("goals", "Goals without a partner", UNLINKED, rows, empty=empty)


def _areas(reader: Reader, data: MeetingData) -> Section:
    """The areas in use that no partner is tied to."""
    t = data.context.language
    areas, rows = _unlinked(reader, data, links.areas_on, links.area_links_on)
    if areas:
        empty = t.gettext("Every area in use has a partner.")
    else:
        empty = t.gettext("The house has no service areas.")
    return Section("areas", "Areas without a partner", UNLINKED, rows, empty=empty)


def _audiences(reader: Reader, data: MeetingData) -> Section | None:
    """The target groups in use that no partner is noted to be for; none if there are none."""
    _, rows = _unlinked(reader, data, links.audiences_on, links.audience_links, dated=False)
    return (
        Section("audiences", "Target groups noted on no partner", UNLINKED, rows) if rows else None
    )


def _unlinked(
    reader: Reader,
    data: MeetingData,
    things: Query[CoverageRow],
    links: Query[Tie],
    *,
    dated: bool = True,
) -> tuple[list[CoverageRow], list[tuple[object, ...]]]:
    """The things in use, and the rows of those that no partner is tied to."""
    on = {"today": data.context.day}
    current = [row for row in reader.all(things, **on) if row.current]
    ties = reader.all(links, **(on if dated else {}))
    linked = {link.thing_id for link in ties if link.partner_id in data.facts}
    rows: list[tuple[object, ...]] = [
        (row.id, " ".join(filter(None, (row.code, row.name))))
        for row in current
        if row.id not in linked
    ]
    return current, rows


def _summary(data: MeetingData, since: date, *, known: bool) -> list[str]:
    """What stands at each level, and how far the sheet looks back where that is not known."""
    t = data.context.language
    sentences = level_counts.summary(data.counts, data.context)
    if not known:
        sentences.append(
            t.gettext("No meeting has been recorded: movements are told since {day}.").format(
                day=t.day(since)
            )
        )
    return sentences


# There is room for more of those that each meeting goes through.
MOST_STRATEGIC = 10

PYRAMID = (
    level_counts.LEVEL,
    level_counts.LABEL,
    Column("partners", "Partners", ColumnKind.NUMBER),
    Column("unsupported", "Unsupported", ColumnKind.NUMBER),
    Column("bar", "", ColumnKind.BAR),
    FILTER,
)
STRATEGIC = (
    ID,
    PARTNER,
    COORDINATOR,
    Column("management", "Management", ColumnKind.LIST),
    Column("agreement", "Agreement", ColumnKind.ID, shown=False),
    Column("until", "Agreement until", ColumnKind.DATE, display_from="lasts"),
    Column("lasts", "Agreement until", ColumnKind.ASIDE, shown=False),
    Column("notice_day", "Notice by", ColumnKind.DATE),
    LAST_ACTIVITY,
    Column("supported", "Supported", ColumnKind.FLAG, shown=False),
    Column("missing", "Missing", ColumnKind.LIST, shown=False),
    Column("evidence", "Evidence", ColumnKind.ASIDE),
)
GAPS = (
    ID,
    PARTNER,
    LEVEL,
    Column("missing", "Missing", ColumnKind.LIST, shown=False),
    Column("action", "What to do"),
    COORDINATOR,
)
ATTENDED = (ID, PARTNER, LEVEL, LAST_ACTIVITY, COORDINATOR)


def pyramid(data: MeetingData) -> MeetingPart:
    """How many partners stand at each level, and how many of them lack what it requires."""
    context = data.context
    counts = data.counts
    rows = [
        (
            level,
            context.policy.label(level, context.language.code),
            counts.partners[level],
            counts.unsupported[level],
            counts.partners[level],
            {
                "partners": context.drilldown(levels=[level]),
                "unsupported": context.drilldown(levels=[level], unsupported=True),
            },
        )
        for level in Level
        if data.has(level)
    ]
    return MeetingPart(
        Section("levels", "Levels", PYRAMID, rows, chart=Chart("bars", "level", ("partners",)))
    )


def strategic(data: MeetingData) -> MeetingPart:
    """The strategic partnerships, a line each."""
    context, t = data.context, data.context.language
    numbers = [n for n, facts in data.facts.items() if facts.level is Level.STRATEGIC]
    rows = [_strategic(data, number) for number in sorted(numbers, key=data.name_key)]
    empty = t.gettext("There is no strategic partnership.")
    opens = context.drilldown(levels=[Level.STRATEGIC])
    section = Section(
        "strategic",
        "Strategic partnerships",
        STRATEGIC,
        rows,
        empty=empty,
        preview_rows=MOST_STRATEGIC,
        see_all=opens,
    )
    return MeetingPart(section, [Figure("strategic", len(rows), opens)])


def _strategic(data: MeetingData, number: int) -> tuple[object, ...]:
    facts, t = data.facts[number], data.context.language
    paper = _paper(facts)
    until = paper and settled_until(paper, facts.today)
    missing = data.missing.get(number, ())
    return (
        number,
        facts.partner,
        data.coordinator(number),
        data.who(number, Role.MANAGEMENT),
        paper and paper.number,
        until,
        paper and _lasts(paper, until, t),
        paper and next_notice_day(paper, facts.today),
        facts.last_activity,
        not missing,
        [binding.rule.code for binding in missing],
        # What is missing stands among the gaps.
        t.ngettext("{n} missing", "{n} missing", len(missing))
        if missing
        else t.gettext("Supported"),
    )


def _lasts(paper: AgreementFacts, until: date | None, t: Language) -> str:
    """How long an agreement holds, or that it goes on unless notice is given."""
    if until is None:
        return t.gettext("open-ended")
    if renews(paper) and paper.terminated_on is None:
        return t.gettext("renews itself")
    return t.day(until)


def _paper(facts: PartnerFacts) -> AgreementFacts | None:
    """The agreement that carries a partnership: in force, in writing if any is, the last to end."""
    valid = [paper for paper in facts.carrying_agreements if in_force(paper, facts.today)]

    def weight(paper: AgreementFacts) -> tuple[Any, ...]:
        end = settled_until(paper, facts.today)
        return paper.kind is AgreementKind.WRITTEN_AGREEMENT, end is None, end

    return max(valid, key=weight, default=None)


def gaps(data: MeetingData) -> MeetingPart:
    """What is required and missing, partner by partner, the highest level first."""
    t = data.context.language
    numbers = sorted(data.missing, key=lambda n: (data.facts[n].level, data.name_key(n)))
    rows = [
        (
            number,
            data.facts[number].partner,
            data.facts[number].level,
            [binding.rule.code for binding in data.missing[number]],
            " ".join(binding.action for binding in data.missing[number]),
            data.coordinator(number),
        )
        for number in numbers
    ]
    opens = data.context.drilldown(unsupported=True)
    empty = t.gettext("Nothing that the levels require is missing.")
    section = Section(
        "gaps", "Gaps that block", GAPS, rows, empty=empty, preview_rows=MOST, see_all=opens
    )
    return MeetingPart(section, [Figure("lacking", len(rows), opens)])


def quiet_partners(data: MeetingData) -> list[int]:
    """Those without the activity their level asks, by level, and then the longest quiet first.

    Where nothing is recorded, they are quiet since they became partners.
    """

    def place(number: int) -> tuple[object, ...]:
        facts = data.facts[number]
        since = facts.last_activity or facts.partner_since or facts.today
        return facts.level, since, data.name_key(number)

    policy = data.context.policy
    return sorted(
        (n for n, facts in data.facts.items() if lacks(facts, policy, "activity")), key=place
    )


def quiet(data: MeetingData, numbers: Sequence[int]) -> MeetingPart:
    """With whom nothing was done for longer than the level asks."""
    t = data.context.language
    opens = data.context.drilldown(missing="activity")
    empty = t.gettext("Something was done lately with every partner whose level asks it.")
    rows = _attended(data, numbers)
    section = Section(
        "quiet", "Quiet partners", ATTENDED, rows, empty=empty, preview_rows=MOST, see_all=opens
    )
    return MeetingPart(section, [Figure("quiet", len(rows), opens)])


def ready_partners(data: MeetingData) -> list[int]:
    """The partners that may grow, network collaborations first."""
    policy = data.context.policy
    return sorted(
        (n for n, facts in data.facts.items() if meets(facts, policy, "ready-to-grow")),
        key=lambda number: (-data.facts[number].level, data.name_key(number)),
    )


def ready(data: MeetingData, numbers: Sequence[int]) -> MeetingPart:
    """Who may grow into the next level, counted for each level."""
    context, t = data.context, data.context.language
    rows = _attended(data, numbers)
    counts = Counter(data.facts[number].level for number in numbers)
    figures = [
        Figure(
            f"ready_{level.word}",
            counts[level],
            context.drilldown(levels=[level], meets="ready-to-grow"),
        )
        for level in (Level.NETWORK, Level.SERVICE)
        if data.has(level)
    ]
    empty = t.gettext("Nobody is ready to grow.")
    opens = context.drilldown(meets="ready-to-grow")
    section = Section(
        "ready", "Ready to grow", ATTENDED, rows, empty=empty, preview_rows=MOST, see_all=opens
    )
    return MeetingPart(section, figures)


def _attended(data: MeetingData, numbers: Sequence[int]) -> list[tuple[object, ...]]:
    return [
        (
            number,
            data.facts[number].partner,
            data.facts[number].level,
            data.facts[number].last_activity,
            data.coordinator(number),
        )
        for number in numbers
    ]


EXPIRING = (
    Column("day", "Day", ColumnKind.DATE),
    Column("what", "What", ColumnKind.WORD),
    ID,
    PARTNER._replace(display_from="between"),
    BETWEEN,
    LEVEL,
    NUMBER,
    TITLE,
    CALLED,
    FOLLOWED_BY,
    COORDINATOR,
)


def agreements_due(reader: Reader, data: MeetingData) -> list[DueAgreement]:
    """What happens to agreements within the policy's time, the nearest first."""
    day, within = data.context.day, data.context.policy.thresholds.expiring_days
    found = due_agreements(reader, PartnerFilter(numbers=frozenset(data.facts)), day, within)
    return sorted(found, key=lambda one: (one.due.day, data.name_key(one.paper.partner_id)))


def expiring(data: MeetingData, found: Sequence[DueAgreement]) -> MeetingPart:
    """The agreements that end, renew themselves or must be given notice before long."""
    context, t = data.context, data.context.language
    days = context.policy.thresholds.expiring_days
    rows = [
        (
            one.due.day,
            one.due.what,
            one.paper.partner_id,
            one.paper.partner,
            one.between,
            one.paper.level,
            one.paper.number,
            one.paper.title,
            one.called,
            one.followed_by,
            data.coordinator(one.paper.partner_id),
        )
        for one in found
    ]
    opens = context.drilldown(expiring=timedelta(days))
    empty = t.ngettext(
        "No agreement falls due within {n} day.", "No agreement falls due within {n} days.", days
    )
    section = Section(
        "expiring",
        "Agreements that fall due",
        EXPIRING,
        rows,
        empty=empty,
        preview_rows=MOST,
        see_all=context.report("expiring", within=timedelta(days)),
    )
    partners = len({number for one in found for number in one.parties})
    return MeetingPart(section, [Figure("expiring", partners, opens)])


EVALUATIONS = (Column("day", "Day", ColumnKind.DATE), ID, PARTNER, LEVEL, COORDINATOR)


def evaluations_due(reader: Reader, data: MeetingData) -> Iterator[MeetingPart]:
    """Who is to be evaluated within the policy's time, or was to be, as was agreed last time."""
    day = data.context.day
    until = days_after(day, data.context.policy.thresholds.expiring_days)
    rows = [
        (each.day, number, facts.partner, facts.level, data.coordinator(number))
        for each in reader.all(due, today=day, until=until)
        for number in [each.partner_id]
        if (facts := data.facts.get(number))
    ]
    if rows:
        yield MeetingPart(
            Section(
                "evaluations",
                "Evaluations due",
                EVALUATIONS,
                rows,
                preview_rows=MOST,
                see_all=data.context.report("meeting", format="json"),
            )
        )


# A sheet has room for so many decisions.
MOST_DECISIONS = 10

DECISIONS = (
    Column("kind", "Kind", shown=False),
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("partner", "Partner"),
    Column("level", "Level", ColumnKind.LEVEL),
    Column("text", "To decide"),
    Column("by", "Deadline", ColumnKind.DATE),
)


class DecisionKind(StrEnum):
    """The kinds of decisions, in the order in which they are asked for."""

    AGREEMENT = "agreement"
    UNSUPPORTED = "unsupported"
    GROW = "grow"
    QUIET = "quiet"
    CARRY_OUT = "carry-out"


class OpenDecision(NamedTuple):
    """A decision that is asked for: about which partner, what, and until when if there is a day."""

    kind: DecisionKind
    number: int
    text: str
    by: date | None = None


DUE = {
    Due.NOTICE: N_('Agreement "{title}" (#{number}): go on with it, or give notice in time.'),
    Due.ENDS: N_('Agreement "{title}" (#{number}) ends: renew it, or part well.'),
    Due.RENEWS: N_('Agreement "{title}" (#{number}) renews itself: let it, or end it before.'),
}


def decisions(
    data: MeetingData,
    due: Iterable[DueAgreement],
    ready: Iterable[int],
    quiet: Iterable[int],
    decided: Iterable[DecidedRow],
) -> Section:
    """What is to be decided: by level, what has a day first, the nearest, then kind by kind."""
    undone = dict(_possible(data, decided))
    found = [
        *_agreements(data, due),
        *_unsupported(data, undone),
        *_grow(data, ready, undone),
        *_quiet(data, quiet, undone),
        *_carry_out(data, undone),
    ]
    found.sort(key=lambda one: (data.facts[one.number].level, one.by or date.max))
    rows = [
        (one.kind.value, one.number, facts.partner, facts.level, one.text, one.by)
        for one in found
        for facts in [data.facts[one.number]]
    ]
    return Section(
        "decisions",
        "Decisions asked for",
        DECISIONS,
        rows,
        empty=data.context.language.gettext("Nothing waits for a decision."),
        preview_rows=MOST_DECISIONS,
        see_all=data.context.report("meeting", format="json"),
    )


def _agreements(data: MeetingData, due: Iterable[DueAgreement]) -> Iterator[OpenDecision]:
    """Agreements that fall due and that no signed one follows, the nearest first."""
    t = data.context.language
    for one in due:
        if one.followed_by is None:
            text = t.gettext(DUE[one.due.what]).format(
                title=one.paper.title, number=one.paper.number
            )
            yield OpenDecision(DecisionKind.AGREEMENT, one.paper.partner_id, text, one.due.day)


def _unsupported(data: MeetingData, undone: Mapping[int, DecidedRow]) -> Iterator[OpenDecision]:
    """Levels that the evidence does not carry, longest at their level first.

    Where it was decided to leave the level, that is to be carried out instead.
    """
    t = data.context.language

    def age(number: int) -> tuple[object, ...]:
        return data.facts[number].level_since, data.name_key(number)

    for number in sorted(data.missing, key=age):
        if number in undone and undone[number].decision in _LEAVES:
            continue
        if data.facts[number].level is Level.NETWORK:
            text = t.gettext("Supply what is missing, or end it.")
        else:
            text = t.gettext("Supply what is missing, or demote.")
        yield OpenDecision(DecisionKind.UNSUPPORTED, number, text)


def _grow(
    data: MeetingData, ready: Iterable[int], undone: Mapping[int, DecidedRow]
) -> Iterator[OpenDecision]:
    """Promotions worth a thought, where nothing is missing and nothing else was decided."""
    context, t = data.context, data.context.language
    for number in ready:
        above = data.facts[number].level.above
        if above is None or number in data.missing or number in undone:
            continue
        text = t.gettext("Promote to {level}, or say why not yet.").format(
            level=context.policy.label(above, t.code)
        )
        yield OpenDecision(DecisionKind.GROW, number, text)


def _quiet(
    data: MeetingData, quiet: Iterable[int], undone: Mapping[int, DecidedRow]
) -> Iterator[OpenDecision]:
    """Quiet partners, the longest quiet first, of whom nothing else is decided or asked.

    Where the activity is required, it is among what is to be supplied.
    """
    text = data.context.language.gettext("Get in touch again, or end it.")
    for number in quiet:
        required = {binding.rule.code for binding in data.missing.get(number, ())}
        if number not in undone and "activity" not in required:
            yield OpenDecision(DecisionKind.QUIET, number, text)


def _carry_out(data: MeetingData, undone: Mapping[int, DecidedRow]) -> Iterator[OpenDecision]:
    """What evaluations decided and nobody has done yet, the oldest first."""
    t = data.context.language
    for row in undone.values():
        text = t.gettext("Decided on {day} and not done yet: {decision}.").format(
            day=t.day(row.held_on), decision=label(row.decision, t)
        )
        yield OpenDecision(DecisionKind.CARRY_OUT, row.partner_id, text)


def _possible(data: MeetingData, decided: Iterable[DecidedRow]) -> Iterator[tuple[int, DecidedRow]]:
    """The decisions that lead somewhere, by the number of the partner, which is active."""
    for row in decided:
        facts = data.facts.get(row.partner_id)
        if facts is not None and facts.level is not _FARTHEST.get(row.decision):
            yield row.partner_id, row


# The decisions to stay no longer where it is.
_LEAVES = frozenset({Decision.DEMOTE, Decision.END})

# The levels from which decisions lead nowhere.
_FARTHEST = {Decision.PROMOTE: Level.STRATEGIC, Decision.DEMOTE: Level.NETWORK}


QUESTION = Question(
    "The whole portfolio on one or two pages: what to know, and what to decide.",
    meeting,
    looks_back=True,
    to_last_meeting=True,
)
