"""Where a partner is, and how people and papers call it: countries, addresses, numbers.

The libraries behind the checks are imported where they are used: most commands
need none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import SchemaValidator, ValidationError, core_schema

from partnerreg.domain.enums import LANGUAGES
from partnerreg.nouns.checks import parse_line, truncate, wrong


@cache
def _country_codes() -> dict[str, str]:
    """Codes of countries, by their codes and English names (ISO 3166-1)."""
    import pycountry

    return {
        text.casefold(): country.alpha_2 for country in pycountry.countries for _, text in country
    }


@cache
def _country_names() -> dict[str, str]:
    """Codes of countries by their names in Nordic languages, from the translations of ISO 3166."""
    import gettext

    import pycountry

    names: dict[str, str] = {}
    for language in LANGUAGES[1:]:
        translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language]).gettext
        for country in pycountry.countries:
            names.setdefault(translated(country.name).casefold(), country.alpha_2)
    return names


def parse_country(value: Any) -> str | None:
    """A country's two letters (ISO 3166-1), from these or its name, or None for nothing."""
    text = parse_line(value)
    if text is None:
        return None
    key = text.casefold()
    code = _country_codes().get(key) or _country_names().get(key)
    if code is None:
        raise wrong(f"{truncate(text)!r} is not a country; write its two letters, as DK")
    return code


Country = Annotated[str | None, BeforeValidator(parse_country)]

# Made once: making it takes longer than checking a hundred addresses.
_WEB_ADDRESS = SchemaValidator(core_schema.url_schema(allowed_schemes=["http", "https"]))

# What the parsers below accept as it stands, told in a tenth of their time: nearly all there is
# in a long list. A label that looks like punycode, or holds a hyphen at an end, is left to them.
_LABEL = r"(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = rf"(?:{_LABEL}\.)+[a-z]{{2,63}}"
_PLAIN_WEB_ADDRESS = re.compile(
    rf"(?:https?://)?(?=.{{1,250}}$){_DOMAIN}(?:/[\w/.=?&%+~-]*)?", re.ASCII
)


def parse_website(value: Any) -> str | None:
    """A web address as it was typed; lists of public bodies leave ``https://`` out."""
    text = parse_line(value)
    if text is None or _PLAIN_WEB_ADDRESS.fullmatch(text):
        return text
    address = text if re.match(r"https?://", text, re.IGNORECASE) else f"https://{text}"
    try:
        found = _WEB_ADDRESS.validate_python(address)
    except ValidationError:
        raise wrong(f"{truncate(text)!r} is not a web address") from None
    labels = (found.host or "").rstrip(".").split(".")
    # What has a user in it is an e-mail address, or a password that should not be kept.
    if len(labels) == 1 or "" in labels or found.username is not None:
        raise wrong(f"{truncate(text)!r} is not a web address")
    return text


Website = Annotated[str | None, BeforeValidator(parse_website)]

_LOCAL = r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
_PLAIN_EMAIL = re.compile(rf"(?=[^@]{{1,64}}@.{{1,180}}$){_LOCAL}@{_DOMAIN}")
# The library refuses these ends, and the names under them that mean nobody.
_ENDS_LEFT_TO_THE_LIBRARY = (
    ".arpa", ".invalid", ".local", ".localhost", ".onion", ".test", ".example"
)  # fmt: skip


def parse_email(value: Any) -> str | None:
    """An e-mail address in its normal form, or None for nothing."""
    text = parse_line(value)
    if text is None:
        return None
    if _PLAIN_EMAIL.fullmatch(text) and not text.endswith(_ENDS_LEFT_TO_THE_LIBRARY):
        return text
    from email_validator import EmailNotValidError, validate_email

    try:
        return str(validate_email(text, check_deliverability=False).normalized)
    except EmailNotValidError as error:
        raise wrong(f"{truncate(text)!r} is not an e-mail address: {error}") from None


Email = Annotated[str | None, BeforeValidator(parse_email)]


def parse_phone(value: Any, country: str | None) -> str | None:
    """In international form (``+45 12 34 56 78``); a national one is read by the country."""
    text = parse_line(value)
    if text is None:
        return None
    import phonenumbers

    if country is None and not text.startswith(("+", "00")):
        raise wrong(f"{truncate(text)!r} has no country code; write it as +45 12 34 56 78")
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", text), country)
    except phonenumbers.NumberParseException as error:
        _, _, reason = str(error).partition(") ")  # it begins with a number of the library's own
        raise wrong(f"{truncate(text)!r} is not a phone number: {reason}") from None
    if not phonenumbers.is_possible_number(number):
        raise wrong(f"{truncate(text)!r} is not a phone number of {country or 'any country'}")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _phone(value: Any, info: ValidationInfo) -> str | None:
    """The partner's country comes in the validation context, under ``country``."""
    return parse_phone(value, (info.context or {}).get("country"))


Phone = Annotated[str | None, BeforeValidator(_phone)]


# What python-stdnum calls the register of organisations in each country.
_REGISTERS = {"DK": "cvr", "SE": "orgnr", "FI": "ytunnus", "NO": "orgnr"}


def parse_registration_number(value: Any, country: str | None) -> str | None:
    """In its compact form, checked by the rules of the country.

    Of countries other than DK, SE, FI and NO it is kept as it was typed.
    """
    text = parse_line(value)
    if text is None:
        return None
    if country is None:
        raise wrong("can be checked only with a country; give the country too, as DK")
    if country not in _REGISTERS:
        return text
    from stdnum import get_cc_module
    from stdnum.exceptions import ValidationError

    rules = get_cc_module(country.lower(), _REGISTERS[country])
    assert rules is not None
    try:
        return rules.validate(text)
    except ValidationError as error:
        reason = str(error).rstrip(".").lower()
        raise wrong(
            f"{truncate(text)!r} is not a {country} registration number: {reason}"
        ) from None


def _registration_number(value: Any, info: ValidationInfo) -> str | None:
    """The country is the field before it; where that is wrong, this cannot be checked."""
    if "country" not in info.data:
        return parse_line(value)
    return parse_registration_number(value, info.data["country"])


RegistrationNumber = Annotated[str | None, BeforeValidator(_registration_number)]
