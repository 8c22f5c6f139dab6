"""Every command that a check offers can be pasted, and supplies what is missing."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from helpers.command_line import Cli

# What only a person can know, by the word that stands for it.
KNOWN = {
    "FILE": "paper.pdf",
    "STAFF": "Ib",
    "GOAL": "G1",
    "UNIT": "Lab",
    "WHY": "'It does'",
    "TEXT": "'In so many words'",
    "RATING": "success",
    "BASIS": "public-task",
    "NAME": "'Eva Holm'",
    "ADDRESS": "eva@example.org",
    "STATE": "in",
}


@pytest.fixture
def house(portfolio: Cli, tmp_path: Path) -> Cli:
    """A house with a name for everything that a remedy may ask for."""
    (tmp_path / "paper.pdf").write_bytes(b"signed by both")
    return portfolio


def filled_in(remedy: str, agreement: str, areas: Iterator[str]) -> list[str]:
    """The remedy with its placeholders replaced, as words."""

    def value(match: re.Match[str]) -> str:
        match match[0]:
            case "DATE":
                option = remedy[: match.start()].rsplit(maxsplit=1)[-1]
                return "2026-02-01" if option == "--signed" else "2030-12-31"
            case "AREA":
                return next(areas)
            case "AGREEMENT":
                return agreement
            case word:
                return KNOWN[word]

    return shlex.split(re.sub(r"\b[A-Z]{3,}\b", value, remedy))


def unmet(cli: Cli, name: str, level: str) -> dict[str, dict[str, Any]]:
    """The rules that are not met, but for mere opportunities, by code."""
    check = cli("partner", "check", "--to", level, "--format", "json", "--", name).json
    return {
        rule["code"]: rule
        for rule in check["sections"]["rules"]
        if not rule["met"] and rule["code"] != "ready-to-grow"
    }


@pytest.mark.parametrize("level", ["strategic", "service", "network"])
@pytest.mark.parametrize("name", ["Café Retro", "O'Brien & Søn; id", '[/b] $(id) `id` "x" *'])
def test_every_remedy_can_be_pasted_and_supplies_what_is_missing(
    house: Cli, name: str, level: str
) -> None:
    house.done("partner", "add", name, "--on", "2026-02-01")
    areas = iter(["Youth", "Music"])
    pasted: list[str] = []

    while missing := unmet(house, name, level):
        code, rule = next(iter(missing.items()))
        # Two areas are asked for, many answers, and what both parties expect, one at a time.
        again = code == "areas" and pasted.count(rule["remedy"]) == 1
        assert again or rule["remedy"] not in pasted, f"{rule['remedy']} supplied nothing"
        agreements = house.json("agreement", "list", name)
        number = str(agreements[-1]["id"]) if agreements else ""
        program, *words = filled_in(rule["remedy"], number, areas)
        assert program == "partnerreg"
        answer = house(*words)
        assert answer.exit_code == 0, f"{rule['remedy']}\n{words}\n{answer.output}"
        pasted.append(rule["remedy"])
        if code == "healthy":  # a command asks; people answer
            number = house.json("health", "list", name)[0]["id"]
            for side in ("we", "they"):
                answers = [f"{each}=4" for each in ("p1", "b1", "l1", "e1", "e2", "w1", "w2")]
                house.done("health", "answer", str(number), *answers, "--side", side)

    assert pasted
    if level != "network":
        house.done("partner", "promote", name, "--to", level)


def test_the_remedies_for_what_has_drifted_can_be_pasted_too(house: Cli) -> None:
    attach = ("agreement", "attach", "Gamma", "--kind", "written-agreement")
    house.done(*attach, "--signed", "2025-01-01", "--until", "2026-03-31")
    house.done("contact", "add", "Gamma", "Eva Holm")
    house.done("staff", "unassign", "Bo", "Gamma", "--as", "coordinator")

    drifted = unmet(house, "Gamma", "service")
    assert {"agreement-expiring", "contact-basis"} <= set(drifted)
    assert drifted["agreement-expiring"]["remedy"].endswith("--replaces 1")
    for code in ("agreement-expiring", "contact-basis"):
        _, *words = filled_in(drifted[code]["remedy"], "", iter([]))
        assert house(*words).exit_code == 0, drifted[code]["remedy"]
        assert code not in unmet(house, "Gamma", "service")


def test_a_gap_in_what_management_followed_can_be_filled(house: Cli) -> None:
    house.done("staff", "assign", "Ib", "Alfa", "--as", "management")

    gap = unmet(house, "Alfa", "strategic")["management-unbroken"]
    _, *words = filled_in(gap["remedy"], "", iter([]))

    house.done(*words)
    assert "management-unbroken" not in unmet(house, "Alfa", "strategic")


def test_what_has_become_possible_comes_with_its_command(house: Cli) -> None:
    for line in (
        "partner edit Beta --together A --for-whom B --why-together C",
        "agreement attach Beta --kind letter-of-intent --signed 2026-02-01 --until 2030-01-01",
        "staff assign Bo Beta --as coordinator",
    ):
        house.done(*line.split())

    rules = house.json("partner", "check", "Beta", "--to", "network")["sections"]["rules"]
    [grow] = [rule for rule in rules if rule["code"] == "ready-to-grow"]

    assert grow["met"] is True
    program, *words = shlex.split(grow["remedy"])
    assert program == "partnerreg"
    assert house.done(*words) == "#2 Beta: network → service.\n"
