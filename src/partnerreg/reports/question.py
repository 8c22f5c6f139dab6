"""What a report is asked: a module of this package that answers something says it as `QUESTION`.

The command of the report's name, with its help and its options, follows from that.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from partnerreg.reports.report import Report


class Detail(NamedTuple):
    """What can be said of a question besides the day and the partners that it is about.

    Attributes:
        name: what the report's function calls it.
        help: what it means.
        metavar: what stands for its value in help; empty where it is said or not.
        read: makes a value of what was typed, on the report's day; raises `parsing.ParseError`.
        words: all that can be typed, where that is a few words.
        default: what is meant where nothing is typed; by default the function knows.
    """

    name: str
    help: str
    metavar: str = ""
    read: Callable[[str, date], Any] = lambda text, _day: text
    words: Sequence[str] = ()
    default: str | None = None


class Question(NamedTuple):
    """A question that a report answers.

    Attributes:
        help: what is asked, in a sentence.
        report: a function of the reader, a `ReportContext`, and by their names the details that
            were said, the day `since` and the number `partner_id` among them.
        details: what else can be said.
        looks_back: an earlier day can be named.
        to_last_meeting: that is the day of the last meeting where none is named.
        of_one: the noun that it is about one thing of, whose number the report takes, as
            `partner_id`; else it is about the partners that the filters leave.
        public: it is for the world to read: how its partners were chosen stays inside.
    """

    help: str
    report: Callable[..., Report]
    details: Sequence[Detail] = ()
    looks_back: bool = False
    to_last_meeting: bool = False
    of_one: str = ""
    public: bool = False


def question(name: str) -> Question | None:
    """The question that the report of a name answers; None if there is no such report."""
    if name not in _module_names():
        return None
    return getattr(import_module(f"{__package__}.{name}"), "QUESTION", None)


def questions() -> dict[str, Question]:
    """All questions, by the names of their reports."""
    return {name: each for name in _module_names() if (each := question(name))}


def _module_names() -> list[str]:
    return sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
