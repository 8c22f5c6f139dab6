"""Makes the pictures that the README shows: `make screenshots`.

A demo register is made for a fixed day, and asked as people ask it: on a terminal of 100
columns, whose output Rich draws as SVG, and as HTML, which the browser on this machine
takes a picture of. The same program gives the same SVG; a PNG also depends on the machine's
letters and on its browser.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from partnerreg.render import browser

FOLDER = Path(__file__).parent

TODAY = "2026-03-02"

COLUMNS = 100

# On a terminal, by the picture's name.
ON_TERMINAL = {
    "levels": ["report", "levels", "--since", "last-meeting"],
    "expiring": ["report", "expiring"],
}

# As HTML, by the picture's name, with how much of the page is shown, in CSS pixels.
AS_PAGES = {
    "meeting": (["report", "meeting"], (1024, 1240)),
    "brief": (["report", "brief", "Kulturskolen Nørreport", "--lang", "da"], (1024, 1240)),
}

# A README is read on telephones, too.
MOST_BYTES = 200_000


def main() -> None:
    """Make all pictures."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        register = folder / "demo.db"
        run(["demo", "--to", str(register)], register)
        for picture, command in ON_TERMINAL.items():
            save(f"{picture}.svg", drawn(command, register).encode())
        for picture, (command, size) in AS_PAGES.items():
            page = folder / f"{picture}.html"
            run([*command, "-o", str(page)], register)
            save(f"{picture}.png", photographed(page, size))


def run(command: list[str], register: Path) -> None:
    """Run the program as it is run in a pipe."""
    subprocess.run(line(command), env=environment(register), check=True, capture_output=True)


def line(command: list[str]) -> list[str]:
    """How the program is started."""
    return [sys.executable, "-m", "partnerreg", *command]


def environment(register: Path) -> dict[str, str]:
    """What the program is told beside the command, and nothing of this machine's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return kept | {
        "PARTNERREG_DB": str(register),
        "PARTNERREG_CONFIG": str(register.with_name("config.toml")),
        "PARTNERREG_TODAY": TODAY,
        "PARTNERREG_ACTOR": "demo",
        "COLUMNS": str(COLUMNS),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
    }


def drawn(command: list[str], register: Path) -> str:
    """What the program shows on a terminal, as SVG."""
    from rich.console import Console
    from rich.text import Text

    shown = on_terminal(command, register)
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(shown.rstrip()), end="\n\n")
    title = " ".join(["partnerreg", *command])
    svg = console.export_svg(title=title, unique_id=command[-1].strip("-"))
    # Its letters would be loaded from elsewhere; the reader's own do.
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def on_terminal(command: list[str], register: Path) -> str:
    """What the program writes to a terminal."""
    import pty

    ours, its = pty.openpty()
    try:
        process = subprocess.Popen(
            line(command), env=environment(register), stdin=its, stdout=its, stderr=its
        )
    finally:
        os.close(its)
    said = b""
    try:
        while piece := os.read(ours, 1 << 16):
            said += piece
    except OSError:  # the terminal is gone once nobody writes to it any more
        pass
    finally:
        os.close(ours)
    assert process.wait() == 0, said.decode()
    return said.decode().replace("\r\n", "\n")


def photographed(page: Path, size: tuple[int, int]) -> bytes:
    """The upper part of a page in the browser, as PNG."""
    picture = page.with_suffix(".png")
    started = browser.command(browser.find(), page.parent / "profile")
    width, height = size
    shown = [f"--window-size={width},{height}", f"--screenshot={picture}", page.as_uri()]
    subprocess.run([*started, *shown], check=True, capture_output=True, timeout=60)
    return picture.read_bytes()


def save(name: str, data: bytes) -> None:
    """Keep a picture beside this file, if it is small enough."""
    if len(data) > MOST_BYTES:
        sys.exit(f"{name} has {len(data):,} bytes, more than {MOST_BYTES:,}: show less of it.")
    (FOLDER / name).write_bytes(data)
    print(f"{FOLDER / name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
