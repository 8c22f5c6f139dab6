"""Validation by its former name."""

from partnerreg.cli.validation import field_labels as in_words
from partnerreg.cli.validation import option_label as typed_as
from partnerreg.cli.validation import parse_reason, parse_text, validated

__all__ = ["in_words", "parse_reason", "parse_text", "typed_as", "validated"]
