"""All that is SQLite's own: files, pragmas, locks, errors, numbers; see `protocol.Dialect`.

A read imports this, and neither SQLAlchemy nor Alembic: those are imported by who writes.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from stat import S_ISDIR
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from partnerreg.actions import Action, Advice, Option
from partnerreg.db.version import State, state_of_versions
from partnerreg.errors import RegisterError, RegisterUnusable
from partnerreg.files import APPLICATION_ID, build_file, create_private, free_name, sweep
from partnerreg.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    import sqlalchemy as sa

    from partnerreg.db.dialects.protocol import Connection

name = "sqlite"
ROW_NUMBER = "rowid"
NUMBERS = "sqlite_sequence"

# The driver makes text of SQLite's own words, which may quote a file's.
ERRORS: tuple[type[Exception], ...] = (sqlite3.DatabaseError, UnicodeDecodeError)

# How long a writer waits for another one, in seconds.
PATIENCE = 60.0

# After how long a person is told of that, in seconds.
SILENCE = 1.0

# How many of its instructions SQLite does at a time: some milliseconds' worth.
INSTRUCTIONS = 500_000

# How long SQLite waits at a time, in seconds.
MOMENT = 0.25

# How many pages SQLite copies at a time, fewer than any register has: signals are heard and
# the target is checked in between, before all is copied.
_PAGES = 16

# Kept in memory of the register, and of temporary tables; what is more goes to the disk. What
# SQLite sorts, as for an index, it sorts in pieces of the size of the first.
_CACHE_KIB = {"main": 24 * 1024, "temp": 16 * 1024}

# How much of a file is kept while it is read from one end to the other, in KiB.
_READING_ON = 2000

# On a disk with less room SQLite cannot even read: the index of its log takes 32 KiB.
_LEAST_ROOM = 64 * 1024

# Of a database's first bytes: SQLite's application_id, and how it is written (1: without a log).
_MARK = slice(68, 72)
_WRITTEN_WITHOUT_LOG = 18

# Why SQLite may fail: the first byte of its codes.
_PRIMARY = 0xFF
_WAITING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_CIRCUMSTANCES = _WAITING | {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_NOMEM,
}

_MOUNTS = Path("/proc/self/mountinfo")  # Linux alone has it
_NETWORK_DRIVES = frozenset(
    [
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    ]
)


# Errors


def explain(path: Path, error: BaseException, query: str = "") -> RegisterUnusable:
    """The register's own error for one of SQLite's.

    Args:
        path: the register's file.
        error: what SQLite said.
        query: the name of the query that it said it of, if that is known.
    """
    reason = "malformed text" if isinstance(error, UnicodeDecodeError) else str(error)
    reason += f" (in the query {query})" if query else ""
    if "locked" in reason or "busy" in reason:
        return RegisterUnusable(
            f"{path} is locked: another program has been writing to it for a long time.",
            "Wait until it is done, then try again.",
        )
    if "not a database" in reason:
        return RegisterUnusable(
            f"{path} is not a database.",
            Advice(
                "Name the register's file with {option} or PARTNERREG_DB; "
                "this one was not touched.",
                option=Option("db"),
            ),
        )
    if any(words in reason for words in ("malformed", "no such", "Could not decode")):
        return RegisterUnusable(
            f"{path} is damaged: {reason}.",
            Advice(
                "{check} says where, {restore} puts a backup in its place.",
                check=Action("db", "check"),
                restore=Action("db", "restore"),
            ),
        )
    if "readonly" in reason or "read-only" in reason:
        return RegisterUnusable(
            f"{path} cannot be written: it, or its folder, is read-only.",
            Advice(
                "Ask for the right to write there, or name another place with {option}.",
                option=Option("db"),
            ),
        )
    done = "read" if query else "opened"
    return _no_room(path, reason) or RegisterUnusable(
        f"{path} cannot be {done}: {reason}.", "Check the path and its rights."
    )


def _no_room(path: Path, reason: str) -> RegisterUnusable | None:
    """The error for a full disk, if one is full: the register's, or that of temporary files."""
    folder, temporary = path.absolute().parent, temporary_folder()
    if _is_full(folder):
        return RegisterUnusable(
            f"{path} cannot be used: the disk of {folder} is full. Nothing was changed.",
            "Make room there, and try again.",
        )
    if _is_full(temporary):
        return RegisterUnusable(
            f"{path} cannot be used: the disk of {temporary}, where temporary files are put, "
            "is full. Nothing was changed.",
            "Make room there, or name another folder in TMPDIR.",
        )
    if "full" in reason:  # by now what took the room has been taken back
        return RegisterUnusable(
            f"{path} cannot be used: the disk is full, that of {folder}, or that of {temporary}, "
            "where temporary files are put. Nothing was changed.",
            "Make room there, and try again.",
        )
    return None


