"""Taking back what was brought in at once, and is journaled as ranges."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from helpers.actions import (
    activity,
    ask,
    move,
    one,
    partner,
    remove,
    writing,
)
from helpers.bulk_imports import bring_in
from helpers.filled_register import BARE, CAFE, THEATRE
from helpers.random_actions import bytes_of
from helpers.undo_actions import do, edit, kept, redone, undone
from partnerreg.db.dialects import dialect
from partnerreg.domain.enums import Level
from partnerreg.tables import Partner, PartnerTag, metadata

if TYPE_CHECKING:
    from pathlib import Path


def test_rows_brought_in_as_ranges_go_and_come_again_and_again(filled: Path) -> None:
    before = bytes_of(filled)
    do(filled, lambda work: bring_in(work, 250), "import partners")
    after = bytes_of(filled)
    for _ in range(3):
        done = undone(filled)
        assert done.counts["partner_tag"].removed == 500
        assert (done.names, done.kept) == ([], [])
        assert bytes_of(filled) == before
        redone(filled)
        assert bytes_of(filled) == after


def test_ranges_cost_a_change_a_table_and_not_one_a_row(filled: Path) -> None:
    ranges = "SELECT count(*), sum(last_row_id - row_id + 1) FROM change WHERE operation_id = ?"
    number = do(filled, lambda work: bring_in(work, 2500))
    assert ask(filled, ranges, number) == [(5, 15000)]
    back = undone(filled).operation
    assert ask(filled, ranges, back) == [(17, 15000)]
    assert ask(filled, ranges, redone(filled).operation) == [(5, 15000)]


def test_partners_of_a_range_that_were_edited_since_are_kept_with_all_that_is_theirs(
    filled: Path,
) -> None:
    number = do(filled, lambda work: bring_in(work, 300))
    first = one(filled, "SELECT min(id) FROM partner WHERE name LIKE 'Partner 0%'")
    edited = do(filled, edit(first + 10, notes="x"), "partner edit")
    tagged = do(filled, edit(first + 20, tags=["Unge"]))
    called = one(filled, "SELECT id FROM contact WHERE partner_id = ?", first + 30)
    erased = do(filled, lambda work: remove(work, "contact", called))
    moved = do(filled, lambda work: move(work, first + 40, Level.SERVICE))
    logged = do(filled, lambda work: activity(work, [first + 50, CAFE]))
    full = bytes_of(filled)

    done = undone(filled, number)
    held = {each.id: each.operation for each in done.kept}
    assert held == {
        first + 10: edited,
        first + 20: tagged,
        first + 30: erased,
        first + 40: moved,
        first + 50: logged,
    }
    assert done.counts["partner"].removed == 295
    still = ask(filled, "SELECT id FROM partner WHERE id >= ? ORDER BY id", first)
    assert [row[0] for row in still] == sorted(held)
    for table in ("contact", "level_change", "contribution", "partner_tag"):
        rows = f"SELECT count(DISTINCT partner_id) FROM {table} WHERE partner_id >= ?"
        assert one(filled, rows, first) == (4 if table == "contact" else 5)

    assert redone(filled).kept == []
    assert bytes_of(filled) == full
    for later in (logged, moved, erased, tagged, edited):
        assert undone(filled, later).kept == []
    assert undone(filled, number).kept == []
    assert one(filled, "SELECT count(*) FROM partner") == 6


def test_a_row_edited_after_it_was_brought_back_is_kept(filled: Path) -> None:
    number = do(filled, lambda work: bring_in(work, 150))
    first = one(filled, "SELECT min(id) FROM partner WHERE name LIKE 'Partner 0%'")
    undone(filled)
    redone(filled)
    later = do(filled, edit(first, notes="x"))
    done = undone(filled, number)
    assert kept(done) == [("partner", first, "was changed since", later)]


def test_an_import_that_fills_what_is_there_is_taken_back_field_by_field(filled: Path) -> None:
    with writing(filled) as work:
        tag = metadata.tables["partner_tag"]
        start = one(filled, "SELECT max(id) FROM partner_tag") + 1
        with work.journal.adding(tag):
            for number, partner_id in enumerate((BARE, THEATRE)):
                row = PartnerTag(
                    id=start + number, partner_id=partner_id, tag="fra liste", tag_key="fra liste"
                )
                work.session.connection().execute(tag.insert().values(**row.model_dump()))
        work.session.get_one(Partner, BARE).municipality = "Vasa"
    do(filled, lambda work: setattr(work.session.get_one(Partner, BARE), "notes", "x"))
    assert undone(filled, one(filled, "SELECT max(id) FROM operation") - 1).kept == []
    assert ask(filled, "SELECT municipality, notes FROM partner WHERE id = ?", BARE) == [
        (None, "x")
    ]


def test_two_writers_take_turns_and_what_each_did_is_taken_back_alone(filled: Path) -> None:
    """Numbers that somebody drew and never used part what an operation added in two ranges."""
    is_open = threading.Event()

    def second_writer() -> None:
        is_open.wait()
        do(filled, lambda work: partner(work, "Fra den anden"), "second")

    thread = threading.Thread(target=second_writer)
    thread.start()
    with writing(filled, name="first") as work:
        first = bring_in(work, 60)
        is_open.set()
        table = metadata.tables["partner"]
        dialect.reserve_ids(work.session.connection(), table, first + 100)
        bring_in(work, 60)
    thread.join()

    ranges = """SELECT row_id, last_row_id FROM change JOIN operation
        ON operation.id = operation_id AND command = ? WHERE table_name = 'partner'"""
    assert ask(filled, ranges, "first") == [(first, first + 59), (first + 101, first + 160)]
    assert ask(filled, ranges, "second") == [(first + 161, None)]
    full = bytes_of(filled)
    number = one(filled, "SELECT id FROM operation WHERE command = 'first'")
    assert undone(filled, number).counts["partner"].removed == 120
    assert one(filled, "SELECT name FROM partner WHERE id >= ?", first) == "Fra den anden"
    assert redone(filled).kept == []
    assert bytes_of(filled) == full
