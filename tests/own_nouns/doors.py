"""A noun declared in one file goes through every door, and its law is held at each."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from helpers.command_line import Cli, Register
from own_nouns.poster import POSTER
from own_nouns.poster_register import with_posters
from partnerreg.cli.app import build
from partnerreg.cli.completion import offers
from partnerreg.reports.json_schemas import schema_of

if TYPE_CHECKING:
    from pathlib import Path

FULL = {
    "id": 1,
    "partner_id": 1,
    "partner": "Café Retro",
    "title": "Åben scene",
    "owner": "Åse Bjørn",
    "hangs_on": "2026-03-10",
    "hung_on": None,
    "is_large": False,
    "notes": None,
}


@pytest.fixture
def posters(cli: Cli) -> Cli:
    cli.done("poster", "add", "retro", "Åben scene", "--owner", "aase", "--hangs-on", "2026-03-10")
    cli.done("poster", "add", "teatret", "Premiere", "--large", "--notes", "A2")
    return cli


def test_a_poster_is_added_and_listed(posters: Cli) -> None:
    assert posters.json("poster", "list")[0] == FULL
    assert [row["title"] for row in posters.json("poster", "list", "teatret")] == ["Premiere"]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (["--title", "aben"], ["Åben scene"]),
        (["--owner", "ase"], ["Åben scene"]),
        (["--hangs-on", "2026-03-10"], ["Åben scene"]),
        (["--large", "yes"], ["Premiere"]),
        (["--notes", "a2"], ["Premiere"]),
        (["--sort", "-title"], ["Premiere", "Åben scene"]),
    ],
)
def test_a_list_of_posters_is_filtered_and_sorted(
    posters: Cli, words: list[str], titles: list[str]
) -> None:
    assert [row["title"] for row in posters.json("poster", "list", *words)] == titles


def test_columns_are_chosen(posters: Cli) -> None:
    [row, _] = posters.json("poster", "list", "--columns", "title,owner")
    assert row == {"id": 1, "title": "Åben scene", "owner": "Åse Bjørn"}


def test_a_poster_is_shown(posters: Cli) -> None:
    assert posters.json("poster", "show", "aben scene") == FULL
    assert "Åse Bjørn" in posters("poster", "show", "1").stdout


def test_a_poster_is_edited_and_hung(posters: Cli, register: Register) -> None:
    said = posters.done("poster", "edit", "premiere", "--owner", "Åse Bjørn", "--notes", "")
    assert said == "Changed poster #2 Premiere: owner, notes.\n"
    assert posters.done("poster", "hang", "premiere", "--on", "2026-03-11") == (
        "Premiere hangs since 2026-03-11.\n"
    )
    assert register.rows("SELECT owner_id, notes, hung_on FROM poster WHERE id = 2") == [
        (1, None, "2026-03-11")
    ]
    again = posters("poster", "hang", "premiere")
    assert (again.exit_code, again.stderr) == (
        2,
        "Error: Premiere hangs since 2026-03-11 already.\n",
    )


def test_a_poster_is_removed_and_comes_back(posters: Cli, register: Register) -> None:
    before = register.rows("SELECT * FROM poster")
    assert posters("poster", "remove", "1").exit_code == 2  # no terminal to ask on
    posters.done("poster", "remove", "1", "--yes")
    assert register.value("SELECT count(*) FROM poster") == 1
    posters("undo")
    assert register.rows("SELECT * FROM poster") == before
    posters("redo")
    assert register.value("SELECT count(*) FROM poster") == 1


def test_what_a_poster_refers_to_cannot_be_removed(posters: Cli, register: Register) -> None:
    refused = posters("staff", "remove", "1", "--yes")
    assert refused.exit_code == 2
    assert "others refer to it (poster #1)" in refused.stderr
    assert register.value("SELECT count(*) FROM staff") == 1


def test_history_names_the_fields_of_a_poster(posters: Cli) -> None:
    posters.done("poster", "edit", "premiere", "--notes", "A1")
    assert "A1" in posters("history", "show", "6").stdout


def test_history_says_yes_and_no_of_what_a_poster_is(posters: Cli) -> None:
    posters.done("poster", "edit", "premiere", "--not-large")
    [line] = posters.json("history", "show", "6")["sections"]["changes"]
    told = {"thing": "poster", "label": "Premiere", "field": "is large", "old": "yes", "new": "no"}
    assert line | told == line


def test_posters_come_in_with_danish_headers_and_the_same_list_changes_nothing(
    cli: Cli, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "plakater.csv").write_text(
        "Partner;Titel;Ansvarlig;Hænges op den\nCafé Retro;Åben scene;Åse Bjørn;31.03.2026\n",
        encoding="utf-8",
    )
    for added in (1, 0):
        answer = cli.json("import", "posters", "plakater.csv")
        assert (answer["added"], answer["changed"]) == (added, 0)
    assert register.rows("SELECT title, owner_id, hangs_on FROM poster") == [
        ("Åben scene", 1, "2026-03-31")
    ]


def test_the_template_is_in_the_reader_s_language(cli: Cli) -> None:
    answer = cli("--lang", "da", "import", "template", "posters")
    header = answer.stdout
    assert answer.stderr == ""
    assert header.strip().split(";")[1:4] == ["partner", "titel", "ansvarlig"]


def test_posters_are_exported_and_come_back(posters: Cli, register: Register) -> None:
    text = posters("export", "posters", "--raw").stdout
    [row, _] = csv.DictReader(io.StringIO(text))
    assert (row["partner"], row["partner_name"], row["owner"]) == ("1", "Café Retro", "Åse Bjørn")
    answer = posters("import", "posters", "-", "--format", "json", stdin=text)
    assert json.loads(answer.stdout)["unchanged"] == 2


def test_a_whole_register_goes_out_and_in_with_its_posters(
    posters: Cli, register: Register, tmp_path: Path
) -> None:
    posters.done("export", "all", "whole")
    new = Register(with_posters(tmp_path / "new.db"))
    posters.done("--db", str(new.path), "import", "all", "whole")
    assert new.rows("SELECT * FROM poster") == register.rows("SELECT * FROM poster")


def test_the_verbs_of_a_poster_are_completed(cli: Cli) -> None:
    verbs = {offer.text for offer in offers(["poster"], "", build)}
    assert verbs >= {"add", "hang", "list", "remove"}


@pytest.mark.parametrize("verb", ["list", "show"])
def test_the_json_is_as_its_schema_promises(posters: Cli, verb: str) -> None:
    answer = posters.json("poster", verb, *(["1"] if verb == "show" else []))
    Draft202012Validator(schema_of(POSTER, verb)).validate(answer)


# The law: of one partner, no two posters are hung on the same day.

LAW = "another poster of the partner was hung on that day."


@pytest.fixture
def one_hangs(posters: Cli) -> Cli:
    posters.done("poster", "hang", "1", "--on", "2026-03-11")
    return posters


def test_a_command_refuses_what_breaks_the_law(one_hangs: Cli, register: Register) -> None:
    refused = one_hangs("poster", "add", "retro", "Quiz", "--hung-on", "2026-03-11")
    assert refused == (
        2,
        "",
        f"Error: Poster #3: {LAW} Nothing was written.\nHang it on another day.\n",
    )
    assert register.value("SELECT count(*) FROM poster") == 2


def test_an_import_tells_the_line_that_breaks_the_law(
    one_hangs: Cli, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text(
        "partner,title,hung on\nTeatret,Quiz,2026-03-11\nCafé Retro,Quiz,2026-03-11\n",
        encoding="utf-8",
    )
    refused = one_hangs("import", "posters", "list.csv")
    assert refused.exit_code == 2
    assert f"line 3: {LAW}" in refused.stderr.lower().replace("  ", " ")
    assert register.value("SELECT count(*) FROM poster") == 2

    assert one_hangs("import", "posters", "list.csv", "--skip-bad").exit_code == 4
    assert register.value("SELECT count(*) FROM poster") == 3


def test_undo_refuses_to_bring_back_what_breaks_the_law(one_hangs: Cli, register: Register) -> None:
    one_hangs.done("poster", "remove", "1", "--yes")
    one_hangs.done("poster", "add", "retro", "Quiz", "--hung-on", "2026-03-11")
    refused = one_hangs("undo", str(register.operations - 1))
    assert refused.exit_code == 1
    assert f"partner #1 Café Retro: {LAW.removesuffix('.')}" in refused.stderr
    assert register.rows("SELECT title FROM poster WHERE partner_id = 1") == [("Quiz",)]


def test_a_whole_register_that_breaks_the_law_is_not_taken_in(
    one_hangs: Cli, register: Register, tmp_path: Path
) -> None:
    one_hangs.done("poster", "add", "retro", "Quiz")
    register.write("UPDATE poster SET hung_on = '2026-03-11'")
    one_hangs.done("export", "all", "whole")
    new = Register(with_posters(tmp_path / "new.db"))
    refused = one_hangs("--db", str(new.path), "import", "all", "whole")
    assert refused.exit_code == 2
    assert LAW in refused.stderr
    assert new.value("SELECT count(*) FROM partner") == 0


def test_db_check_finds_what_breaks_the_law(one_hangs: Cli, register: Register) -> None:
    one_hangs.done("poster", "add", "retro", "Quiz")
    register.write("UPDATE poster SET hung_on = '2026-03-11'")
    answer = one_hangs("db", "check")
    assert answer.exit_code == 6
    assert LAW in answer.stdout
