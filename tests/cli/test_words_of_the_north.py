"""What is typed is read as what stands in a list: in the same ways, in five languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from partnerreg.cli import validation
from partnerreg.errors import InvalidInput
from partnerreg.nouns import checks

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register

WORDS = {
    "agreement attach Alfa --kind hensigtserklæring": ("agreement", "kind", "letter-of-intent"),
    "agreement attach Alfa --kind avtal": ("agreement", "kind", "written-agreement"),
    "activity log Alfa --title x --kind besøg": ("activity", "kind", "visit"),
    "activity log Alfa --title x --kind kokous": ("activity", "kind", "meeting"),
    "evaluation add Alfa --rating succes": ("evaluation", "rating", "success"),
    "evaluation add Alfa --rating onnistunut": ("evaluation", "rating", "success"),
    "evaluation add Alfa --rating mixed --decision fortsæt": ("evaluation", "decision", "continue"),
    "contact add Alfa Eva --basis samtykke": ("contact", "legal_basis", "consent"),
    "staff assign Ib Alfa --as ledelse": ("assignment", "role", "management"),
}


@pytest.mark.parametrize("typed", WORDS)
def test_words_are_understood_in_the_languages_of_the_register(
    portfolio: Cli, register: Register, typed: str
) -> None:
    table, column, stored = WORDS[typed]

    portfolio.done(*typed.split())

    last = f"SELECT {column} FROM {table} ORDER BY id DESC LIMIT 1"
    assert register.value(last) == stored


def read_by_option(text: str) -> Any:
    try:
        return validation.parse_day("--on", text)
    except InvalidInput as error:
        return error.message


def read_by_field(text: str) -> Any:
    try:
        return checks.parse_day(text)
    except PydanticCustomError as error:
        return f"--on {error.message()}."


@given(
    st.dates().map(str)
    | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True)
    | st.text(max_size=12).filter(str.strip)
)
def test_a_day_is_read_alike_in_an_option_and_in_a_list(text: str) -> None:
    assert read_by_option(text) == read_by_field(text)
