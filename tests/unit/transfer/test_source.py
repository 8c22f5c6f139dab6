"""Reading a list as records: lines, cells, and what is wrong with a row or with the file."""

from __future__ import annotations

import csv
import io
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from partnerreg.cli.remedies import sentence
from partnerreg.errors import InvalidInput
from partnerreg.transfer.readers.source import Source, open_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from partnerreg.transfer.readers.records import Record

    Write = Callable[[str | bytes], Path]
    Records = Callable[[str | bytes], list[Record]]
    Refusal = Callable[[str | bytes], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "list.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def records(write: Write) -> Records:
    def records(content: str | bytes) -> list[Record]:
        with open_source(write(content)) as source:
            return list(source)

    return records


@pytest.fixture
def refusal(write: Write) -> Refusal:
    """What is said of a list that cannot be read, without the folder it is in."""

    def refusal(content: str | bytes) -> str:
        path = write(content)
        with pytest.raises(InvalidInput) as caught, open_source(path) as source:
            list(source)
        assert caught.value.hint
        return caught.value.message.replace(str(path), "list.csv")

    return refusal


def test_a_record_comes_with_the_line_it_begins_on(records: Records) -> None:
    assert records("name,city\nDokk1,Aarhus\nOodi,Helsinki\n") == [
        (2, ["Dokk1", "Aarhus"], None),
        (3, ["Oodi", "Helsinki"], None),
    ]


def test_cells_come_back_exactly_as_they_are(records: Records) -> None:
    assert records("id;name;n\n0001; Dokk1 \t;1,50\n") == [(2, ["0001", " Dokk1 \t", "1,50"], None)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_within_quotes_are_kept_and_counted(records: Records, end: str) -> None:
    content = end.join(["name,notes", 'Dokk1,"one', "two", 'three"', "Oodi,four", ""])
    assert records(content) == [
        (2, ["Dokk1", end.join(["one", "two", "three"])], None),
        (5, ["Oodi", "four"], None),
    ]


def test_line_ends_may_be_mixed(records: Records) -> None:
    assert records("a,b\r1,2\r\n3,4\n5,6") == [
        (2, ["1", "2"], None),
        (3, ["3", "4"], None),
        (4, ["5", "6"], None),
    ]


def test_lines_that_end_in_two_returns_and_a_line_feed_are_lines_like_others(write: Write) -> None:
    content = 'a,b\r\r\n1,"one\r\r\ntwo"\r\r\n\r\r\n3,4\r\r\n'
    with open_source(write(content)) as source:
        assert list(source) == [(2, ["1", "one\r\ntwo"], None), (5, ["3", "4"], None)]
        assert source.blank_rows == 1


def test_doubled_returns_may_stand_among_other_line_ends(records: Records) -> None:
    assert records("a,b\r\r\n1,2\r3,4\r\n5,6\n7,8\r\r\n9,10") == [
        (line, [str(line * 2 - 3), str(line * 2 - 2)], None) for line in range(2, 7)
    ]


def test_other_separators_of_unicode_do_not_end_a_line(records: Records) -> None:
    odd = "one\x0btwo\x0cthree\x85four\u2028five"
    assert records(f"name,n\n{odd},1\nOodi,2\n") == [
        (2, [odd, "1"], None),
        (3, ["Oodi", "2"], None),
    ]


def test_blank_rows_are_skipped_and_counted(write: Write) -> None:
    with open_source(write("\n \na,b\n\n1,2\n,\n  ,\t\n3,4\n\n")) as source:
        assert source.header_line == 3
        assert [line for line, _, _ in source] == [5, 8]
        assert source.blank_rows == 6


def test_a_row_whose_first_cell_is_blank_is_no_blank_row(records: Records) -> None:
    assert records("a,b\n,2\n  ,3\n") == [(2, ["", "2"], None), (3, ["  ", "3"], None)]


def test_a_row_with_too_many_or_too_few_cells_is_handed_on_with_the_reason(
    records: Records,
) -> None:
    assert records("a,b,c\n1,2\n1,2,3,4\n1\n1,2,3\n") == [
        (2, ["1", "2"], "2 cells where the header has 3"),
        (3, ["1", "2", "3", "4"], "4 cells where the header has 3"),
        (4, ["1"], "1 cell where the header has 3"),
        (5, ["1", "2", "3"], None),
    ]


def test_empty_cells_beyond_the_header_are_dropped(records: Records) -> None:
    assert records("a,b\n1,2,,\n3,4, \n") == [(2, ["1", "2"], None), (3, ["3", "4"], None)]


def test_cells_may_be_missing_under_headers_that_are_blank_themselves(records: Records) -> None:
    assert records("a,b,,\n1,2\n1,2,3\n1\n") == [
        (2, ["1", "2", "", ""], None),
        (3, ["1", "2", "3", ""], None),
        (4, ["1"], "1 cell where the header has 4"),
    ]


def test_a_blank_header_is_called_by_its_number(write: Write) -> None:
    with open_source(write("id,,age, \n1,x,2,y\n")) as source:
        assert source.headers == ("id", "column 2", "age", "column 4")


def test_headers_keep_their_white_space(write: Write) -> None:
    with open_source(write(' id ,"na\nme"\n1,x\n')) as source:
        assert source.headers == (" id ", "na\nme")
        assert list(source) == [(3, ["1", "x"], None)]


def test_a_list_without_rows_is_empty_and_no_error(records: Records) -> None:
    assert records("name,city\n") == []
    assert records("name") == []


def test_a_sep_line_is_not_the_header(write: Write) -> None:
    with open_source(write("sep=;\r\nname;n\r\nDokk1;1,5\r\n")) as source:
        assert source.headers == ("name", "n")
        assert source.header_line == 2
        assert list(source) == [(3, ["Dokk1", "1,5"], None)]


def test_a_byte_order_mark_before_a_quoted_header_is_no_part_of_it(write: Write) -> None:
    with open_source(write('\ufeff"name","n"\nDokk1,1\n')) as source:
        assert source.headers == ("name", "n")


@pytest.mark.parametrize("stated", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_dropped_when_the_encoding_is_stated(
    write: Write, stated: str
) -> None:
    with open_source(write("\ufeffname,n\nDokk1,1\n"), encoding=stated) as source:
        assert source.headers == ("name", "n")


def test_one_column_is_read_whatever_its_cells_hold(records: Records) -> None:
    assert records("name\nHuset, Aarhus\nScenen; Ry\n") == [
        (2, ["Huset, Aarhus"], None),
        (3, ["Scenen; Ry"], None),
    ]


def test_a_quote_within_an_unquoted_cell_is_kept(records: Records) -> None:
    assert records('name,n\nCafé "Retro",5" wide\n') == [(2, ['Café "Retro"', '5" wide'], None)]


def test_text_after_a_closing_quote_makes_the_row_wrong_and_the_next_one_is_read(
    records: Records,
) -> None:
    assert records('name,n\n"Café" Retro,1\nOodi,2\n"Café "Retro"",3\nDokk1,4\n') == [
        (2, [], "text follows a closing quote"),
        (3, ["Oodi", "2"], None),
        (4, [], "text follows a closing quote"),
        (5, ["Dokk1", "4"], None),
    ]


def test_a_quote_that_swallows_rows_up_to_the_next_quote_says_how_far_it_reached(
    records: Records,
) -> None:
    assert records('name,n\n"Café,1\nOodi,2\n"Dokk1",3\nDeichman,4\n') == [
        (2, [], "text follows a closing quote (the row runs to line 4)"),
        (5, ["Deichman", "4"], None),
    ]


@pytest.mark.parametrize("last", ["Dokk1,3", "Dokk1,3\n", "Dokk1,3\n\n"])
def test_a_quote_that_is_never_closed_is_refused_with_the_line_it_opened_on(
    refusal: Refusal, last: str
) -> None:
    content = f'name,n\n"Café\nRetro",1\nOodi,"2\n{last}'
    assert refusal(content).startswith("list.csv, line 4: a quote is opened and never closed")


def test_the_line_of_an_unclosed_quote_is_right_after_line_breaks_in_the_same_row(
    refusal: Refusal,
) -> None:
    assert "line 4: a quote" in refusal('name,n\n"Café\nRetro\nand Bar","1\nOodi,2\n')
    assert "line 2: a quote" in refusal('name,n\nCafé,"')
    assert "line 1: a quote" in refusal('name,"n\nCafé,1\n')
    assert "line 3: a quote" in refusal('sep=;\nname;n\nCafé;"1\n')


def test_text_after_a_closing_quote_in_the_header_is_refused(refusal: Refusal) -> None:
    assert refusal('"name"x,n\n1,2\n') == "list.csv, line 1: text follows a closing quote"


@pytest.mark.parametrize("content", ["\n", "\n\n \n", " , \n,\n", ";;\n;;\n", "\ufeff"])
def test_a_list_of_blank_rows_has_no_header(refusal: Refusal, content: str) -> None:
    assert "has no header" in refusal(content)


def test_an_empty_list_is_refused(refusal: Refusal) -> None:
    assert refusal("") == "list.csv is empty"


def test_columns_that_are_called_the_same_are_told_apart(write: Write) -> None:
    with open_source(write("\nid,notes,age, notes,notes (1)\n1,2,3,4,5\n")) as source:
        assert source.headers == ("id", "notes (2)", "age", "notes (3)", "notes (1)")
        assert source.header.cells == ("id", "notes", "age", " notes", "notes (1)")
        assert source.header.doubled == {"notes": (1, 3)}
        assert list(source) == [(3, ["1", "2", "3", "4", "5"], None)]


def test_a_nul_makes_its_row_wrong_and_no_other(records: Records) -> None:
    assert records("name,n\n" + "Dokk1,1\n" * 20_000 + "Oodi,\0\nDeichman,2\n")[-3:] == [
        (20_001, ["Dokk1", "1"], None),
        (20_002, ["Oodi", "\ufffd"], "'n' holds a NUL byte, which no text has"),
        (20_003, ["Deichman", "2"], None),
    ]


def test_a_byte_that_is_no_letter_makes_its_row_wrong_and_no_other(records: Records) -> None:
    damaged = "navn,by\nÅbent,Århus\nØst,Kø".encode() + "bøf,1\n".encode("cp1252") + b"Oodi,x\n"
    assert records(damaged) == [
        (2, ["Åbent", "Århus"], None),
        (3, ["Øst", "Køb\ufffdf", "1"], "'by' holds byte 0xF8, which is not utf-8"),
        (4, ["Oodi", "x"], None),
    ]


def test_damage_in_lines_that_are_skipped_does_not_matter(write: Write) -> None:
    with open_source(write(b"\xff\0\nname,n\nOodi,1\n"), skip_lines=1) as source:
        assert list(source) == [(3, ["Oodi", "1"], None)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"na\0me,n\n1,2\n", "a NUL byte"), (b"\xc3\xa6\xc3\xb8,\xff\n", "0xFF")],
)
def test_a_header_that_is_no_text_is_refused(refusal: Refusal, content: bytes, reason: str) -> None:
    assert refusal(content).startswith("list.csv, line 1: the header holds")
    assert reason in refusal(content)


def test_lines_above_the_header_are_skipped_whatever_they_hold(write: Write) -> None:
    content = 'List of partners, "2026\r\nfrom: a;b;c\r\n\r\nname;n\r\nOodi;"1\r\n2"\r\nX;3\r\n'
    with open_source(write(content), skip_lines=2) as source:
        assert (source.headers, source.header_line) == (("name", "n"), 4)
        assert list(source) == [(5, ["Oodi", "1\r\n2"], None), (7, ["X", "3"], None)]
        assert source.blank_rows == 1
        assert str(source.detected) == "UTF-8, semicolons between cells, 2 lines skipped"


def test_the_line_of_an_unclosed_quote_counts_what_is_skipped(write: Write) -> None:
    path = write('x\n"y\nname,n\nOodi,1\nCafé,"2\nDokk1,3\n')
    with (
        pytest.raises(InvalidInput, match="line 5: a quote is opened"),
        open_source(path, skip_lines=2) as source,
    ):
        list(source)


def test_a_sep_line_counts_though_it_is_skipped(write: Write) -> None:
    with open_source(write("sep=|\nPartners\nname|a;b\nOodi|1\n"), skip_lines=2) as source:
        assert source.headers == ("name", "a;b")


@pytest.mark.parametrize("content", ["name,n\nOodi,1", "name,n\r\r\nOodi,1\r\r\n"])
def test_more_lines_cannot_be_skipped_than_there_are(write: Write, content: str) -> None:
    with pytest.raises(InvalidInput, match="has 2 lines: 3 cannot be skipped") as caught:
        open_source(write(content), skip_lines=3)
    assert "--skip-lines" in sentence(caught.value.hint)
    with pytest.raises(InvalidInput, match="-1 lines cannot be skipped"):
        open_source(write(content), skip_lines=-1)


def test_a_list_without_header_has_columns_with_numbers(write: Write) -> None:
    with open_source(write("\nOodi;Helsinki\nDokk1;Århus;x\nBIT\n"), has_header=False) as source:
        assert source.headers == ("column 1", "column 2")
        assert (source.header_line, source.header.cells) == (0, ())
        assert list(source) == [
            (2, ["Oodi", "Helsinki"], None),
            (3, ["Dokk1", "Århus", "x"], "3 cells where the first row has 2"),
            (4, ["BIT"], "1 cell where the first row has 2"),
        ]
        assert source.blank_rows == 1
        assert str(source.detected) == "UTF-8, semicolons between cells, no header"


def test_a_sep_line_is_no_row_of_a_list_without_header(write: Write) -> None:
    with open_source(write("sep=;\nOodi;1\n"), has_header=False) as source:
        assert list(source) == [(2, ["Oodi", "1"], None)]


def test_escaped_quotes_are_read_where_the_list_cannot_be_read_otherwise(write: Write) -> None:
    content = 'name;n\n"The \\"Red\\" House";1\n"C:\\\\dir\\\\";\\N\n"a ""b"" c";2\n'
    with open_source(write(content)) as source:
        assert [cells for _, cells, _ in source] == [
            ['The "Red" House', "1"],
            ["C:\\dir\\", "\\N"],
            ['a "b" c', "2"],
        ]
        assert source.detected.parts()["escaped_quotes"] is True


def test_a_backslash_is_a_letter_like_others_where_quotes_are_doubled(records: Records) -> None:
    assert records('name;n\n"C:\\dir\\";"a ""b"""\n') == [(2, ["C:\\dir\\", 'a "b"'], None)]


def test_a_sheet_cannot_be_chosen_in_a_text_file(write: Write) -> None:
    with pytest.raises(InvalidInput) as caught:
        open_source(write("name\n"), sheet="Ark1")
    said = sentence(caught.value.message)
    assert said.startswith("--sheet does not fit: ")
    assert " is a text file" in said


def test_what_was_detected_comes_in_parts(write: Write) -> None:
    with open_source(write("\ufeffnavn;by\n")) as source:
        assert source.detected.parts() == {
            "format": "csv",
            "encoding": "utf-8",
            "byte_order_mark": True,
            "encoding_assumed": False,
            "delimiter": ";",
            "sep_line": False,
            "escaped_quotes": False,
            "sheet": None,
            "other_sheets": [],
            "skipped_lines": 0,
            "has_header": True,
        }


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"there is no file .*nowhere\.csv"):
        open_source(tmp_path / "nowhere.csv")


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="is a folder"):
        open_source(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_named(write: Write) -> None:
    path = write("name\n")
    path.chmod(0)
    with pytest.raises(InvalidInput, match="cannot be read: Permission denied"):
        open_source(path)


def test_a_name_the_system_cannot_open_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        open_source(tmp_path / ("x" * 5000))


def test_what_was_detected_is_told_in_words(write: Write) -> None:
    with open_source(write("navn;by\nCafé;Århus\n".encode("cp1252"))) as source:
        assert str(source.detected) == "cp1252 (assumed: it is not UTF-8), semicolons between cells"


def test_stated_encoding_and_delimiter_are_used(write: Write) -> None:
    path = write("a#b,c\nø#1,2\n".encode("cp850"))
    with open_source(path, encoding="cp850", delimiter="#") as source:
        assert list(source) == [(2, ["ø", "1,2"], None)]


def test_a_list_can_be_gone_through_again(write: Write) -> None:
    with open_source(write("\ufeffsep=,\nname,n\n\nDokk1,1\n")) as source:
        assert list(source) == list(source) == [(4, ["Dokk1", "1"], None)]
        assert source.blank_rows == 1


def test_closing_closes_the_file(write: Write) -> None:
    with open_source(write("name\nDokk1\n")) as source:
        pass
    with pytest.raises(ValueError, match="closed file"):
        list(source)


def test_standard_input_is_read_though_it_cannot_be_wound_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading, writing = os.pipe()
    content = "navn;by\n" + "Dokk1;Aarhus\n" * 50_000 + "Café;Århus\n"

    def feed() -> None:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(content.encode("cp1252"))

    feeder = threading.Thread(target=feed)
    feeder.start()
    with os.fdopen(reading) as stdin, monkeypatch.context() as patched:
        patched.setattr(sys, "stdin", stdin)
        with open_source("-") as source:
            assert source.name == "standard input"
            *_, last = source
    feeder.join()
    assert last == (50_002, ["Café", "Århus"], None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    feeder = threading.Thread(target=path.write_bytes, args=(b"name,n\nDokk1,1\n",))
    feeder.start()
    with open_source(path) as source:
        assert list(source) == [(2, ["Dokk1", "1"], None)]
    feeder.join()


def test_a_field_of_a_million_characters_is_read_whole(records: Records) -> None:
    long = "æ" * 1_000_000
    assert records(f'name,notes\nDokk1,"{long}"\n') == [(2, ["Dokk1", long], None)]


def test_as_many_columns_are_read_as_a_sheet_has(records: Records, refusal: Refusal) -> None:
    row = [str(n) for n in range(16_384)]
    content = ";".join(f"c{n}" for n in row) + "\n" + ";".join(row) + "\n"
    assert records(content) == [(2, row, None)]
    assert (
        refusal("\n;" + content)
        == "list.csv, line 2: there are 16,385 columns; at most 16,384 are read"
    )


@pytest.mark.parametrize(
    "row",
    [
        "x" * 10_000_001,
        '"' + "x\n" * 5_000_001,
        '"\n",' * 2_500_001,
        "x\r" * 10 + '"' + "x\r" * 5_000_001,
        "\0" * 10_000_001,
    ],
    ids=["one line", "a quote that is not closed", "many quotes", "returns", "nothing at all"],
)
def test_a_row_that_goes_on_and_on_is_refused_with_its_line(refusal: Refusal, row: str) -> None:
    line = 13 if "\r" in row else 3
    assert refusal("name,notes\nDokk1,x\n" + row) == (
        f"list.csv, line {line}: the row that begins there has more than 10,000,000 characters"
    )


def test_a_header_that_goes_on_and_on_is_refused_after_what_is_skipped(write: Write) -> None:
    path = write("x\n" + "name," * 2_000_001)
    with pytest.raises(InvalidInput, match="line 2: the row that begins there"):
        open_source(path, skip_lines=1)


def test_rows_that_are_long_together_are_read(records: Records) -> None:
    row = "Dokk1," + "x" * 3_000_000
    assert len(records("name,notes\r\r\n" + (row + "\r\r\n") * 7)) == 7


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such devices")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_no_list(device: str) -> None:
    with pytest.raises(InvalidInput, match=f"{device} is a device, not a file"):
        open_source(device)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such devices")
@pytest.mark.parametrize(
    ("device", "said"),
    [("/dev/zero", "standard input is a device"), ("/dev/null", "standard input is empty")],
)
def test_standard_input_that_has_no_end_is_no_list(
    monkeypatch: pytest.MonkeyPatch, device: str, said: str
) -> None:
    with Path(device).open() as stdin, monkeypatch.context() as patched:
        patched.setattr(sys, "stdin", stdin)
        with pytest.raises(InvalidInput, match=said):
            open_source("-")
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InvalidInput, match="standard input is closed"):
        open_source("-")


def test_a_file_larger_than_any_list_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.touch()
    os.truncate(path, 2_000_000_001)
    with pytest.raises(InvalidInput, match=r"list\.csv has more than 2,000 MB"):
        open_source(path)


class Way(NamedTuple):
    """One of the ways in which programs write a list."""

    delimiter: str
    encoding: str
    quoting: Literal[0, 1]
    line_end: str

    def written(self, rows: Iterable[Iterable[str]]) -> bytes:
        buffer = io.StringIO(newline="")
        csv.writer(
            buffer, delimiter=self.delimiter, quoting=self.quoting, lineterminator=self.line_end
        ).writerows(rows)
        return buffer.getvalue().encode(self.encoding)


# Any text but surrogates, which no file can hold, and NUL, which is refused.
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from(list(' ,;\t|:"\r\næøåÄÖé=')),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=8),
    way=st.builds(
        Way,
        delimiter=st.sampled_from([",", ";", "\t", "|", ":", "#"]),
        encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
        quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
        line_end=st.sampled_from(["\r\n", "\n", "\r"]),
    ),
)
@example([["\r", "\n", "\r\n"]], Way(",", "utf-16", csv.QUOTE_ALL, "\r"))
@example([['"', '""', '",']], Way(",", "utf-8", csv.QUOTE_MINIMAL, "\r\n"))
@example([["\x85", "\xa0", "\u2003"]], Way(",", "utf-8", csv.QUOTE_ALL, "\r\n"))
@example([["\xa0Å", "", ""], ["Å", "", ""]], Way(",", "utf-8", csv.QUOTE_ALL, "\r\n"))
def test_what_a_csv_writer_wrote_is_read_back_cell_by_cell(
    write: Write, rows: list[list[str]], way: Way
) -> None:
    # Before Python 3.13, minimal quoting leaves a line break bare that does not end a line.
    assume(way.quoting == csv.QUOTE_ALL or way.line_end == "\r\n")
    content = way.written([["name", "notes", "last one"], *rows])
    with open_source(write(content), delimiter=way.delimiter) as source:
        found = list(source)
        assert source.headers == ("name", "notes", "last one")
    filled = [row for row in rows if "".join(row).strip()]
    assert [cells for _, cells, problem in found if problem is None] == filled
    assert len(found) == len(filled)


