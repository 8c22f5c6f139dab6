"""Bringing a partnership to its end: what is still open, and who goes on in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.actions import Action
from partnerreg.db.query import range_of
from partnerreg.domain.agreement_terms import settled_until, state
from partnerreg.domain.enums import AgreementState, Phase
from partnerreg.nouns.registry import noun
from partnerreg.queries.agreements import (
    agreement_facts,
    agreements_of_partner,
    parties_of_agreement,
)
from partnerreg.queries.projects import projects_on
from partnerreg.queries.things import things

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.queries.agreements import AgreementRow
    from partnerreg.queries.partners import PartnerName

OPEN = {AgreementState.SIGNED, AgreementState.IN_FORCE, AgreementState.SUSPENDED}
"""Where an agreement stands that has to be brought to its end."""


class OpenMatter(NamedTuple):
    """Something that is not settled yet.

    Attributes:
        thing: the noun's name.
        id: its number.
        label: what it is called.
        until: when it ends by itself, if it does.
        remedy: what settles it.
    """

    thing: str
    id: int
    label: str
    until: date | None
    remedy: Action


def open_matters(reader: Reader, partner_id: int, day: date) -> Iterator[OpenMatter]:
    """What is open with a partner on a day, each with what settles it.

    Agreements and drafts, projects, expectations, and contacts, who are to be thanked, and
    erased in time (practice elsewhere: how partnerships end well).
    """
    for paper in reader.all(agreements_of_partner, partner=partner_id, today=day):
        facts = agreement_facts(paper, of_party=True)
        standing = state(facts, day)
        if standing in OPEN or standing is AgreementState.DRAFT:
            yield OpenMatter(
                "agreement",
                paper.id,
                paper.title,
                settled_until(facts, day),
                settlement(paper, day),
            )
    for project in reader.all(projects_on, partner=partner_id, today=day):
        if project.phase is not Phase.CLOSED:
            close = Action("project", "close", (project.id,))
            yield OpenMatter("project", project.id, project.title, project.expected_until, close)
    for row in reader.all(things(noun("expectation")), **range_of(partner_id)):
        if row.settled_on is None or row.settled_on > day:
            settle = Action("expectation", "settle", (row.id,))
            yield OpenMatter("expectation", row.id, row.text, row.due_on, settle)
    for person in reader.all(things(noun("contact")), **range_of(partner_id)):
        if person.retain_until is None or person.retain_until >= day:
            remove = Action("contact", "remove", (person.id,))
            yield OpenMatter("contact", person.id, person.name, person.retain_until, remove)


def settlement(paper: AgreementRow, day: date) -> Action:
    """What brings an agreement to its end; a draft is taken away."""
    if paper.signed_on is None or paper.signed_on > day:
        return Action("agreement", "remove", (paper.id,))
    return Action("agreement", "terminate", (paper.id,))


def end_agreements(work: UnitOfWork, partner: PartnerName, day: date) -> list[int]:
    """End a partner's part in the agreements that hold on a day; the numbers of these.

    One that others are parties of, too, goes on between them.
    """
    from partnerreg.services.agreements import leave, terminate

    numbers = []
    for paper in work.reader.all(agreements_of_partner, partner=partner.id, today=day):
        if state(agreement_facts(paper, of_party=True), day) not in OPEN - {AgreementState.SIGNED}:
            continue
        parties = work.reader.all(parties_of_agreement, agreement=paper.id)
        others = [party for party in parties if party.partner_id != partner.id]
        if any(party.left_on is None for party in others):
            leave(work, paper.id, partner, day)
        else:
            terminate(work, paper.id, day)
        numbers.append(paper.id)
    return numbers
