"""Columns that are worked out of others: keys for matching, finding and sorting names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain.many_names import alphabetical_keys, identity_keys, search_keys
from partnerreg.domain.names import SORT_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Derived(NamedTuple):
    """A column's source in the same row, and what derives it for many rows; nothing of nothing."""

    source: str
    derive: Callable[[Sequence[str]], list[str]]


_KEYED_BY_NAME = {"name_key": Derived("name", identity_keys)}

DERIVED: Mapping[str, Mapping[str, Derived]] = {
    "partner": {
        **_KEYED_BY_NAME,
        "search_key": Derived("name", search_keys),
        **{
            f"sort_{language}": Derived("name", partial(alphabetical_keys, language=language))
            for language in SORT_LANGUAGES
        },
        "municipality_key": Derived("municipality", identity_keys),
    },
    "partner_tag": {"tag_key": Derived("tag", identity_keys)},
    "contact": {"search_key": Derived("name", search_keys)},
    "unit": _KEYED_BY_NAME,
    "area": _KEYED_BY_NAME,
    "staff": _KEYED_BY_NAME,
    "goal": {
        "code_key": Derived("code", identity_keys),
        "search_key": Derived("title", search_keys),
    },
}
"""The derived columns of each table that has such."""
