"""What a header may mean is suggested, and never taken."""

from __future__ import annotations

import pytest

from partnerreg.transfer.header_words import listed_nouns, words_of
from partnerreg.transfer.mapping.likely import LIKELY, likely

WORDS = {noun: words_of(noun) for noun in listed_nouns()}


def test_an_address_without_a_person_may_be_the_contacts() -> None:
    assert likely("partners", ["E-post", "Fax", "Sedan"], {"name", "contact_name"}) == (
        ("E-post", "contact_email"),
        ("Sedan", "since"),
    )


def test_a_field_that_has_a_column_is_not_suggested() -> None:
    assert likely("partners", ["E-mail"], {"contact_email"}) == ()


def test_of_two_columns_that_may_mean_the_same_the_first_is_suggested() -> None:
    assert likely("partners", ["Mobil", "Telefon"], ()) == (("Mobil", "contact_phone"),)


@pytest.mark.parametrize("noun", LIKELY)
def test_what_is_suggested_is_a_field_of_the_noun(noun: str) -> None:
    assert set(LIKELY[noun]) <= set(WORDS[noun].words)
