"""What people do with a register, in short: the same functions that the commands call."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from partnerreg.db.unit_of_work import Command, UnitOfWork, unit_of_work
from partnerreg.domain.checklists import load_checklist
from partnerreg.domain.enums import AgreementKind, Level, Party, Phase, Rating, Role
from partnerreg.domain.health import Reply
from partnerreg.domain.policy_file import load_policy
from partnerreg.nouns import registry
from partnerreg.nouns.health import HEALTH
from partnerreg.nouns.schema import validate
from partnerreg.services import agreements, levels, links, lookup
from partnerreg.services.agreements import File, keep_content
from partnerreg.services.health import HealthChecks
from partnerreg.services.levels import Move
from partnerreg.services.links import Days
from partnerreg.services.lookup import find
from partnerreg.services.meetings import record_meeting
from partnerreg.services.projects import PhaseMove
from partnerreg.services.things import things_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from partnerreg.tables import Agreement, Area, Template, Unit

TODAY = date(2026, 3, 1)
POLICY = load_policy()

JOINT_VALUE: dict[str, Any] = {
    "together": "En åben scene hver uge",
    "for_whom": "Unge 15–25 år",
    "why_together": "De kender scenen; vi har huset",
}


def writing(
    path: Path, *, today: date = TODAY, name: str = "test", dry_run: bool = False
) -> AbstractContextManager[UnitOfWork]:
    """One operation on the register at `path`."""
    now = datetime(today.year, today.month, today.day, 9, 30, tzinfo=UTC)
    return unit_of_work(path, Command("tester", name, "", now, today), dry_run=dry_run)


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The register through sqlite3 alone; what is written is kept if all went well."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def ask(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a query in plain SQL."""
    with raw(path) as connection:
        return connection.execute(sql, values).fetchall()


def one(path: Path, sql: str, *values: object) -> Any:
    """The only cell of a query's only row."""
    ((cell,),) = ask(path, sql, *values)
    return cell


def dump(path: Path) -> list[str]:
    """All that the register says, as SQL."""
    with raw(path) as connection:
        return list(connection.iterdump())


def of(work: UnitOfWork, name: str) -> Any:
    """The things of a noun."""
    return things_of(work, registry.noun(name))


def said(things: Any, fields: dict[str, Any]) -> Any:
    """What is said of a new thing, as it is when it was checked."""
    values = things.defaults(fields) | fields
    return validate(things.schema, values, things.context(values))


def add(work: UnitOfWork, name: str, /, **fields: Any) -> Any:
    """Add a thing of a noun."""
    things = of(work, name)
    return things.add(said(things, fields))


def current(work: UnitOfWork, name: str, number: int) -> dict[str, Any]:
    """A thing's fields as they are."""
    return of(work, name).current(number)


def remove(work: UnitOfWork, name: str, number: int) -> Any:
    """Remove a thing."""
    return of(work, name).remove(number)


def leave(work: UnitOfWork, kind: type[Any], number: int, day: date) -> Any:
    """Make a day the last one of a goal, or of somebody; what became of whom they follow."""
    things = of(work, kind.__tablename__)
    things.retire(number, day)
    return getattr(things, "ending", None)


def edit(work: UnitOfWork, name: str, number: int, /, **fields: Any) -> Any:
    """Change fields of a thing."""
    things = of(work, name)
    values = things.current(number) | fields
    return things.edit(number, validate(things.schema, values, things.context(values)))


def partner(work: UnitOfWork, name: str, *, level: Level = Level.NETWORK, **fields: Any) -> int:
    """Add a partner, at a level even if nothing carries it; its number."""
    override = None if level is Level.NETWORK else "As it was"
    move = Move(fields.pop("on", None), fields.pop("reason", None), override)
    unit = fields.pop("unit", None)
    partners = of(work, "partner")
    row = partners.enter(said(partners, {"name": name, **fields}), level, move, POLICY)
    if unit:  # it may be retired by now
        row.unit_id = lookup.find(work.reader, registry.noun("unit"), unit).id
    assert row.id is not None
    return int(row.id)


def move(work: UnitOfWork, number: int, to: Level | None, **how: Any) -> None:
    """Let a partner be at a level from a day, whatever it takes; None ends it."""
    asked = Move(override="The board said so", **how)
    row = row_of(work, "partner", number)
    if to is None:
        levels.end(work, number, asked)
    elif row.status == "ended":
        levels.reopen(work, number, to, asked, POLICY)
    elif to < row.level:
        levels.promote(work, number, to, asked, POLICY)
    else:
        levels.demote(work, number, to, asked)


def contact(work: UnitOfWork, number: int, name: str, **fields: Any) -> int | None:
    """Add a person at a partner."""
    return int(add(work, "contact", partner=number, name=name, **fields).id)


def named(work: UnitOfWork, kind: type[Unit | Area], name: str) -> int | None:
    """Add a unit or an area."""
    return int(add(work, kind.__tablename__, name=name).id)


def rename(work: UnitOfWork, kind: type[Any], number: int, name: str) -> None:
    """Give a unit or an area another name."""
    edit(work, kind.__tablename__, number, name=name)


def retire(work: UnitOfWork, kind: type[Any], number: int, day: date) -> None:
    """Take a unit or an area out of use."""
    of(work, kind.__tablename__).mark("retire", number, day)


def goal(work: UnitOfWork, code: str, title: str, **fields: Any) -> int | None:
    """Add a goal."""
    return int(add(work, "goal", code=code, title=title, **fields).id)


