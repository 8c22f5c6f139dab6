"""Something done together with partners, or held by a unit of the house."""

from __future__ import annotations

from partnerreg.domain.enums import ActivityKind
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.audience import audiences
from partnerreg.nouns.fields import (
    COUNT,
    DAY,
    FLAG,
    HOURS,
    LINE,
    NAME,
    TEXT,
    TIMES,
    Default,
    Field,
    Reference,
    References,
    Word,
)
from partnerreg.nouns.noun import Noun, Sentences

ACTIVITY = Noun(
    "activity",
    "activities",
    N_("Activities"),
    "What was done together.",
    fields=(
        Field(
            "held_on",
            DAY,
            N_("Date"),
            "The day.",
            headers="""
                held on, date, held, activity date, event date
                afholdt den, dato, afholdt, aktivitetsdato, mødedato
                datum, genomfördes, hölls, aktivitetsdatum, mötesdatum
                päivämäärä, pvm, pidetty, tapahtumapäivä
                avholdt den, dato, avholdt, aktivitetsdato, møtedato
            """,
            option="on",
            required=True,
            default=Default.TODAY,
            past="log an activity when it is done",
        ),
        Field(
            "kind",
            Word(ActivityKind),
            N_("Kind"),
            "What kind.",
            hints=headers.KIND_HINTS,
            headers="""
                kind, activity kind, activity type, kind of activity, type of activity
                aktivitetstype, aktivitetens art, type af aktivitet
                aktivitetstyp, typ av aktivitet, slags aktivitet
                toiminnan tyyppi, toiminnan laji, tapahtumatyyppi, tapahtuman tyyppi
                aktivitetstype, type aktivitet, aktivitetens art
            """,
            required=True,
            default=ActivityKind.MEETING,
        ),
        Field(
            "title",
            NAME,
            N_("Title"),
            "What it was.",
            headers="""
                title, activity, activity title, activity name, name of activity
                titel, aktivitet, aktivitetens titel, aktivitetens navn
                titel, aktivitet, aktivitetens titel, aktivitetens namn
                otsikko, toiminnan nimi, tapahtuma, tapahtuman nimi
                tittel, aktivitet, aktivitetens tittel, aktivitetens navn
            """,
            required=True,
        ),
        Field(
            "partners",
            References("partner", table="activity_partner"),
            N_("Partners"),
            "Who took part.",
            headers=headers.also(headers.PARTNERS, headers.ORGANISATION),
            option="with",
            less="without",
            argument=True,
            own=False,
        ),
        Field(
            "unit",
            Reference("unit", in_use=True, day="held_on"),
            N_("Unit"),
            "The unit of the house that held it; needed where no partner took part.",
            headers=headers.UNIT,
            shown=False,
        ),
        Field(
            "area",
            Reference("area", in_use=True, day="held_on"),
            N_("Area"),
            "The service area it belongs to.",
            headers="""
                area, service area
                serviceområde
                serviceområde, tjänsteområde
                palvelualue
                tjenesteområde, serviceområde
            """,
        ),
        Field(
            "at",
            TIMES,
            N_("Time"),
            "When on that day, as 14:00 or 09:00-16:00.",
            headers="""
                time of day, clock time
                klokkeslæt
                klockslag
                kellonaika
                klokkeslett
            """,
            shown=False,
        ),
        Field(
            "hours",
            HOURS,
            N_("Hours"),
            "How many hours it took, as 2.5 or 2:30; those between its times if not given.",
            headers="""
                hours, number of hours, duration in hours
                timer, antal timer, varighed i timer
                timmar, antal timmar, längd i timmar
                tunnit, tuntimäärä, kesto tunteina
                timer, antall timer, varighet i timer
            """,
            shown=False,
        ),
        Field(
            "staff",
            References("staff", table="activity_staff"),
            N_("Our people"),
            "One of our people who took part; may be repeated.",
            headers="""
                our people, our staff, staff
                vores medarbejdere, medarbejdere
                våra medarbetare, medarbetare
                henkilökuntamme, henkilökunta
                våre medarbeidere, medarbeidere
            """,
            less="without-staff",
            own=False,
            shown=False,
        ),
        Field(
            "place",
            LINE,
            N_("Place"),
            "Where it was.",
            headers="""
                place, venue, location
                sted, lokale
                plats, lokal
                paikka, tapahtumapaikka
                sted, lokale
            """,
            shown=False,
        ),
        Field(
            "is_outside",
            FLAG,
            N_("Outside the house"),
            "Outside the house: with the partner, in town.",
            headers="""
                outside, outside the house, outreach
                uden for huset, ude af huset, opsøgende
                utanför huset, uppsökande
                talon ulkopuolella, jalkautuva
                utenfor huset, oppsøkende
            """,
            option="outside",
            header="outside",
            shown=False,
        ),
        Field(
            "is_online",
            FLAG,
            N_("Online"),
            "Held online.",
            headers="""
                online, held online
                online, holdt online
                online, på nätet
                verkossa, etänä
                på nett, digitalt
            """,
            option="online",
            header="online",
            shown=False,
        ),
        Field(
            "series",
            LINE,
            N_("Series"),
            "The series that it is one of.",
            headers="""
                series, part of series
                serie, del af serie
                serie, del av serie
                sarja, osa sarjaa
                serie, del av serie
            """,
            shown=False,
        ),
        Field(
            "group",
            Reference("group", in_use=True, day="held_on"),
            N_("Network group"),
            "The network group that met.",
            headers="""
                network group
                netværksgruppe
                nätverksgrupp
                verkostoryhmä
                nettverksgruppe
            """,
            shown=False,
        ),
        Field(
            "participants",
            COUNT,
            N_("People"),
            "How many came.",
            headers="""
                participants, number of participants, no of participants, attendance, attendees
                deltagere, antal deltagere, deltagerantal, antal fremmødte
                deltagare, antal deltagare, deltagarantal
                osallistujia, osallistujat, osallistujamäärä, osallistujien määrä, kävijämäärä
                deltakere, antall deltakere, deltakerantall, antall fremmøtte
            """,
        ),
        Field(
            "audience",
            LINE,
            N_("Audience"),
            "Who it was for, in words of its own.",
            headers="""
                audience, target group
                målgruppe
                målgrupp
                kohderyhmä
                målgruppe
            """,
            option="for-whom",
            shown=False,
        ),
        audiences("activity_audience"),
        Field(
            "notes",
            TEXT,
            N_("Notes"),
            "Notes.",
            headers=headers.NOTES,
            personal=True,
            shown=False,
        ),
    ),
    label="title",
    identity=("held_on", "kind", "title", "partners"),
    order=("-held_on",),
    adding="log",
    parts=("activity_partner", "activity_staff", "activity_audience"),
    lists="what was done together, with who took part",
    thing=N_("activity"),
    numbered=True,
    sentences=Sentences(
        added="Logged {kind} #{number} {title}[ with {partners}][, held by {unit}][, of {group}].",
        changed="Changed activity #{number}: {fields}.",
        journal_added="#{number} {kind}[ with partner {partners_id}]",
    ),
    service="partnerreg.services.activities.Activities",
    list_spec="partnerreg.transfer.nouns.activities.ActivityImport",
)
