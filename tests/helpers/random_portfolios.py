"""Registers as they come: partners with a past, and all that may carry a level or not.

What happens to them is drawn from a seed.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from helpers.actions import (
    JOINT_VALUE,
    activity,
    add,
    agreement,
    answer,
    assign,
    contact,
    evaluation,
    goal,
    leave,
    link_area,
    link_goal,
    move,
    named,
    partner,
    project,
    retire,
    staff,
    writing,
)
from partnerreg.domain.enums import (
    AgreementKind,
    EndReason,
    Level,
    Phase,
    Rating,
    Role,
    Sector,
    StepState,
)
from partnerreg.errors import RegisterError
from partnerreg.services import projects
from partnerreg.services.projects import PhaseMove
from partnerreg.tables import Area, Staff, Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from partnerreg.db.unit_of_work import UnitOfWork

# Something may happen from the one day to the other; the register is written on the last.
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)

# Names that are several, begin like an option, look like the number of another thing, or
# would mean something to a shell.
UNITS = ("Børn og unge", "-unit", "3")
AREAS = ("Ungdom", "1", "--area", "Ungdom & musik", "$(area) 'x'")
GOALS = {"G1": "Flere unge er med", "2": "Åbne døre", "-g": "Flere unge er med"}
STAFF = ("Bo", "Bo Ek", "-Ib", "2")
MUNICIPALITIES = ("Århus", "Aarhus", "aarhus", "-by", "København Ø")
TAGS = ("unge", "-tag", "to ord")


def furnish(path: Path) -> None:
    """Give a new register a house: some of it is retired, over, or yet to come."""
    with writing(path, today=FIRST) as work:
        for name in UNITS:
            named(work, Unit, name)
        for name in AREAS:
            named(work, Area, name)
        goal(work, "G1", GOALS["G1"])
        goal(work, "2", GOALS["2"], ends_on=date(2025, 6, 30))
        goal(work, "-g", GOALS["-g"], starts_on=date(2025, 3, 1))
        for name in STAFF:
            staff(work, name, is_management=True, starts_on=date(2024, 3, 1))
        retire(work, Area, 2, date(2026, 1, 1))
        leave(work, Staff, 2, date(2025, 12, 31))


def live(path: Path, chance: Random) -> None:
    """Let partners come, move, be tied and go; what cannot be done is left."""
    with writing(path, today=LAST) as work:
        numbers = [_come(work, chance) for _ in range(chance.randint(8, 16))]
    for number in numbers:
        for _ in range(chance.randint(2, 12)):
            with suppress(RegisterError), writing(path, today=LAST) as work:
                chance.choice(DEEDS)(work, number, chance)
    with writing(path, today=LAST) as work:  # nobody comes to it afterwards
        retire(work, Unit, 2, date(2025, 6, 30))


def day_in(chance: Random, first: date = FIRST, last: date = LAST) -> date:
    """A day between two others, both included; in whole weeks, so that days meet each other."""
    return first + timedelta(weeks=chance.randint(0, (last - first).days // 7))


def _later(chance: Random, day: date) -> date:
    return day + timedelta(weeks=chance.randint(0, 130))


def _perhaps(chance: Random, value: Any, often: float = 0.5) -> Any:
    return value if chance.random() < often else None


def _number(chance: Random, things: Any) -> str:
    return f"#{chance.randint(1, len(things))}"


def _come(work: UnitOfWork, chance: Random) -> int:
    """A partner, and its way through the levels."""
    days = sorted(day_in(chance) for _ in range(chance.randint(1, 4)))
    value: dict[str, Any] = _perhaps(chance, JOINT_VALUE) or {}
    number = partner(
        work,
        f"Partner {chance.random()}",
        level=chance.choice(list(Level)),
        on=days[0],
        sector=_perhaps(chance, str(chance.choice(list(Sector)))),
        municipality=_perhaps(chance, chance.choice(MUNICIPALITIES)),
        unit=_perhaps(chance, _number(chance, UNITS)),
        tags=chance.sample(TAGS, chance.randint(0, 2)),
        pilot_until=_perhaps(chance, day_in(chance)),
        we_give=_perhaps(chance, "Et hus"),
        they_get=_perhaps(chance, "Et publikum"),
        **value,
    )
    for day in days[1:]:
        with suppress(RegisterError):
            move(work, number, chance.choice([None, *Level]), on=day)
    return number


def _days(chance: Random) -> dict[str, Any]:
    start = day_in(chance)
    return {
        "starts_on": start,
        "ends_on": _perhaps(chance, _later(chance, start)),
    }


def _area(work: UnitOfWork, number: int, chance: Random) -> None:
    link_area(work, _number(chance, AREAS), number, **_days(chance))


def _goal(work: UnitOfWork, number: int, chance: Random) -> None:
    link_goal(work, _number(chance, GOALS), number, **_days(chance))


def _follow(work: UnitOfWork, number: int, chance: Random) -> None:
    assign(work, _number(chance, STAFF), number, chance.choice(list(Role)), **_days(chance))


def _sign(work: UnitOfWork, number: int, chance: Random) -> None:
    start = day_in(chance)
    until = _perhaps(chance, _later(chance, start), 0.8)
    agreement(
        work,
        number,
        chance.choice(list(AgreementKind)),
        signed_on=_perhaps(chance, day_in(chance, last=start), 0.9),
        valid_from=start,
        valid_until=until,
        renewal_months=until and _perhaps(chance, chance.choice([1, 6, 12])),
        notice_months=_perhaps(chance, chance.choice([0, 1, 3, 12])),
        terminated_on=_perhaps(chance, _later(chance, start), 0.2),
    )


def _act(work: UnitOfWork, number: int, chance: Random) -> None:
    activity(work, [number], held_on=day_in(chance))


def _judge(work: UnitOfWork, number: int, chance: Random) -> None:
    evaluation(work, number, chance.choice(list(Rating)), held_on=day_in(chance))


def _meet(work: UnitOfWork, number: int, chance: Random) -> None:
    contact(work, number, "Åse", retain_until=_perhaps(chance, day_in(chance)))


def _plan(work: UnitOfWork, number: int, chance: Random) -> None:
    """A project, perhaps with a goal, on its way from phase to phase."""
    days = sorted(day_in(chance) for _ in range(chance.randint(1, 4)))
    goals = [(chance.choice(list(GOALS)), None)] if chance.random() < 0.5 else []
    title = f"Projekt {chance.random()}"
    made = project(work, title, since=days[0], goals=goals, partners=[number])
    for day in days[1:]:
        phase = chance.choice(list(Phase))
        reason = EndReason.SUCCEEDED if phase is Phase.CLOSED else None
        with suppress(RegisterError):
            projects.move(work, made, PhaseMove(phase, day, end_reason=reason))
    add(work, "target", project=made, indicator="Gæster", target=chance.randint(0, 9))


def _prepare(work: UnitOfWork, number: int, chance: Random) -> None:
    code = chance.choice(["need", "money", "volunteers", "expect", "gone"])
    state, text = chance.choice(list(StepState)), chance.choice(["Ja", "Nej", "Tja"])
    answer(work, number, code, text, state=state, answered_on=day_in(chance))


DEEDS: tuple[Callable[[UnitOfWork, int, Random], None], ...] = (
    _area,
    _goal,
    _follow,
    _follow,
    _sign,
    _sign,
    _act,
    _judge,
    _meet,
    _plan,
    _prepare,
)