WORD = st.text("abcdefghijklmnopqrstuvwxyzæøåäöé ", min_size=1, max_size=15)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(WORD, WORD, WORD), min_size=1, max_size=8),
    way=st.builds(
        Way,
        delimiter=st.sampled_from([",", ";", "\t", "|", ":"]),
        encoding=st.sampled_from(
            ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-be", "cp1252"]
        ),
        quoting=st.just(csv.QUOTE_MINIMAL),
        line_end=st.just("\r\n"),
    ),
)
def test_an_ordinary_list_is_read_right_with_nothing_stated(
    write: Write, rows: list[tuple[str, str, str]], way: Way
) -> None:
    with open_source(write(way.written([["navn", "kommune", "noter"], *rows]))) as source:
        found = [tuple(cells) for _, cells, _ in source]
    assert found == [row for row in rows if "".join(row).strip()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200) | TEXT.map(str.encode))
def test_any_bytes_are_read_or_refused_and_nothing_else(write: Write, content: bytes) -> None:
    path = write(content)
    try:
        with open_source(path) as source:
            found = list(source)
    except InvalidInput as error:
        assert str(path) in error.message  # noqa: PT017  # the other outcome is right as well
        return
    assert isinstance(source, Source)
    lines = [line for line, _, _ in found]
    assert lines == sorted(set(lines))
    for _, cells, problem in found:
        assert problem is not None or len(cells) == len(source.headers)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_no_line_can_be_skipped_where_there_is_but_a_mark(write: Write, mark: bytes) -> None:
    with pytest.raises(InvalidInput, match="has 0 lines: 1 cannot be skipped"):
        open_source(write(mark), skip_lines=1)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_wide_list_without_a_mark_is_read_as_it_is_said_to_be(write: Write, codec: str) -> None:
    content = "navn;by\r\nÅben;Århus\r\n".encode(codec)
    with open_source(write(content), encoding=codec.rpartition("-")[0]) as source:
        assert source.headers == ("navn", "by")
        assert [cells for _, cells, _ in source] == [["Åben", "Århus"]]
