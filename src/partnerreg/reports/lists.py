"""Lists: one row for each thing, in the reader's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.name_keys import sort_key
from partnerreg.language import ENGLISH, N_
from partnerreg.nouns.fields import NAME
from partnerreg.queries.agreements import agreement_facts
from partnerreg.reports.report import Column, ColumnKind, Form, Report, Section, Shape, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.enums import AgreementState
    from partnerreg.language import Language
    from partnerreg.nouns.noun import Noun
    from partnerreg.queries.activities import ActivityRow
    from partnerreg.queries.agreements import AgreementRow, AmendmentRow
    from partnerreg.queries.partners import PartnerLine

NUMBER = Column("id", "#", ColumnKind.ID)
PARTNER_NUMBER = Column("partner_id", "Partner #", ColumnKind.ID, shown=False)
PARTNER = Column("partner", "Partner")

PARTNERS = (
    NUMBER,
    Column("name", "Name"),
    Column("level", "Level", ColumnKind.LEVEL),
    Column("level_name", "Level", ColumnKind.WORD, shown=False),
    Column("status", "Status", ColumnKind.WORD, shown=False),
    Column("sector", "Sector", ColumnKind.WORD, shown=False),
    Column("municipality", "Municipality"),
    Column("unit", "Unit", shown=False),
    Column("coordinator", "Coordinator"),
    Column("external_id", "External id", shown=False),
)

AGREEMENTS = (
    NUMBER,
    PARTNER_NUMBER,
    Column("partner", "Partner", display_from="between"),
    Column("parties", "Parties", ColumnKind.LIST, shown=False),
    Column("between", "Partner", ColumnKind.ASIDE, shown=False),
    Column("called", "Agreement", ColumnKind.ASIDE),
    Column("kind", "Kind", ColumnKind.WORD),
    Column("title", "Title", shown=False),
    Column("state", "State", ColumnKind.WORD, shown=False),
    Column("standing", "State", ColumnKind.ASIDE),
    Column("drafted_on", "Drafted", ColumnKind.DATE, shown=False),
    Column("sent_to", "Draft with", shown=False),
    Column("sent_on", "Draft sent", ColumnKind.DATE, shown=False),
    Column("signed_on", "Signed", ColumnKind.DATE, shown=False),
    Column("valid_from", "From", ColumnKind.DATE, shown=False),
    Column("valid_until", "First until", ColumnKind.DATE, shown=False),
    Column("term_until", "Term until", ColumnKind.DATE, shown=False),
    Column("notice_day", "Notice day", ColumnKind.DATE, shown=False),
    Column("until", "Until", ColumnKind.DATE),
    Column("notice_by", "Notice by", ColumnKind.DATE),
    Column("renewal", "Renewal", ColumnKind.WORD),
    Column("renewal_months", "Renewal months", ColumnKind.NUMBER, shown=False),
    Column("notice", "Notice", shown=False, display_from="notice_in_words"),
    Column("notice_in_words", "Notice", ColumnKind.ASIDE, shown=False),
    Column("notice_months", "Notice months", ColumnKind.NUMBER, shown=False),
    Column("notice_to", "Notice to", ColumnKind.WORD, shown=False),
    Column("suspended_from", "Suspended from", ColumnKind.DATE, shown=False),
    Column("suspended_until", "Suspended until", ColumnKind.DATE, shown=False),
    Column("terminated_on", "Terminated on", ColumnKind.DATE, shown=False),
    Column("joined_on", "Partner joined on", ColumnKind.DATE, shown=False),
    Column("left_on", "Partner left on", ColumnKind.DATE, shown=False),
    Column("value", "Value", ColumnKind.NUMBER, shown=False),
    Column("currency", "Currency", shown=False),
    Column("reference", "Reference", shown=False),
    Column("exit_terms", "Exit terms", shown=False),
    Column("replaces_id", "Replaces #", ColumnKind.ID, shown=False),
    Column("replaced_by_id", "Replaced by #", ColumnKind.ID, shown=False),
    Column("documents", "Files", ColumnKind.NUMBER, shown=False),
)

ACTIVITIES = (
    NUMBER,
    Column("held_on", "Date", ColumnKind.DATE),
    Column("kind", "Kind", ColumnKind.WORD),
    Column("title", "Title"),
    Column("partners", "Partners", ColumnKind.LIST),
    Column("area", "Area"),
    Column("participants", "People", ColumnKind.NUMBER),
    Column("audience", "Audience", shown=False),
    Column("notes", "Notes", shown=False),
    Column("unit", "Unit", shown=False),
    Column("at", "Time", shown=False),
    Column("hours", "Hours", ColumnKind.NUMBER, shown=False),
)


def columns_of(noun: Noun) -> tuple[Column, ...]:
    """The columns of a list of a noun, by its declaration; see `partnerreg.queries.things`."""
    columns = [NUMBER]
    for field in noun.listed_fields:
        if field is noun.owner:
            columns.append(PARTNER_NUMBER)
        columns.append(
            Column(field.name, field.label, ColumnKind[field.kind.column], shown=field.shown)
        )
    return tuple(columns)


# What lists of these have by themselves, beside what is declared.
_OWN_COLUMNS = {"partner": PARTNERS, "agreement": AGREEMENTS, "activity": ACTIVITIES}


def possible_columns(noun: Noun) -> tuple[Column, ...]:
    """All columns that a list of a noun can have."""
    own = _OWN_COLUMNS.get(noun.name, ())
    keys = {column.key for column in own}
    return (*own, *(column for column in columns_of(noun) if column.key not in keys))


def things(noun: Noun, rows: Iterable[Any], language: Language) -> Report:
    """The things of a noun.

    Args:
        noun: what they are.
        rows: as `partnerreg.queries.things` gives them, and in that order.
        language: whose alphabet names are sorted by.
    """
    columns = columns_of(noun)
    ordered = [_cells(columns, row) for row in rows]
    if noun.field(noun.order[0].removeprefix("-")).kind is NAME:
        ordered = _ordered(ordered, columns, noun.order[0], language)
    return listing(noun.plural, noun.title, columns, ordered)


class Arrangement(NamedTuple):
    """Which things of a list are shown, what of them, and in what order.

    Attributes:
        order: the field to sort by, with a hyphen before it from the last to the first; names
            in the reader's alphabet, what is empty last. If empty, as the list comes.
        columns: the fields to show, in this order, after the number; if empty, as lists do.
        tests: what a thing must pass.
    """

    order: str = ""
    columns: Sequence[str] = ()
    tests: Sequence[Callable[[Any], bool]] = ()

    @property
    def takes_all(self) -> bool:
        """Whether all rows must be seen to tell which come first."""
        return bool(self.order or self.tests)

    def of(
        self, report: Report, noun: Noun, reader: Reader, today: date, language: Language
    ) -> Report:
        """A noun's list, arranged; fields that it has not by itself are read beside it."""
        columns, rows = report.main.columns, report.main.rows
        keys = {column.key for column in columns}
        if self.tests or not keys.issuperset((*self.columns, self.order.removeprefix("-") or "id")):
            from partnerreg.queries import things

            rows_of_noun = reader.all(things.things(noun), **things.parameters_of(noun, today))
            declared = {row.id: row for row in rows_of_noun}
            rows = [row for row in rows if all(test(declared[row[0]]) for test in self.tests)]
            added = [column for column in possible_columns(noun) if column.key not in keys]
            columns = (*columns, *added)
            rows = [
                (*row, *_cells(added, [getattr(declared[row[0]], c.key) for c in added]))
                for row in rows
            ]
        if self.order:
            rows = _ordered(rows, columns, self.order, language)
        if self.columns:
            at = {column.key: place for place, column in enumerate(columns)}
            places = [at[name] for name in self.columns if at[name]]  # the number stands first
            columns = (NUMBER, *(columns[place]._replace(shown=True) for place in places))
            rows = [(row[0], *(row[place] for place in places)) for row in rows]
        section = report.main._replace(columns=columns, rows=rows)
        return report._replace(sections=(section,))


