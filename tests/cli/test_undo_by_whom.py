"""Whose work `undo` and `redo` take: one's own, and another's only by its number."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register

PARTNERS = "SELECT name FROM partner ORDER BY id"


@pytest.fixture
def shared(cli: Cli) -> Cli:
    """Anna has added a partner (1), and Bo has added another one (2)."""
    cli.done("partner", "add", "Alfa")
    cli.done("--actor", "Bo", "partner", "add", "Beta")
    return cli


def test_undo_takes_back_one_s_own_last_operation_and_names_another_s_that_came_later(
    shared: Cli, register: Register
) -> None:
    assert shared.done("undo") == (
        "Took back operation 1 (partner add #1 Alfa): 1 partner, 1 level change (Alfa).\n"
        "Later came operation 2 by Bo (partner add #2 Beta); "
        "`partnerreg undo 2` takes that back.\n"
    )
    assert register.rows(PARTNERS) == [("Beta",)]


def test_undo_never_takes_back_another_s_operation_without_its_number(
    shared: Cli, register: Register
) -> None:
    before = register.operations
    for words in (("undo",), ("undo", "--dry-run"), ("undo", "--format", "json")):
        assert shared("--actor", "Cecilie", *words) == (
            2,
            "",
            (
                "Error: There is nothing of Cecilie's to take back. The last operation in effect "
                "is 2 by Bo: partner add #2 Beta.\n"
                "`partnerreg undo 2` takes it back.\n"
            ),
        )
    assert register.operations == before
    assert register.rows(PARTNERS) == [("Alfa",), ("Beta",)]

    shared.done("--actor", "Cecilie", "undo", "2")
    assert register.rows(PARTNERS) == [("Alfa",)]


def test_what_one_has_taken_back_is_no_longer_one_s_last(shared: Cli, register: Register) -> None:
    shared.done("undo")
    answer = shared("undo")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "There is nothing of Anna's to take back" in answer.stderr
    assert register.rows(PARTNERS) == [("Beta",)]


def test_redo_brings_back_what_one_took_back_oneself(shared: Cli, register: Register) -> None:
    shared.done("undo")
    shared.done("--actor", "Bo", "undo")
    assert register.rows(PARTNERS) == []

    assert shared.done("redo") == (
        "Brought back operation 1 (partner add #1 Alfa): 1 partner, 1 level change (Alfa).\n"
        "Later came operation 4 by Bo (undo 2: partner add #2 Beta); "
        "`partnerreg undo 4` brings that back.\n"
    )
    assert register.rows(PARTNERS) == [("Alfa",)]


def test_redo_never_brings_back_what_another_took_back_without_its_number(
    shared: Cli, register: Register
) -> None:
    shared.done("--actor", "Bo", "undo")
    assert shared("redo") == (
        2,
        "",
        (
            "Error: There is nothing to bring back that Anna took back. The last undo is 3 by Bo: "
            "undo 2: partner add #2 Beta.\n"
            "`partnerreg undo 3` brings that back.\n"
        ),
    )
    shared.done("undo", "3")
    assert register.rows(PARTNERS) == [("Alfa",), ("Beta",)]


def test_programs_are_told_whose_it_was_and_what_came_later(shared: Cli) -> None:
    shared.done("--actor", "Bo", "partner", "edit", "Beta", "--notes", "hej")
    plan = shared.json("undo", "--dry-run")
    assert (plan["about"], plan["actor"], plan["dry_run"]) == (1, "Anna", True)
    assert plan["later"] == [
        {"operation": 3, "actor": "Bo", "command": "partner edit", "summary": "#2: notes"}
    ]
    done = shared.json("undo", "3")
    assert (done["about"], done["actor"], done["later"]) == (3, "Bo", [])


def test_what_came_later_and_needs_one_s_own_work_keeps_it(shared: Cli, register: Register) -> None:
    shared.done("--actor", "Bo", "contact", "add", "Alfa", "Åse")
    answer = shared("undo")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "partner #1 Alfa: something refers to it that was changed last (operation 3" in (
        answer.stderr
    )
    assert register.rows(PARTNERS) == [("Alfa",), ("Beta",)]


@pytest.mark.parametrize("words", ["undo", "redo", "undo 1", "undo 3 --dry-run"])
@pytest.mark.parametrize(("first", "second"), [(4, 3), (3, 3)])
def test_a_journal_in_which_taking_back_leads_in_a_circle_is_refused(
    shared: Cli, register: Register, words: str, first: int, second: int
) -> None:
    shared.done("undo")
    shared.done("redo")
    with closing(sqlite3.connect(register.path)) as connection, connection:
        connection.execute("UPDATE operation SET takes_back_id = ? WHERE id = 3", [first])
        connection.execute("UPDATE operation SET takes_back_id = ? WHERE id = 4", [second])
    assert shared(*words.split()) == (
        6,
        "",
        (
            f"Error: The journal is damaged: operation 3 takes back operation {first}, "
            "which is not an earlier one.\n"
            "Run `partnerreg db check` to see what else is damaged.\n"
        ),
    )
    assert shared("history").exit_code == 0
    assert register.operations == 4
