"""Fields, and the kinds of values they hold.

A kind knows once how people write a value, how it is checked, what it is to a report, an
export and a JSON schema. Declaring a field, and reading by it, imports neither pydantic nor
SQLAlchemy: what a value may be when it is written is asked for by `Kind.checked_type`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum, auto
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

from partnerreg.actions import Advice
from partnerreg.domain import parsing
from partnerreg.domain.enums import Level


class Kind:
    """What a field holds.

    Attributes:
        metavar: what stands for a value in help.
        column: its kind of column in reports, by name.
        python: the type of a value that was read from the register.
        json: the JSON schema of a value.
        words: all values there are, where they are few; for completion and help.
        check: the pydantic type that lets a value through, where it is written: a name in
            `partnerreg.nouns.checks` or `partnerreg.nouns.addresses`.
        read: gives what people wrote, where it is asked about; raises `parsing.ParseError`.
    """

    metavar = "TEXT"
    column = "TEXT"
    python: Any = str
    json: Mapping[str, Any] = MappingProxyType({"type": "string"})
    words: Sequence[str] = ()
    check = "checks.Text"
    read: Callable[[str], Any] = staticmethod(str.strip)

    def checked_type(self) -> Any:
        """The pydantic type that lets a value through; importing it takes a while."""
        module, _, name = self.check.partition(".")
        return getattr(import_module(f"partnerreg.nouns.{module}"), name)


class Text(Kind):
    """Text of several lines."""


class Verbatim(Text):
    """Text as it came, of which nothing is taken away."""

    check = "checks.Verbatim"


class Line(Kind):
    """Text on one line."""

    check = "checks.Line"


class Name(Line):
    """What something is called: never empty."""

    check = "checks.Name"


class Day(Kind):
    """A day of the calendar."""

    metavar = "DATE"
    column = "DATE"
    python = date
    json = MappingProxyType({"type": "string", "format": "date"})
    check = "checks.Day"
    read = staticmethod(parsing.day)


class Moment(Kind):
    """A moment, in UTC."""

    column = "MOMENT"
    python = datetime
    json = MappingProxyType({"type": "string", "format": "date-time"})
    check = "checks.Moment"


class Count(Kind):
    """A whole number, nought or more."""

    metavar = "NUMBER"
    column = "NUMBER"
    python = int
    json = MappingProxyType({"type": "integer", "minimum": 0})
    check = "checks.Count"
    read = staticmethod(parsing.count)


class Decimal(Kind):
    """A number, perhaps with decimals or below nought."""

    metavar = "NUMBER"
    column = "NUMBER"
    python = float
    json = MappingProxyType({"type": "number"})
    check = "checks.Decimal"
    read = staticmethod(parsing.decimal)


class Hours(Decimal):
    """How many hours something took."""

    metavar = "HOURS"
    json = MappingProxyType({"type": "number", "minimum": 0})
    check = "checks.Hours"
    read = staticmethod(parsing.hours)


class Times(Kind):
    """When on its day something was: from a time on, or until another."""

    metavar = "09:00-16:00"
    json = MappingProxyType(
        {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}(-[0-9]{2}:[0-9]{2})?$"}
    )
    check = "checks.Times"
    read = staticmethod(parsing.times)


class Stretch(Line):
    """A length of time, in days, weeks or months of the calendar."""

    metavar = "60d|8w|3m"
    check = "checks.Stretch"
    read = staticmethod(parsing.stretch)


class Currency(Line):
    """A currency, by the three letters of ISO 4217."""

    metavar = "CODE"
    check = "checks.Currency"


class Number(Count):
    """The number of a row."""

    column = "ID"
    check = "checks.Number"


class Numbers(Kind):
    """The numbers of several rows."""

    column = "LIST"


class Flag(Kind):
    """Yes or no."""

    metavar = "yes|no"
    column = "FLAG"
    python = bool
    json = MappingProxyType({"type": "boolean"})
    check = "checks.Flag"
    read = staticmethod(parsing.flag)


class Word(Kind):
    """A word of a closed list, in any language of the register.

    Attributes:
        members: the list.
    """

    column = "WORD"

    def __init__(self, members: type[Enum]) -> None:
        self.members = self.python = members
        self.words = parsing.words(members)
        self.metavar = "|".join(self.words)
        self.json = {"enum": self.words}
        self.read = partial(parsing.member, members)

    def checked_type(self) -> Any:
        """See `Kind`."""
        from partnerreg.nouns.checks import word_of

        return word_of(self.members)


class LevelWord(Word):
    """A level of partnership, by its number, word or label."""

    column = "LEVEL"

    def __init__(self) -> None:
        super().__init__(Level)
        self.metavar = "LEVEL"
        self.json = {"enum": [1, 2, 3]}


class Address(Line):
    """Text on one line, checked by the rules of what it is."""

    def __init__(self, name: str, metavar: str = "ADDRESS") -> None:
        self.check = f"addresses.{name}"
        self.metavar = metavar


class WebAddress(Address):
    """An address on the web, which a page leads to."""

    column = "LINK"


_TEXTS: Mapping[str, Any] = MappingProxyType({"type": "array", "items": {"type": "string"}})


class Reference(Kind):
    """Another thing in the register, as people call it.

    Attributes:
        noun: what kind of thing, by its noun's name.
        in_use: nothing new may refer to what is retired or no longer in force.
        day: the field that says on which day that counts; the day of writing if empty.
        by_number: lists call it by its number alone.
        name_header: what lists call a column that has its name besides, for people.
    """

    def __init__(
        self,
        noun: str,
        *,
        in_use: bool = False,
        day: str = "",
        by_number: bool = False,
        name_header: str = "",
    ) -> None:
        self.noun = noun
        self.metavar = noun.upper()
        self.in_use = in_use
        self.day = day
        self.by_number = by_number
        self.name_header = name_header

    @property
    def is_by_number(self) -> bool:
        """Whether lists call it by its number; several partners may have one name."""
        return self.by_number or self.noun == "partner"


class References(Reference):
    """Several other things; in a list's cell with semicolons between.

    Attributes:
        table: the table whose rows tie them.
    """

    column = "LIST"
    json = _TEXTS

    def __init__(self, noun: str, *, in_use: bool = False, table: str = "") -> None:
        super().__init__(noun, in_use=in_use)
        self.table = table

    def columns_of(self, number: int) -> dict[str, Any]:
        """The columns of a row that ties one of them."""
        return {f"{self.noun}_id": number}

    def item_of(self, row: Any) -> int:
        """The number of the one that a row ties."""
        number: int = getattr(row, f"{self.noun}_id")
        return number


class Several(Kind):
    """Several texts of a line each.

    Each is a row of a table, and part of a thing.

    Attributes:
        table: the table.
        name: its column that holds the text.
        among: what its rows of this field hold in other columns.
        key: a column derived from the text, by which one is told from another: doubles fall out.
    """

    column = "LIST"
    json = _TEXTS

    def __init__(
        self,
        table: str,
        name: str,
        among: tuple[tuple[str, str], ...] = (),
        key: "Key | None" = None,
    ) -> None:
        self.table = table
        self.name = name
        self.among = among
        self.key = key
        self.check = "checks.Texts" if key is None else "checks.Tags"

    def columns_of(self, item: str) -> dict[str, Any]:
        """The columns of a row that holds one of them."""
        return {self.name: item} | ({self.key.column: self.key.of(item)} if self.key else {})

    def item_of(self, row: Any) -> str:
        """The one that a row holds."""
        item: str = getattr(row, self.name)
        return item

    @property
    def sql(self) -> str:
        """The same in SQL."""
        return self.name

    @property
    def is_on_lines(self) -> bool:
        """Whether in a cell each stands on a line of its own, else semicolons between.

        There are none in what has a key.
        """
        return self.key is None


class Figures(Several):
    """Several named numbers, each written ``NAME=NUMBER``.

    Attributes:
        number: the column that holds the number.
        known: a closed list; its words are names in any language of the register.
    """

    metavar = "NAME=NUMBER"

    def __init__(self, table: str, name: str, number: str, known: type[Enum]) -> None:
        super().__init__(table, name)
        self.number = number
        self.known = known

    def columns_of(self, item: str) -> dict[str, Any]:
        """See `Several`."""
        name, _, number = item.rpartition("=")
        return {self.name: name, self.number: float(number)}

    def item_of(self, row: Any) -> str:
        """See `Several`."""
        return f"{getattr(row, self.name)}={getattr(row, self.number):.15g}"

    @property
    def sql(self) -> str:
        """See `Several`."""
        return f"({self.name} || '=' || {self.number})"

    def checked_type(self) -> Any:
        """See `Kind`."""
        from partnerreg.nouns.checks import figures_of

        return figures_of(self.known)


TEXT = Text()
LINE = Line()
NAME = Name()
VERBATIM = Verbatim()
DAY = Day()
MOMENT = Moment()
COUNT = Count()
DECIMAL = Decimal()
CURRENCY = Currency()
HOURS = Hours()
TIMES = Times()
NUMBER = Number()
NUMBERS = Numbers()
STRETCH = Stretch()
FLAG = Flag()
LEVEL = LevelWord()
EMAIL = Address("Email")
WEBSITE = WebAddress("Website")
PHONE = Address("Phone", "NUMBER")
COUNTRY = Address("Country", "CODE")
REGISTRATION_NUMBER = Address("RegistrationNumber", "NUMBER")


class Key(NamedTuple):
    """A column that is derived from a field's, for SQLite can neither fold nor sort Nordic letters.

    Attributes:
        column: where it is stored.
        function: what makes it, by its name in `partnerreg.domain.name_keys`.
        language: whose alphabet, for a key to sort by.
    """

    column: str
    function: str
    language: str | None = None

    def of(self, text: str | None) -> str | None:
        """The key of a text; none of nothing."""
        from partnerreg.domain import name_keys

        if text is None:
            return None
        make = getattr(name_keys, self.function)
        made: str = make(text) if self.language is None else make(text, self.language)
        return made

    def of_many(self, texts: Sequence[str]) -> list[str]:
        """The keys of thousands of texts, in a tenth of the time that they take one by one."""
        from partnerreg.domain import name_keys

        make = getattr(name_keys, f"{self.function}s")
        made: list[str] = make(texts) if self.language is None else make(texts, self.language)
        return made


class Default(Enum):
    """What a new thing has by the moment at which it is added."""

    TODAY = auto()
    NOW = auto()
    ACTOR = auto()


class Field(NamedTuple):
    """What people type and read of a thing.

    Attributes:
        name: what it is called in options, JSON and lists.
        kind: what it holds.
        label: its heading, in English.
        help: what its option says.
        headers: what lists call its column: a line for each language of `enums.LANGUAGES`,
            with commas between; the first word of a line is that of templates.
        hints: what headers may say of it that may mean something else too: suggested, never taken.
        option: what its option is called, where that is not its name.
        less: what the option is called that takes away some of several, where another adds to
            them; else they are all said anew.
        header: what lists call it, where that is not its name.
        required: nothing is without it.
        argument: it is typed without an option.
        personal: it tells of a person.
        shown: tables for people have it.
        keys: columns derived from it.
        default: what a new thing has if nothing is said: a value, what `Default` names, or a
            function of what is said.
        past: what to do instead about a day that is yet to come, which is refused.
        past_remedy: what more can be done about it.
        fixed: lists give it to what is new, and never change it.
        typed: people say it to commands.
        follows: what it is, where it follows from the rest of the thing.
        own: it is a column of the noun's table; else it is kept elsewhere, or is derived.
        sql: what it is derived by, of a row of the noun's table; `:today` is the day asked for.
        listed_as: what exported lists have in its column, as SQL, where it is kept elsewhere.
    """

    name: str
    kind: Kind
    label: str
    help: str
    headers: str = ""
    hints: str = ""
    option: str = ""
    less: str = ""
    header: str = ""
    required: bool = False
    argument: bool = False
    personal: bool = False
    shown: bool = True
    keys: tuple[Key, ...] = ()
    default: Any = None
    past: str = ""
    past_remedy: str | Advice = ""
    fixed: bool = False
    typed: bool = True
    follows: Callable[[Any], Any] | None = None
    own: bool = True
    sql: str = ""
    listed_as: str = ""

    @property
    def column(self) -> str:
        """The column it is stored in."""
        return f"{self.name}_id" if isinstance(self.kind, Reference) else self.name

    @property
    def option_name(self) -> str:
        """What its option is called."""
        return f"--{self.option or self.name.replace('_', '-')}"

    @property
    def flag_names(self) -> str:
        """What the options of a flag are called, for yes and for no."""
        no = "not" if self.name.startswith("is_") else "no"
        return f"{self.option_name}/--{no}-{self.option_name.removeprefix('--')}"

    @property
    def header_name(self) -> str:
        """What the register's own lists call its column."""
        return self.header or self.name
