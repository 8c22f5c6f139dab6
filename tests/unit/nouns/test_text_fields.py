"""Names, lines and texts: what may stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.errors import ExitCode, InvalidInput
from partnerreg.nouns import checks
from partnerreg.nouns.registry import noun
from partnerreg.nouns.schema import Schema, schema_of, validate

if TYPE_CHECKING:
    from collections.abc import Callable


class Said(Schema):
    name: checks.Name = "a name"
    line: checks.Line = None
    text: checks.Text = None


def refusal(**values: Any) -> str:
    with pytest.raises(InvalidInput) as caught:
        validate(Said, values)
    assert caught.value.exit_code is ExitCode.USAGE
    return caught.value.message


@pytest.mark.parametrize(
    "name",
    [
        "Café Retro",
        "Østre Gasværk",
        "Cafe\u0301",
        "[nedlagt] {0} %s \\ \"'",
        "!?!",
        "12",
        "a\u00adb",
        "🎭",
        "\u0301",
        "x" * checks.NAME_LENGTH,
    ],
)
def test_a_name_is_kept_as_it_is_written(name: str) -> None:
    assert validate(Said, {"name": name}).name == name


@pytest.mark.parametrize(
    "blank",
    [
        *("", " ", "\t\n", "\u00a0\u2003", "\u200b", "\ufeff", "\u2060 \u200b", "\x1c", None),
        *("\u202e", "\u3164", "\u115f \u1160", "\uffa0", "\u2800\u2800", "\ufe0f", "\u034f\u3164"),
    ],
)
def test_a_name_of_nothing_that_can_be_seen_is_empty(blank: str | None) -> None:
    assert refusal(name=blank) == "name is empty; give a name"


@pytest.mark.parametrize("blank", ["\u3164", "\u202e", "\u2800 \u2800"])
def test_a_tag_of_nothing_that_can_be_seen_is_none(blank: str) -> None:
    assert validate(schema_of(noun("partner")), {"name": "x", "tags": f"a; {blank}; b"}).tags == (
        "a",
        "b",
    )


@pytest.mark.parametrize("blank", ["", "  ", "\t", "\u00a0", None])
def test_a_line_or_text_of_nothing_is_none(blank: str | None) -> None:
    assert validate(Said, {"line": blank, "text": blank}) == Said()


@pytest.mark.parametrize("field", ["name", "line", "text"])
def test_white_space_around_what_is_said_falls_off(field: str) -> None:
    assert getattr(validate(Said, {field: "\n  Café Retro\u00a0"}), field) == "Café Retro"


CONTROLS = ["\0", "\x07", "\x1b[31mred", "\x7f", "\x9b", "\x85"]


@pytest.mark.parametrize("control", CONTROLS)
@pytest.mark.parametrize("field", ["name", "line", "text"])
def test_control_characters_are_refused_with_their_place(field: str, control: str) -> None:
    said = refusal(**{field: f"ab{control}cd"})
    number = f"U+{ord(control[0]):04X}"
    assert said == f"{field} holds a control character ({number}) at position 3; take it out"


@pytest.mark.parametrize("field", ["name", "line"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\t", "\u2028", "\u2029"])
def test_a_name_or_line_stands_on_one_line(field: str, line_break: str) -> None:
    assert "holds a control character" in refusal(**{field: f"ab{line_break}cd"})


def test_a_text_may_have_lines_and_tabs() -> None:
    text = "Første linje\nanden\r\n\ttredje\u2028fjerde"
    assert validate(Said, {"text": text}).text == text


@pytest.mark.parametrize("field", ["name", "line", "text"])
def test_bytes_that_are_no_text_are_refused(field: str) -> None:
    said = refusal(**{field: b"Caf\xe9".decode(errors="surrogateescape")})
    assert said == f"{field} holds bytes that are no text; check the encoding"


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("name", checks.NAME_LENGTH),
        ("line", checks.LINE_LENGTH),
        ("text", checks.TEXT_LENGTH),
    ],
)
def test_what_is_too_long_is_refused_and_not_repeated(field: str, limit: int) -> None:
    assert len(getattr(validate(Said, {field: "å" * limit}), field)) == limit
    for length in (limit + 1, 1_000_000):
        said = refusal(**{field: "å" * length})
        assert said == f"{field} is {length:,} characters long; at most {limit:,} fit"


def test_a_name_of_10_000_characters_is_refused() -> None:
    assert refusal(name="x" * 10_000) == "name is 10,000 characters long; at most 200 fit"


@pytest.mark.parametrize("parse", [checks.parse_line, checks.parse_text])
@given(value=st.text())
def test_what_passes_once_passes_again_unchanged(
    parse: Callable[[Any], str | None], value: str
) -> None:
    try:
        first = parse(value)
    except ValueError:
        return
    assert parse(first) == first
    assert first is None or first == first.strip() != ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [("kort", "kort"), ("x" * 61, "x" * 59 + "…"), ("x" * 60, "x" * 60), (12, "12")],
)
def test_what_is_quoted_in_a_refusal_is_not_longer_than_a_line(value: Any, shown: str) -> None:
    assert checks.truncate(value) == shown


@given(st.text())
def test_what_is_quoted_in_a_refusal_holds_no_control_character(text: str) -> None:
    shown = checks.truncate(text)
    assert len(shown) <= 60 * 6
    assert not any(checks._NOT_IN_A_LINE.search(char) for char in shown)
