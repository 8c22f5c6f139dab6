"""How many active partners a thing has: fields that several nouns have."""

from __future__ import annotations

from partnerreg.language import N_
from partnerreg.nouns.fields import COUNT, Field
from partnerreg.nouns.validity import in_force


def partners(sql: str) -> Field:
    """How many partners, by SQL that counts them."""
    label = N_("Partners")
    help_ = "How many active partners it has today."
    return Field("partners", COUNT, label, help_, own=False, sql=sql)


def tied_partners(link: str, column: str, thing: str) -> Field:
    """How many partners a dated link ties to a thing today.

    Args:
        link: the table of the links.
        column: its column that refers to the thing.
        thing: the thing's table.
    """
    return partners(
        "SELECT count(DISTINCT partner.id) FROM partner"
        f" JOIN {link} AS link ON link.partner_id = partner.id"
        f" WHERE link.{column} = {thing}.id AND partner.status = 'active'"
        f" AND {in_force('link', 'starts_on', 'ends_on')}"
    )
