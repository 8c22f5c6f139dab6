"""Actions in words: the commands to paste, and the sentences that name them."""

from __future__ import annotations

from datetime import timedelta
from shlex import quote
from typing import TYPE_CHECKING

from partnerreg.actions import Action, Advice, Option
from partnerreg.domain.enums import Level
from partnerreg.nouns import registry
from partnerreg.reports.report import ColumnKind, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnerreg.reports.report import Report, Section

# The options that are not called as what they say, those of nouns' fields apart.
_OPTIONS = {
    "ends_on": "until",
    "member": "partner",
    "partner": "of",
    "rationale": "because",
    "represents": "for",
    "role": "as",
    "signed_on": "signed",
    "starts_on": "from",
}


def command(action: Action) -> str:
    """The command for an action, without the program's name, quoted for a shell."""
    words = [action.noun, action.verb, *(quote(str(each)) for each in action.arguments)]
    words += [_option(name, value, action.noun) for name, value in action.options.items()]
    return " ".join(filter(None, words))


def to_paste(action: Action | None) -> str:
    """The whole command for an action; empty where there is none."""
    return "" if action is None else f"partnerreg {command(action)}"


def sentence(advice: str | Advice) -> str:
    """A sentence with its commands in backticks, which a format may set as code."""
    if isinstance(advice, str):
        return advice
    text, data = advice.text, {}
    for name, value in advice.values.items():
        match value:
            case Action():
                text = text.replace(f"{{{name}}}", f"`{{{name}}}`")
                data[name] = to_paste(value)
            case Option():
                data[name] = _option(value.name, True if value.value is None else value.value)
            case list():
                data[name] = "\n".join(f"  {to_paste(action)}" for action in value)
            case _:
                data[name] = str(value)
    return Sentence(text, **data)


def worded(report: Report) -> Report:
    """A report with commands in the place of actions, and sentences in that of advice."""
    return report._replace(
        sections=[_worded(section) for section in report.sections],
        figures=[
            figure._replace(opens=command(figure.opens))
            if isinstance(figure.opens, Action)
            else figure
            for figure in report.figures
        ],
        notes=[sentence(note) for note in report.notes],
    )


def _worded(section: Section) -> Section:
    if isinstance(section.see_all, Action):
        section = section._replace(see_all=command(section.see_all))
    words = [_WORDS.get(column.kind) for column in section.columns]
    if not any(words):
        return section
    rows = [
        tuple(cell if word is None else word(cell) for word, cell in zip(words, row, strict=True))
        for row in section.rows
    ]
    return section._replace(rows=rows)


def _opened(opens: dict[str, Action]) -> dict[str, str]:
    return {key: command(action) for key, action in opens.items()}


_WORDS: dict[ColumnKind, Callable[..., object]] = {
    ColumnKind.COMMAND: to_paste,
    ColumnKind.OPENS: _opened,
}


def _option(name: str, value: object, noun: str = "") -> str:
    """An option as a shell takes it; a value that begins like an option is tied to its name."""
    fields = registry.noun(noun).fields if noun in registry.names() else ()
    own = {field.name: field.option_name for field in fields if field.option}
    option = own.get(name) or f"--{_OPTIONS.get(name, name).replace('_', '-')}"
    if value is True:
        return option
    text = _text(value)
    between = "=" if text.startswith("-") else " "
    return f"{option}{between}{_in_quotes(text) if name == 'map' else quote(text)}"


def _in_quotes(text: str) -> str:
    """A text that nearly always has to be quoted, on one line, as every shell takes it."""
    line = " ".join(text.split())
    return quote(line) if any(char in line for char in '"$`\\!') else f'"{line}"'


def _text(value: object) -> str:
    if isinstance(value, Level):
        return value.word
    if isinstance(value, timedelta):
        return f"{value.days}d"
    return ",".join(map(_text, value)) if isinstance(value, tuple) else str(value)
