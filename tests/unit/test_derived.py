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


@pytest.mark.drift
def test_every_key_is_declared_with_what_it_is_the_key_of() -> None:
    keys = {
        table.name: {column.name for column in table.c if _KEYS.fullmatch(column.name)}
        for table in metadata.sorted_tables
    }
    assert {table: set(columns) for table, columns in key_columns().items()} == {
        table: columns for table, columns in keys.items() if columns
    }


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_partners_keys_are_those_that_its_writers_derive(name: str, municipality: str) -> None:
    source = {"name": name, "municipality": municipality}
    derived = {
        column: key.of_many([source[of]])[0]
        for column, (of, key) in key_columns()["partner"].items()
    }
    assert derived == PARTNER.keys_of(SimpleNamespace(**source))
