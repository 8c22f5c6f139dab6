"""Files that are exported: their bytes, and what other programs read in them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import load_workbook as calamine

from partnerreg.csv_text import EXCEL, PLAIN, CsvDialect, unguard
from partnerreg.errors import InvalidInput
from partnerreg.nouns.registry import noun as noun_called
from partnerreg.queries.things import exported
from partnerreg.render import xlsx
from partnerreg.reports.report import Column, ColumnKind, Report, Section, Shape, Stream
from partnerreg.transfer.archive.layout import file_of_row
from partnerreg.transfer.cells import parted_lines
from partnerreg.transfer.export import dialect_of, format_of, listing, write_list
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

NOUN = noun_called("partner")
NAMES = [column.header for column in exported(NOUN, beside=True)[1]]


def row(**values: Any) -> tuple[Any, ...]:
    found = {"number": 1, "name": "Café", "level": 3, "status": "active"} | values
    return tuple(found.get(name) for name in NAMES)


def write(batches: Sequence[Any], out: Any, form: str, dialect: CsvDialect = PLAIN) -> int:
    return write_list(listing(NOUN, batches, beside=True), out, form, dialect)


def as_csv(rows: Sequence[Sequence[Any]], dialect: CsvDialect = PLAIN) -> bytes:
    out = io.BytesIO()
    write([rows], out, "csv", dialect)
    return out.getvalue()


def streamed(columns: Sequence[Column], batches: Sequence[Any]) -> Report:
    stream = Stream(batches, [None] * len(columns), "thing")
    return Report("a", "A", [Section("a", "A", columns, (), stream=stream)], shape=Shape.LIST)


def read_csv(data: bytes, dialect: CsvDialect = PLAIN) -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=dialect.delimiter, strict=True))


def as_sheet(rows: Sequence[Sequence[Any]]) -> io.BytesIO:
    out = io.BytesIO()
    write([rows], out, "xlsx")
    out.seek(0)
    return out


FORMULAS = ["=1+1", "+45 or so", "-1+1", "@SUM(A1)", "＝1", "\tx", "\rx", "\nx", "'=1", "''@"]
RAW = PLAIN._replace(raw=True)
DIALECTS = [PLAIN, EXCEL, PLAIN._replace(delimiter="\t")]


def test_plain_csv_is_what_rfc_4180_says_with_line_feeds() -> None:
    columns = [Column("number", "", ColumnKind.ID), Column("name", "")]
    out = io.BytesIO()
    rows = [(1, 'A "b", c'), (2, None), (3, "æ\r\nø"), (4, "a\rb")]
    assert write_list(streamed(columns, [rows[:2], rows[2:]]), out, "csv") == 4
    assert out.getvalue().decode() == ('number,name\n1,"A ""b"", c"\n2,\n3,"æ\r\nø"\n4,"a\rb"\n')


def test_what_a_danish_excel_opens_is_this_to_the_byte() -> None:
    columns = [
        Column("number", "", ColumnKind.ID),
        Column("name", ""),
        Column("tags", "", ColumnKind.LIST),
    ]
    columns += [Column("contact_phone", ""), Column("since", "", ColumnKind.DATE)]
    rows = [(1, "=Blåbærgrød", "-a; b", "+45 12 34 56 78", "2026-03-01")]
    out = io.BytesIO()
    write_list(streamed(columns, [rows]), out, "csv", EXCEL)
    assert out.getvalue() == (
        b"\xef\xbb\xbfnumber;name;tags;contact_phone;since\r\n"
        b"1;'=Bl\xc3\xa5b\xc3\xa6rgr\xc3\xb8d;\"'-a; b\";+45 12 34 56 78;2026-03-01\r\n"
    )


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_calculated_and_import_gets_it_back(dialect: CsvDialect, text: str) -> None:
    (found,) = read_csv(as_csv([(text,) * len(NAMES)], dialect), dialect)
    for cell in found.values():
        assert cell.startswith("'")
        assert unguard(cell) == text


@given(texts=st.lists(st.text(st.sampled_from("'=+-@＝\t\r\n\",;1 aø")), min_size=1, max_size=4))
@pytest.mark.parametrize("dialect", [*DIALECTS, RAW, RAW._replace(delimiter=";")])
def test_every_text_comes_back_from_csv_as_it_was(dialect: CsvDialect, texts: list[str]) -> None:
    rows = [row(number=number, notes=text) for number, text in enumerate(texts)]
    found = read_csv(as_csv(rows, dialect), dialect)
    assert [unguard(one["notes"]) for one in found] == texts


def test_raw_csv_keeps_formulas_and_apostrophes_that_mean_themselves() -> None:
    found = read_csv(as_csv([row(name="'s-Hertogenbosch", notes="'=x"), row(notes="=x")], RAW))
    assert [(one["name"], one["notes"]) for one in found] == [
        ("'s-Hertogenbosch", "''=x"),
        ("Café", "=x"),
    ]


def test_json_lines_hold_typed_values_under_the_same_keys() -> None:
    out = io.BytesIO()
    full = row(
        since="2026-03-01",
        involves_youth="yes",
        involves_volunteers="no",
        tags='a; "b; c"',
        we_give='one\n"two\nlines"\nthree; four',
        notes="ø\n=1",
    )
    assert write([[full], [row(number=2)]], out, "jsonl") == 2
    first, second = map(json.loads, out.getvalue().decode().splitlines())
    assert list(first) == list(second) == NAMES
    assert (first["number"], first["level"], first["since"]) == (1, 3, "2026-03-01")
    assert (first["involves_youth"], first["involves_volunteers"]) == (True, False)
    assert first["tags"] == ["a", "b; c"]
    assert first["we_give"] == ["one", "two\nlines", "three; four"]
    assert first["notes"] == "ø\n=1"
    assert (second["sector"], second["involves_youth"], second["tags"]) == (None, None, [])


@pytest.mark.parametrize("batches", [[], [[row()]], [[row(), row(number=2)], [row(number=3)]]])
def test_json_is_one_array(batches: list[list[Any]]) -> None:
    out = io.BytesIO()
    count = write(batches, out, "json")
    assert [one["number"] for one in json.loads(out.getvalue())] == list(range(1, count + 1))


def test_a_workbook_has_typed_cells_a_frozen_header_and_filters() -> None:
    rows = [row(since="2026-03-01", registration_number="0012", notes="=1+1", involves_youth="no")]
    book = load_workbook(as_sheet(rows))
    assert book.sheetnames == ["partners"]
    found = book["partners"]
    assert [cell.value for cell in found[1]] == NAMES
    assert all(cell.font.bold for cell in found[1])
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == f"A1:{found.cell(2, len(NAMES)).coordinate}"
    cell = {name: found.cell(2, index) for index, name in enumerate(NAMES, 1)}
    assert (cell["number"].value, cell["level"].data_type) == (1, "n")
    assert cell["since"].value.date() == date(2026, 3, 1)
    assert cell["since"].number_format == "yyyy-mm-dd"
    assert cell["registration_number"].value == "0012"
    assert cell["involves_youth"].value == "no"
    assert cell["sector"].value is None


@pytest.mark.parametrize("text", [*FORMULAS, "{=1}", "http://a.dk", "0001", "_x0041_", "a\r\nb"])
def test_a_text_in_a_workbook_is_that_text_and_no_formula(text: str) -> None:
    data = as_sheet([row(notes=text, name=text)])
    cell = load_workbook(data)["partners"].cell(2, NAMES.index("notes") + 1)
    assert cell.data_type in {"s", "inlineStr"}
    data.seek(0)
    (_, found) = calamine(data).get_sheet_by_name("partners").to_python()
    assert found[NAMES.index("name")] == text


def test_a_text_too_long_for_excel_is_refused_by_number_and_name() -> None:
    with pytest.raises(InvalidInput, match=r"Notes of partner #7 has 32,768 characters"):
        as_sheet([row(), row(number=7, notes="x" * 32_768)])
    as_sheet([row(notes="x" * 32_767)])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_workbook_that_finds_no_room_is_told_as_such_and_once() -> None:
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        pytest.raises(OSError, match="No space left on device"),
    ):
        write([[row()]], full, "xlsx")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    as_sheet([row(), row()])
    with pytest.raises(InvalidInput, match="A sheet holds 2 rows; there are more partners"):
        as_sheet([row(), row(), row()])


TEXTS = st.text(st.sampled_from('"\n\r;,aø '), min_size=1).map(str.strip).filter(bool)


def quoted(text: str) -> str:
    """What `line_item` does in SQL."""
    cut = any(char in text for char in "\r\n") or text.startswith('"')
    return '"' + text.replace('"', '""') + '"' if cut else text


@given(texts=st.lists(TEXTS))
def test_texts_on_lines_come_back_as_they_were(texts: list[str]) -> None:
    assert parted_lines("\n".join(map(quoted, texts))) == texts


@pytest.mark.parametrize(
    ("cell", "texts"),
    [("a\r\n\r\n b ", ["a", "b"]), ('"a" or b\nc', ['"a" or b', "c"]), ('"a', ['"a']), ("", [])],
)
def test_lines_that_people_write_are_taken_as_they_mean_them(cell: str, texts: list[str]) -> None:
    assert parted_lines(cell) == texts


@pytest.mark.parametrize(
    ("place", "asked", "form"),
    [
        ("-", None, "csv"),
        ("list.CSV", None, "csv"),
        ("list", None, "csv"),
        ("list.xlsx", None, "xlsx"),
        ("list.txt", "jsonl", "jsonl"),
        ("-", "xlsx", "xlsx"),
    ],
)
def test_the_format_is_the_one_asked_for_or_the_ending(
    place: str, asked: str | None, form: str
) -> None:
    assert format_of(place, asked) == form


def test_formats_and_dialects_that_there_are_not_are_refused() -> None:
    with pytest.raises(InvalidInput, match="does not say by its ending"):
        format_of("list.pdf", None)
    with pytest.raises(InvalidInput, match="no format 'pdf'"):
        format_of("list.csv", "pdf")
    with pytest.raises(InvalidInput, match="--excel is about CSV"):
        dialect_of("x.xlsx", "xlsx", excel=True)
    with pytest.raises(InvalidInput, match="--delimiter is about CSV"):
        dialect_of("x.json", "json", delimiter=";")
    with pytest.raises(InvalidInput, match="--raw is about CSV"):
        dialect_of("x.json", "json", raw=True)
    with pytest.raises(InvalidInput, match="--excel and --raw are both given"):
        dialect_of("-", "csv", excel=True, raw=True)
    for bad in ("ab", '"', "'", "a", "1", "", "\n", "\0", "\udcff"):
        with pytest.raises(InvalidInput, match="is no delimiter"):
            dialect_of("-", "csv", delimiter=bad)


def test_a_delimiter_may_be_named_and_follows_from_tsv() -> None:
    assert dialect_of("-", "csv", delimiter="tab").delimiter == "\t"
    assert dialect_of("-", "csv", excel=True, delimiter=",") == EXCEL._replace(delimiter=",")
    assert dialect_of("x.tsv", "csv").delimiter == "\t"


@pytest.mark.parametrize("name", listed_nouns())
def test_every_nouns_first_column_is_its_number(name: str) -> None:
    columns = listing(listed_nouns()[name], []).main.columns
    assert columns[0] == Column("number", "number", ColumnKind.ID)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("aftale.pdf", "7-aftale.pdf"),
        ("hensigtserklæring – 合意.odt", "7-hensigtserklæring – 合意.odt"),
        ("../../etc/passwd", "7-_.._etc_passwd"),
        ('a:b*c?"<>|\\.txt', "7-a_b_c______.txt"),
        ("line\nbreak\x00.txt", "7-line_break_.txt"),
        ("...", "7-"),
        ("x" * 300 + ".pdf", "7-" + "x" * 176 + ".pdf"),
        ("no ending", "7-no ending"),
        (".hidden", "7-hidden"),
    ],
)
def test_a_document_is_called_by_its_number_and_what_of_its_name_any_disk_takes(
    name: str, file: str
) -> None:
    assert file_of_row(7, name) == file


@given(name=st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_no_documents_name_leaves_its_folder_or_is_too_long(name: str) -> None:
    found = file_of_row(7, name)
    assert found.startswith("7-")
    assert not set(found) & set('/\\:*?"<>|\0\n')
    assert len(found.encode()) <= 190
