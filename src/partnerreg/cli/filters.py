"""The filters of lists and reports, from words to what queries and reports take."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.cli import words
from partnerreg.domain.enums import Sector, Status
from partnerreg.domain.name_keys import identity_key
from partnerreg.errors import InvalidInput
from partnerreg.services import lookup

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.services.choosing import Selection


class Found(NamedTuple):
    """What a filter names.

    Attributes:
        value: as a query takes it.
        word: as the option takes it again.
        name: as people know it.
    """

    value: object
    word: str
    name: str


class Filters(NamedTuple):
    """What was typed; None where a filter is off."""

    level: str | None = None
    sector: str | None = None
    municipality: str | None = None
    unit: str | None = None
    area: str | None = None
    goal: str | None = None
    coordinator: str | None = None
    tag: str | None = None
    status: str = "active"
    unsupported: bool = False

    def resolve(self, reader: Reader) -> dict[str, object]:
        """The parameters of the query, those filters only that are on.

        Raises:
            InvalidInput: a word is not known.
            NotFound: the house has no such unit, area, goal or person.
        """
        asked: dict[str, object] = self.whose(reader)
        if level := words.parse_level("--level", self.level):
            asked["level"] = level
        if words.one_of("--status", self.status, [*Status, "all"]) != "all":
            asked["status"] = Status(self.status)
        return asked

    def whose(self, reader: Reader) -> dict[str, object]:
        """The parameters of the query that say whose partners, or what kind: not where they stand.

        Raises:
            InvalidInput: a word is not known.
            NotFound: the house has no such unit, area, goal or person.
        """
        return {option: found.value for option, found in self._found(reader).items()}

    def _found(self, reader: Reader) -> dict[str, Found]:
        """What the filters that are on name, but for where partners stand."""
        typed = self._asdict()
        found = {}
        for option, find in _FIND.items():
            text = typed[option]
            if text is None:
                continue
            # A variable that a script left empty must not choose everybody.
            if not text.strip():
                raise InvalidInput(f"--{option} is blank.", "Name one, or leave it out.")
            found[option] = find(reader, text)
        return found

    def selection(self, reader: Reader, day: date) -> Selection:
        """The partners that a report is about, as of a day; whether active or not.

        Raises:
            InvalidInput: a word is not known.
            NotFound: the house has no such unit, area, goal or person.
        """
        from partnerreg.queries.partners import partner_numbers
        from partnerreg.services.choosing import EVERY_LEVEL, Selection

        levels = words.parse_levels("--level", self.level) or EVERY_LEVEL
        found = self._found(reader)
        if not found:
            return Selection(levels=levels, unsupported=self.unsupported)
        asked = {option: one.value for option, one in found.items()}
        return Selection(
            words=tuple((option, one.word) for option, one in found.items()),
            numbers=frozenset(row.value for row in reader.all(partner_numbers, today=day, **asked)),
            levels=levels,
            unsupported=self.unsupported,
            names=tuple(one.name for one in found.values()),
        )


def _sector(_reader: Reader, text: str) -> Found:
    sector = words.parse_word("--sector", text, Sector)
    return Found(sector, sector.value, sector.value)


def _spelt(_reader: Reader, text: str) -> Found:
    """A name that partners themselves hold; it is looked for however it is spelt."""
    return Found(identity_key(text), text, text)


def _thing(find: Callable[[Reader, str], lookup.Numbered]) -> Callable[[Reader, str], Found]:
    """How a thing of the house is found; its number is sure to mean it again."""

    def found(reader: Reader, text: str) -> Found:
        thing = find(reader, text)
        return Found(thing.id, str(thing.id), thing.name)

    return found


def _goal(reader: Reader, text: str) -> Found:
    goal = lookup.find_goal(reader, text)
    return Found(goal.id, str(goal.id), f"{goal.code} {goal.title}")


# In the order of `partner list`.
_FIND: dict[str, Callable[[Reader, str], Found]] = {
    "sector": _sector,
    "municipality": _spelt,
    "unit": _thing(lookup.find_unit),
    "area": _thing(lookup.find_area),
    "goal": _goal,
    "coordinator": _thing(lookup.find_staff),
    "tag": _spelt,
}
