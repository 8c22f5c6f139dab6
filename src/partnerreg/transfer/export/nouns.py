"""What can be exported: the query of each noun, and what its columns hold."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.db.query import range_of
from partnerreg.queries.things import things_out
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from partnerreg.db.query import Query
    from partnerreg.nouns.noun import Noun as Declared


class Kind(Enum):
    """What the cells of a column hold."""

    TEXT = auto()  # whatever people write
    CODE = auto()  # what the register has checked: a word of a closed list, a phone number
    NUMBER = auto()
    DATE = auto()
    FLAG = auto()  # yes or no
    SEVERAL = auto()  # texts with semicolons between: `partnerreg.transfer.cells`
    NUMBERS = auto()  # numbers with semicolons between
    LINES = auto()  # a text on each line: `partnerreg.transfer.export.lines`


_KINDS = {
    Kind.CODE: "status sector country scope kind legal_basis contact_legal_basis phone "
    "contact_phone role_word party direction rating decision sha256",
    Kind.NUMBER: "number level partner participants renewal_months notice_months replaces "
    "activity area_number goal_number staff_number agreement size from_level to_level",
    Kind.DATE: "since pilot_until informed_on verified_on retain_until signed_on valid_from "
    "valid_until terminated_on held_on starts_on ends_on retired_on effective_on",
    Kind.FLAG: "involves_youth involves_volunteers primary management overridden",
    Kind.SEVERAL: "tags areas goals partner_names",
    Kind.NUMBERS: "partners",
    Kind.LINES: "we_give we_get they_give they_get",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}


class Column(NamedTuple):
    """A column: its header, and what its cells hold."""

    name: str
    kind: Kind


class Noun(NamedTuple):
    """A kind of thing that is exported.

    Attributes:
        name: what it is called, and so is its file or sheet.
        thing: what one of them is called.
        query: gives its rows, the columns called as the headers.
        table: where things of the kind have their numbers.
    """

    name: str
    thing: str
    query: Query[Any]
    table: str

    @property
    def columns(self) -> list[Column]:
        """The columns, in order."""
        return columns_of(self.query)


def columns_of(query: Query[Any]) -> list[Column]:
    """The columns of a query's rows, in order."""
    return [Column(name, _KIND_OF.get(name, Kind.TEXT)) for name in query.row._fields]


def noun_called(name: str, *, contacts: bool = False) -> Noun:
    """The noun of that name.

    Args:
        name: as ``partners``.
        contacts: with personal data of each partner's primary contact; of partners only.
    """
    declared = listed_nouns()[name]
    return Noun(name, declared.called, query_of(declared, contacts=contacts), declared.table_name)


def query_of(declared: Declared, *, contacts: bool = False) -> Query[Any]:
    """What gives a noun's rows: made from its declaration, where its own table holds all."""
    from partnerreg.queries import lists_out, partners_out

    own: dict[str, Query[Any]] = {
        "partner": partners_out.partners_with_contact_out
        if contacts
        else partners_out.partners_out,
        "agreement": lists_out.agreements_out,
        "activity": lists_out.activities_out,
    }
    return own.get(declared.name) or things_out(declared)


def everything(declared: Declared, today: date) -> Mapping[str, object]:
    """The parameters with which a noun's query gives all there is."""
    if declared.name == "partner":
        return {"today": today}
    return range_of(None) if declared.owner else {}
