"""Reading TOML that people write: what it says, or exactly what is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from partnerreg.errors import InvalidInput
from partnerreg.toml_file import LARGEST, read_toml


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.toml"


def refusal(path: Path) -> str:
    with pytest.raises(InvalidInput) as caught:
        read_toml(path)
    assert caught.value.hint
    assert caught.value.message.startswith(str(path))
    return caught.value.message.removeprefix(str(path))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_file_is_read_as_any_editor_leaves_it(path: Path, mark: bytes, line_end: bytes) -> None:
    path.write_bytes(mark + "a = 1\nb = 'æ'\n".encode().replace(b"\n", line_end))
    assert read_toml(path) == ("a = 1\nb = 'æ'\n", {"a": 1, "b": "æ"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"a = 1\n\nb c = 1\n", ", line 3, column 3: it is not TOML: Expected '='"),
        (b"a = 1\nb = [\n\n", ", line 2: it is not TOML: "),
        (b"a = 1\nb = '\xff'\n", ", line 2: there are bytes that are no text in UTF-8."),
        (b"a = 1\nb = " + b"[" * 10_000 + b"\nc = 1", ", line 2: it is not TOML: brackets stand"),
        (b"a = 1\nb = " + b"9" * 10_000 + b"\nc = 1", ", line 2: it is not TOML: a number is too"),
        (b"a = 1\nb = 1\0\n", ", line 2, column 6: it is not TOML: "),
        (b"#" * (LARGEST + 1), " is larger than 250,000 bytes."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(path: Path, text: bytes, message: str) -> None:
    path.write_bytes(text)
    assert refusal(path).startswith(message)


def test_a_deep_file_is_refused_wherever_it_is_deep(path: Path) -> None:
    path.write_text("a = [\n" + "[" * 5_000 + "\n" + "]" * 5_001)
    assert refusal(path).startswith(", line 2: it is not TOML: brackets stand too deep")


def test_what_is_no_file_is_refused(path: Path) -> None:
    assert refusal(path) == " cannot be read: No such file or directory."
    path.mkdir()
    assert refusal(path) == " cannot be read: Is a directory."
    path.rmdir()
    path.symlink_to(path)
    assert refusal(path) == " cannot be read: Too many levels of symbolic links."
    assert refusal(path / "\0") == " cannot be read: embedded null byte."


@pytest.mark.skipif(os.name == "nt", reason="Windows has no /dev/zero")
def test_a_device_without_end_is_refused() -> None:
    assert refusal(Path("/dev/zero")) == " is larger than 250,000 bytes."
