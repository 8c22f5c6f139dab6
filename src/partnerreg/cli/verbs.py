"""The verbs that every noun has, made from its declaration: add, edit, remove and its marks.

What only asks (list, show) is in `partnerreg.cli.noun_questions`.
"""

from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, words
from partnerreg.cli.changes import given, overlaid
from partnerreg.cli.run import Run
from partnerreg.cli.typed import in_words, validated
from partnerreg.errors import RegisterError
from partnerreg.nouns.fields import FLAG, Default, Field, Reference
from partnerreg.nouns.noun import Mark, Noun

if TYPE_CHECKING:
    from partnerreg.db.query import Reader
    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.schemas.validation import Schema

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def add_verbs(app: typer.Typer, noun: Noun) -> None:
    """Give an app the verbs that it has not of its own."""
    own = {command.name for command in app.registered_commands}
    made: dict[str, tuple[Callable[..., None], str]] = {
        noun.adding: (_add(noun), f"Add {noun.article}."),
        "edit": (_edit(noun), f'Change {noun.article}; an empty value ("") clears a field.'),
        "remove": (_remove(noun), f"Remove {noun.article} that nothing refers to."),
        **{mark.name: (_mark(noun, mark), mark.help) for mark in noun.marks},
    }
    for verb, (command, help_) in made.items():
        if verb not in own:
            app.command(verb, help=help_)(command)


def _add(noun: Noun) -> Callable[..., None]:
    def add(ctx: typer.Context, form: str, **typed: Any) -> None:
        from partnerreg.services import things

        run: Run = ctx.obj
        with run.write(f"{noun.name} {noun.adding}", may_make=True) as work:
            data = _read(ctx, work, noun, _defaults(noun, work) | given(**typed))
            row = things.add(work, noun, data)
            label = str(getattr(row, noun.label))
            personal = noun.field(noun.label).personal
            work.summarise(f"#{row.id}" if personal else f"#{row.id} {label}")
        run.done(f"Added {noun.called} #{row.id} {label}.", form, **_answer(noun, row))

    typed_fields = [field for field in noun.own_fields if field.typed]
    fields = sorted(typed_fields, key=lambda field: not field.argument)
    return _declared(add, (_parameter(field, adding=True) for field in fields))


def _edit(noun: Noun) -> Callable[..., None]:
    def edit(ctx: typer.Context, form: str, thing: str, **typed: Any) -> None:
        from partnerreg.services import things
        from partnerreg.services.lookup import find

        run: Run = ctx.obj
        changes = overlaid({}, given(**typed))
        with run.write(f"{noun.name} edit") as work:
            found = find(work.reader, noun, thing)
            work.summarise(f"#{found.id}: {in_words(ctx, changes)}")
            values = things.current(work, noun, found.id) | changes
            row = things.edit(work, noun, found.id, _read(ctx, work, noun, values))
        label = getattr(row, noun.label)
        said = f"Changed {noun.called} #{row.id} {label}: {in_words(ctx, changes)}."
        run.done(said, form, **_answer(noun, row))

    parameters = (_parameter(field, adding=False) for field in noun.own_fields if field.typed)
    return _declared(edit, parameters, _thing(noun))


def _remove(noun: Noun) -> Callable[..., None]:
    def remove(ctx: typer.Context, form: str, thing: str, yes: bool) -> None:
        from partnerreg.services import things
        from partnerreg.services.lookup import find

        run: Run = ctx.obj
        with run.reader() as reader:
            found = find(reader, noun, thing)
        label = f"{noun.called} #{found.id} {getattr(found, noun.label)}"
        if not yes and not run.confirms(f"Remove {label}?"):
            raise RegisterError("Nothing was removed.")
        with run.write(f"{noun.name} remove", f"#{found.id}") as work:
            things.remove(work, noun, found.id)
        run.done(f"Removed {label}. `partnerreg undo` brings it back.", form, id=found.id)

    yes = Parameter("yes", Parameter.KEYWORD_ONLY, default=False, annotation=Yes)
    return _declared(remove, [yes], _thing(noun))


