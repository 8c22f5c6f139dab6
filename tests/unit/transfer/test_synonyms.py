"""The words people write for the members of closed lists, yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnerreg.domain import synonyms
from partnerreg.domain.enums import (
    ActivityKind,
    AgreementKind,
    Decision,
    LegalBasis,
    Level,
    Rating,
    Renewal,
    Role,
    Scope,
    Sector,
    Status,
)
from partnerreg.domain.synonym_lists import WORDS
from partnerreg.domain.synonyms import member_of, word_key

if TYPE_CHECKING:
    from enum import StrEnum

LISTS = (
    Sector,
    Scope,
    Status,
    Role,
    AgreementKind,
    Renewal,
    ActivityKind,
    Rating,
    Decision,
    LegalBasis,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("civil", Sector.CIVIL_SOCIETY),
        ("Civilsamfund", Sector.CIVIL_SOCIETY),
        ("civilsamhälle", Sector.CIVIL_SOCIETY),
        ("Förening", Sector.CIVIL_SOCIETY),
        ("forening", Sector.CIVIL_SOCIETY),
        ("Kolmas sektori", Sector.CIVIL_SOCIETY),
        ("JÄRJESTÖ", Sector.CIVIL_SOCIETY),
        ("sivilsamfunn", Sector.CIVIL_SOCIETY),
        ("Non profit", Sector.CIVIL_SOCIETY),
        ("Offentlig", Sector.PUBLIC),
        ("julkinen", Sector.PUBLIC),
        ("Privat", Sector.PRIVATE),
        ("yksityinen", Sector.PRIVATE),
        ("Företag", Sector.PRIVATE),
        ("Privatperson", Sector.INDIVIDUAL),
        ("yksityishenkilö", Sector.INDIVIDUAL),
    ],
)
def test_sectors_are_known_in_five_languages(text: str, expected: Sector) -> None:
    assert member_of(Sector, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lokal", Scope.LOCAL),
        ("paikallinen", Scope.LOCAL),
        ("Tværgående", Scope.CROSS_CUTTING),
        ("tvärgående", Scope.CROSS_CUTTING),
        ("regionalt", Scope.REGIONAL),
        ("Landsdækkende", Scope.NATIONAL),
        ("nationell", Scope.NATIONAL),
        ("valtakunnallinen", Scope.NATIONAL),
        ("nasjonal", Scope.NATIONAL),
    ],
)
def test_scopes_are_known_in_five_languages(text: str, expected: Scope) -> None:
    assert member_of(Scope, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", Level.STRATEGIC),
        (" 2 ", Level.SERVICE),
        ("3", Level.NETWORK),
        ("Niveau 1", Level.STRATEGIC),
        ("nivå 2", Level.SERVICE),
        ("taso 3", Level.NETWORK),
        ("level 3", Level.NETWORK),
        ("strategic partnership", Level.STRATEGIC),
        ("Strategisk partnerskab", Level.STRATEGIC),
        ("strategiskt partnerskap", Level.STRATEGIC),
        ("strateginen kumppanuus", Level.STRATEGIC),
        ("service-based partnership", Level.SERVICE),
        ("Servicebaseret partnerskab", Level.SERVICE),
        ("servicebaserat partnerskap", Level.SERVICE),
        ("palvelulähtöinen kumppanuus", Level.SERVICE),
        ("network collaboration", Level.NETWORK),
        ("netværkssamarbejde", Level.NETWORK),
        ("nätverksarbete", Level.NETWORK),
        ("verkostoyhteistyö", Level.NETWORK),
        ("1 - Strategisk partnerskab", Level.STRATEGIC),
    ],
)
def test_levels_are_known_by_number_word_and_label(text: str, expected: Level) -> None:
    assert member_of(Level, text) is expected


@pytest.mark.parametrize("text", ["ja", "JA", "Yes", "joo", "kyllä", "x", "X", "1", "TRUE", "SAND"])
def test_words_for_yes_are_yes(text: str) -> None:
    assert member_of(bool, text) is True


@pytest.mark.parametrize("text", ["✓", "✔", "☑", "Tosi", "sant", "sann", "y", "-1"])
def test_marks_and_the_words_of_spreadsheet_programs_for_true_are_yes(text: str) -> None:
    assert member_of(bool, text) is True


@pytest.mark.parametrize(
    "text", ["nej", "No", "ei", "nei", "0", "false", "FALSK", "falskt", "Epätosi", "☐", "✗"]
)
def test_words_for_no_are_no(text: str) -> None:
    assert member_of(bool, text) is False


@pytest.mark.parametrize("text", ["", " ", "måske", "ja?", "?", "2", "12", "-", "ja/nej"])
def test_what_is_neither_yes_nor_no_is_not_known(text: str) -> None:
    assert member_of(bool, text) is None


@pytest.mark.parametrize("text", ["", "0", "4", "-1", "+1", "1.5", "11", "niveau 4", "høj", "1?"])
def test_what_is_no_level_is_not_known(text: str) -> None:
    assert member_of(Level, text) is None


@pytest.mark.parametrize("text", ["", "bibliotek", "offentlig/privat", "public private"])
def test_what_is_no_sector_is_not_known(text: str) -> None:
    assert member_of(Sector, text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Letter of Intent", AgreementKind.LETTER_OF_INTENT),
        ("Hensigtserklæring", AgreementKind.LETTER_OF_INTENT),
        ("avsiktsförklaring", AgreementKind.LETTER_OF_INTENT),
        ("Aiesopimus", AgreementKind.LETTER_OF_INTENT),
        ("intensjonsavtale", AgreementKind.LETTER_OF_INTENT),
        ("Skriftlig aftale", AgreementKind.WRITTEN_AGREEMENT),
        ("samarbejdsaftale", AgreementKind.WRITTEN_AGREEMENT),
        ("Avtal", AgreementKind.WRITTEN_AGREEMENT),
        ("kirjallinen sopimus", AgreementKind.WRITTEN_AGREEMENT),
        ("AVTALE", AgreementKind.WRITTEN_AGREEMENT),
    ],
)
def test_kinds_of_agreement_are_known_in_five_languages(text: str, expected: AgreementKind) -> None:
    assert member_of(AgreementKind, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("møde", ActivityKind.MEETING),
        ("Möte", ActivityKind.MEETING),
        ("kokous", ActivityKind.MEETING),
        ("Arrangement", ActivityKind.EVENT),
        ("evenemang", ActivityKind.EVENT),
        ("tapahtuma", ActivityKind.EVENT),
        ("telefonsamtale", ActivityKind.CALL),
        ("samtal", ActivityKind.CALL),
        ("puhelu", ActivityKind.CALL),
        ("besøg", ActivityKind.VISIT),
        ("Besök", ActivityKind.VISIT),
        ("vierailu", ActivityKind.VISIT),
        ("E-mail", ActivityKind.MAIL),
        ("e-post", ActivityKind.MAIL),
        ("Sähköposti", ActivityKind.MAIL),
        ("andet", ActivityKind.OTHER),
        ("övrigt", ActivityKind.OTHER),
        ("muu", ActivityKind.OTHER),
    ],
)
def test_kinds_of_activity_are_known_in_five_languages(text: str, expected: ActivityKind) -> None:
    assert member_of(ActivityKind, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aktiv", Status.ACTIVE),
        ("igangværende", Status.ACTIVE),
        ("käynnissä", Status.ACTIVE),
        ("Afsluttet", Status.ENDED),
        ("avslutad", Status.ENDED),
        ("päättynyt", Status.ENDED),
        ("opphørt", Status.ENDED),
        ("inaktiv", None),
    ],
)
def test_a_status_is_known_where_the_word_leaves_no_doubt(
    text: str, expected: Status | None
) -> None:
    assert member_of(Status, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Automatisk forlængelse", Renewal.TACIT),
        ("tyst förlängning", Renewal.TACIT),
        ("Uusiutuu automaattisesti", Renewal.TACIT),
        ("ja", Renewal.TACIT),
        ("ingen", Renewal.NONE),
        ("ei uusiudu", Renewal.NONE),
        ("nei", Renewal.NONE),
    ],
)
def test_renewals_are_known_in_five_languages(text: str, expected: Renewal) -> None:
    assert member_of(Renewal, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("samtykke", LegalBasis.CONSENT),
        ("suostumus", LegalBasis.CONSENT),
        ("avtal", LegalBasis.CONTRACT),
        ("retlig forpligtelse", LegalBasis.LEGAL_OBLIGATION),
        ("vitala intressen", LegalBasis.VITAL_INTERESTS),
        ("allmänt intresse", LegalBasis.PUBLIC_TASK),
        ("yleinen etu", LegalBasis.PUBLIC_TASK),
        ("Interesseafvejning", LegalBasis.LEGITIMATE_INTERESTS),
        ("oikeutettu etu", LegalBasis.LEGITIMATE_INTERESTS),
        ("Art. 6(1)(a)", LegalBasis.CONSENT),
        ("artikel 6.1 e", LegalBasis.PUBLIC_TASK),
        ("6.1.f", LegalBasis.LEGITIMATE_INTERESTS),
    ],
)
def test_legal_bases_are_known_in_five_languages_and_by_letter(
    text: str, expected: LegalBasis
) -> None:
    assert member_of(LegalBasis, text) is expected


def test_ratings_decisions_and_roles_are_known_in_five_languages() -> None:
    success = ["vellykket", "Lyckat", "onnistunut", "suksess"]
    assert {member_of(Rating, text) for text in success} == {Rating.SUCCESS}
    assert {member_of(Rating, text) for text in ["blandet", "blandat", "vaihteleva"]} == {
        Rating.MIXED
    }
    assert {member_of(Rating, text) for text in ["mislykket", "misslyckat", "epäonnistui"]} == {
        Rating.FAILURE
    }
    ending = ["afsluttes", "avslutas", "lopetetaan", "avslutt"]
    assert {member_of(Decision, text) for text in ending} == {Decision.END}
    assert {member_of(Decision, text) for text in ["overdrages", "överlämnas"]} == {
        Decision.HAND_OVER
    }
    assert {member_of(Role, text) for text in ["tovholder", "samordnare"]} == {Role.COORDINATOR}
    assert {member_of(Role, text) for text in ["Ledelse", "johto"]} == {Role.MANAGEMENT}


@pytest.mark.parametrize("kind", LISTS)
def test_every_word_of_the_register_is_its_own_synonym(kind: type[StrEnum]) -> None:
    for member in kind:
        for text in (member.value, member.value.upper(), member.value.replace("-", " ")):
            assert member_of(kind, text) is member


def test_every_level_is_known_by_its_word_and_number() -> None:
    assert [member_of(Level, member.word) for member in Level] == list(Level)
    assert [member_of(Level, str(member.value)) for member in Level] == list(Level)


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("text", ["", " ", "?", "xyzzy", "-", "7"])
def test_what_stands_for_nothing_is_not_known(kind: type[StrEnum], text: str) -> None:
    assert member_of(kind, text) is None


@pytest.mark.parametrize("kind", WORDS)
def test_no_word_means_two_things(kind: type) -> None:
    meanings: dict[str, set[object]] = {}
    for value, words in WORDS[kind].items():
        for word in words.split(","):
            key = synonyms._key(word)
            assert key
            meanings.setdefault(key, set()).add(value)
    assert {word for word, values in meanings.items() if len(values) > 1} == set()


def test_the_key_of_a_word_is_its_letters_and_digits() -> None:
    assert word_key("CVR-nr.") == word_key("cvr nr") == "cvrnr"
    assert word_key("Nivå") == word_key("niva") == word_key("NIVAA")
