"""What holds for every list of whatever, however odd its rows are."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.actions import activity, agreement, dump, raw, writing
from helpers.examples import examples
from helpers.list_imports import assert_journaled, bring_in, csv_of, row_counts, states
from partnerreg.nouns import registry
from partnerreg.nouns.fields import DAY, FLAG, Reference, Word
from partnerreg.services.examination import examine
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from partnerreg.nouns.fields import Field
    from partnerreg.reports.imports import Outcome

# Few values of each field, so that rows often are the same thing, or nearly; some are wrong.
NUMBERS = ["", "1", "2", "#3", "9"]
DAYS = ["", "2023-03-01", "2024-02-29", "2026-02-01", "2026-12-31", "x"]
NAMES = ["Café Retro", "cafe retro", "Vasa stad", "Nyt sted", "Åben", "Östra gymnasiet"]
PARTNERS = ["Café Retro", "#2", "Vasa stad", "Nobody", "crm-17"]
UNITS = ["", "Børn og unge", "Nedlagt enhed", "børn og unge", "Ny"]
PERSONS = ["", "Åse Bjørn", "ase bjorn", "Eva", "Ole", "Ny Person"]
MAILS = ["", "a@retro.dk", "eva@retro.dk", "nope"]
PHONES = ["", "+45 86 12 34 56", "86 12 34 57"]
FLAGS = ["", "ja", "no", "?"]
TEXTS = ["", "Et", "To\nlinjer"]

FIELDS: dict[str, dict[str, list[str]]] = {
    "partners": {
        "number": NUMBERS,
        "name": [*NAMES, ""],
        "external_id": ["", "crm-17", "7", "8"],
        "municipality": ["", "Aarhus", "Århus", "Vasa"],
        "country": ["", "DK", "FI", "Utopia"],
        "registration_number": ["", "13585628", "0112038-9", "1"],
        "level": ["", "1", "2", "3"],
        "status": ["", "active", "ended"],
        "since": DAYS,
        "sector": ["", "public", "forening"],
        "notes": TEXTS,
        "tags": ["", "unge", "Unge; ny", "a,b"],
        "we_give": TEXTS,
        "they_get": TEXTS,
        "unit": UNITS,
        "areas": ["", "Ungdom", "Ungdom; Sprogcafé", "Lukket område"],
        "goals": ["", "G1", "G2; Ö3", "G9"],
        "coordinator": ["", "Aino Nieminen", "Mette Ørsted", "Nobody"],
        "contact_name": PERSONS,
        "contact_email": MAILS,
        "contact_phone": PHONES,
    },
    "contacts": {
        "number": NUMBERS,
        "partner": PARTNERS,
        "name": PERSONS,
        "email": MAILS,
        "phone": PHONES,
        "primary": FLAGS,
        "retain_until": DAYS,
        "notes": TEXTS,
    },
    "agreements": {
        "number": NUMBERS,
        "partner": PARTNERS,
        "kind": ["written-agreement", "letter of intent", "written-agreement", ""],
        "title": ["Aftale 2024", "Utkast", "Avtal", "Ny"],
        "reference": ["", "2024/17", "2024/18"],
        "signed_on": DAYS,
        "valid_from": DAYS,
        "valid_until": DAYS,
        "terminated_on": DAYS,
        "renewal_months": ["", "12", "0"],
        "replaces": ["", "1", "2", "#9"],
    },
    "activities": {
        "number": NUMBERS,
        "held_on": ["2026-02-01", "2024-06-01", "2027-01-01", ""],
        "kind": ["event", "visit", "x"],
        "title": ["Åben scene", "Møde"],
        "partners": [*PARTNERS, "Café Retro; #2", "#2; Café Retro", "Vasa stad; #3"],
        "area": ["", "Ungdom", "Nowhere"],
        "participants": ["", "12", "-1"],
        "notes": TEXTS,
    },
    "evaluations": {
        "number": NUMBERS,
        "partner": PARTNERS,
        "held_on": ["2026-02-01", "2024-06-01", "2027-01-01", ""],
        "rating": ["success", "blandet", "x"],
        "effect": TEXTS,
        "decision": ["", "continue", "fortsæt", "x"],
        "judged_by": ["", "both", "vi", "x"],
        "indicators": ["", "viden=3", "Besøg=1,5\nknowledge=2", "x", "viden=x"],
        "answers": ["", "2", "40"],
        "next_on": DAYS,
    },
    "preparation": {
        "number": NUMBERS,
        "partner": PARTNERS,
        "code": ["need", "money", ""],
        "text": TEXTS,
        "state": ["", "besvaret", "not-relevant", "open", "x"],
        "answered_on": ["2026-02-01", "2024-02-01", "2027-01-01", ""],
        "answered_by": PERSONS,
    },
    "expectations": {
        "number": NUMBERS,
        "partner": PARTNERS,
        "party": ["we", "they", "x"],
        "text": TEXTS,
        "stated_on": ["2025-06-01", "2024-01-01", "2027-01-01", ""],
        "due_on": DAYS,
        "met": ["", "ja", "partly", "x"],
        "settled_on": DAYS,
    },
    "staff": {
        "number": NUMBERS,
        "name": ["Mette Ørsted", "mette orsted", "Aino Nieminen", "Ny Person", ""],
        "email": MAILS,
        "unit": UNITS,
        "management": FLAGS,
        "starts_on": DAYS,
        "ends_on": DAYS,
    },
    "communications": {
        "number": NUMBERS,
        "partner": ["", *PARTNERS],
        "title": ["Scenen åbner", "scenen åbner", "Ny"],
        "reach": ["outside", "internt", "x"],
        "units": UNITS,
        "planned_on": DAYS,
        "published_on": DAYS,
        "owner": ["", "Mette Ørsted", "Nobody"],
    },
    "lessons": {
        "number": NUMBERS,
        "partner": ["", *PARTNERS],
        "noted_on": ["2026-02-01", "2024-06-01", "2027-01-01", ""],
        "theme": ["", "Tema"],
        "learned": ["Tal sammen", "Begynd småt", ""],
        "advice": TEXTS,
        "share": ["", "ja", "nej", "?"],
    },
    "units": {"number": NUMBERS, "name": [*UNITS], "retired_on": DAYS},
    "areas": {"number": NUMBERS, "name": ["Ungdom", "ungdom", "Ny", ""], "retired_on": DAYS},
    "goals": {
        "number": NUMBERS,
        "code": ["G1", "g1", "G2", "G9", ""],
        "title": ["Mål", "Andet mål", ""],
        "starts_on": DAYS,
        "ends_on": DAYS,
    },
}


def cells_of(field: Field) -> list[str]:
    """What may stand in the column of a field that is not told of above."""
    kind = field.kind
    if isinstance(kind, Word):
        return ["", *kind.words[:2], "x"]
    if isinstance(kind, Reference):
        return ["", "1", "Café Retro", "Nobody"]
    if kind is DAY:
        return DAYS
    if kind is FLAG:
        return FLAGS
    return ["", "1", *TEXTS[1:]]


NEEDED = {
    "partners": {"name"},
    "contacts": {"partner", "name"},
    "agreements": {"partner", "kind", "title"},
    "activities": {"held_on", "kind", "title", "partners"},
    "evaluations": {"partner", "held_on", "rating"},
    "preparation": {"partner", "code", "state", "answered_on", "answered_by"},
    "expectations": {"partner", "party", "text", "stated_on"},
    "goals": {"code", "title"},
    "communications": {"title", "reach"},
    "lessons": {"noted_on", "learned"},
}


def _say_something(rows: list[dict[str, str]]) -> bool:
    return any(cell for row in rows for cell in row.values())


@st.composite
def lists(draw: st.DrawFn, noun: str) -> str:
    """A list of a few rows with some of the fields."""
    declared = next(each for each in registry.nouns() if each.plural == noun)
    every = {field.name: cells_of(field) for field in declared.typed_fields}
    fields = FIELDS.get(noun, every)
    needed = NEEDED.get(noun) or {each.name for each in declared.typed_fields if each.required}
    there = [name for name in fields if name in needed or draw(st.booleans())]
    row = st.fixed_dictionaries({name: st.sampled_from(fields[name]) for name in there})
    some = st.lists(row, min_size=1, max_size=6).filter(_say_something)
    return csv_of(draw(some), there)


CHOICES = st.sampled_from(
    [
        {"on_match": "skip"},
        {"on_match": "fill"},
        {"on_match": "update"},
        {"on_match": "update", "empty_clears": True},
    ]
)


@pytest.fixture(scope="module")
def furnished(filled_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled register, with things in it that are nearly the same."""
    register = tmp_path_factory.mktemp("furnished") / "register.db"
    shutil.copy(filled_register, register)
    with writing(register) as work:
        agreement(work, 2, title="Avtal")
        agreement(work, 2, title="Avtal", reference="2024/18", signed_on=date(2024, 2, 29))
        activity(work, [1], held_on=date(2026, 2, 1), kind="event", title="Møde")
        activity(work, [2], held_on=date(2026, 2, 1), kind="event", title="Møde")
    return register


