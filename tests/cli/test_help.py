"""What the program says of itself, and of words that it does not understand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import typer

from partnerreg import __version__
from partnerreg.cli.app import TOPICS, app_of, build
from partnerreg.cli.read_commands import read_commands_of
from partnerreg.nouns import registry
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from helpers.command_line import Cli

# The nouns and topics that have verbs of their own, `history` apart.
GROUPS = [*registry.names(), *TOPICS]

COMMANDS = [(noun, str(info.name)) for noun in GROUPS for info in app_of(noun).registered_commands]


def made(noun: str, verb: str) -> Any:
    """The command as Typer makes it."""
    infos = app_of(noun).registered_commands
    single = typer.Typer(add_completion=False)
    single.registered_commands += [info for info in infos if info.name == verb]
    return typer.main.get_command(single)


def summary_of(name: str) -> str:
    return TOPICS[name] if name in TOPICS else registry.noun(name).help


def test_the_nouns_and_verbs_are_these() -> None:
    verbs: dict[str, set[str]] = {}
    for noun, verb in COMMANDS:
        verbs.setdefault(noun, set()).add(verb)

    every = {"add", "list", "show", "edit", "remove"}
    named = every | {"retire"}
    tied = named | {"link", "relink", "unlink"}
    assert verbs == {
        "partner": {"add", "list", "show", "edit", "check", "promote", "demote", "end", "reopen"}
        | {"complexity", "history", "remove", "tree", "relate", "unrelate"},
        "contact": every,
        "health": {"open", "form", "read", "answer", "close", "list", "show", "edit", "remove"},
        "agreement": {"attach", "list", "show", "edit", "remove", "check", "clause", "draft"}
        | {"send", "sign", "amend", "renew", "suspend", "resume", "terminate", "document"}
        | {"join", "leave", "cover", "uncover"},
        "template": every | {"document", "placeholders"},
        "contribution": every,
        "audience": named,
        "unit": tied,
        "area": tied,
        "goal": tied,
        "staff": named | {"assign", "unassign"},
        "activity": {"log", "list", "show", "edit", "remove"},
        "evaluation": every,
        "preparation": {"answer", "skip", "form", "read", "list", "show", "edit", "remove"},
        "expectation": every | {"settle"},
        "meeting": every,
        "proposal": every | {"accept", "decline"},
        "consent": every | {"withdraw"},
        "project": every | {"move", "close", "join", "leave", "link", "unlink", "tell"},
        "target": every | {"reach"},
        "milestone": every | {"move", "done"},
        "report": {*read_commands_of("report"), "compare"},
        "group": named | {"join", "leave", "meet"},
        "lesson": every,
        "communication": (every - {"add"}) | {"plan", "publish", "approve"},
        "import": {*listed_nouns(), "all", "template"},
        "export": {*listed_nouns(), "all", "profile"},
        "db": {"path", "info", "check", "backup", "restore"},
        "policy": {"show", "check", "new"},
        "config": {"show"},
    }


@pytest.mark.parametrize(("noun", "verb"), COMMANDS)
def test_every_command_option_and_argument_has_a_word_of_help(noun: str, verb: str) -> None:
    command = made(noun, verb)

    assert command.help
    for parameter in command.params:
        assert parameter.help, f"{noun} {verb}: {parameter.name}"
        if not getattr(parameter, "is_flag", False):
            assert parameter.metavar, f"{noun} {verb}: {parameter.name} shows a type of Python's"


@pytest.mark.parametrize(("noun", "verb"), COMMANDS)
def test_every_command_explains_itself(cli: Cli, noun: str, verb: str) -> None:
    answer = cli(noun, verb, "--help")

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert f"Usage: partnerreg {noun} {verb}" in answer.stdout
    assert "--help" in answer.stdout


@pytest.mark.parametrize("noun", GROUPS)
def test_every_noun_explains_itself_with_its_verbs(cli: Cli, noun: str) -> None:
    answer = cli(noun, "--help")

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert summary_of(noun)[:40] in answer.stdout
    for verb in (verb for of, verb in COMMANDS if of == noun):
        assert f"│ {verb} " in answer.stdout


def test_the_program_explains_itself_with_its_nouns(cli: Cli) -> None:
    answer = cli("--help")

    assert (answer.exit_code, answer.stderr) == (0, "")
    for noun in [*GROUPS, "demo"]:
        assert f"│ {noun} " in answer.stdout
    for parameter in build().params:
        assert parameter.help  # type: ignore[attr-defined]
        assert parameter.opts[0] in answer.stdout


def test_demo_explains_itself(cli: Cli) -> None:
    answer = cli("demo", "--help")

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "Usage: partnerreg demo" in answer.stdout


def test_the_version_is_told(cli: Cli) -> None:
    assert cli("--version") == (0, f"partnerreg {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("bogus", "No such command 'bogus'."),
        ("partner lst", "No such command 'lst'. Did you mean 'list'?"),
        ("partner list --levle 1", "No such option: --levle (Possible options: "),
        ("partner list extra", "Got unexpected extra argument(s) (extra)"),
        ("partner add", "Missing argument 'NAME'."),
        ("partner show", "Missing argument 'PARTNER'."),
        ("partner add --sector", "Option '--sector' requires an argument."),
        ("partner promote Retro", "Missing option '--to'."),
        ("partner add Retro --youth=yes", "Option '--youth' does not take a value."),
        ("staff assign Bo Retro", "Missing option '--as'."),
        ("unit edit Lab", "Nothing to change was given."),
        ("partner add -retro", "No such option: -r"),
        ("--db", "Option '--db' requires an argument."),
    ],
)
def test_words_that_are_not_understood_are_explained_and_nothing_is_done(
    cli: Cli, words: str, complaint: str
) -> None:
    answer = cli(*words.split())

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert complaint in " ".join(answer.stderr.replace("│", " ").split())
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("words", [(), *((noun,) for noun in GROUPS)])
def test_half_a_command_is_answered_by_its_help(cli: Cli, words: tuple[str, ...]) -> None:
    answer = cli(*words)

    assert answer.exit_code == 2
    assert "Commands" in answer.output


def test_options_may_stand_in_any_order(cli: Cli) -> None:
    cli.done("partner", "add", "--municipality", "Aarhus", "Café Retro", "--sector=public")

    for words in (
        ("--lang", "da", "partner", "list", "--sector", "public", "--format", "csv"),
        ("partner", "--lang=da", "list", "--format=csv", "--sector=public"),
        ("partner", "list", "--format", "csv", "--lang", "da", "--sector", "public"),
    ):
        answer = cli(*words)
        assert (answer.exit_code, answer.stderr) == (0, "")
        assert "Café Retro,3,network" in answer.stdout


def test_a_word_after_two_dashes_is_no_option(cli: Cli) -> None:
    cli.done("partner", "add", "--", "--lang")

    assert cli.json("partner", "list")[0]["name"] == "--lang"


def test_what_is_said_of_a_meeting_is_true_where_it_is_changed(cli: Cli) -> None:
    cli.done("meeting", "add", "--on", "2026-01-10")
    for verb in ("show", "edit", "remove"):
        assert "Number or day." in cli("meeting", verb, "--help").stdout
    changing = cli("meeting", "edit", "--help").stdout
    assert "today if not given" not in changing
    assert "empty value" not in changing
    assert "today if not given" in cli("meeting", "add", "--help").stdout
    assert cli.done("meeting", "edit", "1", "--on", "2026-01-11").endswith(": date.\n")
