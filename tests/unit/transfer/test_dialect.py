"""What stands between the cells."""

from __future__ import annotations

import pytest

from partnerreg.errors import InvalidInput
from partnerreg.transfer.readers.dialect import ListDialect, find_dialect


def delimiter_of(head: str) -> str | None:
    return find_dialect(head, is_whole=True).delimiter


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", ":"])
def test_each_delimiter_is_known_by_rows_that_are_alike(delimiter: str) -> None:
    rows = [["name", "city", "level"], ["Dokk1", "Aarhus", "1"], ["Oodi", "Helsinki", ""]]
    assert delimiter_of("\n".join(delimiter.join(row) for row in rows)) == delimiter


def test_decimal_commas_do_not_make_commas_the_delimiter() -> None:
    assert (
        delimiter_of("navn;areal;pris\nDokk1;28,5;1,0\nOodi;17,2;2,5\nDeichman;13,5;9,9\n") == ";"
    )


def test_a_comma_in_every_cell_and_in_the_header_yields_to_what_makes_more_columns() -> None:
    assert delimiter_of("navn;adresse, by;tlf\nA;Vej 1, Aarhus;1\nB;Vej 2, Ry;2\n") == ";"


def test_commas_in_quoted_names_are_no_delimiters() -> None:
    assert delimiter_of('"navn, fulde";"by"\n"Huset, Café og Scene";"Aarhus"\n') == ";"


def test_semicolons_in_cells_of_a_comma_file_are_no_delimiters() -> None:
    assert delimiter_of("name,tags\nDokk1,a;b;c\nOodi,d;e\n") == ","


def test_times_and_web_addresses_do_not_make_colons_the_delimiter() -> None:
    assert delimiter_of("open 8:00,close 16:00\n9:00,17:00\n") == ","
    assert delimiter_of("website\nhttps://dokk1.dk\nhttps://oodi.fi\n") is None


@pytest.mark.parametrize(
    "text", ["navn\nDokk1\nOodi\n", "navn", "navn\nHuset, Aarhus\nScenen, Ry\n"]
)
def test_a_header_of_one_cell_is_a_file_of_one_column(text: str) -> None:
    assert delimiter_of(text) is None


def test_a_comma_in_the_only_header_is_no_delimiter_when_no_row_has_one() -> None:
    assert delimiter_of("foreninger, klubber m.m.\nDokk1\nOodi\nDeichman\n") is None


def test_a_header_alone_is_enough() -> None:
    assert delimiter_of("navn;kommune;cvr\n") == ";"


def test_ragged_rows_still_show_their_delimiter() -> None:
    assert delimiter_of("a,b,c\n1,2\n1,2,3,4\n") == ","


def test_empty_cells_beyond_the_header_fit() -> None:
    assert delimiter_of("a;b\n1;2;;\n3;4,5;;\n") == ";"


def test_blank_rows_do_not_count() -> None:
    assert delimiter_of("\n\na;b\n\n1;2\n\n\n\n") == ";"


def test_line_breaks_within_quotes_do_not_part_rows() -> None:
    assert delimiter_of('name|notes\nDokk1|"one, two\nthree, four\nfive"\nOodi|six\n') == "|"


def test_a_row_cut_off_at_the_end_of_the_head_does_not_count() -> None:
    head = "a;b,c;d\n1;2,3;4\n5;6,"
    assert find_dialect(head, is_whole=False).delimiter == ";"


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [("sep=;\r\n", ";"), ("SEP=,\n", ","), ('"sep=|"\n', "|"), ("sep=\t\r", "\t"), ("sep=#", "#")],
)
def test_a_sep_line_says_what_the_delimiter_is(line: str, delimiter: str) -> None:
    assert find_dialect(line, is_whole=True) == ListDialect(delimiter, sep_line=True)
    assert find_dialect(f"{line}\na,b;c\n", is_whole=True) == ListDialect(delimiter, sep_line=True)


def test_a_header_that_only_begins_like_a_sep_line_is_a_header() -> None:
    assert find_dialect("sep=;x\n", is_whole=True).sep_line is False
    assert find_dialect("separator,sep=;\n", is_whole=True) == ListDialect(",")


def test_a_stated_delimiter_wins_over_a_sep_line_which_is_still_no_data() -> None:
    assert find_dialect("sep=;\na,b\n", is_whole=True, stated=",") == ListDialect(
        ",", sep_line=True
    )


@pytest.mark.parametrize(
    ("stated", "delimiter"), [("tab", "\t"), ("\\t", "\t"), ("Semicolon", ";"), ("#", "#")]
)
def test_a_delimiter_may_be_stated_as_a_sign_or_by_name(stated: str, delimiter: str) -> None:
    assert find_dialect("a", is_whole=True, stated=stated).delimiter == delimiter


@pytest.mark.parametrize("stated", ["", ";;", '"', "\n", "\0", "x", "\udcff", "kommaer"])
def test_what_cannot_part_cells_is_refused(stated: str) -> None:
    with pytest.raises(InvalidInput, match="is no delimiter") as caught:
        find_dialect("a", is_whole=True, stated=stated)
    assert "semicolon" in caught.value.hint


@pytest.mark.parametrize(
    ("dialect", "phrase"),
    [
        (ListDialect(";"), "semicolons between cells"),
        (ListDialect("\t", sep_line=True), "tabs between cells, as its first line says"),
        (ListDialect("#"), "'#' between cells"),
        (ListDialect(None), "one column"),
        (ListDialect(",", escaped=True), r"commas between cells, quotes written \""),
    ],
)
def test_the_dialect_is_told_in_words(dialect: ListDialect, phrase: str) -> None:
    assert str(dialect) == phrase
