"""Validation by its former name."""

from partnerreg.cli.validation import (
    one_of,
    parse_count,
    parse_day,
    parse_days_ahead,
    parse_level,
    parse_levels,
    parse_number,
    parse_period,
    parse_word,
)

__all__ = [
    "one_of",
    "parse_count",
    "parse_day",
    "parse_days_ahead",
    "parse_level",
    "parse_levels",
    "parse_number",
    "parse_period",
    "parse_word",
]
