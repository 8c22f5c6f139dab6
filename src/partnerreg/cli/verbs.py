"""The verbs that every noun has, made from its declaration: add, edit, remove and its marks.

What only asks (list, show) is in `partnerreg.cli.read_commands`. A noun whose verb takes more
than its fields has a function of that name in its own module, which calls `add` or `edit` here.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from partnerreg.actions import Advice, see
from partnerreg.cli import options, parameters, validation
from partnerreg.cli.context import AppContext
from partnerreg.cli.remedies import sentence
from partnerreg.cli.validation import validated
from partnerreg.errors import InvalidInput, NotFound, RegisterError
from partnerreg.nouns import registry
from partnerreg.nouns.fields import FLAG, Default, Field, Reference, References, Several, Word
from partnerreg.nouns.noun import Mark, Noun

if TYPE_CHECKING:
    from datetime import date

    from partnerreg.db.query import Reader
    from partnerreg.services.things import Things

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Of = Annotated[str | None, typer.Option("--of", metavar="PARTNER", help="Of this partner.")]
UNCHANGED = "Nothing was different."
"""What is said where a thing is as it was to become."""
LESS = "less_"
"""What the parameter of an option that takes away is called before its field's name."""


class VerbResult(NamedTuple):
    """What came of a verb.

    Attributes:
        message: what is said of it.
        answer: what is said of it in JSON.
        row: the thing.
        things: the things of its noun, as the verb left them.
    """

    message: str
    answer: Mapping[str, Any]
    row: Any
    things: Any


def add_verbs(app: typer.Typer, noun: Noun) -> None:
    """Give an app the verbs that it has not of its own."""
    own = {command.name for command in app.registered_commands}
    made: dict[str, tuple[Callable[..., None], str]] = {
        noun.adding: (_add(noun), f"Add {noun.article}."),
        "edit": (_edit(noun), f"Change {noun.article}{_clearing(noun)}."),
        "remove": (_remove(noun), f"Remove {noun.article} that nothing refers to."),
        **{mark.name: (_mark(noun, mark), mark.help) for mark in noun.marks},
    }
    for verb, (command, help_) in made.items():
        if verb not in own:
            app.command(verb, help=help_)(command)


def _clearing(noun: Noun) -> str:
    """What help says of empty values, if any field may be without one."""
    required = all(field.required for field in noun.typed_fields)
    return "" if required else '; an empty value ("") clears what is optional'


def add(
    ctx: typer.Context,
    noun: Noun,
    typed: Mapping[str, Any],
    write: Callable[[Any, Any], Any] | None = None,
    **more: str,
) -> VerbResult:
    """Add a thing.

    Args:
        ctx: the command's.
        noun: what kind of thing.
        typed: the fields as they were typed.
        write: what adds it, where that is more than its fields: of its things, and what is said.
        more: what the sentences have besides.
    """
    from partnerreg.services.things import things_of

    context: AppContext = ctx.obj
    refers = any(
        (field.required or field.argument) and isinstance(field.kind, Reference)
        for field in noun.fields
    )
    with context.write(f"{noun.name} {noun.adding}", may_make=not refers) as work:
        things = things_of(work, noun)
        said = _given(typed)
        for name, text in said.items():
            field = noun.field(name)
            if text == "" and isinstance(field.kind, Word):
                members: Any = field.kind.members
                validation.parse_word(field.option_name, text, members)
        names: dict[str, Any] = {}
        values = _numbers(noun, work.reader, things.defaults(said) | said, names)
        data = validated(ctx, things.schema, values, things.context(values))
        row = write(things, data) if write else things.add(data)
        names = _names(things, row, names) | more
        sentences = noun.sentences
        personal = noun.field(noun.label).personal
        usual = sentences.journal if personal else f"{sentences.journal} {{label}}"
        work.summarise(_filled(sentences.journal_added or usual, names))
    return VerbResult(_filled(sentences.added, names), _answer(noun, row), row, things)


def edit(
    ctx: typer.Context,
    noun: Noun,
    thing: str,
    typed: Mapping[str, Any],
    of: str | None = None,
    verb: str = "edit",
) -> VerbResult:
    """Change a thing; `of` says whose it is. The answer says so if nothing came to be different."""
    from partnerreg.services.things import things_of

    context: AppContext = ctx.obj
    said = _given(typed)
    order = [name.removeprefix(LESS) for name in ctx.params if name in said]  # as they were typed
    fields = ", ".join(noun.field(name).label.lower() for name in dict.fromkeys(order))
    if not said:
        raise InvalidInput("Nothing to change was given.", "See --help for the options.")
    with context.write(f"{noun.name} {verb}") as work:
        things = things_of(work, noun)
        number = _number(noun, work.reader, thing, of)
        before = _names(things, things.get(number), {})
        journal = noun.sentences.journal.format_map(before)
        work.summarise(f"{journal}: {fields}")
        changes = {name: text for name, text in said.items() if not name.startswith(LESS)}
        less = {
            name.removeprefix(LESS): text for name, text in said.items() if name.startswith(LESS)
        }
        names: dict[str, Any] = {}
        values = things.with_changes(
            number,
            _numbers(noun, work.reader, changes, names),
            _numbers(noun, work.reader, less, {}),
        )
        data = validated(ctx, things.schema, values, things.context(values))
        row = things.edit(number, data)
    if not work.wrote:
        return VerbResult(UNCHANGED, _answer(noun, row) | {"changed": False}, row, things)
    told = _names(things, row, names) | {"before": before["label"], "fields": fields}
    return VerbResult(noun.sentences.changed.format_map(told), _answer(noun, row), row, things)


