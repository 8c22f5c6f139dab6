"""Profiles of houses, as files: written here, read at another house."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from partnerreg.actions import Action, Advice
from partnerreg.errors import InvalidInput
from partnerreg.reports.profile import Profile

if TYPE_CHECKING:
    from pathlib import Path

# No profile is larger than so many bytes.
_LARGEST = 1_000_000


def text_of(profile: Profile) -> str:
    """A profile as JSON."""
    rules = {code: count._asdict() for code, count in profile.rules.items()}
    cells = profile._asdict() | {"rules": rules}
    return json.dumps(cells, ensure_ascii=False, indent=2, default=str) + "\n"


def read_profile(path: Path) -> Profile:
    """A profile that a house wrote to a file.

    Raises:
        InvalidInput: it cannot be read, or is no profile; says where and why.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > _LARGEST:
        raise _no_profile(path, "the file", "It is too large.")
    try:
        profile = TypeAdapter(Profile).validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise _no_profile(path, where, f"{first['msg']}.") from None
    if any(number < 0 for number in profile.numbers):
        raise _no_profile(path, "the file", "A number in it is less than nought.")
    return profile


def _no_profile(path: Path, where: str, why: str) -> InvalidInput:
    write = Action("export", "profile", ("FILE",))
    return InvalidInput(
        f"{path} is no profile: {where}: {why}", Advice("{command} writes one.", command=write)
    )
