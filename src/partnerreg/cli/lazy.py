"""Commands that are built when they are called, and not before.

Typer builds every parameter of every command on each run, which costs more
than most commands themselves. Here a noun's module is imported, and a verb's
parameters are built, when the command line names them; help and completion of
names work from stand-ins that know only their summary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.models import CommandInfo


class LazyGroup(TyperGroup):
    """A group whose members are made on call.

    Args:
        makers: what makes each member, by name.
        summaries: what each member's help says in a line, by name.
    """

    def __init__(
        self, makers: dict[str, Callable[[], Any]], summaries: dict[str, str], **attributes: Any
    ) -> None:
        stand_ins = {name: TyperCommand(name, help=text) for name, text in summaries.items()}
        attributes.setdefault("no_args_is_help", True)
        super().__init__(commands=stand_ins, **attributes)  # type: ignore[arg-type]
        self._makers = makers

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that the arguments name, made in full."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and name in self._makers:
            command = self._makers[name]()
        return name, command, rest


def group(name: str, load: Callable[[], typer.Typer], summary: str) -> Callable[[], LazyGroup]:
    """What makes a group from the Typer app that `load` gives.

    An app with a callback answers to the noun alone as well, with options of its own.
    """

    def make() -> LazyGroup:
        app = load()
        verbs = {str(info.name): info for info in app.registered_commands}
        makers = {verb: _verb(info) for verb, info in verbs.items()}
        summaries = {verb: _summary(info) for verb, info in verbs.items()}
        return LazyGroup(makers, summaries, name=name, help=summary, **_own(app))

    return make


def _own(app: typer.Typer) -> dict[str, Any]:
    """What a group does when it is called without a verb."""
    if app.registered_callback is None:
        return {}
    own: Any = typer.main.get_command(app)
    return {
        "params": own.params,
        "callback": own.callback,
        "invoke_without_command": True,
        "no_args_is_help": False,
    }


def command_of(app: typer.Typer) -> Callable[[], Any]:
    """What makes a Typer app of one command."""
    return lambda: typer.main.get_command(app)


def _verb(info: CommandInfo) -> Callable[[], Any]:
    single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    single.registered_commands.append(info)
    return command_of(single)


def _summary(info: CommandInfo) -> str:
    text = info.help or (info.callback.__doc__ if info.callback else "") or ""
    return text.strip().partition("\n\n")[0]