def _add(noun: Noun) -> Callable[..., None]:
    def command(ctx: typer.Context, form: str, **typed: Any) -> None:
        written = add(ctx, noun, typed)
        ctx.obj.print_result(written.message, form, **written.answer)

    return declared(command, adding(noun))


def _edit(noun: Noun) -> Callable[..., None]:
    def command(
        ctx: typer.Context, form: str, thing: str, of: str | None = None, **typed: Any
    ) -> None:
        written = edit(ctx, noun, thing, typed, of)
        ctx.obj.print_result(written.message, form, **written.answer)

    return declared(command, changing(noun))


def _remove(noun: Noun) -> Callable[..., None]:
    def command(
        ctx: typer.Context, form: str, thing: str, yes: bool, of: str | None = None
    ) -> None:
        from partnerreg.services.things import things_of

        context: AppContext = ctx.obj
        with context.reader() as reader:
            found = _found(noun, reader, thing, of)
        names = found._asdict() | _called(noun, found)
        called = noun.sentences.called.format_map(names)
        otherwise = f"{called[0].upper()}{called[1:]} was not removed"
        if not yes and not context.confirm(f"Remove {called}?", otherwise):
            raise RegisterError("Nothing was removed.")
        with context.write(f"{noun.name} remove", noun.sentences.journal.format_map(names)) as work:
            things_of(work, noun).remove(found.id)
        removed = noun.sentences.removed
        message = sentence(Advice(removed.text, **removed.values, **names))
        context.print_result(message, form, id=found.id)

    return declared(command, [*which(noun), options.typed("yes", Yes, default=False)])


def _mark(noun: Noun, mark: Mark) -> Callable[..., None]:
    def command(ctx: typer.Context, form: str, thing: str, on: str | None) -> None:
        day = validation.parse_day("--on", on) or ctx.obj.today
        written = note(ctx, noun, mark, thing, day)
        ctx.obj.print_result(written.message, form, **written.answer)

    return declared(command, [thing_argument(noun), options.typed("on", options.On)])


def note(ctx: typer.Context, noun: Noun, mark: Mark, thing: str, day: "date") -> VerbResult:
    """Note on which day something happened to a thing, by one of its noun's marks."""
    from partnerreg.services.things import things_of

    context: AppContext = ctx.obj
    with context.write(f"{noun.name} {mark.name}") as work:
        things = things_of(work, noun)
        number = _number(noun, work.reader, thing)
        work.summarise(f"#{number} on {day}")
        row = things.mark(mark.name, number, day)
    message = mark.done.format(**_called(noun, row), day=day)
    return VerbResult(message, _answer(noun, row), row, things)


