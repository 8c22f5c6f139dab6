"""What a template for an agreement can have filled in: ``{{ partner }}`` and the like."""

from __future__ import annotations

from typing import NamedTuple

from partnerreg.language import N_


class Placeholder(NamedTuple):
    """What stands in a template for something of the register.

    Attributes:
        name: what is written between the braces.
        meaning: what comes in its place.
        several: it may be several texts, to go through with ``for``; else each is on a line.
        of_agreement: it is there only where an agreement is named.
    """

    name: str
    meaning: str
    several: bool = False
    of_agreement: bool = False


PLACEHOLDERS = (
    Placeholder("house", N_("Our house")),
    Placeholder("today", N_("The day of the draft")),
    Placeholder("partner", N_("Partner")),
    Placeholder("registration_number", N_("Registration number")),
    Placeholder("municipality", N_("Municipality")),
    Placeholder("country", N_("Country")),
    Placeholder("website", N_("Website")),
    Placeholder("level", N_("Level")),
    Placeholder("unit", N_("Unit")),
    Placeholder("contact", N_("Contact person")),
    Placeholder("contact_role", N_("Contact person's role")),
    Placeholder("contact_email", N_("Contact person's e-mail")),
    Placeholder("contact_phone", N_("Contact person's phone")),
    Placeholder("contacts", N_("Contact persons"), several=True),
    Placeholder("coordinator", N_("Our coordinator")),
    Placeholder("coordinator_email", N_("Our coordinator's e-mail")),
    Placeholder("coordinator_phone", N_("Our coordinator's phone")),
    Placeholder("management", N_("Our management"), several=True),
    Placeholder("areas", N_("Areas"), several=True),
    Placeholder("goals", N_("Goals"), several=True),
    Placeholder("together", N_("What we make together")),
    Placeholder("for_whom", N_("For whom")),
    Placeholder("why_together", N_("Why not alone")),
    Placeholder("we_give", N_("What we give"), several=True),
    Placeholder("we_get", N_("What we get"), several=True),
    Placeholder("they_give", N_("What the partner gives"), several=True),
    Placeholder("they_get", N_("What the partner gets"), several=True),
    Placeholder("agreement_title", N_("Title of the agreement"), of_agreement=True),
    Placeholder("agreement_kind", N_("Kind of agreement"), of_agreement=True),
    Placeholder("parties", N_("Parties"), several=True, of_agreement=True),
    Placeholder("signatories", N_("Who signs"), several=True, of_agreement=True),
    Placeholder("value", N_("Value"), of_agreement=True),
    Placeholder("reference", N_("Reference"), of_agreement=True),
    Placeholder("valid_from", N_("In force from"), of_agreement=True),
    Placeholder("valid_until", N_("In force until"), of_agreement=True),
    Placeholder("renewal", N_("Renewal"), of_agreement=True),
    Placeholder("notice", N_("Notice"), of_agreement=True),
    Placeholder("exit_terms", N_("Exit terms"), of_agreement=True),
)
"""All there are, in the order in which people are shown them."""
