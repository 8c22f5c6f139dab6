"""Laws that are stated are asked."""

from __future__ import annotations

from inspect import isgeneratorfunction

from partnerreg.db import laws


def test_every_law_that_is_stated_is_asked() -> None:
    stated = [of for name, of in vars(laws).items() if isgeneratorfunction(of) and "_of_" in name]
    asked = {law.code for law in laws.laws()}
    assert stated
    for of in stated:
        assert {law.code for law in of()} <= asked, of.__name__
