"""Our people and desks, who follow partners."""

from __future__ import annotations

from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.counts import tied_partners
from partnerreg.nouns.fields import DAY, EMAIL, FLAG, NAME, PHONE, Field, Key, Reference
from partnerreg.nouns.noun import Noun, Sentences

_STAFF_MEMBER = """
    employee, employee name, staff member, staff name
    medarbejder, medarbejderens navn, medarbejdernavn, ansat
    medarbetare, medarbetarens namn, medarbetarnamn, anställd
    työntekijä, työntekijän nimi
    medarbeider, medarbeiderens navn, medarbeidernavn, ansatt
"""

_EMPLOYED_FROM = """
    employed from, employed since
    ansat fra, ansat siden
    anställd från, anställd sedan
    työsuhde alkaa, työsuhteen alkamispäivä
    ansatt fra, ansatt siden
"""

_EMPLOYED_UNTIL = """
    employed until, employed to
    ansat til, ansat til og med
    anställd till, anställd till och med
    työsuhde päättyy, työsuhteen päättymispäivä
    ansatt til, ansatt til og med
"""

STAFF = Noun(
    "staff",
    "staff",
    N_("Staff"),
    "Our people, and whom they follow.",
    fields=(
        Field(
            "name",
            NAME,
            N_("Name"),
            "A person, or a desk.",
            headers=headers.also(headers.FULL_NAME, _STAFF_MEMBER),
            required=True,
            argument=True,
            personal=True,
            keys=(Key("name_key", "identity_key"),),
        ),
        Field(
            "email",
            EMAIL,
            N_("E-mail"),
            "E-mail address.",
            headers=headers.EMAIL,
            personal=True,
            shown=False,
        ),
        Field(
            "phone",
            PHONE,
            N_("Phone"),
            "Phone number, with +45 or the like before it.",
            headers=headers.PHONE,
            personal=True,
            shown=False,
        ),
        Field(
            "unit",
            Reference("unit", in_use=True),
            N_("Unit"),
            "The unit they belong to.",
            headers=headers.UNIT,
        ),
        Field(
            "is_management",
            FLAG,
            N_("Management"),
            "Of the house's management.",
            hints="leder, ledelse, manager, chef, ledning, johtaja, esimies",
            headers="""
                management, in management, is management
                ledelse, i ledelsen, hører til ledelsen
                ledning, i ledningen, ingår i ledningen
                johto, johdossa, kuuluu johtoon
                ledelse, i ledelsen, hører til ledelsen
            """,
            option="management",
            header="management",
            default=False,
            fixed=True,
        ),
        Field(
            "starts_on",
            DAY,
            N_("From"),
            "Here from.",
            hints=headers.STARTS_HINTS,
            headers=headers.also(headers.STARTS, _EMPLOYED_FROM),
            option="from",
            shown=False,
        ),
        Field(
            "ends_on",
            DAY,
            N_("Until"),
            "Here until.",
            hints=headers.ENDS_HINTS,
            headers=headers.also(headers.ENDS, _EMPLOYED_UNTIL),
            option="until",
            fixed=True,
        ),
        tied_partners("assignment", "staff_id", "staff"),
    ),
    thing=N_("staff member"),
    sentences=Sentences(
        added="Added #{number} {name} to our people.",
        changed="Changed #{number} {before}: {fields}.",
    ),
    service="partnerreg.services.staff.OurPeople",
    periods=(("starts_on", "ends_on"),),
    lists="our people",
)
