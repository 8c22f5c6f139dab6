"""`health show`, `report health`: how both sides see partnerships."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.actions import Action, Advice
from partnerreg.db.query import range_of
from partnerreg.domain.enums import Party
from partnerreg.domain.health import (
    Comparison,
    Tally,
    added,
    compared,
    results_by_round,
    topics,
)
from partnerreg.domain.name_keys import sort_key
from partnerreg.domain.periods import months_after
from partnerreg.errors import NotFound
from partnerreg.queries import health as queries
from partnerreg.queries.partners import partner_record
from partnerreg.reports.context import empty_message, select_partners
from partnerreg.reports.question import Question
from partnerreg.reports.report import Chart, Column, ColumnKind, Form, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnerreg.db.query import Reader
    from partnerreg.domain.checklists import Checklist
    from partnerreg.domain.health import RoundResult
    from partnerreg.queries.health import AnswerRow, HealthRound, StatementRow
    from partnerreg.queries.partners import PartnerRecord
    from partnerreg.reports.context import ReportContext

WE = Column("we", "House", ColumnKind.NUMBER)
THEY = Column("they", "Partner", ColumnKind.NUMBER)
GAP = Column("gap", "Apart", ColumnKind.NUMBER)
FAR_APART = Column("far_apart", "Far apart", ColumnKind.FLAG)
LOW = Column("low", "Low", ColumnKind.FLAG)
OPENED = Column("opened_on", "Opened", ColumnKind.DATE)

GROUPS = (
    Column("group", "Group", shown=False),
    Column("name", "Group"),
    WE,
    THEY,
    GAP,
    FAR_APART,
    LOW,
    Column("we_change", "House since last time", ColumnKind.NUMBER),
    Column("they_change", "Partner since last time", ColumnKind.NUMBER),
)
TOPICS = (
    Column("code", "Code", shown=False),
    Column("text", "Statement"),
    WE,
    THEY,
    FAR_APART,
    LOW,
)
STATEMENTS = (Column("code", "Code"), Column("text", "Statement"), WE, THEY, GAP)
COURSE = (Column("id", "#", ColumnKind.ID, shown=False), OPENED, WE, THEY)
COMMENTS = (
    Column("side", "Side", ColumnKind.WORD),
    Column("code", "Code", shown=False),
    Column("text", "Statement"),
    Column("comment", "Comment"),
)
ROUNDS = (
    Column("id", "#", ColumnKind.ID),
    OPENED,
    Column("closed_on", "Closed", ColumnKind.DATE),
    Column("version", "Version"),
    Column("we_answered", "Answered for the house", ColumnKind.NUMBER),
    Column("they_answered", "Answered for the partner", ColumnKind.NUMBER),
)
NOTES = Section("notes", "Notes", (), (), form=Form.LINES)

# A brief is one page: of the groups it shows so many, those to talk about first.
MOST_GROUPS = 3


class Wording(NamedTuple):
    """What groups and statements are called in the reader's language.

    A round of another version than the policy has now speaks as it did when it was opened.
    """

    checklist: Checklist
    language: str

    def group(self, code: str) -> str:
        """A group's name."""
        if code and code not in self.checklist.groups:
            return code
        return self.checklist.group_label(code, self.language)

    def statement(self, row: StatementRow, version: str) -> str:
        """A statement's text."""
        if version == self.checklist.version:
            for item in self.checklist.items:
                if item.code == row.code:
                    return item.text(self.language)
        return row.text


def wording_of(context: ReportContext) -> Wording:
    """What the policy calls groups and statements."""
    return Wording(context.policy.checklist("health"), context.language.code)


