"""How numbers and what people typed stand in sentences."""

from __future__ import annotations


def pluralize(number: int, noun: str) -> str:
    """A number with its noun, in the singular or the plural: ``1 partner``, ``2 partners``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def truncate(value: object, limit: int = 60) -> str:
    """A value as it is quoted in a refusal: printable, and not longer than a line."""
    text = str(value)
    return ascii_controls(text if len(text) <= limit else text[: limit - 1] + "…")


def ascii_controls(text: str) -> str:
    """The text with control characters and line ends written out, so that it can be shown."""
    if text.isprintable():
        return text
    return "".join(f"\\x{ord(char):02x}" if _is_control(char) else char for char in text)


def _is_control(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f" or char in "\u2028\u2029"
