"""Keys for matching, finding and sorting names.

Three questions, three keys: is it the same name (`identity_key`), could it be
what somebody typed (`search_key`), and where in a list does a reader look for
it (`sort_key`). Keys are stored beside the names, so a change here needs a
migration that writes them anew. Any text goes through, lone surrogates too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

SORT_LANGUAGES = ("en", "da", "sv")
"""The alphabets there are: English, Danish (and Norwegian), Swedish (and Finnish)."""

_ALPHABETS = {"da": "da", "nb": "da", "nn": "da", "no": "da", "sv": "sv", "fi": "sv"}

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"  # ride along when text is pasted
# Letters and marks by Unicode's reckoning that show nothing by themselves: fillers, joiners of
# graphemes, selectors of variants, and the braille pattern without a dot.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
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
NEXT_KEY = "\x01"  # parts the levels of a sort key; below all that a first level can hold


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


def is_visible(text: str) -> bool:
    """Whether anything of a text can be seen: a name that cannot is none."""
    return any(char.isprintable() and char != " " and not _UNSEEN.match(char) for char in text)


@lru_cache(maxsize=_RECENT)
def identity_key(name: str) -> str:
    """The key that is equal for names that are the same.

    Case, accents, white space, and the shapes of quotes and dashes do not
    count. Nordic letters become what is written where they are missing:
    'Århus' is 'Aarhus', but 'Sälen' is not 'Salen'. Never empty unless the
    name is blank.
    """
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

    First the letters alone (`alphabetical_key`), then accents, then the name as
    it is: no two names have the same.
    """
    accents = "" if name.isascii() else _folded(name)
    return f"{alphabetical_key(name, language)}{NEXT_KEY}{accents}{NEXT_KEY}{name}"


def alphabetical_key(name: str, language: str) -> str:
    """The key that sorts by letters alone, without case and accents, in the language's alphabet.

    In Danish and Norwegian 'aa' is an old spelling of å and sorts with it,
    wherever it stands.
    """
    alphabet = sort_language(language)
    letters = _folded(name)
    if alphabet == "da":
        letters = letters.replace("aa", "å")
    return " ".join(letters.translate(_sort_letters(alphabet)).split())


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


# Thousands of names at a time: what is done to a name by the means of Python's strings can be
# done to many of them in one text, a line each, and a long list has its keys in a tenth of the
# time. A name that this does not fit gets its keys by itself.


# The letters beyond ASCII that Nordic names are mostly written with. These are
# replaced one by one, and the rest goes through a table of bytes; for that they pass as
# control characters, which no printable name holds.
_COMMON = "åäöæøéü"
_CODES = {letter: chr(code) for code, letter in enumerate(_COMMON, 2)}
_NO_COMMON = tuple((letter, "") for letter in _COMMON)
_COMMON_IDENTITY = tuple((letter, _identity_letter(letter)) for letter in _COMMON)
_COMMON_CODES = tuple(_CODES.items())
_OLD_SPELLING = ("aa", _CODES["å"])
_ENGLISH_LIGATURE = (_CODES["æ"], "ae")
_NOT_SORTED = b"'"


@cache
def _sort_table(alphabet: str) -> bytes:
    """What alphabetical keys make of ASCII and of coded letters, for `bytes.translate`."""
    letters = _sort_letters(alphabet)
    coded = {ord(code): letters[ord(letter)][:1] for letter, code in _COMMON_CODES}
    return _ascii_table({code: letters[code] for code in range(128)} | coded)


def _ascii_table(letters: Mapping[int, str]) -> bytes:
    """Line breaks stay: many names are worked on in one text."""
    kept = ("\n" if code == ord("\n") else letters[code] or " " for code in range(128))
    return "".join(kept).encode().ljust(256)


def _replaced(text: str, letters: Iterable[tuple[str, str]]) -> str:
    """The text with other letters in the place of some."""
    for letter, other in letters:
        text = text.replace(letter, other)
    return text


def identity_keys(names: Sequence[str]) -> list[str]:
    """`identity_key` of each."""
    return _keys_of(names, identity_key, _identity_keys)


def search_keys(names: Sequence[str]) -> list[str]:
    """`search_key` of each."""
    return _keys_of(names, search_key, _search_keys)


def alphabetical_keys(names: Sequence[str], language: str) -> list[str]:
    """`alphabetical_key` of each."""
    alphabet = sort_language(language)
    each = partial(alphabetical_key, language=alphabet)
    return _keys_of(names, each, partial(_alphabetical_keys, alphabet=alphabet))


def _keys_of(
    names: Sequence[str],
    each: Callable[[str], str],
    together: Callable[[Sequence[str]], list[str]],
) -> list[str]:
    odd = _odd(names)
    if not odd:
        return together(names) if names else []
    rest = [name for position, name in enumerate(names) if position not in odd]
    keys = iter(together(rest) if rest else [])
    return [each(name) if position in odd else next(keys) for position, name in enumerate(names)]


def _odd(names: Sequence[str]) -> frozenset[int]:
    """Positions of names that hold other letters than ASCII and the common ones, or no letters."""
    letters = _replaced(_small_letters("\n".join(names)), _NO_COMMON)
    lines = letters.split("\n")
    if len(lines) != len(names):  # a name has several lines
        return frozenset(range(len(names)))
    if letters.isascii() and letters.replace("\n", "").isprintable():
        return frozenset()
    return frozenset(
        position
        for position, line in enumerate(lines)
        if not (line.isascii() and line.isprintable())
    )


# The same names are asked for several keys in a row.
@lru_cache(maxsize=2)
def _small_letters(text: str) -> str:
    return text.lower()


@lru_cache(maxsize=2)
def _coded(text: str) -> str:
    return _replaced(_small_letters(text), _COMMON_CODES)


@lru_cache(maxsize=2)
def _identity(text: str) -> str:
    return _words(_replaced(_small_letters(text), _COMMON_IDENTITY))


def _identity_keys(names: Sequence[str]) -> list[str]:
    return _identity("\n".join(names)).split("\n")


def _search_keys(names: Sequence[str]) -> list[str]:
    identities = _identity("\n".join(names))
    keys = _words(identities.encode().translate(_ascii_table(_SEARCH)).decode())
    while (shorter := keys.replace("aa", "a").replace("ae", "a").replace("oe", "o")) != keys:
        keys = shorter
    pairs = zip(keys.split("\n"), identities.split("\n"), strict=True)
    return [key or identity for key, identity in pairs]


def _alphabetical_keys(names: Sequence[str], alphabet: str) -> list[str]:
    coded = _coded("\n".join(names))
    if alphabet == "da":
        coded = coded.replace(*_OLD_SPELLING)
    elif alphabet == "en":
        coded = coded.replace(*_ENGLISH_LIGATURE)
    letters = coded.encode().translate(_sort_table(alphabet), _NOT_SORTED).decode()
    return _words(letters).split("\n")


def _words(text: str) -> str:
    """Each line with one space between its words and none around them."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace(" \n", "\n").replace("\n ", "\n").strip(" ")
