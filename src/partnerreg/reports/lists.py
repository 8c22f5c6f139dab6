"""Lists: one row for each thing, in the reader's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from partnerreg.domain.name_keys import sort_key
from partnerreg.language import ENGLISH, N_
from partnerreg.nouns.fields import NAME
from partnerreg.reports.report import Column, Form, Kind, Report, Section, Shape, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from partnerreg.domain.enums import AgreementState
    from partnerreg.domain.facts import AgreementFacts
    from partnerreg.language import Language
    from partnerreg.nouns.noun import Noun
    from partnerreg.queries.activities import ActivityRow
    from partnerreg.queries.agreements import AgreementRow
    from partnerreg.queries.partners import PartnerLine

Row = TypeVar("Row")

NUMBER = Column("id", "#", Kind.ID)
PARTNER_NUMBER = Column("partner_id", "Partner #", Kind.ID, shown=False)
PARTNER = Column("partner", "Partner")

PARTNERS = (
    NUMBER,
    Column("name", "Name"),
    Column("level", "Level", Kind.LEVEL),
    Column("level_name", "Level", Kind.WORD, shown=False),
    Column("status", "Status", Kind.WORD, shown=False),
    Column("sector", "Sector", Kind.WORD, shown=False),
    Column("municipality", "Municipality"),
    Column("unit", "Unit", shown=False),
    Column("coordinator", "Coordinator"),
    Column("external_id", "External id", shown=False),
)

AGREEMENTS = (
    NUMBER,
    PARTNER_NUMBER,
    PARTNER,
    Column("kind", "Kind", Kind.WORD),
    Column("title", "Title", shown=False),
    Column("state", "State", Kind.WORD, shown=False),
    Column("standing", "State", Kind.ASIDE),
    Column("signed_on", "Signed", Kind.DATE, shown=False),
    Column("valid_from", "From", Kind.DATE, shown=False),
    Column("valid_until", "First until", Kind.DATE, shown=False),
    Column("term_until", "Until", Kind.DATE),
    Column("notice_day", "Notice by", Kind.DATE),
    Column("renewal", "Renewal", Kind.WORD),
    Column("renewal_months", "Renewal months", Kind.NUMBER, shown=False),
    Column("notice_months", "Notice months", Kind.NUMBER, shown=False),
    Column("terminated_on", "Terminated on", Kind.DATE, shown=False),
    Column("reference", "Reference", shown=False),
    Column("exit_terms", "Exit terms", shown=False),
    Column("replaces_id", "Replaces #", Kind.ID, shown=False),
    Column("replaced_by_id", "Replaced by #", Kind.ID, shown=False),
    Column("documents", "Files", Kind.NUMBER, shown=False),
)

ACTIVITIES = (
    NUMBER,
    Column("held_on", "Date", Kind.DATE),
    Column("kind", "Kind", Kind.WORD),
    Column("title", "Title"),
    Column("partners", "Partners", Kind.LIST),
    Column("area", "Area"),
    Column("participants", "People", Kind.NUMBER),
    Column("audience", "Audience", shown=False),
    Column("notes", "Notes", shown=False),
)


def columns_of(noun: Noun) -> tuple[Column, ...]:
    """The columns of a list of a noun, by its declaration; see `register.queries.things`."""
    columns = [NUMBER]
    for field in noun.listed_fields:
        if field is noun.owner:
            columns.append(PARTNER_NUMBER)
        columns.append(Column(field.name, field.label, Kind[field.kind.column], shown=field.shown))
    return tuple(columns)


def things(
    noun: Noun,
    rows: Sequence[Any],
    language: Language,
    order: str | None = None,
    only: Sequence[str] | None = None,
) -> Report:
    """The things of a noun.

    Args:
        noun: what they are.
        rows: as `register.queries.things` gives them, and in that order.
        language: whose alphabet names are sorted by.
        order: the field to sort by, with a hyphen before it from the last to the first; names
            in the reader's alphabet, what is empty last.
        only: the fields to show, in this order, after the number; all that lists show if None.
    """
    columns = columns_of(noun)
    if order is None and noun.field(noun.order[0].removeprefix("-")).kind is NAME:
        order = noun.order[0]
    ordered = _ordered(list(rows), order, language) if order else list(rows)
    if only is not None:
        at = {column.key: place for place, column in enumerate(columns)}
        columns = (NUMBER, *(columns[at[name]]._replace(shown=True) for name in only))
        ordered = [(row[0], *(row[at[name]] for name in only)) for row in ordered]
    return listing(noun.plural, noun.title, columns, ordered)


def _ordered(rows: list[Any], order: str, language: Language) -> list[Any]:
    name, last_first = order.removeprefix("-"), order.startswith("-")
    filled = [row for row in rows if getattr(row, name) is not None]

    def key(row: Any) -> Any:
        value = getattr(row, name)
        return sort_key(value, language.code) if type(value) is str else value

    filled.sort(key=key, reverse=last_first)
    return [*filled, *(row for row in rows if getattr(row, name) is None)]


def thing(noun: Noun, row: Any) -> Report:
    """All that is said of one thing."""
    columns = tuple(
        column._replace(shown=column.key != "partner_id") for column in columns_of(noun)
    )
    cells = [
        (cell or "").split("\n") if column.kind is Kind.LIST else cell
        for column, cell in zip(columns, row, strict=True)
    ]
    section = Section(noun.name, noun.called.capitalize(), columns, [cells], form=Form.FIELDS)
    subject = str(getattr(row, noun.label))
    return Report(
        noun.name, noun.called.capitalize(), (section,), shape=Shape.RECORD, subject=subject
    )


def partners(rows: Sequence[PartnerLine], total: int | None = None) -> Report:
    """Partners, in the order they come; `total` if there are more than these."""
    section = Section("partners", "Partners", PARTNERS, rows, total)
    return Report("partners", "Partners", (section,), shape=Shape.LIST)


def agreement_facts(row: AgreementRow) -> AgreementFacts:
    """What says where an agreement stands on a day."""
    from partnerreg.domain.facts import AgreementFacts

    return AgreementFacts(
        kind=row.kind,
        signed_on=row.signed_on,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        renewal=row.renewal,
        renewal_months=row.renewal_months,
        notice_months=row.notice_months,
        terminated_on=row.terminated_on,
    )


def agreement_cells(
    row: AgreementRow, today: date, language: Language = ENGLISH
) -> tuple[object, ...]:
    """An agreement's cells in the order of `AGREEMENTS`, with where it stands on a day."""
    from partnerreg.domain.agreement_terms import current_term, notice_day, state

    facts = agreement_facts(row)
    stands = state(facts, today)
    derived = {
        "state": stands,
        "standing": _with_kin(stands, row, language),
        "term_until": current_term(facts, today).end,
        "notice_day": notice_day(facts, today),
    }
    cells = row._asdict() | derived
    return tuple(cells[column.key] for column in AGREEMENTS)


