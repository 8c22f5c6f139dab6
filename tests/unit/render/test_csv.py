from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnerreg.csv_text import PLAIN, unguard
from partnerreg.domain.enums import Level, Sector
from partnerreg.render import View, render
from partnerreg.reports.report import Column, ColumnKind, Report, listing


def written(report: Report, *, raw: bool = False) -> str:
    out = StringIO(newline="")
    render(report, form="csv", out=out, view=View(dialect=PLAIN._replace(raw=raw)))
    return out.getvalue()


def table(*rows: tuple[Any, ...]) -> Report:
    columns = [Column(f"c{number}", "") for number in range(len(rows[0]))]
    return listing("things", "Things", columns, rows)


def read_back(text: str) -> list[list[str]]:
    """The rows as an import reads them."""
    rows = list(csv.reader(StringIO(text, newline="")))[1:]
    return [list(map(unguard, row)) for row in rows]


def test_a_list_is_a_header_of_keys_and_a_line_for_each_row(partners: Report) -> None:
    assert written(partners) == (
        "number,name,tags,since,youth,external_id\n"
        "1,Café Retro [nedlagt],music; open stage,2026-01-31,true,0001\n"
        '12,"Åse, Ø & 漢字",,,false,\n'
    )


def test_a_record_is_its_main_section(partner: Report) -> None:
    assert written(partner) == (
        "number,name,website,notes,youth,external_id\n"
        '12,Café Retro,,"Call first.\r\nMondays are best.",true,0012\n'
    )


def test_a_report_is_its_main_section_without_bars(levels: Report) -> None:
    assert written(levels) == (
        "level,label,partners\n"
        "1,Strategic partnership,1\n"
        "2,Service-based partnership,16\n"
        "3,Network collaboration,0\n"
    )


def test_an_empty_result_is_the_header_alone() -> None:
    report = listing("things", "Things", [Column("a", "A"), Column("b", "B")], [])
    assert written(report) == "a,b\n"


def test_values_are_written_as_in_json() -> None:
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    report = table((Level.SERVICE, Sector.CIVIL_SOCIETY, ColumnKind.TEXT, moment, True, 1, 2.5))
    assert read_back(written(report)) == [
        [
            "2",
            "civil-society",
            str(ColumnKind.TEXT.value),
            "2026-03-01T12:30:00Z",
            "true",
            "1",
            "2.5",
        ]
    ]


def test_a_moment_is_in_utc_whatever_the_local_time(history: Report, two_hours_ahead: None) -> None:
    assert written(history) == "at,command\n2026-02-28T23:05:59Z,partner add\n"


def test_a_command_is_text(check: Report) -> None:
    assert read_back(written(check)) == [
        ["" if value is None else value for value in row] for row in check.main.rows
    ]


def test_what_opens_the_only_count_of_a_row_is_the_command(review: Report) -> None:
    assert written(review) == (
        "level,partners,unsupported,filter\n"
        "1,1234,1,partner list --level strategic\n"
        "3,0,0,partner list --level network\n"
    )


def test_what_opens_several_counts_is_told_by_their_keys() -> None:
    opens = {"new": "partner list --moved new", "up": "partner list --moved up"}
    assert read_back(written(table((opens,), ({},)))) == [
        ["new=partner list --moved new; up=partner list --moved up"],
        [""],
    ]


def test_the_section_that_leads_is_the_one_that_is_written(levels: Report) -> None:
    assert written(levels._replace(lead=1)) == (
        "outcome,code\nmet,goal\nmissing,written-agreement\nadvice,areas\n"
    )


def test_a_row_of_one_empty_cell_is_not_an_empty_line() -> None:
    assert written(table((None,), ("",))) == 'c0\n""\n""\n'


def test_quotes_commas_and_line_ends_are_quoted() -> None:
    assert written(table(('say "hi"', "a,b", "a\nb", "a\rb"))) == (
        'c0,c1,c2,c3\n"say ""hi""","a,b","a\nb","a\rb"\n'
    )


def test_what_the_encoding_lacks_is_escaped_and_not_fatal() -> None:
    out = TextIOWrapper(BytesIO(), encoding="latin-1", newline="")
    render(table(("Åse 漢", "half a pair: \udc80")), form="csv", out=out)
    out.seek(0)
    assert read_back(out.read()) == [["Åse \\u6f22", "half a pair: \\udc80"]]


def test_more_rows_than_are_written_at_once_have_one_header() -> None:
    rows = [(number,) for number in range(2500)]
    assert written(table(*rows)) == "c0\n" + "".join(f"{number}\n" for (number,) in rows)


@given(rows=st.lists(st.tuples(st.text(), st.text()), min_size=1), raw=st.booleans())
def test_any_text_comes_back_as_it_was(rows: list[tuple[str, str]], raw: bool) -> None:  # noqa: FBT001 - drawn
    assert read_back(written(table(*rows), raw=raw)) == [list(row) for row in rows]


def test_no_text_is_calculated_unless_it_is_for_a_program() -> None:
    report = table(("=1+1", ["@a", "b"], -1, "+45 89 40 92 00"))
    assert written(report) == "c0,c1,c2,c3\n'=1+1,'@a; b,-1,+45 89 40 92 00\n"
    assert written(report, raw=True) == "c0,c1,c2,c3\n=1+1,@a; b,-1,+45 89 40 92 00\n"
