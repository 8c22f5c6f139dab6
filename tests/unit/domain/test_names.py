"""Names are matched, found and sorted as Nordic readers expect."""

import random
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain.name_keys import identity_key, search_key, sort_key, sort_language

SURROGATES_TOO = st.text(st.characters(exclude_categories=()))
NORDIC = st.text("aoeåäöæøAOEÅÄÖÆØ\u030a\u0308\u0301\u0323 -'\u2019&é")
NAMES = SURROGATES_TOO | NORDIC


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Århus", "Aarhus"),
        ("A\u030arhus", "Århus"),
        ("Café  Retro", " CAFE retro "),
        ("Malmö", "Malmoe"),
        ("Malmo\u0308", "Malmö"),
        ("Ærø", "Aeroe"),
        ("Straße", "STRASSE"),
        ("Þórshöfn", "Thorshoefn"),
        ("Łódź", "Lodz"),
        ("Guovdageaidnu Čázádat", "guovdageaidnu cazadat"),
        ("\uff21\uff22\uff23", "abc"),
        ("Børn & Unge \u2013 Aarhus", "Børn & Unge - Århus"),
        ("Jack\u2019s", "Jack's"),
        ("Dokk\u00ad1", "Dokk1"),
        ("Ǻrup", "Årup"),
    ],
)
def test_these_are_the_same_name(one: str, other: str) -> None:
    assert identity_key(one) == identity_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sälen", "Salen"),
        ("Sari", "Saari"),
        ("Møl", "Mol"),
        ("किताब", "कताब"),  # a vowel sign is no accent
        ("כתב", "כתבה"),
        ("Bo Sten", "Bosten"),
        ("!!!", "!!"),
        ("A.B.", "AB"),
    ],
)
def test_these_are_different_names(one: str, other: str) -> None:
    assert identity_key(one) != identity_key(other)


@pytest.mark.parametrize("name", ["!!!", "...", "?", "§§", "#1"])
def test_a_name_without_letters_is_its_own_key(name: str) -> None:
    assert identity_key(name) == name
    assert search_key(name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("arhus", "Århus"),
        ("aarhus", "Århus"),
        ("århus", "Aarhus"),
        ("soren", "Søren"),
        ("søren", "Soeren"),
        ("gard", "Gård"),
        ("malmo", "Malmö"),
        ("malmö", "Malmø"),
        ("alleroed", "Allerød"),
        ("cafe retro", "Café  Retro"),
        ("sodertalje", "Södertälje"),
        ("jyvaskyla", "Jyväskylä"),
        ("hamina vehkalahti", "Hamina-Vehkalahti"),
        ("kb hallen", "KB. Hallen"),
        ("unga manniskor", "Unga (människor)"),
    ],
)
def test_what_is_typed_finds_the_name(typed: str, name: str) -> None:
    assert search_key(typed) in search_key(name)


@given(NAMES)
def test_a_key_of_a_key_is_the_same_key(name: str) -> None:
    assert identity_key(identity_key(name)) == identity_key(name)
    assert search_key(search_key(name)) == search_key(name)


@given(NAMES)
def test_a_name_that_is_not_blank_has_keys(name: str) -> None:
    assert bool(identity_key(name)) == bool(search_key(name))
    if name.strip():
        assert identity_key(name)


@given(NAMES)
def test_how_a_name_is_encoded_does_not_matter(name: str) -> None:
    assert identity_key(normalize("NFD", name)) == identity_key(normalize("NFC", name))
    assert search_key(normalize("NFD", name)) == search_key(normalize("NFC", name))


@given(NAMES, NAMES)
def test_the_same_names_are_found_by_each_other(one: str, other: str) -> None:
    if identity_key(one) == identity_key(other):
        assert search_key(one) == search_key(other)


@given(NAMES, st.sampled_from(["en", "da", "sv"]))
def test_a_sort_key_ends_in_the_name_so_that_no_two_names_tie(name: str, language: str) -> None:
    assert sort_key(name, language).endswith(f"\x01{name}")


