"""What a shell is offered when Tab is pressed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.cli.completion import Offer, TypedWord, offer_for, parse

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli


def offered(shell: str, line: str) -> list[str]:
    """The lines that a shell gets for a command's line up to the cursor."""
    answer = subprocess.run(
        [sys.executable, "-m", "partnerreg", line],
        env=os.environ | {"_PARTNERREG_COMPLETE": shell},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    return answer.stdout.splitlines()


@pytest.fixture
def partners(cli: Cli) -> Cli:
    """Three partners."""
    for name in ("Café Retro", "Cafe Nord", "O'Brien & Søn"):
        cli.done("partner", "add", name)
    return cli


def test_bash_is_offered_partners_however_they_are_typed_and_quoted_for_it(partners: Cli) -> None:
    assert offered("bash", "partnerreg partner show caf") == ["Cafe\\ Nord", "Café\\ Retro"]
    assert offered("bash", "partnerreg contact add RETRO") == ["Café\\ Retro"]
    assert offered("bash", "partnerreg partner check søn") == ["O\\'Brien\\ \\&\\ Søn"]
    assert offered("bash", "partnerreg partner check 'søn") == ["O'\\''Brien & Søn"]
    assert offered("bash", 'partnerreg partner check "søn') == ["O'Brien & Søn"]
    assert offered("bash", "partnerreg agreement attach zoo") == []


@pytest.mark.parametrize(
    "place",
    [
        "partner show",
        "goal link G1",
        "staff assign 'Mette Holm'",
        "activity log Retro",
        "activity edit 1 --with",
        "contact edit 1 --of",
        "export contacts --partner",
        "export --lang da contacts --partner",
        "--no-color partner show",
    ],
)
def test_partners_are_offered_wherever_one_is_asked_for(partners: Cli, place: str) -> None:
    assert offered("fish", f"partnerreg {place} retro") == ["Café Retro"]


def test_they_come_from_the_register_that_the_line_names(partners: Cli, tmp_path: Path) -> None:
    shutil.move(tmp_path / "register.db", tmp_path / "other.db")

    assert offered("zsh", "partnerreg partner show retro") == []
    assert offered("zsh", "partnerreg partner show --db other.db retro") == ["Café Retro"]
    assert offered("zsh", "partnerreg --db=other.db export contacts --partner retro") == [
        "Café Retro"
    ]


def test_a_name_that_would_be_taken_for_something_else_is_offered_by_its_number(
    partners: Cli, tmp_path: Path
) -> None:
    partners.done("partner", "add", "--", "-force")
    partners.done("partner", "add", "12")
    partners.done("partner", "add", "#1")
    with closing(sqlite3.connect(tmp_path / "register.db")) as register, register:
        register.execute("UPDATE partner SET name = 'Café\nRetro' WHERE id = 1")

    assert offered("fish", "partnerreg partner show force") == ["#4\t-force"]
    assert offered("fish", "partnerreg partner show 12") == ["#5\t12"]
    assert offered("zsh", "partnerreg partner show retro") == ["#1\tCafé ⏎ Retro"]
    assert offered("bash", "partnerreg partner show retro") == ["\\#1"]
    assert offered("powershell", "partnerreg partner show retro") == ["'#1'\tCafé ⏎ Retro"]


def test_bash_is_offered_what_follows_where_it_takes_a_word_apart(partners: Cli) -> None:
    partners.done("partner", "add", "Kaj: mad@torvet")

    assert offered("bash", "partnerreg export contacts --partner=Re") == ["Café\\ Retro"]
    assert offered("bash", "partnerreg export contacts --partner='Re") == ["Café Retro"]
    assert offered("fish", "partnerreg export contacts --partner=Re") == ["--partner=Café Retro"]
    assert offered("bash", "partnerreg partner show kaj") == ["Kaj\\:\\ mad\\@torvet"]
    assert offered("bash", "partnerreg partner show Kaj\\:\\ mad") == ["Kaj\\:\\ mad\\@torvet"]
    assert offered("bash", "partnerreg partner show Kaj:") == ["\\ mad\\@torvet"]
    assert offered("bash", "partnerreg partner show 'Kaj: 'mad") == ["mad\\@torvet"]
    assert offered("bash", "partnerreg partner show kaj:") == [], "it keeps the k"


def test_nouns_verbs_and_options_are_offered(partners: Cli) -> None:
    assert offered("bash", "partnerreg par") == ["partner"]
    assert offered("bash", "partnerreg partner pro") == ["promote"]
    assert offered("bash", "partnerreg partner list --mun") == ["--municipality"]
    [offer] = offered("zsh", "partnerreg partner list --mun")
    assert offer.startswith("--municipality\tOnly this municipality")


@pytest.mark.parametrize("line", ["partnerreg", "partnerreg nonsense x", "partnerreg 'open"])
def test_where_nothing_fits_nothing_is_offered(cli: Cli, line: str) -> None:
    assert offered("bash", line) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "complete_bash", "csh"])
def test_where_nothing_can_be_read_nothing_is_said(
    bare_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    line = "partnerreg partner show Ca"
    assert offered(shell, line) == []
    (tmp_path / "register.db").write_text("Not a database.", encoding="utf-8")
    assert offered(shell, line) == []
    (tmp_path / "config.toml").write_text("lang = da", encoding="utf-8")
    monkeypatch.setenv("PARTNERREG_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.delenv("PARTNERREG_DB")
    assert offered(shell, line) == []


@pytest.mark.parametrize(
    ("shell", "sign"),
    [
        ("bash", "complete -o default -F _partnerreg partnerreg"),
        ("zsh", "#compdef partnerreg"),
        ("fish", "complete --command partnerreg"),
        ("powershell", "Register-ArgumentCompleter"),
    ],
)
def test_each_shell_gets_its_own_script(bare_cli: Cli, shell: str, sign: str) -> None:
    script = bare_cli("--show-completion", shell)

    assert (script.exit_code, script.stderr) == (0, "")
    assert sign in script.stdout
    assert f"_PARTNERREG_COMPLETE={shell}" in script.stdout.replace("Env:", "").replace(" = '", "=")


def test_a_shell_that_there_is_no_script_for_is_told(bare_cli: Cli) -> None:
    for option in ("--show-completion", "--install-completion"):
        refused = bare_cli(option, "csh")
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert refused.stderr.startswith("Error: There is no completion for 'csh'.\nShells: bash,")


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
in_a_line = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)


@needs_bash
@given(in_a_line, st.sampled_from(["", "'", '"']))
def test_bash_understands_what_it_is_offered_as_the_name(name: str, quote: str) -> None:
    word = f"{quote}{offer_for('bash', TypedWord('', quote), Offer(name))}"
    word += quote if quote and not word[1:].endswith(quote) else ""  # bash closes it

    shown = subprocess.run(
        ["bash", "-c", f"printf '%s|' {word}"], capture_output=True, check=True, cwd="/"
    )

    assert shown.stdout.decode() == f"{name}|"
    assert [each.text for each in parse(word)] == [name], "and so do we, when Tab is pressed anew"


@given(in_a_line)
def test_powershell_is_offered_a_name_within_quotes_that_it_cannot_leave(name: str) -> None:
    offer = offer_for("powershell", TypedWord(), Offer(name))
    assert offer is not None
    word = offer.removesuffix("\t")

    if word != name:
        inner = word[1:-1]
        assert word[0] == word[-1] == "'"
        for quote in "'‘’‚‛":
            assert inner.count(quote) == 2 * name.count(quote)
        assert not set(name) & set("$`();|&<>\"'{}@#, ") or word.startswith("'")