def _with_kin(stands: AgreementState, row: AgreementRow, language: Language) -> str:
    """Where an agreement stands, and which one it replaces or was replaced by."""
    from partnerreg.domain.labels import label

    kin = (
        (language.gettext("replaces #{number}"), row.replaces_id),
        (language.gettext("replaced by #{number}"), row.replaced_by_id),
    )
    said = ", ".join(how.format(number=number) for how, number in kin if number is not None)
    called = label(stands, language)
    return f"{called} ({said})" if said else called


AGREEMENT_ORDERS = ("partner", "until", "number")


def agreements(
    rows: Iterable[AgreementRow],
    today: date,
    wanted: str | None = None,
    order: str | None = None,
    language: Language = ENGLISH,
) -> Report:
    """Agreements with their state on a day, all or those in one state.

    In the order they come, or in one of `AGREEMENT_ORDERS`; open-ended ones are last by day.
    """
    cells = [agreement_cells(row, today, language) for row in rows]
    at = {column.key: place for place, column in enumerate(AGREEMENTS)}
    kept: list[Sequence[Any]] = [
        row for row in cells if wanted is None or row[at["state"]] == wanted
    ]
    keys: dict[str | None, Callable[[Sequence[Any]], Any]] = {
        "partner": lambda row: sort_key(row[at["partner"]], language.code),
        "until": lambda row: (row[at["term_until"]] is None, row[at["term_until"]]),
        "number": lambda row: row[at["id"]],
    }
    return listing("agreements", N_("Agreements"), AGREEMENTS, _sorted(kept, keys.get(order)))


def _sorted(rows: list[Row], key: Callable[[Row], Any] | None) -> list[Row]:
    """The rows by a key; as they are where there is none."""
    return sorted(rows, key=key) if key else rows


def activities(rows: Iterable[ActivityRow]) -> Report:
    """Activities, in the order they come."""
    at = next(i for i, column in enumerate(ACTIVITIES) if column.key == "partners")
    cells = [(*row[:at], (row.partners or "").split("\n"), *row[at + 1 :]) for row in rows]
    return listing("activities", N_("Activities"), ACTIVITIES, cells)