def _cells(columns: Iterable[Column], row: Iterable[Any]) -> tuple[Any, ...]:
    """A row of a query as cells; several texts stood on a line each."""
    return tuple(
        (cell.split("\n") if cell else []) if column.kind is ColumnKind.LIST else cell
        for column, cell in zip(columns, row, strict=True)
    )


def _ordered(
    rows: Sequence[Any], columns: Sequence[Column], order: str, language: Language
) -> list[Any]:
    name, last_first = order.removeprefix("-"), order.startswith("-")
    at = [column.key for column in columns].index(name)

    def key(row: Any) -> Any:
        value = row[at]
        if type(value) is list:
            return [sort_key(text, language.code) for text in value]
        return sort_key(value, language.code) if type(value) is str else value

    empty: tuple[object, ...] = (None, [])
    filled = sorted((row for row in rows if row[at] not in empty), key=key, reverse=last_first)
    return [*filled, *(row for row in rows if row[at] in empty)]


def thing(noun: Noun, row: Any) -> Report:
    """All that is said of one thing."""
    columns = tuple(
        column._replace(shown=column.key != "partner_id") for column in columns_of(noun)
    )
    cells = [_cells(columns, row)]
    section = Section(noun.name, noun.called.capitalize(), columns, cells, form=Form.FIELDS)
    subject = str(getattr(row, noun.label))
    return Report(
        noun.name, noun.called.capitalize(), (section,), shape=Shape.RECORD, subject=subject
    )


