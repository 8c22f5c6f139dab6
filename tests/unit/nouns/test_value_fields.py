"""Days, counts, flags and words: how they may be written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain.enums import (
    ActivityKind,
    AgreementKind,
    Decision,
    LegalBasis,
    Level,
    Rating,
    Scope,
    Sector,
)
from partnerreg.errors import InvalidInput
from partnerreg.nouns.fields import COUNT, DAY, FLAG, LEVEL, Field, Kind, Word
from partnerreg.nouns.noun import Noun
from partnerreg.nouns.schema import schema_of, validate


def _field(name: str, kind: Kind, *, required: bool = False) -> Field:
    return Field(name, kind, "", "", required=required)


SAID = Noun(
    "said",
    "said",
    "",
    "",
    fields=(
        _field("day", DAY),
        _field("required_day", DAY, required=True),
        _field("count", COUNT),
        _field("flag", FLAG),
        _field("sector", Word(Sector)),
        _field("scope", Word(Scope)),
        _field("level", LEVEL),
        _field("agreement", Word(AgreementKind), required=True),
        _field("activity", Word(ActivityKind), required=True),
        _field("rating", Word(Rating), required=True),
        _field("decision", Word(Decision)),
        _field("basis", Word(LegalBasis)),
    ),
)
REQUIRED = {
    "required_day": date(2026, 3, 1),
    "agreement": AgreementKind.WRITTEN_AGREEMENT,
    "activity": ActivityKind.MEETING,
    "rating": Rating.SUCCESS,
}


def said(field: str, value: Any) -> Any:
    return getattr(validate(schema_of(SAID), REQUIRED | {field: value}), field)


def refusal(field: str, value: Any) -> str:
    with pytest.raises(InvalidInput) as caught:
        said(field, value)
    return caught.value.message


@given(st.dates())
def test_any_day_is_read_as_it_is_written(day: date) -> None:
    assert said("day", day.isoformat()) == said("day", day) == day
    assert said("required_day", f" {day.isoformat()} ") == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-02-30", "day is out of range for month"),
        ("2025-02-29", "day is out of range for month"),
        ("2026-13-01", "month must be in 1..12"),
        ("2026-00-10", "month must be in 1..12"),
        ("0000-01-01", "year 0 is out of range"),
    ],
)
@pytest.mark.parametrize("field", ["day", "required_day"])
def test_a_day_that_does_not_exist_is_refused(field: str, text: str, reason: str) -> None:
    wrong = refusal(field, text)
    label = field.replace("_", " ")
    assert wrong.startswith(f"{label} {text!r} is not a day of the calendar: {reason}")


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "2026-3-1",
        "26-03-01",
        "20260301",
        "2026-W10-1",
        "01.03.2026",
        "1/3 2026",
        "2026-03-01T00:00:00",
        "10000-01-01",
        "-2026-03-01",
        "٢٠٢٦-٠٣-٠١",
        20260301,
        0,
    ],
)
@pytest.mark.parametrize("field", ["day", "required_day"])
def test_a_day_is_written_in_one_way(field: str, text: Any) -> None:
    wrong = refusal(field, text)
    assert wrong == f"{field.replace('_', ' ')} {str(text)!r} is not a date; write it as 2026-03-31"


def test_no_day_is_none_where_it_need_not_be_given() -> None:
    assert [said("day", nothing) for nothing in (None, "", " ")] == [None] * 3
    assert refusal("required_day", "") == "required day is missing"
    assert refusal("required_day", None) == "required day is missing"


@given(st.integers(0, 999_999_999))
def test_a_count_is_a_whole_number(number: int) -> None:
    assert said("count", number) == said("count", f" {number} ") == number


@pytest.mark.parametrize(
    "value", ["-1", -1, "1.5", 1.5, "1 000", "1,000", "x", "٣", "²", "1e3", "0x1", "9" * 10, True]
)
def test_what_counts_nothing_is_refused(value: Any) -> None:
    assert refusal("count", value) == f"count {str(value)!r} is not a whole number, nought or more"


def test_no_count_is_none() -> None:
    assert said("count", "") is said("count", None) is None
    assert said("count", "000") == 0


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yes", True),
        ("JA", True),
        ("kyllä", True),
        ("true", True),
        ("1", True),
        (True, True),
        ("no", False),
        ("Nej", False),
        ("nei", False),
        ("ei", False),
        ("false", False),
        ("0", False),
        (False, False),
        ("", None),
        (" ", None),
        (None, None),
    ],
)
def test_a_flag_is_read_in_five_languages(text: Any, meant: object) -> None:
    assert said("flag", text) is meant


@pytest.mark.parametrize("text", ["maybe", "y/n", "2", "jaja"])
def test_what_is_neither_yes_nor_no_is_refused(text: str) -> None:
    assert refusal("flag", text) == f"flag {text!r} is neither yes nor no"


CLOSED: list[tuple[str, Any]] = [
    ("sector", Sector),
    ("scope", Scope),
    ("agreement", AgreementKind),
    ("activity", ActivityKind),
    ("rating", Rating),
    ("decision", Decision),
    ("basis", LegalBasis),
]


@pytest.mark.parametrize(("field", "kind"), CLOSED)
def test_a_word_of_a_closed_list_is_read_however_it_is_spaced_and_cased(
    field: str, kind: Any
) -> None:
    for word in kind:
        for text in (word, word.value, word.value.upper(), f" {word.value.replace('-', ' ')} "):
            assert said(field, text) is word
        assert said(field, word.value.replace("-", "_")) is word


@pytest.mark.parametrize(("field", "kind"), CLOSED)
def test_a_word_that_is_not_in_the_list_is_refused_with_those_that_are(
    field: str, kind: Any
) -> None:
    words = ", ".join(word.value for word in kind)
    assert refusal(field, "nonsense") == f"{field} 'nonsense' is not one of {words}"


@pytest.mark.parametrize("field", ["sector", "scope", "level", "decision", "basis"])
def test_a_word_that_need_not_be_given_may_be_empty(field: str) -> None:
    assert said(field, "") is said(field, None) is None


@pytest.mark.parametrize("field", ["agreement", "activity", "rating"])
@pytest.mark.parametrize("nothing", ["", " ", None])
def test_a_word_that_must_be_given_is_missing_where_it_is_empty(
    field: str, nothing: str | None
) -> None:
    assert refusal(field, nothing) == f"{field} is missing"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("1", Level.STRATEGIC),
        ("strategic", Level.STRATEGIC),
        ("servicebaseret partnerskab", Level.SERVICE),
        ("Nätverksarbete", Level.NETWORK),
        ("verkostoyhteistyö", Level.NETWORK),
        (Level.SERVICE, Level.SERVICE),
    ],
)
def test_a_level_is_read_by_number_name_or_label(text: Any, level: Level) -> None:
    assert said("level", text) is level


@pytest.mark.parametrize("text", ["0", "4", "-1", "1.0", "top", "strategic-ish"])
def test_there_are_three_levels(text: str) -> None:
    assert refusal("level", text) == f"level {text!r} is not one of strategic, service, network"


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("civil", Sector.CIVIL_SOCIETY),
        ("Forening", Sector.CIVIL_SOCIETY),
        ("julkinen", Sector.PUBLIC),
        ("företag", Sector.PRIVATE),
        ("privatperson", Sector.INDIVIDUAL),
    ],
)
def test_a_sector_is_read_in_the_words_people_use(text: str, sector: Sector) -> None:
    assert said("sector", text) is sector
