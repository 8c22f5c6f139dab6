"""`partnerreg db`."""

import os
import sys
from functools import partial
from typing import Annotated

import typer

from partnerreg.cli import options
from partnerreg.cli.context import AppContext
from partnerreg.errors import InvalidInput, RegisterError, RegisterUnusable
from partnerreg.settings import named_place

app = typer.Typer()


@app.command("path")
def path(ctx: typer.Context) -> None:
    """Print where the register is."""
    context: AppContext = ctx.obj
    sys.stdout.buffer.write(
        os.fsencode(context.settings.db) + os.linesep.encode()
    )  # perhaps no text


@app.command("info")
def info(ctx: typer.Context, form: options.Format = "table", raw: options.Raw = False) -> None:
    """Show the register's place, size, version, and how much is in it."""
    from partnerreg.reports.database import info as info_report

    context: AppContext = ctx.obj
    with context.reader() as reader:
        report = info_report(reader.connection, context.settings.db)
    context.show(report, form, everything=True, raw=raw)


@app.command("check")
def check(ctx: typer.Context, form: options.Format = "table", raw: options.Raw = False) -> None:
    """Check that the register is whole: all that is in it can be read, and fits together."""
    from partnerreg.db.health import BATCH
    from partnerreg.db.inventory import undocumented
    from partnerreg.render.progress import watching
    from partnerreg.reports.database import check as check_report
    from partnerreg.reports.report import pluralize
    from partnerreg.services.examination import examine

    context: AppContext = ctx.obj
    with context.reader() as reader, watching(sys.stderr, color=context.color) as watch:
        results = examine(reader.connection, partial(watch.over, size=BATCH))
        idle = undocumented(reader.connection)
    context.show(check_report(results, idle, context.settings.db), form, everything=True, raw=raw)
    if faults := sum(len(item.faults) for item in results):
        raise RegisterUnusable(
            f"{context.settings.db} has {pluralize(faults, 'fault')}.",
            "`partnerreg db restore FILE` puts a backup in its place, made before they came.",
        )


@app.command("backup")
def backup(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where the backup goes.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace an earlier backup of that name.")
    ] = False,
    form: options.WriteFormat = "text",
) -> None:
    """Copy the register to a file, documents and all, and read the copy back."""
    from partnerreg.db.health import BATCH
    from partnerreg.render.progress import watching
    from partnerreg.services.backups import back_up

    context: AppContext = ctx.obj
    target = named_place(file)
    with context.reader():  # an older register is upgraded first
        pass
    with watching(sys.stderr, color=context.color) as watch:
        watching_batches = partial(watch.over, size=BATCH)
        contents = back_up(context.settings.db, target, watching_batches, overwrite=overwrite)
    size = target.stat().st_size
    context.print_result(
        f"Backed up {context.settings.db} to {target}: {contents}, {size:,} bytes. "
        "The copy was read back and is whole.",
        form,
        file=str(target),
        bytes=size,
        **contents._asdict(),
    )


@app.command("restore")
def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A backup.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    form: options.WriteFormat = "text",
) -> None:
    """Put a backup in the register's place; what was there is kept beside it."""
    from partnerreg.db.health import BATCH
    from partnerreg.render.progress import watching
    from partnerreg.services import backups

    context: AppContext = ctx.obj
    source, register = named_place(file), context.settings.db
    if register.exists() and source.exists() and source.samefile(register):
        raise InvalidInput(f"{source} is the register itself.", "Name a backup of it.")
    with (
        watching(sys.stderr, color=context.color) as watch,
        backups.open_backup(source, partial(watch.over, size=BATCH)) as backup,
    ):
        watch.stop()
        contents = backups.contents(backup)
        there = backups.describe(register)
        this, places = f"{source} ({contents})", f"in the place of {register} ({there})"
        otherwise = f"{this} was not put {places}"
        if there and not yes and not context.confirm(f"Put {this} {places}?", otherwise):
            raise RegisterError("Nothing was restored.")
        previous = backups.restore(backup, register)
    where = f" What was there is kept in {previous}." if previous else ""
    context.print_result(
        f"Restored {register} from {source}: {contents}.{where}",
        form,
        file=str(source),
        previous=str(previous) if previous else None,
        **contents._asdict(),
    )
