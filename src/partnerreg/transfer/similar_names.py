"""New partners that are called nearly the same as one that is there: worth a look, no error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from partnerreg.domain.name_keys import search_key
from partnerreg.reports.imports import LookAlike
from partnerreg.services.lookup import ALMOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from partnerreg.transfer.stage import Stage

# How many pairs are compared at most: a second's work. Longer lists are for
# `partner duplicates`. Those that are there are held in memory.
MOST_KNOWN = 50_000
MOST_PAIRS = 10_000_000


def look_alikes(stage: Stage, most: int | None) -> list[LookAlike] | None:
    """The first rows that are new, and may be a partner that is there under another spelling.

    To be asked before the new ones are written. Only partners of the same
    municipality are compared, or those of which the register or the list knows
    none. None if there are too many to compare.
    """
    table, rows, plan = stage.table, stage.rows.c, stage.plan.c
    connection = stage.connection
    there = connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
    new = connection.scalar(sa.select(sa.func.count()).where(plan.is_new)) or 0
    if there * new > MOST_PAIRS or there > MOST_KNOWN:
        return None
    if not there * new:
        return []
    known = connection.execute(
        sa.select(table.c.id, table.c.name, table.c.search_key, table.c.municipality_key).order_by(
            table.c.id
        )
    ).all()
    place = rows.municipality_key if stage.has("municipality_key") else sa.null()
    added = connection.execute(
        sa.select(plan.line, rows.name, place)
        .select_from(stage.planned)
        .where(plan.is_new)
        .order_by(plan.line)
    )
    return _compared(added, known, most)


def _compared(
    added: Iterable[sa.Row[int, str, str | None]],
    known: Sequence[sa.Row[int, str, str, str | None]],
    most: int | None,
) -> list[LookAlike]:
    from rapidfuzz import fuzz, process

    keys = [row.search_key for row in known]
    found = []
    for line, name, place in added:
        key = search_key(name)
        near = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=ALMOST, limit=5)
        for _, _, position in near:
            other = known[position]
            if place is None or other.municipality_key in {None, place}:
                found.append(LookAlike(line, name, other.id, other.name))
                break
        if most is not None and len(found) >= most:
            break
    return found
