"""What is told at a glance to be right is right by the libraries, and stands as it is."""

from __future__ import annotations

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st
from pydantic import HttpUrl, TypeAdapter
from pydantic_core import PydanticCustomError

from partnerreg.nouns import addresses

EMAILS = st.one_of(
    st.from_regex(r"[a-zA-Z0-9_+.-]{1,9}@([a-z0-9-]{1,9}\.){1,3}[a-z]{1,9}", fullmatch=True),
    st.from_regex(r"[a-z]{1,70}@[a-z]{1,70}\.(dk|test|example|local)", fullmatch=True),
)
WEBSITES = st.one_of(
    st.from_regex(r"(https?://)?([a-z0-9-]{1,9}\.){1,3}[a-z]{1,9}(/[ -~å]*)?", fullmatch=True),
    st.from_regex(r"[a-z]{1,70}\.[a-z.]{1,200}", fullmatch=True),
)


@given(EMAILS)
def test_an_email_is_what_the_library_makes_of_it(address: str) -> None:
    try:
        expected = validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        with pytest.raises(PydanticCustomError):
            addresses.parse_email(address)
    else:
        assert addresses.parse_email(address) == expected


@given(WEBSITES)
def test_a_website_that_is_taken_is_a_url_with_a_name_of_parts(address: str) -> None:
    try:
        taken = addresses.parse_website(address)
    except PydanticCustomError:
        return
    assert taken == address.strip()
    whole = address if "://" in address else f"https://{address}"
    url = TypeAdapter(HttpUrl).validate_python(whole)
    assert url.host is not None
    assert "." in url.host
    assert "" not in url.host.rstrip(".").split(".")
