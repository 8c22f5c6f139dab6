"""A whole export, and the register that is rebuilt from it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import (
    agreement,
    ask,
    dump,
    one,
    partner,
    raw,
    remove,
    writing,
)
from helpers.archives import JOURNAL, export, rebuild, rewrite, rows_of
from partnerreg.db.dialects import dialect
from partnerreg.errors import InvalidInput, NotFound, RegisterError
from partnerreg.services.agreements import File
from partnerreg.services.examination import examine
from partnerreg.transfer.archive import export as archive
from partnerreg.transfer.archive.layout import tables
from partnerreg.transfer.archive.whole import TAKEN_OVER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "whole"


def fresh(path: Path, empty_register: Path) -> Path:
    shutil.copy(empty_register, path)
    return path


@pytest.fixture
def new(tmp_path: Path, empty_register: Path) -> Path:
    return fresh(tmp_path / "new.db", empty_register)


def test_a_register_is_rebuilt_to_the_byte_and_is_whole(
    filled: Path, folder: Path, new: Path
) -> None:
    written = export(filled, folder)
    rebuilt = rebuild(folder, new)
    assert rows_of(new) == rows_of(filled)
    assert (written.partners, rebuilt.partners, rebuilt.documents) == (6, 6, 4)
    assert written.rows == rebuilt.rows
    connection = dialect.connect(new)
    assert [step for step in examine(connection) if step.faults] == []
    connection.close()


def test_rebuilding_is_one_operation_that_journals_each_table_as_ranges(
    filled: Path, folder: Path, new: Path
) -> None:
    export(filled, folder)
    rebuild(folder, new)
    assert ask(new, "SELECT id, actor, command FROM operation") == [(1, "tester", "import all")]
    told = ask(new, "SELECT operation_id, table_name, row_id, last_row_id FROM change")
    row_counts = {name: one(new, f"SELECT count(*) FROM {name}") for name in tables().values()}
    assert told == [(1, name, 1, row_counts[name]) for name in tables().values()]


def test_numbers_that_were_given_away_stay_so_and_gaps_stay_gaps(
    filled: Path, folder: Path, new: Path
) -> None:
    with writing(filled) as work:
        remove(work, "contact", 2)
        last = partner(work, "Mistaken")
    with raw(filled) as connection:
        connection.execute("DELETE FROM level_change WHERE partner_id = ?", [last])
        connection.execute("DELETE FROM partner WHERE id = ?", [last])
    export(filled, folder)
    rebuild(folder, new)
    assert rows_of(new) == rows_of(filled)
    with writing(new) as work:
        assert partner(work, "After it") == last + 1
    told = ask(new, "SELECT row_id, last_row_id FROM change WHERE table_name = 'contact'")
    assert told == [(1, 1), (3, 4)]


def test_without_history_each_partner_gets_one_step_to_where_it_is(
    filled: Path, folder: Path, new: Path
) -> None:
    export(filled, folder)
    rebuild(folder, new, history=False)
    without = JOURNAL | {"level_change"}
    assert rows_of(new, besides=without) == rows_of(filled, besides=without)
    steps = ask(
        new, "SELECT partner_id, from_level, to_level, effective_on, reason FROM level_change"
    )
    assert steps == [
        (1, None, 1, "2025-04-01", TAKEN_OVER),
        (2, None, 2, "2026-02-27", TAKEN_OVER),
        (3, None, 3, "2023-02-01", TAKEN_OVER),
        (4, 3, None, "2025-05-01", TAKEN_OVER),
        (5, None, 2, "2026-02-27", TAKEN_OVER),
        (6, None, 3, "2026-02-27", TAKEN_OVER),
    ]
    connection = dialect.connect(new)
    assert [step for step in examine(connection) if step.faults] == []
    connection.close()


def test_an_empty_register_is_exported_and_rebuilt(register: Path, folder: Path, new: Path) -> None:
    assert export(register, folder) == (0, 0)
    assert rebuild(folder, new) == (0, 0, 0)
    assert ask(new, "SELECT * FROM operation") == []


def test_two_exports_of_one_register_are_the_same(filled: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        export(filled, folder)
    first, second = (
        {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in folders
    )
    assert first == second
    assert len(first) == len(tables()) + 1 + 4 + 2


def test_an_export_shows_one_moment_whoever_writes_meanwhile(
    filled: Path, folder: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows_of(filled)
    write = archive._write_part
    written = 0

    def interrupted(*arguments: Any) -> tuple[int, str]:
        nonlocal written
        answer = write(*arguments)
        written += 1
        with writing(filled) as work:  # another one writes between two files
            number = partner(work, f"Newcomer {written}", tags=["new"])
            agreement(work, number, file=File("new.pdf", "application/pdf", b"%d" % written))
        return answer

    monkeypatch.setattr(archive, "_write_part", interrupted)
    export(filled, folder)
    assert written == len(tables())
    rebuild(folder, new)
    assert rows_of(new) == before


def test_a_register_that_holds_something_takes_no_export(filled: Path, folder: Path) -> None:
    export(filled, folder)
    before = dump(filled)
    with pytest.raises(InvalidInput, match=r"is not empty \(units: 2\)") as caught:
        rebuild(folder, filled)
    assert "--db" in caught.value.hint
    assert dump(filled) == before


def test_missing_and_altered_files_are_named(filled: Path, folder: Path, new: Path) -> None:
    export(filled, folder)
    (folder / "tags.csv").unlink()
    with (folder / "goals.csv").open("ab") as file:
        file.write(b"9,G9,Nyt,,\n")
    with pytest.raises(InvalidInput) as caught:
        rebuild(folder, new)
    assert "Missing in" in caught.value.message
    assert "tags.csv." in caught.value.message.splitlines()[0]
    assert "goals.csv." in caught.value.message.splitlines()[1]


@pytest.mark.parametrize("harm", ["missing", "altered"])
def test_missing_and_altered_documents_are_named_and_nothing_is_written(
    filled: Path, folder: Path, new: Path, harm: str
) -> None:
    export(filled, folder)
    document = folder / "documents" / "2-aftale.odt"
    document.unlink()
    if harm == "altered":
        document.write_bytes(b"aftalE")
    before = dump(new)
    with pytest.raises(InvalidInput, match=rf"documents.csv, line 3: .*2-.*{harm}"):
        rebuild(folder, new)
    assert dump(new) == before


@pytest.mark.parametrize(
    ("file", "old", "bad", "said"),
    [
        ("partners.csv", "2025-04-01", "2025-04-31", "line 2, since: '2025-04-31' is not a day"),
        ("partners.csv", "active", "asleep", "line 2, status: "),
        ("partners.csv", "Børn og unge", "Ukendt", "line 2, unit: there is no 'Ukendt' in units"),
        ("contacts.csv", "1,1,Café", "x,1,Café", "line 2, number: 'x' is not a number"),
        ("contacts.csv", "1,1,Café", "1,99,Café", "line 2, partner: there is no partner of"),
        ("contacts.csv", "2,1,Café", "1,1,Café", "line 3: the register cannot hold it: UNIQUE"),
        ("contacts.csv", "ase@caferetro.dk", "ase", "line 2, email: 'ase' is not an e-mail"),
        ("tags.csv", "1,1,unge", "1,1,unge,x", "line 2: 4 cells where the header has 3"),
        ("tags.csv", "1,1,unge", '1,1,"unge"x', "line 2: "),
        ("tags.csv", "number", "no", "line 1: the columns are not number, partner, tag"),
        ("tags.csv", "4,2,Unge\n", "", "has 3 rows; the manifest says 4"),
        ("agreements.csv", ",,,1\n", ",,,77\n", "replaces: there is no agreement of that"),
        ("levels.csv", "8,1,Café Retro,2,1", "8,1,Café Retro,1,2", "levels.csv do not fit"),
    ],
)
def test_what_is_wrong_is_told_by_file_line_and_column_and_nothing_is_written(
    filled: Path, folder: Path, new: Path, file: str, old: str, bad: str, said: str
) -> None:
    export(filled, folder)
    if file == "agreements.csv":
        old, bad = "måneders varsel,1", "måneders varsel,77"
    rewrite(folder, file, lambda text: text.replace(old, bad, 1))
    before = dump(new)
    with pytest.raises(InvalidInput) as caught:
        rebuild(folder, new)
    assert file in caught.value.message
    assert said in caught.value.message
    assert dump(new) == before


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ("", "cannot be read"),
        ("[]", "is damaged"),
        ('{"format": 0, "files": {}, "last_numbers": {}}', "is damaged: it does not say"),
        ('{"format": -5, "files": {}, "last_numbers": {}}', "is damaged: it does not say"),
        ('{"format": true, "files": {}, "last_numbers": {}}', "is damaged: it does not say"),
        ('{"format": ' + "9" * 5000 + "}", "cannot be read"),
        (" " * 2_000_000, "is larger than any manifest"),
        ('{"partnerreg": "9.0", "format": 99}', r"by a newer partnerreg \(9.0\)"),
        ('{"partnerreg": "0.1", "format": 1, "files": {}}', "is damaged"),
        ("[" * 100_000, "cannot be read"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "cannot be read"),
    ],
)
def test_a_folder_with_a_strange_manifest_is_refused(
    folder: Path, new: Path, manifest: str, said: str
) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text(manifest)
    with pytest.raises(InvalidInput, match=said):
        rebuild(folder, new)


def test_what_is_no_export_is_refused(folder: Path, new: Path) -> None:
    with pytest.raises(NotFound, match="There is no folder"):
        rebuild(folder, new)
    folder.mkdir()
    with pytest.raises(InvalidInput, match="is no export of a register"):
        rebuild(folder, new)


def test_a_folder_is_replaced_only_if_it_is_an_earlier_export_and_it_is_said(
    filled: Path, folder: Path, new: Path
) -> None:
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    for overwrite in (False, True):
        with pytest.raises(InvalidInput, match="holds something that is no export"):
            export(filled, folder, overwrite=overwrite)
    (folder / "thesis.txt").unlink()
    export(filled, folder)
    with pytest.raises(InvalidInput, match="holds an earlier export") as caught:
        export(filled, folder)
    assert "--overwrite" in caught.value.hint
    with writing(filled) as work:
        partner(work, "A later one")
    assert export(filled, folder, overwrite=True).partners == 7
    assert sorted(path.name for path in folder.parent.iterdir() if path.is_dir()) == ["whole"]
    assert rebuild(folder, new).partners == 7


def test_an_export_that_fails_leaves_everything_as_it_was(
    filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(filled, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "_write_files", full)
    with pytest.raises(RegisterError, match=r"whole could not be written: No space left"):
        export(filled, folder, overwrite=True)
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["whole"]
