"""The rules: what a level may ask of a partnership.

A rule is a pure predicate over a partner's facts; whether and how hard it binds at
a level is the policy's to say. `partnerreg.domain.rules` judges by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerreg.domain import conditions, remedies
from partnerreg.domain.facts import Evidence
from partnerreg.domain.vocabulary import AgreementKind, Level
from partnerreg.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnerreg.domain.facts import PartnerFacts
    from partnerreg.domain.policy import Policy


class Rule(NamedTuple):
    """What may be asked of a partnership.

    Attributes:
        code: its name in policies, reports and JSON.
        text: what it asks, one sentence; may name a threshold in braces.
        action: what to do where it is not met, one sentence.
        source: D, the strategy of Dokk1; G, the Danish lesson plan; P, practice elsewhere.
        needs: the kinds of facts it looks at, beyond the partner's own fields.
        met: whether facts meet it; the policy gives thresholds and the next level's demands.
        remedy: the command that would supply what is missing.
        levels: where it makes sense to ask it.
        opportunity: met means that something has become possible, unmet is no gap.
    """

    code: str
    text: str
    action: str
    source: str
    needs: frozenset[Evidence]
    met: Callable[[PartnerFacts, Policy], bool]
    remedy: Callable[[PartnerFacts], str]
    levels: frozenset[Level] = frozenset(Level)
    opportunity: bool = False


_NOTHING: frozenset[Evidence] = frozenset()
_AGREEMENTS = frozenset({Evidence.AGREEMENTS})
_ASSIGNMENTS = frozenset({Evidence.ASSIGNMENTS})
_GOALS = frozenset({Evidence.GOALS})
_AREAS = frozenset({Evidence.AREAS})
_EVALUATIONS = frozenset({Evidence.EVALUATIONS})
_ACTIVITIES = frozenset({Evidence.ACTIVITIES})
_CONTACTS = frozenset({Evidence.CONTACTS})

_ALL = (
    Rule(
        "agreement-or-intent",
        N_("A signed agreement or letter of intent is in force."),
        N_("Sign an agreement or a letter of intent, and attach it."),
        "D",
        _AGREEMENTS,
        conditions.on_paper,
        remedies.attach(AgreementKind.LETTER_OF_INTENT),
    ),
    Rule(
        "written-agreement",
        N_("A signed written agreement is in force; a letter of intent is not enough."),
        N_("Sign a written agreement, and attach it."),
        "D",
        _AGREEMENTS,
        conditions.in_writing,
        remedies.attach(AgreementKind.WRITTEN_AGREEMENT),
    ),
    Rule(
        "management-follows",
        N_("Somebody from management follows the partnership."),
        N_("Ask somebody from management to follow it, and record who."),
        "D",
        _ASSIGNMENTS,
        conditions.managed,
        remedies.command("staff assign STAFF PARTNER --as management"),
    ),
    Rule(
        "management-unbroken",
        N_("Management has followed the partnership every day since it became strategic."),
        N_("Record who from management followed it in the days without anybody."),
        "D",
        _ASSIGNMENTS,
        conditions.managed_unbroken,
        remedies.fill_management_gap,
        levels=frozenset({Level.STRATEGIC}),
    ),
    Rule(
        "goal-or-pilot",
        N_("It is tied to a goal in force, or is a pilot that still runs."),
        N_("Link it to the goal it serves, or mark it as a pilot with an end date."),
        "D",
        _GOALS,
        conditions.goal_or_pilot,
        remedies.command("goal link GOAL PARTNER --because WHY"),
    ),
    Rule(
        "goal",
        N_("It is tied to a goal in force; a pilot is no excuse."),
        N_("Link it to the goal it serves, and write why."),
        "D",
        _GOALS,
        lambda facts, _: facts.goals > 0,
        remedies.command("goal link GOAL PARTNER --because WHY"),
    ),
    Rule(
        "area",
        N_("It is tied to a service area."),
        N_("Link it to the service area it belongs to."),
        "D",
        _AREAS,
        lambda facts, _: facts.areas > 0,
        remedies.command("area link AREA PARTNER"),
    ),
    Rule(
        "areas",
        N_("At least two service areas are found within it."),
        N_("Link it to every service area that takes part."),
        "D",
        _AREAS,
        lambda facts, _: facts.areas > 1,
        remedies.command("area link AREA PARTNER"),
    ),
    Rule(
        "coordinator",
        N_("Exactly one coordinator looks after it."),
        N_("See to it that exactly one person is its coordinator."),
        "D",
        _ASSIGNMENTS,
        lambda facts, _: facts.coordinators == 1,
        remedies.settle_coordinator,
    ),
    Rule(
        "unit",
        N_("One of the house's own units runs it."),
        N_("Say which unit runs it."),
        "D",
        _NOTHING,
        lambda facts, _: facts.has_unit,
        remedies.command("partner edit PARTNER --unit UNIT"),
    ),
    Rule(
        "joint-value",
        N_("It is written down what we make together, for whom, and why not alone."),
        N_("Write down together what you make, for whom, and why not alone."),
        "D",
        _NOTHING,
        lambda facts, _: facts.has_joint_value,
        remedies.command(
            "partner edit PARTNER --together TEXT --for-whom TEXT --why-together TEXT"
        ),
    ),
    Rule(
        "balance",
        N_("Both parties give and both gain."),
        N_("Write down what each party gives and what it gets."),
        "D",
        frozenset({Evidence.CONTRIBUTIONS}),
        conditions.balanced,
        remedies.complete_balance,
    ),
    Rule(
        "earlier-success",
        N_("An earlier evaluation came out as a success."),
        N_("Evaluate what you have done together, and record how it came out."),
        "D",
        _EVALUATIONS,
        lambda facts, _: facts.successes > 0,
        remedies.command("evaluation add PARTNER --rating RATING"),
    ),
    Rule(
        "activity",
        N_(
            "Something was done together in the last {activity_months} months, "
            "or it is newer than that."
        ),
        N_("Get in touch, and log what you do together."),
        "D",
        _ACTIVITIES,
        conditions.active,
        remedies.command("activity log PARTNER --kind meeting --title TEXT"),
    ),
    Rule(
        "letter-of-intent",
        N_("A letter of intent, or more, is in force."),
        N_("Consider a letter of intent."),
        "D",
        _AGREEMENTS,
        conditions.on_paper,
        remedies.attach(AgreementKind.LETTER_OF_INTENT),
    ),
    Rule(
        "ready-to-grow",
        N_("It meets what the next level requires, or is active, a success and tied to a goal."),
        N_("Consider promotion to the next level."),
        "D",
        _GOALS | _ACTIVITIES | _EVALUATIONS,
        conditions.ready_to_grow,
        remedies.promote,
        levels=frozenset({Level.SERVICE, Level.NETWORK}),
        opportunity=True,
    ),
    Rule(
        "agreement-expiring",
        N_("The agreement neither ends nor has its notice day in the next {expiring_days} days."),
        N_(
            "Decide whether to renew, renegotiate or end the agreement, and record what follows it."
        ),
        "D",
        _AGREEMENTS,
        conditions.nothing_expires,
        remedies.attach_successor,
    ),
    Rule(
        "exit-terms",
        N_("The agreement says how to leave it."),
        N_("Agree on how to leave, and attach the agreement that says so."),
        "P",
        _AGREEMENTS,
        conditions.says_how_to_leave,
        remedies.attach_exit_terms,
    ),
    Rule(
        "evaluated",
        N_("It was evaluated in the last {evaluation_months} months."),
        N_("Evaluate it together, and record how it came out."),
        "P",
        _EVALUATIONS,
        conditions.evaluated,
        remedies.command("evaluation add PARTNER --rating RATING"),
    ),
    Rule(
        "contact",
        N_("There is a contact person."),
        N_("Record who the contact person is."),
        "D",
        _CONTACTS,
        lambda facts, _: facts.contacts > 0,
        remedies.command("contact add PARTNER NAME --email ADDRESS"),
    ),
    Rule(
        "contact-basis",
        N_("Every contact has a source, a legal basis and a retention date that has not passed."),
        N_("Record for each contact the source, the legal basis and how long it may be kept."),
        "P",
        _CONTACTS,
        lambda facts, _: facts.contacts_without_basis == 0,
        remedies.command(
            "contact edit NAME --of PARTNER --source TEXT --basis BASIS --retain-until DATE"
        ),
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _ALL}
"""Every rule by its code, in the order in which reports show them."""
