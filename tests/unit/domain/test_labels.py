from __future__ import annotations

from enum import StrEnum

import pytest

from partnerreg.domain import due_dates, enums, level_moves
from partnerreg.domain.enums import Level
from partnerreg.domain.labels import LABELS, LEVELS, MARKS, label, level_label
from partnerreg.language import ENGLISH, Language

CLOSED_LISTS = [
    found
    for module in (enums, level_moves, due_dates)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, StrEnum) and found is not StrEnum
]


def test_there_are_closed_lists() -> None:
    assert {enums.Sector, level_moves.PriorStanding, due_dates.Due} <= set(CLOSED_LISTS)


@pytest.mark.parametrize("words", CLOSED_LISTS, ids=lambda words: words.__name__)
def test_every_word_of_a_closed_list_has_a_label(words: type[StrEnum]) -> None:
    assert {word for word in words if word not in LABELS} == set()


def test_every_level_has_a_label_by_its_number_and_by_its_word() -> None:
    assert set(LEVELS) == set(Level)
    assert all(LABELS[level.word] == LEVELS[level] for level in Level)
    assert [level_label(number, ENGLISH) for number in (1, 2, 3)] == [
        "strategic",
        "service-based",
        "network",
    ]


def test_every_mark_has_a_label() -> None:
    assert set(MARKS) == {"met", "missing", "advice", "hint"}


def test_a_label_has_no_hyphens_for_blanks() -> None:
    assert label("letter-of-intent", ENGLISH) == "letter of intent"
    assert label("civil-society", ENGLISH) == "civil society"
    assert label(enums.AgreementState.IN_FORCE, ENGLISH) == "in force"


def test_a_word_that_nobody_knows_is_its_own_label() -> None:
    assert label("perhaps", ENGLISH) == "perhaps"


@pytest.mark.parametrize("code", [code for code in enums.LANGUAGES if code != "en"])
def test_labels_are_said_in_the_language_of_the_reader(code: str) -> None:
    assert label("civil-society", Language(code)) != "civil society"
