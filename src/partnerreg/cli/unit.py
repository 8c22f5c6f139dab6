"""`partnerreg unit`."""

import typer

from partnerreg.cli.named import add_verbs

app = typer.Typer()
add_verbs(app, "unit")
