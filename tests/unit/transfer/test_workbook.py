"""Reading a sheet of a workbook: what cells become, and what is wrong with a row or a file."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.workbooks import error, number, ods, row, table, text, texts, xlsx, zipped
from partnerreg.cli.remedies import sentence
from partnerreg.errors import InvalidInput
from partnerreg.transfer.readers.source import Source, open_source
from partnerreg.transfer.readers.spreadsheet import as_text
from partnerreg.transfer.readers.workbook import WorkbookSource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnerreg.transfer.readers.records import Record

    Write = Callable[[bytes], Path]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: bytes) -> Path:
        path = tmp_path / "list.xlsx"
        path.write_bytes(content)
        return path

    return write


def cells_of(records: list[Record]) -> list[list[str]]:
    assert all(problem is None for _, _, problem in records)
    return [cells for _, cells, _ in records]


def test_a_sheet_is_read_like_any_list(write: Write) -> None:
    content = xlsx({"Ark1": texts(("navn", "by"), ("Dokk1", "Aarhus"), ("Oodi", "Helsinki\n2"))})
    with open_source(write(content)) as source:
        assert isinstance(source, Source)
        assert (source.headers, source.header_line) == (("navn", "by"), 1)
        expected = [(2, ["Dokk1", "Aarhus"], None), (3, ["Oodi", "Helsinki\n2"], None)]
        assert list(source) == list(source) == expected
        assert source.progress() == 1
        assert str(source.detected) == "Excel workbook (.xlsx), sheet 'Ark1'"


def test_what_a_file_is_called_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(xlsx({"Ark1": texts(("navn",), ("Oodi",))}))
    with open_source(path) as source:
        assert isinstance(source, WorkbookSource)
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"navn\nOodi\n")
    with open_source(path) as source:
        assert source.detected.parts()["format"] == "csv"
        assert list(source) == [(2, ["Oodi"], None)]


def test_a_workbook_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.BytesIO(xlsx({"Ark1": texts(("navn",), ("Oodi",))}))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(content))
    with open_source("-") as source:
        assert source.name == "standard input"
        assert list(source) == [(2, ["Oodi"], None)]


def test_cells_become_what_a_person_would_type(write: Write) -> None:
    cells = {
        text("0001"): "0001",
        text(" x \n"): " x \n",
        text("1e5"): "1e5",
        number("1"): "1",
        number("1.0"): "1",
        number("12.5"): "12.5",
        number("12.500000000000002"): "12.5",
        number("0.30000000000000004"): "0.3",
        number("-0.00001"): "-0.00001",
        number("4512345678"): "4512345678",
        number("123456789012345"): "123456789012345",
        number("9007199254740992"): "9007199254740992",
        number("1E+20"): "1" + "0" * 20,
        number("46387", style=1): "2026-12-31",
        number("46387", style=2): "2026-12-31",
        number("46387.521180555559", style=2): "2026-12-31 12:30:30",
        number("0.3541666667", style=3): "08:30:00",
        ' t="b"><v>1</v>': "true",
        ' t="b"><v>0</v>': "false",
        ' t="str"><f>""</f><v></v>': "",
        "><f>1+1</f><v>2</v>": "2",
    }
    rows = [row(n, text("x"), cell) for n, cell in enumerate(cells, 2)]
    content = xlsx({"Ark1": table(row(1, text("navn"), text("v")), *rows)})
    with open_source(write(content)) as source:
        assert [cells[1] for cells in cells_of(list(source))] == list(cells.values())


def test_days_counted_from_1904_are_the_same_days(write: Write) -> None:
    content = xlsx(
        {"Ark1": table(row(1, text("d")), row(2, number("44925", style=1)))}, since_1904=True
    )
    with open_source(write(content)) as source:
        assert cells_of(list(source)) == [["2026-12-31"]]


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (3, "3"),
        (-0.5, "-0.5"),
        (1e-7, "0.0000001"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2), "2026-01-02"),  # noqa: DTZ001  # a sheet knows no time zones
        (datetime(2026, 1, 2, 3, 4), "2026-01-02 03:04:00"),  # noqa: DTZ001  # as above
        (time(8, 30), "08:30:00"),
        (timedelta(hours=30, seconds=1), "30:00:01"),
    ],
)
def test_a_value_has_one_spelling(value: float | date | time | timedelta, typed: str) -> None:
    assert as_text(value) == typed


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_keeps_all_its_digits(whole: int) -> None:
    assert as_text(float(whole)) == str(whole).replace("-0", "0")


@given(st.decimals(-(10**6), 10**6, places=4))
def test_a_number_that_was_typed_comes_back_as_it_was(typed: object) -> None:
    assert float(as_text(float(str(typed)))) == float(str(typed))
    assert "e" not in as_text(float(str(typed)))


def test_a_cell_with_an_error_makes_its_row_wrong_and_is_named(write: Write) -> None:
    rows = table(
        row(1, text("navn"), text("v"), text("w"), first="B"),
        row(3, text("a"), error("#N/A"), number("1"), first="B"),
        row(4, text("b"), number("2"), first="B"),
        row(7, text("c"), error("#DIV/0!"), error("#REF!"), first="B"),
        row(8, text("d"), "><f>SUM(A1:A2)</f>", text("t"), first="B"),
        row(9, text("e"), "><f>A1</f><v/>", "><f>A1</f><v>0</v>", first="B"),
    )
    with open_source(write(xlsx({"Noter": texts(("x",)), "Ark1": rows})), sheet="Ark1") as source:
        assert list(source) == [
            (3, ["a", "#N/A", "1"], "C3 holds #N/A"),
            (4, ["b", "2", ""], None),
            (7, ["c", "#DIV/0!", "#REF!"], "C7 holds #DIV/0! and D7 holds #REF!"),
            (
                8,
                ["d", "a formula that was never calculated", "t"],
                "C8 holds a formula that was never calculated",
            ),
            (
                9,
                ["e", "a formula that was never calculated", "0"],
                "C9 holds a formula that was never calculated",
            ),
        ]
        assert source.blank_rows == 3


def test_an_error_far_down_a_large_sheet_is_found(write: Write) -> None:
    rows = [row(n, text("x" * 200), text("y")) for n in range(2, 9_000)]
    last = row(9_000, text("last"), error("#N/A"))
    content = xlsx({"Ark1": table(row(1, text("navn"), text("v")), *rows, last)})
    with open_source(write(content)) as source:
        wrong = [(line, problem) for line, _, problem in source if problem]
    assert wrong == [(9_000, "B9000 holds #N/A")]


def test_an_error_in_the_header_is_refused(write: Write) -> None:
    content = xlsx({"Ark1": table(row(2, text("navn"), error("#NAME?")), row(3, text("a")))})
    with pytest.raises(InvalidInput, match=r"row 2: in the header, B2 holds #NAME\?"):
        open_source(write(content))


def test_empty_rows_and_columns_around_the_list_do_not_count(write: Write) -> None:
    rows = table(
        row(3, text("navn"), text("by"), "", text(" "), first="C"),
        row(4, text(" "), first="C"),
        row(6, text("Oodi"), "", first="C"),
        row(9, text("Dokk1"), text("Aarhus"), text(""), first="C"),
    )
    with open_source(write(xlsx({"Ark1": rows}))) as source:
        assert (source.headers, source.header_line) == (("navn", "by"), 3)
        assert list(source) == [(6, ["Oodi", ""], None), (9, ["Dokk1", "Aarhus"], None)]
        assert source.blank_rows == 6


def test_a_cell_beside_the_list_is_a_column_of_its_own(write: Write) -> None:
    rows = table(row(1, text("navn")), row(2, text("Oodi"), "", text("a remark")))
    with open_source(write(xlsx({"Ark1": rows}))) as source:
        assert source.headers == ("navn", "column 2", "column 3")
        assert list(source) == [(2, ["Oodi", "", "a remark"], None)]


def test_hidden_rows_are_rows(write: Write) -> None:
    rows = table(row(1, text("navn")), row(2, text("Oodi"), attributes=' hidden="1"'))
    with open_source(write(xlsx({"Ark1": rows}))) as source:
        assert list(source) == [(2, ["Oodi"], None)]


def test_headers_that_are_alike_or_no_texts_are_told_apart(write: Write) -> None:
    rows = table(
        row(1, text("Notes"), number("2026"), "", text("Notes"), number("46387", style=1)),
        row(2, *[text("x")] * 5),
    )
    with open_source(write(xlsx({"Ark1": rows}))) as source:
        assert source.headers == ("Notes (1)", "2026", "column 3", "Notes (2)", "2026-12-31")


def test_the_first_visible_sheet_with_anything_in_it_is_read(write: Write) -> None:
    sheets = {
        "Lister": texts(("x",)),
        "Tom": table(),
        "Partnere": texts(("navn",), ("Oodi",)),
        "Noter": texts(("y",)),
    }
    with open_source(write(xlsx(sheets, hidden=("Lister",)))) as source:
        assert source.headers == ("navn",)
        assert (
            str(source.detected) == "Excel workbook (.xlsx), sheet 'Partnere' "
            "(not read: 'Tom', 'Noter', 'Lister')"
        )
        parts = source.detected.parts()
        assert (parts["sheet"], parts["other_sheets"]) == ("Partnere", ["Tom", "Noter", "Lister"])


@pytest.mark.parametrize(
    ("sheet", "header"),
    [("2026", "a"), ("partnere ", "b"), ("2", "b"), ("3", "c"), ("Lister", "c")],
)
def test_a_sheet_is_chosen_by_its_name_or_else_by_its_number(
    write: Write, sheet: str, header: str
) -> None:
    sheets = {"Lister": texts(("c",)), "2026": texts(("a",)), "Partnere": texts(("b",))}
    with open_source(write(xlsx(sheets, hidden=("Lister",))), sheet=sheet) as source:
        assert source.headers == (header,)


@pytest.mark.parametrize("sheet", ["Ark", "0", "3", ""])
def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(write: Write, sheet: str) -> None:
    content = xlsx({"Partnere": texts(("a",)), "Noter": texts(("b",))})
    with pytest.raises(InvalidInput, match=f"has no sheet '{sheet}'") as caught:
        open_source(write(content), sheet=sheet)
    assert caught.value.hint == "Its sheets: 'Partnere', 'Noter'."


def test_empty_sheets_are_refused(write: Write) -> None:
    with pytest.raises(InvalidInput, match=r"the sheet 'Tom' of .*list\.xlsx is empty"):
        open_source(write(xlsx({"Tom": table(), "Ark1": texts(("a",))})), sheet="Tom")
    with pytest.raises(InvalidInput, match=r"list\.xlsx is empty"):
        open_source(write(xlsx({"Tom": table(), "Også tom": table()})))
    with pytest.raises(InvalidInput, match="has nothing in it"):
        open_source(write(xlsx({"Ark1": texts((" ",), ("\n",))})))


def test_rows_above_the_header_are_skipped(write: Write) -> None:
    content = xlsx({"Ark1": texts(("Partners of 2026", "x"), ("navn", "by"), ("Oodi", "Helsinki"))})
    path = write(content)
    with open_source(path, skip_lines=1) as source:
        assert (source.headers, source.header_line) == (("navn", "by"), 2)
        assert list(source) == [(3, ["Oodi", "Helsinki"], None)]
        assert str(source.detected).endswith("sheet 'Ark1', 1 row skipped")
    with pytest.raises(InvalidInput, match="has 3 rows: 3 cannot be skipped"):
        open_source(path, skip_lines=3)


def test_a_sheet_without_header_has_columns_with_numbers(write: Write) -> None:
    content = xlsx({"Ark1": texts(("",), ("Oodi",), ("Dokk1", "Aarhus"))})
    with open_source(write(content), has_header=False) as source:
        assert (source.headers, source.header_line) == (("column 1", "column 2"), 0)
        assert list(source) == [(2, ["Oodi", ""], None), (3, ["Dokk1", "Aarhus"], None)]
        assert source.blank_rows == 1


@pytest.mark.parametrize("options", [{"encoding": "cp850"}, {"delimiter": ";"}])
def test_options_of_text_files_do_not_fit_a_workbook(write: Write, options: dict[str, str]) -> None:
    path = write(xlsx({"Ark1": texts(("a",))}))
    with pytest.raises(InvalidInput) as caught:
        open_source(path, **options)
    said = sentence(caught.value.message)
    assert said.startswith(f"--{next(iter(options))} does not fit: ")
    assert " is an Excel workbook" in said


def test_a_workbook_that_is_locked_by_a_password_is_told_apart_from_a_damaged_one(
    write: Write,
) -> None:
    locked = OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    with pytest.raises(InvalidInput, match="is locked by a password"):
        open_source(write(locked))
    with pytest.raises(InvalidInput, match="is locked by a password"):
        open_source(write(ods("Ark1", "", manifest="<encryption-data/>")))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (OLE + bytes(999) + "Workbook".encode("utf-16-le"), r"an old Excel workbook \(\.xls\)"),
        (zipped({"xl/workbook.bin": ""}), r"a binary Excel workbook \(\.xlsb\)"),
    ],
)
def test_other_kinds_of_workbook_are_named_and_not_read(
    write: Write, content: bytes, kind: str
) -> None:
    with pytest.raises(InvalidInput, match=f"is {kind}, which is not read") as caught:
        open_source(write(content))
    assert "save it again as .xlsx or as CSV" in caught.value.hint


def test_another_old_document_is_no_workbook(write: Write) -> None:
    with pytest.raises(InvalidInput, match="looks like an old Office document"):
        open_source(write(OLE + bytes(999) + "WordDocument".encode("utf-16-le")))


@pytest.mark.parametrize("part", range(10, 100, 10))
def test_a_workbook_that_is_cut_short_is_refused(write: Write, part: int) -> None:
    content = xlsx({"Ark1": texts(*[(f"Partner {n}",) for n in range(100)])})
    with pytest.raises(InvalidInput, match="is a damaged workbook") as caught:
        open_source(write(content[: len(content) * part // 100]))
    assert "save it again" in caught.value.hint


def test_a_workbook_whose_sheet_is_no_xml_is_refused(write: Write) -> None:
    with pytest.raises(InvalidInput, match="is a damaged workbook"):
        open_source(write(xlsx({"Ark1": texts(("a",))[:-40]})))
    with pytest.raises(InvalidInput, match="is a damaged workbook"):
        open_source(write(ods("Ark1", "<table:table-row>")))


def test_an_archive_of_other_files_is_no_workbook(write: Write) -> None:
    with pytest.raises(InvalidInput, match="looks like a ZIP archive"):
        open_source(write(zipped({"list.csv": "name\nOodi\n"})))


def test_a_sheet_that_reaches_to_the_end_of_the_world_is_refused(write: Write) -> None:
    far = '<row r="1048576"><c r="XFD1048576"' + text("stray") + "</c></row>"
    with pytest.raises(InvalidInput, match="reaches to row 1,048,576 and column XFD;") as caught:
        open_source(write(xlsx({"Ark1": table(row(1, text("navn")), far)})))
    assert "Delete what stands far away" in caught.value.hint


def test_cells_with_a_colour_and_nothing_else_do_not_make_a_sheet_large(write: Write) -> None:
    coloured = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    content = xlsx({"Ark1": table(row(1, text("navn")), row(2, text("Oodi")), coloured)})
    with open_source(write(content)) as source:
        assert list(source) == [(2, ["Oodi"], None)]


def cell(kind: str, value: str, shown: str, attributes: str = "") -> str:
    name = {"float": "value", "percentage": "value"}.get(kind, f"{kind}-value")
    stated = "" if kind == "string" else f' office:{name}="{value}"'
    return (
        f'<table:table-cell office:value-type="{kind}"{stated}{attributes}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def test_an_open_document_spreadsheet_is_read_too(write: Write) -> None:
    failed = ' calcext:value-type="error"'
    rows = "".join(
        f"<table:table-row{repeated}>{cells}</table:table-row>"
        for repeated, cells in [
            (' table:number-rows-repeated="2"', "<table:table-cell/>"),
            ("", cell("string", "", "navn") + cell("string", "", "v")),
            ("", cell("string", "", "0001") + cell("float", "12.5", "12,5")),
            ("", cell("string", "", "b") + cell("date", "2026-12-31", "31.12.26")),
            (
                ' table:number-rows-repeated="2"',
                cell("string", "", "c") + cell("boolean", "true", "SAND"),
            ),
            ("", cell("string", "", "d") + cell("float", "0", "#DIV/0!", failed)),
            ("", cell("string", "", "e") + cell("percentage", "0.5", "50%")),
            (' table:number-rows-repeated="1000000"', "<table:table-cell/>"),
        ]
    )
    with open_source(write(ods("Ark1", rows))) as source:
        assert list(source) == [
            (4, ["0001", "12.5"], None),
            (5, ["b", "2026-12-31"], None),
            (6, ["c", "true"], None),
            (7, ["c", "true"], None),
            (8, ["d", "#DIV/0!"], "B8 holds #DIV/0!"),
            (9, ["e", "0.5"], None),
        ]
        assert str(source.detected) == "OpenDocument spreadsheet (.ods), sheet 'Ark1'"


def test_where_errors_cannot_be_told_it_is_said(write: Write) -> None:
    content = xlsx({"Ark1": texts(("a",), ("b",))})
    moved = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for path in archive.namelist():
            moved[path] = archive.read(path).decode()
    moved["xl/_rels/workbook.xml.rels"] = moved["xl/_rels/workbook.xml.rels"].replace(
        "worksheets/s1.xml", "WORKSHEETS/S1.xml"
    )
    with open_source(write(zipped(moved))) as source:
        assert str(source.detected).endswith("cells with an error, as #N/A, count as empty")
