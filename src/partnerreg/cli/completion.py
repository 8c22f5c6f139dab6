"""What the shell offers when Tab is pressed."""

from __future__ import annotations

from os import environ

from partnerreg.errors import RegisterError

# As many as a person can look through.
MOST = 40


def complete_partner(incomplete: str) -> list[str]:
    """Names of partners that hold what was typed so far; nothing where no register can be read."""
    from partnerreg.cli.run import config_folder
    from partnerreg.domain.names import search_key
    from partnerreg.register.queries.partners import partners_containing
    from partnerreg.settings import Settings
    from partnerreg.store.reader import PreparedReader
    from partnerreg.store.version import connect_read_only

    path = Settings({}, environ, config_folder()).db
    try:
        if not path.is_file():
            return []
        reader = PreparedReader(connect_read_only(path))
        rows = reader.all(partners_containing, part=search_key(incomplete), most=MOST)
        reader.close()
    except RegisterError:
        # A shell waits for words here: a sentence about what is wrong would land in the command.
        return []
    return [row.name for row in rows]
