"""What a person or a CSV row may say: the only validator, for typed options and imports alike."""

from partnerreg.schemas.validation import Problem, Schema, problems, validate

__all__ = ["Problem", "Schema", "problems", "validate"]
