"""Plain questions are answered without Typer, and exactly as Typer would have."""

from importlib import import_module
from typing import Any

import pytest
import typer

from partnerreg.cli.app import MODULES
from partnerreg.cli.completion import PARTNER_FIRST, PARTNER_SECOND
from partnerreg.cli.question import SHORT, option_name
from partnerreg.cli.questions import QUESTIONS
from partnerreg.cli.quick import understood


def declared(noun: str, verb: str) -> Any:
    """The command as Typer builds it from its declaration."""
    app = import_module(MODULES[noun]).app
    [info] = [info for info in app.registered_commands if info.name == verb]
    single = typer.Typer(add_completion=False)
    single.registered_commands.append(info)
    return typer.main.get_command(single)


@pytest.mark.parametrize(("noun", "verb"), QUESTIONS)
def test_a_question_takes_what_its_command_declares(noun: str, verb: str) -> None:
    question = QUESTIONS[noun, verb]

    params = [param for param in declared(noun, verb).params if param.name != "help"]
    options = {p.name: p for p in params if p.opts[0].startswith("-")}

    assert tuple(p.name for p in params if p.name not in options) == question.arguments
    assert set(options) == set(question.options)
    for name, option in options.items():
        assert option_name(name) in option.opts
        assert option.default == question.options[name]
        assert option.is_flag == (question.options[name] is False)
    short = {name for name, option in options.items() if any(len(o) == 2 for o in option.opts)}
    assert short == set(SHORT.values())


@pytest.mark.parametrize(
    "words",
    [
        "partner show retro",
        "partner show retro --format json",
        "partner show --format=json retro",
        "partner list --level 2 --unsupported --all",
        "--db x.db report levels --by sector --lang=da",
        "contact list",
        "contact list -o contacts.xlsx --overwrite",
        "contact list retro",
    ],
)
def test_plain_words_are_understood(words: str) -> None:
    assert understood(words.split()) is not None


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
    assert understood(words.split()) is None


def test_values_arrive_as_they_were_typed() -> None:
    question = understood(
        ["partner", "list", "--municipality", "Kø benhavn=x", "--db=a=b", "--no-color"]
    )
    assert question is not None
    assert question.options == {"municipality": "Kø benhavn=x"}
    assert question.flags == {"db": "a=b", "no_color": True}


@pytest.mark.parametrize(("place", "table"), [(0, PARTNER_FIRST), (1, PARTNER_SECOND)])
def test_the_commands_that_complete_a_partner_at_once_are_those_that_ask_for_one(
    place: int, table: dict[str, tuple[str, ...]]
) -> None:
    asking: dict[str, list[str]] = {}
    for noun, module in MODULES.items():
        for info in import_module(module).app.registered_commands:
            params = [p for p in declared(noun, info.name).params if not p.opts[0].startswith("-")]
            if params[place:] and params[place].name in {"partner", "partners"}:
                asking.setdefault(noun, []).append(info.name)

    assert {noun: sorted(verbs) for noun, verbs in table.items()} == {
        noun: sorted(verbs) for noun, verbs in asking.items()
    }
