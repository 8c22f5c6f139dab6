"""How it looks at other houses: a profile goes out without names, and is held against others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli


@pytest.fixture
def ours(portfolio: Cli, tmp_path: Path) -> Path:
    """The profile of a small register."""
    path = tmp_path / "ours.json"
    portfolio.done("export", "profile", str(path), "--house", "Vårt hus")
    return path


def test_a_profile_holds_numbers_and_no_name(portfolio: Cli, ours: Path) -> None:
    text = ours.read_text(encoding="utf-8")
    profile = json.loads(text)

    partners = portfolio.json("partner", "list")
    assert sum(profile["levels"].values()) == len(partners)
    assert not [row["name"] for row in partners if row["name"] in text]
    levels = portfolio.json("report", "levels")["sections"]["levels"]
    assert profile["levels"] == {row["name"]: row["partners"] for row in levels}
    assert profile["unsupported"] == {row["name"]: row["unsupported"] for row in levels}


def test_a_profile_is_of_a_day(portfolio: Cli) -> None:
    profile = portfolio("export", "profile", "-", "--house", "X", "--as-of", "2000-01-01").json

    assert sum(profile["levels"].values()) == 0
    assert (profile["day"], profile["rules"]) == ("2000-01-01", {})


def test_houses_stand_side_by_side_with_shares_where_size_would_hide_them(
    portfolio: Cli, ours: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.json"
    profile = json.loads(ours.read_text(encoding="utf-8"))
    size = sum(profile["levels"].values())
    profile |= {"house": "Ålborg", "sectors": {"public": size}, "rules": {}}
    theirs.write_text(json.dumps(profile), encoding="utf-8")

    report = portfolio.json("report", "compare", str(ours), str(theirs))

    sections = report["sections"]
    assert [row["house"] for row in sections["houses"]] == ["Vårt hus", "Ålborg"]
    assert all(row["house_1"] == row["house_2"] for row in sections["levels"])
    public = next(row for row in sections["sectors"] if row["measure"] == "public")
    assert public["house_2"] == 100
    assert all(row["house_2"] is None for row in sections["rules"])
    assert "exactly one" in " ".join(row["text"].lower() for row in sections["rules"])
    assert "Ålborg" in portfolio("report", "compare", str(ours), str(theirs)).stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "Invalid JSON"),
        ('{"format": "another"}', "format: Input should be"),
        ("[]", "Field required"),
        (" " * 1_000_001, "It is too large."),
    ],
)
def test_what_is_no_profile_is_refused_with_where_and_why(
    portfolio: Cli, tmp_path: Path, content: str, says: str
) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")

    refused = portfolio("report", "compare", str(path))

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "other.json" in refused.stderr
    assert says in refused.stderr


def test_a_profile_with_a_number_that_cannot_be_is_refused(
    portfolio: Cli, ours: Path, tmp_path: Path
) -> None:
    profile = json.loads(ours.read_text(encoding="utf-8"))
    profile["levels"]["network"] = -1
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(profile), encoding="utf-8")

    refused = portfolio("report", "compare", str(ours), str(wrong))

    assert refused.exit_code == 2
    assert "less than nought" in refused.stderr


def test_a_house_has_a_name(portfolio: Cli) -> None:
    refused = portfolio("export", "profile", "-", "--house", " ")

    assert (refused.exit_code, refused.stdout) == (2, "")


def test_what_nobody_counted_is_told_beside_the_sum(portfolio: Cli) -> None:
    portfolio.done("activity", "log", "Alfa", "--title", "Counted", "--participants", "7")
    portfolio.done("activity", "log", "Alfa", "--title", "Not counted")

    before, after = (
        portfolio("export", "profile", "-", "--house", "X", "--as-of", day).json
        for day in ("2026-02-01", "2026-03-01")
    )

    assert after["participants"] - before["participants"] == 7
    assert after["not_counted"] - before["not_counted"] == 1
