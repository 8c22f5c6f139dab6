"""Keys for matching, finding and sorting names.

Three questions, three keys: is it the same name (`identity_key`), could it be
what somebody typed (`search_key`), and where in a list does a reader look for
it (`sort_key`). Keys are stored beside the names, so a change here needs a
migration that writes them anew. Any text goes through, lone surrogates too.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SORT_LANGUAGES = ("en", "da", "sv")
"""The alphabets there are: English, Danish (and Norwegian), Swedish (and Finnish)."""

_ALPHABETS = {"da": "da", "nb": "da", "nn": "da", "no": "da", "sv": "sv", "fi": "sv"}

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"  # ride along when text is pasted
_APOSTROPHES = "'\u2018\u2019\u201b\u02bc"

_SAME: Mapping[str, str] = {
    **dict.fromkeys(_INVISIBLE, ""),
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys(_HYPHENS, "-"),
}
# Letters that no decomposition takes apart; the Sami and Polish ones are neighbours.
_PLAIN: Mapping[str, str] = {
    **dict.fromkeys("øœ", "oe"),
    **dict.fromkeys("ðđ", "d"),
    "æ": "ae",
    "þ": "th",
    "ł": "l",
    "ŧ": "t",
    "ŋ": "n",
    "ħ": "h",
    "\u0131": "i",
}
# As they are written where the letters are missing, also under a second accent.
_NORDIC: Mapping[str, str] = {
    **dict.fromkeys("åǻ", "aa"),
    **dict.fromkeys("äǟ", "ae"),
    **dict.fromkeys("öȫ", "oe"),
}

# The letters that an alphabet orders in its own way. What comes after z becomes one of
# the three ASCII characters that follow it.
_ORDER: Mapping[str, Mapping[str, str]] = {
    "en": dict.fromkeys("øǿ", "o"),
    "da": {
        **dict.fromkeys("æǽǣäǟ", "{"),
        **dict.fromkeys("øǿöȫőœ", "|"),
        **dict.fromkeys("åǻ", "}"),
        **dict.fromkeys("üű", "y"),
    },
    "sv": {
        **dict.fromkeys("åǻ", "{"),
        **dict.fromkeys("äǟæǽǣ", "|"),
        **dict.fromkeys("öȫøǿőœ", "}"),
        **dict.fromkeys("üű", "y"),
    },
}
_NEXT_KEY = "\x01"  # parts the levels of a sort key; below all that a first level can hold


class _Letters(dict[int, str]):
    """A table for `str.translate` that works a character out when it is first met."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, code: int) -> str:
        self[code] = answer = self._work_out(chr(code))
        return answer


# A name is asked for several keys in a row, and each of them for its letters.
_RECENT = 256


@lru_cache(maxsize=_RECENT)
def identity_key(name: str) -> str:
    """The key that is equal for names that are the same.

    Case, accents, white space, and the shapes of quotes and dashes do not
    count. Nordic letters become what is written where they are missing:
    'Århus' is 'Aarhus', but 'Sälen' is not 'Salen'. Never empty unless the
    name is blank.
    """
    if name.isascii():
        return " ".join(name.lower().split())
    folded = _folded(name)
    key = normalize("NFC", folded.translate(_IDENTITY))
    # A name of nothing but accents or invisible characters is its own key.
    return " ".join(key.split()) or " ".join(folded.split())


def search_key(name: str) -> str:
    """The key for finding a name as people type it.

    Like `identity_key`, but punctuation parts words and å, ä, æ, ö, ø may be
    typed with one letter, with two, or as they are: 'arhus', 'aarhus' and
    'århus' all find 'Århus'.
    """
    identity = identity_key(name)
    key = " ".join(identity.translate(_SEARCH).split())
    while (shorter := key.replace("aa", "a").replace("ae", "a").replace("oe", "o")) != key:
        key = shorter
    return key or identity


def sort_key(name: str, language: str) -> str:
    """The key that sorts, by plain code points, as readers of the language expect.

    First the letters alone, then accents, then the name as it is. In Danish
    and Norwegian 'aa' is an old spelling of å and sorts with it, wherever it
    stands.
    """
    alphabet = sort_language(language)
    if name.isascii():
        folded, accents = name.lower(), ""
    else:
        folded = accents = _folded(name)
    if alphabet == "da":
        folded = folded.replace("aa", "å")
    letters = " ".join(folded.translate(_sort_letters(alphabet)).split())
    return f"{letters}{_NEXT_KEY}{accents}{_NEXT_KEY}{name}"


@lru_cache(maxsize=_RECENT)
def sort_language(language: str) -> str:
    """The one of `SORT_LANGUAGES` whose alphabet a language uses; English if unknown."""
    return _ALPHABETS.get(language.lower().replace("_", "-").partition("-")[0], "en")


@lru_cache(maxsize=_RECENT)
def _folded(name: str) -> str:
    """Compatibility forms and case undone (Unicode's NFKC_Casefold, but for what is ignorable)."""
    return normalize("NFKC", normalize("NFKC", normalize("NFD", name).casefold()).casefold())


def _without_accents(char: str) -> str:
    """The bare character. Vowel signs of other scripts lie outside the range and stay."""
    bare = "".join(c for c in normalize("NFD", char) if not "\u0300" <= c <= "\u036f")
    return normalize("NFC", bare)


def _identity_letter(char: str) -> str:
    if (same := _SAME.get(char, _NORDIC.get(char))) is not None:
        return same
    return "".join(_PLAIN.get(c, c) for c in _without_accents(char))


def _search_letter(char: str) -> str:
    return " " if _parts_words(char) else char


def _parts_words(char: str) -> bool:
    """Punctuation, symbols of ASCII, white space and control characters part words."""
    return not char.isalnum() if char.isascii() else category(char)[0] in "PZ"


_IDENTITY = _Letters(_identity_letter)
_SEARCH = _Letters(_search_letter)


@cache
def _sort_letters(alphabet: str) -> _Letters:
    own_order = _ORDER[alphabet]

    def sort_letter(char: str) -> str:
        if (place := own_order.get(char)) is not None:
            return place
        if char in _APOSTROPHES or char in _INVISIBLE:
            return ""
        if _parts_words(char) or category(char) == "Cc":
            return " "
        return "".join(own_order.get(c, _PLAIN.get(c, c)) for c in _without_accents(char))

    return _Letters(sort_letter)
