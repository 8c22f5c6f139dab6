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
from partnerreg.domain.periods import months_after
from partnerreg.domain.rules import RULES
from partnerreg.language import N_
from partnerreg.queries import due, sheets
from partnerreg.reports import level_counts
from partnerreg.reports.context import empty_message, select_partners
from partnerreg.reports.expiring import CALLED, FOLLOWED_BY, NUMBER, TITLE, due_agreements
from partnerreg.reports.gaps import asked_of, missing
from partnerreg.reports.level_counts import LevelCounts
from partnerreg.reports.movements import level_steps, matrix
from partnerreg.reports.report import FILTER, Chart, Column, Figure, Form, Kind, Report, Section
from partnerreg.services.partner_filter import PartnerFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from partnerreg.db.query import Query, Reader
    from partnerreg.domain.facts import AgreementFacts, PartnerFacts
    from partnerreg.domain.policy import Binding
    from partnerreg.language import Language
    from partnerreg.queries.due import Covered, Tie
    from partnerreg.queries.sheets import DecidedRow, FollowerRow
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.expiring import DueAgreement
    from partnerreg.services.facts import Facts, Portfolio

# A sheet is one or two pages: of what may be many it shows so many.
MOST = 6

ID = Column("id", "#", Kind.ID, shown=False)
PARTNER = Column("partner", "Partner")
LEVEL = Column("level", "Level", Kind.LEVEL)
COORDINATOR = Column("coordinator", "Coordinator")
LAST_ACTIVITY = Column("last_activity", "Last activity", Kind.DATE, empty=N_("none"))


class Sheet(NamedTuple):
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


class Part(NamedTuple):
    """A section, and the counts that open what it leaves out."""

    section: Section
    figures: Sequence[Figure] = ()


# How far the sheet looks back where no meeting has been recorded.
MONTHS_BACK = 3

# What the parts look at beyond what the levels require.
EVIDENCE = frozenset(
    {Evidence.AGREEMENTS, Evidence.ACTIVITIES, Evidence.ASSIGNMENTS}
    | RULES["activity"].needs
    | RULES["ready-to-grow"].needs
)

