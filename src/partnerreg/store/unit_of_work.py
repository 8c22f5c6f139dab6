"""The one commit point: one command, one operation in the journal, one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from partnerreg.errors import InvalidInput
from partnerreg.signals import SIGNALS
from partnerreg.store.engine import engine_for
from partnerreg.store.journal import Journal
from partnerreg.store.reader import SessionReader, undecodable
from partnerreg.store.sqlite_errors import unreadable
from partnerreg.tables import Operation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path


# How SQLite reports Ctrl-C in a long statement.
_INTERRUPTED = "interrupted"


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
        self.reader = SessionReader(session)
        self._summary = command.summary
        self._operation_id: int | None = None
        self._journal = Journal(session)

    def summarise(self, summary: str) -> None:
        """Say for the journal what was done to what: things by their numbers, nobody by name."""
        assert self._operation_id is None, "the entry in the journal is made already"
        self._summary = summary

    def write_journal(self) -> None:
        """Send everything to the database and write down what was touched."""
        self.session.flush()
        self._journal.write(self.operation_id)

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
def unit_of_work(path: Path, command: Command, *, dry_run: bool = False) -> Iterator[UnitOfWork]:
    """Write to the register at `path`: all of it or nothing.

    Leaving by an error, or with `dry_run`, rolls everything back.

    Raises:
        InvalidInput: a constraint refused what the schemas had let through, or a
            text cannot be written as UTF-8.
        RegisterUnusable: the file is locked, read-only, full or damaged.
    """
    engine = engine_for(path)
    session = Session(engine, expire_on_commit=False)
    try:
        session.connection()  # BEGIN IMMEDIATE now: what is read from here on stays true
        work = UnitOfWork(session, command)
        yield work
        work.write_journal()
        if dry_run:
            session.rollback()
        else:
            with SIGNALS.commit():
                session.commit()
    except sa.exc.IntegrityError as error:
        raise InvalidInput(
            f"The register cannot hold this: {error.orig}. Nothing was written.",
            "Change what the constraint named here is about.",
        ) from error
    except UnicodeEncodeError:
        raise undecodable() from None
    except sa.exc.DatabaseError as error:
        if str(error.orig) == _INTERRUPTED:
            raise SIGNALS.interruption() from None
        raise unreadable(path, error.orig) from error  # type: ignore[arg-type]
    finally:
        with SIGNALS.held():  # or SQLAlchemy would tell of a connection that was half closed
            session.close()
            engine.dispose()
