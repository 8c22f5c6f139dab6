"""Everything that can be done to a register, for tests that do any of it in any order."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from helpers import actions
from helpers.actions import (
    TODAY,
    activity,
    agreement,
    answer,
    ask,
    assign,
    contact,
    current,
    edit,
    evaluation,
    expectation,
    goal,
    leave,
    link_area,
    link_goal,
    meeting,
    move,
    named,
    partner,
    remove,
    rename,
    row_of,
    staff,
    writing,
)
from helpers.bulk_imports import bring_in
from partnerreg.db.journal import UNJOURNALED
from partnerreg.domain.enums import Level, Role, Status
from partnerreg.errors import RegisterError
from partnerreg.nouns import registry
from partnerreg.queries import partners as asked
from partnerreg.services import agreements, links
from partnerreg.services.agreements import File
from partnerreg.services.lookup import find, find_partner
from partnerreg.tables import Area, Goal, Staff, Unit, metadata

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from partnerreg.db.unit_of_work import UnitOfWork

JOURNALED = sorted(set(metadata.tables) - UNJOURNALED)


def bytes_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every field of every journaled row: its kind, and its bytes."""
    found = {}
    for table in JOURNALED:
        names = metadata.tables[table].columns.keys()
        cells = ", ".join(f"typeof({name}), CAST({name} AS BLOB)" for name in names)
        found[table] = ask(path, f"SELECT {cells} FROM {table} ORDER BY id")
    return found


def add_partner(work: UnitOfWork, text: str) -> None:
    number = len(work.reader.all(asked.partner_names))
    partner(work, f"{number} {text!a}", tags=["a", "b"], we_give=["c"])


def add_known(work: UnitOfWork, name: str) -> None:
    partner(work, name, external_id=name, municipality="Aarhus")


def rename_partner(work: UnitOfWork, number: int, name: str) -> None:
    edit(work, "partner", number, name=name, external_id=name)


def edit_partner(work: UnitOfWork, number: int, text: str, tags: list[str]) -> None:
    data = {"notes": f"{text!a}", "tags": [f"{tag!a}" for tag in tags], "we_get": tags}
    edit(work, "partner", number, **data)


def write_raw(work: UnitOfWork, number: int, text: str) -> None:
    row = row_of(work, "partner", number)
    row.notes, row.together, row.website = text, text or None, f"{text}\\u0041\n"


def owned(work: UnitOfWork, number: int, unit: int | None) -> None:
    edit(work, "partner", number, unit=unit)


def shift(work: UnitOfWork, number: int, to: Level) -> None:
    row = row_of(work, "partner", number)
    move(work, number, None if (row.level, row.status) == (to, Status.ACTIVE) else to)


def edit_contact(work: UnitOfWork, number: int, name: str, *, primary: bool) -> None:
    is_primary = primary or current(work, "contact", number)["is_primary"]
    edit(work, "contact", number, name=name, is_primary=is_primary)


def follow(work: UnitOfWork, number: int, who: int, start: int, days: int | None) -> None:
    first = work.today + timedelta(start)
    last = None if days is None else first + timedelta(days)
    assign(work, f"#{who}", number, replace=True, starts_on=first, ends_on=last)


def manage(work: UnitOfWork, number: int, who: int) -> None:
    assign(work, f"#{who}", number, Role.MANAGEMENT)


def unfollow(work: UnitOfWork, number: int, who: int) -> None:
    found = find_partner(work.reader, f"#{number}")
    links.unassign(
        work, find(work.reader, registry.noun("staff"), f"#{who}"), found, None, work.today
    )


def unlink_goal(work: UnitOfWork, code: str, number: int) -> None:
    found = find_partner(work.reader, f"#{number}")
    goal_noun = registry.noun("goal")
    links.unlink(work, goal_noun, find(work.reader, goal_noun, code), found, work.today)


def unlink_area(work: UnitOfWork, name: str, number: int) -> None:
    found = find_partner(work.reader, f"#{number}")
    area_noun = registry.noun("area")
    links.unlink(work, area_noun, find(work.reader, area_noun, name), found, work.today)


def attach(work: UnitOfWork, number: int, text: str) -> None:
    file = File("a.txt", "text/plain", text.encode() or b"-")
    agreement(work, number, file=file, valid_from=work.today)


def replace(work: UnitOfWork, number: int) -> None:
    agreement(work, row_of(work, "agreement", number).partner_id, replaces=number)


def sign(work: UnitOfWork, number: int) -> None:
    agreements.sign(work, number, work.today)


def terminate(work: UnitOfWork, number: int) -> None:
    agreements.terminate(work, number, work.today)


def log(work: UnitOfWork, numbers: list[int]) -> None:
    for number in numbers:
        find_partner(work.reader, f"#{number}")
    activity(work, numbers, area="Ungdom")


