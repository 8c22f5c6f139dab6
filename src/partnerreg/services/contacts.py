"""The people at partners, of whom one is the primary one."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from partnerreg.services.things import Things
from partnerreg.tables import Contact, GroupMember


class Contacts(Things):
    """The first one of a partner is the primary one, until another one is."""

    def add(self, data: Any) -> Contact:
        """Add a person."""
        people = select(Contact).where(Contact.partner_id == data.partner)
        is_primary = data.is_primary or not self.work.session.exec(people).first()
        if is_primary:
            self._only_primary(data.partner)
        row: Contact = super().add(data.model_copy(update={"is_primary": is_primary}))
        return row

    def edit(self, number: int, data: Any) -> Contact:
        """Make a person what `data` says."""
        if data.is_primary and not self.get(number).is_primary:
            self._only_primary(data.partner)
        row: Contact = super().edit(number, data)
        return row

    def remove(self, number: int) -> Contact:
        """Remove a person, from network groups too: nothing is to keep them in the register."""
        for row in self.work.session.exec(
            select(GroupMember).where(GroupMember.contact_id == number)
        ).all():
            self.work.session.delete(row)
        row_of_contact: Contact = super().remove(number)
        return row_of_contact

    def _only_primary(self, partner_id: int) -> None:
        """Let nobody be the partner's primary contact, so that somebody else can."""
        primary = select(Contact).where(Contact.partner_id == partner_id, col(Contact.is_primary))
        for row in self.work.session.exec(primary).all():
            row.is_primary = False
        self.work.session.flush()
