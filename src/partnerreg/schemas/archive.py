"""What the rows of a whole export may say: the schemas of what people type, and numbers.

Fields are called as the tables' columns.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from partnerreg.domain.enums import Direction, Party
from partnerreg.schemas import fields
from partnerreg.schemas.validation import Schema

MOST = 2**53 - 1
"""The highest number that is taken over: SQLite gives away no number twice, and needs some for
what comes after. Programs that read JSON tell numbers apart up to here."""


def _number(value: object) -> int | None:
    text = "" if value is None else str(value)
    if not text:
        return None
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(MOST))
    if not is_number or not 0 < int(text) <= MOST:
        raise fields.wrong(f"{fields.truncate(text)!r} is not a number of the register")
    return int(text)


def _filled(text: str) -> str:
    """As the database's own check has it: not of spaces alone."""
    if not text.strip(" "):
        raise fields.wrong("is empty")
    return text


def _moment(value: object) -> object:
    """In UTC, which the database means without saying so."""
    text = str(value)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        raise fields.wrong(f"{text!r} is not a moment") from None


Number = Annotated[int, BeforeValidator(_number)]
OptionalNumber = Annotated[int | None, BeforeValidator(_number)]
Untyped = Annotated[str, AfterValidator(_filled)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
RequiredFlag = Annotated[bool, BeforeValidator(fields.parse_flag)]


class Row(Schema):
    """A row with its number."""

    id: Number


class OfPartner(Row):
    """What belongs to a partner."""

    partner_id: Number


class TagRow(OfPartner):
    """A tag."""

    tag: fields.Name


class ContributionRow(OfPartner):
    """What one party gives or gets."""

    party: Party
    direction: Direction
    text: Annotated[str, BeforeValidator(fields.parse_text)]


class AssignmentRow(OfPartner):
    """One of our people follows a partner."""

    staff_id: Number
    role: fields.RoleWord
    starts_on: fields.RequiredDay
    ends_on: fields.Day = None


class PartnerAreaRow(OfPartner):
    """A partnership touches an area."""

    area_id: Number
    starts_on: fields.RequiredDay
    ends_on: fields.Day = None


class PartnerGoalRow(OfPartner):
    """A partnership serves a goal."""

    goal_id: Number
    rationale: fields.Text = None
    starts_on: fields.RequiredDay
    ends_on: fields.Day = None


class DocumentRow(Row):
    """A document; a file's name and type are whatever they were."""

    agreement_id: Number
    name: Untyped
    media_type: Untyped
    size: Number
    sha256: Untyped


class ParticipantRow(OfPartner):
    """A partner took part in an activity."""

    activity_id: Number


class LevelRow(OfPartner):
    """A step through the levels; the words in it are as they were written then."""

    from_level: fields.LevelWord = None
    to_level: fields.LevelWord = None
    effective_on: fields.RequiredDay
    recorded_at: Moment
    actor: Untyped
    reason: str | None = None
    overridden: RequiredFlag
    findings: Untyped
