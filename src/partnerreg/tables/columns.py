"""What all tables share: the metadata with its naming convention, and column kinds.

Table classes do not validate (`table=True` accepts anything): build them only
from what `partnerreg.nouns.checks` let through. CHECK constraints stand behind it.
"""

from typing import Any

import sqlalchemy as sa
from pydantic import ConfigDict
from sqlmodel import Field, SQLModel

from partnerreg.domain.enums import Level

# Named constraints: SQLite's batch migrations lose unnamed ones, and an error
# that names the constraint can be understood.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = SQLModel.metadata


class Entity(SQLModel):
    """A row with a number of its own.

    Numbers are never used again (AUTOINCREMENT): people know a partner as
    ``#12``, and taking back a removal must find its number free.
    """

    # Nobody validates with these classes, so their validators are never built:
    # half of what importing them would cost.
    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]  # SQLModel narrows it

    id: int | None = Field(default=None, primary_key=True)


def entity_of(table: str) -> Any:
    """The entity whose rows a table holds.

    Raises:
        KeyError: there is none.
    """
    for entity in (*Entity.__subclasses__(), *SQLModel.__subclasses__()):
        if getattr(entity, "__tablename__", None) == table:
            return entity
    raise KeyError(table)


def table_args(*constraints: Any) -> tuple[Any, ...]:
    """``__table_args__`` of an entity: its constraints, and numbers that are never reused."""
    return (*constraints, {"sqlite_autoincrement": True})


def only_where(condition: str) -> dict[str, Any]:
    """The condition of an index of some rows alone; other engines are told it by their words."""
    return {"sqlite_where": sa.text(condition)}


def word(cls: type[Any], name: str, *, check: bool = True) -> sa.Enum:
    """A column type for a closed list: stored by value, with a CHECK of that name."""
    return sa.Enum(
        cls,
        name=name,
        values_callable=lambda kind: [member.value for member in kind],
        native_enum=False,
        create_constraint=check,
        length=24,
    )


class LevelType(sa.types.TypeDecorator[Level]):
    """A level, stored as its number; the `dialect` that its methods get does not matter."""

    impl = sa.SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Level | int | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002
        """The number to store."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Level | None:  # noqa: ARG002
        """The level stored."""
        return None if value is None else Level(value)


def filled(column: str) -> sa.CheckConstraint:
    """The text is not blank."""
    return sa.CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_filled")


def is_level(column: str) -> sa.CheckConstraint:
    """The number is a level."""
    return sa.CheckConstraint(f"{column} BETWEEN 1 AND 3", name=f"{column}_is_level")


def in_order(first: str, last: str) -> sa.CheckConstraint:
    """A period does not end before it starts; open ends are NULL and pass."""
    return sa.CheckConstraint(f"{last} >= {first}", name=f"{last}_after_{first}")


def not_negative(column: str) -> sa.CheckConstraint:
    """The number counts something."""
    return sa.CheckConstraint(f"{column} >= 0", name=f"{column}_not_negative")


# No ON DELETE CASCADE anywhere: a cascade would go past the journal.


def owned_by(target: str, *, index: bool = True) -> Any:
    """A required reference to the row this one belongs to."""
    return Field(foreign_key=target, index=index)


def refers_to(target: str) -> Any:
    """An optional reference."""
    return Field(default=None, foreign_key=target, index=True)


def columns(entity: type[SQLModel]) -> Any:
    """The entity's columns for building a query: ``columns(Partner).name``."""
    return entity.__table__.c  # type: ignore[attr-defined]
