"""The kinds of values people type, each with its check and the words of its refusal.

The libraries behind the checks (phone numbers, addresses, registration
numbers, countries) are imported where they are used: most commands need none.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from operator import eq
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError, core_schema

from partnerreg.domain import reading, wording
from partnerreg.domain.vocabulary import (
    ActivityKind,
    AgreementKind,
    Decision,
    LegalBasis,
    Level,
    Rating,
    Role,
    Scope,
    Sector,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Value = TypeVar("Value")

NAME_LENGTH = 200
LINE_LENGTH = 500
TEXT_LENGTH = 20_000

# Control characters and line or paragraph separators; a text may hold line breaks and tabs.
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_IN_A_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def wrong(message: str) -> PydanticCustomError:
    """A refusal in our own words."""
    # The message is passed as a value, so that braces in the data stay data.
    return PydanticCustomError("register", "{message}", {"message": message})


shorten = wording.shorten  # as values are quoted in a refusal


def _checked(value: Any, limit: int, forbidden: re.Pattern[str]) -> str | None:
    """The text without the white space around it, or None if nothing is left."""
    if value is None:
        return None
    text = str(value).strip()
    if not text.isprintable():  # nearly always it is, and then there is nothing to look for
        _refuse_unprintable(text, forbidden)
    if len(text) > limit:
        raise wrong(f"is {len(text):,} characters long; at most {limit:,} fit")
    return text or None


def _refuse_unprintable(text: str, forbidden: re.Pattern[str]) -> None:
    if found := forbidden.search(text):
        raise wrong(
            f"holds a control character (U+{ord(found[0]):04X}) "
            f"at position {found.start() + 1}; take it out"
        )
    if _SURROGATE.search(text):
        raise wrong("holds bytes that are no text; check the encoding")


def parse_name(value: Any) -> str:
    """A name on one line, without the white space around it."""
    text = _checked(value, NAME_LENGTH, _NOT_IN_A_LINE)
    # Invisible characters alone, as a spreadsheet may paste them, are no name either.
    if text is None or not any(char.isprintable() and char != " " for char in text):
        raise wrong("is empty; give a name")
    return text


def parse_line(value: Any) -> str | None:
    """Text on one line, without the white space around it, or None for nothing."""
    return _checked(value, LINE_LENGTH, _NOT_IN_A_LINE)


def parse_text(value: Any) -> str | None:
    """Text that may have several lines, or None for nothing."""
    return _checked(value, TEXT_LENGTH, _NOT_IN_A_TEXT)


def all_plain(texts: Sequence[str], limit: int = NAME_LENGTH) -> bool:
    """Whether every one of many texts, empty ones too, stands as it is: it is not checked again.

    There is no white space around any, nothing unprintable in it, and none is too long.
    """
    return (
        "".join(texts).isprintable()
        and len(max(texts, key=len, default="")) <= limit
        and all(map(eq, texts, map(str.strip, texts)))
    )


def all_plain_emails(texts: Iterable[str]) -> bool:
    """Whether every one of many texts is empty, or an e-mail address in its normal form."""
    given = list(filter(None, texts))
    return all(map(_PLAIN_EMAIL.fullmatch, given)) and not any(
        text.endswith(_ENDS_LEFT_TO_THE_LIBRARY) for text in given
    )


def all_plain_websites(texts: Iterable[str]) -> bool:
    """Whether every one of many texts is empty, or a web address of the usual form."""
    return all(map(_PLAIN_WEB_ADDRESS.fullmatch, filter(None, texts)))


Name = Annotated[str, BeforeValidator(parse_name)]
Line = Annotated[str | None, BeforeValidator(parse_line)]
Text = Annotated[str | None, BeforeValidator(parse_text)]


def _read(value: Any, read: Callable[[str], Value]) -> Value | None:
    """What was written, read; None for nothing."""
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    try:
        return read(text)
    except reading.Unreadable as error:
        raise wrong(str(error)) from None


def parse_day(value: Any) -> date | None:
    """A calendar day written as ISO 8601 (``2026-03-01``), or None for nothing."""
    return value if isinstance(value, date) else _read(value, reading.day)


Day = Annotated[date | None, BeforeValidator(parse_day)]
RequiredDay = Annotated[date, BeforeValidator(parse_day)]


def parse_count(value: Any) -> int | None:
    """A whole number, nought or more, or None for nothing."""
    return _read(value, reading.count)


Count = Annotated[int | None, BeforeValidator(parse_count)]


def parse_flag(value: Any) -> bool | None:
    """Yes or no in the languages of the register, or None for nothing."""
    return value if isinstance(value, bool) else _read(value, reading.flag)


Flag = Annotated[bool | None, BeforeValidator(parse_flag)]


def _one_of(kind: type[Any]) -> BeforeValidator:
    def parse(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        return _read(value, lambda text: reading.member(kind, text))

    return BeforeValidator(parse)


SectorWord = Annotated[Sector | None, _one_of(Sector)]
ScopeWord = Annotated[Scope | None, _one_of(Scope)]
LevelWord = Annotated[Level | None, _one_of(Level)]
RoleWord = Annotated[Role, _one_of(Role)]
StatusWord = Annotated[Status | None, _one_of(Status)]
AgreementKindWord = Annotated[AgreementKind, _one_of(AgreementKind)]
ActivityKindWord = Annotated[ActivityKind, _one_of(ActivityKind)]
RatingWord = Annotated[Rating, _one_of(Rating)]
DecisionWord = Annotated[Decision | None, _one_of(Decision)]
LegalBasisWord = Annotated[LegalBasis | None, _one_of(LegalBasis)]


# Languages in which people write the names of countries, beside English.
_COUNTRY_LANGUAGES = ("da", "sv", "fi", "nb")


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
    for language in _COUNTRY_LANGUAGES:
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
        raise wrong(f"{shorten(text)!r} is not a country; write its two letters, as DK")
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
        raise wrong(f"{shorten(text)!r} is not a web address") from None
    labels = (found.host or "").rstrip(".").split(".")
    # What has a user in it is an e-mail address, or a password that should not be kept.
    if len(labels) == 1 or "" in labels or found.username is not None:
        raise wrong(f"{shorten(text)!r} is not a web address")
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
        raise wrong(f"{shorten(text)!r} is not an e-mail address: {error}") from None


Email = Annotated[str | None, BeforeValidator(parse_email)]


def parse_phone(value: Any, country: str | None) -> str | None:
    """In international form (``+45 12 34 56 78``); a national one is read by the country."""
    text = parse_line(value)
    if text is None:
        return None
    import phonenumbers

    if country is None and not text.startswith(("+", "00")):
        raise wrong(f"{shorten(text)!r} has no country code; write it as +45 12 34 56 78")
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", text), country)
    except phonenumbers.NumberParseException as error:
        _, _, reason = str(error).partition(") ")  # it begins with a number of the library's own
        raise wrong(f"{shorten(text)!r} is not a phone number: {reason}") from None
    if not phonenumbers.is_possible_number(number):
        raise wrong(f"{shorten(text)!r} is not a phone number of {country or 'any country'}")
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
        raise wrong(f"{shorten(text)!r} is not a {country} registration number: {reason}") from None


def _registration_number(value: Any, info: ValidationInfo) -> str | None:
    """The country is the field before it; where that is wrong, this cannot be checked."""
    if "country" not in info.data:
        return parse_line(value)
    return parse_registration_number(value, info.data["country"])


RegistrationNumber = Annotated[str | None, BeforeValidator(_registration_number)]
