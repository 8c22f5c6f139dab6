"""What lists of agreements call their columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from partnerreg.transfer.words.shared import (
    ENDS,
    MUNICIPALITY,
    NUMBER,
    ORGANISATION,
    STARTS,
    VALID_FROM,
    VALID_UNTIL,
    also,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAKES_EFFECT = """
    effective date, effective from
    ikrafttrædelse, ikrafttrædelsesdato, aftalestart
    ikraftträdande, avtalsstart
    voimaantulo, voimaantulopäivä, sopimus alkaa
    ikrafttredelse, ikrafttredelsesdato, avtalestart
"""

_RUNS_OUT = """
    expires, expires on, expiry date, expiration date
    udløber, udløber den, udløbsdato, udløb, aftalen udløber
    löper ut, utgångsdatum, avtalsslut, avtalet löper ut
    sopimus päättyy, voimassaolo päättyy
    utløper, utløper den, utløpsdato, avtalen utløper
"""

AGREEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "number": NUMBER,
        "partner": ORGANISATION,
        "municipality": MUNICIPALITY,
        "kind": """
            kind, agreement kind, agreement type, kind of agreement, type of agreement
            aftaletype, aftaleform, aftalens art, type af aftale
            avtalstyp, avtalsform, typ av avtal, slags avtal
            sopimustyyppi, sopimuksen tyyppi, sopimuslaji, sopimuksen laji
            avtaletype, avtaleform, type avtale, avtalens art
        """,
        "title": """
            title, agreement title, agreement name, name of agreement
            titel, aftaletitel, aftalens titel, aftalenavn, aftalens navn
            titel, avtalstitel, avtalets titel, avtalsnamn, avtalets namn
            otsikko, sopimuksen otsikko, sopimuksen nimi
            tittel, avtaletittel, avtalens tittel, avtalenavn, avtalens navn
        """,
        # The number that an agreement has elsewhere is what it is filed under.
        "reference": """
            reference, reference number, reference no, case number, case no, agreement number, \
                agreement no, contract number
            reference, referencenummer, sagsnummer, sagsnr, journalnummer, journalnr, \
                aftalenummer, aftalenr, kontraktnummer
            referens, referensnummer, diarienummer, diarienr, dnr, ärendenummer, avtalsnummer, \
                avtalsnr
            viite, viitenumero, diaarinumero, dnro, asianumero, sopimusnumero, sopimusnro
            referanse, referansenummer, saksnummer, saksnr, journalnummer, avtalenummer, avtalenr
        """,
        "signed_on": """
            signed on, signed, date signed, signing date, signature date, date of signature
            underskrevet den, underskrevet, underskriftsdato, dato for underskrift
            undertecknat den, undertecknat, undertecknad, underskrivet, underskriftsdatum, \
                datum för undertecknande
            allekirjoitettu, allekirjoituspäivä, allekirjoituspäivämäärä, allekirjoituspvm
            signert den, signert, signeringsdato, underskrevet, underskriftsdato
        """,
        "valid_from": also(VALID_FROM, also(_TAKES_EFFECT, STARTS)),
        "valid_until": also(VALID_UNTIL, also(_RUNS_OUT, ENDS)),
        # A number is of months only where the header says so.
        "renewal_months": """
            renewal months, renewal in months, renewed for months, renewal period months
            fornyes måneder, fornyelse måneder, fornyelse i måneder, forlænges måneder, \
                forlængelse måneder, forlængelse i måneder, fornyelse mdr, forlængelse mdr
            förnyas månader, förnyelse månader, förnyelse i månader, förlängs månader, \
                förlängning månader, förlängning i månader, förlängning mån
            uusiutuu kuukautta, uusiutuu kuukausiksi, jatkokausi kuukausina, jatkokausi kk, \
                jatkuu kuukautta
            fornyes måneder, fornyelse måneder, fornyelse i måneder, forlenges måneder, \
                forlengelse måneder, forlengelse i måneder, fornyelse mnd
        """,
        "notice_months": """
            notice months, notice in months, notice period months, notice period in months
            opsigelse måneder, opsigelsesvarsel måneder, opsigelsesvarsel i måneder, \
                opsigelsesvarsel mdr, opsigelsesfrist måneder, opsigelsesfrist i måneder
            uppsägning månader, uppsägningstid månader, uppsägningstid i månader, \
                uppsägningstid mån
            irtisanomisaika kuukausina, irtisanomisaika kuukautta, irtisanomisaika kk
            oppsigelse måneder, oppsigelsestid måneder, oppsigelsestid i måneder, \
                oppsigelsestid mnd, oppsigelsesfrist måneder
        """,
        # The first day without it, not the day on which notice was given.
        "terminated_on": """
            terminated on, terminated, termination date
            ophørt den, ophørt, ophørsdato, ophævet den, opsagt pr, opsagt til
            upphört den, upphört, upphörde, hävt den, uppsagt per, uppsagt till
            päättynyt, purettu, irtisanottu päättymään
            opphørt den, opphørt, opphørsdato, hevet den, sagt opp per, oppsagt til
        """,
        "exit_terms": """
            exit terms, exit clause, terms of exit, termination terms, terms of termination
            opsigelsesvilkår, vilkår for opsigelse, ophørsvilkår, vilkår for ophør
            uppsägningsvillkor, villkor för uppsägning, villkor för upphörande
            irtisanomisehdot, päättämisehdot, irtisanomisen ehdot
            oppsigelsesvilkår, vilkår for oppsigelse, vilkår for opphør
        """,
        "replaces": """
            replaces, replaces agreement, supersedes
            erstatter, erstatter aftale, afløser, afløser aftale
            ersätter, ersätter avtal
            korvaa, korvaa sopimuksen
            erstatter, erstatter avtale, avløser, avløser avtale
        """,
    }
)
"""The fields of an agreement with their header words."""