def staff(work: UnitOfWork, name: str, *, unit: str | None = None, **fields: Any) -> int | None:
    """Add one of our people."""
    row = add(work, "staff", name=name, **fields)
    if unit:  # it may be retired by now
        row.unit_id = lookup.find(work.reader, registry.noun("unit"), unit).id
    return int(row.id)


def assign(
    work: UnitOfWork,
    who: str,
    number: int,
    role: Role = Role.COORDINATOR,
    *,
    replace: bool = False,
    **days: Any,
) -> None:
    """Let one of our people follow a partner."""
    person = lookup.find(work.reader, registry.noun("staff"), who)
    found = lookup.find_partner(work.reader, f"#{number}")
    links.assign(work, person, found, role, Days(**days), replace=replace)


def link_goal(work: UnitOfWork, code: str, number: int, **fields: Any) -> None:
    """Tie a partner to a goal."""
    found = lookup.find_partner(work.reader, f"#{number}")
    noun = registry.noun("goal")
    links.link(work, noun, lookup.find(work.reader, noun, code), found, Days(**fields))


def link_area(work: UnitOfWork, name: str, number: int, **fields: Any) -> None:
    """Tie a partner to a service area."""
    found = lookup.find_partner(work.reader, f"#{number}")
    noun = registry.noun("area")
    links.link(work, noun, lookup.find(work.reader, noun, name), found, Days(**fields))


def agreement(
    work: UnitOfWork,
    number: int,
    kind: AgreementKind = AgreementKind.WRITTEN_AGREEMENT,
    *,
    file: File | None = None,
    **fields: Any,
) -> Agreement:
    """Record an agreement."""
    made: Agreement = add(
        work, "agreement", **{"partner": number, "kind": kind, "title": "Aftale", **fields}
    )
    if file is not None:
        agreements.add_document(work, made, file)
    return made


def activity(
    work: UnitOfWork, numbers: list[int], *, area: str | None = None, **fields: Any
) -> int | None:
    """Log something done together."""
    area_id = lookup.find(work.reader, registry.noun("area"), area).id if area else None
    values = {"title": "Møde", "area": area_id, **fields}
    return int(add(work, "activity", partners=numbers, **values).id)


def evaluation(
    work: UnitOfWork, number: int, rating: Rating = Rating.SUCCESS, **fields: Any
) -> int | None:
    """Note how a partnership was judged."""
    return int(add(work, "evaluation", partner=number, rating=rating, **fields).id)


def project(
    work: UnitOfWork,
    title: str,
    *,
    phase: Phase = Phase.IDEA,
    since: date | None = None,
    goals: Sequence[tuple[str, str | None]] = (),
    **fields: Any,
) -> int:
    """Add a project in a phase, tied to goals by their codes, each with why."""
    things = of(work, "project")
    data = said(things, {"title": title, **fields})
    found = [(find(work.reader, registry.noun("goal"), code), why) for code, why in goals]
    return int(things.enter(data, PhaseMove(phase, since), found).id)


def health_check(work: UnitOfWork, number: int, key: str = "abcdefghjk") -> int:
    """Open a health check that each side answers."""
    checks, checklist = HealthChecks(work, HEALTH), load_checklist("health", {})
    said = {"partner": number, "version": checklist.version, "form_code": key}
    values = checks.schema.model_validate(checks.defaults(said) | said)
    row = checks.open(values, checklist, "en")
    assert row.id is not None
    checks.answer(row.id, Party.WE, {"p1": Reply(4), "keep": Reply(comment="Fredagene")})
    checks.answer(row.id, Party.THEY, {"p1": Reply(2, "Vi ved det ikke")})
    return row.id


def answer(work: UnitOfWork, number: int, code: str, text: str = "Ja", **fields: Any) -> int | None:
    """Note what a step of the preparation is answered with."""
    return int(add(work, "preparation", partner=number, code=code, text=text, **fields).id)


def expectation(
    work: UnitOfWork, number: int, party: Party = Party.WE, text: str = "Flere unge", **fields: Any
) -> int | None:
    """Note what a party expects."""
    return int(add(work, "expectation", partner=number, party=party, text=text, **fields).id)


def row_of(work: UnitOfWork, noun: str, number: int) -> Any:
    """A thing's row."""
    return things_of(work, registry.noun(noun)).get(number)


def meeting(work: UnitOfWork, day: date | None = None) -> bool:
    """Remember a meeting; whether it is new."""
    return record_meeting(work, day or work.today)


def template(work: UnitOfWork, name: str, data: bytes) -> Template:
    """Keep a template in Markdown."""
    things = things_of(work, registry.noun("template"))
    file = File(f"{name}.md", "text/markdown", data)
    known = {"kind": "letter-of-intent", "language": "da", "media_type": file.media_type}
    sha256 = keep_content(work, file)
    made: Template = things.add(
        things.schema.model_validate(
            {"name": name, "file_name": file.name, "sha256": sha256} | known
        )
    )
    return made


_HALF_WRITTEN = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = DELETE")
connection.execute("PRAGMA cache_size = 5")
connection.execute("BEGIN")
connection.execute("UPDATE partner SET name = 'half written', notes = hex(zeroblob(4000))")
connection.execute("UPDATE contact SET notes = hex(zeroblob(4000))")
os.kill(os.getpid(), signal.SIGKILL)
"""


def leave_half_written(path: Path) -> None:
    """Kill a writer, without a log, when some of what it wrote is in the register already."""
    killed = subprocess.run([sys.executable, "-c", _HALF_WRITTEN, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.with_name(f"{path.name}-journal").stat().st_size
    assert b"half written" in path.read_bytes()
