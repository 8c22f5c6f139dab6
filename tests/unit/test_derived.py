"""Columns that are worked out of others are declared, and as their writers derive them."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.db.health import key_columns
from partnerreg.nouns.partner import PARTNER
from partnerreg.tables import metadata

_KEYS = re.compile(r".*_key|sort_..")
_OF_PARTNERS = key_columns()["partner"]


@pytest.mark.drift
def test_every_key_is_declared_with_what_it_is_the_key_of() -> None:
    keys = {
        table.name: {column.name for column in table.c if _KEYS.fullmatch(column.name)}
        for table in metadata.sorted_tables
    }
    assert {table: set(columns) for table, columns in key_columns().items()} == {
        table: columns for table, columns in keys.items() if columns
    }


@given(st.fixed_dictionaries({of: st.text(min_size=1) for of, _ in _OF_PARTNERS.values()}))
def test_a_partners_keys_are_those_that_its_writers_derive(source: dict[str, str]) -> None:
    derived = {column: key.of_many([source[of]])[0] for column, (of, key) in _OF_PARTNERS.items()}
    assert derived == PARTNER.keys_of(SimpleNamespace(**source))
