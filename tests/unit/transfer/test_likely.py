"""What a header may mean is suggested, and never taken."""

from __future__ import annotations

from partnerreg.transfer.header_words import suggest


def test_an_address_without_a_person_may_be_the_contacts() -> None:
    assert suggest("partners", ["E-post", "Fax", "Sedan"], {"name", "contact_name"}) == (
        ("E-post", "contact_email"),
        ("Sedan", "since"),
    )


def test_a_field_that_has_a_column_is_not_suggested() -> None:
    assert suggest("partners", ["E-mail"], {"contact_email"}) == ()


def test_of_two_columns_that_may_mean_the_same_the_first_is_suggested() -> None:
    assert suggest("partners", ["Mobil", "Telefon"], ()) == (("Mobil", "contact_phone"),)
