"""What commands take, as Typer is told: from declarations, and in annotations."""

import inspect
from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from partnerreg.cli import parameters
from partnerreg.cli.parameters import Parameter
from partnerreg.cli.validation import one_of
from partnerreg.domain.enums import EndReason
from partnerreg.domain.parsing import words

REQUIRED = inspect.Parameter.empty
"""Instead of a default: a parameter without one."""


def info(parameter: Parameter) -> Any:
    """What Typer is told of an argument or an option."""
    if not parameter.flags:
        return typer.Argument(metavar=parameter.metavar, help=parameter.help)
    metavar = parameter.metavar or None
    return typer.Option(*parameter.flags, metavar=metavar, help=parameter.help)


def typed(name: str, annotation: Any, default: Any = None) -> inspect.Parameter:
    """A parameter that Typer declares in a way of its own."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, keyword, default=default, annotation=annotation)


def with_parameters(
    function: Callable[..., None], declared: Iterable[Parameter | inspect.Parameter]
) -> Callable[..., None]:
    """A function with a signature that Typer reads its arguments and options off.

    Args:
        function: gets Typer's context, and as keywords those values only that were typed.
        declared: its parameters.
    """

    def command(ctx: typer.Context, **values: Any) -> None:
        said = {name: value for name, value in values.items() if value not in _UNTYPED}
        function(ctx, **said)

    as_typed = (_as_typed(each) if isinstance(each, Parameter) else each for each in declared)
    return with_signature(command, as_typed)


def with_signature(
    command: Callable[..., None], parameters: Iterable[inspect.Parameter]
) -> Callable[..., None]:
    """A command that takes Typer's context and parameters."""
    signature = [typed("ctx", typer.Context, REQUIRED), *parameters]
    command.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in signature}
    return command


_UNTYPED = (None, False)


def _as_typed(parameter: Parameter) -> inspect.Parameter:
    if not parameter.metavar:
        return typed(parameter.name, Annotated[bool, info(parameter)], default=False)
    if parameter.required:
        annotation = Annotated[str, info(parameter)]
        return typed(parameter.name, annotation, REQUIRED)
    return typed(parameter.name, Annotated[str | None, info(parameter)], parameter.default)


def _known_format(form: str) -> str:
    """Refuse an unknown format before anything is written."""
    return one_of("--format", form, ("text", "json"))


# What is called PARTNER is offered when Tab is pressed: `partnerreg.cli.completion`.
Partner = Annotated[str, info(parameters.PARTNER)]
Number = Annotated[str, info(parameters.NUMBER)]
Raw = Annotated[bool, info(parameters.RAW)]
Format = Annotated[
    str, typer.Option("--format", metavar="table|json|csv", help="How the answer is written.")
]
WriteFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|json",
        help="How it is said what was done.",
        callback=_known_format,
    ),
]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; - for stdout.")
]


def day(flag: str, help_: str) -> Any:
    """An option with a day."""
    return typer.Option(flag, metavar="DATE", help=help_)


On = Annotated[str | None, day("--on", "The day; today if not given.")]
LastDay = Annotated[str | None, day("--on", "The last day; today if not given.")]
From = Annotated[str | None, day("--from", "Since when; today if not given.")]
Until = Annotated[str | None, day("--until", "Until when; open if not given.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")]
EndedBecause = Annotated[
    str | None, typer.Option("--because", metavar="|".join(words(EndReason)), help="Why it ends.")
]
EndedOtherwise = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help="Why, in words of your own.")
]
