"""The one way to write a file: whole or not at all, private, and never over a register.

A file is written beside its place under a passing name, brought to the disk, and renamed.
Its writer holds a lock on it, so what a killed program left is known by having none, and
is swept away by the next one that writes to the same folder.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, BinaryIO

from partnerreg.actions import Advice, Option
from partnerreg.errors import InvalidInput, RegisterError
from partnerreg.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

STDOUT = "-"

# SQLite's application_id: tells a register from any other database ("PReg" in ASCII).
APPLICATION_ID = 0x50526567

# What SQLite keeps beside a database: what is not in its file yet.
_LOGS = ("-wal", "-journal")
SIDECARS = (*_LOGS, "-shm")

# What the owner alone may read and write: registers, and all that is taken from them.
PRIVATE = 0o600
_PRIVATE_FOLDER = 0o700

# Passing names, by which what a killed program left is known.
_PREFIX, _SUFFIX = ".partnerreg-", ".part"
_SCRATCH = "partnerreg-scratch-"
_VIEWED = "partnerreg-view-"

# Where files cannot be locked, and for what somebody may still be looking at: seconds.
_A_DAY = 24 * 60 * 60

# Of names: what some file system refuses, an ending, and the most bytes that all of them take,
# with some room for what is put before.
_REFUSED = frozenset('/\\:*?"<>|')
_ENDING = re.compile(r"(?<=.)\.\w{1,10}$", re.ASCII)
_LONGEST_NAME = 180

_SQLITE = b"SQLite format 3\0"
_EXCHANGE = 2  # renameat2's RENAME_EXCHANGE
_AT_CWD = -100  # its AT_FDCWD


@contextmanager
def open_output(
    place: str,
    *,
    overwrite: bool = False,
    register: Path | None = None,
    sources: Sequence[Path] = (),
) -> Iterator[BinaryIO]:
    """Open what is to be written to: standard output, or a file that is whole at the end.

    Leaving by an error leaves everything as it was.

    Args:
        place: a path, or ``-`` for standard output.
        overwrite: a file that is there may be replaced.
        register: the register in use, there or to be made; see `build_file`.
        sources: files that are being read, which are not replaced.

    Raises:
        InvalidInput: the place may not be written to, or its folder does not exist.
        RegisterError: it cannot be written.
    """
    if place == STDOUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(place)
    with explain_refusals(path):
        is_stream = path.exists() and not path.is_file() and not path.is_dir()
    if is_stream:  # a device or a pipe: nothing to be replaced
        with explain_refusals(path), path.open("wb") as stream:
            yield stream
        return
    with (
        build_file(path, overwrite=overwrite, register=register, sources=sources) as part,
        part.open("wb") as file,
    ):
        yield file


@contextmanager
def build_file(
    path: Path,
    *,
    overwrite: bool = False,
    register: Path | None = None,
    sources: Sequence[Path] = (),
    may_replace: Callable[[Path], bool] = lambda _: False,
) -> Iterator[Path]:
    """Give an empty file beside a place, to be filled, and let it take that place at the end.

    If it is taken away instead, the place stays as it is.

    Args:
        path: where it is to stand; what a link points to is replaced, not the link.
        overwrite: a file that is there may be replaced, and keeps who may read it.
        register: the register in use, there or to be made: never written over, nor what SQLite
            keeps beside it. Who may read it may read the new file; else its owner alone.
        sources: files that are being read, which are not replaced.
        may_replace: whether a register that is there, but for the one in use, may be replaced.

    Raises:
        InvalidInput: the place may not be written to, or its folder does not exist.
        RegisterError: it cannot be written.
    """

    def check() -> None:
        if path.is_dir():
            raise InvalidInput(f"{path} is a folder.", "Name a file in it.")
        folder = path.resolve().parent
        if not folder.is_dir():
            raise InvalidInput(f"The folder {folder} does not exist.", "Make it, or name another.")
        if _is_of_register(path, register):
            _refuse_register(path, register, may_replace)
        if any(_same(path, source) for source in sources):
            raise InvalidInput(
                f"{path} is being read; nothing is written over it.", "Name another file."
            )
        if path.exists() and not overwrite:
            raise _taken(path)

    with explain_refusals(path):
        check()
        place = path.resolve()
        with _hold(_part_of(place)) as part:
            yield part
            if not part.exists():
                return
            _refuse_logs(part, place)
            _sync(part)
            _share_access(place if place.exists() else register, part)
            # Writing took its time, and somebody may have put something there.
            check()
            if not _put_file(part, place, overwrite=overwrite):
                raise _taken(path)
            _sync_folder(place.parent)


@contextmanager
def build_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder beside a place, to be filled, and let it take that place at the end.

    Whether what is there may be replaced is for the caller to know. Its files keep who may
    read them, by name.

    Raises:
        RegisterError: it cannot be written.
    """
    with explain_refusals(path), _hold(_part_of(path), folder=True) as part:
        yield part
        for inner in (part, *part.rglob("*")):
            if inner.is_dir():
                _sync_folder(inner)
            replaced = path / inner.relative_to(part)
            if replaced.exists():
                _share_access(replaced, inner)
        _put_folder(part, path)
        _sync_folder(path.parent)