def show(
    reader: Reader,
    context: ReportContext,
    partner_id: int,
    number: int | None = None,
    *,
    outward: bool = False,
) -> Report:
    """How both sides see a partnership, as of a day.

    Args:
        reader: the register.
        context: the day, the policy and the language.
        partner_id: the partner's number.
        number: the round's; the last one if None.
        outward: a sheet for both sides to talk by, without comments.

    Raises:
        NotFound: there was no such round on the day.
    """
    record = reader.first(partner_record, partner=partner_id)
    assert record is not None
    rounds = reader.all(queries.health_rounds, today=context.day, **range_of(partner_id))
    this = next((each for each in rounds if number in {None, each.id}), None)
    if this is None:
        raise _no_round(record, context, number)
    found = _tallies(reader, context, partner_id)
    asked = reader.all(queries.statements_of_round, round=this.id)
    answers = reader.all(queries.answers_of_round, round=this.id, today=context.day)
    alike = [each for each in reversed(rounds) if each.version == this.version]
    earlier = [found[each.id] for each in alike[: alike.index(this)] if each.id in found]
    sections = [
        groups(context, found.get(this.id), earlier[-1] if earlier else None),
        *_statements(context, this, asked, answers),
        course(alike, found),
    ]
    if outward:
        lead, *others = sections
        sections = [lead, *(each for each in others if each.rows), NOTES]
    else:
        sections += [comments(context, this, asked, answers), _rounds(context, rounds, found)]
    return Report(
        "health",
        "Health check",
        sections,
        as_of=context.day,
        extra={"partner": {"id": partner_id, "name": record.name}, "round": this.id},
        summary=list(_summary(context, this, found.get(this.id))),
        notes=() if outward else _answered_before(context, this, rounds, found),
        subject=record.name,
    )


def _no_round(record: PartnerRecord, context: ReportContext, number: int | None) -> NotFound:
    if number is None:
        message = f"{record.name} had no health check by {context.day}."
        opening = Action("health", "open", (record.id,))
        return NotFound(message, Advice("Open one: {command}.", command=opening))
    return NotFound(
        f"{record.name} had no health check #{number} by {context.day}.",
        Advice("{command} has the numbers.", command=Action("health", "list", (record.id,))),
    )


def _tallies(
    reader: Reader, context: ReportContext, partner_id: int | None
) -> dict[int, RoundResult]:
    rows = reader.all(queries.section_tallies, today=context.day, **range_of(partner_id))
    return results_by_round(rows)


def _summary(
    context: ReportContext, this: HealthRound, result: RoundResult | None
) -> Iterator[str]:
    """Which round it is, and how many of each side answered."""
    t = context.language
    opened = t.day(this.opened_on)
    if this.closed_on is None or _is_open(context, this):
        yield t.gettext("Health check #{number}, open since {day}.").format(
            number=this.id, day=opened
        )
    else:
        yield t.gettext("Health check #{number}, from {day} to {end}.").format(
            number=this.id, day=opened, end=t.day(this.closed_on)
        )
    yield from _who_answered(context, result)


def _answered_before(
    context: ReportContext,
    this: HealthRound,
    rounds: Sequence[HealthRound],
    found: Mapping[int, RoundResult],
) -> list[Advice]:
    """Of a round that nobody has answered: the one before that somebody did."""
    before = [each for each in rounds[rounds.index(this) + 1 :] if each.id in found]
    if this.id in found or not before:
        return []
    last, t = before[0], context.language
    said = t.gettext("Health check #{number}, opened on {day}, was answered: {command}.")
    shown = Action("health", "show", (this.partner_id,), {"round": last.id})
    return [Advice(said, number=last.id, day=t.day(last.opened_on), command=shown)]


def _who_answered(context: ReportContext, result: RoundResult | None) -> Iterator[str]:
    t = context.language
    respondents = result.respondents if result else {}
    if (ours := respondents.get(Party.WE, 0)) == 0:
        yield t.gettext("Nobody has answered for the house.")
    else:
        yield t.ngettext(
            "{n} person answered for the house: one view, not that of all.",
            "{n} people answered for the house.",
            ours,
        )
    if (theirs := respondents.get(Party.THEY, 0)) == 0:
        yield t.gettext("Nobody has answered for the partner.")
    else:
        yield t.ngettext(
            "{n} person answered for the partner: one view, not that of all.",
            "{n} people answered for the partner.",
            theirs,
        )


