"""How the text of the shipped policy becomes a module that loads at once."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

TEXT = Path(__file__).with_name("dokk1.toml")
COMPILED = Path(__file__).with_name("dokk1.py")

_HEAD = '''"""The policy of dokk1.toml; written by `python -m partnerreg.domain.policies`."""

from __future__ import annotations

from typing import Any

TABLES: dict[str, dict[str, Any]] = '''


def compiled() -> str:
    """The module that `dokk1.toml` makes, as Python text."""
    return f"{_HEAD}{_literal(tomllib.loads(TEXT.read_text(encoding='utf-8')))}\n"


def _literal(value: object, indent: str = "") -> str:
    """A table as a dict, one key a line; text in double quotes, as the formatter has it."""
    if isinstance(value, dict):
        deeper = f"{indent}    "
        lines = (
            f"{deeper}{json.dumps(key)}: {_literal(inner, deeper)},\n"
            for key, inner in value.items()
        )
        return f"{{\n{''.join(lines)}{indent}}}"
    return json.dumps(value, ensure_ascii=False)
