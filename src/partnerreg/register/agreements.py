"""Agreements and the files attached to them."""

from __future__ import annotations

import hashlib
import mimetypes
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.errors import InvalidInput, NotFound
from partnerreg.tables import Agreement, Content, Document

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from partnerreg.schemas.agreement import AgreementData
    from partnerreg.store.unit_of_work import UnitOfWork

# The largest file that is taken in, in bytes: SQLite holds more, but the
# register should stay a file that can be copied and mailed.
_MEGABYTE = 1024 * 1024
LARGEST = 100 * _MEGABYTE


class File(NamedTuple):
    """A file to attach: its name, its media type, its bytes."""

    name: str
    media_type: str
    data: bytes


def read_file(path: Path) -> File:
    """The file at `path`, ready to be attached.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it is a folder, empty, too large, or cannot be read.
    """
    try:
        if path.is_dir():
            raise InvalidInput(f"{path} is a folder; attach the files in it one by one.")
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(path, f"{size / _MEGABYTE:,.0f} MB")
        with path.open("rb") as file:
            # A device or a pipe says no size, and may have no end.
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.", "Check the path.") from None
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}.") from None
    if len(data) > LARGEST:
        raise _too_large(path, "more")
    if not data:
        raise InvalidInput(f"{path} is empty.", "Attach the file when there is something in it.")
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    # File names are bytes, and those of an old disk may be no UTF-8.
    return File(path.name.encode(errors="replace").decode(), media_type, data)


def _too_large(path: Path, found: str) -> InvalidInput:
    return InvalidInput(
        f"{path} has {found}; at most {LARGEST // _MEGABYTE} MB are taken in.",
        "Keep it where it is, and say where with --reference.",
    )


def attach(
    work: UnitOfWork,
    partner_id: int,
    data: AgreementData,
    file: File | None,
    replaces: int | None = None,
) -> Agreement:
    """Record an agreement with a partner, with its file if there is one.

    Raises:
        InvalidInput: the agreement it replaces is another partner's, or it is signed
            on a day yet to come.
        NotFound: there is no such agreement to replace.
    """
    if data.signed_on is not None and data.signed_on > work.today:
        raise InvalidInput(
            f"{data.signed_on} lies in the future; an agreement is signed when it is signed.",
            "Leave --signed out for a draft, and note the day with `partnerreg agreement sign`.",
        )
    if replaces is not None and get(work, replaces).partner_id != partner_id:
        raise InvalidInput(
            f"Agreement #{replaces} is another partner's; it cannot be replaced here."
        )
    agreement = Agreement(
        partner_id=partner_id, renewal=data.renewal, replaces_id=replaces, **data.model_dump()
    )
    work.session.add(agreement)
    work.session.flush()
    if file is not None:
        add_document(work, agreement, file)
    return agreement


def add_document(work: UnitOfWork, agreement: Agreement, file: File) -> Document:
    """Take a file into the register; the same content is kept once."""
    assert agreement.id is not None
    sha256 = hashlib.sha256(file.data).hexdigest()
    if work.session.get(Content, sha256) is None:
        work.session.add(Content(sha256=sha256, size=len(file.data), data=file.data))
        work.session.flush()
    document = Document(
        agreement_id=agreement.id, name=file.name, media_type=file.media_type, sha256=sha256
    )
    work.session.add(document)
    work.session.flush()
    return document


def sign(work: UnitOfWork, number: int, day: date) -> Agreement:
    """Note the day on which both parties had signed.

    Raises:
        InvalidInput: it is signed already, ended before that day, or the day is yet to come.
    """
    if day > work.today:
        raise InvalidInput(f"{day} lies in the future; note a signature when it is there.")
    agreement = get(work, number)
    if agreement.signed_on is not None:
        raise InvalidInput(f"Agreement #{number} was signed on {agreement.signed_on} already.")
    if agreement.valid_until is not None and agreement.valid_until < day:
        raise InvalidInput(f"Agreement #{number} ended on {agreement.valid_until}, before {day}.")
    agreement.signed_on = day
    work.session.flush()
    return agreement


def terminate(work: UnitOfWork, number: int, day: date) -> Agreement:
    """Note the day from which an agreement is no longer in force.

    Raises:
        InvalidInput: it is terminated already, was never signed, or began after that day.
    """
    agreement = get(work, number)
    if agreement.terminated_on is not None:
        raise InvalidInput(
            f"Agreement #{number} was terminated on {agreement.terminated_on} already."
        )
    if agreement.signed_on is None:
        raise InvalidInput(f"Agreement #{number} was never signed; there is nothing to terminate.")
    start = agreement.valid_from or agreement.signed_on
    if day < start:
        raise InvalidInput(f"Agreement #{number} begins on {start}, after {day}.")
    agreement.terminated_on = day
    work.session.flush()
    return agreement


def get(work: UnitOfWork, number: int) -> Agreement:
    """The agreement's row."""
    agreement = work.session.get(Agreement, number)
    if agreement is None:
        raise NotFound(f"There is no agreement #{number}.", "See `partnerreg agreement list`.")
    return agreement
