"""Where a whole export may be put, and what becomes of what is there."""

from __future__ import annotations

import shutil
import stat
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import dump, partner, writing
from helpers.archives import export
from partnerreg.errors import InvalidInput
from partnerreg.transfer.archive import export as archive

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, filled: Path) -> Path:
    """An earlier export, of the test's own register."""
    folder = tmp_path / "whole"
    export(filled, folder)
    return folder


def content(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    "stray",
    [
        "thesis.txt",
        "partners.xlsx",
        "notes/partners.csv",
        "partners.csv.bak",
        "documents/letter.pdf",
        "documents/4-letters/letter.pdf",
        ".hidden",
    ],
)
def test_a_folder_that_holds_something_else_too_is_not_replaced(
    filled: Path, folder: Path, stray: str
) -> None:
    path = folder / stray
    path.parent.mkdir(exist_ok=True)
    path.write_text("years of work")
    before = content(folder)
    for overwrite in (False, True):
        with pytest.raises(InvalidInput, match="holds an earlier export, and something") as caught:
            export(filled, folder, overwrite=overwrite)
        named = caught.value.message.rpartition(": ")[2].removesuffix(".")
        assert path == folder / named or folder / named in path.parents
        assert "Move that elsewhere" in caught.value.hint
    assert content(folder) == before


def test_what_comes_into_the_folder_while_it_is_written_is_kept(
    filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = archive._write_files

    def interrupted(*arguments: Any) -> None:
        write(*arguments)
        (folder / "thesis.txt").write_text("years of work")

    monkeypatch.setattr(archive, "_write_files", interrupted)
    with pytest.raises(InvalidInput, match=r"something else: thesis\.txt\."):
        export(filled, folder, overwrite=True)
    assert (folder / "thesis.txt").read_text() == "years of work"
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["whole"]


@pytest.mark.parametrize("name", ["register.db", "tags.csv", "documents/9-it.db", "deep/er/it.db"])
@pytest.mark.parametrize("called", ["whole", "link"])
def test_the_folder_in_which_the_register_lies_is_never_replaced(
    filled: Path, folder: Path, name: str, called: str
) -> None:
    register = folder / name
    register.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(filled, register)
    before = dump(register)
    folder.with_name("link").symlink_to(folder)
    for overwrite in (False, True):
        with pytest.raises(InvalidInput, match="The register itself lies in") as caught:
            export(register, folder.with_name(called), overwrite=overwrite)
        assert caught.value.hint == "Name another folder."
    assert dump(register) == before


def test_a_whole_export_is_for_oneself(folder: Path) -> None:
    assert mode(folder) == 0o700


def test_who_may_read_an_export_may_read_the_one_that_replaces_it(
    filled: Path, folder: Path
) -> None:
    modes = {
        folder: 0o750,
        folder / "documents": 0o710,
        folder / "contacts.csv": 0o600,
        folder / "documents" / "2-aftale.odt": 0o640,
    }
    for path, wanted in modes.items():
        path.chmod(wanted)
    with writing(filled) as work:
        partner(work, "A later one")
    assert export(filled, folder, overwrite=True).partners == 7
    assert {path: mode(path) for path in modes} == modes


def test_an_empty_folder_keeps_who_may_read_it(filled: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    export(filled, shared)
    assert mode(shared) == 0o755
