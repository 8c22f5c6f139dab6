"""Workbooks made to do harm, or damaged on their way: each is told, and none does any."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from contextlib import suppress
from string import ascii_letters
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from helpers.workbooks import ods, row, table, text, texts, xlsx, zipped
from partnerreg.errors import InvalidInput
from partnerreg.transfer.readers import sandbox
from partnerreg.transfer.readers.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

GIGABYTE = 1 << 30


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.xlsx"


def refusal(path: Path, content: bytes | None = None) -> str:
    """What is said of a file; it must say what to do."""
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InvalidInput) as caught:
        open_source(path)
    assert caught.value.hint
    return caught.value.message.replace(str(path), "list.xlsx")


def sheet(*rows: str, dimension: str = "A1:B2") -> bytes:
    part = table(row(1, text("navn"), text("by")), *rows)
    return xlsx({"Ark1": part.replace("<sheetData>", f'<dimension ref="{dimension}"/><sheetData>')})


def far_cell(place: str) -> str:
    number = place.strip(" \"'").lstrip(ascii_letters)
    return f'<row r="{number}"><c r={place}{text("stray")}</c></row>'


def repacked(content: bytes, part: str, new: bytes) -> bytes:
    """The archive with another part, whose content is not packed."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            archive.writestr(name, new if name == part else old.read(name))
    return out.getvalue()


