"""There is one list of nouns."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import partnerreg
from partnerreg.nouns import registry

SOURCE = Path(partnerreg.__file__).parent
WORDS = {word for noun in registry.nouns() for word in (noun.name, noun.plural)}
# What lists fields of partners that are called as what they refer to, or parts of a report.
OTHERWISE = {
    "cli/partner_filter.py",
    "domain/labels.py",
    "reports/activities.py",
    "queries/groups.py",
    "reports/brief.py",
    "reports/levels.py",
    "reports/placeholders.py",
    "reports/lists.py",  # the columns that some lists have besides
}


def nouns_in(node: ast.AST) -> set[str]:
    match node:
        case ast.List(elts=cells) | ast.Tuple(elts=cells) | ast.Set(elts=cells):
            words: list[ast.expr | None] = [*cells]
        case ast.Dict(keys=words):
            pass
        case _:
            return set()
    texts = {word.value for word in words if isinstance(word, ast.Constant)}
    return WORDS.intersection(str(text) for text in texts)


@pytest.mark.drift
def test_no_list_names_nouns_but_the_registry() -> None:
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if len(nouns_in(node)) > 2
    }
    assert found == OTHERWISE | {"nouns/registry.py"}
