"""Named queries: their compiled texts are fresh, and both ways of running them agree."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest
from sqlalchemy import BindParameter
from sqlalchemy.sql.visitors import iterate

from helpers.actions import TODAY, writing
from helpers.filled_register import BARE, CAFE, ENDED, LETTER
from partnerreg.cli.remedies import sentence
from partnerreg.db.compile_queries import compiled, prepare_all
from partnerreg.db.dialects import dialect
from partnerreg.db.opening import open_reader
from partnerreg.db.query import LAST, PREPARED, QUERIES, NumberRow, query
from partnerreg.db.reader import PreparedReader
from partnerreg.domain.enums import (
    ActivityKind,
    LegalForm,
    Level,
    Phase,
    PolicyField,
    Scope,
    Sector,
    Status,
)
from partnerreg.domain.facts import Evidence
from partnerreg.domain.name_keys import identity_key
from partnerreg.errors import RegisterUnusable
from partnerreg.queries import all_modules, partners
from partnerreg.services import agreements
from partnerreg.services.lookup import find_partner
from partnerreg.services.undo import redo, undo

if TYPE_CHECKING:
    from collections.abc import Iterator

all_modules()
NAMES = sorted(QUERIES)

# What each parameter is tried with. One that is always given has no None among them.
TRIED: dict[str, list[Any]] = {
    "today": [TODAY, date(2026, 1, 15), date(2025, 12, 31), date(2025, 3, 1), date(2020, 1, 1)],
    "kept_on": [TODAY, date(2024, 12, 31)],
    "first": [0, CAFE, BARE],
    "last": [LAST, CAFE, BARE],
    "partner": [None, CAFE, BARE, 999],
    "number": [None, CAFE, 4, 999],
    "agreement": [1, 2, 999],
    "sha256": [hashlib.sha256(LETTER).hexdigest(), "0" * 64],
    "text": ["crm-17", "åäö ' %"],
    "key": [identity_key("ÅLANDS teater"), ""],
    "project": [1, None, 999],
    "group": [None, 1, 999],
    "region": [None, identity_key("Österbotten")],
    "field": [None, PolicyField.CULTURE, "social"],
    "legal_form": [None, LegalForm.AUTHORITY, "school"],
    "scope": [None, Scope.LOCAL, "national"],
    "youth": [None, True, False],
    "volunteers": [None, True, False],
    "with_members": [None, 1, 0],
    "audience": [None, 1, 2],
    "evaluation": [2, 1, 999],
    "round": [1, 2, 999],
    "code": ["abcdefghjk", "unknown"],
    "part": ["a", "teater", "ø'%_"],
    "most": [None, 1, 2],
    "level": [None, Level.SERVICE, 3],
    "status": [None, Status.ENDED, "active"],
    "sector": [None, Sector.CIVIL_SOCIETY, "public"],
    "municipality": [None, identity_key("Århus"), "nowhere"],
    "unit": [None, 1],
    "area": [None, 1, 2],
    "goal": [None, 1, 2],
    "coordinator": [None, 2],
    "phase": [None, Phase.DELIVERY, "closed"],
    "tag": [None, identity_key("Unge")],
    "since": [None, date(2026, 1, 1)],
    "changed_since": [None, date(2025, 3, 1), TODAY],
    "until": [None, date(2026, 1, 1), date(2027, 1, 1)],
    "latest": [date(2026, 6, 1), date(2025, 3, 1)],
    "kind": [None, ActivityKind.VISIT],
    "moment": [None, "2026-01-01 00:00:00.000000", "2027-01-01 00:00:00.000000"],
    "actor": [None, "tester", "nobody"],
    "command": [None, "partner", "%"],
    "operation": [1, 2, 999],
    "table": ["partner", "unit", "agreement"],
    "after": [0, 3],
    # the bits of the levels at which a kind of evidence is wanted
    **{kind.value: [0b1110, 0, 1 << Level.STRATEGIC] for kind in Evidence},
    "levels": [0b1110, 0, 1 << Level.SERVICE],
    "quiet_since": [None, date(2025, 9, 1)],
    "before": [TODAY, date(2025, 12, 15), date(2025, 9, 1)],
}


def parameters(name: str) -> list[str]:
    binds = [part for part in iterate(QUERIES[name].build()) if isinstance(part, BindParameter)]
    return sorted({bind.key for bind in binds if bind.required})


def tries(name: str) -> Iterator[dict[str, Any]]:
    """All parameters at their first value, then each in turn at each of its others."""
    base = {parameter: TRIED[parameter][0] for parameter in parameters(name)}
    yield base
    for parameter in base:
        for value in TRIED[parameter][1:]:
            yield base | {parameter: value}
    if "first" in base:  # a range of one partner
        yield base | {"first": CAFE, "last": CAFE}
    yield base | {parameter: TRIED[parameter][-1] for parameter in base}


@pytest.fixture(scope="module")
def filled_register(filled_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One in which something was taken back, too, and brought back; and a cover without end."""
    path = Path(shutil.copy(filled_register, tmp_path_factory.mktemp("read") / "register.db"))
    for deed in (undo, redo):
        with writing(path) as work:
            deed(work)
    with writing(path) as work:
        agreements.cover(work, 2, [find_partner(work.reader, str(BARE))], date(2025, 6, 1))
    return path


