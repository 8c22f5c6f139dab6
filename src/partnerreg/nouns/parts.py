"""Rows that belong to things and have no lists of their own: a whole export has a file of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import Direction, Party, Role
from partnerreg.nouns.fields import (
    DAY,
    FLAG,
    LEVEL,
    MOMENT,
    NAME,
    NUMBER,
    TEXT,
    VERBATIM,
    Field,
    Key,
    Reference,
    Word,
)
from partnerreg.nouns.noun import Noun

if TYPE_CHECKING:
    from partnerreg.nouns.fields import Kind


def _part(table: str, plural: str, *fields: Field) -> Noun:
    return Noun(table, plural, "", "", fields)


def _field(name: str, kind: Kind, **more: Any) -> Field:
    return Field(name, kind, "", "", **more)


def _number_of(noun: str, *, named: bool = False) -> Field:
    """A thing by its number, and beside it what it is called."""
    kind = Reference(noun, by_number=True, name_header=noun if named else "")
    return _field(noun, kind, header=f"{noun}_number" if named else noun)


_PARTNER = _field("partner", Reference("partner"), required=True)
_PERIOD = _field("starts_on", DAY), _field("ends_on", DAY)

_SIZE = "(SELECT content.size FROM content WHERE content.sha256 = document.sha256)"

DOCUMENT = _part(
    "document",
    "documents",
    _number_of("agreement"),
    _field("name", VERBATIM),
    _field("media_type", VERBATIM),
    _field("size", NUMBER, own=False, listed_as=_SIZE),
    _field("sha256", VERBATIM),
)

PARTS = (
    _part(
        "partner_tag",
        "tags",
        _number_of("partner"),
        _field("tag", NAME, keys=(Key("tag_key", "identity_key"),)),
    ),
    _part(
        "contribution",
        "contributions",
        _number_of("partner"),
        _field("party", Word(Party)),
        _field("direction", Word(Direction)),
        _field("text", TEXT),
    ),
    _part(
        "assignment",
        "assignments",
        _PARTNER,
        _number_of("staff", named=True),
        _field("role", Word(Role)),
        *_PERIOD,
    ),
    _part("partner_area", "partner_areas", _PARTNER, _number_of("area", named=True), *_PERIOD),
    _part(
        "partner_goal",
        "partner_goals",
        _PARTNER,
        _number_of("goal", named=True),
        _field("rationale", TEXT),
        *_PERIOD,
    ),
    DOCUMENT,
    _part("activity_partner", "participants", _number_of("activity"), _number_of("partner")),
    _part(
        "level_change",
        "levels",
        _PARTNER,
        _field("from_level", LEVEL),
        _field("to_level", LEVEL),
        _field("effective_on", DAY),
        _field("recorded_at", MOMENT),
        _field("actor", VERBATIM),
        _field("reason", VERBATIM),
        _field("overridden", FLAG),
        _field("findings", VERBATIM),
    ),
)
