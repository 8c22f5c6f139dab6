"""`partnerreg area`: partnerships are tied to it."""

import typer

from partnerreg.cli.ties import add_ties
from partnerreg.nouns.area import AREA

app = typer.Typer()
add_ties(app, AREA)
