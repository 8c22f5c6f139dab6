"""Where a file goes: it stands there when all of it is written, and not before."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from partnerreg.errors import InvalidInput, NotFound, RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDOUT = "-"


@contextmanager
def destination(
    place: str, *, overwrite: bool = False, besides: Sequence[Path] = ()
) -> Iterator[BinaryIO]:
    """What to write to: standard output, or a file that replaces another one at the end.

    Leaving by an error leaves everything as it was.

    Args:
        place: a path, or ``-`` for standard output.
        overwrite: a file that is there may be replaced.
        besides: files that are never replaced.

    Raises:
        InvalidInput: a file or a folder is there already, or one that is never replaced.
        NotFound: the folder does not exist.
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
        raise NotFound(f"The folder {path.parent} does not exist.", "Make it, or name another.")
    with cannot_write(path), _written_whole(path) as file:
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
def _written_whole(path: Path) -> Iterator[BinaryIO]:
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
        part.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise


def _umask() -> int:
    """What new files do not allow; it can be read only by setting it."""
    umask = os.umask(0o077)
    os.umask(umask)
    return umask


def _refuse_taken(path: Path, *, overwrite: bool, besides: Sequence[Path]) -> None:
    if path.is_dir():
        raise InvalidInput(f"{path} is a folder.", "Name a file in it.")
    if not path.is_file():
        return
    if any(other.exists() and path.samefile(other) for other in besides):
        raise InvalidInput(
            f"{path} is the register itself; nothing is written over it.", "Name another file."
        )
    if not overwrite:
        raise InvalidInput(
            f"{path} is there already.", "Name another file, or replace this one with --overwrite."
        )
