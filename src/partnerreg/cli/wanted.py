"""The options of `partner list` that ask for more than who a partner is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerreg.cli import words
from partnerreg.cli.report_questions import parse_since
from partnerreg.domain.enums import Status
from partnerreg.domain.text import truncate
from partnerreg.errors import InvalidInput
from partnerreg.services.wanted import LinkKind, PartnerFilter

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.domain.level_moves import PriorStanding


def read_wanted(
    reader: Reader,
    today: date,
    *,
    as_of: str | None = None,
    level: str | None = None,
    status: str | None = None,
    unsupported: bool = False,
    since: str | None = None,
    moved: str | None = None,
    was: str | None = None,
    missing: str | None = None,
    meets: str | None = None,
    expiring: str | None = None,
    without: str | None = None,
) -> PartnerFilter:
    """What was typed, as what is asked for.

    Without a status those who were active are meant; those who ended, where that is
    what became of them.

    Raises:
        InvalidInput: something cannot be read, or says nothing without another option.
        NotFound: the last meeting is to be looked back to, and none is recorded.
    """
    day = words.parse_day("--as-of", as_of)
    _refuse_half(since, moved, was)
    first = parse_since(reader, since, day or today)
    became, stood = _parse_moved(moved), _parse_was(was)
    usual = Status.ENDED if became == Status.ENDED else Status.ACTIVE
    return PartnerFilter(
        day=day,
        levels=words.parse_levels("--level", level),
        status=_parse_status(usual if status is None else status),
        unsupported=unsupported,
        since=first,
        moved=became,
        was=stood,
        missing=_parse_rule("--missing", missing, severities=True),
        meets=_parse_rule("--meets", meets),
        expiring=words.parse_days_ahead("--expiring", expiring, day or today),
        without=_parse_without(without),
    )


def _parse_status(text: str) -> Status | None:
    """A status; None for all of them."""
    found = words.one_of("--status", text, [*Status, "all"])
    return None if found == "all" else Status(found)


def _refuse_half(since: str | None, moved: str | None, was: str | None) -> None:
    """Refuse a movement without the earlier day to compare with, and such a day by itself."""
    if since is None:
        for option, value in {"--moved": moved, "--was": was}.items():
            if value is not None:
                raise InvalidInput(
                    f"{option} needs an earlier day to compare with.", "Add --since DATE."
                )
    elif moved is None and was is None:
        raise InvalidInput(
            "--since says nothing by itself.",
            "Add --moved new|up|down|ended|reopened|any, "
            "or --was absent|strategic|service|network|ended.",
        )


def _parse_moved(text: str | None) -> str | None:
    """What became of partners."""
    if text is None:
        return None
    from partnerreg.domain.level_moves import ANY, Movement

    return words.one_of("--moved", text, [*Movement, ANY])


def _parse_was(text: str | None) -> PriorStanding | None:
    """Where partners stood before."""
    if text is None:
        return None
    from partnerreg.domain.level_moves import PriorStanding

    return PriorStanding(words.one_of("--was", text, PriorStanding))


def _parse_without(text: str | None) -> LinkKind | None:
    """What partners had none of."""
    return None if text is None else LinkKind(words.one_of("--without", text, LinkKind))


def _parse_rule(option: str, text: str | None, *, severities: bool = False) -> str | None:
    """The code of a rule, or where it may be one, a severity.

    Raises:
        InvalidInput: there is no such rule; says which there are.
    """
    if text is None:
        return None
    from partnerreg.domain.rules import RULES
    from partnerreg.services.figures import DOWN_TO

    known = [*RULES, *(DOWN_TO if severities else ())]
    if text in known:
        return text
    from difflib import get_close_matches

    near = get_close_matches(text, known)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Choose one of {', '.join(known)}."
    raise InvalidInput(f"{option} {truncate(text)!r} is not a rule.", hint)
