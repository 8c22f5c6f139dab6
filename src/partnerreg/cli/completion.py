"""What a shell is offered when Tab is pressed.

The shell gives the line up to the cursor (`partnerreg.cli.shells`), and gets words that may
stand in place of the last one. Names come from anybody's lists, and the person will press
Enter: a name must arrive as it is, whatever in it means something to a shell. bash and
PowerShell insert what they get, so it is quoted here; zsh and fish quote it themselves.
"""

from __future__ import annotations

import re
import sys
from os import environ
from typing import TYPE_CHECKING, NamedTuple

from partnerreg.cli.globals import GLOBAL_OPTIONS, parted
from partnerreg.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# As many as a person can look through.
MOST = 40

# The commands that ask for a partner first, or after one other thing. They are answered at
# once; for what else takes one, Typer is asked.
PARTNER_FIRST: dict[str, tuple[str, ...]] = {
    "partner": ("show", "edit", "check", "promote", "demote", "end", "reopen", "history"),
    "contact": ("add", "list"),
    "agreement": ("attach", "list"),
    "activity": ("log", "list"),
    "evaluation": ("add", "list"),
    "report": ("brief",),
}
PARTNER_SECOND: dict[str, tuple[str, ...]] = {
    "area": ("link", "unlink"),
    "goal": ("link", "unlink"),
    "staff": ("assign", "unassign"),
}

# Where bash takes a word apart (COMP_WORDBREAKS).
_BREAKS = "@><=;|&(:"


class Word(NamedTuple):
    """A word of a command line as it was typed, the last one perhaps in part.

    Attributes:
        text: what it means.
        quote: the quote that is open at its end; empty if none is.
        fixed: how much of the text bash leaves alone: the rest it replaces.
    """

    text: str = ""
    quote: str = ""
    fixed: int = 0


class Offer(NamedTuple):
    """A word to offer, and what it is about."""

    text: str
    about: str = ""


def answer(shell: str, line: str) -> None:
    """Write what a shell may insert at the end of a line, each on a line of its own."""
    *words, last = parse(line)
    for offer in offers([word.text for word in words[1:]], last.text):
        if (text := offer_for(shell, last, offer)) is not None:
            sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape") + b"\n")


def parse(line: str) -> list[Word]:
    """The words of a line; the last is the one that is being typed, empty after a space."""
    words = [Word()]
    chars = iter(line)
    for char in chars:
        text, quote, fixed = words[-1]
        if quote and char == quote:
            words[-1] = Word(text, "", len(text))
        elif char == "\\" and quote != "'":
            words[-1] = Word(text + next(chars, ""), quote, fixed)
        elif quote:
            words[-1] = Word(text + char, quote, fixed)
        elif char in {"'", '"'}:
            words[-1] = Word(text, char, len(text))
        elif char.isspace():
            words.append(Word())
        else:
            text += char
            words[-1] = Word(text, "", len(text) if char in _BREAKS else fixed)
    return [word for word in words[:-1] if word.text] + words[-1:]


def offers(words: list[str], typed: str) -> Iterator[Offer]:
    """What may follow these words of a command line, if it is to be like what was typed."""
    own, rest = parted(words)
    noun, verb, *others = rest + [""] * (2 - len(rest))
    plain = not any(word.startswith("-") for word in [*others, typed])
    at_once = (PARTNER_FIRST, PARTNER_SECOND)[len(others)] if len(others) < 2 else {}
    if plain and verb in at_once.get(noun, ()):
        yield from partners(own, typed)
    else:
        yield from _further(words, own, typed)


def partners(own: list[str], typed: str) -> Iterator[Offer]:
    """Partners whose names hold what was typed; none where no register can be read.

    Args:
        own: the program's own options, as `--db`.
        typed: a part of a name.
    """
    from partnerreg.cli.run import config_folder
    from partnerreg.db.dialects import dialect
    from partnerreg.db.reader import PreparedReader
    from partnerreg.domain.name_keys import search_key
    from partnerreg.queries.partners import partners_containing
    from partnerreg.render.text import one_line
    from partnerreg.settings import Settings

    try:
        path = Settings(_values(own), environ, config_folder()).db
        if not path.is_file():
            return
        reader = PreparedReader(dialect.connect(path))
        rows = reader.all(partners_containing, part=search_key(typed), most=MOST)
        reader.close()
    except RegisterError:
        # A shell waits for words here: a sentence about what is wrong would land in the command.
        return
    for row in rows:
        safe = one_line(row.name)
        # What begins so is an option, the home folder to fish, or another partner's number.
        plain = safe == row.name and not re.match(r"[-~]|#?\d+$", safe)
        yield Offer(safe) if plain else Offer(f"#{row.id}", safe)


def _values(own: list[str]) -> Mapping[str, str]:
    """The program's own options that take a value, by their names."""
    words = iter(own)
    values = {}
    for word in words:
        name, equals, value = word.partition("=")
        if GLOBAL_OPTIONS[name]:
            values[name.lstrip("-")] = value if equals else next(words, "")
    return values


def _further(words: list[str], own: list[str], typed: str) -> Iterator[Offer]:
    """What Typer knows: nouns, verbs, options, and where else a partner is asked for."""
    from typer._click.shell_completion import _resolve_context, _resolve_incomplete

    from partnerreg.cli.app import build

    option, equals, _ = typed.partition("=")
    before = option + equals if equals and option.startswith("-") else ""
    context = _resolve_context(build(), {}, "partnerreg", words)
    sought, part = _resolve_incomplete(context, words, typed)
    # Click's names for parameters say what they take; see `partnerreg.cli.options`.
    if "PARTNER" in (getattr(sought, "metavar", None) or ""):
        found = partners(own, part)
    else:
        items = sought.shell_complete(context, part)
        found = (Offer(str(item.value), item.help or "") for item in items)
    for offer in found:
        yield offer._replace(text=before + offer.text)


def offer_for(shell: str, word: Word, offer: Offer) -> str | None:
    """How a shell is told of an offer for a word; None where it can be told of none."""
    if shell == "bash":
        return _for_bash(word, offer)
    if shell == "powershell":
        return _for_powershell(offer)
    if shell in {"fish", "zsh"}:
        return f"{offer.text}\t{offer.about}" if offer.about else offer.text
    return None  # an older script asks, perhaps


def _for_bash(word: Word, offer: Offer) -> str | None:
    """Bash replaces what follows the last quote or break of a word, and inserts as it is."""
    if not offer.text.startswith(word.text[: word.fixed]):
        return None
    text = offer.text[word.fixed :]
    if not word.quote:
        return re.sub(r"([^\w%+,./-])", r"\\\1", text)
    if word.quote == "'":
        text = text.replace("'", r"'\''")
    else:
        # Nothing takes the meaning from a ! within double quotes.
        text = re.sub(r'([$`"\\])', r"\\\1", text).replace("!", "\"'!'\"")
    # Bash closes the quote, unless it is there at the end and seems to be closed.
    return text + word.quote if text.endswith(word.quote) else text


def _for_powershell(offer: Offer) -> str:
    """PowerShell replaces the whole word, and inserts as it is."""
    plain = re.fullmatch(r"[A-Za-z0-9-]+", offer.text)
    # It takes typographic quotes for straight ones.
    text = offer.text if plain else "'" + re.sub("(['‘’‚‛])", r"\1\1", offer.text) + "'"
    return f"{text}\t{offer.about}"
