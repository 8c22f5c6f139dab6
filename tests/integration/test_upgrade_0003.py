"""The sort keys that registers of before 0003 hold become those of letters alone."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from helpers.actions import ask, raw
from partnerreg.db import migrate, version
from partnerreg.db.migrate import bring_up_to_date
from partnerreg.domain.name_keys import SORT_LANGUAGES, alphabetical_key, sort_key

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NAMES = ["Café Retro", "Århus", "aarhus", "Ærø's Vänner"]
COLUMNS = [f"sort_{language}" for language in SORT_LANGUAGES]


def older_register(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register as the program made it before 0003."""
    scripts, path = folder / "migrations", folder / "register.db"
    shutil.copytree(migrate.scripts(), scripts)
    for script in (scripts / "versions").glob("*.py"):
        if script.name >= "0003":
            script.unlink()
    with monkeypatch.context() as before:
        before.setattr(migrate, "scripts", lambda: scripts)
        before.setattr(version, "HEAD", "0002")
        bring_up_to_date(path)
    return path


def long_keys(name: str) -> dict[str, str]:
    return {f"sort_{language}": sort_key(name, language) for language in SORT_LANGUAGES}


def short_keys(name: str) -> dict[str, str]:
    return {f"sort_{language}": alphabetical_key(name, language) for language in SORT_LANGUAGES}


def test_partners_and_what_the_journal_says_of_them_get_the_keys_that_new_ones_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = older_register(tmp_path, monkeypatch)
    with raw(path) as connection:
        connection.execute("INSERT INTO operation VALUES (1, '2026-01-01', 'me', 'add', '', NULL)")
        for number, name in enumerate(NAMES, 1):
            row = {"id": number, "name": name, "name_key": "k", "search_key": "k", "level": 3}
            row |= {"status": "active"} | long_keys(name)
            places = ", ".join("?" * len(row))
            sql = f"INSERT INTO partner ({', '.join(row)}) VALUES ({places})"
            connection.execute(sql, list(row.values()))
            connection.execute(
                "INSERT INTO change (operation_id, table_name, row_id, before, after) "
                "VALUES (1, 'partner', ?, ?, ?)",
                [number, None if number == 1 else json.dumps(row), json.dumps(row)],
            )
    bring_up_to_date(path)
    kept = ask(path, f"SELECT name, {', '.join(COLUMNS)} FROM partner ORDER BY id")
    assert kept == [(name, *short_keys(name).values()) for name in NAMES]
    for before, after in ask(path, "SELECT before, after FROM change ORDER BY row_id"):
        for state in filter(None, (before, after)):
            row = json.loads(state)
            assert {column: row[column] for column in COLUMNS} == short_keys(row["name"])
    assert ask(path, "SELECT count(before), count(after) FROM change") == [(3, 4)]
