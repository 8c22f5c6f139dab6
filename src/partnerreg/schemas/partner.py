"""What may be said of a partner and of a person at a partner."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from partnerreg.domain.name_keys import identity_key
from partnerreg.schemas import addresses, fields
from partnerreg.schemas.validation import Schema


def _texts(value: Any) -> tuple[str, ...]:
    """Texts of a line each, from a list or from one text; empty lines fall out."""
    values = [value] if value is None or isinstance(value, str) else list(value)
    texts = [text for item in values if (text := fields.parse_text(item))]
    return tuple(line.strip() for text in texts for line in text.splitlines() if line.strip())


Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]


def _tags(value: Any) -> tuple[str, ...]:
    """Tags from texts, each with commas or semicolons between them; doubles fall out.

    So no tag holds one, and a list that is written out is read back as the same tags.
    """
    if value is None:
        return ()
    texts = [value] if isinstance(value, str) else list(value)
    tags: dict[str, str] = {}
    for part in (part for text in texts for part in text.replace(";", ",").split(",")):
        if tag := fields.parse_tag(part):
            tags.setdefault(identity_key(tag), tag)
    return tuple(tags.values())


class PartnerData(Schema):
    """A partner as typed or read from a row; level, status and owning unit are set elsewhere."""

    name: fields.Name
    sector: fields.SectorWord = None
    municipality: fields.Line = None
    country: addresses.Country = None
    registration_number: addresses.RegistrationNumber = None
    external_id: fields.Line = None
    website: addresses.Website = None
    scope: fields.ScopeWord = None
    involves_youth: fields.Flag = None
    involves_volunteers: fields.Flag = None
    together: fields.Text = None
    for_whom: fields.Text = None
    why_together: fields.Text = None
    pilot_until: fields.Day = None
    notes: fields.Text = None
    tags: Annotated[tuple[str, ...], BeforeValidator(_tags)] = ()
    we_give: Texts = ()
    we_get: Texts = ()
    they_give: Texts = ()
    they_get: Texts = ()


def _unit(value: Any, info: ValidationInfo) -> int | None:
    """The number of the unit that is called so."""
    name = fields.parse_line(value)
    if name is None:
        return None
    number: int | None = (info.context or {})["units"].get(identity_key(name))
    if number is None:
        from shlex import quote

        raise fields.wrong(
            f"there is no unit {fields.truncate(name)!r}; "
            f"add it with `partnerreg unit add {quote(fields.truncate(name))}`"
        )
    return number


class PartnerRow(PartnerData):
    """A partner as a row of a list: with the level it stands at, and the unit that runs it.

    Validate with the numbers of the house's units, by their `identity_key`, in
    the context under ``units``.
    """

    level: fields.LevelWord = None
    unit: Annotated[int | None, BeforeValidator(_unit)] = None


class ContactData(Schema):
    """A person at a partner. Validate with the partner's country in the context."""

    name: fields.Name
    role: fields.Line = None
    email: addresses.Email = None
    phone: addresses.Phone = None
    is_primary: bool = False
    source: fields.Line = None
    legal_basis: fields.LegalBasisWord = None
    informed_on: fields.Day = None
    verified_on: fields.Day = None
    retain_until: fields.Day = None
    notes: fields.Text = None
