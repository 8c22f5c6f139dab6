"""Questions in plain form, answered without Typer.

Importing Typer takes five times as long as starting Python, and more than any question does
after it. So a command that only asks is called directly when its words are plain: noun, verb,
arguments, options in full. Whatever is not plain (help, a misspelt option, one too many
arguments) goes to Typer, which explains it. Both read the same declarations
(`partnerreg.cli.parameters`), and a test holds both ways equal for every question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.cli.read_commands import find_read_command

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerreg.cli.context import AppContext
    from partnerreg.cli.parameters import Parameter, Value
    from partnerreg.cli.read_commands import ReadCommand


def answer(context: AppContext, words: list[str]) -> bool:
    """Answer a question in plain form; whether the words are one.

    Raises:
        RegisterError: what was asked makes no sense, or cannot be read or written.
    """
    parsed = parse(words)
    if parsed is None:
        return False
    command, values = parsed
    command.run(context, values)
    return True


def parse(words: list[str]) -> tuple[ReadCommand, dict[str, Value]] | None:
    """The command that only asks, and its values by name; None where the words are not plain."""
    found = find_read_command(words)
    if found is None:
        return None
    command, rest = found
    values = _values(rest, command.parameters)
    return None if values is None else (command, values)


def _values(words: list[str], parameters: Iterable[Parameter]) -> dict[str, Value] | None:
    options = {flag: each for each in parameters for flag in each.flags}
    arguments = [each for each in parameters if not each.flags]
    values: dict[str, Value] = {}
    remaining = iter(words)
    for word in remaining:
        if not word.startswith("-"):
            if not arguments:
                return None
            values[arguments.pop(0).name] = word
            continue
        name, equals, text = word.partition("=")
        option = options.get(name)
        if option is None or (equals and not option.metavar):
            return None
        value = text if equals else next(remaining, "-") if option.metavar else ""
        if not equals and value.startswith("-"):
            return None
        values[option.name] = value if option.metavar else True
    return None if any(each.required for each in arguments) else values
