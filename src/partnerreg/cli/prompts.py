"""Asking on a terminal for what a command requires and was not given."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from partnerreg.language import N_
from partnerreg.nouns import registry
from partnerreg.nouns.fields import LEVEL

if TYPE_CHECKING:
    from partnerreg.language import Language
    from partnerreg.nouns.fields import Kind


class AskingCommand(TyperCommand):
    """A command: what is missing is asked for, if there is somebody to ask."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Understand what was typed; ask until nothing is missing."""
        words = list(args)
        while True:
            try:
                return super().parse_args(ctx, list(words))
            except Exception as error:
                # Typer carries its own Click, whose errors are known by their names alone.
                if type(error).__name__ != "MissingParameter" or not can_ask():
                    raise
                parameter: Any = error.param  # type: ignore[attr-defined]
                run = ctx.find_root().obj
                answer = _ask_for(parameter, ctx.parent.info_name, run.language)
                if answer is None:
                    raise
            if parameter.param_type_name == "option":
                words = [parameter.opts[0], answer, *words]
            else:
                words += [answer] if "--" in words else ["--", answer]


def can_ask() -> bool:
    """Whether a person sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask_for(parameter: Any, command: str, language: Language) -> str | None:
    """What a person says to a parameter: a field of the noun, a thing, or what it is called.

    Args:
        parameter: Typer's.
        command: the noun or the topic that the command belongs to.
        language: what it is asked in.
    """
    if command in registry.names():
        with suppress(KeyError):
            field = registry.noun(command).field(parameter.name)
            return ask(language.gettext(field.label), field.kind, field.kind.metavar)
    metavar = parameter.metavar or ""
    if metavar == LEVEL.metavar:
        return ask(language.gettext("Level"), LEVEL, "|".join(LEVEL.words))
    name = metavar.lower() if metavar.lower() in registry.names() else parameter.name
    label = N_("Number") if name == "number" else name.capitalize()
    return ask(language.gettext(label), None, metavar)


def ask(label: str, kind: Kind | None, metavar: str) -> str | None:
    """Ask for a value until it can be one; None if the person has no more to say.

    Args:
        label: what it is.
        kind: what it may be; None if anything that is not blank.
        metavar: the words of a closed list, with bars between; or what stands for a value.
    """
    from rich.console import Console
    from rich.prompt import InvalidResponse, Prompt
    from rich.text import Text

    from partnerreg.domain.parsing import ParseError

    class FieldPrompt(Prompt):
        """A question whose answer is read as an option is."""

        def process_response(self, value: str) -> str:
            text = value.strip()
            try:
                if kind is not None:
                    kind.read(text)
            except ParseError as error:
                raise InvalidResponse(Text(f"{error}.")) from None
            if not text:
                raise InvalidResponse(Text("It cannot be left out."))
            return text

    words = f" [{metavar}]" if "|" in metavar else ""
    try:
        return FieldPrompt(Text(f"{label}{words}"), console=Console(stderr=True))()
    except EOFError:
        return None
