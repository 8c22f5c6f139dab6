"""Whatever the machine, the locale or the paths are, there is an answer or a reason."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.command_line import Cli, Register

posix = pytest.mark.skipif(sys.platform == "win32", reason="homes and zones are others there")

NOT_UTF_8 = os.fsdecode(b"caf\xe9")


@posix
def test_a_tilde_before_somebody_unknown_is_a_letter_of_the_path(
    portfolio: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = (3, "", "Error: The folder ~nobody-here does not exist.\n")
    made = portfolio("partner", "add", "Nord", "--db", "~nobody-here/x.db")
    assert (made.exit_code, made.stdout, made.stderr.splitlines(keepends=True)[0]) == missing
    assert portfolio("partner", "list", "--db", "~nobody-here/x.db").exit_code == 3
    backup = portfolio("db", "backup", "~nobody-here/x.db")
    assert (backup.exit_code, "~nobody-here" in backup.stderr) == (2, True)
    assert portfolio("db", "restore", "~nobody-here/x.db", "--yes").exit_code == 2
    policy = portfolio("report", "gaps", "--policy", "~nobody-here/p.toml")
    assert (policy.exit_code, "~nobody-here/p.toml cannot be read" in policy.stderr) == (2, True)

    monkeypatch.setenv("XDG_CONFIG_HOME", "~nobody-here/c")
    assert portfolio("partner", "list").exit_code == 0


def test_a_config_file_that_is_named_must_be_there(
    portfolio: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTNERREG_CONFIG", "none.toml")
    for words in (("partner", "list"), ("unit", "add", "Lab")):
        answer = portfolio(*words)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert answer.stderr.splitlines() == [
            "Error: none.toml cannot be read: No such file or directory.",
            "PARTNERREG_CONFIG names it: name another one, or none.",
        ]


def test_a_config_file_with_a_path_that_none_can_be_is_refused(
    portfolio: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "c.toml").write_text('policy = "a\\u0000b"\n', encoding="utf-8")
    monkeypatch.setenv("PARTNERREG_CONFIG", str(tmp_path / "c.toml"))

    refused = portfolio("report", "gaps")

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "policy holds a NUL" in refused.stderr


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the machine's zone."""

    def set_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_zone
    monkeypatch.undo()
    time.tzset()


@posix
@pytest.mark.parametrize("zone", ["UTC-25", "UTC+167", ":/etc/passwd", "Pacific/Kiritimati"])
def test_no_zone_is_too_strange_to_work_in(
    portfolio: Cli,
    register: Register,
    zone: str,
    in_zone: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    in_zone(zone)
    monkeypatch.delenv("PARTNERREG_TODAY")

    assert portfolio("partner", "add", "Nord").exit_code == 0
    assert portfolio("history", "--lang", "da").exit_code == 0
    assert portfolio("history", "-o", "history.xlsx").exit_code == 0
    number = register.operations
    since = portfolio.json("history", "--since", "0001-01-01")
    assert len(since) == number
    assert portfolio.json("history", "--since", "9999-12-31") == []


@posix
def test_a_register_whose_path_is_no_text_is_as_good_as_any(portfolio: Cli, tmp_path: Path) -> None:
    place = tmp_path / NOT_UTF_8
    place.mkdir()
    (tmp_path / "register.db").rename(place / "register.db")
    db = ("--db", str(place / "register.db"))

    assert portfolio("partner", "add", "Nord", *db).exit_code == 0
    assert len(portfolio.json("partner", "list", *db)) == 4
    assert portfolio("db", "path", *db).written == os.fsencode(place / "register.db") + b"\n"
    for words in (("db", "info"), ("db", "check"), ("config", "show")):
        assert portfolio(*words, *db).exit_code == 0, words
    for _ in range(2):
        assert portfolio("export", "all", "whole", "--overwrite", *db).exit_code == 0


@posix
def test_words_that_are_no_text_are_refused(portfolio: Cli, register: Register) -> None:
    before = register.operations
    for words in (
        ("partner", "add", NOT_UTF_8),
        ("partner", "show", NOT_UTF_8),
        ("partner", "list", "--municipality", NOT_UTF_8),
        ("partner", NOT_UTF_8),
        (NOT_UTF_8,),
        ("partner", "list", f"--{NOT_UTF_8}"),
        ("unit", "add", "Nord", "--actor", NOT_UTF_8),
        ("partner", "list", "--lang", NOT_UTF_8),
        ("undo", NOT_UTF_8),
    ):
        refused = portfolio(*words)
        assert refused.exit_code in {2, 3}, words
        assert (refused.stdout, bool(refused.stderr)) == ("", True), words
    assert register.operations == before
