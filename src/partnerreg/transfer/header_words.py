"""What spreadsheets call the fields, in English, Danish, Swedish, Finnish and Norwegian.

Only names that hardly ever mean anything else: a column that is left out is
named to the reader, a column that is misread is not. So 'type', 'city',
'department', 'description' and 'nr' are nobody's. A field's own name is always
known. One line per language, in the order above.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTNER: Mapping[str, str] = MappingProxyType(
    {
        "name": (
            "partner, partner name, organisation, organization, organisation name,"
            "organization name, name of organisation, name of organization, association,"
            "association name, company, company name, institution,"
            "navn, partnernavn, partnerens navn, samarbejdspartner, organisationsnavn,"
            "organisationens navn, navn på organisation, forening, foreningsnavn, foreningens navn,"
            "navn på forening, firma, firmanavn, virksomhed, virksomhedsnavn, virksomhedens navn,"
            "institutionsnavn, myndighed, aktør,"
            "namn, partnernamn, partnerns namn, samarbetspartner, organisationsnamn,"
            "organisationens namn, namn på organisation, förening, föreningsnamn, föreningens namn,"
            "namn på förening, företag, företagsnamn, företagets namn, firmanamn, myndighet,"
            "myndighetsnamn, aktör,"
            "nimi, kumppani, kumppanin nimi, yhteistyökumppani, yhteistyökumppanin nimi,"
            "organisaatio, organisaation nimi, yhdistys, yhdistyksen nimi, yritys, yrityksen nimi,"
            "toimija, toimijan nimi,"
            "samarbeidspartner, organisasjon, organisasjonsnavn, organisasjonens navn,"
            "navn på organisasjon, bedrift, bedriftsnavn, virksomhet, virksomhetsnavn, institusjon"
        ),
        "sector": "sektor, samfundssektor, samhällssektor, sektori, samfunnssektor",
        "municipality": (
            "municipality name, home municipality,"
            "kommune, kommunenavn, hjemkommune, hjemstedskommune,"
            "kommun, kommunnamn, hemkommun, hemort,"
            "kunta, kunnan nimi, kotikunta, kotipaikka"
        ),
        "country": "country code, land, landekode, landskod, maa, maakoodi, landkode",
        "registration_number": (
            "registration no, registration id, reg number, reg no, reg nr, company number,"
            "company no, company registration number, organisation number, organization number,"
            "org number, org no, business id,"
            "cvr, cvr nr, cvr no, cvr number, cvr nummer, registreringsnummer, registreringsnr,"
            "virksomhedsnummer,"
            "org nr, org nummer, organisationsnummer, organisationsnr, fo nummer, fo nr,"
            "y-tunnus, yritystunnus, yritys- ja yhteisötunnus, rekisteröintinumero,"
            "organisasjonsnummer, organisasjonsnr, foretaksnummer"
        ),
        "website": (
            "web site, web, web page, web address, homepage, home page, url, www, internet,"
            "internet address, domain,"
            "hjemmeside, hjemmesideadresse, webside, websted, webadresse, netsted, domæne,"
            "hemsida, hemsideadress, webbplats, webbsida, webbsajt, webb, webbadress, domän,"
            "kotisivu, kotisivut, verkkosivu, verkkosivut, verkkosivusto, internetsivut,"
            "nettisivu, nettisivut, www-osoite, verkko-osoite, verkkotunnus,"
            "nettside, nettsted, nettadresse, domene"
        ),
        "external_id": (
            "external key, ext id, source id, foreign key,"
            "ekstern id, eksternt id, ekstern nøgle, extern id, externt id, extern nyckel,"
            "ulkoinen id, ulkoinen tunnus, ulkoinen tunniste, tunniste, ekstern nøkkel"
        ),
        "scope": (
            "geographic scope, reach, omfang, rækkevidde, geografisk omfang,"
            "omfattning, räckvidd, laajuus, kattavuus, rekkevidde"
        ),
        "involves_youth": (
            "youth, young people, youth involved, unge, involverer unge, unge involveret,"
            "unge deltager, unga, ungdomar, involverar unga, unga involverade, unga deltar,"
            "nuoret, nuoria mukana, osallistaa nuoria, ungdom, involverer ungdom, unge involvert"
        ),
        "involves_volunteers": (
            "volunteers, volunteers involved, frivillige, involverer frivillige,"
            "frivillige involveret, frivillige deltager, volontärer, frivilliga,"
            "involverar volontärer, involverar frivilliga, volontärer involverade,"
            "vapaaehtoiset, vapaaehtoisia mukana, osallistaa vapaaehtoisia, frivillige involvert"
        ),
        "together": (
            "what we do together, what we make together, what together,"
            "sammen, hvad sammen, hvad laver vi sammen, hvad vi laver sammen, hvad gør vi sammen,"
            "tillsammans, vad tillsammans, vad gör vi tillsammans, vad vi gör tillsammans,"
            "yhdessä, mitä yhdessä, mitä teemme yhdessä, hva sammen, hva gjør vi sammen"
        ),
        "for_whom": (
            "target group, audience, for hvem, målgruppe, hvem er det for,"
            "för vem, för vilka, målgrupp, kenelle, kohderyhmä, for hvilke"
        ),
        "why_together": (
            "why not alone, hvorfor sammen, hvorfor ikke alene, varför tillsammans,"
            "varför inte ensamma, miksi yhdessä, miksi ei yksin"
        ),
        "we_give": "vi giver, vi bidrager med, vi ger, vi bidrar med, me annamme, vi gir",
        "we_get": "vi får, me saamme",
        "they_give": "de giver, de bidrager med, de ger, de bidrar med, he antavat, de gir",
        "they_get": "de får, he saavat",
        "pilot_until": (
            "pilot end, pilot ends, pilot end date, pilot til, pilot slut, pilot slutter,"
            "pilot slutdato, pilot till, pilot till och med, pilot slutar, pilot slutdatum,"
            "pilotti asti, pilotti päättyy, pilotin päättymispäivä, pilot sluttdato"
        ),
        "notes": (
            "note, comment, comments, remark, remarks,"
            "noter, notat, notater, bemærkning, bemærkninger, kommentar, kommentarer,"
            "anteckning, anteckningar, anmärkning, anmärkningar, notering, noteringar,"
            "muistiinpanot, huomautus, huomautukset, huomiot, huom, kommentti, kommentit,"
            "lisätiedot, merknad, merknader, anmerkning, anmerkninger"
        ),
        "tags": (
            "tag, keyword, keywords, labels, emneord, nøgleord, stikord, mærker,"
            "taggar, nyckelord, etiketter, ämnesord, avainsanat, tunnisteet, asiasanat,"
            "merkelapper, nøkkelord, stikkord"
        ),
        "unit": (
            "owning unit, our unit, enhed, ansvarlig enhed, vores enhed,"
            "enhet, ansvarig enhet, vår enhet, yksikkö, vastuuyksikkö, ansvarlig enhet"
        ),
        "level": (
            "partnership level, level of partnership, niveau, partnerskabsniveau,"
            "samarbejdsniveau, nivå, partnerskapsnivå, samarbetsnivå, taso, kumppanuustaso,"
            "kumppanuuden taso, yhteistyön taso, samarbeidsnivå"
        ),
    }
)
"""The fields of a partner, in the order in which they are listed, with their other names."""
