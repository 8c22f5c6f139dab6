"""Where a file goes: it stands there when all of it is written, and not before."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from partnerreg.errors import InvalidInput, RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDOUT = "-"

# What SQLite keeps beside a register: what is not in its file yet.
_SIDECARS = ("-wal", "-shm", "-journal")


@contextmanager
def destination(
    place: str, *, overwrite: bool = False, besides: Sequence[Path] = ()
) -> Iterator[BinaryIO]:
    """What to write to: standard output, or a file that replaces another one at the end.

    Leaving by an error leaves everything as it was.

    Args:
        place: a path, or ``-`` for standard output.
        overwrite: a file that is there may be replaced.
        besides: registers, which are never written over, nor what SQLite keeps beside them.

    Raises:
        InvalidInput: a file is there already or is never replaced, or its folder does not exist.
        RegisterError: it cannot be written.
    """
    if place == STDOUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(place)
    _refuse_taken(path, overwrite=overwrite, besides=besides)
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to be replaced
        with cannot_write(path), path.open("wb") as file:
            yield file
        return
    path = path.resolve()  # what a link points to is replaced, not the link
    if not path.parent.is_dir():
        raise InvalidInput(f"The folder {path.parent} does not exist.", "Make it, or name another.")
    with cannot_write(path), _written_whole(path, overwrite=overwrite) as file:
        yield file


def name_beside(path: Path) -> Path:
    """A free name in the same folder, and so on the same disk."""
    return path.parent / f".partnerreg-{secrets.token_hex(6)}.part"


def keep_mode(replaced: Path, new: Path) -> None:
    """Let who may read the file or folder that goes be those who may read the one that comes."""
    mode = stat.S_IMODE(replaced.stat().st_mode)
    # Some network disks have one mode for everything, and refuse to be told any.
    if stat.S_IMODE(new.stat().st_mode) != mode:
        new.chmod(mode)


@contextmanager
def cannot_write(path: Path) -> Iterator[None]:
    """The system's refusals to write to a path, as the program's own.

    Raises:
        RegisterError: names the path and the reason.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RegisterError(
            f"{path} could not be written: {error.strerror or error}.",
            "Nothing was written. Make room or name another place, and try again.",
        ) from error


@contextmanager
def _written_whole(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    part = name_beside(path)
    try:
        # Others may not read it: it may hold personal data, and who may is settled at the end.
        part.touch(0o600, exist_ok=False)
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            keep_mode(path, part)
        else:
            part.chmod(0o666 & ~_umask())
        _put(part, path, overwrite=overwrite)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise


def _put(part: Path, path: Path, *, overwrite: bool) -> None:
    """Let a written file stand at its place; one that somebody put there meanwhile stays."""
    if not overwrite:
        try:
            os.link(part, path)
        except FileExistsError:
            raise _taken(path) from None
        except OSError:  # a disk without links
            if path.exists():
                raise _taken(path) from None
        else:
            part.unlink()
            return
    part.replace(path)


def _umask() -> int:
    """What new files do not allow; it can be read only by setting it."""
    umask = os.umask(0o077)
    os.umask(umask)
    return umask


def _refuse_taken(path: Path, *, overwrite: bool, besides: Sequence[Path]) -> None:
    if path.is_dir():
        raise InvalidInput(f"{path} is a folder.", "Name a file in it.")
    if any(_is_of(path, register) for register in besides):
        raise InvalidInput(
            f"{path} is the register itself; nothing is written over it.", "Name another file."
        )
    if not path.is_file():
        return
    if not overwrite:
        raise _taken(path)


def _taken(path: Path) -> InvalidInput:
    return InvalidInput(
        f"{path} is there already.", "Name another file, or replace this one with --overwrite."
    )


def _is_of(path: Path, register: Path) -> bool:
    """Whether a path is a register's file, or one that SQLite keeps beside it, there or not."""
    if path.exists() and register.exists() and path.samefile(register):
        return True
    own = register.resolve()
    return path.resolve() in {own.with_name(own.name + end) for end in ("", *_SIDECARS)}
