"""`partnerreg import all`: a register is rebuilt, or none is made."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from typing import TYPE_CHECKING

import pytest

from partnerreg.errors import RegisterUnusable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.command_line import Cli, Register
    from partnerreg.db.unit_of_work import UnitOfWork


@pytest.fixture
def folder(portfolio: Cli, tmp_path: Path) -> Path:
    """A whole export with a document."""
    (tmp_path / "aftale.pdf").write_bytes(b"%PDF")
    portfolio.done("agreement", "attach", "Alfa", "aftale.pdf", "--kind", "written-agreement")
    portfolio.done("export", "all", "whole")
    return tmp_path / "whole"


def test_an_error_names_the_register_and_not_what_passes_for_it(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(work: UnitOfWork, *_: object, **__: object) -> None:
        place = work.session.connection().engine.url.database
        raise RegisterUnusable(f"{place} is full.")

    monkeypatch.setattr("partnerreg.transfer.archive.whole.import_all", full)

    answer = cli("--db", "new.db", "import", "all", "whole")

    assert answer == (6, "", "Error: new.db is full.\n")


@pytest.fixture
def refusal(cli: Cli, tmp_path: Path) -> Callable[[], str]:
    """What is said of the export; that nothing is made of it, nor left beside it."""

    def refusal() -> str:
        (tmp_path / "new").mkdir()
        answer = cli("--db", str(tmp_path / "new" / "r.db"), "import", "all", "whole")
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert list((tmp_path / "new").iterdir()) == []
        return answer.stderr

    return refusal


def sign(folder: Path, file: str) -> None:
    """Let the manifest say that a file is as it is."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    content = (folder / file).read_bytes()
    manifest["files"][file]["sha256"] = hashlib.sha256(content).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_a_register_is_made_once_all_of_it_is_there(
    cli: Cli, folder: Path, register: Register, tmp_path: Path
) -> None:
    new = tmp_path / "new.db"
    said = cli.done("--db", str(new), "import", "all", str(folder))
    assert said == (f"Made a new register at {new}.\nRebuilt 4 partners and 1 document.\n")
    assert [path.name for path in tmp_path.iterdir() if "new" in path.name] == ["new.db"]
    assert list(tmp_path.glob(".*.part*")) == []
    names = "SELECT id, name FROM partner ORDER BY id"
    rebuilt = type(register)(new)
    assert rebuilt.rows(names) == register.rows(names)
    assert rebuilt.operations == 1


def test_an_empty_file_is_filled_and_an_empty_register_too(
    cli: Cli, folder: Path, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "new.db").touch()
    cli.done("--db", str(tmp_path / "new.db"), "import", "all", "whole")
    assert type(register)(tmp_path / "new.db").operations == 1
    again = cli("--db", str(tmp_path / "new.db"), "import", "all", "whole")
    assert again.exit_code == 2
    assert "; a whole export comes into a new one" in again.stderr


def test_a_folder_that_is_not_there_is_named_and_not_made(
    cli: Cli, folder: Path, tmp_path: Path
) -> None:
    answer = cli("--db", str(tmp_path / "no" / "r.db"), "import", "all", "whole")
    assert answer.exit_code in {2, 3}
    assert f"The folder {tmp_path / 'no'} does not exist." in answer.stderr
    assert not (tmp_path / "no").exists()


def test_no_register_is_left_where_a_row_is_refused(
    folder: Path, refusal: Callable[[], str]
) -> None:
    partners = (folder / "partners.csv").read_text(encoding="utf-8")
    (folder / "partners.csv").write_text(partners.replace("active", "asleep", 1), encoding="utf-8")
    sign(folder, "partners.csv")
    assert "partners.csv, line 2, status: " in refusal()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such devices")
@pytest.mark.parametrize("strange", ["pipe", "device", "folder", "loop"])
@pytest.mark.parametrize("file", ["manifest.json", "goals.csv", "documents/1-aftale.pdf"])
def test_what_is_no_file_is_not_read(
    folder: Path, refusal: Callable[[], str], file: str, strange: str
) -> None:
    path = folder / file
    path.unlink()
    match strange:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path)
    said = refusal()
    wrong = "cannot be read: Too many levels" if strange == "loop" else "is no file."
    assert f"whole/{file} {wrong}" in said


def test_a_document_that_has_grown_is_not_read(folder: Path, refusal: Callable[[], str]) -> None:
    os.truncate(folder / "documents" / "1-aftale.pdf", 5_000_000_000)
    assert "1-aftale.pdf was altered since the export." in refusal()


def test_a_document_larger_than_any_is_not_read(folder: Path, refusal: Callable[[], str]) -> None:
    os.truncate(folder / "documents" / "1-aftale.pdf", 5_000_000_000)
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
        header, row = csv.reader(file)
    row[header.index("size")] = "5000000000"
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, row])
    sign(folder, "documents.csv")
    assert "documents.csv, line 2: no register takes in 5,000,000,000 bytes." in refusal()


def test_a_row_that_goes_on_and_on_is_refused(
    folder: Path, refusal: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnerreg.transfer.archive.files._LONGEST_ROW", 10_000)
    with (folder / "goals.csv").open("ab") as file:
        file.write(b'1,"' + b"x\n" * 5_000)
    sign(folder, "goals.csv")
    assert "goals.csv, line 3: the row that begins there has more than 10,000 c" in refusal()


def test_nothing_outside_the_folder_is_read(folder: Path, refusal: Callable[[], str]) -> None:
    (folder / "documents" / "1-aftale.pdf").rename(folder.parent / "1-aftale.pdf")
    documents = (folder / "documents.csv").read_text(encoding="utf-8")
    outside = documents.replace("aftale.pdf", "../../1-aftale.pdf")
    (folder / "documents.csv").write_text(outside, encoding="utf-8")
    sign(folder, "documents.csv")
    assert "'../../1-aftale.pdf' is missing" in refusal()
