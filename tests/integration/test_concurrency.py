"""Several programs on one register, and some that are killed."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import POLICY, TODAY, ask, assign, one, partner, raw, writing
from helpers.processes import heard
from helpers.programs.writer import ROWS
from partnerreg.db.opening import open_reader
from partnerreg.reports.context import ReportContext
from partnerreg.reports.levels import levels
from partnerreg.services.examination import examine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from helpers.processes import Programs
    from partnerreg.db.query import Query, Reader, Row
    from partnerreg.reports.report import Report


def faults(path: Path) -> list[str]:
    with raw(path) as connection:
        return [fault for found in examine(connection) for fault in found.faults]


def test_two_writers_at_once_lose_nothing(register: Path, programs: Programs) -> None:
    both = [programs.start("writer.py", register, prefix, 4) for prefix in ("Åse", "Bo")]
    said = set()
    for _ in range(5):
        said.update(programs.tell(both, "write four"))
        said.update(heard(program) for program in both for _ in range(3))
    kept = [name for (name,) in ask(register, "SELECT name FROM partner ORDER BY id")]
    for prefix in ("Åse", "Bo"):
        written = [f"{prefix} {number}" for number in range(20)]
        assert [name for name in kept if name.startswith(prefix)] == written
        assert said.issuperset(written)
    assert not faults(register)
    assert one(register, "SELECT count(*) FROM operation") == 40
    per_operation = "SELECT DISTINCT count(*) FROM change GROUP BY operation_id"
    assert ask(register, per_operation) == [(ROWS,)]


@pytest.mark.parametrize("seed", range(5))
def test_a_writer_killed_at_any_moment_leaves_whole_operations_only(
    register: Path, programs: Programs, seed: int
) -> None:
    chance = random.Random(seed)
    writer = programs.start("writer.py", register, "Åse", 100_000)
    (first,) = programs.tell([writer], "go")
    said = [first, *(heard(writer) for _ in range(chance.randrange(8)))]
    time.sleep(chance.random() * 0.04)  # somewhere within an operation
    writer.kill()
    rest, _ = writer.communicate()
    said += rest.splitlines()

    open_reader(register, pytest.fail).close()
    assert not faults(register)
    kept = [name for (name,) in ask(register, "SELECT name FROM partner ORDER BY id")]
    assert said == kept[: len(said)], "what was said to be kept is there"
    assert len(kept) <= len(said) + 1
    assert one(register, "SELECT count(*) FROM operation") == len(kept)
    per_operation = "SELECT DISTINCT count(*) FROM change GROUP BY operation_id"
    assert ask(register, per_operation) == [(ROWS,)]
    for table in ("contact", "level_change"):
        assert one(register, f"SELECT count(*) FROM {table}") == len(kept)


def test_a_register_whose_maker_was_killed_is_made_by_the_next_one(
    tmp_path: Path, programs: Programs, told: list[str]
) -> None:
    killed, last = programs.start("upgrader.py"), programs.start("upgrader.py")
    path = tmp_path / "register.db"
    assert killed.stdin is not None
    killed.stdin.write(f"{path}\n")
    killed.stdin.flush()
    time.sleep(0.03)  # somewhere within the migrations
    killed.kill()
    killed.communicate()
    programs.tell([last], str(path))
    open_reader(path, pytest.fail).close()
    assert not faults(path)


class Disturbed:
    """A reader, before each of whose answers somebody else writes to the register."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader = open_reader(path, print)
        self.written = 0

    def all(self, query: Query[Row], **parameters: object) -> list[Row]:
        rows = self._reader.all(query, **parameters)
        self._disturb()
        return rows

    def columns(self, query: Query[Any], **parameters: object) -> list[Iterable[Any]]:
        columns = self._reader.columns(query, **parameters)
        self._disturb()
        return columns

    def first(self, query: Query[Row], **parameters: object) -> Row | None:
        return next(iter(self.all(query, **parameters)), None)

    def close(self) -> None:
        self._reader.close()

    def _disturb(self) -> None:
        with writing(self._path) as work:
            number = partner(work, f"Late {self.written}", municipality="Vasa")
            assign(work, "Mette", number)
        self.written += 1


def test_a_report_is_of_one_moment_and_keeps_nobody_from_writing(filled: Path) -> None:
    def report(reader: Reader) -> Report:
        return levels(reader, ReportContext(TODAY, POLICY), "coordinator")

    quiet = open_reader(filled, print)
    expected = report(quiet)
    quiet.close()
    disturbed = Disturbed(filled)

    found = report(disturbed)

    disturbed.close()
    assert disturbed.written > 3
    assert found == expected
    assert one(filled, "SELECT count(*) FROM partner") == 6 + disturbed.written
