from __future__ import annotations

import os
import select
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from partnerreg.errors import NotFound, RegisterError
from partnerreg.render import browser, pdf, render

if TYPE_CHECKING:
    from pathlib import Path

    from partnerreg.reports.report import Report

needs_programs = pytest.mark.skipif(sys.platform == "win32", reason="programs are shell scripts")


def program(folder: Path, name: str, script: str) -> Path:
    """A program that does as the script says."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of programs, one of which will be the browser."""
    monkeypatch.setenv(browser.NAMED, str(tmp_path / "browser"))
    return tmp_path


def test_without_a_browser_the_person_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="none of them was found") as told:
        browser.find({"PATH": str(tmp_path)}, "linux")
    assert "Write the report as .html" in (told.value.hint or "")


@needs_programs
def test_a_browser_in_the_path_is_found(tmp_path: Path) -> None:
    edge = program(tmp_path, "microsoft-edge", "")
    assert browser.find({"PATH": str(tmp_path)}, "linux") == str(edge)
    chrome = program(tmp_path, "google-chrome", "")
    assert browser.find({"PATH": str(tmp_path)}, "linux") == str(chrome)


def test_a_browser_is_found_where_windows_puts_it(tmp_path: Path) -> None:
    edge = tmp_path / r"Microsoft\Edge\Application\msedge.exe"
    edge.parent.mkdir(parents=True, exist_ok=True)
    edge.write_bytes(b"")
    found = browser.find({"PATH": "", "PROGRAMFILES(X86)": str(tmp_path)}, "win32")
    assert found == str(edge)


@needs_programs
def test_the_browser_that_is_named_goes_before_others(tmp_path: Path) -> None:
    program(tmp_path, "chromium", "")
    other = program(tmp_path, "other", "")
    assert browser.find({"PATH": str(tmp_path), browser.NAMED: "other"}, "linux") == str(other)


def test_a_browser_that_is_named_and_not_there_is_no_reason_to_take_another(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="names opera, which is no program"):
        browser.find({"PATH": str(tmp_path), browser.NAMED: "opera"}, "linux")


@needs_programs
def test_what_the_browser_prints_is_written(named: Path, levels: Report) -> None:
    # It says what it was given instead of printing it.
    script = (
        """for word; do case $word in --print-to-pdf=*) echo "$@" > "${word#*=}";; esac; done"""
    )
    program(named, "browser", script)
    out = BytesIO()
    render(levels, form="pdf", out=out)
    line = out.getvalue().decode()
    assert "--headless" in line
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in line
    profile = line.split("--user-data-dir=")[1].split()[0]
    assert line.strip().endswith(profile.replace("/profile", "/report.html"))


@needs_programs
def test_a_browser_that_prints_nothing_is_told_with_what_it_said(
    named: Path, levels: Report
) -> None:
    program(named, "browser", "echo one >&2; echo 'No room left.' >&2; exit 1")
    with pytest.raises(RegisterError, match=r"printed nothing\. It said: No room left\.") as told:
        render(levels, form="pdf", out=BytesIO())
    assert told.value.hint == pdf.REMEDY


@needs_programs
def test_a_browser_that_does_not_finish_is_ended(
    named: Path, levels: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "TIME_LIMIT", 0.2)
    program(named, "browser", "exec sleep 20")
    with pytest.raises(RegisterError, match=r"did not finish printing within 0\.2 seconds"):
        render(levels, form="pdf", out=BytesIO())


@needs_programs
def test_a_browser_is_ended_with_all_that_it_has_started(
    named: Path, levels: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "TIME_LIMIT", 0.5)
    alive = named / "alive"
    os.mkfifo(alive)
    pipe = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    program(named, "browser", f"exec 3> '{alive}'; echo up >&3; sleep 300 & wait")
    with pytest.raises(RegisterError, match="did not finish"):
        render(levels, form="pdf", out=BytesIO())
    assert os.read(pipe, 10) == b"up\n"
    assert select.select([pipe], [], [], 10)[0], "nobody has the other end any more"
    assert os.read(pipe, 10) == b""
    os.close(pipe)


@needs_programs
def test_a_browser_that_cannot_be_started_is_told(named: Path, levels: Report) -> None:
    (named / "browser").write_bytes(b"\x00no program\x00")
    (named / "browser").chmod(0o755)
    with pytest.raises(RegisterError, match="cannot be started"):
        render(levels, form="pdf", out=BytesIO())
