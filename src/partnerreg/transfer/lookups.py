"""What cells name: things of the house and partners, found by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from partnerreg.actions import Action, Advice
from partnerreg.domain import parsing
from partnerreg.domain.name_keys import identity_key
from partnerreg.nouns import addresses, checks
from partnerreg.nouns.registry import noun
from partnerreg.queries import agreements
from partnerreg.queries import partners as questions
from partnerreg.queries.things import one, things
from partnerreg.transfer.cells import parted, parted_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.nouns.fields import Figures, Key
    from partnerreg.queries.partners import PartnerName
    from partnerreg.transfer.stage import Items

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
        self._things: dict[str, dict[str, int]] = {}

    def one(self, noun_name: str, text: str) -> int | None:
        """The number of the thing of a noun that is called so, by its name or code."""
        name = checks.parse_line(text)
        if name is None:
            return None
        if noun_name == "partner":
            return self.partner(name)
        kind = noun(noun_name)
        if noun_name not in self._things:
            self._things[noun_name] = {
                identity_key(getattr(row, kind.code_or_label)): row.id
                for row in self._reader.all(things(kind))
            }
        number = self._things[noun_name].get(identity_key(name))
        if number is None:
            shown = checks.truncate(name)
            called = ("CODE", "TITLE") if kind.code else (shown,)
            raise checks.wrong(
                Advice(
                    "there is no {thing} {name}; add it with {command}",
                    thing=kind.called,
                    name=repr(shown),
                    command=Action(noun_name, "add", called),
                )
            )
        return number

    def by_number(self, noun_name: str, text: str) -> int | None:
        """The number of a thing that lists call by that alone."""
        wanted = checks.parse_count(text.strip().removeprefix("#"))
        if wanted is None:
            return None
        kind = noun(noun_name)
        if self._reader.first(one(kind), number=wanted) is None:
            raise checks.wrong(f"there is no {kind.called} #{wanted}")
        return wanted

    def cell_of_one(self, noun_name: str, text: str) -> int | None:
        """The cell of one thing."""
        number = self.one(noun_name, text)
        return None if number is None else self.cell([(number, None)])

    def several(self, noun_name: str, text: str) -> int | None:
        """The cell of several things, by their names or codes."""
        if noun_name == "partner":
            numbers = {self.partner(one) for one in parted(text, commas=False)}
            # Sorted: who took part is the same in whatever order they are named.
            return self.cell([(number, None) for number in sorted(numbers)])
        # Names hold commas, codes do not.
        names = parted(text, commas=bool(noun(noun_name).code))
        return self.cell([(self.one(noun_name, name), None) for name in names])

    def tags(self, key: Key, text: str) -> int | None:
        """The cell of several words, each told from the others by its key."""
        tags = checks.parse_tags(parted(text, commas=True))
        return self.cell([(key.of(tag), tag) for tag in tags])

    def texts(self, text: str) -> int | None:
        """The cell of several texts, one on each line."""
        texts = filter(None, map(checks.parse_text, parted_lines(text)))
        return self._items.cell([(None, text) for text in texts])

    def figures(self, kind: Figures, text: str) -> int | None:
        """The cell of several named numbers, one on each line."""
        figures = checks.parse_figures(kind.known, parted_lines(text))
        columns = [kind.columns_of(figure) for figure in figures]
        return self.cell([(each[kind.number], each[kind.name]) for each in columns])

    def cell(self, things: Sequence[tuple[object, str | None]]) -> int | None:
        """The number of a cell with these things, each a key and a text, each once."""
        return self._items.cell(list(dict.fromkeys(things)))

    def day(self, text: str) -> str | None:
        """A day of the calendar, as it is stored."""
        found = self._days(text)
        return None if found is None else found.isoformat()

    def past_day(self, text: str) -> str | None:
        """A day that is not yet to come."""
        found = self._days(text)
        if found is not None and found > self._today:
            raise checks.wrong(f"{found} lies in the future")
        return None if found is None else found.isoformat()

    def partner(self, text: str, municipality: str = "") -> int:
        """The partner that a cell names: by number, external id or name, never by a part of it.

        Args:
            text: what the cell says.
            municipality: where that partner is, if the list says so; it tells namesakes apart.
        """
        return self._partner(text, municipality).id

    def phone(self, text: str, partner: str, municipality: str = "") -> str | None:
        """A phone number; a national one is read by the country of the partner named beside it."""
        if not text or text.isspace():
            return None
        try:
            number = self._partner(partner, municipality).id
        except PydanticCustomError:  # which is told of that cell
            return text
        record = self._reader.first(questions.partner_record, partner=number)
        return addresses.parse_phone(text, record.country if record else None)

    def agreement(self, text: str, partner: str, municipality: str = "") -> int | None:
        """The number of an agreement with the partner named beside it."""
        wanted = checks.parse_count(text.strip().removeprefix("#"))
        if wanted is None:
            return None
        found = self._reader.first(agreements.agreement, number=wanted, today=None)
        if found is None or found.partner_id != self._partner(partner, municipality).id:
            raise checks.wrong(f"there is no agreement #{wanted} with this partner")
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
        wanted = checks.parse_line(text)
        if wanted is None:
            raise checks.wrong("is empty; name the partner")
        called = self._reader.all(
            questions.partners_by_key,
            number=parsing.number(wanted),
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
        shown = checks.truncate(wanted)
        if not found:
            raise checks.wrong(f"{shown!r} is no partner of the register; add it first")
        raise checks.wrong(f"{shown!r} fits {len(found)} partners; name it by number, as #12")
