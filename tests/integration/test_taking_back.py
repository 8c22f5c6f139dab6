"""What undo will be built on: by the journal alone, everything becomes what it was."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from deeds import (
    TODAY,
    ask,
    assign,
    contact,
    evaluation,
    link_goal,
    move,
    one,
    partner,
    raw,
    writing,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerreg.domain.vocabulary import Level, Status
from partnerreg.errors import RegisterError
from partnerreg.register import contacts, partners
from partnerreg.register.queries import partners as asked
from partnerreg.schemas import validate
from partnerreg.schemas.partner import PartnerData
from partnerreg.store.journal import UNJOURNALED
from partnerreg.tables import Partner, metadata

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from partnerreg.store.unit_of_work import UnitOfWork

JOURNALED = sorted(set(metadata.tables) - UNJOURNALED)


def operations(path: Path) -> int:
    return int(one(path, "SELECT count(*) FROM operation"))


def take_back(path: Path, first: int) -> None:
    """Take back every operation from a number on, by the journal and plain SQL alone."""
    with raw(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        rows = connection.execute(
            """SELECT table_name, row_id, before, after FROM change
            WHERE operation_id >= ? ORDER BY id DESC""",
            [first],
        ).fetchall()
        for table, number, before, after in rows:
            if after is not None:
                connection.execute(f"DELETE FROM {table} WHERE id = ?", [number])
            if before is not None:
                row = json.loads(before)
                places = ", ".join("?" * len(row))
                sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"
                connection.execute(sql, list(row.values()))
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()


def bytes_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every field of every journaled row: its kind, and its bytes."""
    found = {}
    for table in JOURNALED:
        names = metadata.tables[table].columns.keys()
        cells = ", ".join(f"typeof({name}), CAST({name} AS BLOB)" for name in names)
        found[table] = ask(path, f"SELECT {cells} FROM {table} ORDER BY id")
    return found


# Any text that a row can hold, allowed by the schemas or not.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NUMBERS = st.integers(1, 6)


def add_partner(work: UnitOfWork, text: str) -> None:
    number = len(work.reader.all(asked.partner_names))
    partner(work, f"{number} {text!a}", tags=["a", "b"], we_give=["c"])


def edit_partner(work: UnitOfWork, number: int, text: str, tags: list[str]) -> None:
    now = partners.current(work, number)
    data = now | {"notes": f"{text!a}", "tags": [f"{tag!a}" for tag in tags], "we_get": tags}
    partners.edit(work, number, validate(PartnerData, data))


def write_raw(work: UnitOfWork, number: int, text: str) -> None:
    row = work.session.get_one(Partner, number)
    row.notes, row.together, row.website = text, text or None, f"{text}\\u0041\n"


def shift(work: UnitOfWork, number: int, to: Level) -> None:
    row = work.session.get_one(Partner, number)
    move(work, number, None if (row.level, row.status) == (to, Status.ACTIVE) else to)


def follow(work: UnitOfWork, number: int, who: int) -> None:
    assign(work, f"#{who}", number, replace=True)


EDITS = st.one_of(
    st.tuples(st.just(add_partner), TEXTS),
    st.tuples(st.just(edit_partner), NUMBERS, TEXTS, st.lists(TEXTS, max_size=3)),
    st.tuples(st.just(write_raw), NUMBERS, TEXTS),
    st.tuples(st.just(contact), NUMBERS, st.sampled_from(["Åse", "Bo"])),
    st.tuples(st.just(contacts.remove), st.integers(1, 4)),
    st.tuples(st.just(shift), NUMBERS, st.sampled_from(Level)),
    st.tuples(st.just(follow), NUMBERS, st.integers(1, 3)),
    st.tuples(st.just(link_goal), st.sampled_from(["G1", "Ö3"]), NUMBERS),
    st.tuples(st.just(evaluation), NUMBERS),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(days=st.lists(st.lists(EDITS, max_size=4), min_size=1, max_size=4))
def test_any_edits_can_be_taken_back_to_the_byte(
    filled_register: Path, tmp_path_factory: pytest.TempPathFactory, days: list[list[Any]]
) -> None:
    path = tmp_path_factory.mktemp("edited") / "register.db"
    shutil.copy(filled_register, path)
    before, first = bytes_of(path), operations(path) + 1
    for number, edits in enumerate(days):
        # One that cannot be done takes the whole operation with it.
        with suppress(RegisterError), writing(path, today=TODAY + timedelta(number)) as work:
            for deed, *arguments in edits:
                deed(work, *arguments)
    take_back(path, first)
    assert bytes_of(path) == before
    shutil.rmtree(path.parent)
