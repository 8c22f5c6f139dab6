"""The kinds of values people type, each with its check and the words of its refusal.

The libraries behind the checks (phone numbers, addresses, registration
numbers, countries) are imported where they are used: most commands need none.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError, core_schema

from partnerreg.domain import synonyms
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
)

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


def shorten(value: object, limit: int = 60) -> str:
    """A value as it is quoted in a refusal: printable, and not longer than a line."""
    text = str(value)
    return ascii_controls(text if len(text) <= limit else text[: limit - 1] + "…")


def ascii_controls(text: str) -> str:
    """The text with control characters written out, so that it can be shown."""
    return _NOT_IN_A_LINE.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


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


def _name(value: Any) -> str:
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


Name = Annotated[str, BeforeValidator(_name)]
Line = Annotated[str | None, BeforeValidator(parse_line)]
Text = Annotated[str | None, BeforeValidator(parse_text)]


def parse_day(value: Any) -> date | None:
    """A calendar day written as ISO 8601 (``2026-03-01``), or None for nothing."""
    if value is None or isinstance(value, date):
        return value
    text = str(value).strip()
    if not text:
        return None
    try:
        # fromisoformat also takes 20260301 and 2026-W10-1: one spelling is enough.
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise wrong(f"{shorten(text)!r} is not a day of the calendar: {error}") from None
    raise wrong(f"{shorten(text)!r} is not a date; write it as 2026-03-31")


Day = Annotated[date | None, BeforeValidator(parse_day)]
RequiredDay = Annotated[date, BeforeValidator(parse_day)]


def parse_count(value: Any) -> int | None:
    """A whole number, nought or more, or None for nothing."""
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise wrong(f"{shorten(text)!r} is not a whole number, nought or more")
    return int(text)


Count = Annotated[int | None, BeforeValidator(parse_count)]


def parse_flag(value: Any) -> bool | None:
    """Yes or no in the languages of the register, or None for nothing."""
    if value is None or isinstance(value, bool):
        return value
    text = str(value).strip()
    if not text:
        return None
    flag = synonyms.flag(text)
    if flag is None:
        raise wrong(f"{shorten(text)!r} is neither yes nor no")
    return flag


Flag = Annotated[bool | None, BeforeValidator(parse_flag)]

Word = TypeVar("Word")


def _one_of(kind: type[Any], find: Any) -> BeforeValidator:
    words = ", ".join(level.word if isinstance(level, Level) else level.value for level in kind)

    def parse(value: Any) -> Any:
        if value is None or isinstance(value, kind):
            return value
        text = str(value).strip()
        if not text:
            return None
        found = find(text)
        if found is None:
            raise wrong(f"{shorten(text)!r} is not one of {words}")
        return found

    return BeforeValidator(parse)


def _by_value(kind: type[Any]) -> BeforeValidator:
    members = {member.value: member for member in kind}
    return _one_of(kind, lambda text: members.get(re.sub(r"[\s_]+", "-", text.casefold())))


SectorWord = Annotated[Sector | None, _one_of(Sector, synonyms.sector)]
ScopeWord = Annotated[Scope | None, _one_of(Scope, synonyms.scope)]
LevelWord = Annotated[Level | None, _one_of(Level, synonyms.level)]
RoleWord = Annotated[Role, _by_value(Role)]
AgreementKindWord = Annotated[AgreementKind, _by_value(AgreementKind)]
ActivityKindWord = Annotated[ActivityKind, _by_value(ActivityKind)]
RatingWord = Annotated[Rating, _by_value(Rating)]
DecisionWord = Annotated[Decision | None, _by_value(Decision)]
LegalBasisWord = Annotated[LegalBasis | None, _by_value(LegalBasis)]


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


def _country(value: Any) -> str | None:
    text = parse_line(value)
    if text is None:
        return None
    key = text.casefold()
    code = _country_codes().get(key) or _country_names().get(key)
    if code is None:
        raise wrong(f"{shorten(text)!r} is not a country; write its two letters, as DK")
    return code


Country = Annotated[str | None, BeforeValidator(_country)]

# Made once: making it takes longer than checking a hundred addresses.
_WEB_ADDRESS = SchemaValidator(core_schema.url_schema(allowed_schemes=["http", "https"]))


def _website(value: Any) -> str | None:
    """Kept as it was typed; lists of public bodies leave ``https://`` out."""
    text = parse_line(value)
    if text is None:
        return None
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


Website = Annotated[str | None, BeforeValidator(_website)]


def _email(value: Any) -> str | None:
    text = parse_line(value)
    if text is None:
        return None
    from email_validator import EmailNotValidError, validate_email

    try:
        return str(validate_email(text, check_deliverability=False).normalized)
    except EmailNotValidError as error:
        raise wrong(f"{shorten(text)!r} is not an e-mail address: {error}") from None


Email = Annotated[str | None, BeforeValidator(_email)]


def _phone(value: Any, info: ValidationInfo) -> str | None:
    """In international form (``+45 12 34 56 78``); a national one is read by the partner's country.

    The country comes in the validation context, under ``country``.
    """
    text = parse_line(value)
    if text is None:
        return None
    import phonenumbers

    country = (info.context or {}).get("country")
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


Phone = Annotated[str | None, BeforeValidator(_phone)]


# What python-stdnum calls the register of organisations in each country.
_REGISTERS = {"DK": "cvr", "SE": "orgnr", "FI": "ytunnus", "NO": "orgnr"}


def _registration_number(value: Any, info: ValidationInfo) -> str | None:
    """In its compact form, checked by the rules of the country in the field before it.

    Of countries other than DK, SE, FI and NO it is kept as it was typed.
    """
    text = parse_line(value)
    if text is None or "country" not in info.data:
        return text
    country = info.data["country"]
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


RegistrationNumber = Annotated[str | None, BeforeValidator(_registration_number)]
