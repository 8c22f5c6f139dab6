"""Agreements and the files attached to them."""

from __future__ import annotations

import hashlib
import mimetypes
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import select

from partnerreg.actions import Action, Advice, Option
from partnerreg.domain.enums import Renewal
from partnerreg.errors import InvalidInput
from partnerreg.nouns.agreement import AGREEMENT
from partnerreg.services.things import Things, things_of
from partnerreg.tables import Agreement, Content, Document

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from partnerreg.db.unit_of_work import UnitOfWork

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
        InvalidInput: it is not there, a folder, empty, too large, or cannot be read.
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
        raise InvalidInput(f"There is no file {path}.", "Check the path.") from None
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
        Advice("Keep it where it is, and say where with {option}.", option=Option("reference")),
    )


class Agreements(Things):
    """Agreements, which are signed, and replace earlier ones of the partner."""

    def check(self, data: Any, row: Agreement | None) -> None:
        """Refuse what cannot be said of an agreement.

        Raises:
            InvalidInput: it would be signed on a day yet to come, or replace itself.
            NotFound: there is no such agreement to replace.
        """
        super().check(data, row)
        if data.replaces is not None:
            self.get(data.replaces)
        if row is not None and data.replaces == row.id:
            raise InvalidInput(f"Agreement #{row.id} cannot replace itself.")


def next_term(
    work: UnitOfWork, number: int, signed_on: date, valid_from: date | None
) -> dict[str, Any]:
    """What a new agreement on the same terms would say, but for its end.

    It begins when the term of this one is over, and not before it is signed, unless
    another day is given.

    Raises:
        InvalidInput: this one has no term that ends, or the new one begins within it.
    """
    row = things_of(work, AGREEMENT).get(number)
    end = _end_to_renew(work, row)
    start = valid_from or max(end + timedelta(days=1), signed_on)
    if start <= end:
        raise InvalidInput(f"Agreement #{number} runs until {end}; the next begins after that.")
    terms = ("kind", "title", "reference", "exit_terms", "notice_months")
    kept = {name: getattr(row, name) for name in terms}
    return {
        **kept,
        "partner": row.partner_id,
        "replaces": number,
        "signed_on": signed_on,
        "valid_from": start,
    }


def keep_content(work: UnitOfWork, file: File) -> str:
    """Take a file's bytes into the register, the same ones once; their SHA-256 in hex."""
    sha256 = hashlib.sha256(file.data).hexdigest()
    if work.session.get(Content, sha256) is None:
        work.session.add(Content(sha256=sha256, size=len(file.data), data=file.data))
        work.session.flush()
    return sha256


def add_document(work: UnitOfWork, agreement: Agreement, file: File) -> Document:
    """Attach a file to an agreement."""
    assert agreement.id is not None
    document = Document(
        agreement_id=agreement.id,
        name=file.name,
        media_type=file.media_type,
        sha256=keep_content(work, file),
    )
    work.session.add(document)
    work.session.flush()
    return document


def sign(work: UnitOfWork, number: int, day: date) -> Agreement:
    """Note the day on which both parties had signed.

    Raises:
        InvalidInput: it is signed already, terminated, ended before that day, or the day
            is yet to come.
    """
    if day > work.today:
        raise InvalidInput(f"{day} lies in the future; note a signature when it is there.")
    agreement: Agreement = things_of(work, AGREEMENT).get(number)
    if agreement.signed_on is not None:
        raise InvalidInput(f"Agreement #{number} was signed on {agreement.signed_on} already.")
    if agreement.terminated_on is not None:
        raise InvalidInput(
            f"Agreement #{number} was terminated on {agreement.terminated_on}; "
            "nobody signs it after that.",
            Advice("Record a new one with {command}.", command=Action("agreement", "attach")),
        )
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
    agreement: Agreement = things_of(work, AGREEMENT).get(number)
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


def _end_to_renew(work: UnitOfWork, row: Agreement) -> date:
    """The last day of an agreement that can be renewed."""
    if row.signed_on is None:
        raise InvalidInput(
            f"Agreement #{row.id} was never signed; there is nothing to renew.",
            Advice(
                "{command} notes the day on which it was.",
                command=Action("agreement", "sign", (row.id,)),
            ),
        )
    if row.terminated_on is not None:
        raise InvalidInput(
            f"Agreement #{row.id} was terminated on {row.terminated_on}.",
            Advice("Record a new one with {command}.", command=Action("agreement", "attach")),
        )
    if row.valid_until is None:
        raise InvalidInput(f"Agreement #{row.id} has no end; there is nothing to renew.")
    if row.renewal is Renewal.TACIT:
        raise InvalidInput(
            f"Agreement #{row.id} renews by itself every {row.renewal_months} months.",
            Advice("{command} ends that.", command=Action("agreement", "terminate", (row.id,))),
        )
    later = select(Agreement).where(Agreement.replaces_id == row.id)
    if (newer := work.session.exec(later).first()) is not None:
        raise InvalidInput(
            f"Agreement #{row.id} was replaced by #{newer.id} already.",
            Advice(
                "Renew that one: {command}.",
                command=Action("agreement", "renew", (newer.id,), {"valid_until": "DATE"}),
            ),
        )
    return row.valid_until
