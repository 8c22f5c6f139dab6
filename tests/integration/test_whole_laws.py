"""What holds for every register: its whole export makes it again."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import actions
from helpers.actions import (
    TODAY,
    activity,
    agreement,
    assign,
    contact,
    current,
    edit,
    evaluation,
    meeting,
    move,
    named,
    partner,
    remove,
    writing,
)
from helpers.archives import JOURNAL, export, rebuild, rows_of
from partnerreg.domain.enums import Level
from partnerreg.errors import RegisterError
from partnerreg.services.agreements import File
from partnerreg.tables import Area, Unit

if TYPE_CHECKING:
    import pytest

    from partnerreg.db.unit_of_work import UnitOfWork

# Texts that CSV, spreadsheets and file systems find hard.
ODD = st.sampled_from(
    ["=1+1", "'=x", "''", "+", "-", "@a", '"', ";", ",", "a; b", "'", "Ø", "שלום"]
)
LETTERS = st.characters(exclude_categories=("C", "Zl", "Zp"))
NAMES = st.one_of(ODD, st.text(LETTERS, min_size=1, max_size=12)).filter(str.strip)
LINES = st.lists(
    st.one_of(ODD, st.text(LETTERS, max_size=8), st.sampled_from(["\n", "\r", "\r\n", "\t"])),
    max_size=5,
).map("".join)
FILES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0/"), min_size=1)
NUMBERS = st.integers(1, 7)


def add_partner(work: UnitOfWork, name: str, text: str, several: list[str]) -> None:
    partner(work, name, notes=text, tags=several, we_give=[text, *several], municipality=name)


def edit_partner(work: UnitOfWork, number: int, text: str, several: list[str]) -> None:
    now = current(work, "partner", number)
    sides = {"they_get": several, "we_get": [text], "tags": [*now["tags"], *several]}
    edit(work, "partner", number, **sides, together=text)


def add_contact(work: UnitOfWork, number: int, name: str, text: str) -> None:
    contact(work, number, name, notes=text, role=name, email="=a+b@x.dk", phone="+45 86123456")


def log(work: UnitOfWork, numbers: set[int], title: str, text: str) -> None:
    activity(work, sorted(numbers), title=title, notes=text, area="Ungdom")


def judge(work: UnitOfWork, number: int, text: str) -> None:
    evaluation(work, number, experience=text, effect=text[::-1])


def agree(work: UnitOfWork, number: int, name: str, text: str) -> None:
    file = File(name, "text/plain", text.encode() or b"-")
    agreement(work, number, file=file, exit_terms=text, reference=name, replaces=None)


def shift(work: UnitOfWork, number: int, to: Level | None, why: str) -> None:
    move(work, number, to, reason=why or None)


def follow(work: UnitOfWork, number: int, who: int) -> None:
    assign(work, f"#{who}", number, replace=True)


def rename(work: UnitOfWork, name: str) -> None:
    actions.rename(work, Unit, 1, name)


SEVERAL = st.lists(st.one_of(NAMES, LINES), max_size=3)
TAGS = st.lists(NAMES, max_size=3)
EDITS = st.one_of(
    st.tuples(st.just(named), st.sampled_from([Unit, Area]), NAMES),
    st.tuples(st.just(rename), NAMES),
    st.tuples(st.just(add_partner), NAMES, LINES, TAGS),
    st.tuples(st.just(edit_partner), NUMBERS, LINES, TAGS),
    st.tuples(st.just(add_contact), NUMBERS, NAMES, LINES),
    st.tuples(st.just(lambda work, number: remove(work, "contact", number)), NUMBERS),
    st.tuples(st.just(log), st.sets(NUMBERS, min_size=1), NAMES, LINES),
    st.tuples(st.just(judge), NUMBERS, LINES),
    st.tuples(st.just(agree), NUMBERS, FILES, LINES),
    st.tuples(st.just(shift), NUMBERS, st.sampled_from([*Level, None]), LINES),
    st.tuples(st.just(follow), NUMBERS, st.integers(1, 3)),
    st.tuples(st.just(meeting), st.dates(TODAY - timedelta(9), TODAY)),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(EDITS, min_size=1, max_size=8), history=st.booleans())
def test_whatever_a_register_holds_is_rebuilt_to_the_byte(
    filled_register: Path,
    empty_register: Path,
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[Any],
    *,
    history: bool,
) -> None:
    place = tmp_path_factory.mktemp("whole")
    register = Path(shutil.copy(filled_register, place / "register.db"))
    for day, (deed, *arguments) in enumerate(edits):
        # One that cannot be done takes the whole operation with it.
        with suppress(RegisterError), writing(register, today=TODAY + timedelta(day)) as work:
            deed(work, *arguments)
    export(register, place / "whole")
    new = Path(shutil.copy(empty_register, place / "new.db"))
    rebuild(place / "whole", new, history=history)
    besides = JOURNAL if history else JOURNAL | {"level_change"}
    assert rows_of(new, besides=besides) == rows_of(register, besides=besides)
    shutil.rmtree(place)
