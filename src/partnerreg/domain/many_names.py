"""The keys of `partnerreg.domain.names`, for thousands of names at a time.

What is done to a name by the means of Python's strings can be done to many of
them in one text, a line each: a long list has its keys in a tenth of the time.
A name that this does not fit gets its keys by itself.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from partnerreg.domain import names as one

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def identity_keys(names: Sequence[str]) -> list[str]:
    """`identity_key` of each."""
    return _keys(names, one.identity_key, _identities)


def search_keys(names: Sequence[str]) -> list[str]:
    """`search_key` of each."""
    return _keys(names, one.search_key, _searched)


def alphabetical_keys(names: Sequence[str], language: str) -> list[str]:
    """`alphabetical_key` of each."""
    alphabet = one.sort_language(language)
    each = partial(one.alphabetical_key, language=alphabet)
    return _keys(names, each, partial(_sorted, alphabet=alphabet))


def sort_keys(names: Sequence[str], language: str) -> list[str]:
    """`sort_key` of each."""
    alphabet = one.sort_language(language)
    each = partial(one.sort_key, language=alphabet)
    return _keys(names, each, partial(_placed, alphabet=alphabet))


def _keys(
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
    letters = one.replaced(_small("\n".join(names)), one.NO_COMMON)
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
def _small(text: str) -> str:
    return text.lower()


@lru_cache(maxsize=2)
def _coded(text: str) -> str:
    return one.replaced(_small(text), one.COMMON_CODES)


@lru_cache(maxsize=2)
def _identity(text: str) -> str:
    return _words(one.replaced(_small(text), one.COMMON_IDENTITY))


def _identities(names: Sequence[str]) -> list[str]:
    return _identity("\n".join(names)).split("\n")


def _searched(names: Sequence[str]) -> list[str]:
    identities = _identity("\n".join(names))
    keys = _words(identities.encode().translate(one.search_table()).decode())
    while (shorter := keys.replace("aa", "a").replace("ae", "a").replace("oe", "o")) != keys:
        keys = shorter
    pairs = zip(keys.split("\n"), identities.split("\n"), strict=True)
    return [key or identity for key, identity in pairs]


def _sorted(names: Sequence[str], alphabet: str) -> list[str]:
    return _words(one.sort_letters(_coded("\n".join(names)), alphabet)).split("\n")


def _placed(names: Sequence[str], alphabet: str) -> list[str]:
    small = _small("\n".join(names)).split("\n")
    return [
        f"{key}{one.NEXT_KEY}{'' if name.isascii() else accents}{one.NEXT_KEY}{name}"
        for key, accents, name in zip(_sorted(names, alphabet), small, names, strict=True)
    ]


def _words(text: str) -> str:
    """Each line with one space between its words and none around them."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace(" \n", "\n").replace("\n ", "\n").strip(" ")