def temporary_folder() -> Path:
    """Where SQLite puts its temporary files: the first of these that can be written to."""
    named = (os.environ.get(name) for name in ("SQLITE_TMPDIR", "TMPDIR", "TEMP", "TMP"))
    usual = ("/var/tmp", "/usr/tmp", "/tmp")  # noqa: S108  # SQLite's own, in its order
    folders = (Path(name) for name in (*named, *usual) if name)
    return next((f for f in folders if f.is_dir() and os.access(f, os.W_OK)), Path.cwd())


def _is_full(folder: Path) -> bool:
    from shutil import disk_usage

    try:
        return disk_usage(folder).free < _LEAST_ROOM
    except OSError:  # it is not there
        return False


def cause(error: sa.exc.DatabaseError) -> BaseException:
    """What SQLite refused. After some refusals it knows no savepoint to go back to."""
    found: BaseException | None = error.orig
    while found and (not isinstance(found, sqlite3.Error) or "no such savepoint" in str(found)):
        found = found.__context__
    return found or error


def is_interruption(error: BaseException) -> bool:
    """Whether it is how SQLite reports Ctrl-C in a long statement."""
    return str(error) == "interrupted"


def is_damage(error: BaseException) -> bool:
    """Whether SQLite can make nothing of the file."""
    return _code(error) in _DAMAGED


def is_circumstance(error: BaseException) -> bool:
    """Whether it is no fault of the file's."""
    return _code(error) in _CIRCUMSTANCES


def _code(error: BaseException) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


# Reading


def state(path: Path) -> State:
    """What stands at `path`.

    Raises:
        RegisterUnusable: something that is no register, or a newer register.
    """
    size = size_of(path)
    if size is None:
        return State.ABSENT
    if size == 0:
        return State.EMPTY
    connection = connect(path)
    try:
        return state_of(connection, path)
    finally:
        connection.close()


