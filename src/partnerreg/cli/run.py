"""The context by its former name."""

from partnerreg.cli.context import AppContext as Run
from partnerreg.cli.context import config_folder

__all__ = ["Run", "config_folder"]
