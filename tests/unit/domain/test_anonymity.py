"""Texts told outside hold none of the names that the register knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain.anonymity import Anonymizer

NAMES = ["Café Retro", "Bo", "Teatret"], ["Lise Holm", "Åse Bjørn-Ek", "Bo Li"]
TELL = Anonymizer(*NAMES, "[partner]", "[person]")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Lise Holm og café  retro", "[person] og [partner]"),
        ("Café Retros scene, Holms idé", "[partner] scene, [person] idé"),
        ("Café Retrossa Åse sanoi", "[partner] [person] sanoi"),
        ("Bo kom; bogen blev; Bos bog", "[partner] kom; bogen blev; [partner] bog"),
        ("teatret er et hus, Teatret en partner", "teatret er et hus, [partner] en partner"),
        ("Skriv til lise@retro.dk eller +45 12 34 56 78", "Skriv til [person] eller [person]"),
        ("12 34 56 78 gæster kom i 2026", "[person] gæster kom i 2026"),
        ("1 200 gæster den 2026-03-01", "1 200 gæster den 2026-03-01"),
        ("", ""),
    ],
)
def test_names_give_way_in_whatever_ending(text: str, told: str) -> None:
    assert TELL(text) == told


def test_a_part_of_the_name_of_whom_it_is_about_gives_way() -> None:
    assert TELL("Retro lukker") == "Retro lukker"
    assert TELL("Retro lukker", "Café Retro") == "[partner] lukker"
    assert TELL(None) is None


@given(st.lists(st.sampled_from(["og", "Café Retro", "Lise Holm", "Åse Bjørn-Ek", "hus"])))
def test_no_whole_name_is_left(words: list[str]) -> None:
    told = TELL(" ".join(words))
    assert told is not None
    assert not any(name in told for names in NAMES for name in names if " " in name)


def test_the_words_of_an_office_are_left_where_they_stand_alone() -> None:
    people = ["The school office", "Carl von Linné", "mette"]
    anonymize = Anonymizer([], people, "[org]", "[person]")

    assert anonymize("Ask the house: the school has an office.") == (
        "Ask the house: the school has an office."
    )
    assert anonymize("The school office, Linné and mette") == "[person], [person] and [person]"
