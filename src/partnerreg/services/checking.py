"""Holding one partner against the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.actions import see
from partnerreg.domain.facts import Evidence, PartnerFacts
from partnerreg.domain.name_keys import identity_key
from partnerreg.errors import InvalidInput
from partnerreg.queries.partners import partner_record, partners_by_key
from partnerreg.services.facts import gather

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from partnerreg.db.query import Reader


def facts_of(
    reader: Reader,
    partner_id: int,
    today: date,
    wanted: Iterable[Evidence] = frozenset(Evidence),
) -> PartnerFacts:
    """The facts of one partner as of a day: all of them, or with the evidence wanted only.

    Raises:
        InvalidInput: the partnership was not active on that day.
    """
    facts = gather(reader, today, wanted, partner_id).facts.get(partner_id)
    if facts and len(reader.all(partners_by_key, key=identity_key(facts.partner))) > 1:
        facts = facts._replace(called=str(partner_id))
    if facts is None:
        record = reader.first(partner_record, partner=partner_id)
        assert record is not None
        raise InvalidInput(
            f"The partnership with {record.name} was not active on {today}.",
            see("partner", "history", partner_id),
        )
    return facts
