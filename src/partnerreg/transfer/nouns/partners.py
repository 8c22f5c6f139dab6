"""Partners, with what a list may say beside them: tags, ties, a coordinator, a first contact.

Levels of known partners are never moved by a list.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa

from partnerreg.db.dialects.expressions import IsEmpty
from partnerreg.domain.enums import Role, Status
from partnerreg.queries.conditions import in_force
from partnerreg.tables import metadata
from partnerreg.transfer import initial_levels
from partnerreg.transfer.diff import new_value
from partnerreg.transfer.import_spec import ImportSpec, Link
from partnerreg.transfer.nouns import first_contacts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnerreg.nouns.noun import Noun
    from partnerreg.transfer.import_spec import ImportContext
    from partnerreg.transfer.stage import Stage


class PartnerImport(ImportSpec):
    """See `ImportSpec`."""

    depends_on: ClassVar = {"registration_number": "country", "country": "registration_number"}

    def __init__(self, noun: Noun) -> None:
        super().__init__(noun)
        self.keys += (first_contacts.KEY,)
        self.functions |= first_contacts.FUNCTIONS

    def matches(self, stage: Stage) -> Sequence[sa.Select[Any]]:
        """By external id; by registration number and name; by name, in the same municipality."""
        rows, partner, ways = stage.rows.c, self.table.c, []
        if stage.has("external_id"):
            ways.append(partner.external_id == rows.external_id)
        named = partner.name_key == rows.name_key
        if stage.has("registration_number", "country"):
            number = partner.registration_number == rows.registration_number
            ways.append(sa.and_(number, partner.country == rows.country, named))
        if stage.has("municipality_key"):
            place = partner.municipality_key.is_not_distinct_from(rows.municipality_key)
            named = sa.and_(named, place)
        if stage.has("external_id"):
            named = sa.and_(rows.external_id.is_(None), named)
        found = [sa.select(rows.line, partner.id).join(self.table, way) for way in (*ways, named)]
        # A name does not stand for a partner that has another external id than the row.
        without = sa.exists().where(partner.external_id.is_(None))
        if stage.has("external_id") and stage.connection.scalar(sa.select(without)):
            found.append(self._without_external_id(stage))
        return found

    def _without_external_id(self, stage: Stage) -> sa.Select[Any]:
        """Rows with an external id, and partners of that name that have none.

        Those partners are looked for once for each name, and not once for each row.
        """
        rows, matches, partner = stage.rows.c, stage.matches.c, self.table.c
        names = [name for name in ("name_key", "municipality_key") if stage.has(name)]
        known = sa.exists().where(matches.line == rows.line).correlate(stage.rows)
        told = sa.and_(rows.external_id.is_not(None), ~known)
        called = sa.select(*[rows[name] for name in names]).where(told).distinct().subquery().c
        bare = (
            sa.select(partner.id, *[partner[name] for name in names])
            .join(called.name_key.table, _same(partner, called, names))
            .where(IsEmpty(partner.external_id))  # going by the name
            .cte("bare")
            .prefix_with("MATERIALIZED")
        )
        same = sa.and_(rows.external_id.is_not(None), _same(bare.c, rows, names))
        return sa.select(rows.line, bare.c.id).join(bare, same)

    def repeats(self, stage: Stage) -> Sequence[sa.Select[Any]]:
        """By external id; by name, if one of the two has neither that nor a number."""
        by_id = [stage.alike([name], name) for name in ["external_id"] if stage.has(name)]
        keys = [name for name in ("name_key", "municipality_key") if stage.has(name)]
        apart = ["number", "external_id"]
        return [*by_id, stage.alike(keys, "name", empty_too=True, apart=apart)]

    def links(self, context: ImportContext) -> list[Link]:
        """Tags first, and the coordinator too."""
        links = sorted(super().links(context), key=lambda link: link.column != "tags")
        return [*links, _coordinator(context)] if context.stage.has("coordinator") else links

    def defaults(self, context: ImportContext) -> Mapping[str, Any]:
        """The level that is declared, or network; active if nothing is said."""
        stage, active = context.stage, sa.literal(Status.ACTIVE.value)
        status = sa.func.coalesce(stage.rows.c.status, active) if stage.has("status") else active
        return {"level": initial_levels.level(stage), "status": status}

    def pending(self, context: ImportContext) -> Mapping[str, sa.Select[Any]]:
        """Known partners whose contact person is to be written."""
        return first_contacts.pending(context)

    def consequences(self, context: ImportContext) -> Mapping[str, sa.ColumnElement[Any]]:
        """Another unit runs a known partner from today on."""
        if "unit_id" not in context.writable:
            return {}
        unit, partner = new_value(context, "unit_id"), self.table.c
        since = sa.case((unit.is_not(None), context.today))
        changes = unit.is_distinct_from(partner.unit_id)
        return {"unit_since": sa.case((changes, since), else_=partner.unit_since)}

    def before_apply(self, context: ImportContext) -> None:
        """Keep that a known partner was run by the unit before until yesterday."""
        if "unit_id" not in context.writable:
            return
        stage, partner, table = context.stage, self.table.c, metadata.tables["partner_unit"]
        last = sa.literal(context.work.today - timedelta(days=1), sa.Date())
        values = {
            "partner_id": partner.id,
            "unit_id": partner.unit_id,
            "is_lead": sa.true(),
            "starts_on": partner.unit_since,
            "ends_on": last,
        }
        before = (
            sa.select(*values.values())
            .select_from(stage.planned.join(self.table, partner.id == stage.plan.c.id))
            .where(~stage.plan.c.is_new, stage.plan.c.changes)
            .where(new_value(context, "unit_id").is_distinct_from(partner.unit_id))
            .where(partner.unit_id.is_not(None))
            .where(sa.or_(partner.unit_since.is_(None), partner.unit_since <= last))
            .order_by(partner.id)
        )
        with context.work.journal.adding(table, each=True):
            stage.connection.execute(sa.insert(table).from_select(list(values), before))

    def after_apply(self, context: ImportContext) -> None:
        """Write where new partners start, and the contact persons."""
        initial_levels.write(context)
        first_contacts.write(context)


def _same(one: Any, other: Any, names: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether the two have the same there; empty is the same as empty."""
    return sa.and_(*[one[name].is_not_distinct_from(other[name]) for name in names])


def _coordinator(context: ImportContext) -> Link:
    """Who coordinates, until their last day in the house: where somebody does, that stays."""
    table, staff = metadata.tables["assignment"], metadata.tables["staff"].c
    item, today = context.stage.items.c, context.today

    def there(partner: sa.ColumnElement[Any], *also: Any) -> sa.ColumnElement[bool]:
        role = table.c.role == Role.COORDINATOR
        follows = (table.c.partner_id == partner, role, in_force(table.c, "ends_on", on=today))
        gone = sa.select(staff.id).where(staff.ends_on < today)
        return sa.exists().where(*follows, table.c.staff_id.not_in(gone), *also)

    def differs(partner: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        # Added to, so that SQLite goes by the partner: one person may coordinate thousands.
        return there(partner) & ~there(partner, table.c.staff_id + 0 == item.key)

    stays = (staff.id == item.key, staff.ends_on >= today)
    last = sa.select(staff.ends_on).where(*stays).scalar_subquery()
    role = sa.literal(Role.COORDINATOR.value)
    values = {"staff_id": item.key, "role": role, "starts_on": today, "ends_on": last}
    return Link("coordinator", table, "partner_id", values, there, differs)
