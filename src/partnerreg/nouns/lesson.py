"""What was learnt, ready to be told to others."""

from __future__ import annotations

from partnerreg.actions import Action, Advice
from partnerreg.domain.enums import Sharing
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import DAY, LINE, TEXT, Default, Field, Reference, Word
from partnerreg.nouns.noun import Noun, Sentences

LESSON = Noun(
    "lesson",
    "lessons",
    N_("Lessons"),
    "What was learnt, of partnerships, projects, activities and in network groups.",
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
            "noted_on",
            DAY,
            N_("Date"),
            "The day.",
            headers="""
                noted on, date
                noteret den, dato
                noterat den, datum
                kirjattu, päivämäärä, pvm
                notert den, dato
            """,
            option="on",
            required=True,
            default=Default.TODAY,
            past="note a lesson when it was learnt",
        ),
        Field(
            "theme",
            LINE,
            N_("Theme"),
            "What it is about, in a word or two.",
            headers="""
                theme, topic, subject
                tema, emne
                tema, ämne
                teema, aihe
                tema, emne
            """,
        ),
        Field(
            "learned",
            TEXT,
            N_("What we learnt"),
            "What we learnt.",
            headers="""
                learned, learnt, lesson, lesson learned, lessons learned, what we learnt
                lært, læring, hvad vi lærte, erfaring
                lärt, lärdom, vad vi lärde oss, erfarenhet
                opittu, oppi, mitä opimme, kokemus
                lært, læring, hva vi lærte, erfaring
            """,
            required=True,
        ),
        Field(
            "hardest",
            TEXT,
            N_("What was hardest"),
            "What was hardest.",
            headers="""
                hardest, what was hardest
                sværest, hvad var sværest
                svårast, vad var svårast
                vaikeinta, mikä oli vaikeinta
                vanskeligst, hva var vanskeligst
            """,
            shown=False,
        ),
        Field(
            "own_house",
            TEXT,
            N_("In our own house"),
            "What stood in the way in our own house.",
            headers="""
                own house, in our own house
                eget hus, i vores eget hus
                eget hus, i vårt eget hus
                oma talo, omassa talossa
                eget hus, i vårt eget hus
            """,
            shown=False,
        ),
        Field(
            "advice",
            TEXT,
            N_("Advice"),
            "What we would tell a colleague.",
            headers="""
                advice, recommendation
                råd, anbefaling
                råd, rekommendation
                neuvo, suositus
                råd, anbefaling
            """,
        ),
        Field(
            "share",
            Word(Sharing),
            N_("To be shared"),
            "Whether others may have it: not, without names, or with the partner's name.",
            headers="""
                share, to be shared, may be shared
                deles, må deles, deling
                delas, får delas, delning
                jaetaan, saa jakaa, jakaminen
                deles, kan deles, deling
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
            "At which activity.",
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
            "group",
            Reference("group"),
            N_("Network group"),
            "In which network group.",
            headers="""
                network group
                netværksgruppe
                nätverksgrupp
                verkostoryhmä
                nettverksgruppe
            """,
            shown=False,
        ),
    ),
    label="learned",
    identity=("partner", "learned"),
    order=("-noted_on",),
    lists="what was learnt",
    thing=N_("lesson"),
    since_format=3,
    doubles=True,
    numbered=True,
    sentences=Sentences(
        added="Noted lesson #{number}[ of {partner}].",
        changed="Changed lesson #{number}: {fields}.",
        called="lesson #{number}",
        removed=Advice(
            "Removed lesson #{number}. {command} brings it back.", command=Action("undo")
        ),
        journal_added="#{number}[ of partner #{partner_id}]",
    ),
)
