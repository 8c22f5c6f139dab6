"""The program as a process of its own: signals, pipes, terminals, what it imports."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from partnerreg.db.migrate import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.command_line import Cli, Register

PROGRAM = (sys.executable, "-m", "partnerreg")
FULL = Path("/dev/full")
LONG = 60  # seconds after which a process that should have ended has not


@pytest.fixture(autouse=True)
def _buffered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes buffer what they write, as they do when nobody says otherwise."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)


def run(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    usual: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.run(
        [*PROGRAM, *words], encoding="utf-8", timeout=LONG, check=False, **usual | more
    )


def test_on_a_new_machine_the_first_partner_makes_a_register_in_the_platform_s_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("PARTNERREG_DB", "PARTNERREG_ACTOR"):
        monkeypatch.delenv(name)

    done = run("partner", "add", "Café Retro")

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("Made a new register at ")
    place = Path(run("db", "path").stdout.strip())
    assert place.is_relative_to(tmp_path / "home")
    assert place.is_file()
    assert json.loads(run("partner", "list", "--format", "json").stdout)[0]["name"] == "Café Retro"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("report", "levels"), 0),
        (("report", "levels", "--level", "9"), 2),
        (("partner", "show", "Zoo"), 3),
        (("partner", "promote", "Beta", "--to", "service"), 5),
        (("partner", "list", "--db", "."), 6),
    ],
)
def test_a_process_ends_with_the_code_of_what_came_of_it(
    portfolio: Cli, words: tuple[str, ...], code: int
) -> None:
    ended = run(*words)

    assert ended.returncode == code
    assert bool(ended.stdout) is (code == 0)
    assert bool(ended.stderr) is (code != 0)
    assert "Traceback" not in ended.stderr


def test_a_fault_of_the_program_is_one_line_and_a_file_unless_debugging(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import partnerreg.reports.partners as p\n"
        "def broken(*_, **__): raise KeyError('for a test')\n"
        "p.partners_now = broken\n",
        encoding="utf-8",
    )
    paths = [str(tmp_path), os.environ["PYTHONPATH"]]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    faulty = run("partner", "list")
    debugged = [run("partner", "list", "--debug"), run("partner", "list", "--debug", "--")]

    assert (faulty.returncode, faulty.stdout) == (1, "")
    [line] = faulty.stderr.splitlines()
    assert line.startswith("Error: a fault in partnerreg (KeyError).")
    [details] = tmp_path.glob("partnerreg-fault-*.txt")
    assert str(details) in line
    assert "KeyError: 'for a test'" in details.read_text(encoding="utf-8")
    assert all("Traceback" in each.stderr for each in debugged), "by Typer as by the quick path"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send there")
def test_who_waits_for_another_writer_is_told_so_and_can_interrupt_it(
    cli: Cli, register: Register
) -> None:
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = subprocess.Popen(
            [*PROGRAM, "unit", "add", "Stage"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert waiting.stderr is not None
        told = waiting.stderr.readline().decode()
        waiting.send_signal(signal.SIGINT)
        other.execute("ROLLBACK")
        out, err = waiting.communicate(timeout=LONG)

    assert (waiting.returncode, out) == (130, b"")
    assert told == f"Waiting for another program, which is writing to {register.path} …\n"
    assert err.decode() == "Interrupted. The register is as it was.\n"
    assert register.rows("SELECT * FROM unit") == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send there")
def test_an_upgrade_waits_for_another_writer_as_any_write_does(
    bare_cli: Cli, register: Register
) -> None:
    bring_up_to_date(register.path, target="0001")
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = subprocess.Popen(
            [*PROGRAM, "unit", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert waiting.stderr is not None
        told = waiting.stderr.readline().decode()
        waiting.send_signal(signal.SIGINT)
        _, err = waiting.communicate(timeout=LONG)
        other.execute("ROLLBACK")

    assert waiting.returncode == 130
    assert told == f"Waiting for another program, which is writing to {register.path} …\n"
    assert err.decode() == "Interrupted. The register is as it was.\n"
    assert register.value("SELECT version_num FROM alembic_version") == "0001"


def test_two_writers_wait_for_each_other(cli: Cli, register: Register) -> None:
    writers = [
        subprocess.Popen([*PROGRAM, "unit", "add", f"Unit {n}"], stderr=subprocess.PIPE)
        for n in range(4)
    ]
    said = [writer.communicate(timeout=LONG)[1] for writer in writers]

    assert [writer.returncode for writer in writers] == [0] * 4, said
    assert len(register.rows("SELECT name FROM unit")) == 4
    assert register.operations == 4


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is another thing there")
@pytest.mark.parametrize(
    "words",
    [
        ("partner", "list", "--format", "csv"),
        ("partner", "list", "--help"),
        ("--help",),
        ("export", "partners"),
        ("unit", "add", "Stage", "--format", "json"),
    ],
)
def test_whoever_stops_reading_is_not_complained_to(cli: Cli, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    ended = run(*words, stdout=writing)
    os.close(writing)

    assert (ended.returncode, ended.stderr) == (141, ""), "as if it had died of SIGPIPE"


def closed(*streams: int) -> Callable[[], None]:
    """Close some of the standard streams before the program starts."""
    return lambda: [os.close(stream) for stream in streams] and None


needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
posix = pytest.mark.skipif(sys.platform == "win32", reason="streams are closed another way there")

QUESTIONS = [
    ("partner", "list", "--format", "csv"),
    ("partner", "list", "--format", "xlsx"),
    ("db", "path"),
    ("partner", "list", "--help"),
    ("--version",),
    ("export", "partners"),
    ("export", "partners", "--format", "xlsx"),
    ("import", "template", "partners"),
    ("agreement", "document", "1", "-o", "-"),
]


@pytest.fixture
def letter(cli: Cli, tmp_path: Path) -> None:
    """An agreement with a document."""
    cli.done("partner", "add", "Café Retro")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.4\n")
    kind = ("--kind", "letter-of-intent")
    cli.done("agreement", "attach", "Retro", str(tmp_path / "letter.pdf"), *kind)


@needs_full
@pytest.mark.parametrize("words", QUESTIONS)
def test_an_answer_that_cannot_be_written_is_told_in_one_line(
    letter: None, words: tuple[str, ...]
) -> None:
    with FULL.open("w", encoding="utf-8") as full:
        ended = run(*words, stdout=full)

    assert (ended.returncode, ended.stderr) == (
        1,
        "Error: The answer could not be written: No space left on device.\n",
    )


@posix
@pytest.mark.parametrize("words", QUESTIONS)
def test_an_answer_that_nobody_can_hear_is_told_in_one_line(
    letter: None, words: tuple[str, ...]
) -> None:
    ended = run(*words, preexec_fn=closed(1))

    assert (ended.returncode, ended.stderr) == (
        1,
        "Error: The answer could not be written: its stream is closed.\n",
    )


@needs_full
def test_what_was_done_is_not_called_undone_when_the_answer_cannot_be_written(
    cli: Cli, register: Register
) -> None:
    with FULL.open("w", encoding="utf-8") as full:
        not_written = run("unit", "add", "Stage", "--format", "json", stdout=full)
    not_heard = run("unit", "add", "Lab", "--format", "json", preexec_fn=closed(1))

    done = "What was asked for is done all the same.\n"
    assert (not_written.returncode, not_written.stderr) == (
        1,
        f"Error: The answer could not be written: No space left on device. {done}",
    )
    assert (not_heard.returncode, not_heard.stderr) == (
        1,
        f"Error: The answer could not be written: its stream is closed. {done}",
    )
    assert register.rows("SELECT name FROM unit") == [("Stage",), ("Lab",)]


@needs_full
def test_what_is_said_and_cannot_be_heard_changes_nothing(cli: Cli, register: Register) -> None:
    with FULL.open("w", encoding="utf-8") as full:
        done = run("unit", "add", "Stage", stderr=full)
        failed = run("unit", "retire", "Zoo", stderr=full)
        mistyped = run("unit", "rm", "Zoo", stderr=full)
    silent = run("unit", "add", "Lab", preexec_fn=closed(0, 1, 2))
    deaf = run("unit", "rm", "Zoo", preexec_fn=closed(2))

    assert [each.returncode for each in (done, failed, mistyped, silent, deaf)] == [0, 3, 2, 0, 2]
    assert register.rows("SELECT name FROM unit") == [("Stage",), ("Lab",)]


@posix
def test_nothing_can_be_asked_or_read_where_there_is_no_standard_input(
    cli: Cli, register: Register
) -> None:
    cli.done("partner", "add", "Café Retro")
    cli.done("contact", "add", "Retro", "Eva")

    asking = run("contact", "remove", "Eva", preexec_fn=closed(0))
    reading = run("import", "partners", "-", preexec_fn=closed(0))

    assert (asking.returncode, asking.stderr.splitlines()[-1]) == (2, "Say --yes.")
    assert (reading.returncode, reading.stderr) == (
        2,
        "Error: standard input cannot be read: Bad file descriptor\n",
    )
    assert register.rows("SELECT name FROM contact") == [("Eva",)]


def test_names_come_out_whatever_the_terminal_can_encode(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.done("partner", "add", "Café 東京")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")

    made = run("unit", "add", "Børn", "--format", "json")
    template = run("import", "template", "partners", "--lang", "da")
    csv = run("partner", "list", "--format", "csv")
    table = run("partner", "list")
    error = run("partner", "show", "Århus")

    assert "Caf\\xe9 \\u6771\\u4eac" in csv.stdout
    assert "Caf\\xe9 \\u6771\\u4eac" in table.stdout
    assert (made.returncode, json.loads(made.stdout)) == (0, {"id": 1, "name": "Børn"})
    assert (template.returncode, "serviceomr\\xe5der" in template.stdout) == (0, True)
    assert (error.returncode, error.stderr.splitlines()[0]) == (
        3,
        "Error: There is no partner '\\xc5rhus'.",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_on_a_terminal_there_is_colour_unless_it_is_switched_off(
    portfolio: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")

    coloured = on_a_terminal("report", "levels")
    plain = [on_a_terminal("report", "levels", "--no-color")]
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            plain.append(on_a_terminal("report", "levels"))

    assert "\x1b[" in coloured
    for shown in plain:
        assert "█" in shown
        assert "\x1b[" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_on_a_terminal_a_removal_is_asked_about(cli: Cli, register: Register) -> None:
    cli.done("partner", "add", "Café Retro")
    cli.done("contact", "add", "retro", "Eva")

    kept = on_a_terminal("contact", "remove", "Eva", typed="\n")
    assert "Remove Eva (#1) at Café Retro? [y/N]" in kept
    assert "Nothing was removed." in kept
    assert register.rows("SELECT name FROM contact") == [("Eva",)]

    gone = on_a_terminal("contact", "remove", "Eva", typed="y\n")
    assert "Removed contact #1 at Café Retro." in gone
    assert register.rows("SELECT name FROM contact") == []


def on_a_terminal(*words: str, typed: str = "") -> str:
    """All that a terminal shows while the program runs on it."""
    import pty

    here, there = pty.openpty()
    process = subprocess.Popen([*PROGRAM, *words], stdin=there, stdout=there, stderr=there)
    os.close(there)
    os.write(here, typed.encode())
    shown = b""
    try:
        while piece := os.read(here, 4096):
            shown += piece
    except OSError:  # Linux's way of saying that the other side was closed
        pass
    process.wait(timeout=LONG)
    os.close(here)
    return shown.decode()


@pytest.mark.parametrize(
    "words",
    [
        ("partner", "list", "--format", "csv"),
        ("partner", "show", "Alfa", "--format", "json"),
        ("report", "levels", "--format", "csv"),
        ("partner", "list", "--format", "csv", "--sort=name", "--no-color"),
    ],
)
def test_a_question_imports_neither_typer_nor_pydantic_nor_sqlalchemy_nor_rich(
    portfolio: Cli, words: tuple[str, ...]
) -> None:
    heavy = ["typer", "pydantic", "pydantic_core", "sqlalchemy", "sqlmodel", "alembic", "rich"]
    probe = (
        "import sys; from partnerreg.cli.program import run\n"
        "code = run(sys.argv[2:])\n"
        f"print([m for m in {heavy} if m in sys.modules], file=sys.stderr)\n"
        "sys.exit(code)"
    )

    asked = subprocess.run(
        [sys.executable, "-c", probe, "-", *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert (asked.returncode, asked.stderr) == (0, "[]\n")
    assert "Alfa" in asked.stdout or "strategic" in asked.stdout


@pytest.mark.parametrize("words", [("db", "path"), ("config", "show"), ("export", "partners")])
def test_what_goes_through_typer_and_writes_nothing_imports_no_sqlalchemy(
    portfolio: Cli, words: tuple[str, ...]
) -> None:
    probe = (
        "import sys; from partnerreg.cli.program import run\n"
        "code = run(sys.argv[1:])\n"
        "print([m for m in ('sqlalchemy', 'alembic') if m in sys.modules], file=sys.stderr)\n"
        "sys.exit(code)"
    )

    asked = subprocess.run(
        [sys.executable, "-c", probe, *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert (asked.returncode, asked.stderr) == (0, "[]\n")