def groups(
    context: ReportContext, result: RoundResult | None, before: RoundResult | None
) -> Section:
    """The means of each group of statements, and how they moved since the round before.

    Args:
        context: the policy and the language.
        result: what the round came to; None where nobody answered.
        before: what the round before of the same version came to, if there was one.
    """
    wording = wording_of(context)
    rows = []
    if result is not None:
        for group, mean in [*result.comparisons.items(), (None, result.whole)]:
            past = Comparison(None, None)
            if before is not None:
                past = before.whole if group is None else before.comparisons.get(group, past)
            name = (
                context.language.gettext("All statements")
                if group is None
                else wording.group(group)
            )
            changes = _change(past.we, mean.we), _change(past.they, mean.they)
            rows.append((group, name, *mean, mean.gap, *_marks(context, mean), *changes))
    empty = context.language.gettext("Nobody has answered yet.")
    note = (
        context.language.gettext("Where fewer than half of the answers are there, no mean is told.")
        if any(None in row[2:4] for row in rows)
        else ""
    )
    return Section("groups", "How both sides see it", GROUPS, rows, empty=empty, note=note)


def _change(before: float | None, now: float | None) -> float | None:
    return None if before is None or now is None else round(now - before, 1)


def _marks(context: ReportContext, mean: Comparison) -> tuple[bool, bool]:
    """Whether the sides are far apart, and whether one of them is low."""
    limits = context.policy.thresholds
    far = mean.gap is not None and mean.gap >= limits.health_gap
    return far, mean.lowest is not None and mean.lowest < limits.health_low


def _statements(
    context: ReportContext,
    this: HealthRound,
    asked: Sequence[StatementRow],
    answers: Sequence[AnswerRow],
) -> Iterator[Section]:
    """What is most worth talking about, and then statement by statement."""
    wording, limits = wording_of(context), context.policy.thresholds
    people = {side: {row.respondent for row in answers if row.side is side} for side in Party}
    texts = {row.code: wording.statement(row, this.version) for row in asked if not row.is_open}
    means = {}
    for code in texts:
        given = [row for row in answers if row.code == code and row.score is not None]
        sides = {
            side: added(
                [
                    *(Tally(row.score or 0, 1) for row in given if row.side is side),
                    Tally(possible=len(people[side])),
                ]
            )
            for side in Party
        }
        means[code] = compared(sides)
    t = context.language
    chosen = topics(means, limits.health_gap, limits.health_low)
    yield Section(
        "topics",
        "To talk about",
        TOPICS,
        [(code, texts[code], *means[code], *_marks(context, means[code])) for code in chosen],
        empty=t.gettext("Too few have answered."),
    )
    yield Section(
        "statements",
        "Statement by statement",
        STATEMENTS,
        [(code, text, *means[code], means[code].gap) for code, text in texts.items()],
        note=t.gettext("From 1, disagree, to 5, agree."),
    )


def course(alike: Sequence[HealthRound], found: Mapping[int, RoundResult]) -> Section:
    """The means over all statements in the rounds of one version, where there are several."""
    rows = [(each.id, each.opened_on, *found[each.id].whole) for each in alike if each.id in found]
    return Section(
        "course",
        "Course",
        COURSE,
        rows if len(rows) > 1 else [],
        chart=Chart("course", "opened_on", ("we", "they")) if len(rows) > 1 else None,
    )


def comments(
    context: ReportContext,
    this: HealthRound,
    asked: Sequence[StatementRow],
    answers: Sequence[AnswerRow],
) -> Section:
    """What was said in words, as long as it may be kept; by whom of a side is not told."""
    t, wording = context.language, wording_of(context)
    months = context.policy.thresholds.comment_months
    over = months_after(this.opened_on, months) < context.kept_on
    rows = [
        (row.side, statement.code, wording.statement(statement, this.version), row.comment)
        for statement in asked
        for row in sorted(answers, key=lambda row: row.side, reverse=True)
        if row.code == statement.code and row.comment is not None
    ]
    empty = t.gettext("Nobody said anything in words.")
    if over and rows:
        empty = t.ngettext(
            "{n} comment is left out: the time for which it may be kept has passed.",
            "{n} comments are left out: the time for which they may be kept has passed.",
            len(rows),
        )
    shown = [] if over else rows
    return Section("comments", "In their own words", COMMENTS, shown, empty=empty)


def _is_open(context: ReportContext, each: HealthRound) -> bool:
    return each.closed_on is None or each.closed_on > context.day


