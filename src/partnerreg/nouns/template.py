"""What agreements are drafted from: files with placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import AgreementKind, LanguageCode
from partnerreg.language import N_
from partnerreg.nouns.fields import COUNT, NAME, VERBATIM, Field, Key, Word
from partnerreg.nouns.noun import Noun

if TYPE_CHECKING:
    from partnerreg.nouns.fields import Kind

_SIZE = "SELECT content.size FROM content WHERE content.sha256 = template.sha256"


def _of_file(name: str, kind: Kind, label: str, help_: str, **more: Any) -> Field:
    """What follows from the file that is kept."""
    return Field(name, kind, label, help_, required=True, typed=False, **more)


TEMPLATE = Noun(
    "template",
    "templates",
    N_("Templates"),
    "Templates that agreements are drafted from.",
    fields=(
        Field(
            "name",
            NAME,
            N_("Name"),
            "Its name.",
            required=True,
            argument=True,
            keys=(Key("name_key", "identity_key"),),
        ),
        Field(
            "kind",
            Word(AgreementKind),
            N_("Kind"),
            "What is drafted from it.",
            required=True,
        ),
        Field(
            "language",
            Word(LanguageCode),
            N_("Language"),
            "What it is written in.",
            required=True,
        ),
        _of_file("file_name", VERBATIM, N_("File"), "What its file is called."),
        _of_file("media_type", VERBATIM, N_("Type"), "The media type of its file.", shown=False),
        Field(
            "size",
            COUNT,
            N_("Bytes"),
            "How many bytes its file has.",
            own=False,
            sql=_SIZE,
            listed_as=f"({_SIZE})",
        ),
        _of_file("sha256", VERBATIM, "SHA-256", "The hash of its file, in hex.", shown=False),
    ),
    thing=N_("template"),
    since_format=3,
)
