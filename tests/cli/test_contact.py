"""`partnerreg contact add|list|edit|remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register


@pytest.fixture
def partners(cli: Cli) -> Cli:
    """Two partners, one of them in Denmark."""
    cli.done("partner", "add", "Café Retro", "--country", "DK")
    cli.done("partner", "add", "Teatret")
    return cli


def test_a_person_is_added_with_where_the_data_is_from_and_why_we_may_keep_it(
    partners: Cli, register: Register
) -> None:
    said = partners.done(
        *("contact", "add", "retro", "Eva Ø", "--role", "Head", "--email", "Eva@Retro.DK"),
        *("--phone", "20 30 40 50", "--source", "Meeting", "--basis", "public task"),
        *("--informed-on", "2026-01-05", "--verified-on", "2026-02-05"),
        *("--retain-until", "2028-01-05", "--notes", "Mornings"),
    )

    assert said == "Added contact #1 Eva Ø at Café Retro.\n"
    assert register.rows(
        "SELECT partner_id, name, role, email, phone, is_primary, source, legal_basis,"
        " informed_on, verified_on, retain_until, notes FROM contact"
    ) == [
        (
            1,
            "Eva Ø",
            "Head",
            "Eva@retro.dk",
            "+45 20 30 40 50",
            1,
            "Meeting",
            "public-task",
            "2026-01-05",
            "2026-02-05",
            "2028-01-05",
            "Mornings",
        )
    ]


def test_the_journal_does_not_keep_the_person_s_name_in_what_was_typed(
    partners: Cli, register: Register
) -> None:
    partners.done("contact", "add", "retro", "Eva")
    partners.done("contact", "edit", "Eva", "--role", "Head")
    partners.done("contact", "remove", "Eva", "--yes")

    summaries = register.rows("SELECT summary FROM operation WHERE command LIKE 'contact%'")
    assert summaries == [
        ("#1 at partner #1",),
        ("#1 at partner #1: role",),
        ("#1 at partner #1",),
    ]


def test_adding_can_answer_in_json(partners: Cli) -> None:
    assert partners.json("contact", "add", "teatret", "Bo") == {"id": 1, "partner_id": 2}


def test_the_first_person_is_the_primary_one_until_another_is(
    partners: Cli, register: Register
) -> None:
    partners.done("contact", "add", "retro", "Eva")
    partners.done("contact", "add", "retro", "Bo")
    partners.done("contact", "add", "retro", "Ib", "--primary")
    partners.done("contact", "add", "teatret", "Per")
    assert register.rows("SELECT name FROM contact WHERE is_primary") == [("Ib",), ("Per",)]

    partners.done("contact", "edit", "Bo", "--primary")

    assert register.rows("SELECT name FROM contact WHERE is_primary") == [("Bo",), ("Per",)]


def test_everything_wrong_is_named_by_its_option(partners: Cli, register: Register) -> None:
    answer = partners(
        *("contact", "add", "retro", "", "--email", "eva", "--phone", "12", "--basis", "because"),
        *("--retain-until", "2026-13-01"),
    )

    assert answer == (
        2,
        "",
        (
            "Error: NAME is empty; give a name.\n"
            "--email 'eva' is not an e-mail address: An email address must have an @-sign.\n"
            "--phone '12' is not a phone number of DK.\n"
            "--basis 'because' is not one of consent, contract, legal-obligation, vital-interests,"
            " public-task, legitimate-interests.\n"
            "--retain-until '2026-13-01' is not a day of the calendar: month must be in 1..12.\n"
        ),
    )
    assert register.rows("SELECT * FROM contact") == []


def test_a_national_number_needs_to_know_the_country(partners: Cli, register: Register) -> None:
    answer = partners("contact", "add", "teatret", "Bo", "--phone", "20 30 40 50")
    partners.done("contact", "add", "teatret", "Bo", "--phone", "0046 8 508 310 00")

    assert answer == (
        2,
        "",
        "Error: --phone '20 30 40 50' has no country code; write it as +45 12 34 56 78.\n",
    )
    assert register.rows("SELECT phone FROM contact") == [("+46 8 508 310 00",)]


def test_a_person_is_not_added_to_nobody(partners: Cli, register: Register) -> None:
    answer = partners("contact", "add", "Nobody", "Eva")

    assert (answer.exit_code, answer.stdout) == (3, "")
    assert answer.stderr.startswith("Error: There is no partner 'Nobody'.\n")
    assert register.rows("SELECT * FROM contact") == []


def test_a_list_is_of_all_or_of_one_partner(partners: Cli) -> None:
    partners.done("contact", "add", "teatret", "Bo")
    partners.done("contact", "add", "retro", "Eva", "--email", "eva@retro.dk")

    everybody = partners.json("contact", "list")
    of_one = partners.json("contact", "list", "retro")

    assert [row["name"] for row in everybody] == ["Eva", "Bo"]
    assert of_one == [
        {
            "id": 2,
            "partner_id": 1,
            "partner": "Café Retro",
            "name": "Eva",
            "role": None,
            "email": "eva@retro.dk",
            "phone": None,
            "is_primary": True,
            "source": None,
            "legal_basis": None,
            "informed_on": None,
            "verified_on": None,
            "retain_until": None,
            "notes": None,
        }
    ]
    assert partners("contact", "list", "nobody").exit_code == 3


def test_editing_changes_what_was_named_and_an_empty_text_clears(
    partners: Cli, register: Register
) -> None:
    partners.done("contact", "add", "retro", "Eva", "--email", "eva@retro.dk", "--role", "Head")

    said = partners.done(
        *("contact", "edit", "eva", "--of", "retro", "--name", "Eva Holm", "--email", ""),
        *("--not-primary", "--basis", "consent"),
    )

    assert said == "Changed contact #1: name, e-mail, primary, legal basis.\n"
    assert register.rows("SELECT name, email, role, is_primary, legal_basis FROM contact") == [
        ("Eva Holm", None, "Head", 0, "consent")
    ]


def test_an_edit_that_makes_no_sense_changes_nothing(partners: Cli, register: Register) -> None:
    partners.done("contact", "add", "retro", "Eva")
    partners.done("contact", "add", "teatret", "Eva")

    nothing = partners("contact", "edit", "1")
    which = partners("contact", "edit", "eva", "--role", "Head")
    elsewhere = partners("contact", "edit", "2", "--of", "retro", "--role", "Head")
    unnamed = partners("contact", "edit", "1", "--name", "")

    assert nothing.exit_code == unnamed.exit_code == 2
    assert nothing.stderr == "Error: Nothing to change was given.\nSee --help for the options.\n"
    assert which == (
        3,
        "",
        (
            "Error: 'eva' fits 2 contacts. Nothing was done.\n"
            "Say which one, by number:\n  #1  Eva (Café Retro)\n  #2  Eva (Teatret)\n"
        ),
    )
    assert elsewhere.exit_code == 3
    assert unnamed.stderr == "Error: --name is empty; give a name.\n"
    assert register.rows("SELECT name, role FROM contact") == [("Eva", None), ("Eva", None)]


def test_a_person_is_removed_when_it_is_said_so(partners: Cli, register: Register) -> None:
    partners.done("contact", "add", "retro", "Eva")

    said = partners.done("contact", "remove", "Eva", "--of", "retro", "--yes")

    assert said == ("Removed contact #1 at Café Retro. `partnerreg undo` brings it back.\n")
    assert register.rows("SELECT * FROM contact") == []
    assert partners("contact", "remove", "1", "--yes").exit_code == 3


def test_without_a_terminal_nobody_is_removed_unasked(partners: Cli, register: Register) -> None:
    partners.done("contact", "add", "retro", "Eva")

    answer = partners("contact", "remove", "Eva", stdin="y\n")

    assert answer == (
        2,
        "",
        "Error: Eva (#1) at Café Retro was not removed: nobody can be asked here.\nSay --yes.\n",
    )
    assert register.rows("SELECT name FROM contact") == [("Eva",)]
