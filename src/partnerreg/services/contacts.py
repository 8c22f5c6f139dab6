"""The people at partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from partnerreg.domain.name_keys import search_key
from partnerreg.errors import NotFound
from partnerreg.schemas.partner import ContactData
from partnerreg.tables import Contact, Partner

if TYPE_CHECKING:
    from partnerreg.db.unit_of_work import UnitOfWork


def country_of(work: UnitOfWork, partner_id: int) -> str | None:
    """The partner's country, by which a national phone number is read."""
    partner = work.session.get(Partner, partner_id)
    return partner.country if partner else None


def add(work: UnitOfWork, partner_id: int, data: ContactData) -> Contact:
    """Add a person; the first one of a partner is the primary one."""
    first = not work.session.exec(select(Contact).where(Contact.partner_id == partner_id)).first()
    if data.is_primary:
        _only_primary(work, partner_id)
    values = data.model_dump() | {"is_primary": data.is_primary or first}
    contact = Contact(partner_id=partner_id, search_key=search_key(data.name), **values)
    work.session.add(contact)
    work.session.flush()
    return contact


def current(work: UnitOfWork, number: int) -> dict[str, Any]:
    """A contact's fields as they are, by the names that `ContactData` knows."""
    row = _get(work, number)
    return {name: getattr(row, name) for name in ContactData.model_fields}


def edit(work: UnitOfWork, number: int, data: ContactData) -> Contact:
    """Make a contact what `data` says."""
    row = _get(work, number)
    if data.is_primary and not row.is_primary:
        _only_primary(work, row.partner_id)
    for name, value in (data.model_dump() | {"search_key": search_key(data.name)}).items():
        setattr(row, name, value)
    work.session.flush()
    return row


def remove(work: UnitOfWork, number: int) -> str:
    """Remove a contact; their name."""
    row = _get(work, number)
    work.session.delete(row)
    work.session.flush()
    return row.name


def _get(work: UnitOfWork, number: int) -> Contact:
    row = work.session.get(Contact, number)
    if row is None:
        raise NotFound(f"There is no contact #{number}.", "See `partnerreg contact list`.")
    return row


def _only_primary(work: UnitOfWork, partner_id: int) -> None:
    """Let nobody be the partner's primary contact, so that somebody else can."""
    primary = select(Contact).where(Contact.partner_id == partner_id, col(Contact.is_primary))
    for row in work.session.exec(primary).all():
        row.is_primary = False
    work.session.flush()
