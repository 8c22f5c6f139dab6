"""Where answers go: a file of any format, the viewer, standard output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli

START = {
    "list.txt": b"#",
    "list.json": b"[",
    "list.csv": b"id,",
    "list.md": b"#",
    "list.html": b"<!doctype html",
    "list.htm": b"<!doctype html",
    "list.xlsx": b"PK",
}


def files(place: Path) -> set[str]:
    """What is there, but for what SQLite keeps beside a register while it is read."""
    return {path.name for path in place.iterdir() if not path.name.startswith("register.db-")}


@pytest.mark.parametrize("name", START)
def test_the_ending_of_a_file_says_its_format(portfolio: Cli, tmp_path: Path, name: str) -> None:
    answer = portfolio("partner", "list", "-o", name)
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "")
    assert (tmp_path / name).read_bytes().lower().startswith(START[name].lower())


def test_a_stated_format_goes_before_the_ending(portfolio: Cli, tmp_path: Path) -> None:
    portfolio("partner", "list", "--format", "json", "--output", "list.txt")
    assert len(json.loads((tmp_path / "list.txt").read_text("utf-8"))) == 3


def test_a_file_that_is_there_is_replaced_on_demand_only(portfolio: Cli, tmp_path: Path) -> None:
    sheet = tmp_path / "levels.md"
    sheet.write_text("mine", "utf-8")

    refused = portfolio("report", "levels", "-o", "levels.md")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--overwrite" in refused.stderr
    assert sheet.read_text("utf-8") == "mine"

    assert portfolio("report", "levels", "-o", "levels.md", "--overwrite").exit_code == 0
    assert "strategic" in sheet.read_text("utf-8")


def test_the_register_itself_is_never_written_over(portfolio: Cli, tmp_path: Path) -> None:
    before = (tmp_path / "register.db").read_bytes()
    (tmp_path / "link.json").symlink_to(tmp_path / "register.db")
    for name in ("register.db", "link.json", "register.db-wal", "register.db-journal"):
        refused = portfolio("partner", "list", "--format", "json", "-o", name, "--overwrite")
        assert (refused.exit_code, refused.stdout) == (2, "")
    assert (tmp_path / "register.db").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["-o", "levels.doc"], 2, ".html"),
        (["-o", "levels"], 2, "--format"),
        (["-o", "nowhere/levels.md"], 2, "nowhere"),
        (["--format", "yaml"], 2, "markdown"),
        (["--since", "last-meeting"], 3, "--held"),
        (["--since", "2026-03-02"], 2, "2026-03-01"),
        (["--since", "yesterday"], 2, "--since"),
        (["--as-of", "soon"], 2, "--as-of"),
        (["--area", "Nowhere"], 3, "Nowhere"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_written(
    portfolio: Cli, tmp_path: Path, words: list[str], code: int, told: str
) -> None:
    before = files(tmp_path)
    answer = portfolio("report", "levels", *words)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert told in answer.stderr
    assert files(tmp_path) == before


def test_a_report_that_cannot_be_made_leaves_no_file(portfolio: Cli, tmp_path: Path) -> None:
    answer = portfolio("report", "brief", "Nobody at all", "-o", "brief.html")
    assert answer.exit_code == 3
    assert not (tmp_path / "brief.html").exists()


def test_a_workbook_goes_down_a_pipe_as_it_is(portfolio: Cli) -> None:
    assert portfolio("report", "levels", "--format", "xlsx").written.startswith(b"PK")


# Typer starts the viewer and does not wait for it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_open_shows_a_sheet_that_only_its_owner_can_read(
    portfolio: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = tmp_path / "shown"
    viewer = tmp_path / "bin" / "xdg-open"
    viewer.parent.mkdir()
    viewer.write_text(f'#!/bin/sh\nprintf %s "$1" > {shown}\n', "utf-8")
    viewer.chmod(0o755)
    monkeypatch.setenv("PATH", f"{viewer.parent}:/usr/bin:/bin")
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    answer = portfolio("report", "levels", "--open")
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "levels.html" in answer.stderr
    for _ in range(100):  # the viewer is a process of its own
        if shown.exists() and shown.read_text("utf-8"):
            break
        import time

        time.sleep(0.05)
    sheet = Path(shown.read_text("utf-8").removeprefix("file://"))
    assert sheet.read_text("utf-8").lower().startswith("<!doctype html")
    assert sheet.parent.stat().st_mode & 0o077 == 0


def test_a_meeting_that_was_held_is_what_reports_look_back_to(portfolio: Cli) -> None:
    told = portfolio("report", "meeting", "--held", "--as-of", "2026-02-01")
    assert told.exit_code == 0
    assert "2026-02-01" in told.stderr
    since = portfolio.json("report", "movements")["since"]
    assert since == "2026-02-01"
    assert portfolio.json("report", "levels", "--since", "last-meeting")["since"] == "2026-02-01"
    # The day's own meeting is not its last one.
    assert (
        portfolio("report", "levels", "--since", "last-meeting", "--as-of", "2026-02-01").exit_code
        == 3
    )


def test_a_meeting_can_be_taken_back(portfolio: Cli) -> None:
    portfolio("report", "meeting", "--held", "--as-of", "2026-02-01")
    portfolio.done("undo")
    assert portfolio("report", "levels", "--since", "last-meeting").exit_code == 3
