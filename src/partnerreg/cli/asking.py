"""The commands that only ask, as Typer declares them.

What they take is read off the questions (`partnerreg.cli.question`), so that it is said
once; how each option is explained stands in `partnerreg.cli.options`.
"""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

import typer

from partnerreg.cli import options
from partnerreg.cli.question import Question
from partnerreg.cli.questions import QUESTIONS


def add_questions(app: typer.Typer, noun: str, *verbs: str) -> None:
    """Give an app the commands that ask, in this order."""
    for verb in verbs:
        question = QUESTIONS[noun, verb]
        app.command(verb, help=question.ask.__doc__)(declared(question, f"{noun} {verb}"))


def declared(question: Question, command: str) -> Callable[..., None]:
    """A function that Typer reads the question's arguments and options off."""

    def ask(ctx: typer.Context, **given: Any) -> None:
        arguments = [given.pop(name) for name in question.arguments]
        said = {name: value for name, value in given.items() if value not in {None, False}}
        defaults = question.options
        chosen = {name: value for name, value in said.items() if value != defaults[name]}
        question.answer(ctx.obj, [text for text in arguments if text is not None], chosen)

    parameters = [Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for place, name in enumerate(question.arguments):
        optional = place >= question.needed
        annotation = options.DECLARED["partner?" if optional else name]
        default: Any = None if optional else Parameter.empty
        parameters.append(_parameter(name, annotation, default))
    for name, default in question.options.items():
        annotation = options.DECLARED.get(f"{command} --{name}") or options.DECLARED[name]
        parameters.append(_parameter(name, annotation, default))
    ask.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    ask.__annotations__ = {each.name: each.annotation for each in parameters}
    return ask


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
