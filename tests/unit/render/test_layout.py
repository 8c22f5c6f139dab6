from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from partnerreg.render.terminal import LONGEST_WHOLE_WORD, fit_widths

columns = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda pair: (max(pair), min(pair))),
    min_size=1,
    max_size=8,
)


def test_columns_that_fit_are_as_wide_as_their_widest_cell() -> None:
    assert fit_widths([10, 30, 5], [5, 5, 5], room=80) == [10, 30, 5]


def test_the_widest_column_gives_way_first() -> None:
    assert fit_widths([10, 60, 20], [5, 5, 5], room=60) == [10, 30, 20]


def test_no_column_is_made_narrower_than_its_longest_word() -> None:
    assert fit_widths([60, 60], [20, 5], room=32) == [20, 12]


def test_a_very_long_word_may_be_broken() -> None:
    assert fit_widths([300], [300], room=80) == [80]


def test_words_that_cannot_stand_side_by_side_do_not_fit() -> None:
    assert fit_widths([20, 20], [15, 15], room=29) is None


@given(columns, st.integers(-10, 300))
def test_columns_never_take_more_than_the_room_nor_break_a_word(
    measures: list[tuple[int, int]], room: int
) -> None:
    widest, words = map(list, zip(*measures, strict=True))
    widths = fit_widths(widest, words, room)
    if widths is None:
        assert sum(min(word, LONGEST_WHOLE_WORD) for word in words) > room
    else:
        assert sum(widths) <= room
        assert all(
            min(word, LONGEST_WHOLE_WORD) <= width <= wide
            for wide, word, width in zip(widest, words, widths, strict=True)
        )
