from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain.enums import Level, Sector
from partnerreg.language import Language
from partnerreg.render import View, render
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape, listing


def written(report: Report) -> str:
    out = StringIO()
    render(report, form="json", out=out)
    return out.getvalue()


def one_column(*values: Any) -> Report:
    return listing("things", "Things", [Column("value", "Value")], [(value,) for value in values])


def read_back(*values: Any) -> list[Any]:
    return [row["value"] for row in json.loads(written(one_column(*values)))]


def test_a_list_is_an_array_with_an_object_on_each_line(partners: Report) -> None:
    assert written(partners) == (
        "[\n"
        '  {"number": 1, "name": "Café Retro [nedlagt]", "tags": ["music", "open stage"],'
        ' "since": "2026-01-31", "youth": true, "external_id": "0001"},\n'
        '  {"number": 12, "name": "Åse, Ø & 漢字", "tags": [], "since": null,'
        ' "youth": false, "external_id": null}\n'
        "]\n"
    )


def test_an_empty_list_is_an_empty_array() -> None:
    assert written(one_column()) == "[]\n"


def test_a_record_is_an_object_with_its_further_sections_as_arrays(partner: Report) -> None:
    assert written(partner) == (
        "{\n"
        '  "number": 12,\n'
        '  "name": "Café Retro",\n'
        '  "website": null,\n'
        '  "notes": "Call first.\\r\\nMondays are best.",\n'
        '  "youth": true,\n'
        '  "external_id": "0012",\n'
        '  "contacts": [\n'
        '    {"name": "Søren Å", "email": "soren@example.dk"}\n'
        "  ],\n"
        '  "areas": []\n'
        "}\n"
    )


def test_a_report_names_itself_its_day_and_its_sections(levels: Report) -> None:
    assert written(levels) == (
        "{\n"
        '  "report": "levels",\n'
        '  "as_of": "2026-03-01",\n'
        '  "total": 17,\n'
        '  "summary": [],\n'
        '  "sections": {\n'
        '    "levels": [\n'
        '      {"level": 1, "label": "Strategic partnership", "partners": 1},\n'
        '      {"level": 2, "label": "Service-based partnership", "partners": 16},\n'
        '      {"level": 3, "label": "Network collaboration", "partners": 0}\n'
        "    ],\n"
        '    "rules": [\n'
        '      {"outcome": "met", "code": "goal"},\n'
        '      {"outcome": "missing", "code": "written-agreement"},\n'
        '      {"outcome": "advice", "code": "areas"}\n'
        "    ],\n"
        '    "gaps": []\n'
        "  },\n"
        '  "notes": ["Network collaborations are not partnerships."]\n'
        "}\n"
    )


def test_a_report_says_whom_it_is_about_what_to_know_first_and_what_opens_its_counts(
    review: Report,
) -> None:
    assert written(review) == (
        "{\n"
        '  "report": "review",\n'
        '  "as_of": "2026-03-01",\n'
        '  "since": "2025-03-01",\n'
        '  "subject": "Café Retro",\n'
        '  "summary": ["There are 1,234 partnerships.", "One is unsupported."],\n'
        '  "figures": {\n'
        '    "unsupported": {"count": 1,'
        ' "filter": "partner list --unsupported --as-of 2026-03-01"}\n'
        "  },\n"
        '  "sections": {\n'
        '    "levels": [\n'
        '      {"level": 1, "partners": 1234, "unsupported": 1,'
        ' "filter": {"partners": "partner list --level strategic"}},\n'
        '      {"level": 3, "partners": 0, "unsupported": 0,'
        ' "filter": {"partners": "partner list --level network"}}\n'
        "    ],\n"
        '    "course": [\n'
        '      {"month": "2026-01-31", "strategic": 1, "network": 0},\n'
        '      {"month": "2026-02-28", "strategic": 2, "network": 7},\n'
        '      {"month": "2026-03-01", "strategic": 4, "network": 0}\n'
        "    ],\n"
        '    "partner": {"name": "Café Retro", "since": "2025-08-09", "website": null},\n'
        '    "value": null,\n'
        '    "quiet": [],\n'
        '    "gaps": [\n'
        '      {"partner": "Café Retro"},\n'
        '      {"partner": "Odense Kommune"},\n'
        '      {"partner": "Åbenrå"}\n'
        "    ]\n"
        "  },\n"
        '  "notes": ["`partnerreg report gaps` says what is missing."]\n'
        "}\n"
    )


def test_what_programs_read_is_alike_in_every_language(review: Report) -> None:
    out = StringIO()
    render(review, form="json", out=out, view=View(Language("fi")))
    assert out.getvalue() == written(review)


def test_a_record_of_nothing_is_an_object_of_empty_sections() -> None:
    section = Section("partner", "Partner", [Column("name", "Name")], [])
    assert written(Report("partner", "", (section,), shape=Shape.RECORD)) == "{}\n"


def test_a_record_holds_its_extra_keys(partner: Report) -> None:
    report = Report(
        "partner", "", partner.sections[:1], shape=Shape.RECORD, extra={"unsupported": True}
    )
    assert json.loads(written(report))["unsupported"] is True


def test_enums_are_their_values_and_moments_are_iso() -> None:
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    assert read_back(
        Level.SERVICE, Sector.CIVIL_SOCIETY, ColumnKind.TEXT, moment, date(2026, 3, 1)
    ) == [
        2,
        "civil-society",
        ColumnKind.TEXT.value,
        "2026-03-01T12:30:00Z",
        "2026-03-01",
    ]


def test_a_moment_is_in_utc_whatever_the_local_time(history: Report, two_hours_ahead: None) -> None:
    assert json.loads(written(history)) == [
        {"at": "2026-02-28T23:05:59Z", "command": "partner add"}
    ]


def test_a_command_is_text(check: Report) -> None:
    rows = json.loads(written(check))["sections"]["rules"]
    assert [tuple(row.values()) for row in rows] == check.main.rows


def test_a_value_that_is_not_plain_is_refused() -> None:
    with pytest.raises(TypeError, match="no plain value"):
        written(one_column({1, 2}))


def test_more_rows_than_are_written_at_once_are_one_array() -> None:
    assert read_back(*range(2500)) == list(range(2500))


def test_lone_surrogates_are_escaped_and_come_back() -> None:
    out = TextIOWrapper(BytesIO(), encoding="utf-8")
    render(one_column("a\udc80b", "漢"), form="json", out=out)
    out.seek(0)
    assert [row["value"] for row in json.load(out)] == ["a\udc80b", "漢"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-16"])
def test_what_the_encoding_lacks_is_escaped_and_comes_back(encoding: str) -> None:
    out = TextIOWrapper(BytesIO(), encoding=encoding)
    render(one_column("Åse 漢字 😀", "Ø"), form="json", out=out)
    out.seek(0)
    assert [row["value"] for row in json.load(out)] == ["Åse 漢字 😀", "Ø"]


@given(st.lists(st.text()))
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    assert read_back(*texts) == texts


@given(
    st.lists(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.lists(st.text()),
    )
)
def test_any_value_comes_back_as_it_was(values: list[Any]) -> None:
    assert read_back(*values) == values


@given(st.dictionaries(st.text(), st.text(), min_size=1))
def test_any_key_comes_back_as_it_was(record: dict[str, str]) -> None:
    columns = [Column(key, key) for key in record]
    report = listing("things", "Things", columns, [tuple(record.values())] * 2)
    assert json.loads(written(report)) == [record, record]