def size_of(path: Path) -> int | None:
    """The size in bytes of the file at `path`; None if there is none.

    Raises:
        RegisterUnusable: a folder stands there, or the place cannot be reached.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise RegisterUnusable(
            f"{path} cannot be reached: {error.strerror}.", "Check the path and its rights."
        ) from None
    if S_ISDIR(found.st_mode):
        raise RegisterUnusable(
            f"{path} is a folder, not a register.",
            Advice("Name a file in it, as in {option}.", option=Option("db", "FOLDER/register.db")),
        )
    return found.st_size


def state_of(connection: Connection, path: Path) -> State:
    """What the open database is.

    Raises:
        RegisterUnusable: it is no register, or a newer one.
    """
    try:
        # In this order, for a register may just be in the making: its tables come with the mark.
        [[tables]] = connection.execute("SELECT count(*) FROM sqlite_master")
        [[mark]] = connection.execute("PRAGMA application_id")
        if mark != APPLICATION_ID:
            [[pages]] = connection.execute("PRAGMA page_count")
            # A file without a page is no database, unless the first write to it was taken back.
            if mark == 0 and tables == 0 and (pages or not size_of(path)):
                return State.EMPTY
            found = "a database, but not a partnership register"
            what = found if mark or tables else "not a database"
            raise RegisterUnusable(
                f"{path} is {what}.",
                Advice(
                    "Name another file with {option} or PARTNERREG_DB; this one was not touched.",
                    option=Option("db"),
                ),
            )
        versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except ERRORS as error:
        raise explain(path, error) from error
    return state_of_versions(versions, path)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that cannot write.

    What a writer left behind that was killed is put right first. In a folder where nothing
    may be written, SQLite cannot make the files that sharing with a writer needs; where
    none has left anything, nobody can be writing, and SQLite is told so.

    Raises:
        RegisterUnusable: the file cannot be opened, or what was left cannot be put right.
    """
    uri = path.absolute().as_uri()
    try:
        return _connect(f"{uri}?mode=ro")
    except ERRORS as error:
        if not any(words in str(error) for words in ("unable to open", "readonly")):
            raise explain(path, error) from error
    # What is not in the register's file yet.
    leftovers = (path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-journal"))
    leftover = next((file for file in leftovers if size_of(file)), None)
    try:
        if leftover is None:
            return _connect(f"{uri}?mode=ro&immutable=1")
        _connect(f"{uri}?mode=rw").close()
        return _connect(f"{uri}?mode=ro")
    except ERRORS as error:
        if leftover is None or "readonly" not in str(error):
            raise explain(path, error) from error
        raise RegisterUnusable(
            f"{path} cannot be read: {leftover.name} beside it holds what a program was writing "
            "when it ended, and it cannot be put right where nothing may be written.",
            "Ask for the right to write there. Leave that file: it belongs to the register.",
        ) from error


def _connect(uri: str) -> sqlite3.Connection:
    """A connection to a file that SQLite could read from."""
    connection = sqlite3.connect(uri, uri=True, timeout=30)
    try:
        distrust(connection)
        connection.execute("PRAGMA schema_version")
        # A read in name order comes back to the same pages: 64 MB hold them all, 2 MB do not.
        connection.execute("PRAGMA cache_size = -65536")
    except ERRORS:
        connection.close()
        raise
    return connection


def file_of(connection: Connection) -> Path:
    """The file that a connection is to."""
    with _text_as(connection, os.fsdecode):  # names of files are bytes
        _, _, path = connection.execute("PRAGMA database_list").fetchone()
    return Path(path)


def read_ahead(connection: Connection) -> None:
    """Keep few pages: making room for them took a tenth of a report."""
    connection.execute(f"PRAGMA cache_size = -{_READING_ON}")


def last_numbers(connection: Connection) -> dict[str, list[Any]]:
    """By table; a damaged one may have several."""
    found: dict[str, list[Any]] = {}
    for table, number in connection.execute("SELECT name, seq FROM sqlite_sequence"):
        found.setdefault(table, []).append(number)
    return found


def joined_lines(select: str) -> str:
    """SQLite keeps the order of what it is given."""
    return f"SELECT group_concat(item, char(10)) FROM ({select})"


def joined_items(select: str) -> str:
    """As `joined_lines`."""
    return f"SELECT group_concat(item, '; ') FROM ({select})"


def quoted_item(column: str) -> str:
    """By its characters."""
    return _quoted(column, f"""{column} GLOB '*[;,"' || char(10, 13) || ']*'""")


def quoted_line(column: str) -> str:
    """By its characters."""
    breaks = f"{column} GLOB '*[' || char(10, 13) || ']*'"
    return _quoted(column, f"""{breaks} OR {column} GLOB '"*'""")


def _quoted(column: str, where: str) -> str:
    quoted = f"""'"' || replace({column}, '"', '""') || '"'"""
    return f"CASE WHEN {where} THEN {quoted} ELSE {column} END"


# Examining


def page_faults(connection: Connection) -> Iterator[str]:
    """What SQLite's own check finds."""
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield line


def schema(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Tables and indexes as they were made; not what SQLite keeps for itself."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    yield from (each for each in found if not each[1].startswith("sqlite_"))


def missing_references(connection: Connection) -> Iterator[tuple[str, int, str, str]]:
    """References to rows that are not there: table, row, the other table, column."""
    for table, row, other, key in connection.execute("PRAGMA foreign_key_check").fetchall():
        keys = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        yield table, row, other, next(found[3] for found in keys if found[0] == key)


def lenient_text(connection: Connection) -> AbstractContextManager[None]:
    """Bytes that are no text come as what cannot be encoded."""
    return _text_as(connection, partial(str, encoding="utf-8", errors="surrogateescape"))


@contextmanager
def _text_as(connection: Connection, factory: Callable[[bytes], str]) -> Iterator[None]:
    driver = cast("sqlite3.Connection", connection)
    before, driver.text_factory = driver.text_factory, factory
    try:
        yield
    finally:
        driver.text_factory = before


# Writing


def share(connection: sqlite3.Connection) -> None:
    """Let readers go on while a writer writes; kept in the file, so once would be enough.

    SQLite does not wait for others to switch to WAL, as it does for everything else.
    Whoever holds the register now is switching it, or leaves it to the next one.
    """
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise


def begin(connection: sa.Connection, tell: Callable[[str], None]) -> None:
    """Begin to write, after whoever writes now; `tell` is told if that takes long.

    SQLite's own waiting cannot be interrupted: Ctrl-C would be heard when it is over.
    So it waits a moment at a time, and Python listens in between.
    """
    import sqlalchemy as sa

    start, is_told = monotonic(), False
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {MOMENT * 1000:.0f}")
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            break
        except sa.exc.OperationalError as error:
            if "locked" not in str(error.orig) or monotonic() - start > PATIENCE:
                raise
        SIGNALS.hear()
        if not is_told and monotonic() - start > SILENCE:
            is_told = True
            place = connection.engine.url.database
            tell(f"Waiting for another program, which is writing to {place} …")
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")


@cache
def engine(path: Path) -> sa.Engine:
    """The engine for one register file; statements once compiled serve the next unit of work."""
    return _engine(path, foreign_keys="ON")


def _engine(path: Path, *, foreign_keys: str) -> sa.Engine:
    """An engine for one register file.

    The driver's own transaction handling is switched off, so that BEGIN is ours (`begin`):
    IMMEDIATE, for a writer that only reads first could otherwise find, at its
    first write, that another one came before it.
    """
    import sqlalchemy as sa
    from sqlalchemy.pool import NullPool

    made = sa.create_engine(
        # Absolute, or a file called :memory: would be none.
        sa.URL.create("sqlite", database=str(path.absolute())),
        connect_args={"timeout": PATIENCE},
        poolclass=NullPool,
        hide_parameters=True,  # an error's text may be kept in a file: no personal data in it
    )

    @sa.event.listens_for(made, "connect")
    def connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        # Python hears Ctrl-C only between its own steps: this makes one in a long statement.
        connection.set_progress_handler(lambda: None, INSTRUCTIONS)
        distrust(connection)
        # Off by default in SQLite, per connection.
        connection.execute(f"PRAGMA foreign_keys = {foreign_keys}")
        share(connection)
        # What was committed is on the disk, also when the power fails.
        connection.execute("PRAGMA synchronous = FULL")

    return made


def driver_of(connection: sa.Connection) -> sqlite3.Connection:
    """The driver's connection under one of SQLAlchemy's."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def identity(path: Path) -> object:
    """The disk and the number of the file; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def refuse_replaced(path: Path, opened: object, connection: sa.Connection, outcome: str) -> None:
    """Refuse to go on where another file has taken the place of the one that was opened.

    Raises:
        RegisterUnusable: one has; `outcome` says what became of what was written.
    """
    if identity(path) == opened:
        return
    driver = driver_of(connection)
    if driver.in_transaction:
        driver.execute("ROLLBACK")
    # What is in the log belongs to the file that was there, and would damage the new one.
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raise RegisterUnusable(
        f"{path} was taken away, or replaced by another file, while this was writing to it. "
        f"{outcome}",
        Advice(
            "Do it again. Replace a register with {command}, which waits for writers.",
            command=Action("db", "restore"),
        ),
    )


def warning(path: Path) -> str | None:
    """What people should know who write to this file."""
    if kind := network_drive(path):
        return (
            f"{path} lies on a network drive ({kind}). "
            "Written to by two computers at once, it is damaged: work on it from one."
        )
    return None


def network_drive(path: Path, mounts: Path = _MOUNTS) -> str | None:
    """The kind of network drive that a file lies on; None if it is none, or nobody can tell.

    Args:
        path: the file.
        mounts: what is mounted, as Linux tells it: a line each, with the device's number as the
            third word, and after a dash what kind of file system it is.
    """
    try:
        lines = mounts.read_text(errors="replace").splitlines()
        device = path.stat().st_dev
    except OSError:
        return None
    number = f"{os.major(device)}:{os.minor(device)}"
    for words in map(str.split, lines):
        if words[2] == number:
            kind = words[words.index("-") + 1]
            return kind if kind in _NETWORK_DRIVES else None
    return None


# Bulk loads


def set_cache_size(connection: sa.Connection) -> None:
    """Give a bulk load the memory that it needs, and no more however much it loads."""
    for schema, size in _CACHE_KIB.items():
        connection.exec_driver_sql(f"PRAGMA {schema}.cache_size = -{size}")
    # Sorting may use a second core.
    connection.exec_driver_sql("PRAGMA threads = 1")


def put(connection: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of plain values: a tenth of what SQLAlchemy takes for it."""
    if rows:
        places = ", ".join("?" for _ in rows[0])
        connection.exec_driver_sql(
            f'INSERT OR IGNORE INTO "{table.name}" VALUES ({places})', list(rows)
        )


def next_number(connection: sa.Connection, table: sa.Table) -> int:
    """The number that the table's next row will have. Numbers are never used again."""
    last = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)
    )
    return int(last.scalar() or 0) + 1


def reserve_ids(connection: sa.Connection, table: sa.Table, last: int) -> None:
    """Let the table give away no number up to `last`, whether there are such rows or not."""
    known = connection.exec_driver_sql(
        "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, table.name)
    )
    if known.rowcount == 0:
        connection.exec_driver_sql(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, last)
        )


