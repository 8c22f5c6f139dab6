"""The commands that only ask, as Typer declares them.

What they take is read off the questions (`partnerreg.cli.question`), so that it is said
once; how each option is explained stands in `partnerreg.cli.options`.
"""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from partnerreg.cli import options
from partnerreg.cli.question import Question, filters_of
from partnerreg.cli.questions import question_called


def add_questions(app: typer.Typer, noun: str, *verbs: str) -> None:
    """Give an app the commands that ask, in this order."""
    for verb in verbs:
        question = question_called(noun, verb)
        assert question is not None
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
        annotation = _argument(question, "partner?" if optional else name)
        default: Any = None if optional else Parameter.empty
        parameters.append(_parameter(name, annotation, default))
    for name, default in question.options.items():
        annotation = options.DECLARED.get(f"{command} --{name}") or _of_noun(question, name)
        parameters.append(_parameter(name, annotation, default))
    ask.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    ask.__annotations__ = {each.name: each.annotation for each in parameters}
    return ask


def _argument(question: Question, name: str) -> Any:
    """An argument that many commands share, or the thing of a noun that is asked about."""
    if question.noun is None or name in options.DECLARED:
        return options.DECLARED[name]
    metavar, help_ = question.noun.name.upper(), "Number, name, or a part that fits only one."
    return Annotated[str, typer.Argument(metavar=metavar, help=help_)]


def _of_noun(question: Question, name: str) -> Any:
    """The option of a field of the question's noun, or one that many commands share."""
    if question.noun is None or name not in filters_of(question.noun):
        return options.DECLARED[name]
    field = question.noun.field(name)
    help_ = f"Only with this {field.label.lower()}."
    return Annotated[
        str | None, typer.Option(field.option_name, metavar=field.kind.metavar, help=help_)
    ]


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
