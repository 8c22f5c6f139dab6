"""The templates that come with the program."""

from __future__ import annotations

from pathlib import Path

from partnerreg.domain.enums import AgreementKind

_SHIPPED = Path(__file__).parents[1] / "templates"

SHIPPED = (AgreementKind.WRITTEN_AGREEMENT.value, AgreementKind.LETTER_OF_INTENT.value)
"""The names of the templates that come with the program, each in every language."""


def shipped_template(name: str, language: str) -> bytes:
    """A template that comes with the program, one of `SHIPPED`, as Markdown."""
    return (_SHIPPED / language / f"{name}.md").read_bytes()
