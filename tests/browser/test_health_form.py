"""The form of a health check in a real browser: filled in, saved, and read back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from helpers.command_line import Cli, Register, settle

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.devtools import Browser

TELEPHONE, SCREEN = 390, 1024

# Whatever the page might ask of a network.
LOADS = "performance.getEntriesByType('resource').length"


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A register with an open health check, and its form in Danish."""
    settle(monkeypatch, tmp_path)
    cli = Cli()
    cli.done("partner", "add", 'Café <Ø> & "Søn"')
    cli.done("health", "open", "1")
    cli.done("--lang", "da", "health", "form", "1", "--side", "they", "-o", "form.html")
    return cli


def saved(folder: Path) -> Path:
    """The file that the page saved, once it is whole."""
    deadline = time.monotonic() + 20
    while True:
        found = [path for path in folder.iterdir() if path.suffix == ".html"]
        if found and found[0].stat().st_size:
            return found[0]
        assert time.monotonic() < deadline, "nothing was saved"
        time.sleep(0.05)


def test_a_form_is_filled_in_by_keyboard_saved_and_read(
    cli: Cli, tmp_path: Path, chromium: Browser
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    chromium.open(tmp_path / "form.html", folder)
    assert chromium.tell(LOADS) == 0

    # The first group of buttons, then its comment, then the second statement.
    chromium.press("Tab", "ArrowRight", "Tab", *"Nej </script> ø", "Tab", "ArrowLeft")
    chromium.tell("document.querySelector('[data-code=keep] textarea').focus()")
    chromium.press(*"Alt")
    assert chromium.tell("document.getElementById('count').innerText") == "2 af 16 besvaret"
    chromium.tell("document.querySelector('button').focus()")
    chromium.press("Enter")
    path = saved(folder)

    assert "2 of 16 statements" in cli.done("health", "read", str(path))
    register = Register(tmp_path / "register.db")
    assert register.rows("SELECT side, code, score, comment FROM health_answer ORDER BY id") == [
        ("they", "p1", 1, "Nej </script> ø"),
        ("they", "p2", 5, None),
        ("they", "keep", None, "Alt"),
    ]
    # Twice is told.
    assert "answered already" in cli("health", "read", str(path)).stderr

    # Opened again, it shows what was filled in, and is saved again with more.
    chromium.open(path, folder)
    assert chromium.tell("document.querySelector('[name=p1]:checked').value") == "1"
    assert chromium.tell("document.querySelector('textarea').value") == "Nej </script> ø"


@pytest.mark.parametrize("width", [TELEPHONE, SCREEN])
def test_nothing_of_a_form_reaches_beyond_the_page_and_buttons_can_be_hit(
    cli: Cli, tmp_path: Path, chromium: Browser, width: int
) -> None:
    chromium.open(tmp_path / "form.html", tmp_path, width=width)

    assert chromium.tell("document.documentElement.scrollWidth") <= width
    sizes = "[...document.querySelectorAll('.scale input')].map(e => e.getBoundingClientRect())"
    assert chromium.tell(f"Math.min(...{sizes}.map(box => Math.min(box.width, box.height)))") >= 44
    # A screen reader is told what each button means.
    assert ("radio", "1 , uenig") in [
        (role, name.replace("1,", "1 ,")) for role, name in chromium.accessible()
    ]


def test_a_form_can_be_printed_and_filled_in_by_hand(
    cli: Cli, tmp_path: Path, chromium: Browser
) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    pages = PdfReader(
        BytesIO(chromium.printed((tmp_path / "form.html").read_text(encoding="utf-8")))
    ).pages
    text = "\n".join(page.extract_text() for page in pages)

    assert "Vi kan begge sige nej." in text
    assert "partnerreg-health:" in text
    assert "Gem svarene" not in text
    assert len(pages) <= 3
