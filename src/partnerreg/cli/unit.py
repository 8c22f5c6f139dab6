"""`partnerreg unit`: beside the one that runs a partnership, others take part in it."""

import typer

from partnerreg.cli.ties import add_ties
from partnerreg.nouns.unit import UNIT

app = typer.Typer()
add_ties(app, UNIT)
