from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from partnerreg.errors import InvalidInput
from partnerreg.render import BINARY, FORMATS, render

if TYPE_CHECKING:
    from partnerreg.reports.report import Report


def test_the_formats_are_for_people_and_for_programs() -> None:
    assert " ".join(FORMATS) == "table json jsonl csv markdown html xlsx pdf docx"
    assert set(BINARY) < set(FORMATS)


def test_an_unknown_format_is_refused_with_those_there_are(partners: Report) -> None:
    with pytest.raises(InvalidInput, match="'yaml'") as caught:
        render(partners, form="yaml", out=StringIO())
    assert caught.value.hint == f"Formats: {', '.join(FORMATS)}."


TEXTS = [form for form in FORMATS if form not in BINARY]


@pytest.mark.parametrize("format_", TEXTS)
@pytest.mark.parametrize("name", ["partners", "partner", "levels"])
def test_every_format_ends_its_last_line(
    format_: str, name: str, request: pytest.FixtureRequest
) -> None:
    out = StringIO()
    render(request.getfixturevalue(name), form=format_, out=out)
    assert out.getvalue().endswith("\n")
    assert not out.getvalue().endswith("\n\n")


def modules_loaded_by(call: str) -> set[str]:
    """All modules of a fresh process that does nothing but render a small list."""
    program = f"""
import sys
from partnerreg.render import Screen, View, render
from partnerreg.reports.report import Column, ColumnKind, listing
K = ColumnKind
columns = [Column("name", "Name"), Column("ok", "OK", K.FLAG), Column("bar", "", K.BAR)]
report = listing("a", "A", columns, [("Café Škoda \\u2013", True, 3), ("two\\nlines", False, 0)])
{call}
print(*sys.modules, sep="\\n", file=sys.stderr)
"""
    command = [sys.executable, "-X", "utf8", "-c", program]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stderr.split())


@pytest.mark.parametrize("format_", TEXTS)
def test_rich_is_left_alone_where_there_is_no_terminal(format_: str) -> None:
    loaded = modules_loaded_by(f"render(report, form={format_!r}, out=sys.stdout)")
    assert "partnerreg.render" in loaded
    assert not {name for name in loaded if name.partition(".")[0] == "rich"}


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_what_programs_read_takes_none_of_the_words_for_people(format_: str) -> None:
    loaded = modules_loaded_by(f"render(report, form={format_!r}, out=sys.stdout)")
    unneeded = {"partnerreg.render.cells", "partnerreg.domain.labels", "gettext", "babel"}
    assert not loaded & unneeded


def test_a_list_in_a_pipe_takes_no_dates_of_other_languages() -> None:
    assert "babel" not in modules_loaded_by("render(report, form='table', out=sys.stdout)")


def test_a_terminal_gets_rich_tables_and_needs_no_more_of_rich() -> None:
    loaded = modules_loaded_by(
        "render(report, form='table', out=sys.stdout, view=View(screen=Screen()))"
    )
    assert "rich.table" in loaded
    unneeded = {"columns", "live", "markdown", "panel", "pretty", "syntax", "traceback"}
    assert not loaded & {"pygments", *(f"rich.{name}" for name in unneeded)}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_format_is_a_module_that_writes(format_: str) -> None:
    from partnerreg.render import _FORMATS

    assert callable(import_module(f"partnerreg.render.{_FORMATS[format_].module}").write)
