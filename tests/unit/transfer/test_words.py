"""The header words of each noun."""

from __future__ import annotations

import pytest

from partnerreg.domain.enums import LANGUAGES
from partnerreg.domain.synonyms import word_key
from partnerreg.errors import InvalidInput
from partnerreg.nouns.headers import by_language
from partnerreg.transfer.header_words import listed_nouns, words_of
from partnerreg.transfer.mapping.columns import match_headers

WORDS = {noun: words_of(noun) for noun in listed_nouns()}

ENTRIES = [
    pytest.param(noun, field, id=f"{noun}-{field}") for noun in WORDS for field in WORDS[noun].words
]

# Headers as people write them, each with the field it means; None for those that are nobody's.
REAL = {
    ("partners", "en"): {
        "Organisation": "name",
        "Partnership level": "level",
        "Company No.": "registration_number",
        "Web site": "website",
        "Our co-ordinator": "coordinator",
        "Contact person": "contact_name",
        "Contact e-mail": "contact_email",
        "Email": None,
        "Phone": None,
        "Type": None,
        "City": None,
        "Service areas": "areas",
        "Strategic goals": "goals",
    },
    ("partners", "da"): {
        "Foreningens navn": "name",
        "CVR-nr.": "registration_number",
        "Samarbejdsniveau": "level",
        "På niveau siden": "since",
        "Status": "status",
        "Hjemstedskommune": "municipality",
        "Tovholder": "coordinator",
        "Kontaktperson": "contact_name",
        "Kontaktpersonens stilling": "contact_role",
        "Kontaktpersonens e-mail": "contact_email",
        "Kontaktpersonens tlf.": "contact_phone",
        "Målgruppe": "for_whom",
        "Hvad laver vi sammen?": "together",
        "Ansvarlig enhed": "unit",
        "Serviceområder": "areas",
        "Strategiske mål": "goals",
        "Bemærkninger": "notes",
        "Telefon": None,
        "Postnr.": None,
        "By": None,
        "Afdeling": None,
        "Mål": None,
    },
    ("partners", "sv"): {
        "Föreningsnamn": "name",
        "Org.nr": "registration_number",
        "Samarbetsnivå": "level",
        "Hemkommun": "municipality",
        "Samordnare": "coordinator",
        "Kontaktperson": "contact_name",
        "E-post kontaktperson": "contact_email",
        "Vad gör vi tillsammans?": "together",
        "Nyckelord": "tags",
        "Ansvarig enhet": "unit",
        "Anmärkning": "notes",
        "Postort": None,
        "Telefon": None,
    },
    ("partners", "fi"): {
        "Yhdistyksen nimi": "name",
        "Y-tunnus": "registration_number",
        "Kotipaikka": "municipality",
        "Kumppanuuden taso": "level",
        "Kumppanuuden tila": "status",
        "Koordinaattori": "coordinator",
        "Yhteyshenkilö": "contact_name",
        "Yhteyshenkilön sähköposti": "contact_email",
        "Yhteyshenkilön puhelinnumero": "contact_phone",
        "Kohderyhmä": "for_whom",
        "Avainsanat": "tags",
        "Lisätiedot": "notes",
        "Tila": None,
        "Rekisterinumero": None,
        "Osoite": None,
    },
    ("partners", "nb"): {
        "Organisasjonsnavn": "name",
        "Org.nr.": "registration_number",
        "Samarbeidsnivå": "level",
        "Kommune": "municipality",
        "Nettside": "website",
        "Koordinator": "coordinator",
        "Kontaktperson": "contact_name",
        "Kontaktpersonens e-post": "contact_email",
        "Merknader": "notes",
        "Poststed": None,
        "Målform": None,
    },
    ("contacts", "en"): {
        "Association": "partner",
        "Full name": "name",
        "Job title": "role",
        "E-mail": "email",
        "Mobile": "phone",
        "Main contact": "primary",
        "Lawful basis": "legal_basis",
        "Keep until": "retain_until",
        "First name": None,
        "Home municipality": None,
        "Address": None,
    },
    ("contacts", "da"): {
        "Forening": "partner",
        "Kommune": "municipality",
        "Navn": "name",
        "Stilling": "role",
        "E-mailadresse": "email",
        "Tlf. nr.": "phone",
        "Primær": "primary",
        "Behandlingsgrundlag": "legal_basis",
        "Informeret den": "informed_on",
        "Opbevares til": "retain_until",
        "Adresse": None,
        "Fornavn": None,
    },
    ("contacts", "sv"): {
        "Organisation": "partner",
        "Kontaktperson": "name",
        "Befattning": "role",
        "E-post": "email",
        "Mobilnummer": "phone",
        "Rättslig grund": "legal_basis",
        "Bevaras t.o.m.": "retain_until",
        "Efternamn": None,
    },
    ("contacts", "fi"): {
        "Yhdistys": "partner",
        "Nimi": "name",
        "Tehtävänimike": "role",
        "Sähköposti": "email",
        "Puh.": "phone",
        "Käsittelyperuste": "legal_basis",
        "Lähde": "source",
        "Etunimi": None,
    },
    ("contacts", "nb"): {
        "Bedrift": "partner",
        "Fullt navn": "name",
        "Stillingstittel": "role",
        "E-postadresse": "email",
        "Mobil": "phone",
        "Behandlingsgrunnlag": "legal_basis",
        "Etternavn": None,
    },
    ("agreements", "en"): {
        "Company": "partner",
        "Type of agreement": "kind",
        "Contract number": "reference",
        "Date signed": "signed_on",
        "Effective date": "valid_from",
        "Expiry date": "valid_until",
        "Notice period (months)": "notice_months",
        "Notice period": "notice",
        "Type": None,
    },
    ("agreements", "da"): {
        "Samarbejdspartner": "partner",
        "Aftaletype": "kind",
        "Sagsnr.": "reference",
        "Underskrevet": "signed_on",
        "Gælder fra": "valid_from",
        "Udløbsdato": "valid_until",
        "Opsigelsesvarsel (måneder)": "notice_months",
        "Opsigelsesvarsel": "notice",
        "Opsagt den": None,
        "Ophørt den": "terminated_on",
        "Afløser": "replaces",
    },
    ("agreements", "sv"): {
        "Samarbetspartner": "partner",
        "Avtalstyp": "kind",
        "Avtalets namn": "title",
        "Dnr": "reference",
        "Undertecknat": "signed_on",
        "Giltig fr.o.m.": "valid_from",
        "Giltig t.o.m.": "valid_until",
        "Uppsägningstid (mån)": "notice_months",
    },
    ("agreements", "fi"): {
        "Kumppani": "partner",
        "Sopimustyyppi": "kind",
        "Sopimuksen nimi": "title",
        "Diaarinumero": "reference",
        "Allekirjoituspvm": "signed_on",
        "Voimassa alkaen": "valid_from",
        "Voimassa asti": "valid_until",
        "Irtisanomisaika (kk)": "notice_months",
    },
    ("agreements", "nb"): {
        "Samarbeidspartner": "partner",
        "Avtaletype": "kind",
        "Saksnr.": "reference",
        "Signert": "signed_on",
        "Gjelder fra": "valid_from",
        "Utløper": "valid_until",
        "Oppsigelsestid (mnd.)": "notice_months",
    },
    ("activities", "en"): {
        "Date": "held_on",
        "Activity type": "kind",
        "Activity": "title",
        "Organisations": "partners",
        "Attendance": "participants",
        "Location": "place",
    },
    ("activities", "da"): {
        "Dato": "held_on",
        "Aktivitetstype": "kind",
        "Titel": "title",
        "Samarbejdspartnere": "partners",
        "Antal deltagere": "participants",
        "Målgruppe": "audience",
        "Sted": "place",
    },
    ("activities", "sv"): {
        "Datum": "held_on",
        "Typ av aktivitet": "kind",
        "Rubrik": None,
        "Titel": "title",
        "Samarbetspartner": "partners",
        "Antal deltagare": "participants",
    },
    ("activities", "fi"): {
        "Pvm": "held_on",
        "Tapahtuman tyyppi": "kind",
        "Tapahtuman nimi": "title",
        "Yhteistyökumppanit": "partners",
        "Osallistujamäärä": "participants",
        "Yleisö": None,
    },
    ("activities", "nb"): {
        "Dato": "held_on",
        "Aktivitetstype": "kind",
        "Aktivitet": "title",
        "Samarbeidspartnere": "partners",
        "Antall deltakere": "participants",
    },
    ("staff", "da"): {
        "Medarbejder": "name",
        "E-mail": "email",
        "Enhed": "unit",
        "Ledelse": "management",
        "Ansat fra": "starts_on",
        "Slutdato": "ends_on",
        "Leder": None,
    },
    ("staff", "sv"): {"Namn": "name", "E-post": "email", "Enhet": "unit", "Chef": None},
    ("staff", "fi"): {"Työntekijä": "name", "Sähköposti": "email", "Yksikkö": "unit"},
    ("staff", "nb"): {"Ansatt": "name", "E-post": "email", "Sluttdato": "ends_on"},
    ("units", "da"): {"Enhed": "name", "Nedlagt": "retired_on", "Leder": None},
    ("areas", "da"): {"Område": "name", "Nedlagt den": "retired_on"},
    ("areas", "fi"): {"Palvelualue": "name", "Lakkautettu": "retired_on"},
    ("goals", "da"): {"Kode": "code", "Mål": "title", "Startdato": "starts_on"},
    ("goals", "sv"): {"Målkod": "code", "Mål": "title", "Slutdatum": "ends_on"},
    ("goals", "fi"): {"Koodi": "code", "Tavoite": "title", "Päättymispäivä": "ends_on"},
}


