"""The one commit point: one command, one operation in the journal, one transaction."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple, cast

import sqlalchemy as sa
from sqlmodel import Session

from partnerreg.db.dialects import dialect
from partnerreg.db.journal import Journal
from partnerreg.db.laws import hold
from partnerreg.db.reader import PreparedReader, undecodable
from partnerreg.errors import InvalidInput
from partnerreg.signals import SIGNALS
from partnerreg.tables import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from partnerreg.db.dialects.protocol import Connection


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
        connection = cast("Connection", session.connection().connection.driver_connection)
        self.reader = PreparedReader(connection, flush=session.flush)
        self._summary = command.summary
        self._operation_id: int | None = None
        self.journal = Journal(session, self.operation_id)
        self.restores = False
        """What is written was so before: who writes it asks the laws that hold of all rows."""

    @property
    def wrote(self) -> bool:
        """Whether anything was written that was not so before."""
        return self._operation_id is not None

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
        self.journal.write()
        if self._operation_id is not None and not self.restores:
            hold(self.session.connection(), self._operation_id, self.today)

    @contextmanager
    def attempt(self) -> Iterator[sa.NestedTransaction]:
        """Write, and look what came of it: all is taken back unless the attempt is committed."""
        self.session.flush()
        before, savepoint = self._operation_id, self.session.connection().begin_nested()
        try:
            yield savepoint
        finally:
            if savepoint.is_active:
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
    engine, opened = dialect.engine(path), dialect.identity(path)
    stack = ExitStack()
    try:
        connection = stack.enter_context(engine.connect())
        session = stack.enter_context(Session(connection, expire_on_commit=False))
        dialect.begin(session.connection(), tell)  # now: what is read from here on stays true
        dialect.refuse_replaced(path, opened, connection, "Nothing was written.")
        work = UnitOfWork(session, command)
        yield work
        work.write_journal()
        if dry_run:
            session.rollback()
        else:
            dialect.refuse_replaced(path, opened, connection, "Nothing was written.")
            with SIGNALS.commit():
                session.commit()
                dialect.refuse_replaced(path, opened, connection, "What was written went with it.")
    except sa.exc.IntegrityError as error:
        raise InvalidInput(
            f"The register cannot hold this: {error.orig}. Nothing was written.",
            "Change what the constraint named here is about.",
        ) from error
    except UnicodeEncodeError:
        raise undecodable() from None
    except sa.exc.DatabaseError as error:
        cause = dialect.cause(error)
        if dialect.is_interruption(cause):
            raise SIGNALS.interruption() from None
        raise dialect.explain(path, cause) from error
    finally:
        with SIGNALS.held():  # or SQLAlchemy would tell of a connection that was half closed
            stack.close()
            engine.dispose()
