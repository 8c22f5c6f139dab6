"""Keys of many names at a time are those that each name has by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain import name_keys

# What names are made of, and what gets into them by mistake.
COMMON = "abeoAE ÅåäÄöÖæÆøØéüÜ'-.,&()0"
ODD = COMMON + "ßñš’–“þłŋ漢Σ\u0130\u0301\u030a\u00a0{|}~\x01\x02\n\t"
NAMES = st.lists(
    st.one_of(st.text(COMMON, max_size=12), st.text(ODD, max_size=12), st.text(max_size=8)),
    max_size=8,
)


@given(NAMES)
def test_identity_keys_are_those_of_each_name(given_names: list[str]) -> None:
    assert name_keys.identity_keys(given_names) == [
        name_keys.identity_key(name) for name in given_names
    ]


@given(NAMES)
def test_search_keys_are_those_of_each_name(given_names: list[str]) -> None:
    assert name_keys.search_keys(given_names) == [
        name_keys.search_key(name) for name in given_names
    ]


@pytest.mark.parametrize("language", ["en", "da", "sv", "fi", "nb"])
@given(given_names=NAMES)
def test_alphabetical_keys_are_those_of_each_name(language: str, given_names: list[str]) -> None:
    assert name_keys.alphabetical_keys(given_names, language) == [
        name_keys.alphabetical_key(name, language) for name in given_names
    ]


def test_an_odd_name_among_plain_ones_changes_no_other_key() -> None:
    found = name_keys.search_keys(["Café Retro", "L’été\nà deux", "Århus"])
    assert found == [
        name_keys.search_key(name) for name in ["Café Retro", "L’été\nà deux", "Århus"]
    ]


def test_no_names_have_no_keys() -> None:
    assert name_keys.identity_keys([]) == []
    assert name_keys.alphabetical_keys([], "da") == []
