"""The console by its former name."""

from partnerreg.cli.console import notify as tell

__all__ = ["tell"]
