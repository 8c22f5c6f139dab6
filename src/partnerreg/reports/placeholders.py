"""What the register knows of an agreement that is drafted: by the placeholders of templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.db.query import range_of
from partnerreg.domain.enums import Direction, NoticeTo, Party, Renewal, Role
from partnerreg.domain.labels import label
from partnerreg.domain.placeholders import PLACEHOLDERS
from partnerreg.language import N_
from partnerreg.nouns.registry import noun
from partnerreg.queries import links
from partnerreg.queries.agreements import signatures_of_agreement
from partnerreg.queries.partners import contributions_of_partner, partner_record
from partnerreg.queries.things import things
from partnerreg.reports import lists
from partnerreg.reports.report import Column, ColumnKind, Report, listing
from partnerreg.services.lookup import find_agreement

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.language import Language
    from partnerreg.queries.agreements import AgreementRow

Value = str | list[str] | None

_COLUMNS = (
    Column("name", "Placeholder", shown=False),
    Column("written", "Placeholder"),
    Column("meaning", "Meaning"),
    Column("several", "Several", ColumnKind.FLAG),
    Column("of_agreement", "Of an agreement", ColumnKind.FLAG),
)


def placeholders(language: Language) -> Report:
    """All that a template can have filled in."""
    rows = [
        (one.name, f"{{{{ {one.name} }}}}", language.gettext(one.meaning), *one[2:])
        for one in PLACEHOLDERS
    ]
    return listing("placeholders", N_("Placeholders"), _COLUMNS, rows)


def values(
    reader: Reader,
    partner_id: int,
    agreement_number: int | None,
    today: date,
    language: Language,
) -> Mapping[str, Value]:
    """What each placeholder stands for on a day, in words of a language; nothing where it is None.

    Only what both parties may see is among it.
    """
    record = reader.first(partner_record, partner=partner_id)
    assert record is not None
    on_the_day = {"partner": partner_id, "today": today}
    return {
        "today": language.long_day(today),
        "partner": record.name,
        "registration_number": record.registration_number,
        "municipality": record.municipality,
        "country": language.country(record.country) if record.country else None,
        "website": record.website,
        "level": label(record.level.word, language),
        "unit": record.unit,
        "together": record.together,
        "for_whom": record.for_whom,
        "why_together": record.why_together,
        "areas": [row.value for row in reader.all(links.areas_touched, **on_the_day)],
        "goals": [row.goal for row in reader.all(links.goals_served, **on_the_day)],
        **_their_people(reader, partner_id, today),
        **_our_people(reader, partner_id, today),
        **_contributions(reader, partner_id),
        **(_of_agreement(reader, agreement_number, today, language) if agreement_number else {}),
    }


def _their_people(reader: Reader, partner_id: int, today: date) -> Mapping[str, Value]:
    """Those whose data may still be kept, the primary one first."""
    rows = [
        row
        for row in reader.all(things(noun("contact")), **range_of(partner_id))
        if row.retain_until is None or row.retain_until >= today
    ]
    first = next((row for row in rows if row.is_primary), rows[0] if rows else None)
    return {
        "contacts": [", ".join(filter(None, (row.name, row.role, row.email))) for row in rows],
        "contact": first and first.name,
        "contact_role": first and first.role,
        "contact_email": first and first.email,
        "contact_phone": first and first.phone,
    }


def _our_people(reader: Reader, partner_id: int, today: date) -> Mapping[str, Value]:
    rows = reader.all(links.followers, today=today, **range_of(partner_id))
    first = next((row for row in rows if row.role is Role.COORDINATOR), None)
    return {
        "coordinator": first and first.name,
        "coordinator_email": first and first.email,
        "coordinator_phone": first and first.phone,
        "management": [row.name for row in rows if row.role is Role.MANAGEMENT],
    }


def _contributions(reader: Reader, partner_id: int) -> Mapping[str, Value]:
    rows = reader.all(contributions_of_partner, partner=partner_id)
    return {
        f"{party}_{direction}": [
            row.text for row in rows if (row.party, row.direction) == (party, direction)
        ]
        for party in Party
        for direction in Direction
    }


def _of_agreement(reader: Reader, number: int, today: date, t: Language) -> Mapping[str, Value]:
    """What an agreement says on the day."""
    row = find_agreement(reader, number, today)
    months = row.renewal_months or 0
    renewal = (
        t.ngettext("by {n} month at a time", "by {n} months at a time", months)
        if row.renewal is Renewal.TACIT
        else label(row.renewal, t)
    )
    signatures = reader.all(signatures_of_agreement, agreement=number)
    return {
        "agreement_title": row.title,
        "agreement_kind": label(row.kind, t),
        "parties": row.parties.split("\n") if row.parties else [],
        "signatories": [each.name for each in signatures if each.name],
        "value": t.amount(row.value, row.currency) if row.currency and row.value else None,
        "reference": row.reference,
        "valid_from": _day(row.valid_from or row.signed_on, t),
        "valid_until": _day(row.valid_until, t) or t.gettext("open-ended"),
        "renewal": renewal,
        "notice": _notice(row, t),
        "exit_terms": row.exit_terms,
    }


def _notice(row: AgreementRow, t: Language) -> str | None:
    """How long before its end an agreement is given notice of; nothing where nobody said it."""
    notice = lists.length_in_words(lists.notice_of(row), t)
    if not notice:
        return None
    match row.notice_to:
        case NoticeTo.MONTH:
            return t.gettext("{notice} to the end of a month").format(notice=notice)
        case NoticeTo.QUARTER:
            return t.gettext("{notice} to the end of a quarter").format(notice=notice)
        case NoticeTo.TERM:
            return t.gettext("{notice} to the end of the term").format(notice=notice)
    return notice


def _day(day: date | None, language: Language) -> str | None:
    return language.long_day(day) if day else None
