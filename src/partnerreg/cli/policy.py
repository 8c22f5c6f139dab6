"""`partnerreg policy`: what a partnership is here, and what each level asks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partnerreg.cli import options, parameters
from partnerreg.cli.console import notify
from partnerreg.cli.context import AppContext
from partnerreg.cli.output import Output
from partnerreg.domain.policy_source import MODELS
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from partnerreg.reports.report import Report

app = typer.Typer()

_FILE = parameters.argument("file", "FILE", "The policy file.")


def _write(context: AppContext, report: "Report", values: dict[str, Any]) -> None:
    context.output = Output.of(**values)._replace(everything=True)
    context.write_report(report)


def show(ctx: typer.Context, **values: Any) -> None:
    """Show the policy that holds: what a partnership is, and what each level asks."""
    from partnerreg.reports.policy import policy

    context: AppContext = ctx.obj
    origin = context.settings.get("policy").value or MODELS[0]
    _write(context, policy(context.policy, context.language, origin), values)


def check(ctx: typer.Context, *, file: str, **values: Any) -> None:
    """Check a policy file, and show what it asks otherwise than the shipped policy."""
    from partnerreg.domain.policy_file import load_policy
    from partnerreg.reports.policy import changes
    from partnerreg.settings import policy_place

    context: AppContext = ctx.obj
    theirs = load_policy(policy_place(file), context.language)
    _write(
        context,
        changes(load_policy(None, context.language), theirs, context.language, file),
        values,
    )


app.command("show", help=show.__doc__)(options.with_parameters(show, parameters.OUTPUT))
app.command("check", help=check.__doc__)(
    options.with_parameters(check, (_FILE, *parameters.OUTPUT))
)


@app.command("new")
def new(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where it is written.")],
    model: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="|".join(MODELS),
            help="The model that it begins with; the one of --policy if not given.",
        ),
    ] = None,
    overwrite: options.Overwrite = False,
) -> None:
    """Write a policy file to be changed, with all that the model says."""
    from partnerreg.domain.policy_source import model_file

    context: AppContext = ctx.obj
    model = model or context.settings.get("policy").value or MODELS[0]
    if model not in MODELS:
        raise InvalidInput(f"There is no model {model!r}.", f"Choose one of {', '.join(MODELS)}.")
    if Path(file).suffix.lower() != ".toml":
        raise InvalidInput(f"{file}: a policy file is TOML.", "End its name in .toml.")
    with context.open_output(file, overwrite=overwrite) as out:
        out.write(model_file(model).read_bytes())
    notify(f"Wrote {file}. `partnerreg --policy {file} policy show` shows what it asks.")
