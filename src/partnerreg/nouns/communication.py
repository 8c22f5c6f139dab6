"""What is told of a partnership, a project or an activity: planned, and published."""

from __future__ import annotations

from partnerreg.domain.enums import CommunicationState, Reach
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import (
    DAY,
    LINE,
    NAME,
    TEXT,
    WEBSITE,
    Field,
    Reference,
    References,
    Word,
)
from partnerreg.nouns.noun import Mark, Noun, Sentences

COMMUNICATION = Noun(
    "communication",
    "communications",
    N_("Communication"),
    "What is told, inside the house and outside: planned, approved, published.",
    fields=(
        Field(
            "partner",
            Reference("partner"),
            N_("Partner"),
            "Of which partnership.",
            headers=headers.ORGANISATION,
            argument=True,
            fixed=True,
        ),
        Field(
            "municipality",
            LINE,
            N_("Municipality"),
            "Where the partner is; tells namesakes apart.",
            headers=headers.MUNICIPALITY,
            own=False,
            shown=False,
        ),
        Field(
            "title",
            NAME,
            N_("Title"),
            "What is told, in a line.",
            headers="""
                title, headline, news, communication
                titel, overskrift, nyhed, kommunikation
                titel, rubrik, nyhet, kommunikation
                otsikko, uutinen, viestintä
                tittel, overskrift, nyhet, kommunikasjon
            """,
            required=True,
        ),
        Field(
            "reach",
            Word(Reach),
            N_("Inside or outside"),
            "Whether it is told inside the house, or outside.",
            headers="""
                inside or outside, internal or external, reach
                internt eller eksternt, inde eller ude
                internt eller externt, inåt eller utåt
                sisäinen vai ulkoinen, sisäinen tai ulkoinen
                internt eller eksternt
            """,
            option="to",
            required=True,
        ),
        Field(
            "audience",
            LINE,
            N_("Audience"),
            "Whom it is told.",
            headers="""
                audience, target group
                målgruppe, modtagere
                målgrupp, mottagare
                kohderyhmä, vastaanottajat
                målgruppe, mottakere
            """,
            shown=False,
        ),
        Field(
            "units",
            References("unit", in_use=True, table="communication_unit"),
            N_("Our units"),
            "One of our units that is told; may be repeated.",
            headers="""
                our units, units
                vores enheder, enheder
                våra enheter, enheter
                yksikkömme, yksiköt
                våre enheter, enheter
            """,
            option="unit",
            less="without-unit",
            own=False,
            shown=False,
        ),
        Field(
            "channel",
            LINE,
            N_("Channel"),
            "By which channel: the web site, the press, a staff meeting.",
            headers="""
                channel, medium
                kanal, medie
                kanal, medium
                kanava, väline
                kanal, medium
            """,
        ),
        Field(
            "text",
            TEXT,
            N_("Text"),
            "What is told.",
            headers="""
                text
                tekst
                text
                teksti
                tekst
            """,
            shown=False,
        ),
        Field(
            "link",
            WEBSITE,
            N_("Link"),
            "Where it can be read.",
            headers="""
                link, url
                link
                länk
                linkki
                lenke
            """,
            shown=False,
        ),
        Field(
            "planned_on",
            DAY,
            N_("Planned"),
            "The day it is planned for.",
            headers="""
                planned on, planned for, planned
                planlagt til, planlagt
                planerad till, planerat till, planerad
                suunniteltu, suunniteltu päivä
                planlagt til, planlagt
            """,
            option="on",
        ),
        Field(
            "published_on",
            DAY,
            N_("Published"),
            "The day it was published.",
            headers="""
                published on, published
                offentliggjort den, offentliggjort, udgivet
                publicerad den, publicerat den, publicerad
                julkaistu, julkaisupäivä
                publisert den, publisert
            """,
            option="published",
            past="plan it for that day, and publish it then",
        ),
        Field(
            "partner_approved_on",
            DAY,
            N_("Approved by the partner"),
            "The day on which the partner approved of it.",
            headers="""
                partner approved on, approved by the partner, approved
                godkendt af partneren, godkendt
                godkänt av partnern, godkänt
                kumppanin hyväksymä, hyväksytty
                godkjent av partneren, godkjent
            """,
            option="approved",
            past="note it when it is approved",
            shown=False,
        ),
        Field(
            "owner",
            Reference("staff", in_use=True),
            N_("Owner"),
            "Who of ours sees to it.",
            headers="""
                owner, responsible
                ansvarlig
                ansvarig
                vastuuhenkilö
                ansvarlig
            """,
        ),
        Field(
            "project",
            Reference("project"),
            N_("Project"),
            "Of which project.",
            headers="""
                project
                projekt
                projekt
                hanke, projekti
                prosjekt
            """,
            shown=False,
        ),
        Field(
            "activity",
            Reference("activity", by_number=True),
            N_("Activity"),
            "Of which activity.",
            headers="""
                activity number, activity no
                aktivitetsnummer, aktivitetsnr
                aktivitetsnummer, aktivitetsnr
                toiminnan numero, toiminnan nro
                aktivitetsnummer, aktivitetsnr
            """,
            shown=False,
        ),
        Field(
            "state",
            Word(CommunicationState),
            N_("State"),
            "Whether it was told, or should have been.",
            own=False,
            sql="CASE WHEN communication.published_on <= :today THEN 'published'"
            " WHEN communication.planned_on < :today THEN 'overdue' ELSE 'planned' END",
        ),
    ),
    label="title",
    identity=("partner", "title"),
    order=("-planned_on",),
    adding="plan",
    parts=("communication_unit",),
    marks=(
        Mark(
            "publish",
            "published_on",
            "Note that something planned was published.",
            "Communication #{number} {label} was published on {day}.",
            "{label} was published on {day} already.",
        ),
        Mark(
            "approve",
            "partner_approved_on",
            "Note that the partner approved of what is to be told.",
            "The partner approved of communication #{number} {label} on {day}.",
            "The partner approved of {label} on {day} already.",
        ),
    ),
    lists="what is told, inside the house and outside",
    thing=N_("communication"),
    since_format=3,
    doubles=True,
    numbered=True,
    sentences=Sentences(
        added="Noted communication #{number} {title}[, of {partner}].",
        changed="Changed communication #{number}: {fields}.",
        called="communication #{number} {title}",
        journal_added="#{number}[ of partner #{partner_id}]",
    ),
)