@pytest.fixture(scope="module")
def reader(filled_register: Path) -> Iterator[PreparedReader]:
    reader = open_reader(filled_register, pytest.fail)
    yield reader
    reader.close()


@pytest.mark.drift
@pytest.mark.parametrize("name", NAMES)
def test_the_compiled_text_is_the_one_that_the_query_gives_today(name: str) -> None:
    kept = (PREPARED / dialect.name / f"{name}.sql").read_text(encoding="utf-8")
    assert kept == compiled(QUERIES[name]), "run `make queries`"


@pytest.mark.drift
def test_no_text_is_kept_of_a_query_that_is_gone() -> None:
    assert {path.stem for path in (PREPARED / dialect.name).glob("*")} == set(NAMES)


def test_preparing_writes_every_text_and_takes_stale_ones_away(tmp_path: Path) -> None:
    (tmp_path / "long_gone.sql").write_text("SELECT 1")
    assert prepare_all(tmp_path) == NAMES
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        path.name: path.read_text(encoding="utf-8") for path in (PREPARED / dialect.name).iterdir()
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_query_gives_the_same_rows_prepared_and_through_a_session(
    name: str, reader: PreparedReader, filled_register: Path
) -> None:
    found = 0
    with writing(filled_register, dry_run=True) as work:
        for asked in tries(name):
            prepared = reader.all(QUERIES[name], **asked)
            through_session = work.reader.all(QUERIES[name], **asked)
            assert prepared == through_session, asked
            for each in (reader, work.reader):
                columns = each.columns(QUERIES[name], **asked)
                assert list(zip(*columns, strict=True)) == prepared, asked
            kinds = [
                [(type(row), *map(type, row)) for row in rows]
                for rows in (prepared, through_session)
            ]
            assert kinds[0] == kinds[1], asked
            found += len(prepared)
    assert found, "no parameters gave any row: nothing was compared"


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_of_the_kind_that_its_row_says(name: str, reader: PreparedReader) -> None:
    for asked in tries(name):
        for row in reader.all(QUERIES[name], **asked):
            kinds = get_type_hints(type(row)).values()
            for kind, cell in zip(kinds, row, strict=True):
                whole = type(cell) is int and isinstance(1.0, kind)  # which a float may be
                assert whole or isinstance(cell, kind), (asked, kind, cell)


def test_parameters_left_out_are_null(reader: PreparedReader, filled_register: Path) -> None:
    with writing(filled_register, dry_run=True) as work:
        for each in (reader, work.reader):
            assert each.all(partners.partner_record) == []
            assert len(each.all(partners.partner_lines["da"])) == 6


def test_a_parameter_that_the_query_does_not_have_is_a_fault(
    reader: PreparedReader, filled_register: Path
) -> None:
    with writing(filled_register, dry_run=True) as work:
        for each in (reader, work.reader):
            with pytest.raises(TypeError, match="partner_names has no parameter level"):
                each.all(partners.partner_names, level=1)


def test_a_part_of_a_parameter_s_name_is_no_parameter(reader: PreparedReader) -> None:
    with pytest.raises(TypeError, match="partner_count has no parameter coord"):
        reader.all(partners.partner_count, coord=1)


def test_the_first_row_is_none_where_there_is_no_row(
    reader: PreparedReader, filled_register: Path
) -> None:
    with writing(filled_register, dry_run=True) as work:
        for each in (reader, work.reader):
            assert each.first(partners.partner_record, partner=999) is None
            found = each.first(partners.partner_record, partner=ENDED)
            assert found is not None
            assert found.status is Status.ENDED


def test_two_queries_of_one_name_are_refused() -> None:
    def partner_count() -> Any:
        """Another one of that name."""

    with pytest.raises(ValueError, match="two queries are called partner_count"):
        query(NumberRow)(partner_count)


def test_a_damaged_register_says_so_when_it_is_read(filled: Path) -> None:
    size = filled.stat().st_size
    with filled.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    reader = PreparedReader(sqlite3.connect(filled))
    with pytest.raises(RegisterUnusable, match=r"is damaged: .*query partner_names") as caught:
        reader.all(partners.partner_names)
    assert "db check" in sentence(caught.value.hint)
    reader.close()
