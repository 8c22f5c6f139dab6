"""The verbs that units and areas share: add, list, edit, retire."""

from typing import TYPE_CHECKING, Annotated

import typer

from partnerreg.cli import options, words
from partnerreg.cli.asking import add_questions
from partnerreg.cli.run import Run
from partnerreg.cli.typed import validated

if TYPE_CHECKING:
    from partnerreg.register.queries.house import NamedRow
    from partnerreg.store.query import Reader
    from partnerreg.tables import Area, Unit

On = Annotated[
    str | None, typer.Option(metavar="DATE", help="From that day on; today if not given.")
]


def _kind(noun: str) -> "type[Unit | Area]":
    from partnerreg import tables

    return tables.Unit if noun == "unit" else tables.Area


def _find(noun: str, reader: "Reader", text: str) -> "NamedRow":
    from partnerreg.register import finding

    return finding.find_unit(reader, text) if noun == "unit" else finding.find_area(reader, text)


def add_verbs(app: typer.Typer, noun: str) -> None:
    """Give an app the four verbs for units or for areas."""
    what = "A unit of the house" if noun == "unit" else "A service area"
    thing = Annotated[
        str,
        typer.Argument(metavar=noun.upper(), help="Number, name, or a part that fits only one."),
    ]
    new_name = Annotated[str, typer.Argument(metavar="NAME", help="Its name.")]

    @app.command("add", help=f"Add {what.lower()}.")
    def add(ctx: typer.Context, name: new_name, form: options.WriteFormat = "text") -> None:
        from partnerreg.register.house import add_named
        from partnerreg.schemas.house import NamedData

        run: Run = ctx.obj
        data = validated(ctx, NamedData, {"name": name})
        with run.write(f"{noun} add", data.name, may_make=True) as work:
            row = add_named(work, _kind(noun), data)
        run.done(f"Added {noun} #{row.id} {row.name}.", form, id=row.id, name=row.name)

    add_questions(app, noun, "list")

    @app.command("edit", help=f"Give {what.lower()} another name.")
    def edit(
        ctx: typer.Context,
        known: thing,
        name: Annotated[str, typer.Option(metavar="TEXT", help="The new name.")],
        form: options.WriteFormat = "text",
    ) -> None:
        from partnerreg.register.house import rename
        from partnerreg.schemas.house import NamedData

        run: Run = ctx.obj
        data = validated(ctx, NamedData, {"name": name})
        with run.write(f"{noun} edit") as work:
            found = _find(noun, work.reader, known)
            work.summarise(f"#{found.id}: now {data.name}")
            rename(work, _kind(noun), found.id, data)
        run.done(f"{found.name} is now called {data.name}.", form, id=found.id, name=data.name)

    @app.command("retire", help=f"Take {what.lower()} out of use; what it was tied to stays known.")
    def retire(
        ctx: typer.Context, known: thing, on: On = None, form: options.WriteFormat = "text"
    ) -> None:
        from partnerreg.register.house import retire_named

        run: Run = ctx.obj
        day = words.parse_day("--on", on) or run.today
        with run.write(f"{noun} retire") as work:
            found = _find(noun, work.reader, known)
            work.summarise(f"#{found.id} on {day}")
            retire_named(work, _kind(noun), found.id, day)
        run.done(f"Retired {noun} #{found.id} {found.name} on {day}.", form, id=found.id)
