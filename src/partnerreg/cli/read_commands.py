"""The commands that only ask: what each takes, and what answers it.

They are apart from Typer so that the fast path can call them without importing it; Typer gets
them by `partnerreg.cli.app`. The first line of what answers is the command's help.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from partnerreg import clock
from partnerreg.cli import parameters as p
from partnerreg.cli.output import Output
from partnerreg.cli.parameters import flag, option
from partnerreg.cli.validation import (
    one_of,
    parse_day,
    parse_level,
    parse_number,
    parse_period,
    parse_word,
    read_option,
)
from partnerreg.domain import parsing
from partnerreg.domain.enums import ActivityKind, AgreementState, Phase
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns import registry
from partnerreg.nouns.fields import MOMENT, References

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from partnerreg.cli.context import AppContext
    from partnerreg.cli.parameters import Parameter, Value
    from partnerreg.db.query import Reader
    from partnerreg.nouns.fields import Field
    from partnerreg.nouns.noun import Noun
    from partnerreg.queries.partners import PartnerName
    from partnerreg.reports.lists import Arrangement
    from partnerreg.reports.question import Detail, Question
    from partnerreg.reports.report import Report


class ReadCommand(NamedTuple):
    """A command that only asks.

    Attributes:
        handler: what answers it; gets the context, a reader, and the values by name.
        parameters: what it takes.
        pages: on a terminal the first rows are shown, and `--all` shows all.
        streams: its answer is read while it is written out.
        after: what is done, by the values, once the answer was written.
    """

    handler: Callable[..., Report]
    parameters: tuple[Parameter, ...]
    pages: bool = True
    streams: bool = False
    after: Callable[[AppContext, Mapping[str, Any]], None] | None = None

    @property
    def help(self) -> str:
        """What the command does."""
        return self.handler.__doc__ or ""

    def run(self, context: AppContext, values: Mapping[str, Value]) -> None:
        """Ask, and show the answer where it is wanted.

        Raises:
            RegisterError: what was asked makes no sense, or cannot be read or written.
        """
        own: dict[str, Any] = {each.name: each.default for each in self.parameters if each.default}
        own.update(values)
        shown = {each.name for each in (*p.OUTPUT, p.ALL, p.FIGURES)} & own.keys()
        context.output = Output.of(**{name: own.pop(name) for name in shown})
        if not self.pages:
            context.output = context.output._replace(everything=True)
        with context.reader() as reader:
            report = self.handler(context, reader, **own)
            if self.streams:
                context.write_report(report)
        if not self.streams:
            context.write_report(report)
        if self.after:
            self.after(context, own)


# By the words that call it.
READ_COMMANDS: dict[str, ReadCommand] = {}

Handler = TypeVar("Handler", bound="Callable[..., Report]")


def read_command(
    name: str, *parameters: Parameter, pages: bool = True, **more: Any
) -> Callable[[Handler], Handler]:
    """Declare a command that only asks.

    Args:
        name: the words that call it.
        parameters: what it takes, besides what says how and where its answer is written.
        pages: see `ReadCommand`, as for more.
        more: other attributes of the command.
    """
    shown = (*([p.ALL] if pages else []), *p.OUTPUT)

    def declare(handler: Handler) -> Handler:
        READ_COMMANDS[name] = ReadCommand(handler, (*parameters, *shown), pages, **more)
        return handler

    return declare


def list_command(name: str, *parameters: Parameter) -> Callable[[Handler], Handler]:
    """Declare a noun's list that has filters and columns of its own, beside those of its fields.

    What answers it gets the `Arrangement`, too, which is made of its answer afterwards.
    """

    def declare(handler: Handler) -> Handler:
        READ_COMMANDS[name] = ReadCommand(handler, parameters)
        return handler

    return declare


def find_read_command(words: list[str]) -> tuple[ReadCommand, list[str]] | None:
    """The command that begins the words, if it only asks, and the words after it."""
    if len(words) > 1 and words[0] in registry.names():
        command = read_commands_of(words[0]).get(words[1])
        return (command, words[2:]) if command else None
    if len(words) > 1 and words[0] == "report":
        from partnerreg.reports.question import question

        found = question(words[1])
        return (_report_command(words[1], found), words[2:]) if found else None
    for length in (2, 1):
        if command := READ_COMMANDS.get(" ".join(words[:length])):
            return command, words[length:]
    return None


def read_commands_of(group: str) -> dict[str, ReadCommand]:
    """The verbs of a group that only ask: its own, and those that every noun has."""
    if group == "report":
        from partnerreg.reports.question import questions

        return {name: _report_command(name, each) for name, each in questions().items()}
    own = {
        name.removeprefix(f"{group} "): command
        for name, command in READ_COMMANDS.items()
        if name.startswith(f"{group} ")
    }
    if group not in registry.names():
        return own
    noun = registry.noun(group)
    general = {"list": _list_command(noun, own.pop("list", None)), "show": _show_command(noun)}
    return general | own


SINCE = option(
    "since", "DATE|last-meeting", "Since that day, or since last-meeting, the last one recorded."
)


@list_command(
    "partner list",
    option(
        "status",
        "active|ended|all",
        "Only of this status; active if not given, ended with --moved ended.",
    ),
    p.AS_OF,
    option("since", "DATE|last-meeting", "The earlier day that --moved and --was compare with."),
    option(
        "moved",
        "new|up|down|ended|reopened|any",
        "Only whose standing changed so since then.",
    ),
    option("was", "absent|strategic|service|network|ended", "Only those that stood there then."),
    option(
        "missing",
        "RULE|required|advised|hint",
        "Only those that lack what this rule asks of their level; or anything of a severity.",
    ),
    option("meets", "RULE", "Only those that have what this rule asks."),
    option(
        "expiring",
        "90d|12w|3m",
        "Only with an agreement that ends, renews itself or has its notice day within that time.",
    ),
    option(
        "without",
        "sector|municipality|region|field|legal-form|scope|tag|unit|area|goal|audience|coordinator|contact",
        "Only those that have none.",
    ),
    *p.PARTNER_FILTER,
)
def partner_list(
    context: AppContext,
    reader: Reader,
    arrangement: Arrangement,
    *,
    as_of: str | None = None,
    **chosen: Any,
) -> Report:
    """List partners, by name; filters can be combined."""
    from partnerreg.cli.partner_filter import read_filter
    from partnerreg.reports import partners

    day = parse_day("--as-of", as_of)
    about_rules = chosen.get("missing") or chosen.get("meets")
    rules = context.policy.rules if about_rules else ()
    who = read_filter(reader, day or context.today, rules=rules, **chosen)
    language = context.language.code
    if day is None and not who.needs_history:
        most = None if arrangement.takes_all else context.output.first_rows
        return partners.partners_now(reader, context.today, language, who, most)
    then = day or context.today
    report = partners.partners_on(reader, then, context.policy, language, who)
    return report._replace(as_of=day)


@read_command("partner show", p.PARTNER, pages=False)
def partner_show(context: AppContext, reader: Reader, partner: str) -> Report:
    """Show everything about a partner."""
    from partnerreg.reports.partner import show
    from partnerreg.services.lookup import find_partner

    number = find_partner(reader, partner).id
    return show(reader, number, context.today, context.policy, context.language)


@read_command(
    "partner check",
    p.PARTNER,
    option("to", "LEVEL", "The level to hold it against; the next one up if not given."),
    p.AS_OF,
    pages=False,
)
def partner_check(
    context: AppContext,
    reader: Reader,
    partner: str,
    to: str | None = None,
    as_of: str | None = None,
) -> Report:
    """Show what a level asks of a partner, what is there, and how to supply what is missing."""
    from partnerreg.reports.partner import check
    from partnerreg.services.lookup import find_partner

    level = parse_level("--to", to)
    day = parse_day("--as-of", as_of) or context.today
    number = find_partner(reader, partner).id
    return check(reader, number, level, day, context.policy, context.language)


@read_command("partner tree", p.PARTNER, p.AS_OF, pages=False)
def partner_tree(
    context: AppContext, reader: Reader, partner: str, as_of: str | None = None
) -> Report:
    """Show what belongs to a partner, and what to that in turn, with level and last activity."""
    from partnerreg.reports.partner_ties import tree
    from partnerreg.services.lookup import find_partner

    found = find_partner(reader, partner)
    day = parse_day("--as-of", as_of) or context.today
    return tree(reader, found.id, found.name, day, context.language)


@read_command("partner history", p.PARTNER)
def partner_history(context: AppContext, reader: Reader, partner: str) -> Report:
    """Show how a partner moved through the levels, and which commands touched it."""
    from partnerreg.reports.partner import history
    from partnerreg.services.lookup import find_partner

    found = find_partner(reader, partner)
    return history(reader, found.id, found.name, context.language)


TO_LEVEL = option("to", "LEVEL", "For this level; the next one up if not given.")


@read_command("preparation show", p.PARTNER, TO_LEVEL, p.AS_OF, pages=False)
def preparation_show(
    context: AppContext,
    reader: Reader,
    partner: str,
    to: str | None = None,
    as_of: str | None = None,
) -> Report:
    """Show the steps of a partner's preparation, and what was answered."""
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.preparation import preparation
    from partnerreg.services.lookup import find_partner

    level = parse_level("--to", to)
    day = parse_day("--as-of", as_of) or context.today
    number = find_partner(reader, partner).id
    about = ReportContext(day, context.policy, context.language)
    return preparation(reader, about, number, level)


