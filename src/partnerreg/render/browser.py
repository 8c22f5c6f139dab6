"""The browser that is on this machine, to print a page with: Chrome, Chromium or Edge."""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from partnerreg.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The environment variable that names another browser of this family.
NAMED = "PARTNERREG_BROWSER"

# By these names they are in the path on Linux, and elsewhere where somebody put them there.
_COMMANDS = (
    "google-chrome-stable",
    "google-chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)

_ON_MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)

_ON_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)

# Quiet, without a window, without the network, and knowing nothing of its user.
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def find(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """The browser to print with: the one that `PARTNERREG_BROWSER` names, or one that is there.

    Raises:
        NotFound: there is none.
    """
    from shutil import which

    path = environment.get("PATH")
    if named := environment.get(NAMED):
        if found := which(named, path=path):
            return found
        raise NotFound(
            f"{NAMED} names {named}, which is no program on this machine.",
            "Name Chrome, Chromium or Edge by its command or its path.",
        )
    in_path = (which(name, path=path) for name in _COMMANDS)
    installed = (str(place) for place in _usual_places(environment, platform) if place.is_file())
    if found := next(filter(None, chain(in_path, installed)), None):
        return found
    raise NotFound(
        "A PDF is printed by Chrome, Chromium or Edge, and none of them was found.",
        f"Write the report as .html and print it from your browser, or name one in {NAMED}.",
    )


def command(browser: str, profile: Path) -> list[str]:
    """How the browser is started, with a folder of its own for what it keeps."""
    # Its own walls need a user that is not root; what it shows here loads and runs nothing.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    walls = ["--no-sandbox"] if is_root else []
    return [browser, *_OPTIONS, *walls, f"--user-data-dir={profile}"]


def _usual_places(environment: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Where installers put browsers that are in no path."""
    if platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / name for name in _ON_MACOS)
    if platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if programs := environment.get(variable):
                yield from (Path(programs, name) for name in _ON_WINDOWS)
