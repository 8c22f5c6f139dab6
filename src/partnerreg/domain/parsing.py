"""Days, numbers and words as people write them, in options and in lists alike.

What can be read so is the same wherever it is written; how it is told that
something cannot is for the caller to say.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, TypeVar

from partnerreg.domain.text import truncate

Member = TypeVar("Member")


class ParseError(ValueError):
    """Something cannot be read: what was written, and why not, to be said of where it stood."""


def day(text: str) -> date:
    """A calendar day written as ISO 8601 (``2026-03-01``).

    Raises:
        ParseError: it is none, or written otherwise.
    """
    text = text.strip()
    try:
        # fromisoformat also takes 20260301 and 2026-W10-1: one spelling is enough.
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise ParseError(f"{truncate(text)!r} is not a day of the calendar: {error}") from None
    raise ParseError(f"{truncate(text)!r} is not a date; write it as 2026-03-31")


def count(text: str) -> int:
    """A whole number, nought or more.

    Raises:
        ParseError: it is none.
    """
    if not re.fullmatch(r"[0-9]{1,9}", text.strip()):
        raise ParseError(f"{truncate(text)!r} is not a whole number, nought or more")
    return int(text)


def decimal(text: str) -> float:
    """A number, perhaps below nought or with decimals after a comma or a full stop.

    Raises:
        ParseError: it is none, or what stands in it may part thousands as well as decimals.
    """
    plain = re.sub(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))", "", text.strip())
    if not re.fullmatch(r"[-\u2212]?[0-9]{1,11}([.,][0-9]{1,4})?", plain):
        raise ParseError(f"{truncate(text)!r} is not a number; write it as 1200 or 4.5")
    if re.fullmatch(r"[1-9][0-9]{0,2}[,.][0-9]{3}", plain):
        whole, exact = re.sub("[,.]", "", plain), f"{plain}0"
        raise ParseError(f"{plain!r} can be read in two ways; write {whole} or {exact}")
    return float(plain.replace(",", ".").replace("\u2212", "-"))


def hours(text: str) -> float:
    """How many hours something took, as ``2.5``, ``2,5`` or ``2:30``; to the hundredth.

    Raises:
        ParseError: it is no number of hours.
    """
    plain = text.strip()
    if clock := re.fullmatch(r"([0-9]{1,5}):([0-5][0-9])(?::00)?", plain):
        return round(int(clock[1]) + int(clock[2]) / 60, 2)
    if re.fullmatch(r"[0-9]{1,5}([.,][0-9]{1,2})?", plain):
        return float(plain.replace(",", "."))
    raise ParseError(f"{truncate(text)!r} is not a number of hours; write it as 2.5 or 2:30")


_CLOCK = r"([01]?[0-9]|2[0-3])(?:[:.]([0-5][0-9])(?::00)?)?"


def times(text: str) -> str:
    """When on its day something was, from a time on, or until another: ``09:00-16:00``.

    What ends before it begins goes on after midnight.

    Raises:
        ParseError: it is no time, or ends as it begins.
    """
    plain = re.sub(r"^klo?\.?\s*", "", text.strip().lower())
    match = re.fullmatch(rf"{_CLOCK}(?:\s*[-\u2013]\s*{_CLOCK})?", plain)
    if match is None:
        raise ParseError(f"{truncate(text)!r} is not a time; write it as 14:00 or 09:00-16:00")
    first, last = (
        f"{int(hour):02}:{minute or '00'}" if hour else ""
        for hour, minute in (match.group(1, 2), match.group(3, 4))
    )
    if first == last:
        raise ParseError(f"{truncate(text)!r} ends as it begins")
    return f"{first}-{last}" if last else first


def hours_between(times: str | None) -> float | None:
    """How many hours lie between the `times` of something; None if it is not said when it ended."""
    first, _, last = (times or "").partition("-")
    if not last:
        return None
    begins, ends = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (first, last))
    return round((ends - begins) % (24 * 60) / 60, 2)


def count_up_to(text: str, most: int) -> int:
    """A whole number, 1 or more.

    Raises:
        ParseError: it is none, or more than `most`.
    """
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= most:
        return int(text)
    raise ParseError(f"{truncate(text)!r} is not a number from 1 to {most:,}")


def number(text: str) -> int | None:
    """The number of a thing in the register, written ``12`` or ``#12``; None if it is none."""
    match = re.fullmatch(r"#?([0-9]{1,18})", text.strip())
    return int(match[1]) if match else None


def days_ahead(text: str, start: date) -> int:
    """How many days from `start` a stretch of time lasts: ``90`` or ``90d``, ``12w``, ``3m``.

    Months are those of the calendar, from `start` on.

    Raises:
        ParseError: it is none.
    """
    match = re.fullmatch(r"([0-9]{1,4})\s*([dwm]?)", text.strip().lower())
    if match is None:
        raise ParseError(
            f"{truncate(text)!r} is not a stretch of time; write it as 90d, 12w or 3m: "
            "days, weeks or months"
        )
    length = int(match[1])
    if match[2] != "m":
        return length * 7 if match[2] == "w" else length
    from partnerreg.domain.periods import months_after

    return (months_after(start, length) - start).days


# What people call days, weeks and months; the languages are those of the register.
_UNITS = {
    "d": "d, day, days, dag, dage, dagar, dager, døgn, dygn, päivä, päivää, pv",
    "w": "w, wk, week, weeks, uge, uger, vecka, veckor, viikko, viikkoa, vk, uke, uker",
    "m": "m, mo, month, months, mdr, md, måned, måneder, mån, månad, månader, mnd, kuukausi, "
    "kuukautta, kk",
}


def stretch(text: str) -> str:
    """A length of time: ``60d``, ``8w`` or ``3m``, days, weeks or months; also ``3 months``.

    Raises:
        ParseError: it is none, or longer than fifty years.
    """
    match = re.fullmatch(r"([0-9]{1,5})\s*([^\W\d_]+)\.?", text.strip().lower())
    units = {word: unit for unit, words in _UNITS.items() for word in words.split(", ")}
    if match is None or match[2] not in units:
        raise ParseError(
            f"{truncate(text)!r} is not a length of time; write it as 60d, 8w or 3m: "
            "days, weeks or months"
        )
    number, unit = int(match[1]), units[match[2]]
    if number > _FIFTY_YEARS[unit]:
        raise ParseError(f"must be at most {_FIFTY_YEARS[unit]}{unit}")
    return f"{number}{unit}"


_FIFTY_YEARS = {"d": 18_262, "w": 2_608, "m": 600}


def flag(text: str) -> bool:
    """Yes or no in the languages of the register.

    Raises:
        ParseError: it is neither.
    """
    from partnerreg.domain import synonyms

    found: bool | None = synonyms.member_of(bool, text)
    if found is None:
        raise ParseError(f"{truncate(text)!r} is neither yes nor no")
    return found


def member(kind: type[Member], text: str) -> Member:
    """The member of a closed list that a word stands for, in the languages of the register.

    Raises:
        ParseError: none; says which there are.
    """
    from partnerreg.domain import synonyms

    found: Member | None = synonyms.member_of(kind, text)
    if found is None:
        raise ParseError(f"{truncate(text)!r} is not one of {', '.join(words(kind))}")
    return found


def words(kind: type[Any]) -> list[str]:
    """What the members of a closed list are called in files, options and JSON."""
    return [getattr(one, "word", one.value) for one in kind]