@read_command("partner complexity", p.PARTNER, p.AS_OF, pages=False)
def partner_complexity(
    context: AppContext, reader: Reader, partner: str, as_of: str | None = None
) -> Report:
    """How complex a partnership is: what makes it so, and what nobody knows."""
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.preparation import complexity
    from partnerreg.services.lookup import find_partner

    day = parse_day("--as-of", as_of) or context.today
    number = find_partner(reader, partner).id
    return complexity(reader, ReportContext(day, context.policy, context.language), number)


@list_command(
    "agreement list",
    p.OPTIONAL_PARTNER,
    option("state", "|".join(parsing.words(AgreementState)), "Only in this state."),
    option("until", "DATE", "Only with this under “Until”."),
    p.AS_OF,
)
def agreement_list(
    context: AppContext,
    reader: Reader,
    _arrangement: Arrangement,
    partner: str | None = None,
    state: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
) -> Report:
    """List agreements, all or one partner's, with where they stand."""
    from partnerreg.queries.agreements import agreements, agreements_of_partner
    from partnerreg.reports import lists
    from partnerreg.services.lookup import find_partner

    only = parse_word("--state", state, AgreementState) if state else None
    day = parse_day("--as-of", as_of) or context.today
    if partner:
        number = find_partner(reader, partner).id
        rows = reader.all(agreements_of_partner, partner=number, today=day)
    else:
        rows = reader.all(agreements, today=day)
    last = parse_day("--until", until)
    return lists.agreements(
        rows, day, only, context.language, last, of_one_partner=partner is not None
    )


