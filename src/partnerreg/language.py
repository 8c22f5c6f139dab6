"""The reader's language: what is said in it, and how days and numbers are written.

Texts are written in English where they are used, and looked up in gettext
catalogues (`locale/`, see CONTRIBUTING.md). What stands in a module's constants is
marked with `N_` and looked up when it is shown. Days and numbers are Babel's, but
in English: there a day is written as ISO 8601 has it, since English readers of
different countries agree on nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from partnerreg import clock
from partnerreg.errors import RegisterError

if TYPE_CHECKING:
    from datetime import date, datetime
    from gettext import GNUTranslations

DOMAIN = "partnerreg"
CATALOGUES = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 -- the name that gettext's tools know
    """Mark a text for the catalogues; it is looked up later, when it is shown."""
    return message


class Language:
    """One of `partnerreg.domain.enums.LANGUAGES`, and its texts.

    Attributes:
        code: ``en``, ``da``, ``sv``, ``fi`` or ``nb``; also what names are sorted by.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self._catalogue = None if code == "en" else _catalogue(code)

    def gettext(self, message: str) -> str:
        """A text in this language."""
        return self._catalogue.gettext(message) if self._catalogue and message else message

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The text for a number of things, with the number in place of ``{n}``."""
        if self._catalogue:
            text = self._catalogue.ngettext(one, many, number)
        else:
            text = one if number == 1 else many
        return text.replace("{n}", self.number(number))

    def number(self, number: float) -> str:
        """A number with its thousands parted as readers expect, and never broken over lines."""
        if self.code == "en" or (-1000 < number < 1000 and isinstance(number, int)):
            return f"{number:,}".removesuffix(".0")
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.code)

    def amount(self, number: float, currency: str) -> str:
        """An amount of money: with two decimals, or none."""
        if number == int(number):
            text = self.number(int(number))
        elif self.code == "en":
            text = f"{number:,.2f}"
        else:
            from babel.numbers import format_decimal

            text = format_decimal(number, "#,##0.00", locale=self.code)
        return f"{text}\u00a0{currency}"

    def day(self, day: date) -> str:
        """A day, short: ``1. mar. 2026``."""
        if self.code == "en":
            return day.isoformat()
        from babel.dates import format_date

        return format_date(day, "medium", locale=self.code)

    def long_day(self, day: date) -> str:
        """A day as it stands in a heading: ``1 March 2026``."""
        from babel.dates import format_date

        return format_date(day, "long", locale=self._locale)

    def month(self, day: date) -> str:
        """The month of a day: ``mars 2026``."""
        from babel.dates import format_skeleton

        return format_skeleton("yMMM", day, locale=self._locale)

    def moment(self, moment: datetime) -> str:
        """A moment in local time, to the minute."""
        local = clock.local(moment)
        if self.code == "en":
            return local.isoformat(" ", "minutes")[:16]
        from babel.dates import format_time

        return f"{self.day(local.date())} {format_time(local, 'short', locale=self.code)}"

    def country(self, code: str) -> str:
        """A country by its code of two letters: ``Denmark``; the code where nobody knows it."""
        from babel import Locale

        name: str = Locale.parse(self._locale).territories.get(code, code)
        return name

    @property
    def _locale(self) -> str:
        """English as the Nordic countries write it: the day before the month."""
        return "en_GB" if self.code == "en" else self.code


ENGLISH = Language("en")


def _catalogue(code: str) -> GNUTranslations:
    import struct
    from gettext import GNUTranslations

    path = CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with path.open("rb") as file:
            return GNUTranslations(file)
    except (OSError, ValueError, struct.error) as error:  # not there, or no catalogue
        raise RegisterError(
            f"The texts in the language {code!r} cannot be read: {error}.",
            "Install the program again; in a checkout, run `make translations`.",
        ) from None