def _mark(noun: Noun, mark: Mark) -> Callable[..., None]:
    def note(ctx: typer.Context, form: str, thing: str, on: str | None) -> None:
        from partnerreg.services import things
        from partnerreg.services.lookup import find

        run: Run = ctx.obj
        day = words.parse_day("--on", on) or run.today
        with run.write(f"{noun.name} {mark.name}") as work:
            found = find(work.reader, noun, thing)
            work.summarise(f"#{found.id} on {day}")
            row = things.mark(work, noun, mark.name, found.id, day)
        said = mark.done.format(number=found.id, label=getattr(found, noun.label), day=day)
        run.done(said, form, **_answer(noun, row))

    help_ = "The day; today if not given."
    on = Annotated[str | None, typer.Option("--on", metavar="DATE", help=help_)]
    parameter = Parameter("on", Parameter.KEYWORD_ONLY, default=None, annotation=on)
    return _declared(note, [parameter], _thing(noun))


def _defaults(noun: Noun, work: "UnitOfWork") -> dict[str, Any]:
    """What a new thing has if nothing is said."""
    moment = {
        Default.TODAY: work.today,
        Default.NOW: work.command.now,
        Default.ACTOR: work.command.actor,
    }
    return {
        field.name: moment[field.default] if isinstance(field.default, Default) else field.default
        for field in noun.own_fields
        if field.default is not None
    }


def _read(
    ctx: typer.Context, work: "UnitOfWork", noun: Noun, values: Mapping[str, Any]
) -> "Schema":
    """What was typed, through the noun's schema; what it names is looked up."""
    from partnerreg.services import things
    from partnerreg.services.availability import UNAVAILABLE, refuse

    numbers = dict(values)
    country = None
    for field in noun.own_fields:
        text = numbers.get(field.name)
        if not isinstance(field.kind, Reference) or not isinstance(text, str):
            continue
        row = _named(work.reader, field.kind, text) if text else None
        if row is not None and field.kind.in_use:
            refuse(UNAVAILABLE[field.kind.noun](row, work.today))
        numbers[field.name] = row.id if row else None
        country = getattr(row, "country", country)
    return validated(ctx, things.schema_of(noun), numbers, {"country": country})


def _named(reader: "Reader", kind: Reference, text: str) -> Any:
    from partnerreg.nouns import registry
    from partnerreg.services.lookup import find, find_partner

    if kind.noun == "partner":
        return find_partner(reader, text)
    return find(reader, registry.noun(kind.noun), text)


def _answer(noun: Noun, row: Any) -> dict[str, Any]:
    """What a write says in JSON: the thing's number, its partner's, and what it is called."""
    answer = {"id": row.id}
    if noun.owner is not None:
        answer["partner_id"] = getattr(row, noun.owner.column)
    return answer | {noun.code_or_label: getattr(row, noun.field(noun.code_or_label).column)}


def _thing(noun: Noun) -> Parameter:
    help_ = "Number, name, or a part that fits only one."
    argument = Annotated[str, typer.Argument(metavar=noun.name.upper(), help=help_)]
    return Parameter("thing", Parameter.KEYWORD_ONLY, annotation=argument)


def _parameter(field: Field, *, adding: bool) -> Parameter:
    """A field as an argument or an option of a command."""
    metavar, help_ = field.kind.metavar, field.help
    if adding and field.argument:
        metavar = metavar if isinstance(field.kind, Reference) else field.name.upper()
        argument = Annotated[str, typer.Argument(metavar=metavar, help=help_)]
        return Parameter(field.name, Parameter.KEYWORD_ONLY, annotation=argument)
    if field.kind is FLAG:
        names = f"{field.option_name}/--not-{field.option_name.removeprefix('--')}"
        flag = Annotated[bool | None, typer.Option(names, help=help_)]
        return Parameter(field.name, Parameter.KEYWORD_ONLY, default=None, annotation=flag)
    if adding and field.required and field.default is None:
        required = Annotated[str, typer.Option(field.option_name, metavar=metavar, help=help_)]
        return Parameter(field.name, Parameter.KEYWORD_ONLY, annotation=required)
    option = Annotated[str | None, typer.Option(field.option_name, metavar=metavar, help=help_)]
    return Parameter(field.name, Parameter.KEYWORD_ONLY, default=None, annotation=option)


def _declared(
    command: Callable[..., None],
    parameters: Iterable[Parameter],
    *first: Parameter,
) -> Callable[..., None]:
    """The command with a signature that Typer reads its arguments and options off."""
    context = Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    form = Parameter("form", Parameter.KEYWORD_ONLY, default="text", annotation=options.WriteFormat)
    everything = [context, *first, *parameters, form]
    command.__signature__ = Signature(everything)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in everything}
    return command
