"""The whole command line for Typer: the program's own options, the nouns, and their verbs."""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.models import CommandInfo

from partnerreg import __version__
from partnerreg.cli import completion
from partnerreg.cli.options import typed, with_parameters
from partnerreg.cli.parameters import GLOBAL_OPTIONS
from partnerreg.cli.prompts import AskingCommand
from partnerreg.cli.read_commands import READ_COMMANDS, read_commands_of
from partnerreg.nouns import registry

TOPICS = {
    "report": "The questions a meeting asks.",
    "import": "Bring in many at once, from CSV or a workbook.",
    "export": "Write lists, or the whole register, to files.",
    "db": "The register's file.",
    "policy": "What a partnership is here, and what each level asks.",
    "config": "Settings: what holds, and where it comes from.",
}

# Commands of one word, and where they are.
_ALONE = {"demo": "demo", "undo": "undo", "redo": "undo"}

# Whose module is not called as they are.
_MODULES = {"import": "import_"}


class LazyGroup(TyperGroup):
    """A group whose members are made when they are called.

    Typer builds every parameter of every command on each run, which takes longer than most
    commands themselves. Help and completion of names work from stand-ins, which know only
    their summary.

    Args:
        makers: what makes each member, by name.
        summaries: what each member's help says in a line, by name.
    """

    def __init__(
        self,
        makers: Mapping[str, Callable[[], Any]],
        summaries: Mapping[str, str],
        **attributes: Any,
    ) -> None:
        stand_ins = {name: TyperCommand(name, help=text) for name, text in summaries.items()}
        attributes.setdefault("no_args_is_help", True)
        super().__init__(commands=stand_ins, **attributes)  # type: ignore[arg-type]
        self.makers = makers

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that the arguments name, made in full."""
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None and name in self.makers:
            command = self.makers[name]()
        return name, command, rest


def build() -> LazyGroup:
    """The whole command line, each command still to be made."""
    shell = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    shell.callback(invoke_without_command=True)(_with_own_options())
    options: Any = typer.main.get_command(shell)
    summaries = {each.name: each.help for each in registry.nouns()} | TOPICS
    makers: dict[str, Callable[[], Any]] = {
        name: partial(_group, name, summary) for name, summary in summaries.items()
    }
    for name, module in _ALONE.items():
        info = _verbs(import_module(f"partnerreg.cli.{module}").app)[name]
        makers[name], summaries[name] = partial(_command, info), _summary(info)
    summaries["history"] = READ_COMMANDS["history"].help
    makers["history"] = partial(_group, "history", summaries["history"])
    return LazyGroup(
        makers,
        summaries,
        name="partnerreg",
        params=options.params,
        callback=options.callback,
        help="A partnership register for libraries and culture houses.",
    )


def app_of(name: str) -> typer.Typer:
    """The commands of a noun or a topic: those of its module, and those that every noun has."""
    module = f"partnerreg.cli.{_MODULES.get(name, name)}"
    own = import_module(module) if find_spec(module) else None
    app = typer.Typer(add_completion=False)
    for verb, command in read_commands_of(name).items():
        app.command(verb, help=command.help)(_for_typer(command))
    if command_alone := READ_COMMANDS.get(name):
        app.callback(invoke_without_command=True, help=command_alone.help)(
            _for_typer(command_alone)
        )
    if own:
        app.registered_commands += own.app.registered_commands
    if add_lists := getattr(own, "add_lists", None):
        add_lists(app)
    if name in registry.names():
        from partnerreg.cli.verbs import add_verbs

        add_verbs(app, registry.noun(name))
    if name not in TOPICS or name == "report":
        for known in app.registered_commands:
            known.cls = AskingCommand
    return app


def _for_typer(command: Any) -> Callable[..., None]:
    """A command that only asks, as Typer takes it."""

    def ask(ctx: typer.Context, **values: Any) -> None:
        if ctx.invoked_subcommand is None:
            command.run(ctx.obj, values)

    return with_parameters(ask, command.parameters)


def _group(name: str, summary: str) -> LazyGroup:
    """The group of a noun or a topic; one with a callback answers to its name alone, too."""
    app = app_of(name)
    verbs = _verbs(app)
    makers = {verb: partial(_command, info) for verb, info in verbs.items()}
    summaries = {verb: _summary(info) for verb, info in verbs.items()}
    attributes: dict[str, Any] = {}
    if app.registered_callback is not None:
        made: Any = typer.main.get_command(app)
        attributes = {
            "params": made.params,
            "callback": made.callback,
            "invoke_without_command": True,
            "no_args_is_help": False,
        }
    return LazyGroup(makers, summaries, name=name, help=summary, **attributes)


def _verbs(app: typer.Typer) -> dict[str, CommandInfo]:
    return {str(info.name): info for info in app.registered_commands}


def _command(info: CommandInfo) -> Any:
    """A command, as Typer makes it."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.registered_commands.append(info)
    return typer.main.get_command(app)


def _summary(info: CommandInfo) -> str:
    text = info.help or (info.callback.__doc__ if info.callback else "") or ""
    return text.strip().partition("\n\n")[0]


def _with_own_options() -> Callable[..., None]:
    """The program itself: its own options, which are read before (`partnerreg.cli.program`)."""

    def root(ctx: typer.Context, **_: Any) -> None: ...

    return with_parameters(
        root,
        (
            *GLOBAL_OPTIONS,
            _eager("version", bool, _print_version, "Show the version.", default=False),
            _eager(
                "show_completion",
                str | None,
                completion.show,
                "Print what lets a shell complete partners' names; the one in use if not given.",
            ),
            _eager(
                "install_completion",
                str | None,
                completion.install,
                "Put it where the shell finds it.",
            ),
        ),
    )


def _eager(
    name: str, type_: Any, callback: Callable[[Any], None], help_: str, *, default: Any = None
) -> Any:
    """An option that does something in place of a command."""
    metavar = None if type_ is bool else "[SHELL]"
    flag = f"--{name.replace('_', '-')}"
    option = typer.Option(flag, metavar=metavar, help=help_, callback=callback, is_eager=True)
    return typed(name, Annotated[type_, option], default)


def _print_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"partnerreg {__version__}\n")
        raise typer.Exit
