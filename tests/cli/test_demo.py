"""`partnerreg demo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.command_line import Cli, Register
from partnerreg import demo

if TYPE_CHECKING:
    from pathlib import Path

PARTNERS = "SELECT count(*) FROM partner"


@pytest.fixture
def first_commands_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file with the demo's commands, to be written to; at first they are few."""
    path = tmp_path / "commands.txt"
    path.write_text("partner add Alfa\npartner add Beta\n", encoding="utf-8")
    monkeypatch.setattr(demo, "COMMANDS", path)
    return path


def files(place: Path) -> set[str]:
    return {path.name for path in place.glob("demo.db*")}


def test_the_demo_is_made_and_its_levels_are_shown(bare_cli: Cli, tmp_path: Path) -> None:
    answer = bare_cli("demo", "--to", "demo.db")

    assert answer.exit_code == 0
    assert "Made a demo register" in answer.stderr
    assert "strategic partnership" in answer.stdout
    assert files(tmp_path) == {"demo.db"}


def test_the_user_s_own_settings_do_not_change_the_demo(
    bare_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policy.toml").write_text(
        '[rules.contact]\nservice = "required"\n[levels.service]\nlabel.da = "Fast aftale"\n'
    )
    (tmp_path / "config.toml").write_text('policy = "policy.toml"\nlang = "da"\nactor = "Eva"\n')
    monkeypatch.setenv("PARTNERREG_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.delenv("PARTNERREG_ACTOR")

    answer = bare_cli("demo", "--to", "demo.db")

    assert answer.exit_code == 0
    assert "servicebaseret partnerskab" in answer.stdout
    assert "Fast aftale" not in answer.stdout
    made = Register(tmp_path / "demo.db")
    assert made.value("SELECT DISTINCT actor FROM operation") == "demo"


def test_a_demo_that_fails_leaves_the_earlier_one_and_nothing_else(
    bare_cli: Cli, tmp_path: Path, first_commands_only: Path
) -> None:
    bare_cli("demo", "--to", "demo.db")
    first_commands_only.write_text("partner add Gamma\npartner end Nobody --reason x\n")

    answer = bare_cli("demo", "--to", "demo.db", "--overwrite")

    assert answer.exit_code == 1
    assert "There is no partner 'Nobody'." in answer.stderr
    assert not any("unfinished" in name for name in files(tmp_path))
    assert Register(tmp_path / "demo.db").value(PARTNERS) == 2


def test_a_demo_is_made_anew_on_request_only(
    bare_cli: Cli, tmp_path: Path, first_commands_only: Path
) -> None:
    bare_cli("demo", "--to", "demo.db")
    first_commands_only.write_text("partner add Gamma\n")

    assert bare_cli("demo", "--to", "demo.db").exit_code == 2
    assert Register(tmp_path / "demo.db").value(PARTNERS) == 2
    assert bare_cli("demo", "--to", "demo.db", "--overwrite").exit_code == 0
    assert Register(tmp_path / "demo.db").value(PARTNERS) == 1


def test_what_is_no_register_is_not_written_over(bare_cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "demo.db").write_text("my thesis, only copy, more than a few bytes of it" * 20)
    before = (tmp_path / "demo.db").read_bytes()

    answer = bare_cli("demo", "--to", "demo.db", "--overwrite")

    assert answer.exit_code == 6
    assert (tmp_path / "demo.db").read_bytes() == before
    assert files(tmp_path) == {"demo.db"}
