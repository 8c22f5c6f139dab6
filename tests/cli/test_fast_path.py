"""Plain questions are answered without Typer, and exactly as Typer would have."""

from typing import Any

import pytest
import typer

from partnerreg.cli.app import app_of
from partnerreg.cli.fast_path import parse
from partnerreg.cli.parameters import split_global_options
from partnerreg.cli.read_commands import READ_COMMANDS, find_read_command, read_commands_of
from partnerreg.nouns import registry


def declared(noun: str, verb: str) -> Any:
    """The command as Typer builds it from its declaration."""
    app = app_of(noun)
    [info] = [info for info in app.registered_commands if info.name == verb]
    single = typer.Typer(add_completion=False)
    single.registered_commands.append(info)
    return typer.main.get_command(single)


OF_NOUNS = [(noun, verb) for noun in registry.names() for verb in ("list", "show")]
OWN = [
    *(tuple(name.split()) for name in READ_COMMANDS if " " in name),
    *(("report", name) for name in read_commands_of("report")),
]


@pytest.mark.parametrize(("noun", "verb"), dict.fromkeys([*OWN, *OF_NOUNS]))
def test_typer_takes_what_a_command_that_only_asks_declares(noun: str, verb: str) -> None:
    found = find_read_command([noun, verb])
    assert found is not None
    parameters = {each.name: each for each in found[0].parameters}

    made = {param.name: param for param in declared(noun, verb).params if param.name != "help"}

    assert list(made) == list(parameters)
    for name, param in made.items():
        own = parameters[name]
        assert (param.opts if own.flags else [name]) == list(own.flags or [name])
        assert param.required == own.required
        assert param.default == (own.default if own.metavar else False)
        assert getattr(param, "is_flag", False) == (not own.metavar)
        assert (param.metavar or "", param.help) == (own.metavar, own.help)


@pytest.mark.parametrize(
    "words",
    [
        "partner show retro",
        "partner show retro --format json",
        "partner show --format=json retro",
        "partner list --level 2 --unsupported --all",
        "report levels --by sector",
        "contact list",
        "contact list -o contacts.xlsx --overwrite",
        "contact list retro",
    ],
)
def test_plain_words_are_parsed(words: str) -> None:
    assert parse(words.split()) is not None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "partner",
        "--help",
        "partner list --help",
        "partner show",
        "partner show retro nord",
        "partner show retro --frmat json",
        "partner show retro --format",
        "partner show retro --format --all",
        "partner list --all=yes",
        "partner list -x",
        "partner list -o",
        "partner add retro",
        "partner show -- --retro",
        "--version partner list",
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: str) -> None:
    assert parse(words.split()) is None


def test_values_arrive_as_they_were_typed() -> None:
    options, own, rest = split_global_options(
        ["partner", "list", "--municipality", "Kø benhavn=x", "--db=a=b", "--no-color"]
    )

    parsed = parse(rest)
    assert parsed is not None
    assert parsed[1] == {"municipality": "Kø benhavn=x"}
    assert (options, own) == ({"db": "a=b", "no_color": True}, ["--db=a=b", "--no-color"])


@pytest.mark.parametrize("words", ["partner list --db", "partner list --no-color=x"])
def test_global_options_that_are_wrong_are_left_to_typer(words: str) -> None:
    assert split_global_options(words.split())[0] is None
