"""What a command works with: settings, the register it opens, and where its words go."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from partnerreg import clock
from partnerreg.cli.console import notify
from partnerreg.cli.output import Output
from partnerreg.errors import InvalidInput, RegisterError, RegisterUnusable
from partnerreg.language import Language
from partnerreg.settings import Settings, is_default_place, named_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO, TypedDict

    from partnerreg.db.reader import PreparedReader
    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.domain.policy import Policy
    from partnerreg.reports.report import Report

    class FilesInUse(TypedDict, total=False):
        """What is never written over."""

        register: Path
        sources: Sequence[Path]


# What comes of cells that no command reckons with, unless it is a fault of the program.
UNFORESEEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

# How long the name of who does it may be, in characters.
LONGEST_ACTOR = 200


class AppContext:
    """What a command works with.

    Args:
        flags: the global options as typed; None where nothing was.
        environment: the process's environment.
        color: whether colour was not switched off.

    Attributes:
        output: what the command's options say of its answer.
    """

    def __init__(
        self,
        flags: Mapping[str, str | None],
        environment: Mapping[str, str],
        *,
        color: bool = True,
    ) -> None:
        self.settings = Settings(flags, environment, config_folder())
        self.color = color
        self._environment = environment
        self._policy: Policy | None = None
        self._language: Language | None = None
        self.output = Output()

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> AppContext:
        """What the program's own options and the process's environment say."""
        flags = {name: value for name, value in options.items() if isinstance(value, str)}
        return cls(flags, os.environ, color="no_color" not in options)

    @property
    def today(self) -> date:
        """Today by the local calendar; PARTNERREG_TODAY stands in for it in tests and examples."""
        if fixed := self._environment.get("PARTNERREG_TODAY"):
            try:
                return date.fromisoformat(fixed)
            except ValueError:
                raise InvalidInput(f"PARTNERREG_TODAY is {fixed!r}, which is not a date.") from None
        return clock.today()

    @property
    def language(self) -> Language:
        """The reader's language."""
        if self._language is None:
            self._language = Language(self.settings.language)
        return self._language

    @property
    def policy(self) -> Policy:
        """The policy that holds: the shipped one, with the user's over it."""
        if self._policy is None:
            from partnerreg.domain.policy_file import load_policy

            self._policy = load_policy(self.settings.policy, self.language)
        return self._policy

    @contextmanager
    def reader(self) -> Iterator[PreparedReader]:
        """The register, open for reading."""
        from partnerreg.db.opening import open_reader

        reader = open_reader(self.settings.db, notify)
        try:
            with self._blaming():
                yield reader
        finally:
            reader.close()

    @contextmanager
    def write(
        self,
        command: str,
        summary: str = "",
        *,
        may_make: bool = False,
        dry_run: bool = False,
        whole: bool = False,
    ) -> Iterator[UnitOfWork]:
        """The register, open for one operation; `may_make` makes one where there is none.

        The journal's summary is given here, or to `UnitOfWork.summarise` once it is
        known what was meant. A register that is made `whole` stands at its place once the
        operation is done, and not before.
        """
        from partnerreg.db.opening import ensure_current
        from partnerreg.db.unit_of_work import Command, unit_of_work

        actor = self._actor()
        _ = self.language  # what was typed wrongly is refused before anything is written
        make_folder = is_default_place(self.settings)
        entry = Command(actor, command, summary, datetime.now(tz=UTC), self.today)
        with self._place(dry_run=dry_run, whole=whole) as path, self._blaming():
            say = notify if path == self.settings.db else _say_nothing
            try:
                ensure_current(path, say, may_make=may_make, make_folder=make_folder)
                with unit_of_work(path, entry, dry_run=dry_run, tell=notify) as work:
                    yield work
            except RegisterError as error:  # a passing register is nobody's business
                if isinstance(error.message, str):
                    error.message = error.message.replace(str(path), str(self.settings.db))
                raise
        if path != self.settings.db and not dry_run:
            notify(f"Made a new register at {self.settings.db}.")

    @contextmanager
    def _blaming(self) -> Iterator[None]:
        """Tell what fails unforeseen as the register's fault, if it holds what it may not.

        Raises:
            RegisterUnusable: it does.
        """
        try:
            yield
        except UNFORESEEN as error:
            from partnerreg.services.examination import first_fault

            if fault := first_fault(self.settings.db):
                raise RegisterUnusable(
                    f"{self.settings.db} is damaged: {fault}.",
                    "`partnerreg db check` tells what else is, "
                    "`partnerreg db restore FILE` puts a backup in its place.",
                ) from error
            raise

    @contextmanager
    def _place(self, *, dry_run: bool, whole: bool) -> Iterator[Path]:
        """Where the register is; where there is none, it may be a passing place."""
        from partnerreg.db.dialects import dialect
        from partnerreg.db.version import State

        path = self.settings.db
        if not (dry_run or whole) or dialect.state(path) not in {State.ABSENT, State.EMPTY}:
            yield path
            return
        from partnerreg.files import build_file, explain_refusals, scratch_folder

        if dry_run:
            with scratch_folder() as folder:
                yield folder / path.name
            return
        if is_default_place(self.settings):
            with explain_refusals(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
        with build_file(path, overwrite=path.exists()) as part:
            yield part

    def _actor(self) -> str:
        """Who does it, for the journal.

        Raises:
            InvalidInput: nobody is named, or by what is no name.
        """
        from partnerreg.domain.name_keys import is_visible

        actor = self.settings.actor.strip()
        if actor.isprintable() and is_visible(actor) and len(actor) <= LONGEST_ACTOR:
            return actor
        origin = self.settings.get("actor").origin
        raise InvalidInput(
            f"The actor ({origin}) is not a name on one line of up to {LONGEST_ACTOR} characters.",
            "Say who does it: --actor NAME, PARTNERREG_ACTOR, or the config file.",
        )

    def show(
        self, report: Report, form: str = "table", *, everything: bool = False, raw: bool = False
    ) -> None:
        """Write a report on stdout."""
        self._deliver(Output.of(form, everything=everything, raw=raw), report)

    def write_report(self, report: Report) -> None:
        """Write a report where the command's options say."""
        self._deliver(self.output, report)

    def _deliver(self, output: Output, report: Report) -> None:
        with self._blaming():
            output.deliver(report, self.language, color=self.color, open_output=self.open_output)

    @contextmanager
    def open_output(
        self, place: str, *, overwrite: bool = False, sources: Sequence[Path] = ()
    ) -> Iterator[BinaryIO]:
        """Open a file that a command writes, or standard output; see `files.open_output`.

        Never over the register, nor over what the command reads: `sources`, and the settings.
        """
        from partnerreg.files import STDOUT, open_output

        files = {} if place == STDOUT else self._files_in_use(sources)
        with open_output(place, overwrite=overwrite, **files) as out:
            yield out

    @contextmanager
    def build_file(
        self, path: Path, *, overwrite: bool = False, sources: Sequence[Path] = ()
    ) -> Iterator[Path]:
        """Give a file to be filled, as `open_output` does; see `files.build_file`."""
        from partnerreg.files import build_file

        with build_file(path, overwrite=overwrite, **self._files_in_use(sources)) as part:
            yield part

    def _files_in_use(self, sources: Sequence[Path]) -> FilesInUse:
        settings = self.settings
        read = [*sources, settings.config_file, *([settings.policy] if settings.policy else [])]
        return {"register": settings.db, "sources": read}

    def confirm(self, question: str, otherwise: str) -> bool:
        """Whether the person says yes.

        Args:
            question: what is asked.
            otherwise: what is said of it where nobody can be asked.

        Raises:
            InvalidInput: there is no terminal to ask on.
        """
        if not sys.stdin.isatty():
            raise InvalidInput(f"{otherwise}: nobody can be asked here.", "Say --yes.")
        notify(question, end=" [y/N] ")
        return sys.stdin.readline().strip().casefold() in {"y", "yes", "j", "ja", "k", "kyllä"}

    def print_result(self, message: str, form: str = "text", **result: Any) -> None:
        """Say what was done: in words on stderr, or as JSON on stdout."""
        if form == "json":
            import json

            from partnerreg.render.text import encoding_of, fits

            text = json.dumps(result, ensure_ascii=False, default=str)
            if not fits(text, encoding_of(sys.stdout)):
                text = json.dumps(result, default=str)
            sys.stdout.write(text + "\n")
        else:
            notify(message)


def config_folder() -> Path:
    """Where the platform keeps settings: what `typer.get_app_dir` says, without importing it."""
    if sys.platform == "win32":
        return named_place(os.environ.get("APPDATA", "~")) / "partnerreg"
    if sys.platform == "darwin":
        return named_place("~/Library/Application Support/partnerreg")
    return named_place(os.environ.get("XDG_CONFIG_HOME", "~/.config")) / "partnerreg"


def _say_nothing(_message: str) -> None:
    """What a passing register has to say is of no interest."""
