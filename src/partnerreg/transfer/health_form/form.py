"""What a form asks, and what somebody answered on it; the same for every kind of file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.actions import see
from partnerreg.db.query import range_of
from partnerreg.domain.enums import Party
from partnerreg.domain.health import Reply, parse_score
from partnerreg.domain.parsing import ParseError
from partnerreg.domain.text import truncate
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns.health import HEALTH
from partnerreg.queries.health import statements_of_round
from partnerreg.queries.things import things
from partnerreg.reports.health import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.reports.context import ReportContext

_MARK = re.compile(r"partnerreg-health:([a-z0-9]{10}):(we|they)\b")


class Mark(NamedTuple):
    """What a form is known by: the round's code, and whose view the form holds."""

    code: str
    side: Party

    def __str__(self) -> str:
        return f"partnerreg-health:{self.code}:{self.side}"


class Question(NamedTuple):
    """A statement to agree with or not, or one that is answered in words."""

    code: str
    text: str
    is_open: bool


class Form(NamedTuple):
    """What a form asks.

    Attributes:
        mark: what it is known by.
        title: its heading.
        explanation: how to fill it in, a paragraph each.
        sections: the questions, by the heading that they stand under.
        language: whose texts these are.
    """

    mark: Mark
    title: str
    explanation: tuple[str, ...]
    sections: dict[str, list[Question]]
    language: Language


class FilledForm(NamedTuple):
    """What somebody answered on a form, by the codes of its statements."""

    mark: Mark
    replies: dict[str, Reply]


def form_of(reader: Reader, context: ReportContext, number: int, side: Party) -> Form:
    """The form of a round for a side, in the reader's language.

    Raises:
        InvalidInput: the round is closed.
        NotFound: there is no such round.
    """
    rounds = reader.all(things(HEALTH), **range_of(None))
    this = next((each for each in rounds if each.id == number), None)
    if this is None:
        raise NotFound(f"There is no health check #{number}.", see("health", "list"))
    if this.closed_on is not None:
        raise InvalidInput(f"Health check #{number} was closed on {this.closed_on}.")
    t, wording = context.language, wording_of(context)
    sections: dict[str, list[Question]] = {}
    for row in reader.all(statements_of_round, round=number):
        question = Question(row.code, wording.statement(row, this.version), row.is_open)
        sections.setdefault(wording.group(row.section or ""), []).append(question)
    label = wording.checklist.label(t.code)
    whose = (
        t.gettext("This form is for the house's own people.")
        if side is Party.WE
        else t.gettext("This form is for the people of {partner}.").format(partner=this.partner)
    )
    months = context.policy.thresholds.comment_months
    return Form(
        Mark(this.form_code, side),
        f"{label}: {this.partner}",
        (
            whose,
            t.gettext(
                "Say of each statement how far it is so, seen from your side: "
                "from 1, disagree, to 5, agree. Leave out what you cannot judge."
            ),
            t.ngettext(
                "Your name is not asked for. Comments are read by those in the house who look "
                "after the partnership, for {n} month; name no persons in them.",
                "Your name is not asked for. Comments are read by those in the house who look "
                "after the partnership, for {n} months; name no persons in them.",
                months,
            ),
        ),
        sections,
        t,
    )


def mark_in(text: str, name: str) -> Mark:
    """The mark that a file holds.

    Raises:
        InvalidInput: it holds none, or several.
    """
    found = {match.groups() for match in _MARK.finditer(text)}
    if len(found) == 1:
        ((code, side),) = found
        return Mark(code, Party(side))
    if found:
        raise InvalidInput(f"{name} holds marks of several forms; one file is one form.")
    raise InvalidInput(
        f"{name} is no form of a health check: the line that says of which is missing.",
        "Send out a new form, and let that line stand.",
    )


def filled(mark: Mark, name: str, rows: Iterable[tuple[str, str, str]]) -> FilledForm:
    """A form with the rows that somebody filled in: a statement's code, the score, the comment.

    Raises:
        InvalidInput: names each statement with what is wrong with it.
    """
    replies: dict[str, Reply] = {}
    faults = []
    for code, score, comment in rows:
        if code in replies:
            faults.append(f"{name}, {code}: it is answered twice.")
            continue
        replies[code] = Reply()
        try:
            replies[code] = Reply(parse_score(score), comment.strip() or None)
        except ParseError as error:
            faults.append(f"{name}, {truncate(code)}: {error}.")
    if faults:
        raise InvalidInput("\n".join(faults), "Mend that in the file, and read it again.")
    return FilledForm(mark, replies)