@contextmanager
def open_new(path: Path) -> Iterator[BinaryIO]:
    """Open a new file in a folder of one's own; it is on the disk at the end."""
    create_private(path)
    with path.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def write_new(path: Path, data: bytes) -> None:
    """Write a new file in a folder of one's own."""
    with open_new(path) as file:
        file.write(data)


def portable_name(name: str) -> str:
    """Make a file's name one that any file system takes.

    What some file system or other refuses, and what is not shown, becomes a low line; letters
    of any script stay, and so does a short ending. It is in no other folder, and not hidden.
    """
    plain = "".join(c if c.isprintable() and c not in _REFUSED else "_" for c in name).strip(" .")
    ending = _ENDING.search(plain)
    tail = ending[0] if ending else ""
    head = plain.removesuffix(tail).encode()[: _LONGEST_NAME - len(tail.encode())]
    return head.decode(errors="ignore").strip(" .") + tail


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder of one's own among the system's passing files, taken away at the end."""
    folder = _passing_folder(_SCRATCH)
    _sweep(folder.parent, _SCRATCH, "")
    with _hold(folder, folder=True):
        yield folder


def viewing_folder() -> Path:
    """Make a folder that only this user can read, for a file that another program is to show.

    Nobody knows when that program has read it, so it stays; those of yesterday are swept away.
    """
    folder = _passing_folder(_VIEWED)
    _sweep(folder.parent, _VIEWED, "", older=_A_DAY)
    folder.mkdir(_PRIVATE_FOLDER)
    return folder


def free_name(path: Path, ending: str) -> Path:
    """A name beside a file that nothing has: its own with an ending, and a number if need be."""
    name = path.with_name(path.name + ending)
    number = 1
    while name.exists():
        number += 1
        name = path.with_name(f"{path.name}{ending}.{number}")
    return name


def create_private(path: Path) -> None:
    """Make an empty file that its owner alone may read, if there is none: SQLite fills it."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))


@contextmanager
def explain_refusals(path: Path) -> Iterator[None]:
    """Tell the system's refusals to write to a path as the program's own.

    Raises:
        RegisterError: names the path and the reason.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:
        # Path.resolve tells a circle of links as a RuntimeError.
        if isinstance(error, RuntimeError) and "Symlink loop" not in str(error):
            raise
        reason = (isinstance(error, OSError) and error.strerror) or error
        raise RegisterError(
            f"{path} could not be written: {reason}.",
            "Nothing was written. Make room or name another place, and try again.",
        ) from error


def _refuse_register(
    path: Path, register: Path | None, may_replace: Callable[[Path], bool]
) -> None:
    if register is not None and _same(path, register):
        said = f"{path} is the register itself; nothing is written over it."
    elif may_replace(path):
        return
    else:
        said = f"{path} belongs to a register; nothing is written over it."
    raise InvalidInput(said, "Name another file.")


def _is_of_register(path: Path, register: Path | None) -> bool:
    """Whether a path is a register's file or one that SQLite keeps beside it, there or not."""
    owners = {path.with_name(path.name.removesuffix(end)) for end in ("", *SIDECARS)}
    return any(
        _is_register(owner) or (register is not None and _same(owner, register)) for owner in owners
    )


def _refuse_logs(part: Path, place: Path) -> None:
    """Refuse a database that would be damaged in its place.

    SQLite says nothing when it closes one whose log it could not bring into the file: the file
    alone is not whole. And a log that lies beside the place would be taken for the new one's.
    """
    if any(_is_filled(part, end) for end in _LOGS):
        raise RegisterError(
            f"{place} could not be written: the disk did not take all of it.",
            "Nothing was written. Make room or name another place, and try again.",
        )
    for end in _LOGS:
        if _is_filled(place, end) and _is_database(part):
            raise InvalidInput(
                f"{place}{end} was left by another register, whose last changes are in it.",
                "Move it to where that one is, or delete it if it is not to come back.",
            )


