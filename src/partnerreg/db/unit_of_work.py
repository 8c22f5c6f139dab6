"""The one commit point: one command, one operation in the journal, one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple, cast

import sqlalchemy as sa
from sqlmodel import Session

from partnerreg.db.engine import begin, engine_for
from partnerreg.db.journal import Journal
from partnerreg.db.laws import hold
from partnerreg.db.reader import INTERRUPTED, PreparedReader, undecodable
from partnerreg.db.sqlite_errors import unreadable
from partnerreg.errors import InvalidInput, RegisterUnusable
from partnerreg.signals import SIGNALS
from partnerreg.tables import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path


class Command(NamedTuple):
    """Who does what, when: what the journal says of an operation.

    Attributes:
        actor: who, as the setting `actor` has it.
        name: which command (``partner promote``).
        summary: what it was about, in short; without personal data, for the journal
            outlives the rows. `UnitOfWork.summarise` says it once it is known.
        now: the moment, in UTC.
        today: the day that the actor's calendar shows.
    """

    actor: str
    name: str
    summary: str
    now: datetime
    today: date


class UnitOfWork:
    """An open transaction: the session to write with, and a reader that sees what was written."""

    def __init__(self, session: Session, command: Command) -> None:
        self.session = session
        self.command = command
        self.today = command.today
        connection = cast("sqlite3.Connection", session.connection().connection.driver_connection)
        self.reader = PreparedReader(connection, flush=session.flush)
        self._summary = command.summary
        self._operation_id: int | None = None
        self._journal = Journal(session)

    def summarise(self, summary: str) -> None:
        """Say for the journal what was done to what: things by their numbers, nobody by name."""
        assert self._operation_id is None, "the entry in the journal is made already"
        self._summary = summary

    def write_journal(self) -> None:
        """Send everything to the database, write down what was touched, and hold the laws.

        Raises:
            InvalidInput: a law is broken.
        """
        self.session.flush()
        self._journal.write(self.operation_id)
        if self._operation_id is not None:
            hold(self.session.connection(), self._operation_id)

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Write, look what came of it, and have all of it taken back."""
        self.session.flush()
        before, savepoint = self._operation_id, self.session.connection().begin_nested()
        try:
            yield
        finally:
            savepoint.rollback()
            self._operation_id = before

    def operation_id(self) -> int:
        """This command's number in the journal; the entry is made when the first row is touched."""
        if self._operation_id is None:
            command = self.command
            entry = sa.insert(Operation).values(
                at=command.now, actor=command.actor, command=command.name, summary=self._summary
            )
            made = self.session.connection().execute(entry)
            key = made.inserted_primary_key
            assert key is not None
            self._operation_id = int(key[0])
        return self._operation_id


@contextmanager
def unit_of_work(
    path: Path,
    command: Command,
    *,
    dry_run: bool = False,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> Iterator[UnitOfWork]:
    """Write to the register at `path`: all of it or nothing.

    Leaving by an error, or with `dry_run`, rolls everything back. `tell` is told, in a
    sentence for the person, if another writer has to be waited for.

    Raises:
        InvalidInput: a constraint refused what the schemas had let through, or a
            text cannot be written as UTF-8.
        RegisterUnusable: the file is locked, read-only, full or damaged, or another one was
            put in its place.
    """
    engine, file = engine_for(path), _file_at(path)
    stack = ExitStack()
    try:
        connection = stack.enter_context(engine.connect())
        session = stack.enter_context(Session(connection, expire_on_commit=False))
        begin(session.connection(), tell)  # now: what is read from here on stays true
        _refuse_replaced(path, file, connection, "Nothing was written.")
        work = UnitOfWork(session, command)
        yield work
        work.write_journal()
        if dry_run:
            session.rollback()
        else:
            _refuse_replaced(path, file, connection, "Nothing was written.")
            with SIGNALS.commit():
                session.commit()
                _refuse_replaced(path, file, connection, "What was written went with it.")
    except sa.exc.IntegrityError as error:
        raise InvalidInput(
            f"The register cannot hold this: {error.orig}. Nothing was written.",
            "Change what the constraint named here is about.",
        ) from error
    except UnicodeEncodeError:
        raise undecodable() from None
    except sa.exc.DatabaseError as error:
        cause = _cause(error)
        if str(cause) == INTERRUPTED:
            raise SIGNALS.interruption() from None
        raise unreadable(path, cause) from error
    finally:
        with SIGNALS.held():  # or SQLAlchemy would tell of a connection that was half closed
            stack.close()
            engine.dispose()


def _cause(error: sa.exc.DatabaseError) -> BaseException:
    """What SQLite refused. After some refusals it knows no savepoint to go back to."""
    cause: BaseException | None = error.orig
    while cause and (not isinstance(cause, sqlite3.Error) or "no such savepoint" in str(cause)):
        cause = cause.__context__
    return cause or error


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refuse_replaced(
    path: Path, opened: tuple[int, int] | None, connection: sa.Connection, outcome: str
) -> None:
    """Refuse to go on where another file has taken the place of the one that was opened.

    Raises:
        RegisterUnusable: one has; `outcome` says what became of what was written.
    """
    if _file_at(path) == opened:
        return
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    if driver.in_transaction:
        driver.execute("ROLLBACK")
    # What is in the log belongs to the file that was there, and would damage the new one.
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raise RegisterUnusable(
        f"{path} was taken away, or replaced by another file, while this was writing to it. "
        f"{outcome}",
        "Do it again. Replace a register with `partnerreg db restore`, which waits for writers.",
    )
