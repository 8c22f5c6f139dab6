"""`partnerreg policy`: the one that holds, one that is tried, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnerreg.domain.enums import LANGUAGES
from partnerreg.domain.policy_source import MODELS

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli


def test_the_policy_that_holds_is_shown_with_every_rule_and_where_it_comes_from(cli: Cli) -> None:
    page = cli.json("policy", "show")

    goal = next(row for row in page["sections"]["rules"] if row["code"] == "goal")
    assert (goal["strategic"], goal["service"], goal["network"]) == ("required", None, None)
    assert [row["label"] for row in page["sections"]["levels"]] == [
        "strategic partnership",
        "service-based partnership",
        "network collaboration",
    ]
    assert page["notes"] == ["This is the policy dokk1."]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS)
def test_every_model_speaks_every_language(cli: Cli, model: str, language: str) -> None:
    shown = cli("--policy", model, "--lang", language, "policy", "show")
    english = cli("--policy", model, "policy", "show")

    assert (shown.exit_code, shown == english) == (0, language == "en")  # is (language == "en")


def test_a_model_that_ships_judges_partners_by_its_name(cli: Cli) -> None:
    cli.done("partner", "add", "Retro")

    refused = cli("--policy", "hamilton", "partner", "promote", "Retro", "--to", "service")

    assert refused.exit_code == 5
    assert "balance" in refused.stderr
    assert "goal-or-pilot" not in refused.stderr  # only advised there
    assert cli.json("partner", "show", "Retro")["level"] == 3


def test_a_new_policy_begins_with_a_model_and_is_never_written_over_a_file(
    cli: Cli, tmp_path: Path
) -> None:
    ours = tmp_path / "ours.toml"

    said = cli("policy", "new", str(ours), "--from", "himmelman")

    assert said.stdout == ""
    assert "Wrote" in said.stderr
    text = ours.read_text(encoding="utf-8")
    assert cli.json("policy", "check", str(ours)) == cli.json("policy", "check", "himmelman") | {
        "notes": [f"{ours} can be used. It says 13 things otherwise than dokk1."]
    }
    again = cli("policy", "new", str(ours))
    assert again.exit_code == 2
    assert ours.read_text(encoding="utf-8") == text


def test_a_policy_that_cannot_be_used_is_told_with_its_line(cli: Cli, tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text('[rules.goal]\nservice = "required"\nstrategic = "needed"\n', encoding="utf-8")

    refused = cli("policy", "check", str(ours))

    assert refused.exit_code == 2
    assert "ours.toml, line" in refused.stderr
    assert refused.stdout == ""


def test_a_policy_file_has_a_name_that_says_so(cli: Cli, tmp_path: Path) -> None:
    refused = cli("policy", "new", str(tmp_path / "ours.txt"))

    assert refused.exit_code == 2
    assert "End its name in .toml." in refused.stderr
    assert cli("policy", "new", "x.toml", "--from", "akron").exit_code == 2


def test_a_new_policy_begins_with_the_model_that_holds(cli: Cli, tmp_path: Path) -> None:
    cli.done("--policy", "hamilton", "policy", "new", "ours.toml")

    assert "Hamilton" in (tmp_path / "ours.toml").read_text(encoding="utf-8")


def test_a_model_that_does_not_exist_is_told_with_those_that_do(cli: Cli) -> None:
    refused = cli("--policy", "hamiltn", "report", "levels")

    assert refused.exit_code == 2
    assert "dokk1, hamilton, himmelman" in refused.stderr
