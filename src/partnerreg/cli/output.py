"""Where an answer goes, and in what format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.cli.console import notify
from partnerreg.cli.parameters import ALL
from partnerreg.cli.remedies import worded
from partnerreg.csv_text import PLAIN
from partnerreg.errors import InvalidInput
from partnerreg.render import BINARY, ENDINGS, FIRST_ROWS, FORMATS, Screen, View, render

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from typing import BinaryIO, Protocol

    from partnerreg.language import Language
    from partnerreg.reports.report import Report

    class OpenOutput(Protocol):
        """Opens what a command writes to."""

        def __call__(
            self, place: str, *, overwrite: bool = False
        ) -> AbstractContextManager[BinaryIO]:
            """See `AppContext.open_output`."""


# Formats with room for one table.
ONE_TABLE = {"csv": "CSV", "jsonl": "JSON Lines"}

# What is opened where neither a file nor a format is named.
TO_LOOK_AT = "html"


class Output(NamedTuple):
    """What was said of the output.

    Attributes:
        form: one of `FORMATS`.
        path: the file; None for standard output.
        overwrite: a file that is there may be replaced.
        opened: show the file in the system's viewer.
        everything: all rows, also on a terminal.
        figures: name what opens each figure.
        raw: CSV for programs: texts that begin like a formula stay as they are.
    """

    form: str = "table"
    path: str | None = None
    overwrite: bool = False
    opened: bool = False
    everything: bool = False
    figures: bool = False
    raw: bool = False

    @classmethod
    def of(
        cls,
        form: str | None = None,
        output: str | None = None,
        *,
        overwrite: bool = False,
        opened: bool = False,
        everything: bool = False,
        figures: bool = False,
        raw: bool = False,
    ) -> Output:
        """The output that the options ask for; known to be possible before anything is read.

        Raises:
            InvalidInput: there is no such format, nothing says which one, or an option
                is about another one.
        """
        if form is not None and form not in FORMATS:
            raise InvalidInput(
                f"There is no format {form!r}.", f"Choose one of {', '.join(FORMATS)}."
            )
        path = None if output in {None, "-"} else output
        found = form or (_by_ending(path) if path else TO_LOOK_AT if opened else "table")
        if raw and found != "csv":
            raise InvalidInput(f"--raw is about CSV; {found} has no such thing.", "Leave it out.")
        if found in BINARY and path is None and not opened and _on_terminal():
            raise InvalidInput(
                f"{found} is nothing for a terminal.", f"Name a file: -o report.{found}."
            )
        return cls(found, path, overwrite, opened, everything, figures, raw)

    @property
    def first_rows(self) -> int | None:
        """How many rows of a list are shown at first; None where all of them are."""
        on_screen = self.form == "table" and self.path is None and not self.opened
        return FIRST_ROWS if on_screen and not self.everything and _on_terminal() else None

    def deliver(
        self, report: Report, language: Language, *, color: bool, open_output: OpenOutput
    ) -> None:
        """Write a report where it is to go.

        Args:
            report: what to write.
            language: in what language.
            color: whether a terminal may have colour.
            open_output: opens the file that it goes to, as `AppContext.open_output` does.

        Raises:
            InvalidInput: the file is there already or is never replaced, or its folder is
                not there.
            RegisterError: the file cannot be written.
        """
        report = worded(report)
        dialect = PLAIN._replace(raw=self.raw)
        view = View(language, None, self.figures, dialect, ALL.flags[0])
        if self.path is None and not self.opened:
            limit = None if self.everything else FIRST_ROWS
            screen = Screen.of(sys.stdout, color=color, limit=limit)
            out = sys.stdout.buffer if self.form in BINARY else sys.stdout
            render(report, form=self.form, out=out, view=view._replace(screen=screen))
            return
        path = Path(self.path) if self.path else _place_to_view(report, self.form)
        with open_output(str(path), overwrite=self.overwrite) as file:
            render(report, form=self.form, out=file, view=view)
        if self.opened:
            _open(path)
        elif self.form in ONE_TABLE and sum(bool(part.rows) for part in report.sections) > 1:
            name, title = ONE_TABLE[self.form], language.gettext(report.main.title)
            only = f"{name} has room for one table: {path} holds {title!r}."
            notify(f"{only} JSON and Excel hold all.")


def _on_terminal() -> bool:
    """Whether the answer is read on a terminal."""
    return sys.stdout.isatty()


def _by_ending(path: str) -> str:
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise InvalidInput(
            f"{path} does not say what it is to be.",
            f"End its name in one of {', '.join(ENDINGS)}, or say --format.",
        )
    return ENDINGS[ending]


def _place_to_view(report: Report, form: str) -> Path:
    """A file in a folder that only this user can read: reports name people."""
    from partnerreg.files import viewing_folder

    ending = next(ending for ending, named in ENDINGS.items() if named == form)
    return viewing_folder() / f"{report.name}{ending}"


def _open(path: Path) -> None:
    import typer

    if typer.launch(str(path)) == 0:
        notify(f"Handed to the system's viewer: {path}.")
    else:
        notify(f"It is in {path}; no program was found to open it with.")