@read_command("agreement show", p.NUMBER, p.AS_OF, pages=False)
def agreement_show(
    context: AppContext, reader: Reader, number: str, as_of: str | None = None
) -> Report:
    """Show an agreement, its parties, signatures, amendments and clauses, and its files."""
    from partnerreg.reports.agreement import show
    from partnerreg.reports.clauses import marked

    day = parse_day("--as-of", as_of) or context.today
    known, language = parse_number(number, "agreement"), context.language
    report = show(reader, known, day, language)
    clauses = marked(reader, known, day, context.policy, language)
    return report._replace(sections=(*report.sections, clauses))


@read_command("evaluation show", p.NUMBER, pages=False)
def evaluation_show(_context: AppContext, reader: Reader, number: str) -> Report:
    """Show an evaluation and the numbers it rests on."""
    from partnerreg.reports.evaluation import show

    return show(reader, parse_number(number, "evaluation"))


@read_command("agreement check", p.NUMBER, p.AS_OF, pages=False)
def agreement_check(
    context: AppContext, reader: Reader, number: str, as_of: str | None = None
) -> Report:
    """Show what an agreement says, clause by clause, and what it lacks."""
    from partnerreg.reports.clauses import check

    day = parse_day("--as-of", as_of) or context.today
    known = parse_number(number, "agreement")
    return check(reader, known, day, context.policy, context.language)


@read_command("template placeholders", pages=False)
def template_placeholders(context: AppContext, _reader: Reader) -> Report:
    """List what a template can have filled in."""
    from partnerreg.reports.placeholders import placeholders

    return placeholders(context.language)