def _rounds(
    context: ReportContext, rounds: Sequence[HealthRound], found: Mapping[int, RoundResult]
) -> Section:
    rows = [
        (
            each.id,
            each.opened_on,
            None if _is_open(context, each) else each.closed_on,
            each.version,
            *(found[each.id].respondents.get(side, 0) if each.id in found else 0 for side in Party),
        )
        for each in rounds
    ]
    return Section("rounds", "Health checks", ROUNDS, rows)


def last_health_check(
    reader: Reader, context: ReportContext, record: PartnerRecord
) -> Iterator[Section]:
    """For a brief: how both sides see it, the groups to talk about first; nothing unanswered."""
    last = next(iter(_tallies(reader, context, record.id).values()), None)
    if last is None:
        return
    whole = groups(context, last, None)
    far, low, we, they = (
        [column.key for column in GROUPS].index(key) for key in ("far_apart", "low", "we", "they")
    )
    kept = range(far + 1 + 1)  # without what changed
    rows = sorted(
        (row for row in whole.rows if row[0] is not None),
        key=lambda row: (
            not (row[far] or row[low]),
            min((mean for mean in (row[we], row[they]) if mean is not None), default=9),
        ),
    )
    t = context.language
    opened = t.gettext("Opened on {day}.").format(day=t.day(last.opened_on))
    yield Section(
        "health",
        "Health check",
        [GROUPS[place] for place in kept],
        [tuple(row[place] for place in kept) for row in rows],
        note=" ".join([opened, *_who_answered(context, last)]),
        preview_rows=MOST_GROUPS,
        see_all=Action("health", "show", (record.id,)),
    )


PARTNERS = (
    Column("id", "#", ColumnKind.ID, shown=False),
    Column("partner", "Name"),
    Column("level", "Level", ColumnKind.LEVEL),
    OPENED,
    WE,
    THEY,
    Column("group", "Lowest group", shown=False),
    Column("group_name", "Lowest group"),
    Column("lowest", "Lowest mean", ColumnKind.NUMBER),
    Column("gap", "Farthest apart", ColumnKind.NUMBER),
    FAR_APART,
    LOW,
    Column("due_on", "Next one due", ColumnKind.DATE),
)


def health(reader: Reader, context: ReportContext) -> Report:
    """The last health check of each partner that had one: the lowest first."""
    _, facts = select_partners(reader, context)
    found = _tallies(reader, context, None)
    last: dict[int, RoundResult] = {}
    for result in found.values():  # of each partner the last one comes first
        last.setdefault(result.partner_id, result)
    chosen = {number: fact for number, fact in facts.items() if number in last}
    names = {n: sort_key(fact.partner, context.language.code) for n, fact in chosen.items()}
    numbers = sorted(chosen, key=lambda n: (last[n].lowest or 9, names[n]))
    t = context.language
    rows = [_partner(context, n, chosen[n].partner, chosen[n].level, last[n]) for n in numbers]
    without = len(facts) - len(rows)
    notes = (
        [
            t.ngettext(
                "{n} partner has had no health check.",
                "{n} partners have had no health check.",
                without,
            )
        ]
        if without
        else []
    )
    empty = t.gettext("No health check has been answered.")
    return Report(
        "health",
        "Health checks",
        (Section("partners", "Health checks", PARTNERS, rows, empty=empty),),
        as_of=context.day,
        notes=notes,
        empty_text="" if facts else empty_message(reader, context),
    )


def _partner(
    context: ReportContext, number: int, name: str, level: object, result: RoundResult
) -> tuple[object, ...]:
    means = result.comparisons
    lowest = min(
        (group for group in means if means[group].lowest is not None),
        key=lambda group: means[group].lowest or 0,
        default=None,
    )
    gap = max((mean.gap for mean in means.values() if mean.gap is not None), default=None)
    limits = context.policy.thresholds
    return (
        number,
        name,
        level,
        result.opened_on,
        *result.whole,
        lowest,
        None if lowest is None else wording_of(context).group(lowest),
        result.lowest,
        gap,
        gap is not None and gap >= limits.health_gap,
        result.lowest is not None and result.lowest < limits.health_low,
        months_after(result.opened_on, limits.health_months),
    )


QUESTION = Question("How both sides see their partnerships, in the last health checks.", health)
