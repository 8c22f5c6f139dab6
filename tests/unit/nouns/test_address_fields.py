"""Countries, registration numbers, and the addresses of people and places."""

from __future__ import annotations

from typing import Any

import pytest

from partnerreg.errors import InvalidInput
from partnerreg.nouns.registry import noun
from partnerreg.nouns.schema import schema_of, validate


def partner(**values: Any) -> Any:
    return validate(schema_of(noun("partner")), {"name": "Café Retro", **values})


def contact(country: str | None = None, **values: Any) -> Any:
    return validate(
        schema_of(noun("contact")), {"partner": 1, "name": "Åse", **values}, {"country": country}
    )


def refused(read: Any, **values: Any) -> str:
    with pytest.raises(InvalidInput) as caught:
        read(**values)
    message: str = caught.value.message
    return message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DK", "DK"),
        (" dk ", "DK"),
        ("DNK", "DK"),
        ("Denmark", "DK"),
        ("Danmark", "DK"),
        ("TYSKLAND", "DE"),
        ("Suomi", "FI"),
        ("Sverige", "SE"),
        ("Norge", "NO"),
        ("Norja", "NO"),
        ("", None),
        (None, None),
    ],
)
def test_a_country_is_kept_as_its_two_letters(text: str | None, code: str | None) -> None:
    assert partner(country=text).country == code


@pytest.mark.parametrize("text", ["XX", "Atlantis", "D", "Den", "?"])
def test_what_is_no_country_is_refused(text: str) -> None:
    assert refused(partner, country=text) == (
        f"country {text!r} is not a country; write its two letters, as DK"
    )


@pytest.mark.parametrize(
    ("country", "number", "kept"),
    [
        ("DK", "13585628", "13585628"),
        ("DK", " DK 13 58 56 28 ", "13585628"),
        ("SE", "212000-0142", "2120000142"),
        ("SE", "5561839191", "5561839191"),
        ("FI", "0112038-9", "01120389"),
        ("FI", "FI01120389", "01120389"),
        ("NO", "988 077 917", "988077917"),
        ("Norge", "988077917", "988077917"),
        ("DE", "HRB 12345 B", "HRB 12345 B"),
        ("DK", "", None),
        (None, "", None),
    ],
)
def test_a_registration_number_is_kept_compact(
    country: str | None, number: str, kept: str | None
) -> None:
    assert partner(country=country, registration_number=number).registration_number == kept


CHECKSUM = "the number's checksum or check digit is invalid"


@pytest.mark.parametrize(
    ("country", "number", "reason"),
    [
        ("DK", "13585627", CHECKSUM),
        ("DK", "1358562", "the number has an invalid length"),
        ("DK", "abc", "the number has an invalid format"),
        ("DK", "१३५८५६२८", "the number has an invalid format"),
        ("SE", "212000-0143", CHECKSUM),
        ("SE", "16212000-0142", "the number has an invalid length"),
        ("FI", "0112038-8", CHECKSUM),
        ("NO", "988077918", CHECKSUM),
        ("NO", "13585628", "the number has an invalid length"),
    ],
)
def test_a_registration_number_that_cannot_be_is_refused_with_the_reason(
    country: str, number: str, reason: str
) -> None:
    assert refused(partner, country=country, registration_number=number) == (
        f"registration number {number!r} is not a {country} registration number: {reason}"
    )


def test_a_registration_number_needs_a_country() -> None:
    said = refused(partner, registration_number="13585628")
    assert said == (
        "registration number can be checked only with a country; give the country too, as DK"
    )


def test_where_the_country_is_wrong_the_registration_number_is_not_blamed() -> None:
    said = refused(partner, country="XX", registration_number="13585627")
    assert said.splitlines() == ["country 'XX' is not a country; write its two letters, as DK"]


@pytest.mark.parametrize(
    "address",
    [
        "dokk1.dk",
        "www.dokk1.dk/partnere?side=2#top",
        "https://dokk1.dk",
        "HTTP://dokk1.dk:8080/",
        "københavn.dk",
        "https://xn--kbenhavn-54a.dk",
        "127.0.0.1",
        "dokk1.dk.",
    ],
)
def test_a_website_is_kept_as_it_is_written(address: str) -> None:
    assert partner(website=f" {address} ").website == address


@pytest.mark.parametrize(
    "address",
    [
        "dokk1",
        "localhost",
        "http://",
        "https://.",
        ".dk",
        "a..dk",
        "a b.dk",
        "ftp://dokk1.dk",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ase@dokk1.dk",
        "mailto:ase@dokk1.dk",
        "https://user:secret@dokk1.dk",
        "http://dokk1.dk:99999",
        "http://[::1]/",
    ],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    assert refused(partner, website=address) == f"website {address!r} is not a web address"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("ase@dokk1.dk", "ase@dokk1.dk"),
        (" ase@DOKK1.DK ", "ase@dokk1.dk"),
        ("Åse.Bjørn+partner@københavn.dk", "Åse.Bjørn+partner@københavn.dk"),
        ("", None),
    ],
)
def test_an_e_mail_address_is_kept_in_its_normal_form(address: str, kept: str | None) -> None:
    assert contact(email=address).email == kept


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ase", "must have an @-sign"),
        ("ase@dokk1", "should have a period"),
        ("ase@@dokk1.dk", "invalid characters"),
        ("åse bjørn@dokk1.dk", "SPACE"),
        ("ase@dokk1..dk", "two periods in a row"),
        ("Ase <ase@dokk1.dk>", "not permitted here"),
        ("a@b.dk, c@d.dk", "@"),
    ],
)
def test_what_is_no_e_mail_address_is_refused_with_the_reason(address: str, reason: str) -> None:
    said = refused(contact, email=address)
    assert said.startswith(f"email {address!r} is not an e-mail address: ")
    assert reason in said


@pytest.mark.parametrize(
    ("country", "number", "kept"),
    [
        ("DK", "86123456", "+45 86 12 34 56"),
        ("DK", "86 12-34.56", "+45 86 12 34 56"),
        ("SE", "08-123 456 00", "+46 8 123 456 00"),
        ("FI", "09 310 1691", "+358 9 3101691"),
        ("NO", "22222222", "+47 22 22 22 22"),
        ("DK", "+46 8 123 456 00", "+46 8 123 456 00"),
        (None, "+4586123456", "+45 86 12 34 56"),
        (None, "004586123456", "+45 86 12 34 56"),
        ("DK", "86 12 34 56 ext. 7", "+45 86 12 34 56 ext. 7"),
        ("DK", "", None),
    ],
)
def test_a_phone_number_is_read_by_the_partners_country_and_kept_in_international_form(
    country: str | None, number: str, kept: str | None
) -> None:
    assert contact(country, phone=number).phone == kept
    assert contact(None, phone=kept).phone == kept


@pytest.mark.parametrize(
    ("country", "number", "reason"),
    [
        (None, "86123456", "has no country code; write it as +45 12 34 56 78"),
        ("DK", "8612", "is not a phone number of DK"),
        ("DK", "112", "is not a phone number of DK"),
        (None, "+45 123", "is not a phone number of any country"),
        ("DK", "ring til Ole", "is not a phone number: The string supplied did not seem"),
        ("DK", "1" * 20, "is not a phone number: The string supplied is too long"),
        ("DK", "+999 123 456", "is not a phone number: Could not interpret"),
    ],
)
def test_what_is_no_phone_number_is_refused_with_the_reason(
    country: str | None, number: str, reason: str
) -> None:
    said = refused(contact, country=country, phone=number)
    assert said.startswith(f"phone {number!r} {reason}")
