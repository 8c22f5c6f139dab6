"""Compiles every named query into SQL text, in the words of a dialect: `make queries`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import registry

from partnerreg.db.dialects import dialect
from partnerreg.db.query import PREPARED, QUERIES, Query

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "-- Compiled from the named query of this name by `make queries`; do not edit.\n"


def compiled(query: Query[Any], engine: str = dialect.name) -> str:
    """A query's text: its constants written out, its parameters as ``:name``."""
    words = registry.load(engine)(paramstyle="named")
    assert query.build is not None, "a query whose text is there already"
    statement = query.build().compile(dialect=words, compile_kwargs={"render_postcompile": True})
    text = str(statement)
    for key, bind in statement.binds.items():
        if bind.required:
            continue
        literal = bind.type.literal_processor(words)
        if bind.value is not None and literal is None:
            raise TypeError(f"query {query.name}: cannot write {bind.value!r} out")
        value = "NULL" if bind.value is None or literal is None else literal(bind.value)
        text = re.sub(rf":{re.escape(key)}\b", value.replace("\\", r"\\"), text)
    return f"{HEADER}{text}\n"


def prepare_all(folder: Path = PREPARED / dialect.name) -> list[str]:
    """Write the text of every query named so far into a folder, take stale ones away.

    Which modules name queries is for the caller to know; the names written are returned.
    """
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.sql"):
        if path.stem not in QUERIES:
            path.unlink()
    for name, query in QUERIES.items():
        (folder / f"{name}.sql").write_text(compiled(query), encoding="utf-8")
    return sorted(QUERIES)