@list_command("template list")
def template_list(context: AppContext, reader: Reader, _arrangement: Arrangement) -> Report:
    """List templates, and name those that come with the program."""
    from partnerreg.queries.things import things
    from partnerreg.reports import lists
    from partnerreg.services.templates import SHIPPED

    noun = registry.noun("template")
    report = lists.things(noun, reader.all(things(noun)), context.language)
    said = context.language.gettext("With the program come: {names}.")
    return report._replace(notes=(said.format(names=", ".join(SHIPPED)),))


@read_command(
    "health show",
    p.PARTNER,
    option("round", "NUMBER", "This health check; the last one if not given."),
    flag("outward", "A sheet for both sides to talk by: without comments."),
    p.AS_OF,
    pages=False,
)
def health_show(
    context: AppContext,
    reader: Reader,
    partner: str,
    *,
    outward: bool = False,
    as_of: str | None = None,
    **typed: str,
) -> Report:
    """Show how both sides see a partnership: group by group, what to talk about, the course."""
    from partnerreg.reports.context import ReportContext
    from partnerreg.reports.health import show
    from partnerreg.services.lookup import find_partner

    day = parse_day("--as-of", as_of) or context.today
    number = parse_number(typed["round"], "health", "--round") if "round" in typed else None
    about = ReportContext(day, context.policy, context.language, today=context.today)
    found = find_partner(reader, partner)
    if number is None and (typed_number := parsing.number(partner)) is not None:
        _tell_of_other_round(reader, found, typed_number)
    return show(reader, about, found.id, number, outward=outward)


def _tell_of_other_round(reader: Reader, partner: PartnerName, number: int) -> None:
    """Say so where a partner's number is that of another partner's health check, too."""
    from partnerreg.cli.console import notify
    from partnerreg.queries.things import parameters_of, things

    noun = registry.noun("health")
    for row in reader.all(things(noun), **parameters_of(noun, None)):
        if row.id == number and row.partner_id != partner.id:
            notify(
                f"This is partner #{number}, {partner.name}. Health check #{number} is one of "
                f"{row.partner}: `partnerreg health show {row.partner_id} --round {number}`."
            )


@list_command(
    "activity list",
    p.OPTIONAL_PARTNER,
    option("since", "DATE", "From that day on."),
    option("until", "DATE", "Until that day."),
    option("kind", "|".join(parsing.words(ActivityKind)), "Only of this kind."),
)
def activity_list(
    _context: AppContext,
    reader: Reader,
    _arrangement: Arrangement,
    partner: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
) -> Report:
    """List activities, the latest first, all or one partner's."""
    from partnerreg.queries.activities import activities
    from partnerreg.reports import lists
    from partnerreg.services.lookup import find_partner

    first, last = parse_period("--since", since, "--until", until)
    only = parse_word("--kind", kind, ActivityKind) if kind else None
    number = find_partner(reader, partner).id if partner else None
    rows = reader.all(activities, partner=number, since=first, until=last, kind=only)
    return lists.activities(rows)


@list_command(
    "project list",
    p.OPTIONAL_PARTNER,
    option("phase", "|".join(parsing.words(Phase)), "Only in this phase."),
    option("goal", "GOAL", "Only tied to this goal."),
    p.AS_OF,
)
def project_list(
    context: AppContext,
    reader: Reader,
    _arrangement: Arrangement,
    partner: str | None = None,
    phase: str | None = None,
    goal: str | None = None,
    as_of: str | None = None,
) -> Report:
    """List projects, all or one partner's, each with its phase."""
    from partnerreg.queries.projects import goals_of_projects, projects_on
    from partnerreg.queries.things import parameters_of, things
    from partnerreg.reports import lists
    from partnerreg.services.lookup import find, find_partner

    noun = registry.noun("project")
    day = parse_day("--as-of", as_of) or context.today
    number = find_partner(reader, partner).id if partner else None
    only = parse_word("--phase", phase, Phase) if phase else None
    there = reader.all(projects_on, partner=number, today=day)
    shown = {row.id for row in there if only in {None, row.phase}}
    if goal:
        wanted = find(reader, registry.noun("goal"), goal).id
        ties = reader.all(goals_of_projects, today=day)
        shown &= {tie.project_id for tie in ties if tie.goal_id == wanted}
    rows = reader.all(things(noun), **parameters_of(noun, day))
    return lists.things(noun, (row for row in rows if row.id in shown), context.language)


