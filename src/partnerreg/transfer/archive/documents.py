"""The documents of a whole export, taken in one by one: each may be large."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from partnerreg.errors import InvalidInput
from partnerreg.services.agreements import LARGEST
from partnerreg.tables import metadata
from partnerreg.transfer.archive.files import open_regular
from partnerreg.transfer.archive.layout import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerreg.transfer.archive.files import Archive

_content = metadata.tables["content"]
_AGAIN = "Export the register again, or take the folder from a copy."


def take_in(
    connection: sa.Connection, archive: Archive, documents: Iterable[tuple[int, Any]]
) -> None:
    """Take in the files of documents, the same bytes once.

    Args:
        connection: where to.
        archive: has the files.
        documents: lines of `documents.csv`, and what they say.

    Raises:
        InvalidInput: a file is missing, or not as it was.
    """
    for line, document in documents:
        data = _read(archive, line, document)
        there = sa.select(sa.literal(1)).where(_content.c.sha256 == document.sha256)
        if connection.scalar(there) is None:
            connection.execute(
                sa.insert(_content).values(sha256=document.sha256, size=document.size, data=data)
            )


def _read(archive: Archive, line: int, document: Any) -> bytes:
    path = archive.documents.get(document.id)
    place = f"documents.csv, line {line:,}"
    if path is None:
        raise InvalidInput(
            f"{place}: {archive.folder / DOCUMENTS} has no file that begins with "
            f"{document.id}-: {document.name!r} is missing.",
            _AGAIN,
        )
    if document.size > LARGEST:
        raise InvalidInput(f"{place}: no register takes in {document.size:,} bytes.", _AGAIN)
    with open_regular(path) as file:
        data = file.read(document.size + 1)  # what is longer is not read further
    if len(data) != document.size or hashlib.sha256(data).hexdigest() != document.sha256:
        raise InvalidInput(f"{place}: {path} was altered since the export.", _AGAIN)
    return data
