"""Lists of contacts, agreements, activities, and of the house's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers.actions import agreement, ask, contact, dump, goal, named, one, partner, staff, writing
from helpers.list_imports import assert_journaled, bring_in, reasons, row_counts, states
from partnerreg.domain.enums import AgreementKind
from partnerreg.tables import Area, Unit

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def known(register: Path) -> Path:
    """Three partners, two of the same name, and one of everything else."""
    with writing(register) as work:
        named(work, Unit, "Huset")
        named(work, Area, "Ungdom")
        goal(work, "G1", "Et mål")
        staff(work, "Mette")
        partner(work, "Retro", municipality="Aarhus", country="DK", external_id="crm-1")
        partner(work, "Nord", municipality="Aarhus", country="SE")
        partner(work, "Nord", municipality="Odense")
        contact(work, 1, "Åse", role="Leder")
        agreement(
            work,
            1,
            AgreementKind.LETTER_OF_INTENT,
            title="Hensigt",
            signed_on=date(2024, 1, 1),
            valid_until=date(2024, 12, 31),
        )
    return register


LISTS = {
    "contacts": "partner,name,email,retain_until\nRetro,Åse,ase@retro.dk,\ncrm-1,Ole,,2027-01-31\n",
    "agreements": (
        "partner,kind,title,signed_on,valid_until,exit_terms\n"
        "Retro,letter of intent,Hensigt,2024-01-01,31.12.2024,Ingen\n"
        "#2,written-agreement,Aftale,2025-01-01,,\n"
    ),
    "activities": (
        "held_on,kind,title,partners,participants\n2026-02-01,event,Fest,Retro; #3,120\n"
        "2026-02-02,visit,Besøg,#2,\n"
    ),
    "staff": "name,email,unit\nmette,m@dokk1.dk,huset\nBo,,\n",
    "units": "name,retired_on\nhuset,2027-01-01\nNy,\n",
    "areas": "name,retired_on\nungdom,2027-01-01\nNy,\n",
    "goals": "code,title,ends_on\ng1,Et mål,2027-01-01\nG2,Nyt,\n",
}
FIRST = {noun: (2, 0, 0) if noun == "activities" else (1, 1, 0) for noun in LISTS}


@pytest.mark.parametrize("noun", LISTS)
def test_what_is_new_is_added_what_is_known_filled_and_again_nothing_is_written(
    known: Path, noun: str
) -> None:
    before = states(known)
    dry = bring_in(known, LISTS[noun], noun, dry_run=True)
    assert states(known) == before
    outcome = bring_in(known, LISTS[noun], noun)
    assert row_counts(outcome)[:3] == row_counts(dry)[:3] == FIRST[noun]
    assert dry.edits == outcome.edits
    assert_journaled(known, before)
    as_it_is = dump(known)
    assert row_counts(bring_in(known, LISTS[noun], noun))[:3] == (0, 0, 2)
    assert dump(known) == as_it_is
    assert one(known, "SELECT max(id) FROM operation") == 2


@pytest.mark.parametrize("noun", LISTS)
def test_what_is_there_already_is_skipped_if_asked(known: Path, noun: str) -> None:
    outcome = bring_in(known, LISTS[noun], noun, on_match="skip")
    assert row_counts(outcome)[:3] == (FIRST[noun][0], 0, FIRST[noun][1])
    assert outcome.edits == []


@pytest.mark.parametrize("noun", [*LISTS, "partners"])
def test_an_unknown_number_is_refused_in_every_list(known: Path, noun: str) -> None:
    text = LISTS.get(noun, "name\nRetro\n")
    header, first, *_ = text.splitlines()
    outcome = bring_in(known, f"number,{header}\n9,{first}\n", noun)
    ((_, column, reason),) = reasons(outcome)
    assert column == "number"
    assert reason.startswith("There is no ")
    assert reason.endswith('Leave the column out: --map "number="')


def test_the_number_of_something_else_is_refused(known: Path) -> None:
    for noun, row, told in (
        ("contacts", "partner,name\n1,#2,Åse", "#1 belongs to partner #1"),
        ("contacts", "partner,name\n1,#1,Bo", "#1 is Åse in the register"),
        ("agreements", "partner,kind,title\n1,#2,loi,Hensigt", "#1 belongs to partner #1"),
        (
            "agreements",
            "partner,kind,title\n1,#1,letter of intent,X",
            "#1 is Hensigt in the register",
        ),
        ("staff", "name\n1,Bo", "#1 is Mette in the register"),
        ("goals", "code,title\n1,G7,Et mål", "#1 is G1 in the register"),
    ):
        outcome = bring_in(known, f"number,{row.replace('loi', 'letter of intent')}\n", noun)
        assert [reason.partition(";")[0] for *_, reason in reasons(outcome)] == [told]


def test_what_is_numbered_can_be_renamed_but_goes_to_no_other_partner(known: Path) -> None:
    bring_in(known, "number,partner,name\n1,#1,Åse Bjørn\n", "contacts", on_match="update")
    assert ask(known, "SELECT name, search_key FROM contact") == [("Åse Bjørn", "ase bjorn")]
    outcome = bring_in(known, "number,partner,name\n1,#2,Åse\n", "contacts", on_match="update")
    assert outcome.bad_rows == 1


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Nobody", "'Nobody' is no partner of the register; add it first"),
        ("Nord", "'Nord' fits 2 partners; name it by number, as #12"),
        ("#9", "'#9' is no partner of the register; add it first"),
        ("Ret", "'Ret' is no partner of the register; add it first"),
        ("", "is empty; name the partner"),
    ],
)
def test_a_partner_that_is_not_clear_is_refused(known: Path, said: str, reason: str) -> None:
    outcome = bring_in(known, f"partner,name\n{said},Bo\n", "contacts")
    assert reasons(outcome) == [(2, "partner", reason)]


def test_a_municipality_tells_namesakes_apart(known: Path) -> None:
    bring_in(known, "partner,municipality,name\nNord,odense,Bo\nNORD,Århus,Eva\n", "contacts")
    assert ask(known, "SELECT partner_id, name FROM contact WHERE id > 1 ORDER BY id") == [
        (3, "Bo"),
        (2, "Eva"),
    ]


def test_a_number_that_is_anothers_external_id_too_is_not_guessed(known: Path) -> None:
    with writing(known) as work:
        partner(work, "Syd", external_id="1")
    assert reasons(bring_in(known, "partner,name\n1,Bo\n", "contacts")) == [
        (2, "partner", "'1' fits 2 partners; name it by number, as #12")
    ]
    assert bring_in(known, "partner,name\n#1,Bo\n", "contacts").added == 1


def test_in_the_registers_own_lists_a_partner_is_its_number(known: Path) -> None:
    with writing(known) as work:
        partner(work, "Syd", external_id="1")
    bring_in(known, "partner,partner_name,name\n1,Retro,Bo\n", "contacts")
    assert one(known, "SELECT partner_id FROM contact WHERE name = 'Bo'") == 1


def test_national_phone_numbers_are_read_by_the_partners_country(known: Path) -> None:
    text = "partner,name,phone\n#1,Bo,86 12 34 56\n#2,Eva,08-123 456 78\n#3,Ole,86123456\n"
    outcome = bring_in(known, text, "contacts", skip_bad=True)
    assert ask(known, "SELECT phone FROM contact WHERE id > 1 ORDER BY id") == [
        ("+45 86 12 34 56",),
        ("+46 8 123 456 78",),
    ]
    assert [(line, column) for line, column, _ in reasons(outcome)] == [(4, "phone")]


PRIMARY = "SELECT name FROM contact WHERE is_primary ORDER BY partner_id"


def test_the_first_that_says_so_is_primary_or_the_first_of_all(known: Path) -> None:
    text = "partner,name,primary\n#2,Bo,\n#2,Eva,ja\n#3,Ole,\n#3,Ib,\n#1,Ny,ja\n"
    outcome = bring_in(known, text, "contacts")
    assert ask(known, PRIMARY) == [("Åse",), ("Eva",), ("Ole",)]
    assert row_counts(outcome) == (5, 0, 0, 0)


def test_an_update_makes_another_contact_the_primary_one_and_again_nothing(known: Path) -> None:
    bring_in(known, "partner,name\n#1,Bo\n#1,Eva\n", "contacts")
    before = states(known)
    text = "partner,name,primary,role\n#1,Bo,ja,Vært\n#1,Ny,ja,\n#1,Åse,nej,Chef\n"
    outcome = bring_in(known, text, "contacts", on_match="update")
    assert ask(known, PRIMARY) == [("Bo",)]
    assert_journaled(known, before)
    assert row_counts(outcome) == (1, 2, 0, 0)
    as_it_is = dump(known)
    # The second that is called so is not.
    assert row_counts(bring_in(known, text, "contacts", on_match="update")) == (0, 0, 3, 1)
    assert dump(known) == as_it_is


def test_a_new_contact_may_take_over_in_an_update(known: Path) -> None:
    before = states(known)
    text = "partner,name,primary\n#1,Bo,ja\n"
    assert row_counts(bring_in(known, text, "contacts", on_match="update")) == (1, 0, 0, 0)
    assert ask(known, PRIMARY) == [("Bo",)]
    assert_journaled(known, before)
    assert row_counts(bring_in(known, text, "contacts", on_match="update")) == (0, 0, 1, 0)


def test_what_an_update_will_write_does_not_differ(known: Path) -> None:
    bring_in(known, "partner,name\n#1,Bo\n", "contacts")
    text = "partner,name,primary\n#1,Bo,ja\n"
    assert row_counts(bring_in(known, text, "contacts")) == (0, 0, 1, 1)
    assert row_counts(bring_in(known, text, "contacts", on_match="update")) == (0, 1, 0, 0)


def test_a_renewal_makes_an_agreement_tacit(known: Path) -> None:
    text = (
        "partner,kind,title,valid_until,renewal_months,notice_months\n"
        "#1,letter of intent,Hensigt,2024-12-31,12,3\n"
        "#2,written agreement,Aftale,2026-12-31,24,\n#3,written agreement,Aftale,,,\n"
    )
    assert row_counts(bring_in(known, text, "agreements")) == (2, 1, 0, 0)
    terms = "SELECT renewal, renewal_months, notice_months FROM agreement ORDER BY id"
    assert ask(known, terms) == [("tacit", 12, 3), ("tacit", 24, None), ("none", None, None)]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ("2026-01-01,2025-01-01,,", "valid_until", "2025-01-01 lies before the start 2026-01-01"),
        (",,12,", "renewal_months", "need an end of the first term; give it with --until"),
        ("2027-01-01,,,", "signed_on", "2027-01-01 lies in the future"),
        (",,,9", "replaces", "there is no agreement #9 with this partner"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(
    known: Path, cells: str, column: str, reason: str
) -> None:
    header = "partner,kind,title,signed_on,valid_until,renewal_months,replaces\n"
    outcome = bring_in(known, f"{header}#1,written agreement,Ny,{cells}\n", "agreements")
    assert reasons(outcome) == [(2, column, reason)]


@pytest.mark.parametrize(
    ("on_match", "field", "day", "end", "start"),
    [
        ("fill", "valid_from", "2025-06-01", "2024-12-31", "2025-06-01"),
        ("update", "valid_from", "2025-06-01", "2024-12-31", "2025-06-01"),
        ("update", "valid_until", "2023-06-01", "2023-06-01", "2024-01-01"),
        ("fill", "terminated_on", "2023-06-01", "2023-06-01", "2024-01-01"),
    ],
)
def test_an_agreement_is_not_changed_so_that_it_ends_before_it_begins(
    known: Path, on_match: str, field: str, day: str, end: str, start: str
) -> None:
    before = dump(known)
    text = f"partner,kind,title,{field}\n#1,letter of intent,Hensigt,{day}\n"
    outcome = bring_in(known, text, "agreements", on_match=on_match)
    why = f"Would end on {end}, before it begins on {start}."
    assert reasons(outcome) == [(2, None, why)]
    assert dump(known) == before


def test_an_agreement_does_not_replace_itself(known: Path) -> None:
    text = "partner,kind,title,replaces\n#1,letter of intent,Hensigt,#1\n"
    outcome = bring_in(known, text, "agreements")
    assert reasons(outcome) == [(2, None, "Would come before itself by what it replaces.")]


def test_agreements_are_told_apart_by_reference_then_by_their_days(known: Path) -> None:
    text = (
        "partner,kind,title,reference,signed_on\n"
        "#2,written agreement,Aftale,A1,2025-01-01\n#2,written agreement,Aftale,A2,2025-01-01\n"
        "#3,written agreement,Aftale,,2025-01-01\n#3,written agreement,Aftale,,2026-01-01\n"
        "#3,written agreement,Aftale,,\n"
    )
    assert row_counts(bring_in(known, text, "agreements")) == (5, 0, 0, 0)
    assert row_counts(bring_in(known, text, "agreements")) == (0, 0, 5, 0)
    again = "partner,kind,title,reference\n#2,written agreement,Nyt navn,A1\n"
    assert bring_in(known, again, "agreements", on_match="update").changed == 1
    assert one(known, "SELECT title FROM agreement WHERE reference = 'A1'") == "Nyt navn"


def test_an_activity_is_of_all_its_partners_in_whatever_order(known: Path) -> None:
    text = "held_on,kind,title,partners\n2026-02-01,event,Fest,{}\n"
    bring_in(known, text.format("Retro; #3"), "activities")
    part = "SELECT activity_id, partner_id FROM activity_partner ORDER BY partner_id"
    assert ask(known, part) == [(1, 1), (1, 3)]
    assert row_counts(bring_in(known, text.format("#3; crm-1"), "activities")) == (0, 0, 1, 0)
    before = states(known)
    outcome = bring_in(known, text.format("Retro; #2"), "activities")
    assert row_counts(outcome) == (0, 1, 0, 0)
    assert [tuple(edit) for edit in outcome.edits] == [(1, "partners", None, "Nord")]
    assert ask(known, part) == [(1, 1), (1, 2), (1, 3)]
    assert_journaled(known, before)


def test_activities_of_a_file_that_share_a_partner_are_the_same(known: Path) -> None:
    text = (
        "held_on,kind,title,partners\n2026-02-01,event,Fest,Retro; #2\n"
        "2026-02-01,event,Fest,#2; Retro\n2026-02-01,event,Fest,#2; #3\n"
        "2026-02-01,event,Andet,Retro\n2026-02-01,event,Fest,#3\n"
    )
    outcome = bring_in(known, text, "activities", skip_bad=True)
    assert (outcome.added, outcome.repeated) == (2, 1)
    assert reasons(outcome) == [
        (4, "title", "Is on line 2 already."),
        (6, "title", "Is on line 4 already."),
    ]


def test_an_activity_without_a_day_is_refused(known: Path) -> None:
    outcome = bring_in(known, "held_on,kind,title,partners\n,event,Fest,\n", "activities")
    assert reasons(outcome) == [(2, "held_on", "is empty")]


def test_who_is_management_or_has_left_stays_as_it_is_and_differs(known: Path) -> None:
    before = dump(known)
    for text in ("name,management\nMette,ja\n", "name,ends_on\nMette,2025-12-31\n"):
        for on_match in ("fill", "update"):
            assert row_counts(bring_in(known, text, "staff", on_match=on_match)) == (0, 0, 1, 1)
    assert dump(known) == before
    bring_in(known, "name,management,ends_on\nBo,ja,2025-12-31\n", "staff")
    assert ask(known, "SELECT is_management, ends_on FROM staff WHERE id = 2") == [
        (1, "2025-12-31")
    ]
