"""The reference pages are what the declarations say."""

from __future__ import annotations

import pytest
import reference


@pytest.mark.drift
@pytest.mark.parametrize("name", reference.pages())
def test_a_reference_page_is_what_the_declarations_say(name: str) -> None:
    written = (reference.FOLDER / name).read_text(encoding="utf-8")
    assert written == reference.pages()[name], "run `make schemas`"


@pytest.mark.drift
def test_there_is_no_page_of_what_is_no_noun() -> None:
    assert {path.name for path in reference.FOLDER.iterdir()} == set(reference.pages())
