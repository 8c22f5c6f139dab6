"""What a bulk load asks of SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from helpers.actions import ask, partner, raw, writing
from partnerreg.db.dialects import dialect
from partnerreg.tables import Partner, metadata

if TYPE_CHECKING:
    from pathlib import Path

PARTNER = metadata.tables["partner"]


def test_the_next_number_is_that_of_the_next_row_and_never_an_old_one(register: Path) -> None:
    with writing(register) as work:
        assert dialect.next_number(work.session.connection(), PARTNER) == 1
        partner(work, "Retro")
    with raw(register) as connection:
        connection.execute("DELETE FROM level_change")
        connection.execute("DELETE FROM partner")
    with writing(register) as work:
        foretold = dialect.next_number(work.session.connection(), PARTNER)
        assert partner(work, "Nord") == foretold == 2


def test_indexes_come_back_as_they_were(register: Path) -> None:
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    before = ask(register, schema)
    with writing(register) as work:
        connection = work.session.connection()
        with dialect.indexed_afterwards(connection, [PARTNER]):
            left = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'partner'"
            names = [name for (name,) in connection.exec_driver_sql(left)]
            assert names == ["sqlite_autoindex_partner_1"], "what makes external ids unique stays"
            partner(work, "Retro")
    assert ask(register, schema) == before
    assert ask(register, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, ZeroDivisionError])
def test_what_a_function_raises_is_no_error_of_the_register(
    register: Path, kind: type[BaseException]
) -> None:
    def failing(_: str) -> str:
        raise kind

    def write() -> None:
        with writing(register) as work:
            partner(work, "Retro")
            connection = work.session.connection()
            with dialect.sql_functions(connection, {"shout": str.upper}):
                shouted = connection.scalar(sa.select(sa.func.shout("retro")))
                assert shouted == "RETRO"
            with dialect.sql_functions(connection, {"shout": failing}):
                connection.execute(sa.select(sa.func.shout(Partner.name)))

    with pytest.raises(kind):
        write()
    assert ask(register, "SELECT * FROM partner") == []