BARE = (
    Column("id", "#", Kind.ID, shown=False),
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
    portfolio, facts = select_partners(reader, context, [Severity.REQUIRED], EVIDENCE)
    lacking = missing(facts, asked_of(context.policy, [Severity.REQUIRED]), context.policy)
    sheet = Sheet(context, facts, lacking, _people(reader, context))
    movements = _movements(reader, sheet, portfolio, first)
    told = list(_parts(reader, sheet, movements))
    return Report(
        "meeting",
        "Meeting",
        [*(part.section for part in told), NOTES],
        as_of=context.day,
        summary=_summary(sheet, first, known=since is not None),
        figures=[
            *level_counts.figures(sheet.counts, context),
            *(figure for part in told for figure in part.figures),
        ],
        since=first,
        silence="" if facts or movements.rows else empty_message(reader, context),
    )


def _people(reader: Reader, context: ReportContext) -> dict[int, list[FollowerRow]]:
    """Who of ours follows whom."""
    found: dict[int, list[FollowerRow]] = defaultdict(list)
    for row in reader.all(sheets.followers, today=context.day, **range_of(None)):
        found[row.partner_id].append(row)
    return found


def _movements(reader: Reader, sheet: Sheet, portfolio: Portfolio, since: date) -> Section:
    context = sheet.context
    names = {number: base.name for number, base in portfolio.bases.items()}
    steps = level_steps(reader, context.day).select(context.who, sheet.missing.keys())
    return matrix(steps.movers(since), names, context, since)


def _parts(reader: Reader, sheet: Sheet, movements: Section) -> Iterator[Part]:
    """All parts, in the order of the meeting."""
    context = sheet.context
    falling_due = agreements_due(reader, sheet)
    ready_numbers, quiet_numbers = ready_ones(sheet), quiet_ones(sheet)
    undone = reader.all(sheets.open_decisions, today=context.day)
    yield pyramid(sheet)
    yield Part(movements)
    if sheet.has(Level.STRATEGIC):
        yield strategic(sheet)
    yield expiring(sheet, falling_due)
    yield gaps(sheet)
    yield quiet(sheet, quiet_numbers)
    yield ready(sheet, ready_numbers)
    if context.who.is_everybody:  # else others may work on what those chosen do not
        yield Part(_goals(reader, sheet))
        yield Part(_areas(reader, sheet))
    yield Part(decisions(sheet, falling_due, ready_numbers, quiet_numbers, undone))


def _goals(reader: Reader, sheet: Sheet) -> Section:
    """The goals in force that no partner is tied to."""
    t = sheet.context.language
    goals = _current(reader, sheet, due.goals_on)
    if goals:
        empty = t.gettext("Every goal in force has a partner.")
    else:
        empty = t.gettext("The house has no goals in force.")
    rows = _bare(reader, sheet, goals, due.goal_links_on)
    return Section("goals", "Goals without a partner", BARE, rows, empty=empty)


def _areas(reader: Reader, sheet: Sheet) -> Section:
    """The areas in use that no partner is tied to."""
    t = sheet.context.language
    areas = _current(reader, sheet, due.areas_on)
    if areas:
        empty = t.gettext("Every area in use has a partner.")
    else:
        empty = t.gettext("The house has no service areas.")
    rows = _bare(reader, sheet, areas, due.area_links_on)
    return Section("areas", "Areas without a partner", BARE, rows, empty=empty)


def _current(reader: Reader, sheet: Sheet, things: Query[Covered]) -> list[Covered]:
    return [row for row in reader.all(things, today=sheet.context.day) if row.current]


def _bare(
    reader: Reader, sheet: Sheet, things: Iterable[Covered], ties: Query[Tie]
) -> list[tuple[object, ...]]:
    """Those of the things that no partner is tied to."""
    tied = {
        tie.thing_id
        for tie in reader.all(ties, today=sheet.context.day)
        if tie.partner_id in sheet.facts
    }
    return [
        (row.id, " ".join(filter(None, (row.code, row.name))))
        for row in things
        if row.id not in tied
    ]


def _summary(sheet: Sheet, since: date, *, known: bool) -> list[str]:
    """What stands at each level, and how far the sheet looks back where that is not known."""
    t = sheet.context.language
    told = level_counts.summary(sheet.counts, sheet.context)
    if not known:
        told.append(
            t.gettext("No meeting has been recorded: movements are told since {day}.").format(
                day=t.day(since)
            )
        )
    return told


# There is room for more of those that each meeting goes through.
MOST_STRATEGIC = 10

PYRAMID = (
    level_counts.LEVEL,
    level_counts.LABEL,
    Column("partners", "Partners", Kind.NUMBER),
    Column("unsupported", "Unsupported", Kind.NUMBER),
    Column("bar", "", Kind.BAR),
    FILTER,
)
STRATEGIC = (
    ID,
    PARTNER,
    COORDINATOR,
    Column("management", "Management", Kind.LIST),
    Column("agreement", "Agreement", Kind.ID, shown=False),
    Column("until", "Agreement until", Kind.DATE, says="lasts"),
    Column("lasts", "Agreement until", Kind.ASIDE, shown=False),
    Column("notice_day", "Notice by", Kind.DATE),
    LAST_ACTIVITY,
    Column("supported", "Supported", Kind.FLAG, shown=False),
    Column("missing", "Missing", Kind.LIST, shown=False),
    Column("evidence", "Evidence", Kind.ASIDE),
)
GAPS = (
    ID,
    PARTNER,
    LEVEL,
    Column("missing", "Missing", Kind.LIST, shown=False),
    Column("action", "What to do"),
    COORDINATOR,
)
ATTENDED = (ID, PARTNER, LEVEL, LAST_ACTIVITY, COORDINATOR)


def pyramid(sheet: Sheet) -> Part:
    """How many partners stand at each level, and how many of them lack what it requires."""
    context = sheet.context
    counts = sheet.counts
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
        if sheet.has(level)
    ]
    return Part(
        Section("levels", "Levels", PYRAMID, rows, chart=Chart("bars", "level", ("partners",)))
    )


def strategic(sheet: Sheet) -> Part:
    """The strategic partnerships, a line each."""
    context, t = sheet.context, sheet.context.language
    numbers = [n for n, facts in sheet.facts.items() if facts.level is Level.STRATEGIC]
    rows = [_strategic(sheet, number) for number in sorted(numbers, key=sheet.name_key)]
    empty = t.gettext("There is no strategic partnership.")
    opens = context.drilldown(levels=[Level.STRATEGIC])
    section = Section(
        "strategic",
        "Strategic partnerships",
        STRATEGIC,
        rows,
        empty=empty,
        first=MOST_STRATEGIC,
        more=opens,
    )
    return Part(section, [Figure("strategic", len(rows), opens)])


