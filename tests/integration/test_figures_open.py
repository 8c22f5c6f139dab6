"""Every count of a report names the list of those behind it, and the list has as many rows."""

from __future__ import annotations

import io
import json
import os
import shlex
import shutil
from contextlib import redirect_stdout
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import examples
from helpers.random_portfolios import (
    AREAS,
    FIRST,
    GOALS,
    LAST,
    MUNICIPALITIES,
    STAFF,
    TAGS,
    UNITS,
    day_in,
    furnish,
    live,
)
from partnerreg.cli.context import AppContext
from partnerreg.cli.program import run
from partnerreg.cli.read_commands import read_commands_of
from partnerreg.cli.remedies import worded
from partnerreg.domain.enums import Level, Phase, Sector
from partnerreg.reports.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from partnerreg.reports.report import Report


def _numbers(things: Collection[str]) -> list[str]:
    return [str(number) for number in range(1, len(things) + 1)]


# What each report may be asked with, beyond the day and the filters.
DAYS = [str(FIRST + timedelta(weeks=weeks)) for weeks in range(0, 170, 5)]
OWN: dict[str, Mapping[str, list[str]]] = {
    "levels": {
        "by": ["sector", "unit", "area", "goal", "municipality", "coordinator"],
        "since": DAYS,
    },
    "gaps": {"severity": ["required", "advised", "hint"]},
    "movements": {"since": DAYS},
    "quiet": {},
    "expiring": {"within": ["0d", "13", "12w", "3m", "400d"]},
    "coverage": {},
    "goals": {},
    "phases": {},
    "activities": {"by": ["kind", "month", "year", "partner"], "since": DAYS},
    "contributions": {"since": DAYS},
    "network": {"since": DAYS},
    "timeline": {"months": ["1", "12"]},
    "meeting": {"since": DAYS},
}

FILTERS: Mapping[str, list[Any]] = {
    "level": [*(level.word for level in Level), "strategic,service", "network,service"],
    "sector": list(map(str, Sector)),
    "municipality": [*MUNICIPALITIES, "Nowhere"],
    "unit": _numbers(UNITS),
    "area": _numbers(AREAS),
    "goal": _numbers(GOALS),
    "phase": list(map(str, Phase)),
    "coordinator": _numbers(STAFF),
    "tag": [*TAGS, "no such"],
    "unsupported": [True],
}


# Numbers that count something else.
NO_PARTNERS = {"days", "months", "projects", "stuck", "targets", "reached"}
NO_PARTNERS |= {"baseline", "target", "value"}
NO_PARTNERS |= {"activities", "contributions", "worth"}
ACTIVITIES = {"sessions", "people", "hours", "staff_hours"}
NO_PARTNERS |= ACTIVITIES | {f"{counted}_unknown" for counted in ACTIVITIES}


class Count(NamedTuple):
    """A count of a report, and the command that it names."""

    where: str
    number: int
    opens: str


def counts_of(report: Report) -> Iterator[Count]:
    """Every count that names a command, and what lists all where a sheet shows the first."""
    for figure in report.figures:
        yield Count(figure.key, figure.number, figure.opens)
    for section in report.sections:
        if section.see_all and not section.see_all.startswith(f"report {report.name} "):
            yield Count(f"{section.key} more", len(section.rows), section.see_all)
        at = {column.key: place for place, column in enumerate(section.columns)}
        opening = [at[column.key] for column in section.columns if column.kind is ColumnKind.OPENS]
        for row in section.rows:
            for place in opening:
                for key, command in (row[place] or {}).items():
                    yield Count(f"{section.key} {row[:3]} {key}", row[at[key]], command)


class Lists:
    """What the commands that counts name answer, each asked once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def rows(self, command: str) -> int:
        """How many rows the command lists."""
        if command not in self._known:
            out = io.StringIO()
            with redirect_stdout(out):
                code = run([*shlex.split(command), "--format", "json"])
            assert code == 0, command
            answer = json.loads(out.getvalue())
            if isinstance(answer, dict):  # a report has its list in the section of its name
                answer = answer["sections"][answer["report"]]
            self._known[command] = len(answer)
        return self._known[command]


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory, empty_register: Path) -> Iterator[Path]:
    """A register with a house and no partners, where the program looks for one."""
    place = tmp_path_factory.mktemp("figures")
    house = place / "house.db"
    shutil.copy(empty_register, house)
    furnish(house)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PARTNERREG_CONFIG", "PARTNERREG_POLICY"):
            patch.delenv(name, raising=False)
        for name, value in {
            "XDG_CONFIG_HOME": str(place),
            "PARTNERREG_DB": str(place / "register.db"),
            "PARTNERREG_TODAY": str(LAST),
            "PARTNERREG_LANG": "en",
        }.items():
            patch.setenv(name, value)
        yield house


@examples(3)
@given(seed=st.integers(0, 2**32))
def test_every_count_has_as_many_rows_as_the_list_that_it_names(furnished: Path, seed: int) -> None:
    chance = Random(seed)
    path = furnished.with_name("register.db")
    shutil.copy(furnished, path)
    live(path, chance)
    lists = Lists()
    untrue = []
    for filters in ({}, some(chance, FILTERS, 1), some(chance, FILTERS, 3)):
        day = day_in(chance, FIRST - timedelta(weeks=4), LAST + timedelta(weeks=30))
        day += timedelta(chance.choice([0, 0, 1]))
        for name, own in OWN.items():
            options = {"as_of": str(day), **some(chance, own, 2), **filters}
            untrue += [
                (name, options, count, rows)
                for count in counts_of(asked(name, options))
                if (rows := lists.rows(count.opens)) != count.number
            ]
    assert untrue == []


@pytest.mark.parametrize("name", OWN)
def test_no_count_of_partners_goes_without_a_list(furnished: Path, name: str) -> None:
    path = furnished.with_name("register.db")
    shutil.copy(furnished, path)
    live(path, Random(1))
    options = {option: values[0] for option, values in OWN[name].items()}

    for section in asked(name, {"as_of": "2026-06-01", **options}).sections:
        numbers = {column.key for column in section.columns if column.kind is ColumnKind.NUMBER}
        at = {column.key: place for place, column in enumerate(section.columns)}
        for row in section.rows:
            opened = set(row[at["filter"]]) if "filter" in at else set()
            assert numbers - opened <= NO_PARTNERS, section.key


def some(chance: Random, options: Mapping[str, list[Any]], most: int) -> dict[str, Any]:
    """Some of the options, each with something to be asked for."""
    names = chance.sample(sorted(options), min(len(options), chance.randint(0, most)))
    return {name: chance.choice(options[name]) for name in names}


def asked(name: str, options: dict[str, Any]) -> Report:
    """A report, as the command line asks for it."""
    if options.get("since", "") > options["as_of"]:
        options = {**options, "since": options["as_of"]}
    if name == "timeline":  # over time nobody is judged
        options = {key: value for key, value in options.items() if key != "unsupported"}
    context = AppContext({}, os.environ)
    command = read_commands_of("report")[name]
    defaults = {each.name: each.default for each in command.parameters if each.default}
    with context.reader() as reader:
        return worded(command.handler(context, reader, **defaults | options))
