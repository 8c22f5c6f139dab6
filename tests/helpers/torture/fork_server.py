"""The program, imported once and forked for each run: a run takes a tenth of a second, not six.

Reads a line of JSON for each run from stdin: the words of the command, and more for its
environment. Answers with the exit code of the process, which is negative where a signal ended
it. A run's stdout and stderr go to the files that RUN_STDOUT and RUN_STDERR name.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import sys
from pathlib import Path

# First, as when the program is started: it lets some modules be imported later.
from partnerreg import __main__ as program  # isort: skip

from sqlalchemy.orm import configure_mappers

import partnerreg
from partnerreg import demo

# What some commands import beside the project's own modules.
OTHERS = ("alembic.command", "python_calamine", "sqlalchemy.dialects.sqlite", "xlsxwriter")


def import_all() -> None:
    """Import what any command may."""
    own = [module.name for module in pkgutil.walk_packages(partnerreg.__path__, "partnerreg.")]
    for name in (*own, *OTHERS):
        if not name.endswith("__main__"):
            importlib.import_module(name)
    configure_mappers()
    gc.freeze()  # or the collector would touch, and so copy, all of it in each process


def become(words: list[str], environment: dict[str, str]) -> None:
    """Let this process be as if it had been started with these words and this environment."""
    os.environ.update(environment)
    for name, place, flags in (
        ("stdin", os.devnull, os.O_RDONLY),
        ("stdout", os.environ["RUN_STDOUT"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        ("stderr", os.environ["RUN_STDERR"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        os.dup2(os.open(place, flags, 0o600), getattr(sys, name).fileno())
    os.chdir(os.environ["RUN_FOLDER"])
    sys.argv = ["partnerreg", *words]
    if commands := os.environ.get("DEMO_COMMANDS"):
        demo.COMMANDS = Path(commands)


def answer(what: object) -> None:
    """Say it in a line, at once: what is not written would be forked."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def forked() -> bool:
    """Fork for each line; true in the process that is to run the program, false at the end."""
    answer("ready")
    for line in sys.stdin:
        words, environment = json.loads(line)
        child = os.fork()
        if child == 0:
            become(words, environment)
            return True
        _, status = os.waitpid(child, 0)
        answer(os.waitstatus_to_exitcode(status))
    return False


if __name__ == "__main__":
    import_all()
    if forked():
        program.main()  # and the process ends as the program's own does
