"""Somebody offers to become a partner; outside all counts until that is accepted."""

from __future__ import annotations

from partnerreg.domain.enums import ProposalState, Sector
from partnerreg.language import N_
from partnerreg.nouns.fields import (
    DAY,
    EMAIL,
    LINE,
    NAME,
    PHONE,
    TEXT,
    WEBSITE,
    Default,
    Field,
    Key,
    Reference,
    Word,
)
from partnerreg.nouns.noun import Noun, Sentences

PROPOSAL = Noun(
    "proposal",
    "proposals",
    N_("Proposals"),
    "Those who offer to become partners.",
    fields=(
        Field(
            "name",
            NAME,
            N_("Name"),
            "Who offers it.",
            required=True,
            argument=True,
            keys=(Key("search_key", "search_key"),),
        ),
        Field(
            "what",
            TEXT,
            N_("What we could make together"),
            "What we could make together.",
            required=True,
        ),
        Field("for_whom", TEXT, N_("For whom"), "For whom.", shown=False),
        Field("sector", Word(Sector), N_("Sector"), "Sector.", shown=False),
        Field("municipality", LINE, N_("Municipality"), "Municipality.", shown=False),
        Field("website", WEBSITE, N_("Website"), "Web address.", shown=False),
        Field(
            "contact",
            LINE,
            N_("From"),
            "The person who offers it; becomes its contact.",
            option="from",
            personal=True,
        ),
        Field(
            "email",
            EMAIL,
            N_("E-mail"),
            "That person's e-mail address.",
            personal=True,
            shown=False,
        ),
        Field(
            "phone",
            PHONE,
            N_("Phone"),
            "That person's phone, with the country's number, as +45.",
            personal=True,
            shown=False,
        ),
        Field("notes", TEXT, N_("Notes"), "Notes.", personal=True, shown=False),
        Field(
            "received_on",
            DAY,
            N_("Received"),
            "The day.",
            option="on",
            required=True,
            default=Default.TODAY,
            past="record a proposal when it has come",
        ),
        Field("decided_on", DAY, N_("Decided on"), "When it was decided.", typed=False),
        Field("reason", TEXT, N_("Reason"), "Why it was declined.", typed=False),
        Field(
            "partner",
            Reference("partner"),
            N_("Partner"),
            "The partner that came of it.",
            typed=False,
        ),
        Field(
            "state",
            Word(ProposalState),
            N_("State"),
            "Whether it was accepted.",
            own=False,
            sql="CASE WHEN proposal.partner_id IS NOT NULL THEN 'accepted'"
            " WHEN proposal.decided_on IS NOT NULL THEN 'declined' ELSE 'open' END",
        ),
    ),
    identity=("name", "received_on"),
    order=("-received_on",),
    periods=(("received_on", "decided_on"),),
    thing=N_("proposal"),
    since_format=3,
    doubles=True,
    sentences=Sentences(journal="#{number}"),
    service="partnerreg.services.proposals.Proposals",
)
