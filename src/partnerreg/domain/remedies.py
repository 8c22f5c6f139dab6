"""The commands that would supply what a rule misses, ready to paste.

What only a person can know stands in capitals.
"""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from partnerreg.domain.agreement_terms import in_force
from partnerreg.domain.enums import AgreementKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnerreg.domain.facts import AgreementFacts, PartnerFacts


def command(words: str) -> Callable[[PartnerFacts], str]:
    """A remedy of these words, with the partner's name, quoted for a shell, for PARTNER."""
    before, _, after = words.partition("PARTNER")

    def remedy(facts: PartnerFacts) -> str:
        return f"partnerreg {before}{facts.called or quote(facts.partner)}{after}"

    return remedy


def attach(kind: AgreementKind, options: str = "") -> Callable[[PartnerFacts], str]:
    """Attaching an agreement of a kind."""
    words = f"agreement attach PARTNER FILE --kind {kind} --signed DATE --until DATE"
    return command(f"{words} {options}".rstrip())


def attach_exit_terms(facts: PartnerFacts) -> str:
    """A new agreement that says how to leave, in place of the one in force."""
    words = "--exit-terms TEXT"
    return attach(AgreementKind.WRITTEN_AGREEMENT, f"{words} {_replacing(_in_force(facts))}")(facts)


def attach_successor(facts: PartnerFacts) -> str:
    """A new agreement of the same kind, in place of the one in force."""
    paper = _in_force(facts)
    kind = paper.kind if paper else AgreementKind.WRITTEN_AGREEMENT
    return attach(kind, _replacing(paper))(facts)


def fill_management_gap(facts: PartnerFacts) -> str:
    """Whoever followed without its being recorded, on the first days without anybody."""
    first = facts.management_gaps[0]
    until = "" if first.end == facts.today else f" --until {first.end}"
    words = f"staff assign STAFF PARTNER --as management --from {first.start}{until}"
    return command(words)(facts)


def settle_coordinator(facts: PartnerFacts) -> str:
    """One more coordinator where there is none, one fewer where there are several."""
    verb = "unassign" if facts.coordinators > 1 else "assign"
    return command(f"staff {verb} STAFF PARTNER --as coordinator")(facts)


def complete_balance(facts: PartnerFacts) -> str:
    """The sides of the exchange that are empty."""
    sides = {
        "--we-give": facts.we_give,
        "--we-get": facts.we_get,
        "--they-give": facts.they_give,
        "--they-get": facts.they_get,
    }
    options = " ".join(f"{option} TEXT" for option, there in sides.items() if not there)
    return command(f"partner edit PARTNER {options}")(facts)


def promote(facts: PartnerFacts) -> str:
    """Promotion to the next level; nothing from the highest."""
    above = facts.level.above
    return "" if above is None else command(f"partner promote PARTNER --to {above.word}")(facts)


def _in_force(facts: PartnerFacts) -> AgreementFacts | None:
    return next((paper for paper in facts.agreements if in_force(paper, facts.today)), None)


def _replacing(paper: AgreementFacts | None) -> str:
    """The option that names the agreement to be replaced, by its number if that is known."""
    if paper is None:
        return ""
    return f"--replaces {'AGREEMENT' if paper.number is None else paper.number}"
