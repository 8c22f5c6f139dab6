"""Whom the house works with."""

from __future__ import annotations

from partnerreg.domain.enums import (
    Direction,
    LegalBasis,
    LegalForm,
    Level,
    Party,
    PolicyField,
    Scope,
    Sector,
    Status,
)
from partnerreg.domain.name_keys import SORT_LANGUAGES
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.audience import audiences
from partnerreg.nouns.fields import (
    COUNTRY,
    DAY,
    EMAIL,
    FLAG,
    LEVEL,
    LINE,
    NAME,
    PHONE,
    REGISTRATION_NUMBER,
    TEXT,
    WEBSITE,
    Field,
    Key,
    Reference,
    References,
    Several,
    Word,
)
from partnerreg.nouns.noun import Noun, Sentences
from partnerreg.nouns.validity import in_force

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

SIDES = {f"{party}_{direction}": (party, direction) for party in Party for direction in Direction}
"""The four sides of the balance, by the fields that say them."""

_COORDINATOR = f"""(
    SELECT staff.name FROM assignment JOIN staff ON staff.id = assignment.staff_id
    WHERE assignment.partner_id = partner.id AND assignment.role = 'coordinator'
    AND {in_force("assignment", "starts_on", "ends_on")} AND {in_force("staff", "ends_on")}
    ORDER BY assignment.id LIMIT 1
)"""


def _side(name: str) -> Several:
    party, direction = SIDES[name]
    return Several("contribution", "text", (("party", party), ("direction", direction)))


