"""What lists of partners call their columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from partnerreg.transfer.words.shared import MUNICIPALITY, NOTES, NUMBER, ORGANISATION, UNIT, also

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = """
    name
    navn
    namn
    nimi
    navn
"""

_HOME = """
    home municipality
    hjemkommune, hjemstedskommune
    hemkommun, hemort
    kotikunta, kotipaikka
    hjemkommune, hjemstedskommune
"""

# A phone number or an address without a person's name beside it is the organisation's own,
# so that a contact's columns must say whose they are.
_CONTACT: Mapping[str, str] = {
    "contact_name": """
        contact name, contact person, contact person name, name of contact, \
            name of contact person
        kontaktperson, kontaktpersonens navn, kontaktnavn, navn på kontaktperson
        kontaktperson, kontaktpersonens namn, kontaktnamn, namn på kontaktperson
        yhteyshenkilö, yhteyshenkilön nimi, kontaktihenkilö, kontaktihenkilön nimi
        kontaktperson, kontaktpersonens navn, kontaktnavn, navn på kontaktperson
    """,
    "contact_role": """
        contact role, contact title, contact position, contact job title
        kontaktpersonens rolle, kontaktpersonens titel, kontaktpersonens stilling, \
            kontaktpersonens funktion
        kontaktpersonens roll, kontaktpersonens titel, kontaktpersonens befattning
        yhteyshenkilön rooli, yhteyshenkilön asema, yhteyshenkilön tehtävä, \
            yhteyshenkilön tehtävänimike, yhteyshenkilön titteli
        kontaktpersonens rolle, kontaktpersonens tittel, kontaktpersonens stilling
    """,
    "contact_email": """
        contact email, contact email address, contact mail, contact person email
        kontaktpersonens e-mail, kontaktpersonens mail, kontaktpersonens mailadresse, \
            kontakt e-mail, kontaktmail, e-mail kontaktperson, mail kontaktperson
        kontaktpersonens e-post, kontaktpersonens e-postadress, kontaktpersonens mejl, \
            kontaktens e-post, kontakt e-post, kontaktmejl, e-post kontaktperson
        yhteyshenkilön sähköposti, yhteyshenkilön sähköpostiosoite, yhteyshenkilön s-posti, \
            kontaktihenkilön sähköposti
        kontaktpersonens e-post, kontaktpersonens e-postadresse, kontakt e-post, \
            e-post kontaktperson
    """,
    "contact_phone": """
        contact phone, contact telephone, contact phone number, contact person phone
        kontaktpersonens telefon, kontaktpersonens telefonnummer, kontaktpersonens tlf, \
            kontaktpersonens mobil, kontakttelefon, telefon kontaktperson, tlf kontaktperson
        kontaktpersonens telefon, kontaktpersonens telefonnummer, kontaktpersonens mobil, \
            kontaktens telefon, kontakttelefon, telefon kontaktperson
        yhteyshenkilön puhelin, yhteyshenkilön puhelinnumero, yhteyshenkilön puh, \
            kontaktihenkilön puhelin
        kontaktpersonens telefon, kontaktpersonens telefonnummer, kontaktpersonens mobil, \
            kontakttelefon, telefon kontaktperson, tlf kontaktperson
    """,
    "contact_source": """
        contact source, source of contact
        kontaktens kilde, kilde til kontakt, kontaktpersonens kilde, kontaktoplysningernes kilde
        kontaktens källa, källa till kontakt, kontaktpersonens källa, kontaktuppgifternas källa
        yhteystietojen lähde, yhteystiedon lähde, yhteyshenkilön lähde
        kontaktens kilde, kilde til kontakt, kontaktpersonens kilde
    """,
    "contact_legal_basis": """
        contact legal basis, contact lawful basis, legal basis of contact
        kontaktens retsgrundlag, kontaktpersonens retsgrundlag, kontaktens behandlingsgrundlag
        kontaktens rättsliga grund, kontaktpersonens rättsliga grund
        yhteystietojen käsittelyperuste, yhteystietojen oikeusperuste, \
            yhteyshenkilön käsittelyperuste
        kontaktens behandlingsgrunnlag, kontaktpersonens behandlingsgrunnlag
    """,
}

PARTNERS: Mapping[str, str] = MappingProxyType(
    {
        "number": NUMBER,
        "name": also(_NAME, ORGANISATION),
        "level": """
            level, partnership level, level of partnership
            niveau, partnerskabsniveau, samarbejdsniveau
            nivå, partnerskapsnivå, samarbetsnivå
            taso, kumppanuustaso, kumppanuuden taso, yhteistyön taso
            nivå, partnerskapsnivå, samarbeidsnivå
        """,
        "since": """
            since, level since, at level since, on level since
            på niveau siden, niveau siden, niveau fra
            på nivån sedan, nivå sedan, på nivå sedan, nivå från
            tasolla alkaen, taso alkaen, tasolla lähtien
            på nivået siden, nivå siden, på nivå siden, nivå fra
        """,
        "status": """
            status, partnership status
            status, partnerskabets status, partnerskabsstatus
            status, partnerskapets status, partnerskapsstatus
            kumppanuuden tila, kumppanuuden status
            status, partnerskapets status, partnerskapsstatus
        """,
        "sector": """
            sector
            sektor, samfundssektor
            sektor, samhällssektor
            sektori
            sektor, samfunnssektor
        """,
        "municipality": also(MUNICIPALITY, _HOME),
        "country": """
            country, country code
            land, landekode
            land, landskod
            maa, maakoodi
            land, landkode
        """,
        "registration_number": """
            registration number, registration no, registration id, reg number, reg no, reg nr, \
                company number, company no, company registration number, organisation number, \
                organization number, org number, org no, business id
            cvr-nummer, cvr, cvr nr, cvr no, cvr number, registreringsnummer, registreringsnr, \
                virksomhedsnummer
            organisationsnummer, organisationsnr, org nr, org nummer, registreringsnummer, \
                fo-nummer, fo nr
            y-tunnus, yritystunnus, yritys- ja yhteisötunnus, rekisteröintinumero
            organisasjonsnummer, organisasjonsnr, org nr, org nummer, foretaksnummer
        """,
        "external_id": """
            external id, external key, ext id, source id, foreign key
            eksternt id, ekstern id, ekstern nøgle
            externt id, extern id, extern nyckel
            ulkoinen tunniste, ulkoinen tunnus, ulkoinen id, tunniste
            ekstern id, ekstern nøkkel
        """,
        "website": """
            website, web, web page, web address, homepage, url, www, \
                internet, internet address, domain
            hjemmeside, hjemmesideadresse, webside, websted, webadresse, netsted, domæne
            webbplats, hemsida, hemsideadress, webbsida, webbsajt, webb, webbadress, domän
            verkkosivut, verkkosivu, verkkosivusto, kotisivu, kotisivut, internetsivut, \
                nettisivu, nettisivut, www-osoite, verkko-osoite, verkkotunnus
            nettside, nettsted, nettadresse, hjemmeside, domene
        """,
        "scope": """
            scope, geographic scope, reach
            omfang, rækkevidde, geografisk omfang
            omfattning, räckvidd
            laajuus, kattavuus
            omfang, rekkevidde, geografisk omfang
        """,
        "involves_youth": """
            involves youth, youth, young people, youth involved
            involverer unge, unge, unge involveret, unge deltager
            involverar unga, unga, ungdomar, unga involverade, unga deltar
            nuoria mukana, nuoret, osallistaa nuoria
            involverer unge, ungdom, unge, involverer ungdom, unge involvert
        """,
        "involves_volunteers": """
            involves volunteers, volunteers, volunteers involved
            involverer frivillige, frivillige, frivillige involveret, frivillige deltager
            involverar volontärer, volontärer, frivilliga, involverar frivilliga, \
                volontärer involverade
            vapaaehtoisia mukana, vapaaehtoiset, osallistaa vapaaehtoisia
            involverer frivillige, frivillige, frivillige involvert
        """,
        "together": """
            together, what we do together, what we make together, what together
            hvad vi laver sammen, sammen, hvad sammen, hvad laver vi sammen, hvad gør vi sammen
            vad vi gör tillsammans, tillsammans, vad tillsammans, vad gör vi tillsammans
            mitä teemme yhdessä, yhdessä, mitä yhdessä
            hva vi gjør sammen, sammen, hva sammen, hva gjør vi sammen
        """,
        "for_whom": """
            for whom, target group, audience
            for hvem, målgruppe, hvem er det for
            för vem, för vilka, målgrupp
            kenelle, kohderyhmä
            for hvem, for hvilke, målgruppe
        """,
        "why_together": """
            why together, why not alone
            hvorfor sammen, hvorfor ikke alene
            varför tillsammans, varför inte ensamma
            miksi yhdessä, miksi ei yksin
            hvorfor sammen, hvorfor ikke alene
        """,
        "we_give": """
            we give, we contribute
            vi giver, vi bidrager med
            vi ger, vi bidrar med
            me annamme
            vi gir, vi bidrar med
        """,
        "we_get": """
            we get, we gain
            vi får
            vi får
            me saamme
            vi får
        """,
        "they_give": """
            they give, they contribute
            de giver, de bidrager med
            de ger, de bidrar med
            he antavat
            de gir, de bidrar med
        """,
        "they_get": """
            they get, they gain
            de får
            de får
            he saavat
            de får
        """,
        "pilot_until": """
            pilot until, pilot end, pilot ends, pilot end date
            pilot til, pilot slut, pilot slutter, pilot slutdato, pilot til og med
            pilot till, pilot till och med, pilot slutar, pilot slutdatum
            pilotti asti, pilotti päättyy, pilotin päättymispäivä
            pilot til, pilot slutter, pilot sluttdato, pilot til og med
        """,
        "tags": """
            tags, tag, keyword, keywords, labels
            emneord, nøgleord, stikord, mærker, tags
            taggar, nyckelord, etiketter, ämnesord
            avainsanat, tunnisteet, asiasanat
            emneord, nøkkelord, stikkord, merkelapper
        """,
        "notes": NOTES,
        "unit": UNIT,
        "areas": """
            areas, service areas, service area
            serviceområder, serviceområde
            serviceområden, serviceområde, tjänsteområden
            palvelualueet, palvelualue
            tjenesteområder, tjenesteområde, serviceområder
        """,
        "goals": """
            goals, strategic goals, goal codes, goal code
            strategiske mål, strategimål, målkoder, målkode
            strategiska mål, strategimål, målkoder, målkod
            strategiset tavoitteet, tavoitekoodit, tavoitekoodi
            strategiske mål, strategimål, målkoder, målkode
        """,
        "coordinator": """
            coordinator, partnership coordinator, our coordinator
            tovholder, vores tovholder, partnerskabstovholder, koordinator, partnerskabskoordinator
            samordnare, vår samordnare, partnerskapssamordnare, koordinator, partnerskapskoordinator
            koordinaattori, kumppanuuskoordinaattori
            koordinator, vår koordinator, partnerskapskoordinator, samordner
        """,
        **_CONTACT,
    }
)
"""The fields of a partner with their header words."""
