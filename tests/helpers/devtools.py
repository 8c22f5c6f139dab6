"""A browser without a window that tests look at pages with, spoken to through two pipes."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import time
from typing import TYPE_CHECKING, Any, Self

from partnerreg.render import browser

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

# Where the browser listens and speaks when it is told to use pipes.
_HEARS, _SAYS = 3, 4


class Browser:
    """One browser with one page; pages are set as text, so nothing is loaded."""

    def __init__(self, program: str, profile: Path) -> None:
        hears, self._to = os.pipe()
        self._from, says = os.pipe()
        line = [*browser.command(program, profile), "--remote-debugging-pipe", "about:blank"]
        # Above all the places where the browser is to find them, so that none is overwritten.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (hears, says)]
        self._process = os.posix_spawn(
            program,
            line,
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, ends[0], _HEARS),
                (os.POSIX_SPAWN_DUP2, ends[1], _SAYS),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_CLOSE, ends[0]),
                (os.POSIX_SPAWN_CLOSE, ends[1]),
            ],
        )
        for end in (hears, says, *ends):
            os.close(end)
        self._rest = b""
        self._number = 0
        self._session: str | None = None
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._ask("Page.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session = None
        self._ask("Browser.close")
        os.waitpid(self._process, 0)
        os.close(self._to)
        os.close(self._from)

    def show(
        self, html: str, *, width: int, height: int = 900, media: str = "screen", dark: bool = False
    ) -> None:
        """Show a page in a window of this size, in CSS pixels."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", media=media, features=[scheme])
        frame = self._ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._ask("Page.setDocumentContent", frameId=frame, html=html)

    def open(self, path: Path, downloads: Path, *, width: int = 800) -> None:
        """Open a file as people do, and let it save files to a folder."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        behaviour = {"behavior": "allow", "downloadPath": str(downloads)}
        self._ask("Page.setDownloadBehavior", **behaviour)
        self._ask("Page.navigate", url=path.as_uri())
        deadline = time.monotonic() + 20
        while self.tell("document.readyState + location.href") != f"complete{path.as_uri()}":
            assert time.monotonic() < deadline, "the page did not load"
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, by their names."""
        codes = {"Tab": 9, "Enter": 13, "ArrowRight": 39, "ArrowLeft": 37, " ": 32}
        for key in keys:
            text = {"Enter": "\r", " ": " "}.get(key, key if len(key) == 1 else "")
            code = codes.get(key, ord(key[0].upper()))
            down = {"type": "keyDown", "key": key, "windowsVirtualKeyCode": code}
            self._ask("Input.dispatchKeyEvent", **down, **({"text": text} if text else {}))
            self._ask("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def tell(self, expression: str) -> Any:
        """What an expression of JavaScript comes to on the page."""
        answer = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def accessible(self) -> list[tuple[str, str]]:
        """The role and the name of all that a screen reader is told of."""
        nodes = self._ask("Accessibility.getFullAXTree")["nodes"]
        return [
            (node["role"]["value"], node.get("name", {}).get("value", ""))
            for node in nodes
            if not node["ignored"]
        ]

    def printed(self, html: str) -> bytes:
        """A page as PDF."""
        self.show(html, width=800, media="")
        answer = self._ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(answer["data"])

    def picture(self, height: int | None = None) -> bytes:
        """The page as PNG, or its upper part."""
        size = self._ask("Page.getLayoutMetrics")["cssContentSize"]
        high = min(height or size["height"], size["height"])
        clip = {"x": 0, "y": 0, "width": size["width"], "height": high, "scale": 1}
        answer = self._ask("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(answer["data"])

    def _ask(self, method: str, **values: Any) -> Mapping[str, Any]:
        self._number += 1
        asked = {"id": self._number, "method": method, "params": values}
        if self._session:
            asked["sessionId"] = self._session
        self._write(json.dumps(asked).encode() + b"\0")
        while True:
            answer = self._heard()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                result: Mapping[str, Any] = answer["result"]
                return result

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._to, data) :]

    def _heard(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._from, 1 << 16)
            assert more, "the browser is gone"
            self._rest += more
        message, self._rest = self._rest.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(message)
        return answer
