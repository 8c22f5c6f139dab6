"""`history`, `history show`, `undo` and `redo`, as they are typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from partnerreg.cli import fast_path
from partnerreg.cli.fast_path import parse

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register


@pytest.fixture
def lived(cli: Cli) -> Cli:
    """A partner that was added (1), edited (2), raised (3), and got a contact (4)."""
    cli.done("partner", "add", "Café Retro", "--tag", "jazz", "--municipality", "Aarhus")
    cli.done("partner", "edit", "1", "--notes", "hej", "--youth")
    cli.done("--actor", "Bo", "partner", "promote", "1", "--to", "service", "--override", "Ja")
    cli.done("contact", "add", "1", "Åse")
    return cli


def test_the_history_lists_operations_the_last_one_first(lived: Cli) -> None:
    rows = lived.json("history")
    assert [(row["id"], row["actor"], row["command"], row["rows"]) for row in rows] == [
        (4, "Anna", "contact add", 1),
        (3, "Bo", "partner promote", 2),
        (2, "Anna", "partner edit", 1),
        (1, "Anna", "partner add", 3),
    ]
    assert {(row["state"], row["takes_back"], row["taken_back_by"]) for row in rows} == {
        ("", None, None)
    }


def test_the_history_says_what_was_taken_back_and_by_which_operation(lived: Cli) -> None:
    lived.done("undo")
    lived.done("redo")
    states = {row["id"]: row["state"] for row in lived.json("history")}
    assert states == {
        6: "takes back 5",
        5: "takes back 4, taken back by 6",
        4: "",
        3: "",
        2: "",
        1: "",
    }
    answer = lived("history")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "takes back 4, taken back by 6" in answer.stdout


def test_the_history_of_a_new_register_is_empty(cli: Cli) -> None:
    assert cli.json("history") == []


def test_the_history_can_be_narrowed(lived: Cli) -> None:
    assert [row["id"] for row in lived.json("history", "--by", "Bo")] == [3]
    assert [row["id"] for row in lived.json("history", "--command", "partner")] == [3, 2, 1]
    today = datetime.now(tz=UTC).astimezone().date()
    assert len(lived.json("history", "--since", today.isoformat())) == 4
    tomorrow = today + timedelta(1)
    assert lived.json("history", "--since", tomorrow.isoformat()) == []
    assert lived("history", "--since", "yesterday").exit_code == 2


def test_the_history_as_csv_has_a_line_for_each_operation(lived: Cli) -> None:
    head, *lines = lived("history", "--format", "csv", "--all").stdout.splitlines()
    assert head == "id,at,actor,command,summary,rows,state,takes_back,taken_back_by"
    assert len(lines) == 4


@pytest.mark.parametrize("words", ["history", "history --by Bo --all", "history show 3"])
def test_what_was_done_is_asked_without_typer_and_answered_alike(
    lived: Cli, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert parse(words.split()) is not None
    plain = lived(*words.split())
    assert (plain.exit_code, plain.stderr) == (0, "")
    monkeypatch.setattr(fast_path, "parse", lambda _words: None)
    assert lived(*words.split()) == (0, plain.stdout, "")


def test_history_explains_itself_and_its_verb(cli: Cli) -> None:
    answer = cli("history", "--help")
    assert answer.exit_code == 0
    for word in ("--since", "--by", "--command", "--all", "show"):
        assert word in answer.stdout
    assert "No such command 'shw'" in cli("history", "shw").stderr
    assert "NUMBER" in cli("history", "show", "--help").stdout


def test_an_operation_is_shown_field_by_field_and_what_is_derived_is_not(lived: Cli) -> None:
    changes = lived.json("history", "show", "2")["sections"]["changes"]
    assert [(row["field"], row["old"], row["new"]) for row in changes] == [
        ("involves youth", None, "yes"),
        ("notes", None, "hej"),
    ]
    assert {(row["thing"], row["id"], row["label"], row["change"]) for row in changes} == {
        ("partner", 1, "Café Retro", "changed")
    }

    added = lived.json("history", "show", "1")["sections"]["changes"]
    assert {row["field"] for row in added if row["thing"] == "partner"} == {
        "name",
        "level",
        "status",
        "municipality",
    }
    assert [(row["label"], row["new"]) for row in added if row["thing"] == "tag"] == [
        ("jazz", "jazz")
    ]
    raised = lived.json("history", "show", "#3")["sections"]["changes"]
    assert ("level", "network", "service") in {
        (row["field"], row["old"], row["new"]) for row in raised
    }
    contact = lived("history", "show", "4").stdout
    assert "contact" in contact
    assert "Åse" in contact
    assert "search key" not in contact


def test_an_operation_that_is_not_there_is_not_shown(lived: Cli) -> None:
    assert lived("history", "show", "99") == (
        3,
        "",
        "Error: There is no operation 99.\n`partnerreg history` lists all operations.\n",
    )
    assert lived("history", "show", "last").exit_code == 2


def test_undo_takes_back_the_last_operation_and_redo_brings_it_back(
    lived: Cli, register: Register
) -> None:
    assert lived.done("undo") == (
        "Took back operation 4 (contact add #1 at partner #1): 1 contact (Café Retro).\n"
    )
    assert register.rows("SELECT * FROM contact") == []
    assert lived.done("undo", "3").startswith("Took back operation 3 (partner promote ")
    assert register.rows("SELECT level FROM partner") == [(3,)]
    assert lived.done("redo").startswith("Brought back operation 3 (partner promote ")
    assert lived.done("redo").startswith("Brought back operation 4 (contact add ")
    assert register.rows("SELECT name FROM contact") == [("Åse",)]
    assert lived("redo").exit_code == 2


def test_undo_of_a_given_operation_leaves_the_later_ones(lived: Cli, register: Register) -> None:
    assert "operation 2" in lived.done("undo", "2")
    assert register.rows("SELECT notes, involves_youth, level FROM partner") == [(None, None, 2)]
    answer = lived("undo", "2")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        "Error: Operation 2 was taken back already, by operation 5.\n"
        "`partnerreg undo 5` brings it back.\n"
    )
    assert "Brought back operation 2" in lived.done("undo", "#5")
    assert register.rows("SELECT notes FROM partner") == [("hej",)]


def test_what_cannot_be_taken_back_is_told_with_the_reason_and_nothing_is_written(
    lived: Cli, register: Register
) -> None:
    assert lived("undo", "1") == (
        1,
        "",
        (
            "Error: Nothing of operation 1: partner add #1 Café Retro can be taken back:\n"
            "  partner #1 Café Retro: was changed since (operation 3, partner promote)\n"
            "The register is as it was. Take back first what holds it: `partnerreg undo 3`.\n"
        ),
    )
    assert register.operations == 4


def test_what_is_kept_is_listed_with_the_operation_that_holds_it(
    cli: Cli, register: Register
) -> None:
    cli("import", "partners", "-", stdin="name\nAlfa\nBeta\nGamma\n")
    cli.done("partner", "edit", "Beta", "--notes", "hej")
    plan = cli.json("undo", "1", "--dry-run")
    assert (plan["operation"], plan["takes_back"], plan["dry_run"]) == (None, 1, True)
    assert register.operations == 2

    answer = cli("undo", "1")
    assert answer.exit_code == 0
    assert "Took back operation 1 (import partners" in answer.stderr
    assert "2 partners, 2 level changes (Alfa; Gamma)" in answer.stderr
    assert "1 is kept" in answer.stderr
    assert "Beta  was changed since" in answer.stdout
    assert "partner edit" in answer.stdout
    assert register.rows("SELECT name FROM partner") == [("Beta",)]

    again = cli.json("redo")
    assert again["reversed"] == [
        {"thing": "partner", "removed": 0, "changed": 0, "returned": 2},
        {"thing": "level change", "removed": 0, "changed": 0, "returned": 2},
    ]
    assert (again["about"], again["partners"], again["kept"]) == (1, ["Alfa", "Gamma"], [])
    assert plan["kept"] == [
        {
            "thing": "partner",
            "id": 2,
            "name": "Beta",
            "reason": "was changed since",
            "operation": 2,
            "command": "partner edit",
        }
    ]


@pytest.mark.parametrize("words", [("undo",), ("redo",), ("undo", "4")])
def test_a_dry_run_writes_nothing(lived: Cli, register: Register, words: tuple[str, ...]) -> None:
    if words == ("redo",):
        lived.done("undo")
    before = register.operations
    said = lived.done(*words, "--dry-run")
    assert said.startswith("Dry run, nothing was written. It would ")
    assert register.operations == before


@pytest.mark.parametrize(
    ("words", "code"), [("undo", 2), ("redo", 2), ("undo 7", 3), ("undo seven", 2)]
)
def test_there_is_nothing_to_take_back_in_a_new_register(cli: Cli, words: str, code: int) -> None:
    answer = cli(*words.split())
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith("Error: ")


def test_a_partner_s_own_history_tells_of_the_list_that_brought_it_in(cli: Cli) -> None:
    cli("import", "partners", "-", stdin="name\nAlfa\nBeta\n")
    for partner in ("Alfa", "Beta"):
        operations = cli.json("partner", "history", partner)["sections"]["operations"]
        assert [row["command"] for row in operations] == ["import partners"]


def test_an_import_is_shown_as_it_was_even_after_its_rows_were_changed_and_removed(
    cli: Cli,
) -> None:
    cli("import", "partners", "-", stdin="name,notes\nAlfa,en\nBeta,to\n")
    before = cli.json("history", "show", "1")["sections"]["changes"]
    assert [row["new"] for row in before if row["field"] == "notes"] == ["en", "to"]
    cli.done("partner", "edit", "Alfa", "--notes", "ny")
    cli.done("undo", "2")
    cli.done("undo", "1")
    after = cli.json("history", "show", "1")["sections"]["changes"]
    without_names = [{**row, "partner": None} for row in before]
    assert [{**row, "partner": None} for row in after] == without_names


def test_only_the_program_itself_offers_completion(cli: Cli) -> None:
    assert "completion" not in cli("history", "--help").stdout
    assert cli("history", "--install-completion").exit_code == 2
