"""`partnerreg report`."""

import typer

from partnerreg.cli.asking import add_questions
from partnerreg.cli.report_questions import REPORTS

app = typer.Typer()
add_questions(app, "report", *REPORTS)
