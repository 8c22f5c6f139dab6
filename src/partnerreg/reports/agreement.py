"""One agreement, where it stands, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.language import ENGLISH
from partnerreg.queries.agreements import documents_of_agreement
from partnerreg.reports.lists import AGREEMENTS, agreement_cells
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape
from partnerreg.services.lookup import find_agreement

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.language import Language

DOCUMENTS = (
    Column("id", "#", ColumnKind.ID),
    Column("name", "Name"),
    Column("media_type", "Type"),
    Column("size", "Bytes", ColumnKind.NUMBER),
    Column("sha256", "SHA-256", shown=False),
)


def show(reader: Reader, number: int, today: date, language: Language = ENGLISH) -> Report:
    """An agreement with its files.

    Raises:
        NotFound: there is no agreement of that number.
    """
    row = find_agreement(reader, number)
    # One agreement has room for what a list keeps back, or says in passing.
    fields = [
        (Column(column.key, column.heading, column.kind), cell)
        for column, cell in zip(
            AGREEMENTS[:-1], agreement_cells(row, today, language), strict=False
        )
        if column.kind is not ColumnKind.ASIDE
    ]
    columns, cells = zip(*fields, strict=True)
    files = reader.all(documents_of_agreement, agreement=number)
    return Report(
        "agreement",
        "Agreement",
        (
            Section("agreement", "Agreement", columns, [cells]),
            Section("documents", "Files", DOCUMENTS, files),
        ),
        shape=Shape.RECORD,
        as_of=today,
        subject=f"#{row.id} {row.title}",
    )