def _strategic(sheet: Sheet, number: int) -> tuple[object, ...]:
    facts, t = sheet.facts[number], sheet.context.language
    paper = _paper(facts)
    until = paper and settled_until(paper, facts.today)
    missing = sheet.missing.get(number, ())
    return (
        number,
        facts.partner,
        sheet.coordinator(number),
        sheet.who(number, Role.MANAGEMENT),
        paper and paper.number,
        until,
        paper and _lasts(paper, until, t),
        paper and next_notice_day(paper, facts.today),
        facts.last_activity,
        not missing,
        [binding.rule.code for binding in missing],
        _evidence(missing, t),
    )


def _evidence(missing: Sequence[Binding], t: Language) -> str:
    """Whether the level is carried; what is missing stands among the gaps."""
    if not missing:
        return t.gettext("Supported")
    return t.ngettext("{n} missing", "{n} missing", len(missing))


def _lasts(paper: AgreementFacts, until: date | None, t: Language) -> str:
    """How long an agreement holds, or that it goes on unless notice is given."""
    if until is None:
        return t.gettext("open-ended")
    if renews(paper) and paper.terminated_on is None:
        return t.gettext("renews itself")
    return t.day(until)


def _paper(facts: PartnerFacts) -> AgreementFacts | None:
    """The agreement that carries a partnership: in force, in writing if any is, the last to end."""
    valid = [paper for paper in facts.agreements if in_force(paper, facts.today)]

    def weight(paper: AgreementFacts) -> tuple[Any, ...]:
        end = settled_until(paper, facts.today)
        return paper.kind is AgreementKind.WRITTEN_AGREEMENT, end is None, end

    return max(valid, key=weight, default=None)


def _actions(missing: Sequence[Binding]) -> str:
    """What to do about what is missing, a sentence for each."""
    return " ".join(binding.action for binding in missing)


def gaps(sheet: Sheet) -> Part:
    """What is required and missing, partner by partner, the highest level first."""
    t = sheet.context.language
    numbers = sorted(sheet.missing, key=lambda n: (sheet.facts[n].level, sheet.name_key(n)))
    rows = [
        (
            number,
            sheet.facts[number].partner,
            sheet.facts[number].level,
            [binding.rule.code for binding in sheet.missing[number]],
            _actions(sheet.missing[number]),
            sheet.coordinator(number),
        )
        for number in numbers
    ]
    opens = sheet.context.drilldown(unsupported=True)
    empty = t.gettext("Nothing that the levels require is missing.")
    section = Section("gaps", "Gaps that block", GAPS, rows, empty=empty, first=MOST, more=opens)
    return Part(section, [Figure("lacking", len(rows), opens)])


def quiet_ones(sheet: Sheet) -> list[int]:
    """Those without the activity their level asks, by level, and then the longest quiet first."""
    return sorted(
        (n for n, facts in sheet.facts.items() if lacks(facts, sheet.context.policy, "activity")),
        key=lambda number: (
            sheet.facts[number].level,
            heard_of(sheet.facts[number]),
            sheet.name_key(number),
        ),
    )


def heard_of(facts: PartnerFacts) -> date:
    """When something was done last; when it became a partner, where nothing is recorded."""
    return facts.last_activity or facts.partner_since or facts.today


def quiet(sheet: Sheet, numbers: Sequence[int]) -> Part:
    """With whom nothing was done for longer than the level asks."""
    t = sheet.context.language
    opens = sheet.context.drilldown(missing="activity")
    empty = t.gettext("Something was done lately with every partner whose level asks it.")
    rows = _attended(sheet, numbers)
    section = Section(
        "quiet", "Quiet partners", ATTENDED, rows, empty=empty, first=MOST, more=opens
    )
    return Part(section, [Figure("quiet", len(rows), opens)])


def ready_ones(sheet: Sheet) -> list[int]:
    """The partners that may grow, network collaborations first."""
    policy = sheet.context.policy
    return sorted(
        (n for n, facts in sheet.facts.items() if meets(facts, policy, "ready-to-grow")),
        key=lambda number: (-sheet.facts[number].level, sheet.name_key(number)),
    )


