"""Plain questions are answered without Typer, and exactly as Typer would have."""

from importlib import import_module
from os import environ
from typing import Any

import pytest
import typer

from partnerreg.cli.app import MODULES
from partnerreg.cli.question import SHORT, option_name
from partnerreg.cli.questions import QUESTIONS
from partnerreg.cli.quick import COMPLETING, understood


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


def test_completion_is_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    from partnerreg.cli import quick

    monkeypatch.setitem(environ, COMPLETING, "complete_bash")
    assert quick.main(["partner", "list"]) is None


def test_the_commands_that_complete_a_partner_are_those_that_ask_for_one_first() -> None:
    from partnerreg.cli.completion import PARTNER_FIRST

    asking: dict[str, list[str]] = {}
    for noun, module in MODULES.items():
        for info in import_module(module).app.registered_commands:
            params = [p for p in declared(noun, info.name).params if not p.opts[0].startswith("-")]
            if params and params[0].name in {"partner", "partners"}:
                asking.setdefault(noun, []).append(info.name)

    assert {noun: sorted(verbs) for noun, verbs in PARTNER_FIRST.items()} == {
        noun: sorted(verbs) for noun, verbs in asking.items()
    }


def test_bash_is_offered_names_ready_to_stand_in_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from partnerreg.cli import completion

    monkeypatch.setattr(completion, "complete_partner", lambda typed: [f"Café & {typed}'s"])
    monkeypatch.setitem(environ, "COMP_WORDS", "partnerreg partner show caf\\ ")
    monkeypatch.setitem(environ, "COMP_CWORD", "3")

    assert completion.answer_bash()
    assert capsys.readouterr().out == "Café\\ \\&\\ caf\\ \\'s\n"


def test_bash_is_left_to_typer_where_no_partner_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from partnerreg.cli import completion

    monkeypatch.setitem(environ, "COMP_WORDS", "partnerreg partner sh")
    monkeypatch.setitem(environ, "COMP_CWORD", "2")
    assert not completion.answer_bash()


def test_names_in_quotes_are_offered_without_backslashes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from partnerreg.cli import completion

    monkeypatch.setattr(completion, "complete_partner", lambda typed: [f"Café {typed}"])
    monkeypatch.setitem(environ, "COMP_WORDS", "partnerreg partner show 'retro")
    monkeypatch.setitem(environ, "COMP_CWORD", "3")

    assert completion.answer_bash()
    assert capsys.readouterr().out == "Café retro\n"
