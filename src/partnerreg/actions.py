"""What can be done about something, as data: whoever is asked words it.

The command line makes a command of an action; another face may make a button of it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Action(NamedTuple):
    """Something that can be done, or asked.

    What only a person can know stands in capitals among arguments and options.

    Attributes:
        noun: what it is done to.
        verb: what is done; empty where the noun says it.
        arguments: which one, and whatever else has no name.
        options: all else by name, in order; True stands for a flag.
    """

    noun: str
    verb: str = ""
    arguments: tuple[object, ...] = ()
    options: Mapping[str, object] = MappingProxyType({})


class Option(NamedTuple):
    """Something that can be said of what is being done.

    Attributes:
        name: as in `Action.options`.
        value: what is said; None where the name says it.
    """

    name: str
    value: object = None


class Advice:
    """A sentence on what can be done, or on what was to be done.

    Args:
        text: the sentence, in it the name of each value in braces.
        values: actions, several in a list, options, and data.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = values

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Advice):
            return NotImplemented
        return (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        """The sentence as far as data says it, for logs and tests; people get it worded."""
        return self.text.format(**self.values)


def advise(text: str, options: Iterable[Option], between: str) -> Advice:
    """Advice with options in the place of ``{options}``, one after another."""
    values = {f"option_{number}": option for number, option in enumerate(options)}
    return Advice(
        text.replace("{options}", between.join(f"{{{name}}}" for name in values)), **values
    )


def see(noun: str, verb: str, *arguments: object) -> Advice:
    """The advice to look at what something answers."""
    return Advice("See {command}.", command=Action(noun, verb, arguments))