def _given(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed: what is not None, and no list that is empty."""
    return {name: value for name, value in typed.items() if value is not None and value != []}


def _number(noun: Noun, reader: "Reader", text: str, of: str | None = None) -> int:
    """The number of the thing that is meant."""
    if noun.numbered:
        return validation.parse_number(text, noun.name)
    number: int = _found(noun, reader, text, of).id
    return number


def _found(noun: Noun, reader: "Reader", text: str, of: str | None = None) -> Any:
    """The thing that is meant, perhaps among those of a partner."""
    from partnerreg.services.lookup import find, find_partner

    if noun.name == "partner":
        return find_partner(reader, text)
    return find(reader, noun, text, find_partner(reader, of).id if of else None)


def _numbers(
    noun: Noun, reader: "Reader", typed: Mapping[str, Any], names: dict[str, Any]
) -> dict[str, Any]:
    """What was typed, with the numbers of what it refers to; `names` gets what that is called."""
    values = dict(typed)
    for name, text in typed.items():
        field = noun.field(name)
        if isinstance(field.kind, References):
            found = {row.id: row for row in (_named(reader, field, each) for each in text)}
            values[name] = list(found)
            names[name] = "; ".join(dict.fromkeys(row.name for row in found.values()))
            names[field.column] = ", ".join(f"#{number}" for number in found)
        elif isinstance(field.kind, Reference) and isinstance(text, str):
            row = _named(reader, field, text) if text else None
            values[name] = row.id if row else None
            names[name] = getattr(row, registry.noun(field.kind.noun).code_or_label, None)
    return values


class _Numbered(NamedTuple):
    """A thing that is called by its number alone."""

    id: int


def _named(reader: "Reader", field: Field, text: str) -> Any:
    """What a field refers to by a text."""
    assert isinstance(field.kind, Reference)
    other = registry.noun(field.kind.noun)
    if other.numbered:
        number = validation.parse_number(text, other.name, field.option_name)
        from partnerreg.queries.things import one

        if reader.first(one(other), number=number) is None:
            raise NotFound(f"There is no {other.called} #{number}.", see(other.name, "list"))
        return _Numbered(number)
    return _found(other, reader, text)


def _filled(sentence: str, names: Mapping[str, Any]) -> str:
    """A sentence with what it holds; without the parts in brackets of which that is not there."""
    parts = re.split(r"\[(.*?)\]", sentence)
    filled = defaultdict(str, names)
    for place in range(1, len(parts), 2):
        fields = [name for _, name, _, _ in Formatter().parse(parts[place]) if name]
        if not all(filled[name] for name in fields):
            parts[place] = ""
    return "".join(parts).format_map(filled)


def _called(noun: Noun, row: Any) -> dict[str, Any]:
    """What sentences call a thing by."""
    return {"thing": noun.called, "number": row.id, "label": getattr(row, noun.label)}


def _names(things: "Things", row: Any, names: Mapping[str, Any]) -> dict[str, Any]:
    """What sentences hold of a thing; `names` are those of what it refers to."""
    columns = {column: getattr(row, column) for column in type(row).model_fields}
    return columns | dict(names) | _called(things.noun, row)


def _answer(noun: Noun, row: Any) -> dict[str, Any]:
    """What a write says in JSON: the thing's number, its partner's, and what it alone is called."""
    answer = {"id": row.id}
    if noun.owner is not None:
        answer["partner_id"] = getattr(row, noun.owner.column)
    if noun.identity == (noun.code_or_label,):
        answer[noun.code_or_label] = getattr(row, noun.field(noun.code_or_label).column)
    return answer


def thing_argument(noun: Noun) -> Parameter:
    """The argument that says which thing is meant."""
    declared = parameters.NUMBER if noun.numbered else parameters.thing(noun)
    annotation = Annotated[str, options.info(declared)]
    return options.typed("thing", annotation, default=options.REQUIRED)


def which(noun: Noun) -> list[Parameter]:
    """What says which thing is meant, perhaps among those of a partner."""
    of = [options.typed("of", Of)] if noun.owner and not noun.numbered else []
    return [thing_argument(noun), *of]


def adding(noun: Noun) -> list[Parameter]:
    """The arguments and options of adding a thing."""
    fields = sorted(noun.typed_fields, key=lambda field: not field.argument)
    return [_parameter(field, adding=True) for field in fields]


def changing(noun: Noun) -> list[Parameter]:
    """The arguments and options of changing a thing: whose it is stays."""
    fields = [f for f in noun.typed_fields if f is not noun.owner or not f.required]
    parameters = [_parameter(field, adding=False) for field in fields]
    for field in fields:
        if field.less:
            help_ = f"Take away from {field.label.lower()}; may be repeated."
            metavar = _metavar(field)
            less = Annotated[
                list[str] | None, typer.Option(f"--{field.less}", metavar=metavar, help=help_)
            ]
            parameters.append(options.typed(f"{LESS}{field.name}", less))
    return [*which(noun), *parameters]


def _metavar(field: Field) -> str:
    return (
        field.option.upper()
        if field.less and not isinstance(field.kind, Reference)
        else field.kind.metavar
    )


def _parameter(field: Field, *, adding: bool) -> Parameter:
    """A field as an argument or an option of a command."""
    metavar, help_ = _metavar(field), field.help
    if adding and field.default is Default.TODAY:
        help_ = f"{help_.rstrip('.')}; today if not given."
    several = isinstance(field.kind, (Several, References))
    if adding and field.argument:
        if not isinstance(field.kind, Reference):
            metavar = field.name.upper()
        text: Any = list[str] if several else str
        if not field.required:
            text |= None
        argument = typer.Argument(metavar=f"{metavar}..." if several else metavar, help=help_)
        default = options.REQUIRED if field.required else None
        return options.typed(field.name, Annotated[text, argument], default=default)
    if field.kind is FLAG:
        return options.typed(
            field.name, Annotated[bool | None, typer.Option(field.flag_names, help=help_)]
        )
    typed = typer.Option(field.option_name, metavar=metavar, help=help_)
    if adding and field.required and field.default is None:
        return options.typed(field.name, Annotated[str, typed], default=options.REQUIRED)
    kind: Any = list[str] | None if several else str | None
    return options.typed(field.name, Annotated[kind, typed])


def declared(command: Callable[..., None], parameters: Iterable[Parameter]) -> Callable[..., None]:
    """The command with a signature that Typer reads its arguments and options off."""
    form = options.typed("form", options.WriteFormat, "text")
    return options.with_signature(command, [*parameters, form])
