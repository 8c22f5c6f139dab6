"""What other programs wrote into a register, or was damaged in it: found, named, and survived."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from helpers.command_line import Answer, Cli, settle

# Commands that only ask; between them they read every table.
READING = """
partner list --all --status all
partner list --all --format json
partner show 1
partner check 1
partner history 1
contact list
agreement list
agreement show 1
unit list
area list
goal list
staff list
activity list
evaluation list
history
history show 1
history show 95
report levels
report levels --since 2025-01-01
report movements
report gaps
report expiring
report quiet
report coverage
report timeline
report brief 1
report meeting
export partners -
export contacts -
export all whole
db info
"""

# Commands that write, each on a register of its own.
WRITING = """
partner add Another
partner edit 1 --municipality Odense
partner promote 9 --to 1 --override Decided
agreement renew 1 --until 2040-01-01
staff retire 1
undo 1
redo
"""


class Spoilt(NamedTuple):
    """One wrong thing: what other programs may do in SQL, and what `db check` names."""

    sql: str
    table: str | None
    row: int | str | None


# By what is wrong.
SPOILT = {
    "a name is no UTF-8": Spoilt(
        "UPDATE partner SET name = CAST(x'436166c3' AS TEXT) WHERE id = 4", "partner", 4
    ),
    "a text holds a NUL character": Spoilt(
        "UPDATE partner SET notes = 'a' || char(0) || 'b' WHERE id = 2", "partner", 2
    ),
    "a text is bytes": Spoilt("UPDATE partner SET notes = x'00ff' WHERE id = 2", "partner", 2),
    "a day that no calendar has": Spoilt(
        "UPDATE partner SET pilot_until = '2026-13-01' WHERE id = 3", "partner", 3
    ),
    "a day that is a word": Spoilt(
        "UPDATE agreement SET signed_on = 'x' WHERE id = 1", "agreement", 1
    ),
    "a day written another way": Spoilt(
        "UPDATE activity SET held_on = '20260301' WHERE id = 5", "activity", 5
    ),
    "a day that is a number": Spoilt(
        "UPDATE evaluation SET held_on = x'05' WHERE id = 2", "evaluation", 2
    ),
    "a moment that is none": Spoilt(
        "UPDATE level_change SET recorded_at = 'yesterday' WHERE id = 1", "level_change", 1
    ),
    "a moment without its time": Spoilt(
        "UPDATE operation SET at = '2026-03-01' WHERE id = 1", "operation", 1
    ),
    "a count that is a word": Spoilt(
        "UPDATE activity SET participants = 'many' WHERE id = 1", "activity", 1
    ),
    "a count that is half": Spoilt(
        "UPDATE activity SET participants = 1.5 WHERE id = 1", "activity", 1
    ),
    "a flag that is a word": Spoilt(
        "UPDATE partner SET involves_youth = 'x' WHERE id = 1", "partner", 1
    ),
    "a flag that is seven": Spoilt("UPDATE staff SET is_management = 7 WHERE id = 1", "staff", 1),
    "a status that is none": Spoilt(
        "UPDATE partner SET status = 'asleep' WHERE id = 1", "partner", 1
    ),
    "a role that is none": Spoilt("UPDATE assignment SET role = '' WHERE id = 1", "assignment", 1),
    "a level that is none": Spoilt("UPDATE partner SET level = 9 WHERE id = 1", "partner", 1),
    "a name that is blank": Spoilt("UPDATE unit SET name = ' ' WHERE id = 1", "unit", 1),
    "a day before the one it comes after": Spoilt(
        "UPDATE staff SET starts_on = '2026-01-02', ends_on = '2026-01-01' WHERE id = 3", "staff", 3
    ),
    "a key unlike its name": Spoilt(
        "UPDATE partner SET name_key = 'other' WHERE id = 4", "partner", 4
    ),
    "a sort key unlike its name": Spoilt(
        "UPDATE partner SET sort_da = 'x' WHERE id = 4", "partner", 4
    ),
    "a key without a municipality": Spoilt(
        "UPDATE partner SET municipality = NULL WHERE id = 1", "partner", 1
    ),
    "a key unlike its tag": Spoilt(
        "UPDATE partner_tag SET tag_key = 'x' WHERE id = 1", "partner_tag", 1
    ),
    "a key unlike a contact's name": Spoilt("UPDATE contact SET name = 'Other'", "contact", 1),
    "a key unlike a goal's code": Spoilt("UPDATE goal SET code = 'Q7' WHERE id = 2", "goal", 2),
    "a journal that is no JSON": Spoilt("UPDATE change SET after = '{' WHERE id = 1", "change", 1),
    "a journal that is deep": Spoilt(
        f"UPDATE change SET after = '{'[' * 50_000}' WHERE id = 1", "change", 1
    ),
    "a journal of another row": Spoilt("UPDATE change SET row_id = 99 WHERE id = 1", "change", 1),
    "a journal of a table that there is not": Spoilt(
        "UPDATE change SET table_name = 'nothing' WHERE id = 1", "change", 1
    ),
    "a journal of a column that there is not": Spoilt(
        "UPDATE change SET after = json_set(after, '$.nothing', 1) WHERE id = 1", "change", 1
    ),
    "a journal of what no cell can be": Spoilt(
        "UPDATE change SET after = json_set(after, '$.retired_on', 'x') WHERE id = 1", "change", 1
    ),
    "a journal of a range that is not what it held": Spoilt(
        "UPDATE change SET last_row_id = row_id + 1, before = json_array(json(after)), after = NULL"
        " WHERE id = 1",
        "change",
        1,
    ),
    "an index is missing": Spoilt("DROP INDEX ix_partner_sort_da", "ix_partner_sort_da", None),
    "an index is another": Spoilt(
        "DROP INDEX ix_partner_sort_da; CREATE INDEX ix_partner_sort_da ON partner (name)",
        "ix_partner_sort_da",
        None,
    ),
    "an index in another order": Spoilt(
        "DROP INDEX ix_change_operation_id_table_name;"
        "CREATE INDEX ix_change_operation_id_table_name ON change (table_name, operation_id)",
        "ix_change_operation_id_table_name",
        None,
    ),
    "a trigger": Spoilt(
        "CREATE TRIGGER meddling AFTER INSERT ON partner BEGIN DELETE FROM contact; END",
        "meddling",
        None,
    ),
    "a view": Spoilt("CREATE VIEW names AS SELECT name FROM partner", "names", None),
    "another table": Spoilt("CREATE TABLE other (a)", "other", None),
    "another column": Spoilt("ALTER TABLE unit ADD COLUMN phone TEXT", "unit", None),
    "a table is missing": Spoilt("DROP TABLE evaluation", "evaluation", None),
    "a column is missing": Spoilt("ALTER TABLE partner DROP COLUMN notes", "partner", None),
    "numbers that will be given away again": Spoilt(
        "UPDATE sqlite_sequence SET seq = 2 WHERE name = 'partner'", "sqlite_sequence", "partner"
    ),
    "numbers that were given away, as the journal knows": Spoilt(
        "DELETE FROM sqlite_sequence WHERE name = 'document'", "sqlite_sequence", "document"
    ),
    "numbers that are at their end": Spoilt(
        "UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'unit'",
        "sqlite_sequence",
        "unit",
    ),
    "operations that take each other back": Spoilt(
        "UPDATE operation SET takes_back_id = 3 - id WHERE id IN (1, 2)", "operation", 1
    ),
    "an operation that takes back a later one": Spoilt(
        "UPDATE operation SET takes_back_id = 5 WHERE id = 4", "operation", 4
    ),
    "an operation that takes back none": Spoilt(
        "UPDATE operation SET takes_back_id = 999 WHERE id = 4", "operation", 4
    ),
    "a contact of nobody": Spoilt("UPDATE contact SET partner_id = 999 WHERE id = 1", "contact", 1),
    "an assignment of nobody": Spoilt(
        "UPDATE assignment SET staff_id = 999 WHERE id = 1", "assignment", 1
    ),
    "a level unlike its history": Spoilt(
        "UPDATE partner SET level = level % 3 + 1 WHERE id = 1", "partner", 1
    ),
    "a step from where nobody was": Spoilt(
        "UPDATE level_change SET from_level = 1 WHERE id = 9",
        "level_change",
        9,
    ),
    "rules that were no list": Spoilt(
        "UPDATE level_change SET findings = 'x' WHERE id = 1", "level_change", 1
    ),
    "a document's bytes": Spoilt("UPDATE content SET data = x'736967'||x'6e6564'", "content", 1),
    "a document's size": Spoilt("UPDATE content SET size = 8", "content", 1),
    "two who coordinate at once": Spoilt(
        "INSERT INTO assignment SELECT 99, partner_id, staff_id % 5 + 1, role, starts_on, NULL"
        " FROM assignment WHERE id = 1",
        "assignment",
        99,
    ),
    "two ties to the same at once": Spoilt(
        "INSERT INTO partner_area (id, partner_id, area_id, starts_on)"
        " SELECT 99, partner_id, area_id, starts_on FROM partner_area WHERE id = 1",
        "partner_area",
        99,
    ),
    "two partners of one name and place": Spoilt(
        "UPDATE partner SET (name, name_key, search_key, sort_en, sort_da, sort_sv, municipality,"
        " municipality_key, external_id) = (SELECT name, name_key, search_key, sort_en, sort_da,"
        " sort_sv, municipality, municipality_key, NULL FROM partner WHERE id = 1) WHERE id = 2",
        "partner",
        2,
    ),
    "agreements that replace each other": Spoilt(
        "UPDATE agreement SET partner_id = 1, replaces_id = 3 - id WHERE id IN (1, 2)",
        "agreement",
        1,
    ),
    "an agreement that replaces another partner's": Spoilt(
        "UPDATE agreement SET replaces_id = 1 WHERE id = 3", "agreement", 3
    ),
    "an agreement that ends before it begins": Spoilt(
        "UPDATE agreement SET valid_until = '1999-01-01' WHERE id = 1", "agreement", 1
    ),
    "an agreement that is renewed after a long time": Spoilt(
        "UPDATE agreement SET renewal_months = 1000000000000 WHERE id = 6", "agreement", 6
    ),
    "an agreement that is renewed without an end": Spoilt(
        "UPDATE agreement SET valid_until = NULL WHERE id = 6", "agreement", 6
    ),
}


@pytest.fixture(scope="session")
def whole_once(tmp_path_factory: pytest.TempPathFactory, demo_once: Path) -> Path:
    """The demo with a document, an import, and something taken back; to be copied."""
    place = tmp_path_factory.mktemp("whole")
    path = Path(shutil.copy(demo_once, place / "register.db"))
    (place / "paper.pdf").write_bytes(b"a paper")
    (place / "list.csv").write_text("name\n" + "".join(f"Imported {n}\n" for n in range(60)))
    with pytest.MonkeyPatch.context() as patch:
        settle(patch, place)
        cli = Cli()
        cli.done("agreement", "attach", "1", "paper.pdf", "--kind", "letter-of-intent")
        assert cli("import", "partners", "list.csv").exit_code == 0
        for words in ("undo", "redo", "undo"):
            cli.done(words)
        cli.done("contact", "add", "2", "Åse")
        cli.done("undo")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


@pytest.fixture
def whole(tmp_path: Path, whole_once: Path) -> Path:
    """Such a register of the test's own."""
    return Path(shutil.copy(whole_once, tmp_path / "register.db"))


