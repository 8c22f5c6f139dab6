"""A command that only asks: what it takes, and how its answer is shown.

What a question takes is read off the function that answers it: parameters after the
run and the reader are arguments, those after the ``*`` options: text, or a flag where
the default is False. A function with ``**filters`` takes the filters of `partner list`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.cli.output import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnerreg.cli.run import Run
    from partnerreg.reports.report import Report

Default = str | bool | None

FILTERS: dict[str, Default] = {
    "level": None,
    "sector": None,
    "municipality": None,
    "unit": None,
    "area": None,
    "goal": None,
    "coordinator": None,
    "tag": None,
    "unsupported": False,
}

OUTPUT: dict[str, Default] = {
    "form": None,
    "output": None,
    "overwrite": False,
    "opened": False,
    "raw": False,
}

# The options that cannot be called as their parameters are.
OPTION_NAMES = {"form": "--format", "everything": "--all", "opened": "--open"}

# What may stand for an option in short.
SHORT = {"-o": "output"}

_TAKES_MORE = 0x08  # of a code object's flags: it has ** parameters (inspect.CO_VARKEYWORDS)


class Question(NamedTuple):
    """A question.

    Attributes:
        ask: what answers it.
        pages: on a terminal the first rows are shown, and `--all` shows all.
        figures: its counts can be opened.
        streams: its answer is read while it is written out.
        then: what is done, by the options given, once the answer was written.
    """

    ask: Callable[..., Report]
    pages: bool = True
    figures: bool = False
    streams: bool = False
    then: Callable[[Run, Mapping[str, Any]], None] | None = None

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of the arguments."""
        code = self.ask.__code__
        return code.co_varnames[2 : code.co_argcount]

    @property
    def needed(self) -> int:
        """How many of the arguments must be there."""
        return len(self.arguments) - len(self.ask.__defaults__ or ())

    @property
    def options(self) -> dict[str, Default]:
        """The options with their defaults."""
        code = self.ask.__code__
        own = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
        defaults = self.ask.__kwdefaults__ or {}
        options = {name: defaults[name] for name in own}
        if code.co_flags & _TAKES_MORE:
            options |= FILTERS
        if self.pages:
            options["everything"] = False
        if self.figures:
            options["figures"] = False
        return options | OUTPUT

    def answer(self, run: Run, arguments: list[str], options: Mapping[str, Any]) -> None:
        """Ask, and show the answer where it is wanted.

        Raises:
            RegisterError: what was asked makes no sense, or cannot be read or written.
        """
        said = dict(options)
        shown = {*OUTPUT, "everything", "figures"}
        output = Output.of(**{name: said.pop(name) for name in list(said) if name in shown})
        if not self.pages:
            output = output._replace(everything=True)
        run.output = output
        with run.reader() as reader:
            report = self.ask(run, reader, *arguments, **said)
            if self.streams:
                run.deliver(report)
                return
        run.deliver(report)
        if self.then:
            self.then(run, said)


def option_name(parameter: str) -> str:
    """What an option is called on the command line."""
    return OPTION_NAMES.get(parameter, f"--{parameter.replace('_', '-')}")
