"""A noun: one kind of thing that the register holds, declared once.

What the database holds of it stands in its SQLModel entity; what people type and read
stands here. Commands, lists, imports, exports, undo, completion and JSON schemas follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.actions import Action, Advice
from partnerreg.nouns.fields import DAY, Field, Reference, References, Several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Trigger(NamedTuple):
    """Rows that can come to break a law when they are written.

    Attributes:
        table: where they are.
        columns: what of them must be written for that; any, if none is named.
        finds: the column of the law's query that is a row's number.
        key: what of a row that number is.
    """

    table: str
    columns: tuple[str, ...] = ()
    finds: str = "id"
    key: str = "id"


class Law(NamedTuple):
    """What must hold of the register, stated as the query that finds what breaks it.

    A sentence that begins in lower case is said of the thing with the number. Columns of the
    query may stand in it, in braces.

    Attributes:
        code: its name.
        sentence: what it says, for people.
        remedy: what to do about it, or what makes that of what the query finds.
        query: makes a ``select()`` of what breaks it: the rows' numbers, as `id`, and of
            another row that each one cannot be beside, as `other`. Imports SQLAlchemy and
            the tables itself.
        tables: the tables that can break it when they are written to, the noun's own apart.
        table: the table of the rows; the noun's, if a noun declares it.
        beside: the table of the other rows, if that is another one.
        watches: what can break it more exactly than by `tables`.
        lasting: it holds of all rows; else only of what is written anew, and the query may
            take the parameter `today`.
        tolerated: what is said of rows that break it where earlier versions let them.
        blamed: the field that is wrong in a row of a list.
        judge: what is to be said of a row that the query found; None if the law holds of it.
        line: what is said of such a row, where that is not the sentence.
        since: why an operation cannot be taken back because of it, where that is not the
            sentence.
    """

    code: str
    sentence: str
    remedy: str | Advice | Callable[[Mapping[str, Any]], Advice]
    query: Callable[[], Any]
    tables: tuple[str, ...] = ()
    table: str = ""
    beside: str = ""
    watches: tuple[Trigger, ...] = ()
    lasting: bool = True
    tolerated: Advice | None = None
    blamed: str = ""
    judge: Callable[[Mapping[str, Any]], Mapping[str, Any] | None] = dict
    line: str = ""
    since: str = ""

    @property
    def about_levels(self) -> bool:
        """Whether it is about the way through the levels."""
        return any(watch.table == "level_change" for watch in self.watches)


class Problem(NamedTuple):
    """What is wrong with a field of a thing, by itself or beside the others.

    Attributes:
        field: the field to change.
        reason: why, as it is said after the field's name.
        line: what is said of a row of a list that would make a thing so, where that is not
            the same.
    """

    field: str
    reason: str
    line: str = ""


class Mark(NamedTuple):
    """A verb that notes on which day something happened to a thing.

    Attributes:
        name: the verb.
        field: the day's field.
        help: what the command does.
        done: what it says then, with the thing's ``{number}``, its ``{label}`` and the ``{day}``.
        already: what it says where the day is noted already, with the same.
    """

    name: str
    field: str
    help: str
    done: str
    already: str


class Sentences(NamedTuple):
    """What is said of a thing when it was written.

    Each holds the thing's ``{thing}``, ``{number}`` and ``{label}``, and its fields by their
    names; what a field refers to stands by what it is called, and by its number as
    ``{partner_id}``. One of a change holds the ``{fields}`` that changed, and what it was called
    ``{before}``. Of one that was added, a part in brackets is left out where what stands in it is
    empty.

    Attributes:
        added: that it was added.
        changed: that it was changed.
        called: what it is called where it is asked whether it is to be removed.
        removed: that it was.
        journal: what the journal calls it; nobody by name, for it outlives the rows.
        journal_added: the same of one that was added, if it says more.
    """

    added: str = "Added {thing} #{number} {label}."
    changed: str = "Changed {thing} #{number} {label}: {fields}."
    called: str = "{thing} #{number} {label}"
    removed: Advice = Advice(
        "Removed {thing} #{number} {label}. {command} brings it back.", command=Action("undo")
    )
    journal: str = "#{number}"
    journal_added: str = ""


class Noun(NamedTuple):
    """One kind of thing that the register holds.

    Attributes:
        name: what one is called on the command line.
        plural: what lists and exports of it are called.
        title: the heading of a list, in English.
        help: what the noun's help says.
        fields: what is said of it, in the order of lists and templates.
        thing: what one is called in a sentence, where that is not its name.
        things: what several are called then, where that is not `thing` with an s.
        table: where it is kept, where that is not called as the noun.
        label: the field that says which one it is.
        code: a field by which people call it too, and lists know it.
        identity: the fields that show whether a row of a list is a thing that is there.
        order: the fields that lists are sorted by; with a hyphen before it, the last is first.
        groups: fields that make sense only together, besides a field and its keys.
        periods: pairs of fields, a first and a last day.
        marks: verbs that note a day.
        adding: what the verb is called that adds one.
        lists: what lists of it hold, for the help of import and export; its plural if empty.
        parts: tables whose rows are parts of a thing, and go with it.
        amendments: a table whose rows have those of its fields that are otherwise from a day
            on (`starts_on`), as far as that was agreed (`signed_on`).
        laws: what must hold of it.
        rules: what must hold of the fields of one thing together, typed or in the register:
            functions that give what is wrong.
        doubles: there may be two of one identity.
        numbered: what is written of one calls it by its number; else by its name too.
        sentences: what is said of one when it was written.
        service: the class that does what a thing does beside being written, by its full name.
        list_spec: the class that says how lists of it are read, where they hold more than its
            fields, by its full name.
        since_format: the first format of whole exports that has a file of it.
        beside: a table, a row of which stands beside one of its own in exported lists where that
            is asked for, and the condition.
    """

    name: str
    plural: str
    title: str
    help: str
    fields: tuple[Field, ...]
    thing: str = ""
    things: str = ""
    table: str = ""
    label: str = "name"
    code: str = ""
    identity: tuple[str, ...] = ("name",)
    order: tuple[str, ...] = ("name",)
    groups: tuple[tuple[str, ...], ...] = ()
    periods: tuple[tuple[str, str], ...] = ()
    marks: tuple[Mark, ...] = ()
    adding: str = "add"
    lists: str = ""
    parts: tuple[str, ...] = ()
    amendments: str = ""
    laws: tuple[Law, ...] = ()
    rules: tuple[Callable[[Any], Iterator[Problem]], ...] = ()
    doubles: bool = False
    numbered: bool = False
    sentences: Sentences = Sentences()
    service: str = ""
    list_spec: str = ""
    since_format: int = 1
    beside: tuple[str, str] = ("", "")

    def __hash__(self) -> int:
        return hash(self.name)  # that of all it holds takes longer than what is looked up by it

    @property
    def table_name(self) -> str:
        """The table it is kept in."""
        return self.table or self.name

    @property
    def called(self) -> str:
        """What one is called in a sentence."""
        return self.thing or self.name

    @property
    def article(self) -> str:
        """What one is called in a sentence, with its article."""
        vowel = self.called[0] in "aeiou" and not self.called.startswith("uni")
        return f"{'an' if vowel else 'a'} {self.called}"

    @property
    def several(self) -> str:
        """What several are called in a sentence."""
        if self.thing in {"", self.name}:
            return self.plural
        return self.things or f"{self.thing}s"

    @property
    def code_or_label(self) -> str:
        """The field that lists call one by."""
        return self.code if self.code and self.field(self.code).required else self.label

    def field(self, name: str) -> Field:
        """A field by its name.

        Raises:
            KeyError: there is none.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def own_fields(self) -> tuple[Field, ...]:
        """The fields that are columns of the table."""
        return tuple(field for field in self.fields if field.own)

    @property
    def said_fields(self) -> tuple[Field, ...]:
        """The fields that commands write: its own, and its parts."""
        return tuple(field for field in self.fields if field.own or self._is_part(field))

    @property
    def typed_fields(self) -> tuple[Field, ...]:
        """The fields that people say to a command."""
        return tuple(field for field in self.said_fields if field.typed)

    def _is_part(self, field: Field) -> bool:
        return isinstance(field.kind, (Several, References)) and field.kind.table in self.parts

    @property
    def listed_fields(self) -> tuple[Field, ...]:
        """The fields that lists show: its own, what is derived, what it is tied to, its tags."""
        return tuple(
            field
            for field in self.fields
            if field.own
            or field.sql
            or isinstance(field.kind, References)
            or (isinstance(field.kind, Several) and field.kind.key is not None)
        )

    def problems(self, thing: Any) -> Iterator[Problem]:
        """What is wrong with the fields of one thing together."""
        for first, last in self.periods:
            starts, ends = getattr(thing, first), getattr(thing, last)
            if starts and ends and ends < starts:
                yield Problem(last, f"{ends} lies before the start {starts}")
        for rule in self.rules:
            yield from rule(thing)

    @property
    def days(self) -> frozenset[str]:
        """The fields that are days."""
        return frozenset(field.name for field in self.fields if field.kind is DAY)

    @property
    def owner(self) -> Field | None:
        """The field that says which partner it belongs to, if it can belong to one."""
        return next(
            (
                field
                for field in self.fields
                if type(field.kind) is Reference and field.kind.noun == "partner" and field.argument
            ),
            None,
        )

    def keys_of(self, thing: Any) -> dict[str, str | None]:
        """The columns that are derived from the fields of a thing."""
        return {
            key.column: key.of(getattr(thing, field.name))
            for field in self.own_fields
            for key in field.keys
        }

    def column_groups(self) -> Iterator[tuple[str, ...]]:
        """Columns that make sense only together: a field with its keys, a period, more."""
        joined = [*self.groups, *self.periods]
        in_groups = {name for group in joined for name in group}
        for group in joined:
            fields = [self.field(name) for name in group]
            yield tuple(
                column
                for field in fields
                for column in (field.column, *(key.column for key in field.keys))
            )
        for field in self.own_fields:
            if field.keys and field.name not in in_groups:
                yield (field.column, *(key.column for key in field.keys))
