"""The commands that only ask, and what each one reads; see `partnerreg.cli.question`.

They are apart from Typer so that `quick` can call them without importing it.
Their first line is the command's help.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.cli import noun_questions, past, report_questions, words
from partnerreg.cli.question import Question
from partnerreg.nouns import registry

if TYPE_CHECKING:
    from partnerreg.cli.run import Run
    from partnerreg.db.query import Reader
    from partnerreg.reports.report import Report


def partner_list(
    run: Run,
    reader: Reader,
    *,
    status: str | None = None,
    as_of: str | None = None,
    since: str | None = None,
    moved: str | None = None,
    was: str | None = None,
    missing: str | None = None,
    meets: str | None = None,
    expiring: str | None = None,
    without: str | None = None,
    sort: str = "name",
    **filters: Any,
) -> Report:
    """List partners, by name; filters can be combined."""
    from partnerreg.cli.partner_filter import read_filter
    from partnerreg.reports import partners

    order = words.one_of("--sort", sort, partners.ORDERS)
    day = words.parse_day("--as-of", as_of)
    who = read_filter(
        reader,
        day or run.today,
        status=status,
        since=since,
        moved=moved,
        was=was,
        missing=missing,
        meets=meets,
        expiring=expiring,
        without=without,
        **filters,
    )
    if day is None and not who.needs_history:
        most = run.output.first_rows
        return partners.partners_now(reader, run.today, run.language.code, who, order, most)
    return partners.partners_on(
        reader, day or run.today, run.policy, run.language.code, who, order
    )._replace(as_of=day)


def partner_show(run: Run, reader: Reader, partner: str) -> Report:
    """Show everything about a partner."""
    from partnerreg.reports.partner import show
    from partnerreg.services.lookup import find_partner

    found = find_partner(reader, partner)
    return show(reader, found.id, run.today, run.policy, run.language)


def partner_check(
    run: Run, reader: Reader, partner: str, *, to: str | None = None, as_of: str | None = None
) -> Report:
    """Show what a level asks of a partner, what is there, and how to supply what is missing."""
    from partnerreg.reports.partner import check
    from partnerreg.services.lookup import find_partner

    level = words.parse_level("--to", to)
    day = words.parse_day("--as-of", as_of) or run.today
    return check(reader, find_partner(reader, partner).id, level, day, run.policy, run.language)


def partner_history(run: Run, reader: Reader, partner: str) -> Report:
    """Show how a partner moved through the levels, and which commands touched it."""
    from partnerreg.reports.partner import history
    from partnerreg.services.lookup import find_partner

    found = find_partner(reader, partner)
    return history(reader, found.id, found.name, run.language)


def agreement_list(
    run: Run,
    reader: Reader,
    partner: str | None = None,
    *,
    state: str | None = None,
    as_of: str | None = None,
    sort: str | None = None,
) -> Report:
    """List agreements, all or one partner's, with where they stand."""
    from partnerreg.domain.enums import AgreementState
    from partnerreg.queries.agreements import agreements
    from partnerreg.reports import lists

    wanted = words.parse_word("--state", state, AgreementState) if state else None
    day = words.parse_day("--as-of", as_of) or run.today
    order = words.one_of("--sort", sort, lists.AGREEMENT_ORDERS) if sort else None
    rows = reader.all(agreements, **_range(reader, partner))
    return lists.agreements(rows, day, wanted, order, run.language)


def agreement_show(run: Run, reader: Reader, number: str) -> Report:
    """Show an agreement and its files."""
    from partnerreg.reports.agreement import show

    return show(reader, words.parse_number(number, "agreement"), run.today, run.language)


def activity_list(
    _run: Run,
    reader: Reader,
    partner: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
) -> Report:
    """List activities, the latest first, all or one partner's."""
    from partnerreg.domain.enums import ActivityKind
    from partnerreg.queries.activities import activities
    from partnerreg.reports import lists
    from partnerreg.services.lookup import find_partner

    first, last = words.parse_period("--since", since, "--until", until)
    wanted = words.parse_word("--kind", kind, ActivityKind) if kind else None
    number = find_partner(reader, partner).id if partner else None
    rows = reader.all(activities, partner=number, since=first, until=last, kind=wanted)
    return lists.activities(rows)


def _range(reader: Reader, partner: str | None) -> dict[str, int]:
    """The parameters that limit a query to the partner named, or to none."""
    from partnerreg.db.query import range_of
    from partnerreg.services.lookup import find_partner

    return range_of(find_partner(reader, partner).id if partner else None)


QUESTIONS: dict[tuple[str, str], Question] = {
    ("partner", "list"): Question(partner_list),
    ("partner", "show"): Question(partner_show, pages=False),
    ("partner", "check"): Question(partner_check, pages=False),
    ("partner", "history"): Question(partner_history),
    ("agreement", "list"): Question(agreement_list),
    ("agreement", "show"): Question(agreement_show, pages=False),
    ("activity", "list"): Question(activity_list),
    ("history", "show"): Question(past.history_show, streams=True),
    **{
        ("report", name): Question(ask, figures=True)
        for name, ask in report_questions.REPORTS.items()
    },
    ("report", "meeting"): Question(
        report_questions.meeting, figures=True, then=report_questions.remember
    ),
}

# Those that are asked by one word.
ONE_WORD: dict[str, Question] = {"history": Question(past.history)}


def question_called(noun: str, verb: str) -> Question | None:
    """The question that two words ask, if they do: a noun's own, or one that every noun has."""
    if (own := QUESTIONS.get((noun, verb))) is not None:
        return own
    if noun not in registry.names():
        return None
    return noun_questions.questions(registry.noun(noun)).get(verb)
