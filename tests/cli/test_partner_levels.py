"""`partnerreg partner check|promote|demote|end|reopen|history`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

MISSING_AT_SERVICE = ["agreement-or-intent", "goal-or-pilot", "coordinator", "joint-value"]
CHANGES = "SELECT from_level, to_level, effective_on, reason, overridden FROM level_change"


@pytest.fixture
def ready(cli: Cli) -> Cli:
    """Café Retro, at the network level, with all that the service level requires."""
    for line in (
        "partner add Retro --together A --for-whom B --why-together C",
        "goal add Participation --code G1",
        "staff add Desk",
        "staff assign Desk Retro --as coordinator --from 2026-01-15",
        "goal link G1 Retro",
        "agreement attach Retro --kind letter-of-intent --signed 2026-02-01 --until 2035-01-31",
    ):
        cli.done(*line.split())
    return cli


def test_a_promotion_is_refused_with_what_is_missing_and_the_command_for_each(
    cli: Cli, register: Register
) -> None:
    cli.done("partner", "add", "Café Retro")

    answer = cli("partner", "promote", "cafe retro", "--to", "service")

    assert answer == (
        5,
        "",
        (
            "Error: Café Retro cannot be at the service level yet: 4 required rules are not met.\n"
            "  ✘ agreement-or-intent: A signed agreement or letter of intent is in force.\n"
            "      partnerreg agreement attach 'Café Retro' FILE --kind letter-of-intent"
            " --signed DATE --until DATE\n"
            "  ✘ goal-or-pilot: It is tied to a goal in force, or is a pilot that still runs.\n"
            "      partnerreg goal link GOAL 'Café Retro' --because WHY\n"
            "  ✘ coordinator: Exactly one coordinator looks after it.\n"
            "      partnerreg staff assign STAFF 'Café Retro' --as coordinator\n"
            "  ✘ joint-value: It is written down what we make together, for whom, "
            "and why not alone.\n"
            "      partnerreg partner edit 'Café Retro' --together TEXT --for-whom TEXT"
            " --why-together TEXT\n"
            "Supply what is missing, or go on in spite of it with --override REASON.\n"
        ),
    )
    assert register.rows("SELECT level FROM partner") == [(3,)]
    assert register.operations == 1


def test_a_promotion_that_the_evidence_carries_goes_through(ready: Cli, register: Register) -> None:
    said = ready.done("partner", "promote", "retro", "--to", "2", "--reason", "Agreed in spring")

    assert said == "#1 Retro: network → service.\n"
    assert register.rows("SELECT level FROM partner") == [(2,)]
    assert register.rows(CHANGES) == [
        (None, 3, "2026-03-01", None, 0),
        (3, 2, "2026-03-01", "Agreed in spring", 0),
    ]
    assert register.rows("SELECT command, summary FROM operation ORDER BY id DESC LIMIT 1") == [
        ("partner promote", "#1 to service")
    ]
    assert ready.json("partner", "list", "--unsupported") == []


def test_a_promotion_can_answer_in_json(ready: Cli) -> None:
    assert ready.json("partner", "promote", "retro", "--to", "service") == {
        "id": 1,
        "name": "Retro",
        "from_level": 3,
        "to_level": 2,
        "failed": [],
    }


def test_an_override_goes_through_and_is_shown_as_unsupported_from_then_on(
    ready: Cli, register: Register
) -> None:
    said = ready.done(
        *("partner", "promote", "retro", "--to", "strategic"),
        *("--reason", "Wanted", "--override", "Decided by the board"),
    )

    assert said == (
        "#1 Retro: network → strategic. "
        "Unsupported: written-agreement, management-follows not met.\n"
    )
    assert register.rows(CHANGES)[1] == (
        3,
        1,
        "2026-03-01",
        "Wanted; Decided by the board",
        1,
    )
    assert [row["name"] for row in ready.json("partner", "list", "--unsupported")] == ["Retro"]
    page = ready.json("partner", "show", "retro")
    assert (page["supported"], page["missing"]) == (
        False,
        ["written-agreement", "management-follows"],
    )
    assert ready.json("report", "levels")["sections"]["levels"][0]["unsupported"] == 1
    gaps = ready.json("report", "gaps", "--severity", "required")["sections"]["gaps"]
    assert [row["code"] for row in gaps] == ["written-agreement", "management-follows"]


def test_an_override_that_was_not_needed_overrides_nothing_and_keeps_its_reason(
    ready: Cli, register: Register
) -> None:
    ready.done("partner", "promote", "retro", "--to", "2", "--override", "Just in case")

    assert register.rows(CHANGES)[1] == (3, 2, "2026-03-01", "Just in case", 0)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "promote retro --to 3",
            "Retro is at the network level already.",
        ),
        (
            "demote retro --to 2",
            (
                "Retro is at the network level; service is not lower.\n"
                "Use `partnerreg partner promote 1 --to service`."
            ),
        ),
        (
            "promote retro --to 0",
            "--to '0' is not a level.\nThe levels: 1 or strategic, 2 or service, 3 or network.",
        ),
        (
            "promote retro --to 2 --on 2026-03-02",
            "A level change cannot take effect in the future (2026-03-02).\nRecord it on the day.",
        ),
        (
            "promote retro --to 2 --on 2026-02-28",
            (
                "Retro last changed level on 2026-03-01; "
                "a change cannot take effect before that (2026-02-28).\n"
                "See `partnerreg partner history 1`."
            ),
        ),
        (
            "promote retro --to 2 --on 2026-02-30",
            "--on '2026-02-30' is not a day of the calendar: day is out of range for month.",
        ),
        ("reopen retro", "Retro has not ended; there is nothing to reopen."),
        ("end retro --reason=", "--reason needs a reason.\nSay who decided it, or why."),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(
    ready: Cli, register: Register, words: str, message: str
) -> None:
    operations = register.operations

    assert ready("partner", *words.split()) == (2, "", f"Error: {message}\n")

    assert register.rows(CHANGES) == [(None, 3, "2026-03-01", None, 0)]
    assert register.operations == operations


def test_nothing_gates_a_demotion(portfolio: Cli, register: Register) -> None:
    said = portfolio.done("partner", "demote", "Alfa", "--to", "network", "--reason", "Quiet")

    assert said == "#1 Alfa: strategic → network.\n"
    assert register.rows(f"{CHANGES} WHERE partner_id = 1")[-1] == (1, 3, "2026-03-01", "Quiet", 0)
    assert register.rows("SELECT level FROM partner WHERE id = 1") == [(3,)]


def test_a_partnership_ends_and_can_be_taken_up_again(ready: Cli, register: Register) -> None:
    assert ready.done("partner", "end", "retro", "--reason", "It succeeded") == (
        "#1 Retro: network → ended.\n"
        "Still open:\n"
        "  agreement #1 Letter of intent until 2035-01-31: partnerreg agreement terminate 1\n"
    )
    assert register.rows("SELECT status, level FROM partner") == [("ended", 3)]
    assert ready.json("partner", "list") == []
    ended = ready("partner", "promote", "retro", "--to", "2")
    assert ended == (
        2,
        "",
        (
            "Error: The partnership with Retro has ended.\n"
            "`partnerreg partner reopen 1` takes it up again.\n"
        ),
    )
    assert ready("partner", "check", "retro") == (
        2,
        "",
        (
            "Error: The partnership with Retro was not active on 2026-03-01.\n"
            "See `partnerreg partner history 1`.\n"
        ),
    )

    assert ready.done("partner", "reopen", "retro") == "#1 Retro: reopened at the network level.\n"

    assert register.rows("SELECT status, level FROM partner") == [("active", 3)]
    assert register.rows(CHANGES) == [
        (None, 3, "2026-03-01", None, 0),
        (3, None, "2026-03-01", "It succeeded", 0),
        (None, 3, "2026-03-01", None, 0),
    ]


def test_reopening_above_the_network_level_goes_through_the_gate(
    portfolio: Cli, register: Register
) -> None:
    refused = portfolio("partner", "reopen", "Delta", "--level", "service")
    portfolio.done("partner", "reopen", "Delta", "--level", "service", "--override", "The board")

    assert refused.exit_code == 5
    assert "Delta cannot be at the service level yet" in refused.stderr
    assert register.rows("SELECT status, level FROM partner WHERE name = 'Delta'") == [
        ("active", 2)
    ]


def test_a_check_has_these_keys_and_tells_of_every_rule(cli: Cli) -> None:
    cli.done("partner", "add", "Café Retro")

    check = cli.json("partner", "check", "retro", "--to", "service")

    rules = check["sections"].pop("rules")
    assert check == {
        "report": "check",
        "as_of": "2026-03-01",
        "subject": "Café Retro",
        "partner": {"id": 1, "name": "Café Retro", "level": 3},
        "level": 2,
        "name": "service",
        "met": False,
        "summary": [],
        "sections": {},
        "notes": ["4 required rules not met."],
    }
    assert {
        "code": "agreement-or-intent",
        "severity": "required",
        "met": False,
        "text": "A signed agreement or letter of intent is in force.",
        "remedy": "partnerreg agreement attach 'Café Retro' FILE --kind letter-of-intent "
        "--signed DATE --until DATE",
    }.items() <= next(rule for rule in rules if rule["code"] == "agreement-or-intent").items()
    missing = [rule["code"] for rule in rules if rule["severity"] == "required" and not rule["met"]]
    assert missing == MISSING_AT_SERVICE
    for rule in rules:
        assert set(rule) >= {"code", "severity", "met", "text", "remedy"}
        opportunity = rule["code"] == "ready-to-grow"
        assert bool(rule["remedy"]) is (rule["met"] is opportunity)


def test_a_check_is_of_the_next_level_up_unless_another_is_named(portfolio: Cli) -> None:
    levels = {
        name: portfolio.json("partner", "check", name)["name"] for name in ("Alfa", "Beta", "Gamma")
    }

    assert levels == {"Alfa": "strategic", "Beta": "service", "Gamma": "strategic"}
    assert portfolio.json("partner", "check", "Alfa", "--to", "3")["met"] is True


def test_what_the_check_shows_as_met_is_what_the_gate_lets_through(ready: Cli) -> None:
    assert ready.json("partner", "check", "retro", "--to", "service")["met"] is True
    assert ready("partner", "promote", "retro", "--to", "service").exit_code == 0
    assert ready.json("partner", "check", "retro", "--to", "strategic")["met"] is False
    assert ready("partner", "promote", "retro", "--to", "strategic").exit_code == 5


def test_a_check_can_be_held_as_of_another_day(ready: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def unmet(day: str) -> set[str]:
        check = ready.json("partner", "check", "retro", "--to", "service", "--as-of", day)
        assert check["as_of"] == day
        rules = check["sections"]["rules"]
        return {r["code"] for r in rules if r["severity"] == "required" and not r["met"]}

    assert unmet("2026-03-01") == set()
    assert unmet("2035-02-01") == {"agreement-or-intent"}
    before = ready("partner", "check", "retro", "--as-of", "2026-02-28")
    assert before.exit_code == 2
    assert "The partnership with Retro was not active on 2026-02-28." in before.stderr


@pytest.mark.parametrize("words", ["--to 4", "--as-of 2026-02-30", "--as-of tomorrow"])
def test_a_check_of_no_level_or_no_day_is_refused(ready: Cli, words: str) -> None:
    answer = ready("partner", "check", "retro", *words.split())

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(
        f"Error: {words.split(maxsplit=1)[0]} '{words.split()[1]}' is not a"
    )


def test_a_policy_of_the_house_s_own_changes_the_gate(
    ready: Cli, register: Register, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(
        '[rules.unit]\nservice = "required"\n\n[rules.joint-value]\nservice = "off"\n\n'
        '[levels.service]\nlabel.en = "partnership with a unit"\n',
        encoding="utf-8",
    )
    words = ("--policy", str(policy))

    refused = ready("partner", "promote", "retro", "--to", "service", *words)

    assert refused.exit_code == 5
    assert "✘ unit: One of the house's own units runs it." in refused.stderr
    assert "1 required rule is not met" in refused.stderr
    ready.done("unit", "add", "Stage")
    ready.done("partner", "edit", "retro", "--unit", "Stage", "--together", "")
    ready.done("partner", "promote", "retro", "--to", "service", *words)
    assert ready.json("partner", "show", "retro", *words)["label"] == "partnership with a unit"
    assert ready.json("partner", "show", "retro", *words)["supported"] is True
    assert ready.json("partner", "show", "retro")["missing"] == ["joint-value"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[rules.goal]\nstrategic = "must"\n',
            "line 2: rules.goal.strategic: 'must' is no severity",
        ),
        ('\n[rules.goals]\nservice = "off"\n', "line 2: rules.goals: there is no such rule"),
        ('[rules.unit]\nnetwork = "required"\n', "line 2: rules.unit.network: nothing can be"),
        ("[thresholds]\nactivity_months = -1\n", "line 2: thresholds.activity_months: -1 is no"),
        ("rules", "line 1: it is not TOML"),
    ],
)
def test_a_policy_that_says_nonsense_is_refused_by_key_and_line(
    ready: Cli, register: Register, tmp_path: Path, text: str, message: str
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(text, encoding="utf-8")

    for words in ("report levels", "partner check retro", "partner promote retro --to 2"):
        answer = ready(*words.split(), "--policy", str(policy))
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert answer.stderr.startswith(f"Error: {policy}, {message}")
    assert register.rows("SELECT level FROM partner") == [(3,)]


def test_a_policy_that_is_not_there_is_said(ready: Cli) -> None:
    answer = ready("report", "levels", "--policy", "nowhere.toml")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "nowhere.toml cannot be read: No such file" in answer.stderr


def test_a_history_tells_of_levels_and_of_the_commands_that_touched_the_partner(
    ready: Cli,
) -> None:
    ready.done("partner", "promote", "retro", "--to", "1", "--override", "The board")
    ready.done("partner", "add", "Teatret")

    history = ready.json("partner", "history", "retro")

    levels = history["sections"]["levels"]
    assert [step["change"] for step in levels] == ["new at network", "network → strategic"]
    assert levels[1] | {"recorded_at": None} == {
        "effective_on": "2026-03-01",
        "change": "network → strategic",
        "from_level": 3,
        "to_level": 1,
        "ending": None,
        "reason": "The board",
        "overridden": True,
        "findings": ["written-agreement", "management-follows"],
        "actor": "Anna",
        "recorded_at": None,
    }
    operations = history["sections"]["operations"]
    assert [row["command"] for row in operations] == [
        "partner add",
        "staff assign",
        "goal link",
        "agreement attach",
        "partner promote",
    ]
    assert {row["actor"] for row in operations} == {"Anna"}
    assert history["partner"] == {"id": 1, "name": "Retro"}


def test_what_is_worth_a_thought_is_not_shown_as_advice(portfolio: Cli) -> None:
    rules = portfolio.json("partner", "check", "Beta", "--to", "network")["sections"]["rules"]
    marks = {rule["code"]: rule["mark"] for rule in rules}

    assert (marks["letter-of-intent"], marks["coordinator"]) == ("hint", "advice")
    shown = portfolio("partner", "check", "Beta", "--to", "network").stdout
    assert "\n· hint    letter-of-intent" in shown


@pytest.mark.parametrize(("to", "shown"), [("network", True), ("service", False)])
def test_growing_is_told_of_where_the_partner_stands_only(
    portfolio: Cli, to: str, *, shown: bool
) -> None:
    rules = portfolio.json("partner", "check", "Beta", "--to", to)["sections"]["rules"]

    assert ("ready-to-grow" in {rule["code"] for rule in rules}) is shown
