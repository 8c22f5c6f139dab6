"""One command, one operation, one transaction."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from sqlmodel import select, text

from helpers.actions import (
    POLICY,
    TODAY,
    ask,
    contact,
    dump,
    move,
    named,
    one,
    partner,
    raw,
    writing,
)
from helpers.filled_register import CAFE
from partnerreg.db.dialects import sqlite
from partnerreg.db.unit_of_work import Command, unit_of_work
from partnerreg.domain.enums import Level
from partnerreg.errors import ExitCode, InvalidInput, RegisterUnusable, RuleRefused
from partnerreg.queries import partners
from partnerreg.services import levels
from partnerreg.tables import Contact, Partner, Unit

if TYPE_CHECKING:
    from pathlib import Path

    from partnerreg.db.unit_of_work import UnitOfWork

OPERATIONS = "SELECT id, at, actor, command, summary FROM operation ORDER BY id"


def test_an_operation_says_who_did_what_and_when(register: Path) -> None:
    now = datetime(2026, 3, 1, 23, 59, 58, 123456, tzinfo=UTC)
    command = Command("Åse", "unit add", "Børn & unge", now, date(2026, 3, 2))
    with unit_of_work(register, command) as work:
        named(work, Unit, "Børn & unge")
        assert work.today == date(2026, 3, 2)
    assert ask(register, OPERATIONS) == [
        (1, "2026-03-01 23:59:58.123456", "Åse", "unit add", "Børn & unge")
    ]


def test_one_command_is_one_operation_however_much_it_writes(register: Path) -> None:
    with writing(register) as work:
        for name in ("A", "B", "C"):
            number = partner(work, name)
            contact(work, number, "Åse")
            move(work, number, Level.SERVICE)
    assert len(ask(register, OPERATIONS)) == 1
    assert ask(register, "SELECT DISTINCT operation_id FROM change") == [(1,)]
    assert one(register, "SELECT count(*) FROM change") == 3 * len(
        ["partner", "contact", "came", "rose"]
    )


def add_then(work: UnitOfWork, error: BaseException) -> None:
    partner(work, "Not to stay")
    work.session.flush()
    raise error


@pytest.mark.parametrize("error", [ZeroDivisionError(), InvalidInput("x"), KeyboardInterrupt()])
def test_an_error_or_an_interrupt_leaves_nothing_behind(filled: Path, error: BaseException) -> None:
    before = dump(filled)
    with pytest.raises(type(error)), writing(filled) as work:
        add_then(work, error)
    assert dump(filled) == before


def add_strategic(work: UnitOfWork) -> None:
    number = partner(work, "Not to stay")
    levels.promote(work, number, Level.STRATEGIC, levels.Move(), POLICY)


def test_a_refused_promotion_leaves_nothing_behind(filled: Path) -> None:
    before = dump(filled)
    with pytest.raises(RuleRefused), writing(filled) as work:
        add_strategic(work)
    assert dump(filled) == before


def test_a_dry_run_sees_what_it_would_write_and_leaves_nothing_behind(filled: Path) -> None:
    before = dump(filled)
    with writing(filled, dry_run=True) as work:
        number = partner(work, "Only tried")
        found = work.reader.first(partners.partner_record, partner=number)
        assert found is not None
        assert found.name == "Only tried"
    assert dump(filled) == before


def test_a_dry_run_is_refused_what_a_real_one_would_be(filled: Path) -> None:
    with pytest.raises(InvalidInput), writing(filled, dry_run=True) as work:
        contact_row(work).name = ""


def test_a_command_that_changes_nothing_is_no_operation(filled: Path) -> None:
    before = dump(filled)
    with writing(filled):
        pass
    with writing(filled) as work:
        work.reader.all(partners.partner_names)
        row = contact_row(work)
        row.name, name = "Someone else", row.name
        work.session.flush()
        row.name = name
    assert dump(filled) == before


def contact_row(work: UnitOfWork) -> Contact:
    row = work.session.get(Contact, 1)
    assert row is not None
    return row


def no_name(work: UnitOfWork) -> None:
    contact_row(work).name = " "


def second_primary(work: UnitOfWork) -> None:
    for row in work.session.exec(select(Contact)).all():
        row.is_primary = True


def no_such_partner(work: UnitOfWork) -> None:
    contact_row(work).partner_id = 999


def same_external_id(work: UnitOfWork) -> None:
    for row in work.session.exec(select(Partner)).all():
        row.external_id = "crm-17"


@pytest.mark.parametrize(
    ("deed", "says"),
    [
        (no_name, "ck_contact_name_filled"),
        (second_primary, "contact.partner_id"),
        (no_such_partner, "FOREIGN KEY"),
        (same_external_id, "partner.external_id"),
    ],
)
def test_what_a_constraint_refuses_is_told_in_the_registers_own_words(
    filled: Path, deed: Any, says: str
) -> None:
    before = dump(filled)
    with pytest.raises(InvalidInput, match=says) as caught, writing(filled) as work:
        deed(work)
    assert caught.value.exit_code is ExitCode.USAGE
    assert "Nothing was written" in caught.value.message
    assert caught.value.hint
    assert dump(filled) == before


def test_a_writer_that_waited_too_long_says_that_the_register_is_locked(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegisterUnusable, match="is locked") as caught, writing(filled):
            pytest.fail("two writers at once")
    assert caught.value.exit_code is ExitCode.UNUSABLE
    assert "try again" in caught.value.hint


def test_a_writer_waits_for_another_one_and_sees_what_it_wrote(filled: Path) -> None:
    begun, done = threading.Event(), threading.Event()

    def other() -> None:
        with closing(sqlite3.connect(filled, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE partner SET notes = 'from the other'")
            begun.set()
            done.wait(0.2)
            connection.execute("COMMIT")

    thread = threading.Thread(target=other)
    thread.start()
    begun.wait()
    with writing(filled) as work:
        found = work.reader.first(partners.partner_record, partner=CAFE)
    done.set()
    thread.join()
    assert found is not None
    assert found.notes == "from the other"


def test_what_is_read_within_a_unit_of_work_stays_true_to_its_end(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(filled, timeout=0)
    locked = pytest.raises(sqlite3.OperationalError, match="locked")
    with closing(other), writing(filled), locked:
        other.execute("UPDATE partner SET notes = 'in between'")


def test_references_are_held_in_every_unit_of_work(filled: Path) -> None:
    with writing(filled) as work:
        assert work.session.connection().execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_what_is_committed_is_on_the_disk(filled: Path) -> None:
    with writing(filled) as work:
        full = 2
        assert work.session.connection().execute(text("PRAGMA synchronous")).scalar() == full


def test_a_register_out_of_wal_mode_is_put_back_in_it(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with writing(filled) as work:
        partner(work, "Café Nyt")
    assert one(filled, "PRAGMA journal_mode") == "wal"
    assert one(filled, "SELECT count(*) FROM partner") == 7


def test_the_day_of_a_command_is_that_of_its_actor_not_of_utc(register: Path) -> None:
    now = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    command = Command("Åse", "partner add", "", now, TODAY)
    with unit_of_work(register, command) as work:
        partner(work, "Café Retro")
    assert ask(register, "SELECT effective_on, recorded_at FROM level_change") == [
        ("2026-03-01", "2026-02-28 23:30:00.000000")
    ]


def test_a_fault_in_a_function_of_sql_is_not_taken_for_an_interrupt(register: Path) -> None:
    def write() -> None:
        with writing(register) as work:
            connection = work.session.connection()
            driver: Any = connection.connection.driver_connection
            driver.create_function("broken", 0, lambda: 1 // 0)
            connection.execute(text("SELECT broken()"))

    with pytest.raises(RegisterUnusable, match="user-defined function raised"):
        write()


@pytest.mark.parametrize("is_replaced", [True, False])
def test_a_writer_whose_register_is_replaced_or_gone_says_that_nothing_was_written(
    filled: Path, empty_register: Path, *, is_replaced: bool
) -> None:
    old = filled.with_name("old.db")
    with writing(filled) as work:
        partner(work, "Written before")
    before = dump(filled)

    def write() -> None:
        with writing(filled) as work:
            partner(work, "Lost")
            filled.rename(old)
            if is_replaced:
                shutil.copy(empty_register, filled)

    with closing(sqlite3.connect(filled)) as keeps_the_log:
        keeps_the_log.execute("SELECT count(*) FROM partner").fetchone()
        with pytest.raises(RegisterUnusable, match="replaced by another file") as caught:
            write()
    assert caught.value.message.endswith("Nothing was written.")
    assert dump(old) == before
    if is_replaced:
        assert dump(filled) == dump(empty_register)


def test_a_writer_whose_register_is_replaced_at_the_last_moment_says_what_became_of_it(
    filled: Path, empty_register: Path
) -> None:
    old = filled.with_name("old.db")

    def replace(_session: object) -> None:
        filled.rename(old)
        shutil.copy(empty_register, filled)

    def write() -> None:
        with writing(filled) as work:
            partner(work, "Went with it")
            sa.event.listen(work.session, "after_commit", replace)

    with pytest.raises(RegisterUnusable, match="replaced by another file") as caught:
        write()
    assert caught.value.message.endswith("What was written went with it.")
    assert one(old, "SELECT count(*) FROM partner WHERE name = 'Went with it'") == 1
    assert dump(filled) == dump(empty_register)


def test_of_refusals_that_follow_each_other_the_first_is_told(filled: Path) -> None:
    def write() -> None:
        with writing(filled) as work:
            connection = work.session.connection()
            with connection.begin_nested():
                # As SQLite itself does when the disk is full.
                connection.connection.driver_connection.execute("ROLLBACK")
                connection.exec_driver_sql("SELECT * FROM nowhere")

    with pytest.raises(RegisterUnusable, match="no such table: nowhere"):
        write()
