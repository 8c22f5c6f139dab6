"""What is one engine's own stands behind the dialects, and statements say the same to each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import partnerreg
from partnerreg.db.compile_queries import compiled
from partnerreg.db.dialects.expressions import InsertNew
from partnerreg.db.query import QUERIES
from partnerreg.queries import all_modules
from partnerreg.tables import metadata

all_modules()

# Words of SQLite alone.
FUNCTIONS = re.compile(
    r"\b(char|group_concat|instr|json_each|json_extract|json_group_array|json_object|json_set"
    r"|julianday|printf|strftime|total|typeof)\(|\bGLOB\b|\bINSERT OR\b|LIMIT -1",
    re.IGNORECASE,
)
STORE = re.compile(
    r"\bPRAGMA\b|\bsqlite_(master|sequence|schema)\b|\bsqlite3\b|\bATTACH\b|\browid\b"
    r"|\bcreate_function\b|\bexec_driver_sql\b"
)

# Queries that give one row at most.
OF_ONE_ROW = {
    "agreement",
    "content",
    "name_of_partner",
    "operation_count",
    "partner_count",
    "partner_record",
}
# Rows of these are found by their numbers, whichever comes first.
IN_ANY_ORDER = {"states_now", "states_recorded"}


def modules() -> list[Path]:
    package = Path(partnerreg.__file__).parent
    return [
        path
        for path in sorted(package.rglob("*.py"))
        if not path.is_relative_to(package / "db" / "dialects")
    ]


@pytest.mark.drift
def test_what_is_sqlite_s_own_is_said_in_its_dialect_alone() -> None:
    assert [
        f"{path.name}, line {number}: {line.strip()}"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if STORE.search(line) or re.search(rf"func\.({FUNCTIONS.pattern})", line, re.IGNORECASE)
    ] == []


@pytest.mark.drift
@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_query_can_be_said_to_postgresql(name: str) -> None:
    assert FUNCTIONS.search(compiled(QUERIES[name], "postgresql")) is None


@pytest.mark.drift
@pytest.mark.parametrize("name", sorted(QUERIES.keys() - OF_ONE_ROW - IN_ANY_ORDER))
def test_a_query_says_in_which_order_its_rows_come(name: str) -> None:
    build = QUERIES[name].build
    assert build is not None
    assert list(build()._order_by_clauses), "an engine may give them in any order"


@pytest.mark.drift
def test_a_partial_index_is_partial_whichever_engine_makes_it() -> None:
    for table in metadata.sorted_tables:
        for index in table.indexes:
            where = index.dialect_options["sqlite"]["where"]
            words = str(CreateIndex(index).compile(dialect=postgresql.dialect()))
            assert ("WHERE" in words) is (where is not None), words


@pytest.mark.drift
def test_every_table_can_be_said_to_postgresql() -> None:
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=postgresql.dialect()))


def test_an_insert_of_what_is_not_there_yet_is_one_in_every_engine() -> None:
    insert = InsertNew(metadata.tables["area"]).from_select(["id"], sa.select(sa.literal(1)))
    assert str(insert.compile(dialect=postgresql.dialect())).endswith(" ON CONFLICT DO NOTHING")
    sqlite = sa.create_engine("sqlite://").dialect
    assert str(insert.compile(dialect=sqlite)).startswith("INSERT OR IGNORE INTO area")
