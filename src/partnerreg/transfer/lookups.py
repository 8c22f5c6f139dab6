"""What cells name: things of the house and partners, found by their words."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from partnerreg.domain.name_keys import identity_key
from partnerreg.nouns.registry import noun
from partnerreg.queries import agreements
from partnerreg.queries import partners as questions
from partnerreg.queries.things import things
from partnerreg.schemas import addresses, fields
from partnerreg.transfer import lines
from partnerreg.transfer.cells import parted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.queries.partners import PartnerName
    from partnerreg.transfer.items import Items

_REMEMBERED = 20_000  # partners that cells named


class Lookups:
    """Numbers of things by what people call them. The house's own are few: all are read once.

    Args:
        reader: the register.
        items: where several things in one cell are put.
        days: reads a day; None for nothing.
        today: the day on which the list is brought in.
        numbered: the list is one of the register's own, in which partners are numbers.
    """

    def __init__(
        self,
        reader: Reader,
        items: Items,
        days: Callable[[str], date | None],
        today: date,
        *,
        numbered: bool = False,
    ) -> None:
        self._reader = reader
        self._items = items
        self._days = days
        self._today = today
        self._numbered = numbered
        self._partners: dict[tuple[str, str], PartnerName] = {}
        self._units = {identity_key(row.name): row.id for row in reader.all(things(noun("unit")))}
        self._areas = {identity_key(row.name): row.id for row in reader.all(things(noun("area")))}
        self._goals = {identity_key(row.code): row.id for row in reader.all(things(noun("goal")))}
        self._staff = {identity_key(row.name): row.id for row in reader.all(things(noun("staff")))}

    def unit(self, text: str) -> int | None:
        """The unit that is called so."""
        return _only("unit", text, self._units)

    def area(self, text: str) -> int | None:
        """The service area that is called so."""
        return _only("area", text, self._areas)

    def staff(self, text: str) -> int | None:
        """The one of our people who is called so."""
        return _only("staff", text, self._staff)

    def coordinator(self, text: str) -> int | None:
        """The cell of the one who coordinates."""
        found = self.staff(text)
        return None if found is None else self._cell([(found, None)])

    def day(self, text: str) -> str | None:
        """A day of the calendar, as it is stored."""
        found = self._days(text)
        return None if found is None else found.isoformat()

    def past_day(self, text: str) -> str | None:
        """A day that is not yet to come."""
        found = self._days(text)
        if found is not None and found > self._today:
            raise fields.wrong(f"{found} lies in the future")
        return None if found is None else found.isoformat()

    def areas(self, text: str) -> int | None:
        """The cell of several service areas."""
        names = parted(text, commas=False)
        return self._cell([(self.area(name), None) for name in names])

    def goals(self, text: str) -> int | None:
        """The cell of several goals, by their codes."""
        codes = parted(text, commas=True)
        return self._cell([(_only("goal", code, self._goals), None) for code in codes])

    def tags(self, text: str) -> int | None:
        """The cell of several tags."""
        tags: dict[object, str] = {}
        for item in parted(text, commas=True):
            # No tag holds a separator, even if it is quoted: see the partner's schema.
            for tag in item.replace(";", ",").split(","):
                if found := fields.parse_tag(tag):
                    tags.setdefault(identity_key(found), found)
        return self._cell(list(tags.items()))

    def texts(self, text: str) -> int | None:
        """The cell of several texts, one on each line."""
        texts = [one for part in lines.parted(text) if (one := fields.parse_text(part))]
        return self._items.cell([(None, one) for one in texts])

    def partners(self, text: str) -> int | None:
        """The cell of several partners."""
        numbers = {self.partner(one) for one in parted(text, commas=False)}
        # Sorted: who took part is the same in whatever order they are named.
        return self._cell([(number, None) for number in sorted(numbers)])

    def partner(self, text: str, municipality: str = "") -> int:
        """The partner that a cell names: by number, external id or name, never by a part of it.

        Args:
            text: what the cell says.
            municipality: where that partner is, if the list says so; it tells namesakes apart.
        """
        return self._partner(text, municipality).id

    def phone(self, text: str, partner: str, municipality: str) -> str | None:
        """A phone number; a national one is read by the country of the partner named beside it."""
        if not text or text.isspace():
            return None
        try:
            number = self._partner(partner, municipality).id
        except PydanticCustomError:  # which is told of that cell
            return text
        record = self._reader.first(questions.partner_record, partner=number)
        return addresses.parse_phone(text, record.country if record else None)

    def agreement(self, text: str, partner: str, municipality: str) -> int | None:
        """The number of an agreement with the partner named beside it."""
        wanted = fields.parse_count(text.strip().removeprefix("#"))
        if wanted is None:
            return None
        found = self._reader.first(agreements.agreement, number=wanted)
        if found is None or found.partner_id != self._partner(partner, municipality).id:
            raise fields.wrong(f"there is no agreement #{wanted} with this partner")
        return wanted

    def _partner(self, text: str, municipality: str) -> PartnerName:
        found = self._partners.get((text, municipality))
        if found is None:
            found = self._find_partner(text, municipality)
            if len(self._partners) > _REMEMBERED:
                self._partners.clear()
            self._partners[text, municipality] = found
        return found

    def _find_partner(self, text: str, municipality: str) -> PartnerName:
        wanted = fields.parse_line(text)
        if wanted is None:
            raise fields.wrong("is empty; name the partner")
        called = self._reader.all(
            questions.partners_by_key,
            number=_number(wanted),
            text=wanted,
            key=identity_key(wanted),
        )
        numbered = [row for row in called if wanted in {f"#{row.id}", str(row.id)}]
        if self._numbered or wanted.startswith("#"):
            found = numbered or called
        else:
            found = [
                row for row in called if row in numbered or row.external_id == wanted
            ] or called
        if municipality.strip() and len(found) > 1:
            place = identity_key(municipality)
            found = [row for row in found if identity_key(row.municipality or "") == place]
        if len(found) == 1:
            return found[0]
        shown = fields.truncate(wanted)
        if not found:
            raise fields.wrong(f"{shown!r} is no partner of the register; add it first")
        raise fields.wrong(f"{shown!r} fits {len(found)} partners; name it by number, as #12")

    def _cell(self, things: list[Any]) -> int | None:
        return self._items.cell(list(dict.fromkeys(things)))


def _number(text: str) -> int | None:
    digits = text.removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def _only(kind: str, text: str, known: Mapping[str, int]) -> int | None:
    name = fields.parse_line(text)
    if name is None:
        return None
    number = known.get(identity_key(name))
    if number is None:
        shown = fields.truncate(name)
        add = "goal add CODE TITLE" if kind == "goal" else f"{kind} add {quote(shown)}"
        noun = "staff member" if kind == "staff" else kind
        raise fields.wrong(f"there is no {noun} {shown!r}; add it with `partnerreg {add}`")
    return number