def spaces(size: int) -> bytes:
    """So many spaces, packed: a thousandth of them. Each megabyte is packed alike."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return megabyte * (size >> 20) + packer.flush(zlib.Z_FINISH)


def bomb(content: bytes, part: str, size: int, claim: int | None = None) -> bytes:
    """The archive with a part of so many spaces, whose size the directory may not say."""
    claim = size if claim is None else claim
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            if name != part:
                archive.writestr(name, old.read(name))
        packed, info = spaces(size), zipfile.ZipInfo(part)
        info.compress_type, info.header_offset = zipfile.ZIP_DEFLATED, archive.start_dir
        info.compress_size, info.file_size = len(packed), claim
        info.CRC = zlib.crc32(b" " * claim) if claim < GIGABYTE else 0
        assert archive.fp is not None
        archive.fp.write(info.FileHeader() + packed)
        archive.start_dir = archive.fp.tell()
        archive.filelist.append(info)
        archive._didModify = True  # type: ignore[attr-defined]
    return out.getvalue()


@pytest.mark.parametrize("dimension", ["A1:B2", "A1:XFD1048576", "A1:ZZZZZZ9"])
def test_where_a_sheet_ends_is_told_by_its_cells_and_not_by_what_it_claims(
    path: Path, dimension: str
) -> None:
    path.write_bytes(sheet(row(2, text("Oodi"), text("Helsinki")), dimension=dimension))
    with open_source(path) as source:
        assert list(source) == [(2, ["Oodi", "Helsinki"], None)]


@pytest.mark.parametrize(
    ("place", "end"),
    [
        ('"XFD1048576"', "row 1,048,576 and column XFD"),
        ('"ZZZZZZ4294967295"', "row 4,294,967,295 and column ZZZZZZ"),
        ('"AAAA1"', "row 1 and column AAAA"),
        ('"A1048577"', "row 1,048,577 and column B"),
        ('"XFE3"', "row 3 and column XFE"),
    ],
)
def test_a_cell_that_no_list_has_is_named(path: Path, place: str, end: str) -> None:
    said = refusal(path, sheet(far_cell(place)))
    assert said.startswith(f"the sheet 'Ark1' of list.xlsx reaches to {end}; ")


@pytest.mark.parametrize("place", ["'XFD1048576'", '"xfd1048576"', ' "XFD1048576"'])
def test_a_far_cell_that_hides_takes_no_memory_of_ours(path: Path, place: str) -> None:
    said = refusal(path, sheet(far_cell(place)))
    assert said == "list.xlsx takes more than 2 GB of memory to be read"


@pytest.mark.parametrize("repeated", ["rows", "columns"])
@pytest.mark.parametrize("kind", ["", ' calcext:value-type="error"'])
def test_a_cell_that_stands_for_billions_is_named(path: Path, repeated: str, kind: str) -> None:
    many = f' table:number-{repeated}-repeated="{2**31}"'
    of_row, of_cell = (many, "") if repeated == "rows" else ("", many)
    cell = f'<table:table-cell office:value-type="string"{kind}{of_cell}><text:p>x</text:p>'
    rows = f"<table:table-row{of_row}>{cell}</table:table-cell></table:table-row>"
    said = refusal(path, ods("Ark1", rows))
    if kind:
        assert said.endswith("is a damaged workbook: more than 1,000,000 cells hold an error")
    else:
        assert "of list.xlsx reaches to row " in said


def test_a_part_that_unpacks_to_gigabytes_is_named_before_it_is_unpacked(path: Path) -> None:
    content = xlsx({"Ark1": texts(("navn",), ("Oodi",))})
    for part in ("xl/workbook.xml", "xl/worksheets/s1.xml", "xl/other.xml"):
        said = refusal(path, bomb(content, part, 2 * GIGABYTE))
        assert said == (
            f"list.xlsx unpacks to 2,147 MB, of which '{part}' is 2,147 MB; "
            "at most 1,000 MB are read"
        )


def test_a_part_that_is_packed_as_no_text_is_is_named(path: Path) -> None:
    content = xlsx({"Ark1": texts(("navn",), ("Oodi",))})
    said = refusal(path, bomb(content, "xl/workbook.xml", GIGABYTE // 8))
    assert said.startswith("'xl/workbook.xml' of list.xlsx unpacks to ")
    assert said.endswith(" times its size, 134 MB, as no list does")


@pytest.mark.parametrize("claim", [0, 1000])
def test_what_an_archive_says_of_itself_is_all_that_is_unpacked(path: Path, claim: int) -> None:
    content = xlsx({"Ark1": texts(("navn",), ("Oodi",))})
    said = refusal(path, bomb(content, "xl/worksheets/s1.xml", GIGABYTE, claim=claim))
    assert said.startswith("list.xlsx is ")


def test_a_workbook_of_very_many_parts_is_refused(path: Path) -> None:
    parts = dict.fromkeys([f"xl/{n}.xml" for n in range(10_000)], "")
    said = refusal(path, zipped({"xl/workbook.xml": "", **parts}))
    assert said == "list.xlsx has 10,001 parts; at most 10,000 are read"


def test_a_row_without_end_is_refused(path: Path) -> None:
    content = xlsx({"Ark1": texts(("navn",))})
    said = refusal(path, repacked(content, "xl/worksheets/s1.xml", b" " * (33 << 20)))
    assert said == "list.xlsx is a damaged workbook: a row of it is longer than 32 MB"


def test_a_row_of_too_many_characters_is_named(path: Path) -> None:
    content = xlsx({"Ark1": texts(("navn",), ("x" * 10_000_001,))})
    said = refusal(path, repacked(content, "", b""))  # packed, it would be refused for that
    assert said == "list.xlsx, row 2: it has more than 10,000,000 characters"


def test_what_takes_too_long_is_stopped(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    rows = table("<row><c><v>1</v></c></row>" * 3_000_000).encode()
    content = repacked(xlsx({"Ark1": texts(("navn",))}), "xl/worksheets/s1.xml", rows)
    assert refusal(path, content) == "list.xlsx takes more than 1 second to be read"


def test_a_fault_of_the_program_is_not_blamed_on_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(xlsx({"Ark1": texts(("navn",), ("Oodi",))}))
    monkeypatch.setattr(sandbox, "SECONDS", "soon")
    with pytest.raises(RuntimeError, match="invalid literal for int"):
        open_source(path)


def test_entities_that_expand_without_end_are_refused(path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "xxxxxxxxxx">{levels}]>'
    content = xlsx({"&e11;": texts(("navn",), ("Oodi",))})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        workbook = archive.read("xl/workbook.xml").replace(b"&amp;e11;", b"&e11;")
    said = refusal(path, repacked(content, "xl/workbook.xml", head.encode() + workbook))
    assert said.startswith("list.xlsx is a damaged workbook: ")


def an_excel_file() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["navn", "by", "antal", "dag"])
    for number in range(30):
        book.active.append([f"Forening {number}", "Aarhus", number * 1.5, "=1/0"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def an_open_document_file() -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>Oodi</text:p></table:table-cell>'
    cells = f'<table:table-cell table:number-columns-repeated="2"/>{cell}'
    rows = f'<table:table-row table:number-rows-repeated="2">{cells}</table:table-row>' * 20
    return ods("Ark1", rows)


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The file with a few bytes changed, taken out or put in, or cut; or so a part of it."""
    if dice.random() < 0.5:  # most changes of what is packed are found by its checksum alone
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = dice.choice(archive.namelist())
            return repacked(content, part, scrambled(archive.read(part), dice))
    return scrambled(content, dice)


def scrambled(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(changed))
        match dice.randrange(5):
            case 0:
                changed[place] = dice.randrange(256)
            case 1:
                del changed[place : place + dice.randint(1, 40)]
            case 2:
                changed[place:place] = changed[place : place + dice.randint(1, 40)]
            case 3:
                changed[place : place + 4] = struct.pack("<I", dice.choice([0, 2**31, 2**32 - 1]))
            case 4 if dice.random() < 0.1:
                del changed[place:]
        if not changed:
            break
    return bytes(changed)


@pytest.mark.parametrize("make", [an_excel_file, an_open_document_file])
@pytest.mark.parametrize("seed", range(0, 60, 20))
def test_a_damaged_workbook_is_read_or_told(path: Path, make: object, seed: int) -> None:
    assert callable(make)
    content = make()
    for number in range(seed, seed + 20):
        path.write_bytes(mutated(content, random.Random(number)))
        with suppress(InvalidInput), open_source(path) as source:
            list(source)