def _is_filled(path: Path, end: str) -> bool:
    """Whether there is something in a file that SQLite keeps beside a database."""
    beside = path.with_name(path.name + end)
    return beside.exists() and beside.stat().st_size > 0


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _is_register(path: Path) -> bool:
    """Whether a file is a register by its first bytes, or a database that is being written."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:  # there is none, or it is not for us to read, and so not to replace
        return False
    if not head.startswith(_SQLITE):
        return False
    # The mark of a new register may still be in its log.
    log = path.with_name(path.name + "-wal")
    return int.from_bytes(head[68:72], "big") == APPLICATION_ID or log.exists()


def _same(path: Path, other: Path) -> bool:
    """Whether two paths are of one file, which need not be there yet."""
    try:
        return path.samefile(other)
    except OSError:
        return path.resolve() == other.resolve()


def _taken(path: Path) -> InvalidInput:
    return InvalidInput(
        f"{path} is there already.",
        Advice("Name another file, or replace this one with {option}.", option=Option("overwrite")),
    )


@contextmanager
def _hold(path: Path, *, folder: bool = False) -> Iterator[Path]:
    """Make a file or folder that nobody sweeps away; if it is still there at the end, it goes."""
    lock: int | None = None
    try:  # from the first: it may be interrupted as soon as it has made something
        while True:
            if folder:
                path.mkdir(_PRIVATE_FOLDER)
            else:
                create_private(path)
            lock = _lock(path)
            if path.exists():
                break
            _unlock(lock)  # it was swept away before it was locked
        yield path
    finally:
        with SIGNALS.held():
            with suppress(OSError):  # what cannot be taken away now is swept away later
                _remove(path)
            _unlock(lock)


def _part_of(path: Path) -> Path:
    """A passing name beside a place, and so on the same disk."""
    sweep(path.parent)
    return path.with_name(_PREFIX + os.urandom(6).hex() + _SUFFIX)


def _remove(path: Path) -> None:
    """Take a file or a folder away, and what SQLite may keep beside it."""
    if path.is_dir():
        import shutil

        shutil.rmtree(path)
        return
    for end in ("", *SIDECARS):
        path.with_name(path.name + end).unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Take away what killed programs of this user left of files that they wrote in a folder."""
    _sweep(folder, _PREFIX, _SUFFIX)


def _sweep(folder: Path, prefix: str, suffix: str, *, older: int = 0) -> None:
    """Take away what killed programs of this user left in a folder.

    Args:
        folder: where to look.
        prefix: how their names begin.
        suffix: how they end.
        older: how old they must be, in seconds.
    """
    with suppress(OSError):  # a folder that cannot be listed is for others to sweep
        for path in folder.iterdir():
            if not path.name.startswith(prefix) or not path.name.endswith(suffix):
                continue
            with suppress(OSError):  # it is just going, or is not ours
                found = path.lstat()
                ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
                plain = stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)
                if not (ours and plain and time() - found.st_mtime >= older):
                    continue
                if stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
                    path.unlink()  # it is in its place, under which somebody may hold it now
                else:
                    _sweep_one(path)


def _sweep_one(path: Path) -> None:
    lock = _lock(path, wait=False)
    if lock is None:
        return
    try:
        _remove(path)
    finally:
        _unlock(lock)


def _lock(path: Path, *, wait: bool = True) -> int | None:
    """Hold a file or folder as long as this process lives; None if another one holds it.

    Where nothing can be locked (Windows), what was left is known by its age.
    """
    try:
        import fcntl
    except ImportError:
        return -1 if wait or time() - path.stat().st_mtime > _A_DAY else None
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:  # held by another, or a disk that knows no locks
        if wait:
            return descriptor
        os.close(descriptor)
        return None
    return descriptor


def _unlock(lock: int | None) -> None:
    if lock is not None and lock >= 0:
        os.close(lock)


def _passing_folder(prefix: str) -> Path:
    import tempfile

    return Path(tempfile.gettempdir()) / (prefix + os.urandom(6).hex())


def _put_file(part: Path, path: Path, *, overwrite: bool) -> bool:
    """Let a written file stand at its place; whether nobody else has put one there meanwhile."""
    if not overwrite:
        try:
            os.link(part, path)
        except FileExistsError:
            return False
        except OSError:  # a disk without links
            if path.exists():
                return False
        else:
            return True  # its passing name goes at the end
    part.replace(path)
    return True


def _put_folder(part: Path, path: Path) -> None:
    """Let a written folder stand at its place, with what was there, if anything, in its own."""
    if not path.exists():
        part.rename(path)
    elif not _exchange(part, path):
        # For a moment neither is there; whoever is stopped then finds the earlier one by its name.
        earlier = path.with_name(f"{path.name}.earlier-{os.urandom(3).hex()}")
        path.rename(earlier)
        try:
            part.rename(path)
        except OSError:
            earlier.rename(path)
            raise
        with suppress(OSError):  # the new one stands
            _remove(earlier)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; whether this system can."""
    import ctypes

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(rename(_AT_CWD, paths[0], _AT_CWD, paths[1], _EXCHANGE) == 0)


def _share_access(model: Path | None, new: Path) -> None:
    """Let who may read a file or folder be those who may read another one.

    For root, that is its owner too.
    """
    if model is None or not model.exists():
        return
    like, own = model.stat(), new.stat()
    mode = stat.S_IMODE(like.st_mode)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and (like.st_uid, like.st_gid) != (own.st_uid, own.st_gid):
        os.chown(new, like.st_uid, like.st_gid)
    # Some network disks have one mode for everything, and refuse to be told any.
    if stat.S_IMODE(own.st_mode) != mode:
        new.chmod(mode)


def _sync(path: Path) -> None:
    """Bring what was written to the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    """Bring a folder's names to the disk; where that cannot be had, the files are whole anyway."""
    if os.name == "nt":
        return
    with suppress(OSError):
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
