"""`partnerreg unit|area|goal|staff`: the house's own things, and their ties to partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register


def article(noun: str) -> str:
    return {"unit": "a unit", "area": "an area"}[noun]


@pytest.mark.parametrize("noun", ["unit", "area"])
def test_a_unit_or_an_area_is_added_renamed_and_retired(
    cli: Cli, register: Register, noun: str
) -> None:
    assert cli.done(noun, "add", "Børn") == f"Added {noun} #1 Børn.\n"
    assert cli.json(noun, "add", "Lab") == {"id": 2, "name": "Lab"}
    assert cli.done(noun, "edit", "boern", "--name", "Børn og unge") == (
        f"Changed {noun} #1 Børn og unge: name.\n"
    )
    assert cli.done(noun, "retire", "2", "--on", "2026-02-01") == (
        f"Retired {noun} #2 Lab on 2026-02-01.\n"
    )

    assert register.rows(f"SELECT name, retired_on FROM {noun}") == [
        ("Børn og unge", None),
        ("Lab", "2026-02-01"),
    ]
    assert cli.json(noun, "list") == [
        {"id": 1, "name": "Børn og unge", "retired_on": None, "partners": 0},
        {"id": 2, "name": "Lab", "retired_on": "2026-02-01", "partners": 0},
    ]


@pytest.mark.parametrize("noun", ["unit", "area"])
def test_what_a_unit_or_an_area_cannot_be_is_refused(
    cli: Cli, register: Register, noun: str
) -> None:
    cli.done(noun, "add", "Børn")
    cli.done(noun, "add", "Lab")
    cli.done(noun, "retire", "Lab")

    for words, code, message in [
        (["add", ""], 2, "NAME is empty; give a name.\n"),
        (["add", "BØRN"], 2, f"There is {article(noun)} 'Børn' already: #1.\n"),
        (["edit", "lab", "--name", "boern"], 2, f"There is {article(noun)} 'Børn' already: #1.\n"),
        (["edit", "lab", "--name", " "], 2, "--name is empty; give a name.\n"),
        (["retire", "lab"], 2, "Lab was retired on 2026-03-01 already.\n"),
        (["retire", "1", "--on", "2026-02-30"], 2, "--on '2026-02-30' is not a day of the cal"),
        (["retire", "Zoo"], 3, f"There is no {noun} 'Zoo'.\nSee `partnerreg {noun} list`.\n"),
        (["edit", "3", "--name", "x"], 3, f"There is no {noun} '3'.\n"),
    ]:
        answer = cli(noun, *words)
        assert (answer.exit_code, answer.stdout) == (code, "")
        assert answer.stderr.startswith(f"Error: {message}")
    assert register.rows(f"SELECT name FROM {noun}") == [("Børn",), ("Lab",)]
    assert register.operations == 3


def test_a_unit_counts_the_active_partners_it_runs(portfolio: Cli) -> None:
    assert {row["name"]: row["partners"] for row in portfolio.json("unit", "list")} == {
        "Stage": 1,
        "Lab": 1,
    }
    portfolio.done("partner", "end", "Alfa", "--reason", "Over")
    assert portfolio.json("unit", "list")[1]["partners"] == 0


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["unit", "remove", "Lab"], "unit retire 2"),
        (["area", "remove", "Youth"], "area retire 1"),
        (["goal", "remove", "G1"], "goal retire 1"),
        (["staff", "remove", "Bo"], "staff retire 1"),
        (["partner", "remove", "Gamma"], "partner end 3 --reason TEXT"),
    ],
)
def test_what_others_refer_to_is_taken_out_of_use_instead(
    portfolio: Cli, words: list[str], command: str
) -> None:
    answer = portfolio(*words, "--yes")
    assert (answer.exit_code, answer.stdout) == (2, "")
    hint = f"What others refer to stays; `partnerreg {command}` takes it out of use.\n"
    assert answer.stderr.endswith(hint)


def test_signs_by_themselves_are_looked_for_in_lists(portfolio: Cli) -> None:
    portfolio.done("partner", "add", "Ord & Lyd")
    for typed in ("&", " & ", "d & L", "ord lyd"):
        assert [row["name"] for row in portfolio.json("partner", "list", "--name", typed)] == [
            "Ord & Lyd"
        ]
    assert portfolio.json("partner", "list", "--name", "|") == []


def test_moments_are_no_filter_of_lists(portfolio: Cli) -> None:
    help_ = portfolio("meeting", "list", "--help").stdout
    assert "--recorded-at" not in help_
    assert "--actor" in help_


@pytest.mark.parametrize("noun", ["unit", "area", "goal", "staff"])
def test_a_thing_that_is_shown_counts_partners_as_the_list_does(portfolio: Cli, noun: str) -> None:
    listed = portfolio.json(noun, "list")
    assert any(row["partners"] for row in listed)
    for row in listed:
        assert portfolio.json(noun, "show", str(row["id"])) == row


@pytest.mark.parametrize(
    "words",
    [
        ["partner", "edit", "Alfa", "--untag", "nosuch"],
        ["partner", "edit", "Alfa", "--name", "Alfa"],
        ["goal", "edit", "G1", "--title", "Participation"],
        ["staff", "edit", "Bo", "--email", ""],
    ],
)
def test_a_change_that_makes_nothing_different_says_so(
    portfolio: Cli, register: Register, words: list[str]
) -> None:
    operations = register.operations
    assert portfolio.done(*words) == "Nothing was different.\n"
    assert portfolio.json(*words) | {"changed": False} == portfolio.json(*words)
    assert register.operations == operations


def test_a_goal_is_added_edited_and_retired(cli: Cli, register: Register) -> None:
    assert cli.done("goal", "add", "More take part", "--code", "G1", "--from", "2026-01-01") == (
        "Added goal #1 G1 More take part.\n"
    )
    assert cli.json("goal", "add", "Fewer", "--code", "G 2") == {"id": 2, "code": "G 2"}
    assert cli.done("goal", "edit", "g 2", "--title", "Less", "--until", "2026-12-31") == (
        "Changed goal #2 G 2 Less.\n"
    )
    assert cli.done("goal", "edit", "G 2", "--until", "") == "Changed goal #2 G 2 Less.\n"
    assert cli.done("goal", "retire", "G1", "--on", "2026-06-30") == (
        "Goal G1 is in force until 2026-06-30.\n"
    )

    assert register.rows("SELECT code, title, starts_on, ends_on FROM goal") == [
        ("G1", "More take part", "2026-01-01", "2026-06-30"),
        ("G 2", "Less", None, None),
    ]
    assert cli.json("goal", "list")[1] == {
        "id": 1,
        "code": "G1",
        "title": "More take part",
        "starts_on": "2026-01-01",
        "ends_on": "2026-06-30",
        "audiences": [],
        "partners": 0,
    }


def test_what_a_goal_cannot_be_is_refused(cli: Cli, register: Register) -> None:
    cli.done("goal", "add", "More", "--code", "G1", "--from", "2026-02-01")
    cli.done("goal", "add", "Less", "--code", "G2")

    for words, message in [
        (["add", "", "--code", "G3"], "TITLE is empty; give a name."),
        (["add", "T", "--code", ""], "--code is empty; give a name."),
        (["add", "T", "--code", "g1"], "There is a goal 'G1' already: #1."),
        (["add", "T", "--code", "G3", "--from", "May"], "--from 'May' is not a date; write it as"),
        (
            ["add", "T", "--code", "G3", "--from", "2026-05-01", "--until", "2026-04-01"],
            "--until 2026-04-01 lies before the start 2026-05-01.",
        ),
        (["edit", "G1", "--until", "2026-01-01"], "--until 2026-01-01 lies before the start 2026"),
        (["edit", "G2", "--code", "G1"], "There is a goal 'G1' already: #1."),
        (["edit", "G2"], "Nothing to change was given."),
        (["retire", "G1", "--on", "2026-01-01"], "2026-01-01 lies before the start 2026-02-01."),
    ]:
        answer = cli("goal", *words)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert answer.stderr.startswith(f"Error: {message}")
    assert register.rows("SELECT code, title, ends_on FROM goal") == [
        ("G1", "More", None),
        ("G2", "Less", None),
    ]


def test_somebody_is_added_edited_and_leaves(cli: Cli, register: Register) -> None:
    cli.done("unit", "add", "Stage")
    cli.done("unit", "add", "1")

    assert cli.done(
        *("staff", "add", "Bo Ø", "--email", "bo@hus.dk", "--unit", "Stage", "--management"),
        *("--from", "2025-01-01"),
    ) == ("Added #1 Bo Ø to our people.\n")
    assert cli.done("staff", "edit", "bo", "--name", "Bo Åse", "--not-management") == (
        "Changed #1 Bo Ø: name, management.\n"
    )
    assert register.rows(
        "SELECT name, email, unit_id, is_management, starts_on, ends_on FROM staff"
    ) == [("Bo Åse", "bo@hus.dk", 1, 0, "2025-01-01", None)]

    # A unit whose name is another one's number stays what it is.
    cli.done("staff", "edit", "bo", "--unit", "#2")
    cli.done("staff", "edit", "bo", "--email", "")
    assert register.rows("SELECT email, unit_id FROM staff") == [(None, 2)]
    cli.done("staff", "edit", "bo", "--unit", "")
    assert register.rows("SELECT unit_id, name FROM staff") == [(None, "Bo Åse")]

    assert cli.done("staff", "retire", "bo") == "Bo Åse is here until 2026-03-01.\n"
    assert register.rows("SELECT ends_on FROM staff") == [("2026-03-01",)]


def test_whoever_leaves_is_said_to_follow_partners_still(portfolio: Cli) -> None:
    assert portfolio.done("staff", "retire", "Bo") == (
        "Bo is here until 2026-03-01. They follow 1 partner until then.\n"
        "Left without a coordinator; `partnerreg staff assign` names another one:\n"
        "  #3 Gamma from 2026-03-02\n"
    )


def test_what_our_people_cannot_be_is_refused(cli: Cli, register: Register) -> None:
    cli.done("staff", "add", "Bo")

    for words, code, message in [
        (["add", ""], 2, "NAME is empty; give a name."),
        (["add", "BO"], 2, "There is a staff member 'Bo' already: #1."),
        (["add", "Ib", "--email", "ib"], 2, "--email 'ib' is not an e-mail address"),
        (["add", "Ib", "--unit", "Zoo"], 3, "There is no unit 'Zoo'."),
        (
            ["add", "Ib", "--from", "2026-02-01", "--until", "2026-01-01"],
            2,
            "--until 2026-01-01 lies before the start 2026-02-01.",
        ),
        (["edit", "Bo"], 2, "Nothing to change was given."),
        (["edit", "Ib", "--name", "x"], 3, "There is no staff member 'Ib'."),
    ]:
        answer = cli("staff", *words)
        assert (answer.exit_code, answer.stdout) == (code, "")
        assert answer.stderr.startswith(f"Error: {message}")
    assert register.rows("SELECT name FROM staff") == [("Bo",)]


def test_somebody_follows_a_partner_and_no_longer(portfolio: Cli, register: Register) -> None:
    said = portfolio.done(
        *("staff", "assign", "Ib", "Alfa", "--as", "management", "--from", "2026-01-15")
    )

    assert said == "Ib follows Alfa as management from 2026-01-15.\n"
    assert (
        portfolio.done("staff", "unassign", "Ib", "Alfa") == "Ib follows Alfa until 2026-03-01.\n"
    )
    rows = register.rows("SELECT staff_id, partner_id, role, starts_on, ends_on FROM assignment")
    assert rows[-1] == (2, 1, "management", "2026-01-15", "2026-03-01")
    again = portfolio("staff", "unassign", "Ib", "Alfa", "--as", "management")
    assert again == (
        3,
        "",
        "Error: Ib does not follow Alfa as management after 2026-03-01.\n",
    )


def test_a_partner_has_one_coordinator_at_a_time(portfolio: Cli, register: Register) -> None:
    words = ("staff", "assign", "Ib", "Gamma", "--as", "coordinator")

    refused = portfolio(*words, "--from", "2026-03-10")
    portfolio.done(*words, "--from", "2026-03-10", "--replace")

    assert refused == (
        2,
        "",
        (
            "Error: Bo coordinates Gamma from 2026-03-01; "
            "a partner has one coordinator at a time.\n"
            "Hand over with --replace, or unassign first.\n"
        ),
    )
    assert register.rows("SELECT staff_id, starts_on, ends_on FROM assignment") == [
        (1, "2026-03-01", "2026-03-09"),
        (2, "2026-03-10", None),
    ]


def test_a_coordinator_named_by_mistake_can_be_replaced_on_the_same_day(
    portfolio: Cli, register: Register
) -> None:
    portfolio.done("staff", "assign", "Ib", "Gamma", "--as", "coordinator", "--replace")

    assert register.rows("SELECT staff_id, starts_on, ends_on FROM assignment") == [
        (2, "2026-03-01", None)
    ]
    assert portfolio.json("partner", "list", "--level", "2")[0]["coordinator"] == "Ib"


def test_a_coordinator_planned_for_later_is_not_replaced_unseen(portfolio: Cli) -> None:
    portfolio.done("staff", "assign", "Ib", "Beta", "--as", "coordinator", "--from", "2026-04-01")

    answer = portfolio("staff", "assign", "Bo", "Beta", "--as", "coordinator", "--replace")

    assert answer == (
        2,
        "",
        (
            "Error: Ib coordinates Beta from 2026-04-01.\n"
            "Give a last day before that: --until 2026-03-31.\n"
        ),
    )


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (
            "Ib Alfa --as boss",
            2,
            "--as 'boss' is not one of coordinator, management, owner",
        ),
        (
            "Bo Alfa --as management",
            2,
            (
                "Bo is not of the house's management.\n"
                "If they are, say so: `partnerreg staff edit 1 --management`.\n"
            ),
        ),
        (
            "Bo Gamma --as coordinator",
            2,
            "Bo follows Gamma as coordinator already, from 2026-03-01.\n",
        ),
        (
            "Ib Alfa --as management --until 2026-02-28",
            2,
            (
                "--until 2026-02-28 lies before the start 2026-03-01.\n"
                "Give the first day with --from; without it a tie begins today.\n"
            ),
        ),
        ("Ib Alfa --as management --from 2026-02-30", 2, "--from '2026-02-30' is not a day of the"),
        ("Per Alfa --as management", 3, "There is no staff member 'Per'.\n"),
        ("Ib Zoo --as management", 3, "There is no partner 'Zoo'.\n"),
    ],
)
def test_an_assignment_that_makes_no_sense_is_refused(
    portfolio: Cli, register: Register, words: str, code: int, message: str
) -> None:
    answer = portfolio("staff", "assign", *words.split())

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {message}")
    assert register.value("SELECT count(*) FROM assignment") == 1


def test_whoever_has_left_follows_nobody_new(portfolio: Cli) -> None:
    portfolio.done("staff", "retire", "Ib", "--on", "2026-02-01")

    answer = portfolio("staff", "assign", "Ib", "Alfa", "--as", "management")

    assert answer == (2, "", "Error: Ib was here until 2026-02-01.\n")


def test_nobody_follows_a_partner_before_their_first_day(
    portfolio: Cli, register: Register
) -> None:
    portfolio.done("staff", "add", "Eva", "--from", "2030-01-01")
    for days in ([], ["--from", "2029-12-31"]):
        answer = portfolio("staff", "assign", "Eva", "Alfa", "--as", "coordinator", *days)
        assert answer == (2, "", "Error: Eva is here from 2030-01-01.\n")
    assert register.value("SELECT count(*) FROM assignment WHERE staff_id = 3") == 0

    words = ("staff", "assign", "Eva", "Alfa", "--as", "coordinator", "--from", "2030-01-01")
    portfolio.done(*words)
    assert portfolio("staff", "edit", "Eva", "--from", "2030-02-01") == (
        2,
        "",
        "Error: Eva follows a partner from 2030-01-01, before 2030-02-01.\n",
    )
    portfolio.done("staff", "edit", "Eva", "--from", "2029-01-01")
    assert register.value("SELECT starts_on FROM staff WHERE id = 3") == "2029-01-01"


@pytest.mark.parametrize(("noun", "thing"), [("area", "Music"), ("goal", "G2")])
def test_a_partner_is_tied_to_an_area_or_a_goal_for_a_time(
    portfolio: Cli, register: Register, noun: str, thing: str
) -> None:
    portfolio.done("goal", "add", "Reading", "--code", "G2")

    said = portfolio.done(noun, "link", thing, "Alfa", "--from", "2026-01-01")
    ended = portfolio.done(noun, "unlink", thing, "Alfa", "--on", "2026-02-28")
    again = portfolio(noun, "unlink", thing, "Alfa")

    assert said == f"Tied Alfa to the {noun} {thing} from 2026-01-01.\n"
    assert ended == f"Alfa is tied to the {noun} {thing} until 2026-02-28.\n"
    assert again == (3, "", f"Error: Alfa has no tie to that {noun} on 2026-03-01.\n")
    rows = register.rows(f"SELECT partner_id, {noun}_id, starts_on, ends_on FROM partner_{noun}")
    assert rows[-1] == (1, 2, "2026-01-01", "2026-02-28")


def test_a_tie_to_a_goal_keeps_why(portfolio: Cli, register: Register) -> None:
    portfolio.done("goal", "link", "participation", "Alfa", "--because", "Run by the young")

    assert register.rows("SELECT partner_id, rationale FROM partner_goal") == [
        (2, None),
        (1, "Run by the young"),
    ]


def test_ties_that_make_no_sense_are_refused(portfolio: Cli, register: Register) -> None:
    portfolio.done("area", "retire", "Music", "--on", "2026-02-01")
    portfolio.done("goal", "add", "Past", "--code", "G0", "--until", "2025-12-31")

    for words, code, message in [
        ("area link Youth Alfa", 2, "Alfa is tied to Youth already, from 2026-03-01."),
        ("area link Music Alfa", 2, "The area Music was retired on 2026-02-01."),
        ("area link Youth Beta --until 2026-02-28", 2, "--until 2026-02-28 lies before the start"),
        ("area link Zoo Alfa", 3, "There is no area 'Zoo'."),
        ("goal link G0 Alfa", 2, "The goal G0 was in force until 2025-12-31."),
        ("goal link G1 Beta", 2, "Beta is tied to G1 already, from 2026-03-01."),
        ("goal link G1 Alfa --until 2026-02-28", 2, "--until 2026-02-28 lies before the start"),
        (
            "goal link G1 Alfa --from 2026-02-28 --until 2026-02-01",
            2,
            "--until 2026-02-01 lies before the start 2026-02-28.",
        ),
        ("goal link G9 Alfa", 3, "There is no goal 'G9'."),
        ("goal link G1 Zoo", 3, "There is no partner 'Zoo'."),
    ]:
        answer = portfolio(*words.split())
        assert (answer.exit_code, answer.stdout) == (code, "")
        assert answer.stderr.startswith(f"Error: {message}")
    assert register.value("SELECT count(*) FROM partner_area") == 1
    assert register.value("SELECT count(*) FROM partner_goal") == 1


def test_a_goal_is_in_force_until_its_last_tie_begins(portfolio: Cli, register: Register) -> None:
    tied = "G1 has a tie from 2026-03-01"
    hint = "If the tie is wrong, `partnerreg history` tells what to take back.\n"
    for words in ("goal retire G1 --on 2026-02-28", "goal edit G1 --until 2026-02-28"):
        answer = portfolio(*words.split())
        assert answer == (2, "", f"Error: {tied}, after 2026-02-28.\n{hint}")
    portfolio.done("goal", "retire", "G1")
    assert register.rows("SELECT ends_on FROM goal") == [("2026-03-01",)]


def test_our_people_s_list_has_these_keys(portfolio: Cli) -> None:
    assert portfolio.json("staff", "list")[0] == {
        "id": 1,
        "name": "Bo",
        "email": None,
        "phone": None,
        "unit": None,
        "is_management": False,
        "starts_on": None,
        "ends_on": None,
        "partners": 1,
    }


def test_nothing_new_comes_into_a_retired_unit(portfolio: Cli, register: Register) -> None:
    portfolio.done("unit", "retire", "Lab", "--on", "2026-02-01")

    for words in ("partner add Zeta", "partner edit Alfa", "staff add Per", "staff edit Bo"):
        answer = portfolio(*words.split(), "--unit", "Lab")
        assert answer == (2, "", "Error: The unit Lab was retired on 2026-02-01.\n")

    assert register.rows("SELECT name FROM partner WHERE unit_id = 2") == [("Gamma",)]
    assert register.rows("SELECT name FROM staff WHERE unit_id = 2") == []
