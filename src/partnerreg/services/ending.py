"""Bringing a partnership to its end: what is still open, and who goes on in its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.actions import Action
from partnerreg.db.query import range_of
from partnerreg.domain.agreement_terms import settled_until, state
from partnerreg.domain.enums import AgreementState, Phase, TieKind
from partnerreg.nouns.registry import noun
from partnerreg.queries.agreements import (
    agreement_facts,
    agreements_covering_partner,
    agreements_of_partner,
    parties_of_agreement,
)
from partnerreg.queries.health import health_rounds
from partnerreg.queries.learning import group_members
from partnerreg.queries.partner_ties import partner_ties
from partnerreg.queries.projects import parts_on, projects_on
from partnerreg.queries.things import things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnerreg.db.query import Reader
    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.queries.agreements import AgreementRow, PartyRow
    from partnerreg.queries.learning import MemberRow
    from partnerreg.queries.partner_ties import PartnerTieRow
    from partnerreg.queries.partners import PartnerName

OPEN = {AgreementState.SIGNED, AgreementState.IN_FORCE, AgreementState.SUSPENDED}
"""Where an agreement stands that has to be brought to its end."""

_OWN_TIES = frozenset(TieKind) - {TieKind.SUCCEEDS}


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

    Agreements and drafts, those of others that cover it, projects, expectations, a health check
    that takes answers, what it belongs to, and contacts, who are to be thanked, and erased in
    time (practice elsewhere: how partnerships end well).
    """
    yield from _papers(reader, partner_id, day)
    for project in reader.all(projects_on, partner=partner_id, today=day):
        if project.phase is not Phase.CLOSED:
            parts = reader.all(parts_on, project=project.id, today=day)
            settle = (
                Action("project", "leave", (project.id, partner_id))
                if any(part.partner_id != partner_id for part in parts)
                else Action("project", "close", (project.id,), {"because": "REASON"})
            )
            yield OpenMatter("project", project.id, project.title, project.expected_until, settle)
    for row in reader.all(things(noun("expectation")), **range_of(partner_id)):
        if row.stated_on <= day and (row.settled_on is None or row.settled_on > day):
            settle = Action("expectation", "settle", (row.id,))
            yield OpenMatter("expectation", row.id, row.text, row.due_on, settle)
    for check in reader.all(health_rounds, today=day, **range_of(partner_id)):
        if check.closed_on is None or check.closed_on > day:
            settle = Action("health", "close", (check.id,))
            yield OpenMatter("health", check.id, str(check.opened_on), None, settle)
    yield from _belongings(reader, partner_id, day)
    people = reader.all(things(noun("contact")), **range_of(partner_id))
    for person in sorted(people, key=lambda person: person.retain_until or date.max):
        remove = Action("contact", "remove", (person.id,))
        yield OpenMatter("contact", person.id, person.name, person.retain_until, remove)


def _papers(reader: Reader, partner_id: int, day: date) -> Iterator[OpenMatter]:
    """Agreements and drafts that a partner is a party of on a day, and agreements that cover it."""
    for paper in reader.all(agreements_of_partner, partner=partner_id, today=day):
        facts = agreement_facts(paper, of_party=True)
        standing = state(facts, day)
        ends = facts.terminated_on is not None
        if (standing in OPEN and not ends) or standing is AgreementState.DRAFT:
            settle = settlement(reader, paper, partner_id, day)
            until = settled_until(facts, day)
            yield OpenMatter("agreement", paper.id, paper.title, until, settle)
    for paper in reader.all(agreements_covering_partner, partner=partner_id, today=day):
        facts = agreement_facts(paper)
        if state(facts, day) in OPEN and facts.terminated_on is None:
            settle = Action("agreement", "uncover", (paper.id, partner_id))
            yield OpenMatter("agreement", paper.id, paper.title, settled_until(facts, day), settle)


def _belongings(reader: Reader, partner_id: int, day: date) -> Iterator[OpenMatter]:
    """What a partner belongs to on a day, or is bound to: other partners, and network groups.

    That it succeeds another one stays as it is.
    """
    for tie in reader.all(partner_ties, today=day, **range_of(partner_id)):
        if tie.tie in _OWN_TIES and _goes_on(tie, day):
            settle = Action(
                "partner", "unrelate", (partner_id,), {"to": tie.other_id, "role": tie.tie}
            )
            yield OpenMatter("partner", tie.other_id, tie.name, tie.ends_on, settle)
    for member in reader.all(group_members, partner=partner_id, kept_on=day):
        retired = member.retired_on is not None and member.retired_on <= day
        if member.contact_id is None and not retired and _goes_on(member, day):
            settle = Action("group", "leave", (member.group_id,), {"member": partner_id})
            yield OpenMatter("group", member.group_id, member.group, member.ends_on, settle)


def _goes_on(row: PartnerTieRow | MemberRow, day: date) -> bool:
    """Whether what has begun by a day goes on after it."""
    return row.starts_on <= day and (row.ends_on is None or row.ends_on > day)


def settlement(reader: Reader, paper: AgreementRow, partner_id: int, day: date) -> Action:
    """What ends a partner's part in an agreement; a draft of its own is taken away."""
    if other_parties(reader, paper.id, partner_id, day):
        return Action("agreement", "leave", (paper.id, partner_id))
    if paper.signed_on is None or paper.signed_on > day:
        return Action("agreement", "remove", (paper.id,))
    return Action("agreement", "terminate", (paper.id,))


def other_parties(reader: Reader, agreement: int, partner_id: int, day: date) -> list[PartyRow]:
    """Who else is a party of an agreement after a day."""
    return [
        party
        for party in reader.all(parties_of_agreement, agreement=agreement)
        if party.partner_id != partner_id and (party.left_on is None or party.left_on > day)
    ]


def end_agreements(work: UnitOfWork, partner: PartnerName, day: date) -> list[int]:
    """End a partner's part in the agreements that hold on a day; the numbers of these.

    One that others are parties of, too, goes on between them. What ends by a termination to
    come, or was joined on the day only, is left as it is.
    """
    from partnerreg.services.agreements import leave, terminate

    numbers = []
    for paper in work.reader.all(agreements_of_partner, partner=partner.id, today=day):
        facts = agreement_facts(paper, of_party=True)
        holds = state(facts, day) in {AgreementState.IN_FORCE, AgreementState.SUSPENDED}
        if not holds or facts.terminated_on is not None or paper.joined_on == day:
            continue
        if other_parties(work.reader, paper.id, partner.id, day):
            leave(work, paper.id, partner, day)
        else:
            terminate(work, paper.id, day)
        numbers.append(paper.id)
    return numbers
