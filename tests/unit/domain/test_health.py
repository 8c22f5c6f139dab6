"""What the answers to a health check add up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain.health import (
    Comparison,
    Reply,
    Tally,
    added,
    parse_reply,
    parse_score,
    topics,
)
from partnerreg.domain.parsing import ParseError

MEANS = st.none() | st.integers(10, 50).map(lambda tenths: tenths / 10)


@pytest.mark.parametrize(
    ("text", "score"), [("4", 4), (" 4 ", 4), ("4.0", 4), ("4,00", 4), ("", None), ("  ", None)]
)
def test_a_score_is_read_as_spreadsheets_write_it(text: str, score: int | None) -> None:
    assert parse_score(text) == score


@pytest.mark.parametrize("text", ["0", "6", "4.5", "44", "fire", "-1", "4?", "¼"])
def test_what_is_no_score_is_refused(text: str) -> None:
    with pytest.raises(ParseError, match="is not a number from 1 to 5"):
        parse_score(text)


def test_words_may_follow_a_number_or_stand_alone() -> None:
    assert parse_reply("2 Aldrig  sagt", is_open=False) == Reply(2, "Aldrig  sagt")
    assert parse_reply("2 gange", is_open=True) == Reply(None, "2 gange")


@pytest.mark.parametrize(("answers", "mean"), [(0, None), (1, None), (2, 4.0), (3, 4.0)])
def test_half_of_the_answers_are_enough_for_a_mean(answers: int, mean: float | None) -> None:
    assert Tally(4 * answers, answers, 4).mean == mean


@given(st.lists(st.builds(Tally, *[st.integers(0, 99)] * 3)))
def test_tallies_add_up(tallies: list[Tally]) -> None:
    whole = added(tallies)

    assert whole.total == sum(tally.total for tally in tallies)
    assert whole.answers == sum(tally.answers for tally in tallies)
    assert whole.possible == sum(tally.possible for tally in tallies)


@given(st.dictionaries(st.text("abc", min_size=1), st.builds(Comparison, MEANS, MEANS)))
def test_the_farthest_apart_are_talked_about_first_and_then_the_lowest(
    statements: dict[str, Comparison],
) -> None:
    chosen = topics(statements, 1.5, 3.0)

    answered = [code for code, found in statements.items() if found.lowest is not None]
    assert len(chosen) == min(3, len(answered))
    apart = [(statements[code].gap or 0) >= 1.5 for code in chosen]
    assert apart == sorted(apart, reverse=True)
    rest = [code for code in answered if code not in chosen]
    if chosen and not any(apart):
        assert all((statements[code].gap or 0) < 1.5 for code in rest)
        lowest = [statements[code].lowest or 0 for code in [*chosen, *rest]]
        assert max(lowest[: len(chosen)]) <= min(lowest[len(chosen) :], default=9)