@list_command(
    "milestone list",
    p.OPTIONAL_PARTNER,
    option("project", "PROJECT", "Only this project's."),
    flag("overdue", "Only those whose day has passed, and that are not done."),
    p.AS_OF,
)
def milestone_list(
    context: AppContext,
    reader: Reader,
    _arrangement: Arrangement,
    partner: str | None = None,
    project: str | None = None,
    overdue: bool = False,
    as_of: str | None = None,
) -> Report:
    """List milestones, those that are due first on top: all, a partner's, or a project's."""
    from partnerreg.queries.projects import projects_on
    from partnerreg.queries.things import parameters_of, things
    from partnerreg.reports import lists
    from partnerreg.services.lookup import find, find_partner

    noun = registry.noun("milestone")
    day = parse_day("--as-of", as_of) or context.today
    number = find_partner(reader, partner).id if partner else None
    shown = {row.title for row in reader.all(projects_on, partner=number, today=day)}
    if project:
        shown &= {find(reader, registry.noun("project"), project, today=day).title}
    rows = [
        row._replace(done_on=row.done_on if row.done_on and row.done_on <= day else None)
        for row in reader.all(things(noun), **parameters_of(noun, day))
        if row.project in shown and (row.overdue or not overdue)
    ]
    return lists.things(noun, rows, context.language)


@list_command("communication list", p.OPTIONAL_PARTNER, p.AS_OF)
def communication_list(
    context: AppContext,
    reader: Reader,
    _arrangement: Arrangement,
    partner: str | None = None,
    as_of: str | None = None,
) -> Report:
    """List what is told, all or of one partner, its activities and its projects."""
    from partnerreg.reports import lists
    from partnerreg.reports.communication import communications
    from partnerreg.services.lookup import find_partner

    day = parse_day("--as-of", as_of) or context.today
    number = find_partner(reader, partner).id if partner else None
    rows = communications(reader, day, number)
    return lists.things(registry.noun("communication"), rows, context.language)


@read_command("group show", p.thing(registry.noun("group")), pages=False)
def group_show(context: AppContext, reader: Reader, thing: str) -> Report:
    """Show a network group: its members, its meetings, what it learnt."""
    from partnerreg.reports.groups import show
    from partnerreg.services.lookup import find

    found = find(reader, registry.noun("group"), thing, today=context.today)
    return show(reader, found, context.today, context.language)


@read_command(
    "history",
    option("since", "DATE", "Only what was done from that day on."),
    option("by", "NAME", "Only what they did."),
    option("command", "TEXT", "Only commands with this in their name, as `import`."),
)
def history(
    context: AppContext,
    reader: Reader,
    since: str | None = None,
    by: str | None = None,
    command: str | None = None,
) -> Report:
    """What was done, the last first: when, by whom, and whether it was taken back."""
    from partnerreg.reports.history import operations

    day = parse_day("--since", since)
    # As moments are stored: in UTC.
    moment = day and clock.beginning(day).strftime("%Y-%m-%d %H:%M:%S.%f")
    filters = {"moment": moment, "actor": by, "command": command}
    return operations(reader, context.output.first_rows, **filters)


@read_command("history show", p.NUMBER, streams=True)
def history_show(context: AppContext, reader: Reader, number: str) -> Report:
    """What one operation did, field by field: what was, and what is."""
    from partnerreg.queries.journal import operations
    from partnerreg.reports.history import operation

    wanted = operation_number(number)
    row = reader.first(operations, number=wanted)
    if row is None:
        raise NotFound(f"There is no operation {wanted}.", SEE_HISTORY)
    return operation(reader, row, context.output.first_rows)


SEE_HISTORY = "`partnerreg history` lists all operations."


def operation_number(text: str) -> int:
    """An operation's number, written ``12`` or ``#12``.

    Raises:
        InvalidInput: it is no number.
    """
    match = re.fullmatch(r"#?([0-9]{1,18})", text.strip())
    if match is None:
        raise InvalidInput(f"{text!r} is not the number of an operation.", SEE_HISTORY)
    return int(match[1])


