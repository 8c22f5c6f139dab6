"""Things that share a name, a day or a partner: each row goes by itself, and quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from helpers.actions import ask, contact, dump, partner, writing
from helpers.list_imports import assert_journaled, bring_in, reasons, row_counts, states

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANY = range(1, 1501)
# SQLite takes some dozens of steps for each row of a query. Were all pairs looked at, it would
# take millions.
MOST_STEPS = 1_000_000


@pytest.fixture
def steps() -> Iterator[dict[str, int]]:
    """The steps that SQLite takes for what finds things in the register, in thousands."""
    taken = {"matching": 0}
    looking = False

    def step() -> int:
        taken["matching"] += 1000 * looking
        return 0

    def before(_connection: object, cursor: object, sql: str, *_: object) -> None:
        nonlocal looking
        looking = "_found (line, id)" in sql
        cursor.connection.set_progress_handler(step, 1000)  # type: ignore[attr-defined]

    event.listen(Engine, "before_cursor_execute", before)
    yield taken
    event.remove(Engine, "before_cursor_execute", before)


def test_many_activities_of_one_day_kind_and_title_are_told_by_partner(
    register: Path, steps: dict[str, int]
) -> None:
    bring_in(register, "name\n" + "".join(f"P{n}\n" for n in MANY))
    rows = "".join(f"2026-01-01,meeting,Møde,#{n}\n" for n in MANY)
    text = f"date,kind,title,partners\n{rows}"
    assert row_counts(bring_in(register, text, "activities")) == (len(MANY), 0, 0, 0)
    assert row_counts(bring_in(register, text, "activities")) == (0, 0, len(MANY), 0)
    assert steps["matching"] < MOST_STEPS


def test_many_activities_of_one_partner_are_told_by_day_and_title(
    register: Path, steps: dict[str, int]
) -> None:
    bring_in(register, "name\nA\nB\n")
    rows = "".join(f"2026-01-{n % 28 + 1:02},meeting,Møde {n},#1;#2\n" for n in MANY)
    text = f"date,kind,title,partners\n{rows}"
    assert row_counts(bring_in(register, text, "activities")) == (len(MANY), 0, 0, 0)
    assert row_counts(bring_in(register, text, "activities")) == (0, 0, len(MANY), 0)
    assert steps["matching"] < MOST_STEPS


def test_many_partners_of_one_name_are_told_by_external_id(
    register: Path, steps: dict[str, int]
) -> None:
    for prefix in ("a", "b"):
        text = "name,external_id\n" + "".join(f"Retro,{prefix}{n}\n" for n in MANY)
        assert row_counts(bring_in(register, text)) == (len(MANY), 0, 0, 0)
        assert row_counts(bring_in(register, text)) == (0, 0, len(MANY), 0)
    assert steps["matching"] < MOST_STEPS


def test_many_partners_of_one_name_without_external_ids_are_told_by_municipality(
    register: Path, steps: dict[str, int]
) -> None:
    bring_in(register, "name,municipality\n" + "".join(f"Retro,M{n}\n" for n in MANY))
    text = "name,municipality,external_id\n" + "".join(f"Retro,M{n},{n}\n" for n in MANY)
    assert row_counts(bring_in(register, text)) == (0, len(MANY), 0, 0)
    assert steps["matching"] < MOST_STEPS


def test_a_name_stands_for_the_one_partner_without_an_external_id(register: Path) -> None:
    bring_in(register, "name,external_id\nRetro,1\nRetro,2\n")
    with writing(register) as work:
        partner(work, "Retro", municipality="Vejle")
    assert row_counts(bring_in(register, "name,external_id\nRetro,9\n")) == (0, 1, 0, 0)
    found = ask(register, "SELECT external_id FROM partner ORDER BY id")
    assert found == [("1",), ("2",), ("9",)]


def test_a_row_without_an_external_id_fits_all_of_that_name(register: Path) -> None:
    bring_in(register, "name,external_id\nRetro,1\nRetro,2\n")
    outcome = bring_in(register, "name,external_id,notes\nRetro,,x\n")
    assert reasons(outcome) == [(2, "name", "Fits 2 partners: #1, #2.")]


def test_the_primary_contacts_of_many_partners_change_in_two_updates(register: Path) -> None:
    bring_in(register, "name\nA\nB\nC\n")
    bring_in(register, "partner,name\n#1,Bo\n#1,Eva\n#2,Bo\n#2,Eva\n#3,Bo\n", "contacts")
    before = states(register)
    updates: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_: object) -> None:
        if sql.startswith("UPDATE contact SET is_primary"):
            updates.append(sql)

    event.listen(Engine, "before_cursor_execute", note)
    text = "partner,name,primary\n#1,Eva,ja\n#2,Eva,ja\n#3,Ny,ja\n"
    try:
        outcome = bring_in(register, text, "contacts", on_match="update")
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert row_counts(outcome) == (1, 2, 0, 0)
    primary = "SELECT partner_id, name FROM contact WHERE is_primary ORDER BY partner_id"
    assert ask(register, primary) == [(1, "Eva"), (2, "Eva"), (3, "Ny")]
    assert_journaled(register, before)
    assert len(updates) == 2


@pytest.fixture
def namesakes(register: Path) -> Path:
    """A partner with two people of one name, of whom only the younger has an address."""
    with writing(register) as work:
        partner(work, "Retro")
        partner(work, "Nord")
        contact(work, 1, "Åse")
        contact(work, 1, "Åse", email="ase@retro.dk")
    return register


ADDRESSES = "SELECT email FROM contact WHERE partner_id = 1 ORDER BY id"


def test_of_two_contacts_of_one_name_the_oldest_is_the_partners_person(namesakes: Path) -> None:
    text = "name,contact_name,contact_email\nRetro,Åse,ase@retro.dk\n"
    assert row_counts(bring_in(namesakes, text, dry_run=True)) == (0, 1, 0, 0)
    assert row_counts(bring_in(namesakes, text)) == (0, 1, 0, 0)
    assert ask(namesakes, ADDRESSES) == [("ase@retro.dk",), ("ase@retro.dk",)]
    as_it_is = dump(namesakes)
    assert row_counts(bring_in(namesakes, text)) == (0, 0, 1, 0)
    assert dump(namesakes) == as_it_is


@pytest.mark.parametrize("on_match", ["fill", "update"])
@pytest.mark.parametrize("other", ["", "Nord,Bo,bo@nord.dk\n"])
def test_what_a_row_does_to_a_contact_does_not_depend_on_other_rows(
    namesakes: Path, other: str, on_match: str
) -> None:
    text = f"name,contact_name,contact_email\nRetro,Åse,ny@retro.dk\n{other}"
    outcome = bring_in(namesakes, text, on_match=on_match)
    assert (outcome.changed, outcome.unchanged) == (1 + bool(other), 0)
    assert ask(namesakes, ADDRESSES) == [("ny@retro.dk",), ("ase@retro.dk",)]