def comparable(outcome: Outcome) -> Outcome:
    return replace(outcome, dry_run=False)


@pytest.mark.parametrize("noun", listed_nouns())
@given(data=st.data(), choices=CHOICES)
@examples(6)
def test_a_dry_run_tells_the_truth_the_journal_too_and_again_nothing_is_done(
    furnished: Path, tmp_path: Path, noun: str, data: st.DataObject, choices: dict[str, Any]
) -> None:
    text = data.draw(lists(noun))
    register = Path(shutil.copy(furnished, tmp_path / "register.db"))
    as_it_was, before = dump(register), states(register)
    dry = bring_in(register, text, noun, skip_bad=True, dry_run=True, **choices)
    assert dump(register) == as_it_was
    real = bring_in(register, text, noun, skip_bad=True, **choices)
    assert comparable(dry) == real
    assert real.rows == real.added + real.changed + real.unchanged + real.repeated + real.bad_rows
    if real.added or real.changed:
        assert_journaled(register, before)
    else:
        assert dump(register) == as_it_was
    with raw(register) as connection:
        assert [fault for found in examine(connection) for fault in found.faults] == []
    if real.bad_rows and "number" in text and choices["on_match"] == "update":
        return  # a rejected row may be right once another thing has got another name
    then = dump(register)
    again = bring_in(register, text, noun, skip_bad=True, **choices)
    assert row_counts(again)[:2] == (0, 0)
    assert again.edits == []
    assert dump(register) == then


@pytest.mark.parametrize("noun", listed_nouns())
@given(data=st.data())
@examples(3)
def test_without_skip_bad_one_bad_row_keeps_all_out(
    furnished: Path, tmp_path: Path, noun: str, data: st.DataObject
) -> None:
    text = data.draw(lists(noun))
    register = Path(shutil.copy(furnished, tmp_path / "register.db"))
    before = dump(register)
    outcome = bring_in(register, text, noun)
    assert outcome.refused == bool(outcome.bad_rows)
    if outcome.refused or not (outcome.added or outcome.changed):
        assert dump(register) == before
    if outcome.refused:
        assert row_counts(outcome) == (0, 0, 0, 0)
