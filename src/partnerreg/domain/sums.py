"""Sums of what is known: of what nobody wrote down it is said how often, and it is never nought."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Sum(NamedTuple):
    """A sum.

    Attributes:
        total: of all that is known, to the hundredth; None where nothing is.
        unknown: how many are not known, and not in it.
    """

    total: float | None
    unknown: int


def sum_of(numbers: Iterable[float | None]) -> Sum:
    """The sum of those that are known."""
    known, unknown = [], 0
    for number in numbers:
        if number is None:
            unknown += 1
        else:
            known.append(number)
    return Sum(whole(sum(known)) if known else None, unknown)


def whole(number: float) -> float:
    """A number to the hundredth; a whole one without decimals."""
    exact = round(number, 2)
    return int(exact) if exact == int(exact) else exact
