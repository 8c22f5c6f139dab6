"""What holds for every list of partners, however it is written."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.actions import dump, one
from helpers.list_imports import bring_in, csv_of, partner_rows
from partnerreg.domain.name_keys import identity_key
from partnerreg.nouns.partner import PARTNER
from partnerreg.nouns.schema import schema_of
from partnerreg.transfer.cells import parted_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LINE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=20)
# CR CR LF is one line end, also within quotes: see the tests of reading.
TEXT = st.text(st.sampled_from('aÅø";,\t\n\r|: ='), min_size=1, max_size=30).filter(
    lambda text: "\r\r\n" not in text
)
TAGS = st.text(st.sampled_from("aÅø|\\:;,= "), min_size=1, max_size=30)
FIELDS = ["name", "municipality", "sector", "country", "notes", "external_id", "tags", "we_give"]

Row = dict[str, str]


def identity(row: Row) -> tuple[str, str]:
    return identity_key(row["name"]), identity_key(row.get("municipality", ""))


@st.composite
def partners(draw: st.DrawFn) -> list[Row]:
    """Partners of whom no two are the same."""
    rows: list[Row] = draw(
        st.lists(
            st.fixed_dictionaries(
                {"name": LINE.filter(str.strip)},
                optional={
                    "municipality": LINE.filter(str.strip),
                    "sector": st.sampled_from(["public", "forening", "Yksityinen"]),
                    "country": st.sampled_from(["DK", "Sverige", "fi"]),
                    "notes": TEXT,
                    "tags": TAGS,
                    "we_give": TEXT,
                },
            ),
            min_size=1,
            max_size=8,
            unique_by=identity,
        )
    )
    for number, row in enumerate(rows):
        if draw(st.booleans()):
            row["external_id"] = f"{number:03d}"
    return rows


@st.composite
def dialects(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """How a list is written: its dialect and its encoding."""
    lines = draw(st.sampled_from(["\r\n", "\n", "\r"]))
    # Python's writer leaves a line break of another kind unquoted if it may.
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])) if lines == "\r\n" else 1
    how = {"delimiter": draw(st.sampled_from(",;\t|")), "lineterminator": lines, "quoting": quoting}
    return how, draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))


@pytest.fixture
def fresh(tmp_path: Path, empty_register: Path) -> Path:
    """Where each example puts a register of its own: see `renewed`."""
    register = tmp_path / "register.db"
    register.with_suffix(".empty").write_bytes(empty_register.read_bytes())
    return register


def renewed(register: Path) -> Path:
    register.write_bytes(register.with_suffix(".empty").read_bytes())
    return register


def kept(register: Path) -> list[dict[str, Any]]:
    return sorted(partner_rows(register), key=repr)


def expected(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The rows as the schema that typed options go through has them."""
    found = []
    for row in rows:
        data = schema_of(PARTNER).model_validate({**row, "we_give": ()})
        # Of a cell, as of nothing else, a line in quotes is what they hold.
        given_by_us = parted_lines(row.get("we_give", ""))
        found.append(
            {field.name: getattr(data, field.name) for field in PARTNER.own_fields}
            | PARTNER.keys_of(data)
            | {
                "tags": ";".join(f"{tag}/{identity_key(tag)}" for tag in data.tags) or None,
                "sides": ";".join(f"we give {text}" for text in given_by_us) or None,
                "level": 3,
                "status": "active",
                "unit": None,
            }
        )
    return found


ONE_REGISTER_EACH = settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(rows=partners(), written=dialects())
@ONE_REGISTER_EACH
def test_what_is_in_the_list_is_in_the_register_and_again_changes_nothing(
    fresh: Path, rows: list[Row], written: tuple[dict[str, Any], str]
) -> None:
    how, encoding = written
    register = renewed(fresh)
    text = csv_of(rows, FIELDS, **how).encode(encoding)
    outcome = bring_in(register, text)
    assert (outcome.added, outcome.bad_rows) == (len(rows), 0)
    assert partner_rows(register) == expected(rows)
    before = dump(register)
    again = bring_in(register, text)
    assert (again.added, again.changed, again.unchanged, again.differ) == (0, 0, len(rows), 0)
    assert dump(register) == before


@given(rows=partners(), chance=st.randoms(use_true_random=False))
@ONE_REGISTER_EACH
def test_the_order_of_rows_does_not_matter_for_what_is_in_the_register(
    fresh: Path, rows: list[Row], chance: Any
) -> None:
    register = renewed(fresh)
    bring_in(register, csv_of(rows, FIELDS))
    in_order = kept(register)
    chance.shuffle(rows)
    register = renewed(fresh)
    bring_in(register, csv_of(rows, FIELDS))
    assert kept(register) == in_order


@given(rows=partners(), parts=st.data())
@ONE_REGISTER_EACH
def test_a_list_that_comes_in_parts_makes_the_same_register(
    fresh: Path, rows: list[Row], parts: st.DataObject
) -> None:
    """Rows first, and what some of their cells hold only later."""
    thin = [
        {
            field: cell
            for field, cell in row.items()
            if field in {"name", "municipality"} or parts.draw(st.booleans())
        }
        for row in rows
    ]
    register = renewed(fresh)
    bring_in(register, csv_of(thin, FIELDS))
    bring_in(register, csv_of(rows, FIELDS))
    in_parts = kept(register)
    assert one(register, "SELECT count(*) FROM partner") == len(rows)
    register = renewed(fresh)
    bring_in(register, csv_of(rows, FIELDS))
    assert kept(register) == in_parts
