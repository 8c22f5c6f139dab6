"""Texts told outside the house without the names that the register knows.

What it does not know it cannot leave out: whoever passes such a text on reads it first.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Names are inflected: Retros, Retron, Retrossa. Of short ones an ending would be another word.
_SHORT = 4
# ``von``, ``de``, ``af``: written small within a name.
_PARTICLE = 3
_ENDING = r"['’]?\w{0,4}"
_GENITIVE = r"(?:['’]?s)?"
# What is added to a name.
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]?|\s[-–—]\s.*|;.*")

_BLANK = r"[ \t\u00a0\u202f\u2009]"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = rf"{_DAY}[./-]{_BLANK}?{_MONTH}[./-]{_BLANK}?(?:{_YEAR}|\d\d(?!{_BLANK}\d))"
_TIME = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_NUMBER = rf"[1-9]\d{{0,2}}(?:{_BLANK}\d{{3}})*"

# What is no phone number, though it has as many digits.
_PLAIN = "|".join(
    (
        rf"{_YEAR}-[01]\d(?:-[0-3]\d)?",
        rf"{_DATE}(?:-{_DATE})?",
        rf"{_DAY}[./]{_BLANK}?{_MONTH}\.?{_BLANK}{_YEAR}",
        rf"{_YEAR}{_BLANK}?[-/]{_BLANK}?(?:{_YEAR}|\d\d(?!{_BLANK}\d))",
        rf"{_YEAR}(?={_BLANK}(?:{_YEAR}|\d{{1,3}}(?!{_BLANK}?\d)))",  # and a number of something
        rf"{_TIME}{_BLANK}?-{_BLANK}?{_TIME}",
        rf"[1-9]\d{{0,2}}-\d{{1,3}}(?!{_BLANK}\d)",
        r"[1-9]\d{0,2}(?:\.\d{3})+",
        rf"[1-9]\d{{0,2}}{_BLANK}\d{{3}}(?!{_BLANK}\d)",
        rf"[1-9]{_BLANK}\d{{3}}{_BLANK}\d{{3}}(?!{_BLANK}\d)",
        rf"(?:[1-9]\d*|{_NUMBER})(?={_BLANK}?(?:kr|DKK|SEK|NOK|ISK|EUR|euro|€))",
    )
)
# Six digits or more, whatever people write between them and around the country's.
_PHONE = rf"(?:\(\+?\d{{1,4}}\){_BLANK}?|\+?\d)(?:(?:{_BLANK}|[()./-]){{0,3}}\d){{5,}}"

_ADDRESSES = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # e-mail
    r"|(?:https?://|www\.)\S+"
    rf"|(?<![\w+])(?P<plain>{_PLAIN})(?!\w)(?![./-]\d)"
    rf"|(?<!\w){_PHONE}(?!\w)"
)


class Anonymizer:
    """Puts words in the place of names and addresses.

    A name of several words is known in whatever case it is written; one of a single word, or
    a part of a person's name, only as it is, for it may be a common word as well.

    Args:
        organisations: what organisations are called.
        people: what people are called.
        organisation: what stands in the place of the one.
        person: what stands in the place of the other.
    """

    def __init__(
        self,
        organisations: Iterable[str],
        people: Iterable[str],
        organisation: str,
        person: str,
    ) -> None:
        people = [name for each in people for name in _names(each)]
        parts = {part for name in people if _is_of_a_person(name) for part in _parts(name)}
        by_length = [
            (stand_in, sorted(set(names), key=lambda name: (-len(name), name)))
            for stand_in, names in (
                (organisation, organisations),
                (person, people),
                (person, parts),
            )
        ]
        self._names = [(name, stand_in) for stand_in, names in by_length for name in names]
        self._organisation, self._person = organisation, person

    def __call__(self, text: str | None, about: str = "") -> str | None:
        """The text without names; nothing of nothing.

        Args:
            text: what is to be told.
            about: the organisation that it is about: of its name the longer words are left out
                where they stand alone, too.
        """
        if text is None:
            return None
        text = _ADDRESSES.sub(lambda address: address["plain"] or self._person, text)
        folded = " ".join(text.casefold().split())
        parts = [part for part in _parts(about) if len(part) >= _SHORT]
        for name, stand_in in (*self._names, *((part, self._organisation) for part in parts)):
            if " ".join(name.casefold().split()) in folded:
                text = _pattern(name).sub(stand_in, text)
        return text


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s-]+", name) if len(part) > 1]


def _names(written: str) -> list[str]:
    """The name in what is written in its place: ``Jens Mand, leder (skolen)``; or none."""
    if not any(map(str.isalpha, written)) or "@" in written:
        return []  # who gave no name is called by the address
    name, _, rest = (part.strip() for part in _ASIDE.sub(" ", written).partition(","))
    if len(name.split()) == 1 and rest[:1].isupper():
        name = f"{rest} {name}"  # the last name first
    return [" ".join(name.split())] if len(name) > 1 else []


def _is_of_a_person(name: str) -> bool:
    """Whether its parts are names, too: not of an office, such as ``The school office``."""
    parts = _parts(name)
    small = [part for part in parts if part.islower()]
    return len(small) == len(parts) or all(len(part) <= _PARTICLE for part in small)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = name.split()
    ending = _ENDING if len(name) >= _SHORT else _GENITIVE
    flags = re.IGNORECASE if len(words) > 1 else re.NOFLAG
    separator = r"\s+"
    pattern = separator.join(map(re.escape, words))
    return re.compile(rf"(?<!\w){pattern}{ending}(?!\w)", flags)
