"""The words people write for sectors, scopes, levels, yes and no."""

from __future__ import annotations

import pytest

from partnerreg.domain import synonyms
from partnerreg.domain.synonyms import flag, level, scope, sector, word_key
from partnerreg.domain.vocabulary import Level, Scope, Sector


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
    assert sector(text) is expected


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
    assert scope(text) is expected


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
    assert level(text) is expected


@pytest.mark.parametrize("text", ["ja", "JA", "Yes", "joo", "kyllä", "x", "X", "1", "TRUE", "SAND"])
def test_words_for_yes_are_yes(text: str) -> None:
    assert flag(text) is True


@pytest.mark.parametrize("text", ["✓", "✔", "☑", "Tosi", "sant", "sann", "y", "-1"])
def test_marks_and_the_words_of_spreadsheet_programs_for_true_are_yes(text: str) -> None:
    assert flag(text) is True


@pytest.mark.parametrize(
    "text", ["nej", "No", "ei", "nei", "0", "false", "FALSK", "falskt", "Epätosi", "☐", "✗"]
)
def test_words_for_no_are_no(text: str) -> None:
    assert flag(text) is False


@pytest.mark.parametrize("text", ["", " ", "måske", "ja?", "?", "2", "12", "-", "ja/nej"])
def test_what_is_neither_yes_nor_no_is_not_known(text: str) -> None:
    assert flag(text) is None


@pytest.mark.parametrize("text", ["", "0", "4", "-1", "+1", "1.5", "11", "niveau 4", "høj", "1?"])
def test_what_is_no_level_is_not_known(text: str) -> None:
    assert level(text) is None


@pytest.mark.parametrize("text", ["", "bibliotek", "offentlig/privat", "public private"])
def test_what_is_no_sector_is_not_known(text: str) -> None:
    assert sector(text) is None


def test_every_word_of_the_register_is_its_own_synonym() -> None:
    assert [sector(member.value) for member in Sector] == list(Sector)
    assert [scope(member.value) for member in Scope] == list(Scope)
    assert [level(member.word) for member in Level] == list(Level)
    assert [level(str(member.value)) for member in Level] == list(Level)


@pytest.mark.parametrize(
    "table", [synonyms._SECTORS, synonyms._SCOPES, synonyms._LEVELS, synonyms._FLAGS]
)
def test_no_word_means_two_things(table: dict[object, str]) -> None:
    meanings: dict[str, set[object]] = {}
    for value, words in table.items():
        for word in words.split(","):
            key = synonyms._key(word)
            assert key
            meanings.setdefault(key, set()).add(value)
    assert {word for word, values in meanings.items() if len(values) > 1} == set()


def test_the_key_of_a_word_is_its_letters_and_digits() -> None:
    assert word_key("CVR-nr.") == word_key("cvr nr") == "cvrnr"
    assert word_key("Nivå") == word_key("niva") == word_key("NIVAA")
