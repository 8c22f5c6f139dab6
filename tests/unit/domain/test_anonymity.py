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


@pytest.mark.parametrize(
    "number",
    [
        *("86112299", "86 11 22 99", "8611 2299", "8611-2299", "+45 86 11 22 99", "+4586112299"),
        *("040-123 45 67", "0401234567", "050 123 4567", "(+45) 8611 2233", "(040) 123 45 67"),
        *("+46 (0)40-123 45 67", "0045 86112299", "412 34 567", "2033 4455", "20.33.44.55"),
        *("12 12 12 12", "86\u00a011\u00a022\u00a099", "010203-1234"),
    ],
)
def test_a_phone_number_gives_way_however_it_is_typed(number: str) -> None:
    assert TELL(f"Ring ({number}), {number}.") == "Ring ([person]), [person]."


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-01", "2026-03", "1.3.2026", "01-03-2026", "1/3 2026", "1. 3. 2026", "01.03.26"),
        *("2025-2026", "2025–2026", "2024/25", "2024, 2025", "2024 2025 2026", "2026 120 gæster"),
        *("2026-03-01 2026-04-01", "1.3.2026-1.4.2026", "1.3.2026 - 1.4.2026"),
        *("10.00-12.30", "10:00-12:30", "500-600 gæster", "1.200.000", "120 000 gæster"),
        *("1 200 000 gæster", "250000 kr", "12 500 000 kr.", "75.000,50 kr", "12345"),
    ],
)
def test_days_years_and_amounts_stay(text: str) -> None:
    assert TELL(f"Det var {text}") == f"Det var {text}"
    assert TELL(text) == text


@pytest.mark.parametrize(
    "written",
    ["Jens Mand, leder", "Jens Mand (skolen)", "Jens Mand – leder", "Mand, Jens", "Jens (Mand)"],
)
def test_what_is_added_to_a_name_is_no_part_of_it(written: str) -> None:
    tell = Anonymizer([], [written], "[org]", "[person]")
    assert tell("Jens er leder af skolen") == "[person] er leder af skolen"


def test_who_is_called_by_the_address_has_no_name() -> None:
    tell = Anonymizer([], ["+45 20 30 40 50", "bo@skolen.dk", ""], "[org]", "[person]")
    assert tell("20 gik, 30 kom, skolen stod") == "20 gik, 30 kom, skolen stod"


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
