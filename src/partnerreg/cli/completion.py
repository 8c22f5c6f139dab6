"""What the shell offers when Tab is pressed where a partner is asked for."""

from __future__ import annotations

import re
import sys
from os import environ

from partnerreg.errors import RegisterError

# As many as a person can look through.
MOST = 40

# The commands whose first argument is a partner.
PARTNER_FIRST = {
    "partner": ("show", "edit", "check", "promote", "demote", "end", "reopen", "history"),
    "contact": ("add", "list"),
    "agreement": ("attach", "list"),
    "activity": ("log", "list"),
    "evaluation": ("add", "list"),
    "report": ("brief",),
}


def complete_partner(incomplete: str) -> list[str]:
    """Names of partners that hold what was typed so far; nothing where no register can be read."""
    from partnerreg.cli.run import config_folder
    from partnerreg.domain.names import search_key
    from partnerreg.register.queries.partners import partners_containing
    from partnerreg.settings import Settings
    from partnerreg.store.reader import PreparedReader
    from partnerreg.store.version import connect_read_only

    try:
        path = Settings({}, environ, config_folder()).db
        if not path.is_file():
            return []
        reader = PreparedReader(connect_read_only(path))
        rows = reader.all(partners_containing, part=search_key(incomplete), most=MOST)
        reader.close()
    except RegisterError:
        # A shell waits for words here: a sentence about what is wrong would land in the command.
        return []
    return [row.name for row in rows]


def answer_bash() -> bool:
    """Answer bash at once where it asks for a partner's name; whether that is what it asks.

    Typer would take longer, offer only names that begin as they were typed,
    letter for letter, and leave their spaces bare.
    """
    _program, noun, verb, *rest = [*environ.get("COMP_WORDS", "").split(maxsplit=3), "", "", ""]
    if environ.get("COMP_CWORD") != "3" or verb not in PARTNER_FIRST.get(noun, ()):
        return False
    typed = rest[0]
    in_quotes = typed[:1] in {"'", '"'}
    for name in complete_partner(typed.strip("'\"").replace("\\", "")):
        word = name if in_quotes else re.sub(r"([^\w@%+=:,./-])", r"\\\1", name)
        sys.stdout.write(f"{word}\n")
    return True
