"""A form as one HTML page: nothing is loaded or sent; it saves a copy of itself, filled in."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from partnerreg.domain.health import HIGHEST, LOWEST
from partnerreg.errors import InvalidInput
from partnerreg.files import portable_name
from partnerreg.language import N_
from partnerreg.transfer.health_form.form import filled, mark_in

if TYPE_CHECKING:
    from typing import BinaryIO

    from partnerreg.transfer.health_form.form import FilledForm, Form

FOLDER = Path(__file__).parent

# What stands on the page besides what is asked.
_TEXTS = {
    "disagree": N_("disagree"),
    "agree": N_("agree"),
    "none": N_("no answer"),
    "comment": N_("Comment"),
    "save": N_("Save the answers"),
    "answered": N_("{n} of {all} answered"),
    "saved": N_("Saved. Send the file {file} to the house."),
    "by_hand": N_("Print this page and fill it in by hand: without scripts it cannot be saved."),
}

LARGEST = 5_000_000
"""How many bytes a form may have: a hundred times what one has."""


def write(form: Form, out: BinaryIO) -> None:
    """Write a form."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    t = form.language
    text = environment.get_template("form.html").render(
        form=form,
        t={name: t.gettext(text) for name, text in _TEXTS.items()},
        scale=range(LOWEST, HIGHEST + 1),
        file=portable_name(f"{form.title}.html") or "form.html",
        style=(FOLDER / "form.css").read_text(encoding="utf-8"),
        script=(FOLDER / "form.js").read_text(encoding="utf-8"),
    )
    out.write(text.encode())


def read(path: Path) -> FilledForm:
    """Read a page that was filled in and saved.

    Raises:
        InvalidInput: it is no form, nothing was saved in it, or what is written in it is wrong.
    """
    name = path.name
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidInput(f"{name} is larger than a form can be.")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(f"{name} is no form of a health check: it is not in UTF-8.") from None
    except OSError as error:
        raise InvalidInput(f"{name} cannot be read: {error.strerror}.") from None
    parser = _Answers()
    parser.feed(text)
    mark = mark_in(parser.mark, name)
    try:
        answers = json.loads(parser.json)
        rows = [(str(code), *map(str, pair)) for code, pair in answers.items()]
        said = [(code, score, comment) for code, score, comment in rows]
    except (AttributeError, RecursionError, TypeError, ValueError):
        raise InvalidInput(f"{name} is damaged: its answers cannot be read.") from None
    if not said:
        raise InvalidInput(
            f"{name} holds no answers: it was not saved with its own button.",
            "Open it, fill it in, press the button below, and read the file that it saves.",
        )
    return filled(mark, name, said)


class _Answers(HTMLParser):
    """Finds the form's mark, and its answers as JSON."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = ""
        self.json = ""
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form" and found.get("data-mark"):
            self.mark = found["data-mark"] or ""
        self._within = tag == "script" and found.get("id") == "answers"

    def handle_data(self, data: str) -> None:
        if self._within:
            self.json += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._within = False
