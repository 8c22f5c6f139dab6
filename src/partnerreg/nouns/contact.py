"""A person at a partner. Personal data: kept with its source, basis and end date."""

from __future__ import annotations

from partnerreg.actions import Action, Advice
from partnerreg.domain.enums import LegalBasis
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import (
    DAY,
    EMAIL,
    FLAG,
    LINE,
    NAME,
    PHONE,
    TEXT,
    Field,
    Key,
    Reference,
    Word,
)
from partnerreg.nouns.noun import Noun, Sentences

_CONTACT_PERSON = """
    contact name, contact person, contact person name, name of contact
    kontaktperson, kontaktpersonens navn, kontaktnavn, navn på kontaktperson
    kontaktperson, kontaktpersonens namn, kontaktnamn, namn på kontaktperson
    yhteyshenkilö, yhteyshenkilön nimi, kontaktihenkilö, kontaktihenkilön nimi
    kontaktperson, kontaktpersonens navn, kontaktnavn, navn på kontaktperson
"""

CONTACT = Noun(
    "contact",
    "contacts",
    N_("Contacts"),
    "People at partners.",
    fields=(
        Field(
            "partner",
            Reference("partner"),
            N_("Partner"),
            "At which partner.",
            headers=headers.ORGANISATION,
            required=True,
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
            "name",
            NAME,
            N_("Name"),
            "The person's name.",
            headers=headers.also(headers.FULL_NAME, _CONTACT_PERSON),
            required=True,
            argument=True,
            personal=True,
            keys=(Key("search_key", "search_key"),),
        ),
        Field(
            "role",
            LINE,
            N_("Role"),
            "What they do there.",
            headers="""
                role, job title, position
                rolle, stilling, stillingsbetegnelse, titel, funktion
                roll, befattning, titel, tjänstetitel, funktion
                rooli, asema, tehtävä, tehtävänimike, titteli
                rolle, stilling, stillingstittel, tittel, funksjon
            """,
            personal=True,
        ),
        Field(
            "email",
            EMAIL,
            N_("E-mail"),
            "E-mail address.",
            headers=headers.EMAIL,
            personal=True,
        ),
        Field(
            "phone",
            PHONE,
            N_("Phone"),
            "Phone; without +45 read by the partner's country.",
            headers=headers.PHONE,
            personal=True,
        ),
        Field(
            "is_primary",
            FLAG,
            N_("Primary"),
            "The first one to turn to.",
            headers="""
                primary, primary contact, primary contact person, main contact
                primær, primær kontakt, primær kontaktperson, hovedkontakt
                primär, primär kontakt, primär kontaktperson, huvudkontakt
                ensisijainen, ensisijainen yhteyshenkilö, pääyhteyshenkilö
                primær, primær kontakt, primær kontaktperson, hovedkontakt
            """,
            option="primary",
            header="primary",
            default=False,
            shown=False,
        ),
        Field(
            "source",
            LINE,
            N_("Source"),
            "Where we have the data from.",
            headers="""
                source, source of data
                kilde, oplysningernes kilde
                källa, uppgifternas källa
                lähde, tietojen lähde, tietolähde
                kilde, opplysningenes kilde
            """,
            personal=True,
            shown=False,
        ),
        Field(
            "legal_basis",
            Word(LegalBasis),
            N_("Legal basis"),
            "Why we may keep it.",
            headers="""
                legal basis, lawful basis, gdpr basis, gdpr legal basis
                retsgrundlag, behandlingsgrundlag, behandlingshjemmel, retligt grundlag, \
                    gdpr-grundlag
                rättslig grund, laglig grund, rättsgrund, gdpr-grund
                käsittelyperuste, oikeusperuste, käsittelyn oikeusperuste, käsittelyn peruste
                behandlingsgrunnlag, rettslig grunnlag, rettsgrunnlag, gdpr-grunnlag
            """,
            option="basis",
            shown=False,
        ),
        Field(
            "informed_on",
            DAY,
            N_("Informed on"),
            "When they were told that we keep it.",
            headers="""
                informed on, informed, date informed
                informeret den, informeret, orienteret den, orienteret
                informerad den, informerad, informationsdatum
                informoitu, informointipäivä
                informert den, informert, orientert den
            """,
            shown=False,
        ),
        Field(
            "verified_on",
            DAY,
            N_("Verified on"),
            "When it was last checked.",
            headers="""
                verified on, verified, last verified, checked on, last checked
                bekræftet den, bekræftet, kontrolleret den, kontrolleret, sidst kontrolleret, \
                    sidst bekræftet
                bekräftad den, bekräftad, kontrollerad den, kontrollerad, verifierad, \
                    senast kontrollerad
                tarkistettu, tarkistuspäivä, viimeksi tarkistettu, vahvistettu
                bekreftet den, bekreftet, kontrollert den, kontrollert, sist kontrollert
            """,
            shown=False,
        ),
        Field(
            "retain_until",
            DAY,
            N_("Retain until"),
            "Until when we keep it.",
            headers="""
                retain until, retained until, keep until, retention date
                opbevares til, opbevares til og med, gemmes til, gemmes til og med
                sparas till, sparas till och med, sparas t o m, bevaras till, \
                    bevaras till och med, bevaras t o m
                säilytetään asti, säilytetään saakka, säilytysaika päättyy
                oppbevares til, oppbevares til og med, lagres til, lagres til og med
            """,
            shown=False,
        ),
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
    identity=("partner", "name"),
    order=("partner", "-is_primary"),
    lists="people at partners",
    thing=N_("contact"),
    doubles=True,
    sentences=Sentences(
        added="Added contact #{number} {name} at {partner}.",
        changed="Changed contact #{number}: {fields}.",
        called="{name} (#{number}) at {partner}",
        removed=Advice(
            "Removed contact #{number} at {partner}. {command} brings it back.",
            command=Action("undo"),
        ),
        journal="#{number} at partner #{partner_id}",
    ),
    service="partnerreg.services.contacts.Contacts",
    list_spec="partnerreg.transfer.nouns.contacts.ContactImport",
)
