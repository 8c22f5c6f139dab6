"""The form of a preparation: the questions on paper, out as a Word file or Markdown, and in again.

Each row of the Word file's tables begins with a code; in Markdown each question is a heading
that does. What stands beside it may be written at will.
"""

from __future__ import annotations

import re
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.actions import Action, Advice, Option
from partnerreg.domain.enums import StepState
from partnerreg.domain.facts import Evidence
from partnerreg.domain.labels import label
from partnerreg.domain.name_keys import identity_key
from partnerreg.domain.preparation import COMPLEXITY, asked, points
from partnerreg.errors import InvalidInput
from partnerreg.nouns.preparation import PREPARATION
from partnerreg.nouns.schema import validate
from partnerreg.reports.preparation import TITLES, current_answers
from partnerreg.services.facts import facts_of
from partnerreg.services.lookup import find_partner
from partnerreg.services.preparation import Answers, refuse_answer
from partnerreg.transfer.readers.dates import DayReader, Order
from partnerreg.word_file import open_word, rows_of, save_word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import BinaryIO

    from partnerreg.db.query import Reader
    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.domain.enums import Level
    from partnerreg.domain.policy import Policy
    from partnerreg.language import Language
    from partnerreg.reports.context import ReportContext

LARGEST = 10_000_000
"""How many bytes a filled-in form may have."""

# The codes of what is said above the questions; no step is called so.
_PARTNER, _MADE, _BY, _ON = _HEAD = ("form-partner", "form-made", "form-by", "form-on")

_STEP = re.compile(r"### `([^`]*)`(.*)")
_GROUP = re.compile(r"^## [^\n]*\n\s*(?=### `)", re.MULTILINE)
_HEAD_LINE = re.compile(r"- `([^`]*)` [^:]*:(.*)")
_NOT_RELEVANT = re.compile(r"(?s)([^\n]{2,30}?)(?:(?:\s*[:–—,]|\s+-|\n)\s*(.*))?")


class Question(NamedTuple):
    """A question of a form, and what is known of its answer."""

    group: str
    code: str
    text: str
    answer: str


class Form(NamedTuple):
    """A form before it is filled in.

    Attributes:
        title: what stands on top.
        partner_id: whose preparation it is.
        partner: what that is called.
        made_on: the day as of which answers stand in it.
        questions: group by group.
        hint: how to say that a question is not relevant.
    """

    title: str
    partner_id: int
    partner: str
    made_on: date
    questions: list[Question]
    hint: str

    def head(self, language: Language) -> list[tuple[str, str, str]]:
        """What is said above the questions: code, name, and what is known."""
        t = language
        return [
            (_PARTNER, t.gettext("Partner"), f"#{self.partner_id} {self.partner}"),
            (_MADE, t.gettext("Form of"), self.made_on.isoformat()),
            (_BY, t.gettext("Answered by"), ""),
            (_ON, t.gettext("Answered on"), ""),
        ]


class FilledForm(NamedTuple):
    """What came back.

    Attributes:
        head: what is said above the questions, by its code.
        answers: what is written by step; nothing where it was left empty.
    """

    head: dict[str, str]
    answers: dict[str, str]

    @property
    def partner_id(self) -> int:
        """The number of the partner that the form is about.

        Raises:
            InvalidInput: the form does not say.
        """
        if found := re.match(r"#([0-9]{1,18})\b", self.head.get(_PARTNER, "")):
            return int(found[1])
        raise InvalidInput(
            "The form does not say which partner it is about.",
            f"Its line {_PARTNER} begins with the partner's number, as #12.",
        )

    @property
    def partner(self) -> str:
        """What the partner was called when the form was made."""
        return self.head[_PARTNER].partition(" ")[2].strip()

    @property
    def made_on(self) -> str:
        """The day as of which answers stood in it."""
        return self.head.get(_MADE, "")

    @property
    def answered_by(self) -> str:
        """Who filled it in, if that is said."""
        return self.head.get(_BY, "")

    @property
    def answered_on(self) -> str:
        """On which day, if that is said."""
        return self.head.get(_ON, "")


class Taken(NamedTuple):
    """What came of a form.

    Attributes:
        partner: whose preparation it is.
        noted: the steps that were noted.
        unchanged: how many answers were as before.
        left_empty: the steps whose answers stood in the form, and were taken out of it; they hold.
    """

    partner: str
    noted: list[str]
    unchanged: int
    left_empty: list[str]


