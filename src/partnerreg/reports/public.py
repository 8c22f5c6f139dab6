"""`report public`: a page of partners for the house's web site, of those that may be named."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from partnerreg.domain.enums import Level
from partnerreg.domain.name_keys import sort_key
from partnerreg.language import N_
from partnerreg.queries import links
from partnerreg.queries.communication import partners_that_may_be_named
from partnerreg.reports.context import select_partners
from partnerreg.reports.question import Detail, Question
from partnerreg.reports.report import Column, ColumnKind, Report, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from partnerreg.db.query import Reader
    from partnerreg.reports.context import ReportContext
    from partnerreg.services.facts import Facts

GROUPINGS = ("level", "area")

PARTNERS = (
    Column("group", "Group", empty=N_("Other partners")),
    Column("name", "Name"),
    Column("text", "What we make together"),
    Column("website", "Website", ColumnKind.LINK),
    Column("logo", "Logo may be shown", ColumnKind.FLAG, shown=False),
)


def public(reader: Reader, context: ReportContext, by: str = "level") -> Report:
    """The partners that may be named on the day and today, by what their level is called.

    Nothing else of the register is told; by area, a partner stands under each of its areas.

    Args:
        reader: the register.
        context: the day, the policy, the language and the partners.
        by: one of `GROUPINGS`.
    """
    t = context.language
    _, facts = select_partners(reader, context)
    consents = reader.all(partners_that_may_be_named, today=context.day, kept_on=context.kept_on)
    latest = {row.partner_id: row for row in reversed(consents) if row.partner_id in facts}
    logos = {row.partner_id for row in consents if row.logo}
    grouped = _by_area(reader, context, facts) if by == "area" else _by_level(context, facts)
    ordered = sorted(latest.values(), key=lambda row: sort_key(row.name, t.code))
    rows = [
        (called, row.name, row.text or row.together, row.website, row.partner_id in logos)
        for called, numbers in grouped
        for row in ordered
        if row.partner_id in numbers
    ]
    return Report(
        "public",
        "Who we work with",
        [
            Section(
                "partners",
                "Partners",
                PARTNERS,
                rows,
                empty=t.gettext("No partner has consented to be named."),
                grouped_by="group",
            )
        ],
        as_of=context.day,
    )


def _by_level(context: ReportContext, facts: Facts) -> Iterator[tuple[str | None, Collection[int]]]:
    """What each level is called, and who stands there."""
    for level in Level:
        label = context.policy.label(level, context.language.code)
        numbers = {number for number, each in facts.items() if each.level is level}
        yield label[:1].upper() + label[1:], numbers


def _by_area(
    reader: Reader, context: ReportContext, facts: Facts
) -> Iterator[tuple[str | None, Collection[int]]]:
    """The areas in use by name, and who is tied to each; then those that are tied to none."""
    t = context.language
    tied: dict[int, set[int]] = defaultdict(set)
    for tie in reader.all(links.area_links_on, today=context.day):
        tied[tie.thing_id].add(tie.partner_id)
    areas = [row for row in reader.all(links.areas_on, today=context.day) if row.current]
    for area in sorted(areas, key=lambda row: sort_key(row.name, t.code)):
        yield area.name, tied[area.id]
    somewhere = {number for area in areas for number in tied[area.id]}
    yield None, facts.keys() - somewhere


QUESTION = Question(
    "Partners that may be named, on a page for the house's web site.",
    public,
    [
        Detail(
            "by",
            "Under what their level is called, or under their areas.",
            "level|area",
            words=GROUPINGS,
            default="level",
        )
    ],
    public=True,
)