def remember_meeting(context: AppContext, values: Mapping[str, Any]) -> None:
    """Record that the meeting was held, where `--held` says so."""
    if not values.get("held"):
        return
    from partnerreg.cli.console import notify
    from partnerreg.services.meetings import record_meeting

    day = parse_day("--as-of", values.get("as_of")) or context.today
    with context.write("report meeting", f"held on {day}") as work:
        is_new = record_meeting(work, day)
    known = "is recorded now" if is_new else "was recorded already"
    notify(f"The meeting on {day} {known}: reports of later days look back to it.")


HELD = flag("held", "Record that the meeting was held, for --since last-meeting.")


def _report_command(name: str, question: Question) -> ReadCommand:
    """The command that asks for a report."""
    details = {detail.name: detail for detail in question.details}
    options = {
        detail.name: option(detail.name, detail.metavar, detail.help, default=detail.default)
        for detail in question.details
    }

    def ask(
        context: AppContext,
        reader: Reader,
        *,
        as_of: str | None = None,
        since: str | None = None,
        held: bool = False,  # noqa: ARG001 -- see `remember_meeting`
        **typed: Any,
    ) -> Report:
        from partnerreg.cli.partner_filter import parse_since, read_filter
        from partnerreg.reports.context import ReportContext

        texts = {name: typed.pop(name) for name in details.keys() & typed.keys()}
        which = typed.pop(question.of_one, "")
        day = parse_day("--as-of", as_of) or context.today
        who = read_filter(reader, day, **typed).on(reader, day)
        about = ReportContext(day, context.policy, context.language, who, context.today)
        values = {name: _detail(details[name], text, day) for name, text in texts.items()}
        if question.of_one:
            from partnerreg.services.lookup import find, find_partner

            if question.of_one == "partner":
                found: Any = find_partner(reader, which)
            else:
                found = find(reader, registry.noun(question.of_one), which, today=day)
            values[f"{question.of_one}_id"] = found.id
        if question.looks_back:
            values["since"] = parse_since(reader, since, day)
        if question.to_last_meeting and since is None:
            from partnerreg.services.meetings import last_meeting

            values["since"] = last_meeting(reader, day)
        report = question.report(reader, about, **values)
        return report if question.public else report._replace(filters=who.labels)

    ask.__doc__ = question.help
    parameters = (
        *_which_one(question),
        *([HELD] if name == "meeting" else []),
        *options.values(),
        *([SINCE] if question.looks_back else []),
        p.AS_OF,
        *(() if question.of_one else p.PARTNER_FILTER),
    )
    after = remember_meeting if name == "meeting" else None
    return ReadCommand(ask, (*parameters, p.ALL, p.FIGURES, *p.OUTPUT), after=after)


def _which_one(question: Question) -> list[Parameter]:
    """The argument that says what a report is about, if it is about one thing."""
    if not question.of_one:
        return []
    if question.of_one == p.PARTNER.name:
        return [p.PARTNER]
    return [p.thing(registry.noun(question.of_one))._replace(name=question.of_one)]


def _detail(detail: Detail, typed: Any, day: date) -> Any:
    """What was said of a question, as a value."""
    if not detail.metavar:
        return typed
    name = f"--{detail.name}"
    if detail.words:
        one_of(name, typed, detail.words)
    return read_option(name, typed, lambda text: detail.read(text, day))


def _show_command(noun: Noun) -> ReadCommand:
    def show(context: AppContext, reader: Reader, thing: str) -> Report:
        from partnerreg.reports import lists
        from partnerreg.services.lookup import find

        return lists.thing(noun, find(reader, noun, thing, today=context.today))

    show.__doc__ = f"Show all that is said of {noun.article}."
    return ReadCommand(show, (p.thing(noun), *p.OUTPUT), pages=False)


