"""Modules of the standard library that are imported when they are first used.

Rich, Typer and what they import (dataclasses, shutil, urllib) import the
modules named here for functions that a reading command never calls. Leaving
them aside takes a tenth off a command (benchmarks/README.md). Where one of them
is used after all, it is imported then, and nobody sees a difference.
"""

import sys
from types import ModuleType

UNUSED = (
    "bz2",
    "inspect",
    "ipaddress",
    "locale",
    "lzma",
    "numbers",
    "subprocess",
    "textwrap",
    "tokenize",
    "zlib",
)


class Later(ModuleType):
    """A stand-in that becomes the real module at the first look into it."""

    def __getattr__(self, attribute: str) -> object:
        if attribute.startswith("__"):  # asked by the import system itself
            raise AttributeError(attribute)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        __import__(self.__name__)
        real = sys.modules[self.__name__]
        self.__dict__.update(real.__dict__)
        return getattr(real, attribute)


def import_later(*names: str) -> None:
    """Put a stand-in in place of each module that is not imported yet."""
    for name in names:
        sys.modules.setdefault(name, Later(name))