def come(work: UnitOfWork, name: str, start: int | None, end: int | None) -> None:
    staff(work, name, unit="Børn og unge", starts_on=_day(work, start), ends_on=_day(work, end))


def edit_staff(
    work: UnitOfWork, number: int, name: str, management: int, start: int | None, end: int | None
) -> None:
    values = {"name": name, "is_management": management}
    days = {"starts_on": _day(work, start), "ends_on": _day(work, end)}
    edit(work, "staff", number, **values, **days)


def _day(work: UnitOfWork, days: int | None) -> date | None:
    return None if days is None else work.today + timedelta(days)


def edit_goal(work: UnitOfWork, number: int, title: str) -> None:
    edit(work, "goal", number, code="G1", title=title)


def rename_unit(work: UnitOfWork, number: int, name: str) -> None:
    rename(work, Unit, number, name)


def retire(work: UnitOfWork, kind: Any, number: int, days: int) -> None:
    deed = actions.retire if kind in {Unit, Area} else leave
    deed(work, kind, number, work.today + timedelta(days))


# Any text that a row can hold, allowed by the schemas or not.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
# Few, so that one deed meets what another one did; some partners are there only by then.
NUMBERS = st.integers(1, 8)
NAMES = st.sampled_from(["Alfa", "Beta"])
CODES = st.sampled_from(["G1", "Ö3"])
AREAS = st.sampled_from(["Ungdom", "Sprogcafé"])
DAYS_AHEAD = st.sampled_from([0, 2, 10, 60])
LATER = st.one_of(st.none(), DAYS_AHEAD)


def _deed(function: Any, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.tuples(st.just(function), *arguments)


DEEDS = [
    _deed(add_partner, TEXTS),
    _deed(add_known, NAMES),
    _deed(rename_partner, NUMBERS, NAMES),
    _deed(edit_partner, NUMBERS, TEXTS, st.lists(TEXTS, max_size=3)),
    _deed(write_raw, NUMBERS, TEXTS),
    _deed(owned, NUMBERS, st.sampled_from([None, 1, 2, 3])),
    _deed(contact, NUMBERS, st.sampled_from(["Åse", "Bo"])),
    _deed(
        lambda work, number, name, primary: edit_contact(work, number, name, primary=primary),
        st.integers(1, 5),
        NAMES,
        st.booleans(),
    ),
    _deed(lambda work, number: remove(work, "contact", number), st.integers(1, 5)),
    _deed(shift, NUMBERS, st.sampled_from(Level)),
    _deed(follow, NUMBERS, st.integers(1, 5), st.integers(-5, 20), LATER),
    _deed(manage, NUMBERS, st.integers(1, 3)),
    _deed(unfollow, NUMBERS, st.integers(1, 3)),
    _deed(link_goal, CODES, NUMBERS),
    _deed(unlink_goal, CODES, NUMBERS),
    _deed(link_area, AREAS, NUMBERS),
    _deed(unlink_area, AREAS, NUMBERS),
    _deed(attach, NUMBERS, TEXTS),
    _deed(replace, st.integers(1, 7)),
    _deed(sign, st.integers(1, 7)),
    _deed(terminate, st.integers(1, 7)),
    _deed(log, st.lists(NUMBERS, min_size=1, max_size=3)),
    _deed(evaluation, NUMBERS),
    _deed(expectation, NUMBERS),
    _deed(answer, NUMBERS, st.sampled_from(["need", "money"])),
    _deed(meeting, st.dates(TODAY - timedelta(2), TODAY)),
    _deed(lambda work, name: named(work, Unit, name), NAMES),
    _deed(come, NAMES, st.sampled_from([None, -400, 3]), LATER),
    _deed(lambda work, code: goal(work, code, "Nyt"), NAMES),
    _deed(rename_unit, st.integers(1, 3), NAMES),
    _deed(
        edit_staff,
        st.integers(1, 5),
        NAMES,
        st.integers(0, 1),
        st.sampled_from([None, -400, 3]),
        LATER,
    ),
    _deed(edit_goal, st.integers(1, 2), TEXTS),
    _deed(retire, st.sampled_from([Unit, Area, Goal, Staff]), st.integers(1, 5), DAYS_AHEAD),
]
# Two are told row by row when they are taken back, and 120 as ranges.
EDITS = st.one_of(*DEEDS, _deed(bring_in, st.sampled_from([2, 120])))
DAYS = st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=5)


def live(path: Path, days: list[list[Any]]) -> None:
    """Do all that, an operation a day; one deed that cannot be done takes its day with it."""
    for number, edits in enumerate(days):
        with suppress(RegisterError), writing(path, today=TODAY + timedelta(number)) as work:
            for deed, *arguments in edits:
                deed(work, *arguments)
