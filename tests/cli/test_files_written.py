"""What commands write: never over a register, its log, or what they read; and for its owner."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from helpers.command_line import Cli, Register
from partnerreg import demo

if TYPE_CHECKING:
    from pathlib import Path

PARTNERS = "SELECT count(*) FROM partner"

# Every command that writes a file, with the place still to be named.
COMMANDS = [
    ("agreement", "document", "1", "--overwrite", "-o"),
    ("export", "partners", "--format", "csv", "--overwrite", "-o"),
    ("partner", "list", "--format", "html", "--overwrite", "-o"),
    ("report", "meeting", "--format", "xlsx", "--overwrite", "-o"),
    ("import", "template", "partners", "-o"),
    ("import", "partners", "list.csv", "--skip-bad", "--rejects"),
]


@pytest.fixture
def filled(cli: Cli, tmp_path: Path) -> Cli:
    """A partner with a document, and a list with a bad row."""
    cli.done("partner", "add", "Café Retro")
    (tmp_path / "paper.pdf").write_bytes(b"signed")
    cli.done("agreement", "attach", "retro", "paper.pdf", "--kind", "letter-of-intent")
    (tmp_path / "list.csv").write_text("name,level\nAlfa,3\nBeta,9\n", encoding="utf-8")
    return cli


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_writes_over_a_register_or_what_sqlite_keeps_beside_it(
    filled: Cli, register: Register, command: tuple[str, ...], end: str
) -> None:
    before = register.path.read_bytes()

    answer = filled(*command, f"{register.path}{end}")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "nothing is written over it" in answer.stderr
    assert register.path.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS[:-1], ids=" ".join)
def test_no_command_writes_over_another_register(
    filled: Cli, tmp_path: Path, command: tuple[str, ...]
) -> None:
    other = tmp_path / "other.db"
    filled.done("--db", str(other), "partner", "add", "Teatret")

    assert filled(*command, "other.db").exit_code == 2
    assert Register(other).value(PARTNERS) == 1


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_rejected_rows_do_not_take_the_place_of_the_register_that_an_import_makes(
    filled: Cli, tmp_path: Path, end: str
) -> None:
    import_ = ("import", "partners", "list.csv", "--skip-bad")
    answer = filled("--db", "new.db", *import_, "--rejects", f"new.db{end}")

    assert answer.exit_code == 2
    assert "nothing is written over it" in answer.stderr
    assert not list(tmp_path.glob("new.db*"))


def test_rejected_rows_stay_away_where_the_import_fails(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").mkdir()
    answer = filled("import", "partners", "list.csv", "--skip-bad", "--rejects", "bad.csv")
    assert answer.exit_code == 2
    assert "bad.csv is a folder" in answer.stderr
    assert Register(tmp_path / "register.db").value(PARTNERS) == 1


def test_settings_and_policy_are_not_written_over(
    filled: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text('policy = "policy.toml"\n')
    (tmp_path / "policy.toml").write_text("[thresholds]\nactivity_months = 18\n")
    monkeypatch.setenv("PARTNERREG_CONFIG", str(tmp_path / "config.toml"))
    for name in ("config.toml", "policy.toml"):
        answer = filled("partner", "list", "--format", "csv", "-o", name, "--overwrite")
        assert answer.exit_code == 2
        assert f"{name} is being read" in answer.stderr
        assert "=" in (tmp_path / name).read_text()


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_what_is_written_may_be_read_by_whom_the_register_may_be(
    filled: Cli, register: Register, tmp_path: Path, mode: int
) -> None:
    register.path.chmod(mode)
    filled("agreement", "document", "1", "-o", "copy.pdf")
    filled("export", "partners", "partners.csv")
    filled("partner", "list", "-o", "list.html")
    filled("import", "partners", "list.csv", "--skip-bad", "--rejects", "bad.csv")
    written = [tmp_path / name for name in ("copy.pdf", "partners.csv", "list.html", "bad.csv")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {mode}


@pytest.mark.parametrize("words", [("agreement", "document", "1"), ("export", "all", "whole")])
def test_a_document_that_is_not_what_was_attached_is_not_given_out(
    filled: Cli, register: Register, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "paper.pdf").unlink()
    register.write("UPDATE content SET data = CAST('Signed' AS BLOB)")

    answer = filled(*words)

    assert (answer.exit_code, answer.stdout) == (6, "")
    assert "The document paper.pdf is damaged" in answer.stderr
    assert "Restore a backup" in answer.stderr
    assert not (tmp_path / "paper.pdf").exists()
    assert not (tmp_path / "whole").exists()


def test_a_document_is_not_hidden_by_its_name_and_goes_into_a_folder(
    filled: Cli, register: Register, tmp_path: Path
) -> None:
    register.write("UPDATE document SET name = '.bash\x1brc'")
    (tmp_path / "out").mkdir()

    filled.done("agreement", "document", "1")
    filled.done("agreement", "document", "1", "-o", "out")

    assert (tmp_path / "bash_rc").read_bytes() == b"signed"
    assert (tmp_path / "out" / "bash_rc").read_bytes() == b"signed"


@pytest.fixture
def _short_demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "commands.txt"
    path.write_text("partner add Alfa\n", encoding="utf-8")
    monkeypatch.setattr(demo, "COMMANDS", path)


@pytest.mark.usefixtures("_short_demo")
def test_the_demo_takes_the_place_of_no_register_that_people_wrote_to(
    filled: Cli, register: Register
) -> None:
    answer = filled("demo", "--to", str(register.path), "--overwrite")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "is a register that people have written to, not a demo" in answer.stderr
    assert register.rows("SELECT name FROM partner") == [("Café Retro",)]


@pytest.mark.usefixtures("_short_demo")
def test_a_demo_is_made_anew_under_those_who_read_it(cli: Cli, tmp_path: Path) -> None:
    cli("demo", "--to", "demo.db")
    reader = Register(tmp_path / "demo.db")
    with reader.connect() as connection:
        connection.execute("BEGIN")
        before = connection.execute("SELECT at FROM operation").fetchall()
        assert cli("demo", "--to", "demo.db", "--overwrite").exit_code == 0
        assert connection.execute("SELECT at FROM operation").fetchall() == before
    assert reader.rows("SELECT at FROM operation") != before
    assert reader.value("PRAGMA integrity_check") == "ok"
