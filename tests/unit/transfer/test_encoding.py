"""Which encoding a list is in, and where it is no text."""

from __future__ import annotations

import io

import pytest

from partnerreg.errors import InvalidInput
from partnerreg.transfer.readers.encoding import Examination, examine

NORDIC = "navn;kommune\nCafé Retro;København\nÅbent Værksted;Århus\nHjärtat;Göteborg\n"


def examined(content: bytes, stated: str | None = None) -> Examination:
    return examine(io.BytesIO(content), "list.csv", stated)


def encoding_of(content: bytes, stated: str | None = None) -> tuple[str, bool, bool]:
    found = examined(content, stated).encoding
    return found.codec, found.bom, found.assumed


def refusal_of(content: bytes, stated: str | None = None) -> str:
    with pytest.raises(InvalidInput) as caught:
        examine(io.BytesIO(content), "list.csv", stated)
    assert caught.value.hint
    return caught.value.message


def test_plain_ascii_is_utf8_and_not_an_assumption() -> None:
    assert encoding_of(b"name\nDokk1\n") == ("utf-8", False, False)


@pytest.mark.parametrize(
    ("written", "codec"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32-le", "utf-32-le"),
        ("utf-32-be", "utf-32-be"),
    ],
)
def test_a_byte_order_mark_settles_the_encoding(written: str, codec: str) -> None:
    mark = "" if written == "utf-8-sig" else "\ufeff"
    assert encoding_of((mark + NORDIC).encode(written)) == (codec, True, False)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark_are_known_by_their_nul_bytes(codec: str) -> None:
    assert encoding_of(NORDIC.encode(codec)) == (codec, False, False)


def test_what_is_not_utf8_is_assumed_to_be_what_a_nordic_excel_writes() -> None:
    assert encoding_of(NORDIC.encode("cp1252")) == ("cp1252", False, True)


def test_curly_quotes_and_dashes_of_windows_do_not_make_it_dos() -> None:
    english = b"name\nThe children\x92s \x93House\x94 \x96 their own\x85\nRock \x91n\x92 Roll\n"
    assert encoding_of(english)[0] == "cp1252"


@pytest.mark.parametrize(
    "names",
    [NORDIC, "navn\nKøbenhavn\n", "namn\nMalmö och Hjärtat\n", "navn\nØbro\n", "nimi\nJyväskylä\n"],
)
def test_letters_where_cp1252_has_daggers_or_nothing_are_cp850(names: str) -> None:
    assert encoding_of(names.encode("cp850")) == ("cp850", False, True)


def test_a_letter_that_is_not_ascii_on_the_last_of_many_rows_is_still_seen() -> None:
    many = b"name\n" + b"Dokk1\n" * 200_000
    assert encoding_of(many + "Århus".encode())[0] == "utf-8"
    assert encoding_of(many + "Århus".encode("cp1252")) == ("cp1252", False, True)


def test_utf8_with_a_damaged_letter_is_not_read_as_something_else() -> None:
    damaged = examined(NORDIC.encode() + "Sønderborg\n".encode("cp1252"))
    assert (damaged.encoding.codec, damaged.is_damaged) == ("utf-8", True)


def test_a_letter_cut_off_at_the_end_of_the_file_is_damage() -> None:
    assert examined(b"\xef\xbb\xbfnavn\nCaf\xc3").is_damaged


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16"])
def test_a_nul_is_damage_that_leaves_the_rest_readable(codec: str) -> None:
    assert examined("navn,by\nCaf\0,Århus\n".encode(codec)).is_damaged
    assert not examined("navn,by\nCafé,Århus\n".encode(codec)).is_damaged


def test_a_byte_that_the_stated_encoding_has_not_is_damage_where_each_byte_is_a_letter() -> None:
    assert examined(b"navn\r\nDokk1\r\nCaf\x81\r\n", "cp1252").is_damaged


