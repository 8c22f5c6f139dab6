"""Adding and editing partners."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sqlmodel import and_, col, or_, select

from partnerreg.domain.enums import Direction, Level, Party, Status
from partnerreg.domain.name_keys import SORT_LANGUAGES, alphabetical_key, identity_key, search_key
from partnerreg.errors import InvalidInput, RuleRefused
from partnerreg.queries import partners
from partnerreg.schemas.partner import PartnerData
from partnerreg.services.levels import Move, Moved, enter, get
from partnerreg.tables import Contribution, Partner, PartnerTag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from partnerreg.db.unit_of_work import UnitOfWork
    from partnerreg.domain.policy import Policy
    from partnerreg.queries.partners import PartnerName

# The four sides of the balance, by the schema's fields.
SIDES = {f"{party}_{direction}": (party, direction) for party in Party for direction in Direction}

# The schema's other fields, tags apart, are columns of the partner's row by the same names.
COLUMNS = tuple(name for name in PartnerData.model_fields if name not in {"tags", *SIDES})


NAME_KEYS: Mapping[str, Callable[[str], str]] = {
    "name_key": identity_key,
    "search_key": search_key,
    **{
        f"sort_{language}": partial(alphabetical_key, language=language)
        for language in SORT_LANGUAGES
    },
}
"""The columns derived from a partner's name, and what derives them."""


def keys_of(name: str, municipality: str | None) -> dict[str, Any]:
    """The derived columns of a partner's row: for matching, finding and sorting."""
    keys: dict[str, Any] = {column: derive(name) for column, derive in NAME_KEYS.items()}
    return {**keys, "municipality_key": municipality_key(municipality)}


def municipality_key(municipality: str | None) -> str | None:
    """The column derived from a partner's municipality."""
    return identity_key(municipality) if municipality else None


def add(
    work: UnitOfWork,
    data: PartnerData,
    *,
    level: Level = Level.NETWORK,
    unit_id: int | None = None,
    move: Move,
    policy: Policy,
) -> tuple[Partner, Moved]:
    """Add a partner; above the network level through the gate.

    Raises:
        InvalidInput: a partner of that name, municipality or external id is there already.
        RuleRefused: the level requires what a new partner does not have yet.
    """
    _refuse_double(work, data)
    partner = Partner(
        **{name: getattr(data, name) for name in COLUMNS},
        **keys_of(data.name, data.municipality),
        level=level,
        status=Status.ACTIVE,
        unit_id=unit_id,
    )
    work.session.add(partner)
    work.session.flush()
    _set_tags(work, partner, data.tags)
    _set_contributions(work, partner, data)
    try:
        moved = enter(work, partner, level, move, policy)
    except RuleRefused as refusal:
        # What is missing can be supplied only to a partner that is there.
        raise RuleRefused(
            refusal.message,
            refusal.findings,
            "Add it at the network level first and supply what is missing, "
            "or go on in spite of it with --override REASON.",
        ) from None
    return partner, moved


def current(work: UnitOfWork, partner_id: int) -> dict[str, Any]:
    """A partner's fields as they are, by the names that `PartnerData` knows."""
    partner = get(work, partner_id)
    fields: dict[str, Any] = {name: getattr(partner, name) for name in COLUMNS}
    fields["tags"] = [
        row.tag for row in work.reader.all(partners.tags_of_partner, partner=partner_id)
    ]
    sides = work.reader.all(partners.contributions_of_partner, partner=partner_id)
    for name, side in SIDES.items():
        fields[name] = [row.text for row in sides if (row.party, row.direction) == side]
    return fields


def edit(work: UnitOfWork, partner_id: int, data: PartnerData) -> Partner:
    """Make a partner's fields what `data` says, all of them.

    Raises:
        InvalidInput: another partner has that name and municipality, or that external id.
    """
    partner = get(work, partner_id)
    _refuse_double(work, data, besides=partner_id)
    for name in COLUMNS:
        setattr(partner, name, getattr(data, name))
    for name, value in keys_of(data.name, data.municipality).items():
        setattr(partner, name, value)
    _set_tags(work, partner, data.tags)
    _set_contributions(work, partner, data)
    return partner


def namesakes(work: UnitOfWork, partner_id: int) -> list[PartnerName]:
    """The other partners of the same name; they are elsewhere, or have external ids."""
    called = work.reader.all(partners.partners_by_key, key=get(work, partner_id).name_key)
    return [row for row in called if row.id != partner_id]


def set_unit(work: UnitOfWork, partner_id: int, unit_id: int | None) -> None:
    """Make a unit the owning one, or none."""
    get(work, partner_id).unit_id = unit_id


def _set_tags(work: UnitOfWork, partner: Partner, tags: Sequence[str]) -> None:
    """Make these the partner's tags: new ones are added, others removed."""
    assert partner.id is not None
    wanted = {identity_key(tag): tag for tag in tags}
    there = work.session.exec(select(PartnerTag).where(PartnerTag.partner_id == partner.id)).all()
    for row in there:
        if row.tag_key not in wanted:
            work.session.delete(row)
    known = {row.tag_key for row in there}
    for key, tag in wanted.items():
        if key not in known:
            work.session.add(PartnerTag(partner_id=partner.id, tag=tag, tag_key=key))
    work.session.flush()


def _set_contributions(work: UnitOfWork, partner: Partner, data: PartnerData) -> None:
    """Make each side's texts what the data says; a side that is the same stays untouched."""
    assert partner.id is not None
    there = work.session.exec(
        select(Contribution)
        .where(Contribution.partner_id == partner.id)
        .order_by(col(Contribution.id))
    ).all()
    for name, (party, direction) in SIDES.items():
        rows = [row for row in there if (row.party, row.direction) == (party, direction)]
        texts: tuple[str, ...] = getattr(data, name)
        if tuple(row.text for row in rows) == texts:
            continue
        for row in rows:
            work.session.delete(row)
        for text in texts:
            work.session.add(
                Contribution(partner_id=partner.id, party=party, direction=direction, text=text)
            )
    work.session.flush()


def _refuse_double(work: UnitOfWork, data: PartnerData, besides: int | None = None) -> None:
    """Refuse a second partner of the same name in the same place, or with the same external id.

    Partners that each have an external id of their own may be called the same: an
    import brings in such.
    """
    key = keys_of(data.name, data.municipality)
    same = and_(
        col(Partner.name_key) == key["name_key"],
        col(Partner.municipality_key).is_not_distinct_from(key["municipality_key"]),
    )
    if data.external_id is not None:  # `== None` would be every partner without one
        same = or_(same, col(Partner.external_id) == data.external_id)
    rows = work.session.exec(select(Partner).where(same)).all()
    for row in rows:
        if row.id == besides:
            continue
        if data.external_id is not None and row.external_id == data.external_id:
            raise InvalidInput(
                f"#{row.id} {row.name} has the external id {row.external_id} already."
            )
        if data.external_id is not None and row.external_id is not None:
            continue
        place = f" in {row.municipality}" if row.municipality else ""
        raise InvalidInput(
            f"There is a partner {row.name!r}{place} already: #{row.id}.",
            "If it is another one, tell them apart by --municipality or in the name.",
        )
