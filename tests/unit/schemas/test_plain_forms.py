"""What is told at a glance to be right is right by the libraries, and stands as it is."""

from __future__ import annotations

from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st
from pydantic import HttpUrl, TypeAdapter

from partnerreg.schemas import addresses, fields

EMAILS = st.one_of(
    st.from_regex(r"[a-zA-Z0-9_+.-]{1,9}@([a-z0-9-]{1,9}\.){1,3}[a-z]{1,9}", fullmatch=True),
    st.from_regex(r"[a-z]{1,70}@[a-z]{1,70}\.(dk|test|example|local)", fullmatch=True),
)
WEBSITES = st.one_of(
    st.from_regex(r"(https?://)?([a-z0-9-]{1,9}\.){1,3}[a-z]{1,9}(/[ -~å]*)?", fullmatch=True),
    st.from_regex(r"[a-z]{1,70}\.[a-z.]{1,200}", fullmatch=True),
)


@given(EMAILS)
def test_an_email_that_looks_plain_is_taken_by_the_library_as_it_is(address: str) -> None:
    if addresses.all_plain_emails([address]):
        assert validate_email(address, check_deliverability=False).normalized == address


@given(WEBSITES)
def test_a_website_that_looks_plain_is_a_url_with_a_name_of_parts(address: str) -> None:
    if addresses.all_plain_websites([address]):
        whole = address if "://" in address else f"https://{address}"
        url = TypeAdapter(HttpUrl).validate_python(whole)
        assert url.host is not None
        assert "." in url.host
        assert "" not in url.host.split(".")


def test_ordinary_addresses_look_plain() -> None:
    assert addresses.all_plain_emails(["pia@retro.dk", "", "fornavn.efternavn+x@sub.kommune.dk"])
    assert addresses.all_plain_websites(["www.dokk1.dk", "", "https://dokk1.dk/om-dokk1/?a=1"])


def test_what_has_a_user_or_no_parts_does_not_look_plain() -> None:
    for address in ("a@b.dk", "localhost", "http://a", "xn--a.dk", "-a.dk", "a-.dk", "1.2.3.4"):
        assert not addresses.all_plain_websites([address]), address


@given(st.lists(st.text(max_size=6), min_size=1, max_size=5))
def test_texts_that_look_plain_are_kept_as_they_are(texts: list[str]) -> None:
    if fields.all_plain(texts):
        assert [fields.parse_line(text) for text in texts] == [text or None for text in texts]
        for text in filter(None, texts):
            assert fields.parse_name(text) == text


def test_one_text_that_needs_care_is_enough() -> None:
    for text in (" a", "a ", "a\nb", "a\x00", "a" * 201, "\ud800", "\u200b"):
        assert not fields.all_plain(["b", text]), text