def form_of(
    reader: Reader, context: ReportContext, partner_id: int, level: Level | None = None
) -> Form:
    """The form of what a level asks of a partner, and of what nobody knows of its complexity.

    Raises:
        InvalidInput: the partnership was not active on the day, or nothing is asked.
    """
    facts = facts_of(reader, partner_id, context.day, [Evidence.PREPARATION])
    target = level or facts.level.above or facts.level
    answers = {row.code: row for row in current_answers(reader, context, partner_id)}
    t = context.language
    language = t.code
    items = [
        (context.policy.checklist(name).group_label(item.group, language), item)
        for name, item in asked(facts, context.policy, target)
    ]
    if not items:
        raise InvalidInput(
            f"The {target.word} level asks no questions.",
            Advice("Name a higher one with {option}.", option=Option("to")),
        )
    complexity = context.policy.checklist(COMPLEXITY)
    items += [
        (f"{complexity.label(language)}: {t.gettext('yes or no')}", point.item)
        for point in points(facts, context.policy)
        if point.known_by != "register"
    ]
    not_relevant = label(StepState.NOT_RELEVANT, t)
    questions = []
    for group, item in items:
        row = answers.get(item.code)
        known = row.text or "" if row and row.state is not StepState.OPEN else ""
        if row and row.state is StepState.NOT_RELEVANT:
            known = f"{not_relevant}: {known}"
        questions.append(Question(group, item.code, item.text(language), known))
    title = f"{t.gettext(TITLES[target])}: {facts.partner}"
    hint = t.gettext("Where a question does not apply, write “{not_relevant}: …” and why.")
    hint = hint.format(not_relevant=not_relevant)
    return Form(title, partner_id, facts.partner, context.day, questions, hint)


def note_answers(
    work: UnitOfWork,
    filled: FilledForm,
    policy: Policy,
    *,
    day: date | None = None,
    by: str | None = None,
) -> Taken:
    """Note what is new in a form that came back; what stood in it when it was made is not.

    Args:
        work: the unit of work.
        filled: the form.
        policy: whose steps are asked.
        day: the day of the answers, where the form does not say; today if not given.
        by: who gave them, where the form does not say; whoever notes them if not given.

    Raises:
        InvalidInput: an answer cannot be noted; each is named by its step, and none is.
        NotFound: the partner of the form is not in the register.
    """
    partner = find_partner(work.reader, f"#{filled.partner_id}")
    if identity_key(partner.name) != identity_key(filled.partner):
        raise InvalidInput(
            f"The form is about #{partner.id} {filled.partner}; "
            f"here #{partner.id} is {partner.name}.",
            f"If it is the same partner, write {partner.name} in its line {_PARTNER}.",
        )
    made_on = _day(_MADE, filled.made_on) or work.today
    answers = Answers(work, PREPARATION)
    given = {
        "partner": partner.id,
        "answered_on": _day(_ON, filled.answered_on) or day or work.today,
        "answered_by": filled.answered_by or by or work.command.actor,
    }
    there, faults, new = answers.before(partner.id, made_on), [], []
    written = {code: text for code, text in filled.answers.items() if text}
    for code, answer in written.items():
        state, text = state_of(answer)
        row = there.get(code)
        if row and (row.state, _plain(row.text or "")) == (state, _plain(text)):
            continue
        try:
            refuse_answer(code, state, text, policy)
            values = given | {"code": code, "state": state, "text": text}
            new.append(validate(answers.schema, values))
        except InvalidInput as error:
            faults.append(f"{code}: {error.message}")
    if faults:
        raise InvalidInput("\n".join(faults), "Mend these in the form; nothing was noted.")
    noted = [answers.answer(data, policy) for data in new]
    left_empty = [
        code
        for code, text in filled.answers.items()
        if not text and code in there and there[code].state is not StepState.OPEN
    ]
    unchanged = len(written) - len(new)
    return Taken(partner.name, [row.code for row in noted], unchanged, left_empty)


def _day(code: str, text: str) -> date | None:
    """A day that stands in the form, as people write it."""
    from pydantic_core import PydanticCustomError

    try:
        return DayReader(Order.DMY if "." in text else None)(text)
    except PydanticCustomError as error:
        raise InvalidInput(f"{code}: {error.message()}.") from None


