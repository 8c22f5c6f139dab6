"""What every report is asked with, and what most of them begin from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.enums import Level, Severity
from partnerreg.domain.evaluation import needs, needs_by_level
from partnerreg.language import ENGLISH
from partnerreg.services.facts import gather
from partnerreg.services.partner_filter import EVERYBODY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from partnerreg.actions import Action
    from partnerreg.db.query import Reader
    from partnerreg.domain.facts import Evidence
    from partnerreg.domain.policy import Policy
    from partnerreg.language import Language
    from partnerreg.services.facts import Facts, Portfolio
    from partnerreg.services.partner_filter import PartnerFilter


class ReportContext(NamedTuple):
    """The day a report is of, by what policy, in what language, of which partners.

    `today` is the day on which it is asked, where that is not the same.
    """

    day: date
    policy: Policy
    language: Language = ENGLISH
    who: PartnerFilter = EVERYBODY
    today: date | None = None

    @property
    def kept_on(self) -> date:
        """The day by which personal data is kept or not: a past report shows none that is over."""
        return max(self.day, self.today or self.day)

    def drilldown(self, **options: Any) -> Action:
        """What lists the partners behind a count of the day (see `PartnerFilter.drilldown`)."""
        return self.who.drilldown(self.day, **options)

    def report(self, name: str, **options: Any) -> Action:
        """Another report of the same day on the same partners."""
        return self.who.drilldown(self.day, "report", name, **options)


def select_partners(
    reader: Reader,
    context: ReportContext,
    severities: Iterable[Severity] = (),
    evidence: Iterable[Evidence] = (),
    *,
    levels: Iterable[Level] = tuple(Level),
    quiet_since: date | None = None,
) -> tuple[Portfolio, Facts]:
    """The portfolio of the day, and the facts of those who were active and are chosen.

    Args:
        reader: the register.
        context: the day, the policy and which partners.
        severities: of the rules that will be judged, each partner at its own level.
        evidence: further facts to gather; then all are, of partners at every level.
        levels: only partners that stood at one of these.
        quiet_since: only partners without an activity from that day on.
    """
    judged = {*severities} | ({Severity.REQUIRED} if context.who.unsupported else set())
    looked_at = needs_by_level(context.policy, judged)
    if further := {*evidence}:  # with which a report may judge partners at other levels, too
        everywhere = needs(context.policy, Level, judged) | further
        looked_at = dict.fromkeys(everywhere, frozenset(Level))
    portfolio = gather(reader, context.day, looked_at, levels=levels, quiet_since=quiet_since)
    return portfolio, context.who.select(portfolio.facts, context.policy)


def empty_message(reader: Reader, context: ReportContext) -> str:
    """Why there is no partner to tell of, in the reader's language."""
    t = context.language
    if not context.who.is_everybody:
        return t.gettext("No partner fits the filters.")
    from partnerreg.queries.partners import partner_count

    count = reader.first(partner_count)
    if count is None or not count.value:
        return t.gettext("No partner is in the register.")
    return t.gettext("No partner was active on {day}.").format(day=t.day(context.day))


def resolve_unsupported(reader: Reader, context: ReportContext) -> PartnerFilter:
    """Which partners, with those unsupported by their numbers: judged only where that is asked."""
    if not context.who.unsupported:
        return context.who
    _, facts = select_partners(reader, context)
    return context.who._replace(numbers=frozenset(facts), unsupported=False)
