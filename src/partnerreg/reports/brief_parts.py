"""The parts of a brief that say who the partner is: itself, the people, what both make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.evaluation import failed_required
from partnerreg.domain.vocabulary import Party, Status
from partnerreg.nouns.registry import noun
from partnerreg.register.limits import range_of
from partnerreg.register.queries import sheets
from partnerreg.register.queries.partners import contributions_of_partner
from partnerreg.register.queries.things import things
from partnerreg.reports.report import Column, Form, Kind, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.register.queries.partners import ContributionRow, PartnerRecord
    from partnerreg.register.queries.story import LevelChangeRow
    from partnerreg.reports.asked import Asked
    from partnerreg.store.query import Reader

# A brief is one page: of people at the partner and of goals it shows so many.
MOST_PEOPLE = 3
MOST_GOALS = 4

# So many characters of what matters most: two lines. Of other texts, and of lists, a good
# line; of what is a remark beside something else, half of one.
TEXT = 180
LINE = 95
ASIDE = 36

PARTNER = (
    Column("id", "#", Kind.ID, shown=False),
    Column("name", "Name", shown=False),
    Column("level", "Level", Kind.LEVEL),
    Column("label", "Called", shown=False),
    Column("since", "Since", Kind.DATE),
    Column("status", "Status", Kind.WORD),
    Column("ended_on", "Ended on", Kind.DATE),
    Column("supported", "Supported", Kind.FLAG, shown=False),
    Column("missing", "Missing", Kind.LIST, shown=False),
    Column("sector", "Sector", Kind.WORD),
    Column("municipality", "Municipality"),
    Column("unit", "Unit"),
    Column("areas", "Areas", Kind.LIST),
    Column("pilot_until", "Pilot until", Kind.DATE),
    Column("website", "Website"),
    Column("notes", "Remarks", most=LINE),
)
OUR_PEOPLE = (
    Column("name", "Name"),
    Column("role", "Role", Kind.WORD),
    Column("since", "Since", Kind.DATE),
)
CONTACTS = (
    Column("name", "Name"),
    Column("role", "Role"),
    Column("email", "E-mail"),
    Column("phone", "Phone"),
    Column("primary", "Primary", Kind.FLAG),
)
JOINT_VALUE = (
    Column("together", "What we make together", most=TEXT),
    Column("for_whom", "For whom", most=TEXT),
    Column("why_together", "Why not alone", most=TEXT),
)
BALANCE = (
    Column("party", "Who", Kind.WORD),
    Column("gives", "Gives", Kind.LIST, most=LINE),
    Column("gets", "Gets", Kind.LIST, most=LINE),
)
GOALS = (
    Column("goal", "Goal"),
    Column("because", "Because", most=ASIDE),
)


def partner(
    reader: Reader,
    asked: Asked,
    record: PartnerRecord,
    steps: Sequence[LevelChangeRow],
    facts: PartnerFacts | None,
) -> Section:
    """What the partner is and where it stands; of one that ended, its last level."""
    came = next(step for step in reversed(steps) if step.to_level is not None)
    level = came.to_level
    assert level is not None
    missing = failed_required(facts, asked.policy, level) if facts else ()
    cells = record._asdict() | {
        "level": level,
        "label": asked.policy.label(level, asked.language.code),
        "since": came.effective_on,
        "status": Status.ACTIVE if facts else Status.ENDED,
        "ended_on": None if facts else steps[-1].effective_on,
        "supported": not missing if facts else None,
        "missing": list(missing),
        "areas": [row.area for row in reader.all(sheets.areas_touched, **_on(asked, record))],
    }
    row = tuple(cells[column.key] for column in PARTNER)
    return Section("partner", "Partner", PARTNER, [row], form=Form.FIELDS)


def our_people(reader: Reader, asked: Asked, record: PartnerRecord) -> Section:
    """Who of ours follows the partner on the day."""
    rows = reader.all(sheets.followers, today=asked.day, **range_of(record.id))
    empty = asked.language.gettext("Nobody of ours follows it.")
    return Section("our_people", "Our people", OUR_PEOPLE, [row[1:] for row in rows], empty=empty)


def their_people(reader: Reader, asked: Asked, record: PartnerRecord, *, outward: bool) -> Section:
    """The contacts that may still be kept, on the day and now, the primary one first.

    Outward only the primary one's own addresses are told.
    """
    t = asked.language
    found = reader.all(things(noun("contact")), **range_of(record.id))
    kept = [row for row in found if row.retain_until is None or row.retain_until >= asked.kept_on]
    stale = len(found) - len(kept)
    note = (
        t.ngettext(
            "{n} contact is left out: the time for which it may be kept has passed.",
            "{n} contacts are left out: the time for which they may be kept has passed.",
            stale,
        )
        if stale
        else ""
    )
    rows = [_contact(row, addresses=row.is_primary or not outward) for row in kept]
    empty = t.gettext("No contact person is recorded.")
    return Section(
        "contacts",
        "Their people",
        CONTACTS,
        rows,
        empty=empty,
        note=note,
        first=MOST_PEOPLE,
        more=f"contact list {record.id}",
    )


def _contact(row: Any, *, addresses: bool) -> tuple[object, ...]:
    email, phone = (row.email, row.phone) if addresses else (None, None)
    return (row.name, row.role, email, phone, row.is_primary)


def joint_value(asked: Asked, record: PartnerRecord) -> Section:
    """What we make together, for whom, and why not alone."""
    texts = (record.together, record.for_whom, record.why_together)
    rows = [texts] if any(texts) else []
    empty = asked.language.gettext("It is not written down what we make together.")
    return Section("joint_value", "Joint value", JOINT_VALUE, rows, empty=empty, form=Form.FIELDS)


def balance(reader: Reader, asked: Asked, record: PartnerRecord) -> Section:
    """What both parties put in and take out."""
    found = reader.all(contributions_of_partner, partner=record.id)
    rows = [(party, *_sides(found, party)) for party in Party] if found else []
    empty = asked.language.gettext("It is not written down what each party gives and gets.")
    return Section("balance", "Give and get", BALANCE, rows, empty=empty)


def _sides(found: list[ContributionRow], party: Party) -> tuple[list[str], list[str]]:
    """What a party gives, and what it gets."""
    gives, gets = (
        [row.text for row in found if (row.party, row.direction) == (party, direction)]
        for direction in ("give", "get")
    )
    return gives, gets


def goals(reader: Reader, asked: Asked, record: PartnerRecord) -> Section:
    """The goals in force that it serves."""
    found = reader.all(sheets.goals_served, **_on(asked, record))
    rows = [(row.goal, row.because) for row in found]
    empty = asked.language.gettext("It is tied to no goal in force.")
    more = f"partner show {record.id}"
    return Section("goals", "Goals", GOALS, rows, empty=empty, first=MOST_GOALS, more=more)


def _on(asked: Asked, record: PartnerRecord) -> dict[str, object]:
    """The parameters of what is asked about one partner on the day."""
    return {"partner": record.id, "today": asked.day}
