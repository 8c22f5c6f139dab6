"""Write docs/reference: what each noun is made of, by its declaration. `make schemas` runs it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from partnerreg.cli.app import app_of
from partnerreg.nouns import registry
from partnerreg.nouns.fields import FLAG, Reference
from partnerreg.nouns.headers import LANGUAGES
from partnerreg.transfer.header_words import by_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnerreg.nouns.fields import Field
    from partnerreg.nouns.noun import Noun

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
CALLED = dict(zip(LANGUAGES, ("English", "Danish", "Swedish", "Finnish", "Norwegian"), strict=True))


def pages() -> dict[str, str]:
    """The pages, by the names of their files."""
    nouns = {f"{noun.name}.md": page(noun) for noun in registry.nouns()}
    listed = "\n".join(f"- [{noun.name}]({noun.name}.md): {noun.help}" for noun in registry.nouns())
    index = f"# What the register holds\n\nWritten from the declarations in `nouns/`.\n\n{listed}\n"
    return {"README.md": index, **nouns}


def page(noun: Noun) -> str:
    """All that is declared of a noun."""
    return "\n".join(_lines(noun)) + "\n"


def _lines(noun: Noun) -> Iterator[str]:
    yield f"# {noun.name}"
    yield ""
    yield noun.help
    yield ""
    verbs = [str(command.name) for command in app_of(noun.name).registered_commands]
    yield f"Commands: {', '.join(f'`partnerreg {noun.name} {verb}`' for verb in verbs)}."
    for law in noun.laws:
        yield ""
        yield f"Law: {law.sentence} {law.remedy}"
    yield ""
    yield "## Fields"
    yield ""
    yield from table(
        ("Field", "Heading", "Option", "Holds", "What it is"),
        (_field(noun, field) for field in noun.fields),
    )
    listed = [field for field in noun.fields if field.headers]
    if listed:
        yield ""
        yield "## What lists call them"
        yield ""
        yield "The first word is that of templates."
        yield ""
        words = ((f"`{field.header_name}`", *_words(field)) for field in listed)
        yield from table(("Column", *CALLED.values()), words)


def _field(noun: Noun, field: Field) -> tuple[str, ...]:
    holds = (type(field.kind).__doc__ or "").partition("\n")[0].rstrip(".")
    if isinstance(field.kind, Reference):
        holds = f"{holds}: [{field.kind.noun}]({field.kind.noun}.md)"
    if field.kind.words:
        holds += f": {', '.join(field.kind.words)}"
    notes = [
        *(["required"] if field.required else []),
        *(["personal data"] if field.personal else []),
    ]
    help_ = field.help + (f" ({', '.join(notes)})" if notes else "")
    return f"`{field.name}`", field.label, _options(noun, field), holds, help_


def _options(noun: Noun, field: Field) -> str:
    """What a field is typed at: when one is added, and when it is changed."""
    if field not in noun.typed_fields:
        return ""
    argument = field.kind.metavar if isinstance(field.kind, Reference) else field.name.upper()
    option = field.flag_names if field.kind is FLAG else field.option_name
    names = [
        argument if field.argument else "",
        "" if field is noun.owner else option,
        f"--{field.less}" if field.less else "",
    ]
    return ", ".join(f"`{name}`" for name in names if name)


def _words(field: Field) -> Iterator[str]:
    words = by_language(field.headers)
    yield from (", ".join(words[language]) for language in LANGUAGES)


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of a Markdown table."""
    for number, cells in enumerate((header, *rows)):
        line = [cell.replace("|", "\\|") for cell in cells]
        yield f"| {' | '.join(line)} |"
        if number == 0:
            yield f"|{' --- |' * len(line)}"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"Wrote {len(pages())} pages.\n")
