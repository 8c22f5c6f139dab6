"""`report compare`: how it looks at other houses."""

from pathlib import Path
from typing import Annotated, Any

import typer

from partnerreg.cli import options, parameters
from partnerreg.cli.context import AppContext
from partnerreg.cli.output import Output

app = typer.Typer()

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Profiles, as `export profile` writes them."),
]


def hold_profiles(ctx: typer.Context, *, files: list[str], **values: Any) -> None:
    """Hold the profiles of houses against each other: "How does it look at your library?"."""
    from partnerreg.reports.profile import compare
    from partnerreg.transfer.profile_file import read_profile

    context: AppContext = ctx.obj
    context.output = Output.of(**values)._replace(everything=True)
    profiles = [read_profile(Path(file)) for file in files]
    context.write_report(compare(profiles, context.policy, context.language))


FILES = options.typed("files", Files, options.REQUIRED)
app.command("compare", help=hold_profiles.__doc__)(
    options.with_parameters(hold_profiles, (FILES, *parameters.OUTPUT))
)