@pytest.mark.parametrize(("noun", "language"), REAL)
def test_headers_as_people_write_them_mean_what_people_mean(noun: str, language: str) -> None:
    headers = REAL[noun, language]
    columns = match_headers(list(headers), (), WORDS[noun].words, required=())
    found = {columns.header(field): field for field in columns.positions}
    assert found == {header: field for header, field in headers.items() if field}
    assert columns.unmapped == tuple(header for header, field in headers.items() if not field)


@pytest.mark.parametrize(("noun", "field"), ENTRIES)
def test_each_field_has_words_in_each_language(noun: str, field: str) -> None:
    words = by_language(WORDS[noun].words[field])
    assert tuple(words) == LANGUAGES
    assert all(word_key(word) for there in words.values() for word in there)


@pytest.mark.parametrize(("noun", "field"), ENTRIES)
def test_no_word_is_written_twice_in_one_line(noun: str, field: str) -> None:
    for there in by_language(WORDS[noun].words[field]).values():
        keys = [word_key(word) for word in there]
        assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("noun", WORDS)
def test_no_word_means_two_fields_of_a_noun(noun: str) -> None:
    meanings: dict[str, set[str]] = {}
    for field, entry in WORDS[noun].words.items():
        for word in (field, *(word for there in by_language(entry).values() for word in there)):
            meanings.setdefault(word_key(word), set()).add(field)
    assert {word for word, fields in meanings.items() if len(fields) > 1} == set()


@pytest.mark.parametrize("noun", WORDS)
@pytest.mark.parametrize(
    "header", ["Nr", "No", "ID", "Type", "City", "By", "Department", "Description", "column 3"]
)
def test_what_may_mean_anything_is_nobodys(noun: str, header: str) -> None:
    assert match_headers([header], (), WORDS[noun].words, required=()).unmapped == (header,)


@pytest.mark.parametrize("noun", WORDS)
def test_what_is_required_is_a_field(noun: str) -> None:
    assert set(WORDS[noun].required) <= set(WORDS[noun].words)


@pytest.mark.parametrize("noun", WORDS)
def test_what_is_exported_is_known_without_a_map(noun: str) -> None:
    fields = list(WORDS[noun].words)
    columns = match_headers(fields, (), *WORDS[noun])
    assert list(columns.positions) == fields
    assert columns.unmapped == ()


def test_an_unknown_noun_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidInput) as caught:
        words_of("partner")
    assert caught.value.message == "There are no lists of 'partner'."
    assert caught.value.hint.startswith("There are lists of partners, contacts,")
