"""Deciding about those who offer to become partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import Level
from partnerreg.errors import InvalidInput
from partnerreg.nouns import registry
from partnerreg.services.levels import Move
from partnerreg.services.lookup import partners_called_nearly
from partnerreg.services.things import Things, things_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from partnerreg.domain.policy import Policy
    from partnerreg.queries.partners import PartnerName
    from partnerreg.tables import Partner, Proposal

# What a partner has of the proposal that it came by, and its contact.
_TEXTS = {"name": "name", "what": "together", "for_whom": "for_whom", "notes": "notes"}
_OF_PARTNER = {**_TEXTS, "sector": "sector", "municipality": "municipality", "website": "website"}
_OF_CONTACT = {"contact": "name", "email": "email", "phone": "phone"}


class Proposals(Things):
    """Proposals; `look_alikes` are the partners that one which is added may come from."""

    look_alikes: Sequence[PartnerName] = ()

    def add(self, data: Any) -> Proposal:
        """Record a proposal."""
        row: Proposal = super().add(data)
        self.look_alikes = partners_called_nearly(self.work.reader, row.name)
        return row

    def accept(self, number: int, day: date, policy: Policy) -> Partner:
        """Make a network partner of a proposal, with its texts and its contact.

        Raises:
            InvalidInput: it was decided already, or the day does not fit.
            NotFound: there is no such proposal.
        """
        proposal = self._open(number, day)
        partners = things_of(self.work, registry.noun("partner"))
        said = {field: getattr(proposal, mine) for mine, field in _OF_PARTNER.items()}
        data = partners.schema.model_validate(partners.defaults(said) | said)
        move = Move(day, f"Proposal #{number}")
        partner: Partner = partners.enter(data, Level.NETWORK, move, policy)  # type: ignore[attr-defined]
        self._move_contact(proposal, partner)
        proposal.partner_id, proposal.decided_on = partner.id, day
        self.work.session.flush()
        return partner

    def decline(self, number: int, day: date, reason: str) -> Proposal:
        """Note why a proposal was declined.

        Raises:
            InvalidInput: it was decided already, or the day does not fit.
            NotFound: there is no such proposal.
        """
        proposal = self._open(number, day)
        proposal.reason, proposal.decided_on = reason, day
        self.work.session.flush()
        return proposal

    def _open(self, number: int, day: date) -> Proposal:
        """A proposal about which nothing was decided."""
        row: Proposal = self.get(number)
        if row.decided_on is not None:
            how = "accepted" if row.partner_id else "declined"
            raise InvalidInput(f"Proposal #{number} was {how} on {row.decided_on} already.")
        if day > self.work.today:
            raise InvalidInput(f"{day} lies in the future; decide about it on that day.")
        if day < row.received_on:
            raise InvalidInput(f"{day} lies before {row.received_on}, when it was received.")
        return row

    def _move_contact(self, proposal: Proposal, partner: Partner) -> None:
        """Who offered it is the partner's first contact; called by the address, if by no name.

        The proposal keeps nothing of them: whoever removes the contact removes the person.
        """
        said = {field: getattr(proposal, mine) for mine, field in _OF_CONTACT.items()}
        for mine in _OF_CONTACT:
            setattr(proposal, mine, None)
        said["name"] = said["name"] or said["email"] or said["phone"]
        if said["name"] is None:
            return
        contacts = things_of(self.work, registry.noun("contact"))
        values = said | {"partner": partner.id, "source": f"Proposal #{proposal.id}"}
        contacts.add(
            contacts.schema.model_validate(
                contacts.defaults(values) | values, context=contacts.context(values)
            )
        )
