"""The files of agreements, as they were attached."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from partnerreg.actions import Action, Advice
from partnerreg.errors import RegisterUnusable
from partnerreg.queries.agreements import content

if TYPE_CHECKING:
    from partnerreg.db.reader import PreparedReader


def read_document(reader: PreparedReader, name: str, sha256: str) -> bytes:
    """Read a document's bytes, and hold them against what was attached.

    Args:
        reader: the register.
        name: what the document is called, for the error.
        sha256: the hash of its bytes, in hex.

    Raises:
        RegisterUnusable: the bytes are not there, or not those that were attached.
    """
    row = reader.first(content, sha256=sha256)
    if row is None or hashlib.sha256(row.data).hexdigest() != sha256:
        raise RegisterUnusable(
            f"The document {name} is damaged: its bytes are not those that were attached.",
            Advice(
                "Restore a backup that holds it whole; {command} names what is damaged.",
                command=Action("db", "check"),
            ),
        )
    return row.data
