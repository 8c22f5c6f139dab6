"""Typer without pydantic for values that are text already.

Typer 0.29 sends every value through a pydantic adapter, also plain text and
None; importing pydantic for that takes 80 ms, more than all the rest of a
reading command. Our parameters are text, lists of text, and flags, and what
they mean is checked by `partnerreg.schemas`. Any other parameter, and any
other version of Typer, goes the stock way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import typer
from typer import core

# The minor version whose insides this knows.
KNOWN = "0.29."


def make_lean() -> bool:
    """Let text parameters through as they are; whether this Typer is one that can."""
    if not typer.__version__.startswith(KNOWN):
        return False
    from typer._coercion import RuntimeParam

    @dataclass(frozen=True)
    class AsTyped(RuntimeParam):
        """The value, as it was typed."""

        def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002  # Typer's signature
            return value

    stock = core._TyperParameter.get_runtime_param  # noqa: SLF001  # guarded by KNOWN

    def get_runtime_param(self: Any) -> RuntimeParam:
        described = self.type_descriptor
        # A flag's value is True, False or None before anything is coerced.
        plain = described.annotation in {str, list[str], bool}
        if plain and not described.parameter_info.parser and not described.is_choice:
            return AsTyped(described.parameter_info, described.annotation)
        return stock(self)

    core._TyperParameter.get_runtime_param = get_runtime_param  # type: ignore[method-assign]  # noqa: SLF001
    return True
