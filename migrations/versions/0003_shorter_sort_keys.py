"""sort keys of letters alone.

Accents and the name itself, which were at their end, decide between few names: the name
beside them does that as well. The journal is told too, or what was done before could not be
taken back: the keys would not be those that it left.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = ("sort_en", "sort_da", "sort_sv")
END = "char(1)"


def upgrade() -> None:
    values = ", ".join(f"{name} = {_letters(name)}" for name in COLUMNS)
    op.execute(f"UPDATE partner SET {values}")
    for state in ("before", "after"):
        op.execute(
            f"UPDATE change SET {state} = {_shortened(state)} WHERE {_holds(state, 'object')}"
        )
    # Of a range of rows that were removed, the states of all of them.
    states = f"SELECT json_group_array({_shortened('value')}) FROM json_each(before)"
    op.execute(f"UPDATE change SET before = ({states}) WHERE {_holds('before', 'array')}")


def downgrade() -> None:
    """Keys of letters alone sort as well, but for names that differ in nothing else."""


def _letters(key: str) -> str:
    return f"substr({key}, 1, instr({key} || {END}, {END}) - 1)"


def _shortened(state: str) -> str:
    """A partner's state, with the new keys."""
    pairs = ", ".join(
        f"'$.{name}', {_letters(f'json_extract({state}, {path})')}"
        for name in COLUMNS
        for path in [f"'$.{name}'"]
    )
    return f"json_set({state}, {pairs})"


def _holds(state: str, kind: str) -> str:
    """Whether a change tells of partners, and of one or of several."""
    return f"table_name = 'partner' AND json_type({state}) = '{kind}'"