def defer_foreign_keys(connection: sa.Connection) -> None:
    """Let rows refer to rows that come later in this transaction; `missing_references` tells."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


@contextmanager
def indexed_afterwards(connection: sa.Connection, tables: Iterable[sa.Table]) -> Iterator[None]:
    """The tables do without their indexes, but for those that hold constraints, until the end.

    For loading more rows than there are: sorting all of them once is less work than
    finding each one's place.
    """
    import sqlalchemy as sa

    names = [table.name for table in tables]
    indexes = sa.text(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'"
        " AND tbl_name IN :names ORDER BY rowid"
    ).bindparams(sa.bindparam("names", names, expanding=True))
    found = connection.execute(indexes).all()
    for name, _ in found:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    for _, sql in found:
        connection.exec_driver_sql(sql)


@contextmanager
def sql_functions(
    connection: sa.Connection, functions: Mapping[str, Callable[[str], str]]
) -> Iterator[None]:
    """SQL knows these functions of one text, by their names.

    What one of them raises, Ctrl-C or a fault of ours, comes out as it is: SQLite alone
    would call either an error of its own.
    """
    from sqlalchemy.exc import OperationalError

    driver = driver_of(connection)
    raised: list[BaseException] = []

    def guarded(function: Callable[[str], str]) -> Callable[[str], str]:
        def call(text: str) -> str:
            try:
                return function(text)
            except BaseException as error:
                raised.append(error)
                raise

        return call

    for name, function in functions.items():
        driver.create_function(name, 1, guarded(function), deterministic=True)
    try:
        yield
    except OperationalError as error:
        if raised:
            raise raised[0] from None
        if "user-defined function raised" in str(error.orig):  # before or after ours was heard
            raise SIGNALS.interruption() from None
        raise


# Making, upgrading, copying


@contextmanager
def migration(path: Path, tell: Callable[[str], None]) -> Iterator[sa.Connection]:
    """A transaction with foreign keys off, or a table rebuilt would pull its children along.

    Raises:
        RegisterUnusable: the file cannot be made, or references would point nowhere.
    """
    import sqlalchemy as sa

    if size_of(path) is None:
        try:
            create_private(path)  # SQLite would let others read it
        except OSError as error:
            raise RegisterUnusable(
                f"{path} cannot be made: {error.strerror}.", "Check the path and its rights."
            ) from error
    made = _engine(path, foreign_keys="OFF")
    sa.event.listen(made, "begin", lambda connection: begin(connection, tell))
    try:
        with made.begin() as connection:
            yield connection
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            broken = list(missing_references(driver_of(connection)))
            if broken:
                raise RegisterUnusable(
                    f"{path} was not upgraded: {len(broken)} references point nowhere, "
                    f"the first in table {broken[0][0]}, row {broken[0][1]}.",
                    Advice("The file is as it was. See {command}.", command=Action("db", "check")),
                )
    finally:
        made.dispose()


def copy_beside(path: Path) -> Path:
    """A copy of the register, whole while others write; who may read that one may read it.

    Raises:
        RegisterUnusable: there is no room for it, or nothing may be written there.
    """
    with closing(sqlite3.connect(path.absolute(), timeout=PATIENCE)) as source:
        distrust(source)
        [[version]] = source.execute("SELECT version_num FROM alembic_version")
        target = free_name(path, f".version-{version}")
        try:
            with build_file(target, register=path) as part:
                copy_alone(source, part)
        except (RegisterError, sqlite3.Error) as error:
            raise RegisterUnusable(
                f"{path} was not upgraded: no copy of it could be put in {target}. {error}",
                "The file is as it was. Make room beside it, or the right to write there.",
            ) from error
    return target


def copy_register(source: Path, target: Path, check: Callable[[Path], None]) -> None:
    """Make the register at `target` equal to another one.

    A new one is whole at the end or not there. In one that is there all is replaced in one
    transaction of SQLite's, so its readers and writers take turns with this as with any write.

    Args:
        source: the register to copy.
        target: where the copy goes.
        check: raises if what is at `target` may not be replaced; asked when nobody else can
            write to it any more.

    Raises:
        RegisterUnusable: it cannot be written.
    """
    try:
        with closing(connect(source)) as pages, SIGNALS.commit():
            if state(target) in {State.ABSENT, State.EMPTY}:
                with build_file(target, overwrite=state(target) is State.EMPTY) as part:
                    copy_pages(pages, part)
            else:
                sweep(target.parent)
                copy_pages(pages, target, lambda: check(target))
    except sqlite3.Error as error:
        raise explain(target, error) from error


def copy_alone(source: Connection, file: Path) -> None:
    """Fill an empty file with a copy of a register that needs, and makes, no file beside it.

    Raises:
        sqlite3.Error: it cannot be written, or the register cannot be read.
    """
    copy_pages(source, file)
    with closing(sqlite3.connect(file.absolute(), isolation_level=None)) as copy:
        [[mode]] = copy.execute("PRAGMA journal_mode = DELETE")
    if mode != "delete":  # SQLite does not say why
        raise sqlite3.OperationalError("disk I/O error")


def copy_pages(source: Connection, target: Path, check: Callable[[], None] = lambda: None) -> None:
    """Replace all that a database holds, in one transaction, by what another one holds.

    Args:
        source: is copied as it stands at one moment: that of its transaction, if it has begun
            one. Others may go on writing to it.
        target: an empty file, or a database. Who writes to it is waited for.
        check: is asked when nobody else can write to `target` any more.

    Raises:
        sqlite3.Error: it cannot be written, or the source cannot be read.
    """
    last, is_checked = monotonic() + PATIENCE, False

    def after_some_pages(status: int, _left: int, _all: int) -> None:
        nonlocal is_checked
        if status != sqlite3.SQLITE_DONE:
            SIGNALS.hear()
        if status in _WAITING and monotonic() > last:
            raise sqlite3.OperationalError("database is locked")
        if status == sqlite3.SQLITE_OK and not is_checked:
            check()
            is_checked = True

    driver = cast("sqlite3.Connection", source)
    # Else SQLite would begin anew whenever somebody has written in between.
    if not driver.in_transaction:
        driver.execute("BEGIN")
    driver.execute("PRAGMA schema_version")
    with closing(sqlite3.connect(target.absolute())) as copy:
        distrust(copy)
        copy.execute("PRAGMA synchronous = FULL")
        driver.backup(copy, pages=_PAGES, progress=after_some_pages)


def replace(source: Connection, target: Path, check: Callable[[], None]) -> None:
    """Replace all that a register holds: as `copy_pages`, with readers going on meanwhile."""
    with closing(sqlite3.connect(target.absolute())) as connection:
        share(connection)  # or nobody could read while this writes, not even to keep it
    copy_pages(source, target, check)


def is_standing_alone(file: Path) -> bool:
    """Whether a file is a register as `copy_alone` makes it, to which nobody has written since.

    Who writes to one lets others read meanwhile, which its first bytes then say.
    """
    return _bears_mark(file) and _head(file)[_WRITTEN_WITHOUT_LOG] == 1


def is_register(file: Path) -> bool:
    """Whether a file is a register, of any version; of a damaged one its first bytes say it."""
    with suppress(RegisterUnusable, *ERRORS), closing(connect(file)) as connection:
        [[mark]] = connection.execute("PRAGMA application_id")
        return bool(mark == APPLICATION_ID)
    return _bears_mark(file)


def _bears_mark(file: Path) -> bool:
    return int.from_bytes(_head(file)[_MARK], "big") == APPLICATION_ID


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_MARK.stop)
    except OSError:
        return b""


def distrust(connection: sqlite3.Connection) -> None:
    """Let SQLite be on its guard: a file may be damaged, or somebody else's making."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
