"""`report lessons`: what was learnt, by theme; what may be told outside, without names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.actions import Action
from partnerreg.db.query import range_of
from partnerreg.domain.anonymity import Anonymizer
from partnerreg.domain.enums import Sharing
from partnerreg.domain.name_keys import sort_key
from partnerreg.language import N_
from partnerreg.nouns.registry import noun
from partnerreg.queries.learning import known_names
from partnerreg.queries.things import things
from partnerreg.reports.context import select_partners
from partnerreg.reports.question import Detail, Question
from partnerreg.reports.report import Column, ColumnKind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.reports.context import ReportContext

SHARED = (Sharing.YES, Sharing.NAMED)
"""How lessons are marked that may be told outside."""

LINE = 95
MOST = 2

LESSONS = (
    Column("theme", "Theme", empty=N_("Other lessons")),
    Column("learned", "What we learnt"),
    Column("hardest", "What was hardest"),
    Column("own_house", "In our own house"),
    Column("advice", "Advice"),
    Column("partner", "Partner"),
)
INSIDE = (
    Column("id", "#", ColumnKind.ID),
    *LESSONS,
    Column("group", "Network group"),
    Column("noted_on", "Date", ColumnKind.DATE),
    Column("share", "To be shared", ColumnKind.WORD),
)
OF_PARTNER = (
    Column("noted_on", "Date", ColumnKind.DATE),
    Column("learned", "What we learnt", max_chars=LINE),
    Column("advice", "Advice", max_chars=LINE),
)
_TEXTS = ("learned", "hardest", "own_house", "advice")


def lessons(
    reader: Reader,
    context: ReportContext,
    outward: bool = False,  # noqa: FBT001, FBT002 -- a report is called by position
) -> Report:
    """What was learnt until the day, by theme, the latest first.

    Args:
        reader: the register.
        context: the day, the language, and of which partners; of everything if all are meant.
        outward: only what is to be shared, without names. A partner's is told where the lesson
            may be shared with it.
    """
    t = context.language
    rows: Iterable[Any] = _until(reader, context)
    if not context.who.is_everybody:
        _, chosen = select_partners(reader, context)
        rows = [row for row in rows if row.partner_id in chosen]
    columns = LESSONS if outward else INSIDE
    if outward:
        tell = anonymizer(reader, t)
        rows = [_told(row, tell) for row in rows if row.share in SHARED]
    cells = [
        tuple(getattr(row, column.key) for column in columns)
        for row in sorted(rows, key=lambda row: _place(row.theme, t))
    ]
    empty = t.gettext("No lesson may be shared.") if outward else t.gettext("No lesson is noted.")
    section = Section("lessons", "Lessons", columns, cells, empty=empty, grouped_by="theme")
    return Report(
        "lessons",
        "What we learnt",
        [section],
        as_of=context.day,
        notes=[names_left_out(t)] if outward and cells else [],
    )


def names_left_out(language: Language) -> str:
    """What whoever passes on a text without names has to know."""
    return language.gettext(
        "Names that the register knows are left out. Read the page before it leaves the house."
    )


def anonymizer(reader: Reader, language: Language) -> Anonymizer:
    """Leaves out what organisations and people are called, wherever the register has that."""
    people, organisations = list[str](), list[str]()
    for row in reader.all(known_names):
        (people if row.is_person else organisations).append(row.name)
    return Anonymizer(
        organisations, people, f"[{language.gettext('partner')}]", f"[{language.gettext('person')}]"
    )


def lessons_of_partner(
    reader: Reader, context: ReportContext, partner_id: int
) -> Iterator[Section]:
    """The latest lessons of a partnership; nothing where there are none."""
    rows = [
        tuple(getattr(row, column.key) for column in OF_PARTNER)
        for row in _until(reader, context, partner_id)
    ]
    if rows:
        more = Action("lesson", "list", (partner_id,))
        yield Section("lessons", "Lessons", OF_PARTNER, rows, preview_rows=MOST, see_all=more)


def _until(reader: Reader, context: ReportContext, partner_id: int | None = None) -> list[Any]:
    """The lessons noted until the day, the latest first."""
    rows = reader.all(things(noun("lesson")), **range_of(partner_id))
    return [row for row in rows if row.noted_on <= context.day]


def _told(row: Any, tell: Anonymizer) -> Any:
    """A lesson as it may be told outside."""
    about = row.partner or ""
    texts = {name: tell(getattr(row, name), about) for name in ("theme", *_TEXTS)}
    return row._replace(partner=row.partner if row.share is Sharing.NAMED else None, **texts)


def _place(theme: str | None, language: Language) -> tuple[bool, str]:
    return theme is None, sort_key(theme or "", language.code)


QUESTION = Question(
    "What was learnt, by theme; or what others may have of it, without names.",
    lessons,
    [Detail("outward", "Only what is to be shared, without names.")],
)