def ready(sheet: Sheet, numbers: Sequence[int]) -> Part:
    """Who may grow into the next level, counted for each level."""
    context, t = sheet.context, sheet.context.language
    rows = _attended(sheet, numbers)
    counts = Counter(sheet.facts[number].level for number in numbers)
    figures = [
        Figure(
            f"ready_{level.word}",
            counts[level],
            context.drilldown(levels=[level], meets="ready-to-grow"),
        )
        for level in (Level.NETWORK, Level.SERVICE)
        if sheet.has(level)
    ]
    empty = t.gettext("Nobody is ready to grow.")
    opens = context.drilldown(meets="ready-to-grow")
    section = Section("ready", "Ready to grow", ATTENDED, rows, empty=empty, first=MOST, more=opens)
    return Part(section, figures)


def _attended(sheet: Sheet, numbers: Sequence[int]) -> list[tuple[object, ...]]:
    return [
        (
            number,
            sheet.facts[number].partner,
            sheet.facts[number].level,
            sheet.facts[number].last_activity,
            sheet.coordinator(number),
        )
        for number in numbers
    ]


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


def agreements_due(reader: Reader, sheet: Sheet) -> list[DueAgreement]:
    """What happens to agreements within the policy's time, the nearest first."""
    day, within = sheet.context.day, sheet.context.policy.thresholds.expiring_days
    found = due_agreements(reader, PartnerFilter(numbers=frozenset(sheet.facts)), day, within)
    return sorted(found, key=lambda one: (one.due.day, sheet.name_key(one.paper.partner_id)))


def expiring(sheet: Sheet, found: Sequence[DueAgreement]) -> Part:
    """The agreements that end, renew themselves or must be given notice before long."""
    context, t = sheet.context, sheet.context.language
    days = context.policy.thresholds.expiring_days
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
        first=MOST,
        more=context.report("expiring", within=timedelta(days)),
    )
    partners = len({one.paper.partner_id for one in found})
    return Part(section, [Figure("expiring", partners, opens)])


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
    due: Iterable[DueAgreement],
    ready: Iterable[int],
    quiet: Iterable[int],
    decided: Iterable[DecidedRow],
) -> Section:
    """What is to be decided: by level, what has a day first, the nearest, then kind by kind."""
    undone = dict(_possible(sheet, decided))
    context = [
        *_agreements(sheet, due),
        *_unsupported(sheet, undone),
        *_grow(sheet, ready, undone),
        *_quiet(sheet, quiet, undone),
        *_carry_out(sheet, undone),
    ]
    context.sort(key=lambda one: (sheet.facts[one.number].level, one.by or date.max))
    rows = [
        (one.kind.value, one.number, facts.partner, facts.level, one.text, one.by)
        for one in context
        for facts in [sheet.facts[one.number]]
    ]
    return Section(
        "decisions",
        "Decisions asked for",
        DECISIONS,
        rows,
        empty=sheet.context.language.gettext("Nothing waits for a decision."),
        first=MOST_DECISIONS,
        more=sheet.context.report("meeting", format="json"),
    )


def _agreements(sheet: Sheet, due: Iterable[DueAgreement]) -> Iterator[Asking]:
    """Agreements that fall due and that no signed one follows, the nearest first."""
    t = sheet.context.language
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
    t = sheet.context.language

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
    context, t = sheet.context, sheet.context.language
    for number in ready:
        above = sheet.facts[number].level.above
        if above is None or number in sheet.missing or number in undone:
            continue
        text = t.gettext("Promote to {level}, or say why not yet.").format(
            level=context.policy.label(above, t.code)
        )
        yield Asking(Asks.GROW, number, text)


def _quiet(
    sheet: Sheet, quiet: Iterable[int], undone: Mapping[int, DecidedRow]
) -> Iterator[Asking]:
    """Quiet partners, the longest quiet first, of whom nothing else is decided or asked.

    Where the activity is required, it is among what is to be supplied.
    """
    text = sheet.context.language.gettext("Get in touch again, or end it.")
    for number in quiet:
        required = {binding.rule.code for binding in sheet.missing.get(number, ())}
        if number not in undone and "activity" not in required:
            yield Asking(Asks.QUIET, number, text)


def _carry_out(sheet: Sheet, undone: Mapping[int, DecidedRow]) -> Iterator[Asking]:
    """What evaluations decided and nobody has done yet, the oldest first."""
    t = sheet.context.language
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
