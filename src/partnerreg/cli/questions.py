"""The commands that only ask: what each one reads, and what it shows.

They are apart from their Typer declarations so that `quick` can call them
without importing Typer. Parameters before the ``*`` are arguments, those after
it options: text, or a flag where the default is False. An option is called as
its parameter is, but for those in `OPTION_NAMES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.cli import past, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from partnerreg.cli.run import Run
    from partnerreg.store.query import Reader

# The options that cannot be called as their parameters are.
OPTION_NAMES = {"form": "--format", "everything": "--all"}


def partner_list(
    run: Run,
    *,
    level: str | None = None,
    sector: str | None = None,
    municipality: str | None = None,
    unit: str | None = None,
    area: str | None = None,
    goal: str | None = None,
    coordinator: str | None = None,
    tag: str | None = None,
    status: str = "active",
    unsupported: bool = False,
    sort: str = "name",
    everything: bool = False,
    form: str = "table",
) -> None:
    """`partner list`."""
    from partnerreg.cli.filters import Filters
    from partnerreg.reports import partners

    wanted = Filters(level, sector, municipality, unit, area, goal, coordinator, tag, status)
    order = words.one_of("--sort", sort, partners.ORDERS)
    with run.reader() as reader:
        asked = wanted.resolve(reader)
        most = None if everything else run.rows_on_screen(form)
        if most and order == "name" and not unsupported:
            report = partners.first_page(reader, run.today, run.language, asked, most)
        else:
            rows = partners.matching(reader, run.today, run.language, asked)
            if unsupported:
                weak = partners.unsupported(reader, run.today, run.policy)
                rows = [row for row in rows if row.id in weak]
            report = partners.listed(rows, order, run.language)
    run.show(report, form, everything=everything)


def partner_show(run: Run, partner: str, *, form: str = "table") -> None:
    """`partner show`."""
    from partnerreg.register.finding import find_partner
    from partnerreg.reports.partner import show

    with run.reader() as reader:
        found = find_partner(reader, partner)
        report = show(reader, found.id, run.today, run.policy, run.language)
    run.show(report, form, everything=True)


def partner_check(
    run: Run,
    partner: str,
    *,
    to: str | None = None,
    as_of: str | None = None,
    form: str = "table",
) -> None:
    """`partner check`."""
    from partnerreg.register.finding import find_partner
    from partnerreg.reports.partner import check

    level = words.parse_level("--to", to)
    day = words.parse_day("--as-of", as_of) or run.today
    with run.reader() as reader:
        found = find_partner(reader, partner)
        report = check(reader, found.id, level, day, run.policy)
    run.show(report, form, everything=True)


def partner_history(
    run: Run, partner: str, *, everything: bool = False, form: str = "table"
) -> None:
    """`partner history`."""
    from partnerreg.register.finding import find_partner
    from partnerreg.reports.partner import history

    with run.reader() as reader:
        found = find_partner(reader, partner)
        report = history(reader, found.id, found.name)
    run.show(report, form, everything=everything)


def contact_list(
    run: Run,
    partner: str | None = None,
    *,
    sort: str | None = None,
    everything: bool = False,
    form: str = "table",
) -> None:
    """`contact list`."""
    from partnerreg.register.queries.people import contacts
    from partnerreg.reports import lists

    order = words.one_of("--sort", sort, lists.CONTACT_ORDERS) if sort else None
    with run.reader() as reader:
        rows = reader.all(contacts, **_range(reader, partner))
    run.show(lists.contacts(rows, order, run.language), form, everything=everything)


def agreement_list(
    run: Run,
    partner: str | None = None,
    *,
    state: str | None = None,
    as_of: str | None = None,
    sort: str | None = None,
    everything: bool = False,
    form: str = "table",
) -> None:
    """`agreement list`."""
    from partnerreg.domain.vocabulary import AgreementState
    from partnerreg.register.queries.agreements import agreements
    from partnerreg.reports import lists

    wanted = words.parse_word("--state", state, AgreementState) if state else None
    day = words.parse_day("--as-of", as_of) or run.today
    order = words.one_of("--sort", sort, lists.AGREEMENT_ORDERS) if sort else None
    with run.reader() as reader:
        rows = reader.all(agreements, **_range(reader, partner))
    report = lists.agreements(rows, day, wanted, order, run.language)
    run.show(report, form, everything=everything)


def agreement_show(run: Run, number: str, *, form: str = "table") -> None:
    """`agreement show`."""
    from partnerreg.reports.agreement import show

    with run.reader() as reader:
        report = show(reader, words.parse_number(number, "agreement"), run.today)
    run.show(report, form, everything=True)


def unit_list(run: Run, *, everything: bool = False, form: str = "table") -> None:
    """`unit list`."""
    from partnerreg.register.queries.house import units
    from partnerreg.reports import lists

    with run.reader() as reader:
        report = lists.named("units", "Units", reader.all(units), run.language)
    run.show(report, form, everything=everything)


def area_list(run: Run, *, everything: bool = False, form: str = "table") -> None:
    """`area list`."""
    from partnerreg.register.queries.house import areas
    from partnerreg.reports import lists

    with run.reader() as reader:
        rows = reader.all(areas, today=run.today)
    run.show(lists.named("areas", "Service areas", rows, run.language), form, everything=everything)


def goal_list(run: Run, *, everything: bool = False, form: str = "table") -> None:
    """`goal list`."""
    from partnerreg.register.queries.house import goals
    from partnerreg.reports import lists

    with run.reader() as reader:
        report = lists.goals(reader.all(goals, today=run.today), run.language)
    run.show(report, form, everything=everything)


def staff_list(run: Run, *, everything: bool = False, form: str = "table") -> None:
    """`staff list`."""
    from partnerreg.register.queries.house import staff
    from partnerreg.reports import lists

    with run.reader() as reader:
        report = lists.staff(reader.all(staff, today=run.today), run.language)
    run.show(report, form, everything=everything)


def activity_list(
    run: Run,
    partner: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    everything: bool = False,
    form: str = "table",
) -> None:
    """`activity list`."""
    from partnerreg.domain.vocabulary import ActivityKind
    from partnerreg.register.finding import find_partner
    from partnerreg.register.queries.story import activities
    from partnerreg.reports import lists

    first, last = words.parse_period("--since", since, "--until", until)
    wanted = words.parse_word("--kind", kind, ActivityKind) if kind else None
    with run.reader() as reader:
        number = find_partner(reader, partner).id if partner else None
        rows = reader.all(activities, partner=number, since=first, until=last, kind=wanted)
    run.show(lists.activities(rows), form, everything=everything)


def evaluation_list(
    run: Run, partner: str | None = None, *, everything: bool = False, form: str = "table"
) -> None:
    """`evaluation list`."""
    from partnerreg.register.queries.story import evaluations
    from partnerreg.reports import lists

    with run.reader() as reader:
        report = lists.evaluations(reader.all(evaluations, **_range(reader, partner)))
    run.show(report, form, everything=everything)


def report_levels(
    run: Run,
    *,
    by: str | None = None,
    as_of: str | None = None,
    sector: str | None = None,
    municipality: str | None = None,
    unit: str | None = None,
    area: str | None = None,
    goal: str | None = None,
    coordinator: str | None = None,
    tag: str | None = None,
    everything: bool = False,
    form: str = "table",
) -> None:
    """`report levels`."""
    from partnerreg.reports.levels import GROUPINGS, levels

    day = words.parse_day("--as-of", as_of) or run.today
    group = words.one_of("--by", by, GROUPINGS) if by else None
    with run.reader() as reader:
        only = _chosen(reader, day, sector, municipality, unit, area, goal, coordinator, tag)
        report = levels(reader, day, run.policy, run.language, group, only)
    run.show(report, form, everything=everything)


def report_gaps(
    run: Run,
    *,
    severity: str = "advised",
    as_of: str | None = None,
    level: str | None = None,
    sector: str | None = None,
    municipality: str | None = None,
    unit: str | None = None,
    area: str | None = None,
    goal: str | None = None,
    coordinator: str | None = None,
    tag: str | None = None,
    everything: bool = False,
    form: str = "table",
) -> None:
    """`report gaps`."""
    from partnerreg.domain.vocabulary import Severity
    from partnerreg.reports.gaps import gaps

    day = words.parse_day("--as-of", as_of) or run.today
    down_to = Severity(words.one_of("--severity", severity, ["required", "advised", "hint"]))
    standing = words.parse_level("--level", level)
    with run.reader() as reader:
        only = _chosen(reader, day, sector, municipality, unit, area, goal, coordinator, tag)
        report = gaps(reader, day, run.policy, run.language, down_to, only, standing)
    run.show(report, form, everything=everything)


def _range(reader: Reader, partner: str | None) -> dict[str, int]:
    """The parameters that limit a query to the partner named, or to none."""
    from partnerreg.register.finding import find_partner
    from partnerreg.register.limits import range_of

    return range_of(find_partner(reader, partner).id if partner else None)


def _chosen(reader: Reader, day: date, *filters: str | None) -> set[int] | None:
    """The partners that the filters choose, whatever their level and status; None without any."""
    if not any(filters):
        return None
    from partnerreg.cli.filters import Filters
    from partnerreg.reports.partners import chosen

    sector, municipality, unit, area, goal, coordinator, tag = filters
    wanted = Filters(None, sector, municipality, unit, area, goal, coordinator, tag, "all")
    return chosen(reader, day, wanted.resolve(reader))


QUESTIONS: dict[tuple[str, str], Callable[..., None]] = {
    ("partner", "list"): partner_list,
    ("partner", "show"): partner_show,
    ("partner", "check"): partner_check,
    ("partner", "history"): partner_history,
    ("contact", "list"): contact_list,
    ("agreement", "list"): agreement_list,
    ("agreement", "show"): agreement_show,
    ("unit", "list"): unit_list,
    ("area", "list"): area_list,
    ("goal", "list"): goal_list,
    ("staff", "list"): staff_list,
    ("activity", "list"): activity_list,
    ("evaluation", "list"): evaluation_list,
    ("report", "levels"): report_levels,
    ("report", "gaps"): report_gaps,
    ("history", "show"): past.history_show,
}

# Those that are asked by one word.
ONE_WORD: dict[str, Callable[..., None]] = {"history": past.history}