PARTNER = Noun(
    "partner",
    "partners",
    N_("Partners"),
    "Partners: who the house works with, and at what level.",
    fields=(
        Field(
            "name",
            NAME,
            N_("Name"),
            "The partner's name.",
            headers=headers.also(_NAME, headers.ORGANISATION),
            required=True,
            argument=True,
            keys=(
                Key("name_key", "identity_key"),
                Key("search_key", "search_key"),
                *(
                    Key(f"sort_{language}", "alphabetical_key", language)
                    for language in SORT_LANGUAGES
                ),
            ),
        ),
        Field(
            "level",
            LEVEL,
            N_("Level"),
            "Where it starts; above network through the gate.",
            headers="""
                level, partnership level, level of partnership
                niveau, partnerskabsniveau, samarbejdsniveau
                nivå, partnerskapsnivå, samarbetsnivå
                taso, kumppanuustaso, kumppanuuden taso, yhteistyön taso
                nivå, partnerskapsnivå, samarbeidsnivå
            """,
            default=Level.NETWORK,
            fixed=True,
            typed=False,
        ),
        Field(
            "since",
            DAY,
            N_("Since"),
            "At this level since.",
            hints=headers.STARTS_HINTS,
            headers="""
                since, level since, at level since, on level since
                på niveau siden, niveau siden, niveau fra
                på nivån sedan, nivå sedan, på nivå sedan, nivå från
                tasolla alkaen, taso alkaen, tasolla lähtien
                på nivået siden, nivå siden, på nivå siden, nivå fra
            """,
            own=False,
            past="name the day on which it came there",
            shown=False,
            sql="SELECT max(effective_on) FROM level_change WHERE partner_id = partner.id",
            listed_as="(SELECT max(effective_on) FROM level_change WHERE partner_id = partner.id)",
        ),
        Field(
            "status",
            Word(Status),
            N_("Status"),
            "Whether it is still alive.",
            headers="""
                status, partnership status
                status, partnerskabets status, partnerskabsstatus
                status, partnerskapets status, partnerskapsstatus
                kumppanuuden tila, kumppanuuden status
                status, partnerskapets status, partnerskapsstatus
            """,
            shown=False,
            default=Status.ACTIVE,
            fixed=True,
            typed=False,
        ),
        Field(
            "sector",
            Word(Sector),
            N_("Sector"),
            "Sector.",
            headers="""
                sector
                sektor, samfundssektor
                sektor, samhällssektor
                sektori
                sektor, samfunnssektor
            """,
            shown=False,
        ),
        Field(
            "municipality",
            LINE,
            N_("Municipality"),
            "Municipality.",
            headers=headers.also(headers.MUNICIPALITY, _HOME),
            keys=(Key("municipality_key", "identity_key"),),
        ),
        Field(
            "country",
            COUNTRY,
            N_("Country"),
            "Country, as DK.",
            headers="""
                country, country code
                land, landekode
                land, landskod
                maa, maakoodi
                land, landkode
            """,
            shown=False,
        ),
        Field(
            "registration_number",
            REGISTRATION_NUMBER,
            N_("Registration number"),
            "CVR, organisationsnummer, Y-tunnus, orgnr; needs a country.",
            headers="""
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
            shown=False,
        ),
        Field(
            "external_id",
            LINE,
            N_("External id"),
            "Its key in another system.",
            headers="""
                external id, external key, ext id, source id, foreign key
                eksternt id, ekstern id, ekstern nøgle
                externt id, extern id, extern nyckel
                ulkoinen tunniste, ulkoinen tunnus, ulkoinen id, tunniste
                ekstern id, ekstern nøkkel
            """,
            shown=False,
        ),
        Field(
            "website",
            WEBSITE,
            N_("Website"),
            "Web address.",
            headers="""
                website, web, web page, web address, homepage, url, www, \
                    internet, internet address, domain
                hjemmeside, hjemmesideadresse, webside, websted, webadresse, netsted, domæne
                webbplats, hemsida, hemsideadress, webbsida, webbsajt, webb, webbadress, domän
                verkkosivut, verkkosivu, verkkosivusto, kotisivu, kotisivut, internetsivut, \
                    nettisivu, nettisivut, www-osoite, verkko-osoite, verkkotunnus
                nettside, nettsted, nettadresse, hjemmeside, domene
            """,
            shown=False,
        ),
        Field(
            "scope",
            Word(Scope),
            N_("Scope"),
            "How far it reaches.",
            headers="""
                scope, geographic scope, reach
                omfang, rækkevidde, geografisk omfang
                omfattning, räckvidd
                laajuus, kattavuus
                omfang, rekkevidde, geografisk omfang
            """,
            shown=False,
        ),
        Field(
            "policy_field",
            Word(PolicyField),
            N_("Policy field"),
            "The field of public policy that it works in.",
            headers="""
                policy field, field of policy, policy area
                politikområde, fagområde, forvaltningsområde, politikfelt
                politikområde, fackområde, förvaltningsområde, verksamhetsfält
                politiikan ala, hallinnonala, politiikkalohko
                politikkområde, fagområde, forvaltningsområde, politikkfelt
            """,
            option="field",
            shown=False,
        ),
        Field(
            "legal_form",
            Word(LegalForm),
            N_("Legal form"),
            "What it is before the law.",
            headers="""
                legal form, form of organisation, organisation type
                juridisk form, organisationsform, retsform, selskabsform
                juridisk form, organisationsform, företagsform, associationsform
                oikeudellinen muoto, yhteisömuoto, organisaatiomuoto, yritysmuoto
                juridisk form, organisasjonsform, selskapsform, rettsform
            """,
            shown=False,
        ),
        Field(
            "non_profit",
            FLAG,
            N_("Non-profit"),
            "It is not run for profit.",
            headers="""
                non-profit, not for profit
                non-profit, almennyttig, uden gevinst for øje
                ideell, icke vinstdrivande, utan vinstsyfte, allmännyttig
                voittoa tavoittelematon, yleishyödyllinen
                ideell, ikke-kommersiell, uten fortjenesteformål, allmennyttig
            """,
            shown=False,
        ),
        Field(
            "region",
            LINE,
            N_("Region"),
            "The region that it is in, or works in.",
            headers="""
                region, county, province
                region, landsdel
                region, län, landskap
                maakunta, hyvinvointialue
                fylke, region, landsdel
            """,
            keys=(Key("region_key", "identity_key"),),
            shown=False,
        ),
        Field(
            "involves_youth",
            FLAG,
            N_("Involves young people"),
            "Young people take part.",
            headers="""
                involves youth, youth, young people, youth involved
                involverer unge, unge, unge involveret, unge deltager
                involverar unga, unga, ungdomar, unga involverade, unga deltar
                nuoria mukana, nuoret, osallistaa nuoria
                involverer unge, ungdom, unge, involverer ungdom, unge involvert
            """,
            option="youth",
            shown=False,
        ),
        Field(
            "involves_volunteers",
            FLAG,
            N_("Involves volunteers"),
            "Volunteers take part.",
            headers="""
                involves volunteers, volunteers, volunteers involved
                involverer frivillige, frivillige, frivillige involveret, frivillige deltager
                involverar volontärer, volontärer, frivilliga, involverar frivilliga, \
                    volontärer involverade
                vapaaehtoisia mukana, vapaaehtoiset, osallistaa vapaaehtoisia
                involverer frivillige, frivillige, frivillige involvert
            """,
            option="volunteers",
            shown=False,
        ),
        Field(
            "together",
            TEXT,
            N_("What we make together"),
            "What we make together.",
            headers="""
                together, what we do together, what we make together, what together
                hvad vi laver sammen, sammen, hvad sammen, hvad laver vi sammen, hvad gør vi sammen
                vad vi gör tillsammans, tillsammans, vad tillsammans, vad gör vi tillsammans
                mitä teemme yhdessä, yhdessä, mitä yhdessä
                hva vi gjør sammen, sammen, hva sammen, hva gjør vi sammen
            """,
            shown=False,
        ),
        Field(
            "for_whom",
            TEXT,
            N_("For whom"),
            "For whom.",
            headers="""
                for whom, target group, audience
                for hvem, målgruppe, hvem er det for
                för vem, för vilka, målgrupp
                kenelle, kohderyhmä
                for hvem, for hvilke, målgruppe
            """,
            shown=False,
        ),
        Field(
            "why_together",
            TEXT,
            N_("Why not alone"),
            "Why none of us could alone.",
            headers="""
                why together, why not alone
                hvorfor sammen, hvorfor ikke alene
                varför tillsammans, varför inte ensamma
                miksi yhdessä, miksi ei yksin
                hvorfor sammen, hvorfor ikke alene
            """,
            shown=False,
        ),
        Field(
            "we_give",
            _side("we_give"),
            "We give",
            "What we give; may be repeated.",
            headers="""
                we give, we contribute
                vi giver, vi bidrager med
                vi ger, vi bidrar med
                me annamme
                vi gir, vi bidrar med
            """,
            own=False,
            shown=False,
        ),
        Field(
            "we_get",
            _side("we_get"),
            "We get",
            "What we get; may be repeated.",
            headers="""
                we get, we gain
                vi får
                vi får
                me saamme
                vi får
            """,
            own=False,
            shown=False,
        ),
        Field(
            "they_give",
            _side("they_give"),
            "They give",
            "What they give; may be repeated.",
            headers="""
                they give, they contribute
                de giver, de bidrager med
                de ger, de bidrar med
                he antavat
                de gir, de bidrar med
            """,
            own=False,
            shown=False,
        ),
        Field(
            "they_get",
            _side("they_get"),
            "They get",
            "What they get; may be repeated.",
            headers="""
                they get, they gain
                de får
                de får
                he saavat
                de får
            """,
            own=False,
            shown=False,
        ),
        Field(
            "pilot_until",
            DAY,
            N_("Pilot until"),
            "A pilot until that day.",
            headers="""
                pilot until, pilot end, pilot ends, pilot end date
                pilot til, pilot slut, pilot slutter, pilot slutdato, pilot til og med
                pilot till, pilot till och med, pilot slutar, pilot slutdatum
                pilotti asti, pilotti päättyy, pilotin päättymispäivä
                pilot til, pilot slutter, pilot sluttdato, pilot til og med
            """,
            shown=False,
        ),
        Field(
            "tags",
            Several("partner_tag", "tag", key=Key("tag_key", "identity_key")),
            N_("Tags"),
            "A tag; may be repeated.",
            option="tag",
            less="untag",
            headers="""
                tags, tag, keyword, keywords, labels
                emneord, nøgleord, stikord, mærker, tags
                taggar, nyckelord, etiketter, ämnesord
                avainsanat, tunnisteet, asiasanat
                emneord, nøkkelord, stikkord, merkelapper
            """,
            own=False,
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
        Field(
            "unit",
            Reference("unit", in_use=True),
            N_("Unit"),
            "The unit of the house that runs it.",
            headers=headers.UNIT,
            shown=False,
        ),
        Field(
            "unit_since",
            DAY,
            N_("Unit since"),
            "The unit runs it from that day on; when another takes over, today if not given.",
            headers="""
                unit since, unit from
                enhed siden, enhed fra
                enhet sedan, enhet från
                yksikkö alkaen, yksikkö lähtien
                enhet siden, enhet fra
            """,
            fixed=True,
            shown=False,
        ),
        Field(
            "areas",
            References("area", in_use=True, table="partner_area"),
            N_("Service areas"),
            "Service areas that it touches.",
            hints="områder, område, områden, alueet",
            headers="""
                areas, service areas, service area
                serviceområder, serviceområde
                serviceområden, serviceområde, tjänsteområden
                palvelualueet, palvelualue
                tjenesteområder, tjenesteområde, serviceområder
            """,
            own=False,
            shown=False,
        ),
        Field(
            "goals",
            References("goal", in_use=True, table="partner_goal"),
            N_("Goals"),
            "Goals that it serves.",
            hints="mål, tavoitteet",
            headers=headers.GOALS,
            own=False,
            shown=False,
        ),
        audiences("partner_audience"),
        Field(
            "coordinator",
            Reference("staff", in_use=True),
            N_("Coordinator"),
            "Who looks after it.",
            headers="""
                coordinator, partnership coordinator, our coordinator
                tovholder, vores tovholder, partnerskabstovholder, koordinator, \
                    partnerskabskoordinator
                samordnare, vår samordnare, partnerskapssamordnare, koordinator, \
                    partnerskapskoordinator
                koordinaattori, kumppanuuskoordinaattori
                koordinator, vår koordinator, partnerskapskoordinator, samordner
            """,
            own=False,
            listed_as=_COORDINATOR,
        ),
        # A phone number or an address without a person's name beside it is the organisation's own,
        # so that a contact's columns must say whose they are.
        Field(
            "contact_name",
            NAME,
            "Contact",
            "The primary contact's name.",
            hints="kontakt, person, navn på kontakt, yhteys",
            headers="""
            contact name, contact person, contact person name, name of contact, \
                name of contact person
            kontaktperson, kontaktpersonens navn, kontaktnavn, navn på kontaktperson
            kontaktperson, kontaktpersonens namn, kontaktnamn, namn på kontaktperson
            yhteyshenkilö, yhteyshenkilön nimi, kontaktihenkilö, kontaktihenkilön nimi
            kontaktperson, kontaktpersonens navn, kontaktnavn, navn på kontaktperson
        """,
            own=False,
            listed_as="contact.name",
            shown=False,
            personal=True,
        ),
        Field(
            "contact_role",
            LINE,
            "Contact role",
            "What the primary contact does there.",
            headers="""
            contact role, contact title, contact position, contact job title
            kontaktpersonens rolle, kontaktpersonens titel, kontaktpersonens stilling, \
                kontaktpersonens funktion
            kontaktpersonens roll, kontaktpersonens titel, kontaktpersonens befattning
            yhteyshenkilön rooli, yhteyshenkilön asema, yhteyshenkilön tehtävä, \
                yhteyshenkilön tehtävänimike, yhteyshenkilön titteli
            kontaktpersonens rolle, kontaktpersonens tittel, kontaktpersonens stilling
        """,
            own=False,
            listed_as="contact.role",
            shown=False,
            personal=True,
        ),
        Field(
            "contact_email",
            EMAIL,
            "Contact e-mail",
            "The primary contact's e-mail address.",
            hints=headers.EMAIL_HINTS,
            headers="""
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
            own=False,
            listed_as="contact.email",
            shown=False,
            personal=True,
        ),
        Field(
            "contact_phone",
            PHONE,
            "Contact phone",
            "The primary contact's phone.",
            hints=headers.PHONE_HINTS,
            headers="""
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
            own=False,
            listed_as="contact.phone",
            shown=False,
            personal=True,
        ),
        Field(
            "contact_source",
            LINE,
            "Contact source",
            "Where we have the contact's data from.",
            headers="""
            contact source, source of contact
            kontaktens kilde, kilde til kontakt, kontaktpersonens kilde, kontaktoplysningernes kilde
            kontaktens källa, källa till kontakt, kontaktpersonens källa, kontaktuppgifternas källa
            yhteystietojen lähde, yhteystiedon lähde, yhteyshenkilön lähde
            kontaktens kilde, kilde til kontakt, kontaktpersonens kilde
        """,
            own=False,
            listed_as="contact.source",
            shown=False,
            personal=True,
        ),
        Field(
            "contact_legal_basis",
            Word(LegalBasis),
            "Contact legal basis",
            "Why we may keep the contact's data.",
            headers="""
            contact legal basis, contact lawful basis, legal basis of contact
            kontaktens retsgrundlag, kontaktpersonens retsgrundlag, kontaktens behandlingsgrundlag
            kontaktens rättsliga grund, kontaktpersonens rättsliga grund
            yhteystietojen käsittelyperuste, yhteystietojen oikeusperuste, \
                yhteyshenkilön käsittelyperuste
            kontaktens behandlingsgrunnlag, kontaktpersonens behandlingsgrunnlag
        """,
            own=False,
            listed_as="contact.legal_basis",
            shown=False,
        ),
    ),
    code="external_id",
    identity=("name", "municipality"),
    groups=(("country", "registration_number"), ("level", "status"), ("unit", "unit_since")),
    parts=("level_change", "partner_tag", "contribution", "partner_audience"),
    beside=("contact", "contact.partner_id = partner.id AND contact.is_primary"),
    lists="partners, with tags, areas, goals, a coordinator and a contact beside them",
    thing=N_("partner"),
    sentences=Sentences(changed="Changed #{number} {before}: {fields}."),
    service="partnerreg.services.partners.Partners",
    list_spec="partnerreg.transfer.nouns.partners.PartnerImport",
)
