"""Who may read a file that is written, before and after it stands where it should."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from partnerreg.transfer.export.place import destination

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("wanted", [0o600, 0o640, 0o644, 0o666, 0o440])
def test_a_replaced_file_may_be_read_by_whom_it_could_be_read(tmp_path: Path, wanted: int) -> None:
    path = tmp_path / "list.csv"
    path.write_text("last year's")
    path.chmod(wanted)
    with destination(str(path), overwrite=True) as file:
        file.write(b"this year's")
    assert (path.read_text(), mode(path)) == ("this year's", wanted)


def test_a_new_file_may_be_read_by_whom_other_new_files_may_be(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with destination(str(path)) as file:
        file.write(b"new")
    assert mode(path) == 0o640
    assert os.umask(0o027) == 0o027


def test_a_file_that_is_being_written_is_for_oneself(tmp_path: Path) -> None:
    (tmp_path / "list.csv").touch()
    with destination(str(tmp_path / "list.csv"), overwrite=True) as file:
        file.write(b"half of")
        file.flush()
        (part,) = tmp_path.glob("*.part")
        assert mode(part) == 0o600