@pytest.mark.parametrize("stated", ["gbk", "utf-16-le", "utf-32-be"])
def test_damage_that_may_take_what_follows_with_it_is_refused(stated: str) -> None:
    content = "navn,by\nDokk1,x\n".encode(stated) + b"\0\xdc\xff\xff"
    assert f"is not {stated.replace('_', '-')}" in refusal_of(content, stated)


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16", "utf-16-be", "utf-32"])
def test_doubled_returns_are_seen_wherever_they_stand(codec: str) -> None:
    for length in range(65_530, 65_540):
        text = "x" * length
        assert examined(f"navn\n{text}\r\r\ny".encode(codec)).doubled_returns
    assert not examined("navn\r\nDokk1\r\rx\r".encode(codec)).doubled_returns


def test_a_stated_encoding_is_not_questioned() -> None:
    assert encoding_of(NORDIC.encode("cp1252"), "cp850") == ("cp850", False, False)
    assert encoding_of(NORDIC.encode(), "UTF8") == ("utf-8", False, False)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32-be"])
def test_the_line_of_a_fault_is_right_in_a_file_of_many_pieces(codec: str) -> None:
    rows = "".join(f"række {n}\r\n" for n in range(50_000)).encode(codec)
    unit = len("x".encode(codec.replace("utf-16", "utf-16-le").replace("-le-le", "-le")))
    broken = {2: b"\x00\xd8\x00\xd8", 4: b"\xff\xff\xff\xff"}[unit]
    assert "line 50,001, character 1" in refusal_of(rows + broken, codec)


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "cp1252\0", ""])
def test_an_encoding_nobody_knows_is_refused_with_the_common_ones(name: str) -> None:
    assert "no encoding is called" in refusal_of(NORDIC.encode(), name)


def test_old_mac_line_ends_count_as_lines() -> None:
    assert "line 3, character 1" in refusal_of("navn\rDokk1\r".encode("utf-16-le") + b"\0\xdc")


def test_an_empty_file_is_refused() -> None:
    assert refusal_of(b"") == "list.csv is empty"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml..word/document.xml", "a Word document"),
        (b"PK\x03\x04" + bytes(26) + b"Index/Document.iwa", "a Numbers document"),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "OpenDocument",
        ),
        (b"PK\x03\x04" + bytes(26) + b"list.csv", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old Office document"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"SQLite format 3\0", "SQLite database"),
        (b"\x1f\x8b\x08\0", "gzip archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"{\\rtf1\\ansi", "rich text"),
        (b"\n<!DOCTYPE html><table>", "a web page"),
    ],
)
def test_a_file_that_is_no_text_is_called_what_it_looks_like(content: bytes, kind: str) -> None:
    with pytest.raises(InvalidInput, match=r"list\.csv is no list: it looks like") as caught:
        examined(content)
    assert kind in caught.value.message
    assert "save the sheet as .xlsx or as CSV" in caught.value.hint


@pytest.mark.parametrize(
    ("content", "phrase"),
    [
        (NORDIC.encode(), "UTF-8"),
        (NORDIC.encode("utf-8-sig"), "UTF-8 with a byte order mark"),
        (NORDIC.encode("cp1252"), "cp1252 (assumed: it is not UTF-8)"),
    ],
)
def test_the_encoding_is_told_in_words(content: bytes, phrase: str) -> None:
    assert str(examined(content).encoding) == phrase


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [NORDIC, "名前;市\n図書館;東京\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_wide_encoding_is_stated_without_the_order_of_its_bytes(
    codec: str, text: str, mark: str
) -> None:
    stated = codec.rpartition("-")[0].upper()
    assert encoding_of((mark + text).encode(codec), stated) == (codec, bool(mark), False)


@pytest.mark.parametrize("stated", ["utf-16", "utf-32"])
@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_narrow_file_is_not_taken_for_the_wide_one_it_is_said_to_be(
    stated: str, written: str
) -> None:
    assert f"list.csv is not {stated}" in refusal_of(NORDIC.encode(written), stated)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_what_is_cut_off_within_a_wide_letter_is_told(codec: str) -> None:
    said = refusal_of(NORDIC.encode(codec)[:-1], codec.rpartition("-")[0])
    assert said.endswith(f"is not {codec}")


@pytest.mark.parametrize("stated", ["idna", "punycode"])
def test_how_web_addresses_are_written_is_no_encoding_of_a_list(stated: str) -> None:
    assert "no encoding is called" in refusal_of(b"a..b\n", stated)
