"""Compile the shipped policy; a test fails while the compiled one is stale."""

from __future__ import annotations

from partnerreg.domain.policies.compiled import COMPILED, compiled

if __name__ == "__main__":
    COMPILED.write_text(compiled(), encoding="utf-8")
