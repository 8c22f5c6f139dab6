"""The reports: what each one is asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.cli import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any, Concatenate, ParamSpec

    from partnerreg.cli.run import Run
    from partnerreg.db.query import Reader
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.report import Report

    Own = ParamSpec("Own")

# How far a report looks back where neither a day nor a meeting says so.
MONTHS_BACK = 3


def levels(
    run: Run,
    reader: Reader,
    *,
    by: str | None = None,
    since: str | None = None,
    as_of: str | None = None,
    **filters: Any,
) -> Report:
    """How many partners stand at each level, how many lack what it asks, and who moved."""
    from partnerreg.cli.partner_filter import parse_since
    from partnerreg.reports.levels import GROUPINGS, levels

    group = words.one_of("--by", by, GROUPINGS) if by else None
    context = _context(run, reader, as_of, filters)
    return _answer(levels, reader, context, group, parse_since(reader, since, context.day))


def movements(
    run: Run,
    reader: Reader,
    *,
    since: str | None = None,
    as_of: str | None = None,
    **filters: Any,
) -> Report:
    """Which partners are new, went up or down, ended or came back; since the last meeting."""
    from partnerreg.domain.periods import months_after
    from partnerreg.reports.movements import movements

    context = _context(run, reader, as_of, filters)
    first = _since_or_last_meeting(reader, since, context.day)
    return _answer(movements, reader, context, first or months_after(context.day, -MONTHS_BACK))


def gaps(
    run: Run,
    reader: Reader,
    *,
    severity: str = "advised",
    as_of: str | None = None,
    **filters: Any,
) -> Report:
    """What is missing where: partners that have drifted from what their level asks."""
    from partnerreg.domain.enums import Severity
    from partnerreg.reports.gaps import gaps

    down_to = Severity(words.one_of("--severity", severity, ["required", "advised", "hint"]))
    return _answer(gaps, reader, _context(run, reader, as_of, filters), down_to)


def expiring(
    run: Run,
    reader: Reader,
    *,
    within: str | None = None,
    as_of: str | None = None,
    **filters: Any,
) -> Report:
    """Which agreements end, or must be given notice, within a time; 90 days if not given."""
    from partnerreg.reports.expiring import expiring

    context = _context(run, reader, as_of, filters)
    days = words.parse_days_ahead("--within", within, context.day)
    within_days = run.policy.thresholds.expiring_days if days is None else days
    return _answer(expiring, reader, context, within_days)


def quiet(run: Run, reader: Reader, *, as_of: str | None = None, **filters: Any) -> Report:
    """With which partners nothing was done for longer than their level asks."""
    from partnerreg.reports.quiet import quiet

    return _answer(quiet, reader, _context(run, reader, as_of, filters))


def coverage(run: Run, reader: Reader, *, as_of: str | None = None, **filters: Any) -> Report:
    """Which areas, goals, sectors and municipalities have partners, and which have none."""
    from partnerreg.reports.coverage import coverage

    return _answer(coverage, reader, _context(run, reader, as_of, filters))


def timeline(
    run: Run,
    reader: Reader,
    *,
    months: str | None = None,
    as_of: str | None = None,
    **filters: Any,
) -> Report:
    """How many partners stood at each level, month by month."""
    from partnerreg.reports.timeline import timeline

    back = words.parse_count("--months", months, most=600) or 24
    return _answer(timeline, reader, _context(run, reader, as_of, filters), back)


def brief(
    run: Run,
    reader: Reader,
    partner: str,
    *,
    outward: bool = False,
    since: str | None = None,
    as_of: str | None = None,
) -> Report:
    """One partner on one page, for the meeting with it."""
    from partnerreg.reports.brief import brief
    from partnerreg.services.lookup import find_partner

    context = _context(run, reader, as_of, {})
    first = _since_or_last_meeting(reader, since, context.day)
    return brief(reader, context, find_partner(reader, partner).id, first, outward)


def meeting(
    run: Run,
    reader: Reader,
    *,
    held: bool = False,  # noqa: ARG001 -- see `remember`
    since: str | None = None,
    as_of: str | None = None,
    **filters: Any,
) -> Report:
    """The whole portfolio on one or two pages: what to know, and what to decide."""
    from partnerreg.reports.meeting import meeting

    context = _context(run, reader, as_of, filters)
    first = _since_or_last_meeting(reader, since, context.day)
    return _answer(meeting, reader, context, first)


def _answer(
    report: Callable[Concatenate[Reader, ReportContext, Own], Report],
    reader: Reader,
    context: ReportContext,
    *own: Own.args,
    **options: Own.kwargs,
) -> Report:
    """What a report answers, with the filters that it was asked with."""
    return report(reader, context, *own, **options)._replace(filters=context.who.labels)


def _context(
    run: Run, reader: Reader, as_of: str | None, filters: Mapping[str, Any]
) -> ReportContext:
    """What a report is asked with.

    Raises:
        InvalidInput: a day or a word cannot be read.
        NotFound: the house has no such unit, area, goal or person.
    """
    from partnerreg.cli.partner_filter import read_filter
    from partnerreg.reports.context import ReportContext

    day = words.parse_day("--as-of", as_of) or run.today
    who = read_filter(reader, day, **filters).on(reader, day)
    return ReportContext(day, run.policy, run.language, who, run.today)


def _since_or_last_meeting(reader: Reader, text: str | None, day: date) -> date | None:
    """The day that was given, or that of the last meeting if there is one."""
    from partnerreg.cli.partner_filter import parse_since
    from partnerreg.services.meetings import last_meeting

    return last_meeting(reader, day) if text is None else parse_since(reader, text, day)


def remember(run: Run, options: Mapping[str, Any]) -> None:
    """Record that the meeting was held, where `--held` says so."""
    if not options.get("held"):
        return
    day = words.parse_day("--as-of", options.get("as_of")) or run.today
    from partnerreg.cli.telling import tell
    from partnerreg.services import meetings

    with run.write("report meeting", f"held on {day}") as work:
        is_new = meetings.held(work, day)
    known = "is recorded now" if is_new else "was recorded already"
    tell(f"The meeting on {day} {known}: reports of later days look back to it.")


REPORTS: dict[str, Callable[..., Report]] = {
    "levels": levels,
    "meeting": meeting,
    "brief": brief,
    "expiring": expiring,
    "gaps": gaps,
    "quiet": quiet,
    "movements": movements,
    "coverage": coverage,
    "timeline": timeline,
}
