"""What lists of some nouns hold besides what is declared, and how lists of any are read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from partnerreg.transfer.import_spec import ImportSpec


def spec_of(plural: str) -> ImportSpec:
    """How lists of a noun are read, matched and written; the noun as ``partners``."""
    noun = listed_nouns()[plural]
    usual = "partnerreg.transfer.import_spec.ImportSpec"
    module, _, called = (noun.list_spec or usual).rpartition(".")
    found: ImportSpec = getattr(import_module(module), called)(noun)
    return found
