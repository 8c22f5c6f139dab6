"""Bringing a list in, in one line of a test."""

from __future__ import annotations

import csv
import io
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import sqlite

from helpers.actions import POLICY, ask, one, writing
from partnerreg.cli.remedies import sentence
from partnerreg.db.journal import UNJOURNALED, snapshot
from partnerreg.tables import metadata
from partnerreg.transfer.import_list import import_list, prepare
from partnerreg.transfer.import_spec import Choices, OnMatch
from partnerreg.transfer.readers.source import open_source
from partnerreg.transfer.rejects import open_rejects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.domain.policy import Policy
    from partnerreg.reports.imports import Outcome
    from partnerreg.transfer.readers.dates import Order


def bring_in(  # noqa: PLR0913  # as many as the command has options
    register: Path,
    text: str | bytes,
    noun: str = "partners",
    *,
    maps: Sequence[str] = (),
    settings: Sequence[str] = (),
    on_match: str = "fill",
    empty_clears: bool = False,
    order: Order | None = None,
    keep_unmapped: bool = False,
    opening: Mapping[str, Any] = MappingProxyType({}),
    dry_run: bool = False,
    policy: Policy = POLICY,
    rejects: Path | str | None = None,
    **how: Any,
) -> Outcome:
    """Import a list, as the command does."""
    file = register.with_name("list.csv")
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with open_source(file, **opening) as source:
        request = prepare(
            source,
            noun,
            maps,
            settings,
            order=order,
            choices=Choices(OnMatch(on_match), empty_clears),
            keep_unmapped=keep_unmapped,
        )
        with (
            open_rejects(str(rejects), source) if rejects else nullcontext() as out,
            writing(register, name=f"import {noun}", dry_run=dry_run) as work,
        ):
            return import_list(work, request, policy, sentence, dry_run=dry_run, rejects=out, **how)


def take_in(
    work: UnitOfWork, text: str, noun: str = "partners", *, on_match: str = "fill", **how: Any
) -> Outcome:
    """Import a list as a part of an operation."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "list.csv"
        file.write_text(text, encoding="utf-8", newline="")
        with open_source(file) as source:
            request = prepare(source, noun, choices=Choices(OnMatch(on_match)))
            return import_list(work, request, POLICY, sentence, **how)


def row_counts(outcome: Outcome) -> tuple[int, int, int, int]:
    """How many are new, changed, unchanged, and differ."""
    return outcome.added, outcome.changed, outcome.unchanged, outcome.differ


def reasons(outcome: Outcome) -> list[tuple[int, str | None, str]]:
    """What is wrong, without the cells."""
    return [(found.line, found.column, found.reason) for found in outcome.rejected]


def csv_of(rows: Iterable[Mapping[str, str]], fields: Sequence[str], **how: Any) -> str:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fields, restval="", **how)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def partner_rows(register: Path) -> list[dict[str, Any]]:
    """The partners, each by its columns, numbers apart, and their tags and contributions."""
    own = [each.name for each in metadata.tables["partner"].c if not each.name.endswith("id")]
    names = [*own, "external_id", "unit", "tags", "sides"]
    found = ask(
        register,
        f"""
        SELECT {", ".join(f"p.{column}" for column in own)}, p.external_id, u.name,
          (SELECT group_concat(tag || '/' || tag_key, ';') FROM
             (SELECT * FROM partner_tag WHERE partner_id = p.id ORDER BY id)),
          (SELECT group_concat(party || ' ' || direction || ' ' || text, ';') FROM
             (SELECT * FROM contribution WHERE partner_id = p.id ORDER BY id))
        FROM partner AS p LEFT JOIN unit AS u ON u.id = p.unit_id ORDER BY p.id
        """,
    )
    return [dict(zip(names, row, strict=True)) for row in found]


State = dict[tuple[str, int], str]
"""What every row of the tables that are journaled holds, as the journal would tell it."""


def states(register: Path) -> State:
    """All rows as they are now."""
    found: State = {}
    for name, table in metadata.tables.items():
        if name not in UNJOURNALED:
            state = snapshot(table).compile(dialect=sqlite.dialect())
            rows = ask(register, f"SELECT id, {state} FROM {table.name}")
            found |= {(name, number): state for number, state in rows}
    return found


def assert_journaled(register: Path, before: State) -> None:
    """The last operation's journal tells just what has happened since then, and each once."""
    operation = one(register, "SELECT max(id) FROM operation")
    now, told = states(register), set()
    changes = ask(
        register,
        "SELECT table_name, row_id, last_row_id, before, after FROM change WHERE operation_id = ?",
        operation,
    )
    for table, first, last, was, then in changes:
        for number in range(first, (last or first) + 1):
            key = (table, number)
            assert key not in told, f"{key} is told twice"
            told.add(key)
            assert key in now
            assert before.get(key) == was
            assert then == (None if last else now[key])
    assert told == {key for key, state in now.items() if before.get(key) != state}
    assert before.keys() <= now.keys()
