"""`partnerreg partner add|list|show|edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register


def test_the_first_partner_makes_the_register_and_says_so(bare_cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "register.db"

    answer = bare_cli("partner", "add", "Café Retro")

    assert answer == (
        0,
        "",
        f"Made a new register at {place}.\nAdded #1 Café Retro at the network level.\n",
    )
    assert place.is_file()


def test_a_partner_is_added_with_all_that_is_said_of_it(cli: Cli, register: Register) -> None:
    cli.done("unit", "add", "Children and youth")

    said = cli.done(
        *("partner", "add", "Café Retro", "--sector", "civil", "--municipality", "København"),
        *("--country", "dk", "--registration-number", "13 58 56 28", "--website", "retro.dk"),
        *("--external-id", "K-7", "--scope", "lokal", "--youth", "--no-volunteers"),
        *("--together", "A stage", "--for-whom", "The young", "--why-together", "They know how"),
        *("--pilot-until", "2026-12-31", "--notes", "First line\nsecond", "--unit", "children"),
        *("--tag", "music", "--tag", "Stage", "--tag", "MUSIC"),
        *("--we-give", "Rooms", "--we-get", "Guests", "--they-give", "Time", "--they-get", "Fame"),
    )

    assert said == "Added #1 Café Retro at the network level.\n"
    assert register.rows(
        "SELECT name, level, status, sector, municipality, country, registration_number, website,"
        " external_id, scope, involves_youth, involves_volunteers, together, for_whom,"
        " why_together, pilot_until, notes, unit_id FROM partner"
    ) == [
        (
            "Café Retro",
            3,
            "active",
            "civil-society",
            "København",
            "DK",
            "13585628",
            "retro.dk",
            "K-7",
            "local",
            1,
            0,
            "A stage",
            "The young",
            "They know how",
            "2026-12-31",
            "First line\nsecond",
            1,
        )
    ]
    assert register.rows("SELECT tag FROM partner_tag ORDER BY id") == [("music",), ("Stage",)]
    assert register.rows("SELECT party, direction, text FROM contribution ORDER BY id") == [
        ("we", "give", "Rooms"),
        ("we", "get", "Guests"),
        ("they", "give", "Time"),
        ("they", "get", "Fame"),
    ]
    assert register.rows("SELECT from_level, to_level, effective_on, actor FROM level_change") == [
        (None, 3, "2026-03-01", "Anna")
    ]
    assert register.rows("SELECT actor, command, summary FROM operation") == [
        ("Anna", "unit add", "#1 Children and youth"),
        ("Anna", "partner add", "#1 Café Retro"),
    ]


def test_adding_can_answer_in_json(cli: Cli, register: Register) -> None:
    answer = cli("partner", "add", "Café Retro", "--format", "json")

    assert answer == (0, '{"id": 1, "name": "Café Retro", "level": 3}\n', "")
    assert register.rows("SELECT id, name, level FROM partner") == [(1, "Café Retro", 3)]


def test_an_unknown_format_is_refused_before_anything_is_written(
    cli: Cli, register: Register
) -> None:
    answer = cli("partner", "add", "Café Retro", "--format", "csv")

    assert answer == (
        2,
        "",
        "Error: --format 'csv' is not known.\nChoose one of text, json.\n",
    )
    assert register.rows("SELECT * FROM partner") == []


def test_two_partners_without_an_external_id_can_be_added(cli: Cli, register: Register) -> None:
    cli.done("partner", "add", "Café Retro")
    cli.done("partner", "add", "Teatret")

    assert register.rows("SELECT name, external_id FROM partner") == [
        ("Café Retro", None),
        ("Teatret", None),
    ]


def test_the_same_name_in_the_same_place_is_refused_and_in_another_taken(
    cli: Cli, register: Register
) -> None:
    cli.done("partner", "add", "Café Retro", "--municipality", "Aarhus")

    again = cli("partner", "add", "cafe RETRO", "--municipality", "Århus")
    cli.done("partner", "add", "Café Retro", "--municipality", "Odense")
    cli.done("partner", "add", "Café Retro")

    assert again == (
        2,
        "",
        (
            "Error: There is a partner 'Café Retro' in Aarhus already: #1.\n"
            "If it is another one, tell them apart by --municipality or in the name.\n"
        ),
    )
    assert register.rows("SELECT municipality FROM partner ORDER BY id") == [
        ("Aarhus",),
        ("Odense",),
        (None,),
    ]


def test_an_external_id_belongs_to_one_partner(cli: Cli, register: Register) -> None:
    cli.done("partner", "add", "Café Retro", "--external-id", "K-7")

    answer = cli("partner", "add", "Teatret", "--external-id", "K-7")

    assert answer == (2, "", "Error: #1 Café Retro has the external id K-7 already.\n")
    assert register.value("SELECT count(*) FROM partner") == 1


def test_a_partner_above_the_network_level_goes_through_the_gate(
    cli: Cli, register: Register
) -> None:
    answer = cli("partner", "add", "Café Retro", "--level", "service")

    assert answer.exit_code == 5
    assert answer.stdout == ""
    assert "cannot be at the service level yet: 4 required rules are not met" in answer.stderr
    assert "Add it at the network level first" in answer.stderr
    assert register.rows("SELECT * FROM partner") == []
    assert register.operations == 0


def test_a_partner_can_be_let_in_at_a_level_with_a_reason(cli: Cli, register: Register) -> None:
    words = ("partner", "add", "Café Retro", "--level", "2", "--override", "Came with the house")

    assert cli.done(*words) == "Added #1 Café Retro at the service level.\n"

    assert register.rows("SELECT to_level, overridden, reason, findings FROM level_change") == [
        (
            2,
            1,
            "Came with the house",
            '["agreement-or-intent", "goal-or-pilot", "coordinator", "joint-value"]',
        )
    ]


WRONG = {
    "NAME is empty; give a name.": ("",),
    "NAME is 10,000 characters long; at most 200 fit.": ("x" * 10_000,),
    "NAME holds a control character (U+001B) at position 5; take it out.": ("Café\x1b[31m",),
    "NAME holds a control character (U+0000) at position 5; take it out.": ("Café\x00",),
    "NAME holds bytes that are no text; check the encoding.": ("Caf\udce9",),
    "--sector 'circus' is not one of public, private, civil-society, individual.": (
        *("Retro", "--sector", "circus"),
    ),
    "--scope 'wide' is not one of local, cross-cutting, regional, national.": (
        *("Retro", "--scope", "wide"),
    ),
    "--country 'Narnia' is not a country; write its two letters, as DK.": (
        *("Retro", "--country", "Narnia"),
    ),
    "--registration-number can be checked only with a country; give the country too, as DK.": (
        *("Retro", "--registration-number", "13585628"),
    ),
    "--website 'not an address' is not a web address.": ("Retro", "--website", "not an address"),
    "--pilot-until '2026-02-30' is not a day of the calendar: day is out of range for month.": (
        *("Retro", "--pilot-until", "2026-02-30"),
    ),
    "--pilot-until '1/3 2026' is not a date; write it as 2026-03-31.": (
        *("Retro", "--pilot-until", "1/3 2026"),
    ),
    "--tag holds a control character (U+0007) at position 1; take it out.": (
        *("Retro", "--tag", "\x07music"),
    ),
    "--on '2026-02-30' is not a day of the calendar: day is out of range for month.": (
        *("Retro", "--on", "2026-02-30"),
    ),
    "--level '4' is not a level.\nThe levels: 1 or strategic, 2 or service, 3 or network.": (
        *("Retro", "--level", "4"),
    ),
    "--override needs a reason.\nSay who decided it, or why.": ("Retro", "--override", " "),
    "--reason holds a control character (U+001B) at position 1; take it out.": (
        *("Retro", "--reason", "\x1b[31m"),
    ),
    "A level change cannot take effect in the future (2026-03-02).\nRecord it on the day.": (
        *("Retro", "--on", "2026-03-02"),
    ),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_is_wrong_is_named_by_what_was_typed(
    cli: Cli, register: Register, message: str
) -> None:
    assert cli("partner", "add", *WRONG[message]) == (2, "", f"Error: {message}\n")
    assert register.operations == 0
    assert register.rows("SELECT * FROM partner") == []


def test_everything_wrong_is_named_at_once(cli: Cli) -> None:
    answer = cli("partner", "add", "", "--sector", "circus", "--pilot-until", "soon")

    assert answer == (
        2,
        "",
        (
            "Error: NAME is empty; give a name.\n"
            "--sector 'circus' is not one of public, private, civil-society, individual.\n"
            "--pilot-until 'soon' is not a date; write it as 2026-03-31.\n"
        ),
    )


ODD_NAMES = [
    "[bold red]Markup[/]",
    "[/dk]",
    "-starting-with-dash",
    "--sector",
    "???",
    "#12",
    "12",
    "שלום עולם",
    "🎭 Teater 👩‍👩‍👧",
    "東京図書館",
    "O'Brien & Søn; rm -rf $(HOME) `id`",
    "x" * 200,
    "Bidi \u202etxet",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_name_is_kept_listed_and_found_as_it_is(
    cli: Cli, register: Register, name: str
) -> None:
    answer = cli("partner", "add", "--format", "json", "--", name)

    assert answer.json == {"id": 1, "name": name, "level": 3}
    assert register.rows("SELECT name FROM partner") == [(name,)]
    assert cli.json("partner", "list")[0]["name"] == name
    found = cli("partner", "show", "--format", "json", "--", "1" if name in {"12", "#12"} else name)
    assert found.json["name"] == name
    table = cli("partner", "list")
    assert name.replace("\u202e", "\\u202e") in table.stdout


def test_a_list_of_nothing_is_empty_in_each_format(cli: Cli) -> None:
    header = "id,name,level,level_name,status,sector,municipality,unit,coordinator,external_id\n"

    assert cli("partner", "list", "--format", "json") == (0, "[]\n", "")
    assert cli("partner", "list", "--format", "csv") == (0, header, "")
    assert cli("partner", "list").exit_code == 0


def test_a_list_in_json_is_an_array_of_objects(cli: Cli) -> None:
    cli.done("unit", "add", "Stage")
    cli.done("staff", "add", "Desk")
    words = ("--sector", "public", "--municipality", "Aarhus", "--external-id", "K-7")
    cli.done("partner", "add", "Café Retro", "--unit", "Stage", *words)
    cli.done("staff", "assign", "Desk", "retro", "--as", "coordinator")

    assert cli.json("partner", "list") == [
        {
            "id": 1,
            "name": "Café Retro",
            "level": 3,
            "level_name": "network",
            "status": "active",
            "sector": "public",
            "municipality": "Aarhus",
            "unit": "Stage",
            "coordinator": "Desk",
            "external_id": "K-7",
        }
    ]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Åbo", "Ärla", "Æbeltoft", "Odense", "Øster", "Öresund", "Zoo"]),
        ("da", ["Odense", "Zoo", "Æbeltoft", "Ärla", "Öresund", "Øster", "Åbo"]),
        ("nb", ["Odense", "Zoo", "Æbeltoft", "Ärla", "Öresund", "Øster", "Åbo"]),
        ("sv", ["Odense", "Zoo", "Åbo", "Æbeltoft", "Ärla", "Öresund", "Øster"]),
        ("fi", ["Odense", "Zoo", "Åbo", "Æbeltoft", "Ärla", "Öresund", "Øster"]),
    ],
)
def test_names_stand_where_readers_of_the_language_look_for_them(
    cli: Cli, language: str, names: list[str]
) -> None:
    for name in sorted(names):
        cli.done("partner", "add", name)
        cli.done("unit", "add", name)

    listed = [row["name"] for row in cli.json("--lang", language, "partner", "list")]
    units = [row["name"] for row in cli.json("unit", "list", "--lang", language)]

    assert places(listed) == places(names)
    assert places(units) == places(names)


def places(names: list[str]) -> list[str]:
    """The names by their first letters; letters that an alphabet holds equal are made so."""
    same = {"Ä": "Æ", "Ö": "Ø"}
    return [same.get(name[0], name[0]) for name in names]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ("", "Alfa Beta Gamma"),
        ("--status all", "Alfa Beta Delta Gamma"),
        ("--status ended", "Delta"),
        ("--level strategisk", "Alfa"),
        ("--level 3", "Beta"),
        ("--sector offentlig", "Alfa"),
        ("--municipality aarhus", "Beta"),
        ("--unit stage", "Alfa"),
        ("--area youth", "Alfa"),
        ("--area music", ""),
        ("--goal g1", "Beta"),
        ("--coordinator bo", "Gamma"),
        ("--coordinator ib", ""),
        ("--tag JAZZ", "Beta"),
        ("--unsupported", "Alfa Gamma"),
        ("--unsupported --unit lab", "Gamma"),
        ("--level 1 --unit lab", ""),
        ("--sort level", "Alfa Gamma Beta"),
        ("--sort number --status all", "Alfa Beta Gamma Delta"),
        ("--sort municipality --status all", "Delta Beta Alfa Gamma"),
    ],
)
def test_a_list_shows_what_the_filters_leave_in_the_order_asked_for(
    portfolio: Cli, filters: str, names: str
) -> None:
    listed = portfolio.json("--lang", "da", "partner", "list", *filters.split())

    assert [row["name"] for row in listed] == names.split()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("--level 0", 2, "--level '0' is not a level."),
        (
            "--sector circus",
            2,
            "--sector 'circus' is not one of public, private, civil-society, individual.",
        ),
        ("--status gone", 2, "--status 'gone' is not known."),
        ("--sort colour", 2, "--sort 'colour' is not known."),
        ("--format xml", 2, "There is no format 'xml'."),
        ("--unit nowhere", 3, "There is no unit 'nowhere'."),
        ("--goal G9", 3, "There is no goal 'G9'."),
        ("--coordinator nobody", 3, "There is no staff member 'nobody'."),
        ("--lang xx", 2, "'xx' (--lang) is no language that the register speaks."),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(
    portfolio: Cli, words: str, code: int, message: str
) -> None:
    answer = portfolio("partner", "list", *words.split())

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {message}\n")


@pytest.mark.parametrize("option", ["sector", "municipality", "unit", "area", "goal", "tag"])
def test_a_blank_filter_does_not_choose_everybody(portfolio: Cli, option: str) -> None:
    for command in (["partner", "list"], ["report", "levels"], ["export", "partners"]):
        answer = portfolio(*command, f"--{option}", " ")
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert answer.stderr.startswith(f"Error: --{option} is blank.\n")


def test_a_partner_is_found_as_people_type_it(cli: Cli) -> None:
    cli.done("partner", "add", "Café Retro", "--external-id", "K-7")
    cli.done("partner", "add", "Århus Teater")

    for text in ("1", "#1", "K-7", "Café Retro", "CAFE retro", "retro"):
        assert cli.json("partner", "show", text)["id"] == 1
    for text in ("arhus teater", "Aarhus", "ÅRHUS"):
        assert cli.json("partner", "show", text)["id"] == 2


def test_an_unknown_partner_is_said_with_the_nearest_names(cli: Cli) -> None:
    nobody = cli("partner", "show", "Café Retro")
    cli.done("partner", "add", "Café Retro")
    near = cli("partner", "show", "Caffe")
    far = cli("partner", "show", "Zoo")

    assert nobody == (
        3,
        "",
        (
            "Error: There is no partner 'Café Retro'.\n"
            "There is no partner at all yet; `partnerreg partner add` adds one.\n"
        ),
    )
    assert near == (3, "", "Error: There is no partner 'Caffe'.\nDid you mean 'Café Retro'?\n")
    assert far == (3, "", "Error: There is no partner 'Zoo'.\nSee `partnerreg partner list`.\n")


def test_an_ambiguous_partner_is_listed_by_number_and_nothing_is_done(
    cli: Cli, register: Register
) -> None:
    cli.done("partner", "add", "Café Retro", "--municipality", "Aarhus")
    cli.done("partner", "add", "Café Nord")

    answer = cli("partner", "edit", "cafe", "--notes", "Which?")

    assert answer == (
        3,
        "",
        (
            "Error: 'cafe' fits 2 partners. Nothing was done.\n"
            "Say which one, by number:\n  #2  Café Nord\n  #1  Café Retro (Aarhus)\n"
        ),
    )
    assert register.value("SELECT count(notes) FROM partner") == 0
    assert register.operations == 2


def test_a_partner_s_page_has_these_keys(cli: Cli) -> None:
    cli.done("partner", "add", "Café Retro", "--level", "2", "--override", "As it was")

    page = cli.json("partner", "show", "retro")

    assert list(page) == [
        *("id", "name", "level", "level_name", "label", "since", "status", "supported", "missing"),
        *("overridden", "reason"),
        *("sector", "municipality", "country", "registration_number", "external_id", "website"),
        *("scope", "policy_field", "legal_form", "region", "unit"),
        *("non_profit", "involves_youth", "involves_volunteers", "together", "for_whom"),
        *("why_together", "pilot_until", "tags", "notes", "unit_since", "audiences"),
        *("contributions", "contacts", "staff", "goals", "areas", "units", "ties"),
        *("agreements", "activities", "projects", "evaluations", "expectations"),
        *("preparation", "health_checks", "lessons", "groups", "communications", "consents"),
    ]
    assert page["level"] == 2
    assert page["label"] == "service-based partnership"
    assert page["since"] == "2026-03-01"
    assert page["supported"] is False
    assert page["missing"] == [
        "agreement-or-intent",
        "goal-or-pilot",
        "coordinator",
        "joint-value",
    ]


def test_a_partner_s_page_holds_all_that_is_tied_to_it(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"signed")
    cli.done("partner", "add", "Café Retro", "--tag", "music", "--we-give", "Rooms")
    cli.done("staff", "add", "Bo")
    cli.done("area", "add", "Youth")
    cli.done("goal", "add", "More take part", "--code", "G1")
    cli.done("staff", "assign", "Bo", "retro", "--as", "coordinator")
    cli.done("area", "link", "Youth", "retro", "--from", "2025-01-01", "--until", "2025-12-31")
    cli.done("goal", "link", "G1", "retro", "--because", "By the young")
    cli.done("contact", "add", "retro", "Eva", "--email", "eva@retro.dk")
    cli.done("agreement", "attach", "retro", "paper.pdf", "--kind", "letter-of-intent")
    cli.done("activity", "log", "retro", "--title", "Open stage")
    cli.done("evaluation", "add", "retro", "--rating", "success")

    page = cli.json("partner", "show", "retro")

    assert page["tags"] == ["music"]
    (given,) = page["contributions"]
    assert (given["party"], given["direction"], given["text"]) == ("we", "give", "Rooms")
    assert page["staff"] == [
        {
            "staff": "Bo",
            "role": "coordinator",
            "starts_on": "2026-03-01",
            "ends_on": None,
            "current": True,
        }
    ]
    assert page["areas"] == [
        {
            "name": "Youth",
            "unit": None,
            "coordinator": None,
            "rationale": None,
            "state": "ended",
            "starts_on": "2025-01-01",
            "ends_on": "2025-12-31",
            "current": False,
        }
    ]
    assert page["goals"] == [
        {
            "name": "G1 More take part",
            "rationale": "By the young",
            "starts_on": "2026-03-01",
            "ends_on": None,
            "current": True,
        }
    ]
    assert [contact["email"] for contact in page["contacts"]] == ["eva@retro.dk"]
    assert [paper["state"] for paper in page["agreements"]] == ["draft"]
    assert [activity["title"] for activity in page["activities"]] == ["Open stage"]
    assert [evaluation["rating"] for evaluation in page["evaluations"]] == ["success"]


def test_editing_changes_what_was_named_and_leaves_the_rest(cli: Cli, register: Register) -> None:
    cli.done("unit", "add", "Stage")
    words = ("--sector", "public", "--notes", "Old", "--tag", "music", "--we-give", "Rooms")
    cli.done("partner", "add", "Café Retro", *words)

    said = cli.done(
        *("partner", "edit", "retro", "--name", "Café Ny", "--notes", "", "--youth"),
        *("--for-whom", "All", "--tag", "stage", "--untag", "MUSIC", "--unit", "Stage"),
        *("--we-give", "Rooms", "--we-give", "Sound"),
    )

    assert (
        said == "Changed #1 Café Retro: name, notes, involves young people, for whom, tags, unit, "
        "we give.\n"
    )
    assert register.rows(
        "SELECT name, sector, notes, involves_youth, for_whom, unit_id, name_key FROM partner"
    ) == [("Café Ny", "public", None, 1, "All", 1, "cafe ny")]
    assert register.rows("SELECT tag FROM partner_tag") == [("stage",)]
    assert register.rows("SELECT text FROM contribution ORDER BY id") == [("Rooms",), ("Sound",)]
    assert cli.done("partner", "edit", "ny", "--unit", "") == "Changed #1 Café Ny: unit.\n"
    assert register.rows("SELECT unit_id, for_whom FROM partner") == [(None, "All")]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ([], 2, "Nothing to change was given.\nSee --help for the options.\n"),
        (["--name", ""], 2, "--name is empty; give a name.\n"),
        (
            ["--pilot-until", "soon"],
            2,
            "--pilot-until 'soon' is not a date; write it as 2026-03-31",
        ),
        (["--unit", "Nowhere"], 3, "There is no unit 'Nowhere'.\nThere is no unit at all yet; "),
        (["--name", "Teatret"], 2, "There is a partner 'Teatret' already: #2.\n"),
        (["--notes", "x" * 20_001], 2, "--notes is 20,001 characters long; at most 20,000 fit.\n"),
    ],
)
def test_an_edit_that_makes_no_sense_changes_nothing(
    cli: Cli, register: Register, words: list[str], code: int, message: str
) -> None:
    cli.done("partner", "add", "Café Retro")
    cli.done("partner", "add", "Teatret")

    answer = cli("partner", "edit", "retro", *words)

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {message}")
    assert register.rows("SELECT name, notes FROM partner") == [
        ("Café Retro", None),
        ("Teatret", None),
    ]
    assert register.operations == 2


def test_an_edit_that_changes_nothing_is_no_operation(cli: Cli, register: Register) -> None:
    cli.done("partner", "add", "Café Retro", "--notes", "Same")

    cli.done("partner", "edit", "retro", "--notes", "Same", "--untag", "none")

    assert register.operations == 1