def _plain(text: str) -> str:
    """A text without what programs do to line ends and to white space around them."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def state_of(text: str) -> tuple[StepState, str]:
    """Whether an answer says that a question is not relevant; and what it says, or why."""
    from partnerreg.domain.synonyms import member_of

    found = _NOT_RELEVANT.fullmatch(text)
    if found and member_of(StepState, found[1].strip()) is StepState.NOT_RELEVANT:
        return StepState.NOT_RELEVANT, (found[2] or "").strip()
    return StepState.ANSWERED, text


def write_word(form: Form, out: BinaryIO, language: Language) -> None:
    """Write a form as a Word file."""
    from partnerreg.render.word_document import add_rows, add_table, new_document, text_width

    document = new_document(form.title, language)
    document.add_heading(form.title, 1)
    width = text_width()
    widths = (0.17 * width, 0.33 * width, 0.5 * width)
    add_rows(add_table(document, widths), form.head(language))
    document.add_paragraph(form.hint, "Quiet")
    header = [language.gettext(word) for word in ("Code", "Question", "Answer")]
    for group, questions in groupby(form.questions, key=lambda question: question.group):
        document.add_heading(group, 2)
        rows = [(each.code, each.text, each.answer) for each in questions]
        add_rows(add_table(document, widths, header), rows)
    save_word(document, out)


def write_markdown(form: Form, out: BinaryIO, language: Language) -> None:
    """Write a form as Markdown."""
    lines = [f"# {form.title}", ""]
    lines += [f"- `{code}` {name}: {text}".rstrip() for code, name, text in form.head(language)]
    lines += ["", form.hint, ""]
    for group, questions in groupby(form.questions, key=lambda question: question.group):
        lines += [f"## {group}", ""]
        for each in questions:
            answer = [
                f"\\{line}" if line[:1] in {"#", "\\"} else line for line in each.answer.split("\n")
            ]
            lines += [f"### `{each.code}` {each.text}", "", *(answer if each.answer else ()), ""]
    out.write(("\n".join(lines).rstrip() + "\n").encode())


def read_form(name: str, data: bytes) -> FilledForm:
    """Read a form that was filled in.

    Raises:
        InvalidInput: it is no form, or a code stands in it twice.
    """
    if len(data) > LARGEST:
        raise InvalidInput(f"{name} is larger than {LARGEST // 1_000_000} MB.", "Is it the form?")
    pairs = list(_word_rows(name, data) if data[:2] == b"PK" else _markdown_rows(name, data))
    found: dict[str, str] = {}
    for code, text in pairs:
        if code in found:
            raise InvalidInput(
                f"{name} has the step {code} twice.", "Leave one of them, and read it again."
            )
        found[code] = text
    if _PARTNER not in found:
        raise InvalidInput(
            f"{name} is no form of a preparation: there is no line {_PARTNER} in it.",
            Advice("{command} writes one.", command=Action("preparation", "form", ("PARTNER",))),
        )
    head = {code: found.pop(code).strip() for code in _HEAD if code in found}
    return FilledForm(head, found)


def _word_rows(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The code and the answer of each row of a Word file's tables."""
    for row in rows_of(open_word(name, BytesIO(data))):
        code = row.cells[0].lower() if row.cells else ""
        if re.fullmatch(r"[a-z][a-z0-9-]*", code) and not row.is_heading:
            yield code, row.cells[-1] if len(row.cells) > 1 else ""


def _markdown_rows(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The code and the answer below each heading, and what is said above them."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise InvalidInput(
            f"{name}, line {number:,}: there are bytes that are no text in UTF-8.",
            "Save the file as UTF-8.",
        ) from None
    code, answer = "", list[str]()
    for line in _GROUP.sub("", text).split("\n"):
        if found := _STEP.fullmatch(line.strip()):
            if code:
                yield code, "\n".join(answer).strip()
            code, answer = found[1].strip().lower(), []
        elif code:
            answer.append(line[1:] if line[:2] in {"\\#", "\\\\"} else line)
        elif head := _HEAD_LINE.fullmatch(line.strip()):
            yield head[1].strip().lower(), head[2].strip()
    if code:
        yield code, "\n".join(answer).strip()
