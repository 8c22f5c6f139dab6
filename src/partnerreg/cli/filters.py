"""The filters of lists and reports, from words to what the query takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.cli import words
from partnerreg.domain.names import identity_key
from partnerreg.domain.vocabulary import Sector, Status
from partnerreg.register import finding

if TYPE_CHECKING:
    from partnerreg.store.query import Reader


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

    def resolve(self, reader: Reader) -> dict[str, object]:
        """The parameters of the query, those filters only that are on.

        Raises:
            InvalidInput: a word is not known.
            NotFound: the house has no such unit, area, goal or person.
        """
        asked: dict[str, object | None] = {
            "level": words.parse_level("--level", self.level),
            "sector": self.sector and words.parse_word("--sector", self.sector, Sector),
            "municipality": self.municipality and identity_key(self.municipality),
            "unit": self.unit and finding.find_unit(reader, self.unit).id,
            "area": self.area and finding.find_area(reader, self.area).id,
            "goal": self.goal and finding.find_goal(reader, self.goal).id,
            "coordinator": self.coordinator and finding.find_staff(reader, self.coordinator).id,
            "tag": self.tag and identity_key(self.tag),
        }
        if words.one_of("--status", self.status, [*Status, "all"]) != "all":
            asked["status"] = Status(self.status)
        return {name: value for name, value in asked.items() if value}
