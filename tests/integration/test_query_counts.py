"""Every report runs as many queries for a thousand partners as for ten."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import POLICY, TODAY, goal, named, staff, writing
from partnerreg.db.opening import open_reader
from partnerreg.domain.enums import (
    ActivityKind,
    AgreementKind,
    Direction,
    Level,
    Party,
    Rating,
    Renewal,
    Role,
    Sector,
    Status,
)
from partnerreg.nouns.partner import PARTNER
from partnerreg.reports.brief import brief
from partnerreg.reports.context import ReportContext
from partnerreg.reports.coverage import coverage
from partnerreg.reports.expiring import expiring
from partnerreg.reports.gaps import gaps
from partnerreg.reports.goals import goals
from partnerreg.reports.levels import GROUPINGS, levels
from partnerreg.reports.meeting import meeting
from partnerreg.reports.movements import movements
from partnerreg.reports.phases import phases
from partnerreg.reports.quiet import quiet
from partnerreg.reports.timeline import timeline
from partnerreg.tables import (
    Activity,
    ActivityPartner,
    Agreement,
    Area,
    Assignment,
    Contact,
    Contribution,
    Evaluation,
    LevelChange,
    Partner,
    PartnerArea,
    PartnerGoal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from partnerreg.db.query import Reader
    from partnerreg.db.reader import PreparedReader
    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.reports.report import Report

# Between this day and today half of the partners move.
EARLIER = date(2025, 9, 1)

ASKED = ReportContext(TODAY, POLICY)

# How many queries a report needs at most; a sheet that tells all of something has many parts.
MOST = 9
MOST_OF_ONE_SHEET = 24
ONE_SHEET = {"brief", "meeting"}

REPORTS: dict[str, Callable[[Reader], Report]] = {
    "levels": lambda reader: levels(reader, ASKED),
    "levels since": lambda reader: levels(reader, ASKED, since=EARLIER),
    "gaps": lambda reader: gaps(reader, ASKED),
    "expiring": lambda reader: expiring(reader, ASKED),
    "quiet": lambda reader: quiet(reader, ASKED),
    "movements": lambda reader: movements(reader, ASKED, EARLIER),
    "coverage": lambda reader: coverage(reader, ASKED),
    "timeline": lambda reader: timeline(reader, ASKED),
    "phases": lambda reader: phases(reader, ASKED),
    "goals": lambda reader: goals(reader, ASKED),
    "brief": lambda reader: brief(reader, ASKED, 1),
    "meeting": lambda reader: meeting(reader, ASKED, EARLIER),
}
REPORTS |= {
    f"levels by {by}": lambda reader, by=by: levels(reader, ASKED, by)  # type: ignore[misc]
    for by in GROUPINGS
}


@pytest.fixture(scope="module")
def registers(
    tmp_path_factory: pytest.TempPathFactory, empty_register: Path
) -> Iterator[list[PreparedReader]]:
    folder = tmp_path_factory.mktemp("sizes")
    readers = [register_of(folder / f"{n}.db", empty_register, n) for n in (10, 1000)]
    yield readers
    for reader in readers:
        reader.close()


def register_of(path: Path, empty_register: Path, count: int) -> PreparedReader:
    """A register of many partners, at all levels and in all states of repair."""
    shutil.copy(empty_register, path)
    numbers = range(1, count + 1)
    with writing(path) as work:
        work.restores = True  # its rows are those of years
        staff(work, "Mette")
        named(work, Area, "Music")
        goal(work, "G1", "Young people take part")
        work.session.add_all([a_partner(number) for number in numbers])
        work.session.flush()
        work.session.add_all([row for number in numbers for row in level_changes(work, number)])
        work.session.add_all([row for number in numbers for row in evidence(number)])
    return open_reader(path, pytest.fail)


def a_partner(number: int) -> Partner:
    name = f"Partner {number}"
    place = "Aarhus" if number % 4 else None
    return Partner(
        id=number,
        name=name,
        level=way(number)[-1] or Level.NETWORK,
        status=Status.ACTIVE if way(number)[-1] else Status.ENDED,
        sector=list(Sector)[number % len(Sector)],
        municipality=place,
        **PARTNER.keys_of(SimpleNamespace(name=name, municipality=place, region=None)),
    )


def way(number: int) -> list[Level | None]:
    """The levels that a partner was at, one after the other: a third each; some ended."""
    here = list(Level)[number % len(Level)]
    if number % 10 == 0:
        return [here, None]
    return [Level.SERVICE, here] if number % 2 else [here]


def level_changes(work: UnitOfWork, number: int) -> Iterator[LevelChange]:
    """The partner's way, the first step long ago and the second since `EARLIER`."""
    days = [EARLIER - timedelta(days=300 + number), EARLIER + timedelta(days=1 + number % 100)]
    for (before, after), day in zip(pairwise([None, *way(number)]), days, strict=False):
        if before is not after:
            yield LevelChange(
                partner_id=number,
                from_level=before,
                to_level=after,
                effective_on=day,
                recorded_at=work.command.now,
                actor="tester",
            )


def evidence(number: int) -> Iterator[object]:
    """Something of each kind, but for every third partner."""
    if number % 3 == 0:
        return
    own: dict[str, Any] = {"partner_id": number}
    day = TODAY - timedelta(days=number * 97 % 700)
    yield Assignment(**own, staff_id=1, role=list(Role)[number % 2], starts_on=day)
    yield PartnerArea(**own, area_id=1, starts_on=day)
    yield PartnerGoal(**own, goal_id=1, starts_on=day)
    yield Contribution(**own, party=Party.WE, direction=Direction.GIVE, text="A stage")
    yield Evaluation(**own, held_on=day, rating=list(Rating)[number % len(Rating)])
    yield Activity(id=number, held_on=day, kind=ActivityKind.MEETING, title="Spring meeting")
    yield ActivityPartner(**own, activity_id=number)
    yield Contact(**own, name="Ida", search_key="ida")
    yield Agreement(
        **own,
        title="Agreement",
        kind=list(AgreementKind)[number % 2],
        renewal=Renewal.NONE,
        signed_on=day,
        valid_until=TODAY + timedelta(days=number % 200),
        notice_months=number % 3,
    )


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_runs_as_many_queries_for_a_thousand_partners_as_for_ten(
    registers: list[PreparedReader], name: str
) -> None:
    taken = []
    for reader in registers:
        before = reader.queries_run
        report = REPORTS[name](reader)
        assert any(section.rows for section in report.sections), "a report with something to say"
        taken.append(reader.queries_run - before)
    assert taken[0] == taken[1]
    assert taken[0] <= (MOST_OF_ONE_SHEET if name in ONE_SHEET else MOST)