def partners(rows: Sequence[PartnerLine], total: int | None = None) -> Report:
    """Partners, in the order they come; `total` if there are more than these."""
    section = Section("partners", "Partners", PARTNERS, rows, total)
    return Report("partners", "Partners", (section,), shape=Shape.LIST)


def agreement_cells(
    row: AgreementRow,
    today: date,
    language: Language = ENGLISH,
    *,
    of_party: bool = False,
    of_one_partner: bool = False,
) -> tuple[object, ...]:
    """An agreement's cells in the order of `AGREEMENTS`, with where it stands on a day.

    Args:
        row: the agreement, with its terms on the day.
        today: the day.
        language: the reader's.
        of_party: as the row's partner has it: one that left has it no more.
        of_one_partner: with the days on which the row's partner joined and left.
    """
    from partnerreg.domain.agreement_terms import (
        current_term,
        next_notice_day,
        notice_day,
        settled_until,
        state,
    )

    facts = agreement_facts(row, of_party=of_party)
    stands = state(facts, today)
    parties = (row.parties or row.partner).split("\n")
    notice = notice_of(row)
    derived = {
        "parties": parties,
        "between": ", ".join(parties),
        "called": f"{row.title} ({row.reference})" if row.reference else row.title,
        "state": stands,
        "standing": _with_kin(stands, row, language, of_one_partner=of_one_partner),
        "term_until": current_term(facts, today).end,
        "notice_day": notice_day(facts, today),
        "until": settled_until(facts, today),
        "notice_by": next_notice_day(facts, today),
        "notice": notice,
        "notice_in_words": length_in_words(notice, language),
        "notice_months": int(notice[:-1]) if notice and notice.endswith("m") else None,
    }
    cells = row._asdict() | derived
    return tuple(cells[column.key] for column in AGREEMENTS)


def length_in_words(length: str | None, t: Language) -> str:
    """A length of time, as `parsing.stretch` reads it; empty for none."""
    if not length:
        return ""
    number, unit = int(length[:-1]), length[-1]
    if unit == "d":
        return t.ngettext("{n} day", "{n} days", number)
    if unit == "w":
        return t.ngettext("{n} week", "{n} weeks", number)
    return t.ngettext("{n} month", "{n} months", number)


def notice_of(row: AgreementRow | AmendmentRow) -> str | None:
    """How long before its end an agreement asks for notice."""
    return row.notice or (None if row.notice_months is None else f"{row.notice_months}m")


def _with_kin(
    stands: AgreementState, row: AgreementRow, language: Language, *, of_one_partner: bool
) -> str:
    """Where an agreement stands, until when it does, and which ones came before and after it."""
    from partnerreg.domain.labels import label

    kin = (
        (language.gettext("until {day}"), row.suspended_until),
        (language.gettext("joined on {day}"), row.joined_on if of_one_partner else None),
        (language.gettext("left on {day}"), row.left_on if of_one_partner else None),
        (language.gettext("replaces #{number}"), row.replaces_id),
        (language.gettext("replaced by #{number}"), row.replaced_by_id),
    )
    said = ", ".join(
        how.format(number=value) if isinstance(value, int) else how.format(day=language.day(value))
        for how, value in kin
        if value is not None
    )
    called = label(stands, language)
    return f"{called} ({said})" if said else called


def agreements(
    rows: Iterable[AgreementRow],
    today: date,
    only: AgreementState | None = None,
    language: Language = ENGLISH,
    until: date | None = None,
    *,
    of_one_partner: bool = False,
) -> Report:
    """Agreements with their state on a day, in the order they come.

    Args:
        rows: the agreements, with their terms on the day.
        today: the day.
        only: those in one state.
        language: the reader's.
        until: those that run until that day.
        of_one_partner: with the days on which that one joined and left them.
    """
    at = {column.key: place for place, column in enumerate(AGREEMENTS)}
    cells = [agreement_cells(row, today, language, of_one_partner=of_one_partner) for row in rows]
    chosen = [
        row
        for row in cells
        if only in {None, row[at["state"]]} and until in {None, row[at["until"]]}
    ]
    return listing("agreements", N_("Agreements"), AGREEMENTS, chosen)


def activities(rows: Iterable[ActivityRow]) -> Report:
    """Activities, in the order they come."""
    cells = [_cells(ACTIVITIES, row) for row in rows]
    return listing("activities", N_("Activities"), ACTIVITIES, cells)
