"""What is measured, as data: the programs, on which register, and how slow each may be.

The number in a name is the size of the register, in partners. A limit is a
number of times another measurement, in the same run. In the arguments ``{db}``
stands for the register, ``{id}``, ``{name}`` and ``{part}`` (of the name) for a
partner in its middle, ``{n}`` for the round, so that each write is new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALL, LARGE = 1_000, 10_000

BARE = "python -c pass"
TYPER = "import typer"
STACK = "import typer, rich.table, sqlmodel"


class Measurement(NamedTuple):
    """A program to run.

    Attributes:
        what: its name.
        argv: the program and its arguments.
        limits: how many times which other measurements it may take.
        partners: the size of the register it works on.
        writes: whether it writes; it then works on a copy.
        terminal: whether its stdout is a terminal.
        expects: a text without which the answer is wrong.
        environment: variables to set.
    """

    what: str
    argv: tuple[str, ...]
    limits: Mapping[str, float] = {}
    partners: int = SMALL
    writes: bool = False
    terminal: bool = False
    expects: str = ""
    environment: Mapping[str, str] = {}


class _Read(NamedTuple):
    """A question, and SQL for the same rows, or for less: nothing that the rules judge is in it."""

    what: str
    argv: tuple[str, ...]
    partners: int
    expects: str
    sql: str


_SHOWN = """
SELECT partner.*, unit.name AS unit FROM partner LEFT JOIN unit ON unit.id = unit_id
WHERE partner.id = {id}
"""
_LISTED = """
SELECT partner.id, partner.name, level, status, sector, municipality, unit.name AS unit,
       (SELECT staff.name FROM assignment JOIN staff ON staff.id = staff_id
        WHERE partner_id = partner.id AND role = 'coordinator' LIMIT 1) AS coordinator,
       external_id
FROM partner LEFT JOIN unit ON unit.id = unit_id
WHERE status = 'active' ORDER BY sort_en, partner.name
"""
_COUNTED = "SELECT level, count(*) AS partners FROM partner WHERE status = 'active' GROUP BY level"

_READS = (
    _Read("partner show", ("partner", "show", "{name}"), LARGE, "{name}", _SHOWN),
    _Read("partner list", ("partner", "list"), LARGE, "Caféen", _LISTED),
    _Read("report levels", ("report", "levels"), SMALL, "strategic", _COUNTED),
)


def _each_form(read: _Read) -> tuple[Measurement, ...]:
    """A question as JSON, as CSV and as a table, each with what sqlite-utils takes for the rows."""
    found: list[Measurement] = []
    for form, option, limit in (("json", (), 6.5), ("csv", ("--csv",), 6.5), ("table", ("-t",), 9)):
        terminal = form == "table"
        what = f"{read.what}, {read.partners:,}, {form}"
        beside = f"sqlite-utils: {what}"
        # On a terminal the first 50 rows are shown.
        sql = f"{read.sql} LIMIT 50" if terminal else read.sql
        found += (
            Measurement(
                beside,
                ("sqlite-utils", "query", "{db}", sql, *option),
                partners=read.partners,
                terminal=terminal,
            ),
            Measurement(
                what,
                ("partnerreg", *read.argv, "--format", form),
                {BARE: limit, beside: 1},
                partners=read.partners,
                terminal=terminal,
                expects=read.expects,
            ),
        )
    return tuple(found)


def _write(what: str, *argv: str, expects: str) -> Measurement:
    return Measurement(
        what, ("partnerreg", *argv), {STACK: 1.3}, partners=LARGE, writes=True, expects=expects
    )


MEASUREMENTS = (
    Measurement(BARE, ("python", "-c", "pass")),
    Measurement(TYPER, ("python", "-c", "import typer")),
    Measurement(STACK, ("python", "-c", "import typer, rich.table, sqlmodel")),
    *(measurement for read in _READS for measurement in _each_form(read)),
    Measurement(
        f"completion of a name, {LARGE:,}",
        ("partnerreg", "partnerreg partner show '{part}"),
        {BARE: 6},
        partners=LARGE,
        expects="{name}",
        environment={"_PARTNERREG_COMPLETE": "bash"},
    ),
    Measurement("--help", ("partnerreg", "--help"), {TYPER: 3}, expects="partnership register"),
    Measurement(
        "--help on a terminal",
        ("partnerreg", "--help"),
        {TYPER: 3},
        terminal=True,
        expects="partnership register",
    ),
    _write("partner add", "partner", "add", "New partner {n}", expects="Added"),
    _write("activity log", "activity", "log", "{name}", "--title", "Talk {n}", expects="Logged"),
    _write("unit add", "unit", "add", "New unit {n}", expects="Added"),
)
