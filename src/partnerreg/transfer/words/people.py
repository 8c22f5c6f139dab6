"""What lists of contacts and of the house's own staff call their columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from partnerreg.transfer.words.shared import (
    EMAIL,
    ENDS,
    MUNICIPALITY,
    NOTES,
    NUMBER,
    ORGANISATION,
    STARTS,
    UNIT,
    also,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_FULL_NAME = """
    name, full name, person, person name, first and last name
    navn, fulde navn, person, personnavn, for- og efternavn, fornavn og efternavn
    namn, fullständigt namn, person, personnamn, för- och efternamn, förnamn och efternamn
    nimi, koko nimi, henkilö, henkilön nimi, etu- ja sukunimi, etunimi ja sukunimi
    navn, fullt navn, person, personnavn, for- og etternavn, fornavn og etternavn
"""

_CONTACT_PERSON = """
    contact name, contact person, contact person name, name of contact
    kontaktperson, kontaktpersonens navn, kontaktnavn, navn på kontaktperson
    kontaktperson, kontaktpersonens namn, kontaktnamn, namn på kontaktperson
    yhteyshenkilö, yhteyshenkilön nimi, kontaktihenkilö, kontaktihenkilön nimi
    kontaktperson, kontaktpersonens navn, kontaktnavn, navn på kontaktperson
"""

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

CONTACTS: Mapping[str, str] = MappingProxyType(
    {
        "number": NUMBER,
        "partner": ORGANISATION,
        "municipality": MUNICIPALITY,
        "name": also(_FULL_NAME, _CONTACT_PERSON),
        "role": """
            role, job title, position
            rolle, stilling, stillingsbetegnelse, titel, funktion
            roll, befattning, titel, tjänstetitel, funktion
            rooli, asema, tehtävä, tehtävänimike, titteli
            rolle, stilling, stillingstittel, tittel, funksjon
        """,
        "email": EMAIL,
        "phone": """
            phone, phone number, telephone, telephone number, mobile, mobile number, \
                mobile phone, cell phone
            telefon, telefonnummer, telefonnr, tlf, tlf nr, tlf nummer, mobil, mobilnummer, \
                mobilnr, mobiltelefon
            telefon, telefonnummer, telefonnr, tel, tfn, mobil, mobilnummer, mobilnr, \
                mobiltelefon
            puhelin, puhelinnumero, puhelinnro, puh, puh nro, matkapuhelin, gsm
            telefon, telefonnummer, telefonnr, tlf, tlf nr, mobil, mobilnummer, mobilnr, \
                mobiltelefon
        """,
        "primary": """
            primary, primary contact, primary contact person, main contact
            primær, primær kontakt, primær kontaktperson, hovedkontakt
            primär, primär kontakt, primär kontaktperson, huvudkontakt
            ensisijainen, ensisijainen yhteyshenkilö, pääyhteyshenkilö
            primær, primær kontakt, primær kontaktperson, hovedkontakt
        """,
        "source": """
            source, source of data
            kilde, oplysningernes kilde
            källa, uppgifternas källa
            lähde, tietojen lähde, tietolähde
            kilde, opplysningenes kilde
        """,
        "legal_basis": """
            legal basis, lawful basis, gdpr basis, gdpr legal basis
            retsgrundlag, behandlingsgrundlag, behandlingshjemmel, retligt grundlag, \
                gdpr-grundlag
            rättslig grund, laglig grund, rättsgrund, gdpr-grund
            käsittelyperuste, oikeusperuste, käsittelyn oikeusperuste, käsittelyn peruste
            behandlingsgrunnlag, rettslig grunnlag, rettsgrunnlag, gdpr-grunnlag
        """,
        "informed_on": """
            informed on, informed, date informed
            informeret den, informeret, orienteret den, orienteret
            informerad den, informerad, informationsdatum
            informoitu, informointipäivä
            informert den, informert, orientert den
        """,
        "verified_on": """
            verified on, verified, last verified, checked on, last checked
            bekræftet den, bekræftet, kontrolleret den, kontrolleret, sidst kontrolleret, \
                sidst bekræftet
            bekräftad den, bekräftad, kontrollerad den, kontrollerad, verifierad, \
                senast kontrollerad
            tarkistettu, tarkistuspäivä, viimeksi tarkistettu, vahvistettu
            bekreftet den, bekreftet, kontrollert den, kontrollert, sist kontrollert
        """,
        "retain_until": """
            retain until, retained until, keep until, retention date
            opbevares til, opbevares til og med, gemmes til, gemmes til og med
            sparas till, sparas till och med, sparas t o m, bevaras till, \
                bevaras till och med, bevaras t o m
            säilytetään asti, säilytetään saakka, säilytysaika päättyy
            oppbevares til, oppbevares til og med, lagres til, lagres til og med
        """,
        "notes": NOTES,
    }
)
"""The fields of a contact with their header words. Here a name is the person's."""

STAFF: Mapping[str, str] = MappingProxyType(
    {
        "number": NUMBER,
        "name": also(_FULL_NAME, _STAFF_MEMBER),
        "email": EMAIL,
        "unit": UNIT,
        "management": """
            management, in management, is management
            ledelse, i ledelsen, hører til ledelsen
            ledning, i ledningen, ingår i ledningen
            johto, johdossa, kuuluu johtoon
            ledelse, i ledelsen, hører til ledelsen
        """,
        "starts_on": also(STARTS, _EMPLOYED_FROM),
        "ends_on": also(ENDS, _EMPLOYED_UNTIL),
    }
)
"""The fields of one of our people with their header words."""