@given(st.text(st.characters(codec="ascii", categories=["L", "N"])), st.sampled_from(["en", "sv"]))
def test_ascii_names_sort_as_their_small_letters_do(name: str, language: str) -> None:
    assert sort_key(name, language).split("\x01")[0] == name.lower()


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        (
            "da",
            [
                "Allerød",
                "Brøndby",
                "Hvidovre",
                "Høje-Taastrup",
                "Høng",
                "Høsterkøb",
                "Køge",
                "Müller",
                "Myrup",
                "Samsø",
                "Sorø",
                "Svendborg",
                "Sæby",
                "Sønderborg",
                "Ærø",
                "Ølstykke",
                "Aabenraa",
                "Aalborg",
                "Aarhus",
                "Århus Ø",
                "Aars",
            ],
        ),
        (
            "da",
            ["Zoo", "Ægir", "Ängelholm", "Øster", "Östersund", "Åben", "Aaby"],
        ),
        (
            "nb",
            ["Bodø", "Bygland", "Bærum", "Bø", "Bømlo", "Båtsfjord", "Zion", "Ørland", "Ålesund"],
        ),
        (
            "sv",
            [
                "Ale",
                "Malmö",
                "Mariestad",
                "Mora",
                "Mölndal",
                "Zinkgruvan",
                "Åmål",
                "Åre",
                "Älmhult",
                "Ærø",
                "Öckerö",
                "Örebro",
                "Ørsted",
            ],
        ),
        (
            "fi",
            ["Aalto", "Ahvenanmaa", "Espoo", "Jyväskylä", "Åbo", "Ähtäri", "Äänekoski", "Öja"],
        ),
        (
            "en",
            ["Aalborg", "Abo", "Åbo", "Åland", "Ålesund", "Oland", "Öland", "Øster", "Oz", "Zoo"],
        ),
    ],
)
def test_a_list_is_in_the_order_of_its_readers(language: str, ordered: list[str]) -> None:
    shuffled = random.Random(1).sample(ordered, len(ordered))
    assert sorted(shuffled, key=lambda name: sort_key(name, language)) == ordered


def test_the_finer_differences_come_after_the_letters() -> None:
    ordered = ["cafe", "Café A", "cafe b", "Idé", "Idea", "Ides"]
    shuffled = random.Random(3).sample(ordered, len(ordered))
    assert sorted(shuffled, key=lambda name: sort_key(name, "sv")) == ordered
    assert sort_key("cafe", "da") < sort_key("café", "da") < sort_key("cafeb", "da")
    assert sort_key("Bo", "da") < sort_key("bo", "da") < sort_key("Boa", "da")


def test_digits_come_before_letters_and_other_scripts_after_them() -> None:
    ordered = ["!", "3F", "Æter", "Øre", "»Åben« scene", "Ålbæk", "Ωμέγα", "Музей", "图书馆"]
    shuffled = random.Random(2).sample(ordered, len(ordered))
    assert sorted(shuffled, key=lambda name: sort_key(name, "da")) == ordered


def test_words_are_compared_one_by_one() -> None:
    ordered = ["Bo Östman", "Bo-Åke", "Boa", "O'Hara", "Ohr"]
    by_key = sorted(ordered, key=lambda name: sort_key(name, "sv"))
    assert by_key == ["Bo-Åke", "Bo Östman", "Boa", "O'Hara", "Ohr"]


@pytest.mark.parametrize(
    ("language", "alphabet"),
    [
        ("da", "da"),
        ("nb", "da"),
        ("nn", "da"),
        ("no", "da"),
        ("da_DK", "da"),
        ("SV-se", "sv"),
        ("fi", "sv"),
        ("en", "en"),
        ("de", "en"),
        ("", "en"),
    ],
)
def test_a_language_has_an_alphabet(language: str, alphabet: str) -> None:
    assert sort_language(language) == alphabet
