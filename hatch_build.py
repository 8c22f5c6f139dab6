"""Compiles the translations whenever the package is built, also for editing."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[Any]):
    """Writes the .mo files that `partnerreg.language` reads, from the .po files in git."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling's signature
        """Compile before files are gathered."""
        run_path(str(Path(self.root, "tools", "translations.py")))["compile_catalogues"]()