def _list_command(noun: Noun, own: ReadCommand | None) -> ReadCommand:
    """A noun's list: filters, columns and orders by every field, whatever it has by itself."""

    def all_things(
        context: AppContext, reader: Reader, _arrangement: Arrangement, partner: str | None = None
    ) -> Report:
        from partnerreg.queries.things import parameters_of, things
        from partnerreg.reports import lists
        from partnerreg.services.lookup import find_partner

        owner = find_partner(reader, partner).id if partner else None
        rows = reader.all(things(noun), **parameters_of(noun, context.today, owner))
        return lists.things(noun, rows, context.language)

    all_things.__doc__ = f"List {noun.several}" + (", all or one partner's." if noun.owner else ".")
    base = own or ReadCommand(all_things, (p.OPTIONAL_PARTNER,) if noun.owner else ())
    names = {name for each in base.parameters for name in (each.name, *each.flags)}
    fields = {
        field.name: field
        for field in noun.listed_fields
        if field is not noun.owner
        and field.kind is not MOMENT  # nobody types one to the microsecond
        and names.isdisjoint({field.name, field.option_name, _tied_noun(noun, field)})
    }

    def list_(
        context: AppContext,
        reader: Reader,
        sort: str = "",
        columns: str = "",
        containing: str = "",
        **values: Any,
    ) -> Report:
        from partnerreg.reports import lists

        known = [column.key for column in lists.possible_columns(noun)]
        arrangement = lists.Arrangement(
            _field("--sort", sort, known) if sort else "",
            [_field("--columns", name.strip(), known) for name in columns.split(",") if columns],
            [
                *(_test(fields[name], values.pop(name)) for name in fields.keys() & values.keys()),
                *([_words_test(noun, containing)] if containing else []),
            ],
        )
        report = base.handler(context, reader, arrangement, **values)
        day = parse_day("--as-of", values.get("as_of")) or context.today
        return arrangement.of(report, noun, reader, day, context.language)

    list_.__doc__ = base.help
    parameters = (
        *base.parameters,
        option(
            "sort", "FIELD", "By this field, as in the list's JSON; a hyphen before it turns it."
        ),
        option("columns", "FIELD,…", "The number and these fields, with commas between."),
        option("containing", "TEXT", "Only with these words among their texts."),
        *(
            option(
                field.name,
                field.kind.metavar,
                f"Only with this under “{field.label}”.",
                field.option_name,
            )
            for field in fields.values()
        ),
    )
    return ReadCommand(list_, (*parameters, p.ALL, *p.OUTPUT))


def _tied_noun(noun: Noun, field: Field) -> str:
    """The noun that things are tied to for a time, whose own filter asks for one of them."""
    kind = field.kind
    return kind.noun if isinstance(kind, References) and kind.table not in noun.parts else ""


def _field(option: str, text: str, known: list[str]) -> str:
    """The field that an option names; a hyphen may stand before it."""
    name = text.removeprefix("-").replace("-", "_")
    found = {"number": "id"}.get(name, name)
    if found not in known:
        raise InvalidInput(
            f"{option} {text!r} is not known.",
            f"Choose among {', '.join(key for key in known if key != 'partner_id')}.",
        )
    return f"-{found}" if text.startswith("-") else found


def _words_test(noun: Noun, text: str) -> Callable[[Any], bool]:
    """Whether all words of a text are among those of a row, in whatever text of it each is."""
    from partnerreg.domain.name_keys import search_key
    from partnerreg.nouns.fields import Line, Reference, Text

    words = search_key(text).split()
    names = [f.name for f in noun.listed_fields if isinstance(f.kind, (Text, Line, Reference))]

    def holds(row: Any) -> bool:
        texts = search_key(" ".join(str(getattr(row, name) or "") for name in names))
        return all(word in texts for word in words)

    return holds


def _test(field: Field, text: str) -> Callable[[Any], bool]:
    """Whether a row is one that a filter lets through: texts hold it, all else equals it.

    Signs do not count beside letters and digits; by themselves they are looked for as they are.
    """
    from partnerreg.domain import parsing
    from partnerreg.domain.name_keys import search_key
    from partnerreg.nouns.fields import Line, Reference, Text

    if isinstance(field.kind, (Text, Line, Reference)):
        fold = search_key if any(map(str.isalnum, text)) else str.casefold
        part = fold(text.strip())
        return lambda row: part in fold(str(getattr(row, field.name) or ""))
    try:
        value = field.kind.read(text)
    except parsing.ParseError as error:
        raise InvalidInput(f"{field.option_name} {error}.") from None
    return lambda row: getattr(row, field.name) == value