def spoil(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.executescript(sql)
        connection.commit()


def answers(commands: str, path: Path) -> dict[str, Answer]:
    """What each command says; those that write are run on a copy each."""
    found = {}
    for command in commands.strip().splitlines():
        copy = path
        if commands is not READING:
            copy = Path(shutil.copy(path, path.with_name("copy.db")))
        shutil.rmtree("whole", ignore_errors=True)
        found[command] = Cli()(*command.split(), "--db", str(copy))
    return found


def test_what_is_whole_is_read_by_every_command(whole: Path) -> None:
    check = Cli()("db", "check", "--format", "json")

    assert check.exit_code == 0
    assert check.json["sections"]["faults"] == []
    for command, answer in answers(READING, whole).items():
        assert answer.exit_code == 0, f"{command}\n{answer.output}"


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_wrong_is_named_by_its_table_and_row(whole: Path, what: str) -> None:
    spoilt = SPOILT[what]
    spoil(whole, spoilt.sql)

    check = Cli()("db", "check", "--format", "json")

    assert check.exit_code == 6, check.output
    assert check.stderr.startswith(f"Error: {whole} has ")
    assert "db restore" in check.stderr
    faults = json.loads(check.stdout)["sections"]["faults"]
    assert (spoilt.table, spoilt.row) in {(fault["table"], fault["row"]) for fault in faults}


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_wrong_keeps_a_command_from_reading_or_does_not_matter_to_it(
    whole: Path, what: str
) -> None:
    spoil(whole, SPOILT[what].sql)

    for command, answer in answers(READING, whole).items():
        assert answer.exit_code in {0, 6}, f"{command}\n{answer.output}"
        if answer.exit_code:
            assert "db check" in answer.stderr, f"{command}\n{answer.output}"


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_wrong_is_no_fault_of_the_program_where_it_writes(whole: Path, what: str) -> None:
    spoil(whole, SPOILT[what].sql)

    for command, answer in answers(WRITING, whole).items():
        assert "fault in partnerreg" not in answer.stderr, f"{command}\n{answer.output}"
        assert answer.exit_code in {0, 1, 2, 3, 5, 6}, f"{command}\n{answer.output}"


# Commands tried on registers with damaged pages: what most people do, and what reads it all.
ON_DAMAGED = """
partner list --all
partner show 1
report levels
history
export all whole
db info
partner add Another
undo
"""


def damage(path: Path, chance: random.Random) -> None:
    """Overwrite a few bytes of a few pages, or a whole piece."""
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(content))
        size = chance.choice((1, 1, 2, 8, 64, 4096))
        piece = chance.randbytes(size) if chance.random() < 0.8 else bytes(size)
        content[start : start + size] = piece[: len(content) - start]
    path.write_bytes(content)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_pages_end_in_words_and_what_is_found_whole_is_read(whole: Path, seed: int) -> None:
    damage(whole, random.Random(seed))

    is_whole = Cli()("db", "check", "--db", str(whole)).exit_code == 0

    for command, answer in answers(ON_DAMAGED, whole).items():
        assert answer.exit_code in {0, 1, 2, 3, 6}, f"{command}\n{answer.output}"
        assert "fault in partnerreg" not in answer.stderr
        if is_whole:
            assert answer.exit_code == 0, f"{command}\n{answer.output}"
