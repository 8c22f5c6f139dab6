"""The words of the field, as closed lists.

Levels, kinds and phases after the partnership strategy of Dokk1 (Aarhus, 2014)
and the Danish lesson plan "Partnerskab og samarbejde".
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

LANGUAGES = ("en", "da", "sv", "fi", "nb")
"""The languages that the register speaks: levels have labels in them, names are sorted by them."""


class LanguageCode(StrEnum):
    """The language of a text; one of `LANGUAGES`."""

    ENGLISH = "en"
    DANISH = "da"
    SWEDISH = "sv"
    FINNISH = "fi"
    NORWEGIAN = "nb"


class Level(IntEnum):
    """How formal a partnership is. 1 is the highest: promotion makes the number smaller."""

    STRATEGIC = 1
    SERVICE = 2
    NETWORK = 3

    @property
    def word(self) -> str:
        """The name used in files, options and JSON: ``strategic``, ``service``, ``network``."""
        return self.name.lower()

    @property
    def above(self) -> Level | None:
        """The level this one grows into; none above strategic."""
        return None if self is Level.STRATEGIC else Level(self - 1)


class Status(StrEnum):
    """Whether a partnership is still alive."""

    ACTIVE = "active"
    ENDED = "ended"


class Sector(StrEnum):
    """What kind of party a partner is."""

    PUBLIC = "public"
    PRIVATE = "private"
    CIVIL_SOCIETY = "civil-society"
    INDIVIDUAL = "individual"


class Scope(StrEnum):
    """How far a partnership reaches."""

    LOCAL = "local"
    CROSS_CUTTING = "cross-cutting"
    REGIONAL = "regional"
    NATIONAL = "national"


class Condition(StrEnum):
    """What of those who take part calls for questions of its own."""

    VOLUNTEERS = "volunteers"
    YOUTH = "youth"
    PRIVATE_PARTY = "private-party"
    SEVERAL_PARTIES = "several-parties"  # more than two


class PolicyField(StrEnum):
    """The field of public policy that a partner works in."""

    CULTURE = "culture"
    EDUCATION = "education"
    SOCIAL = "social"
    HEALTH = "health"
    EMPLOYMENT = "employment"
    ENVIRONMENT = "environment"
    OTHER = "other"


class LegalForm(StrEnum):
    """What a partner is before the law."""

    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    COMPANY = "company"
    COOPERATIVE = "cooperative"
    AUTHORITY = "authority"
    SCHOOL = "school"
    INFORMAL_GROUP = "informal-group"
    PERSON = "person"


class AreaState(StrEnum):
    """How far the work in an area of a partnership is; ended where its last day has passed."""

    TRIED = "tried"
    RUNNING = "running"
    ENDED = "ended"


class TieKind(StrEnum):
    """How a partner belongs to another one, or is bound to it."""

    MEMBER_OF = "member-of"
    PART_OF = "part-of"
    BRANCH_OF = "branch-of"
    FUNDED_BY = "funded-by"
    SUCCEEDS = "succeeds"

    @property
    def inverse(self) -> str:
        """The same, said of the other one."""
        return _INVERSES[self]


_INVERSES = {
    TieKind.MEMBER_OF: "has-member",
    TieKind.PART_OF: "has-part",
    TieKind.BRANCH_OF: "has-branch",
    TieKind.FUNDED_BY: "funds",
    TieKind.SUCCEEDS: "succeeded-by",
}

BELONGING = (TieKind.MEMBER_OF, TieKind.PART_OF, TieKind.BRANCH_OF)
"""The ties by which a partner is one of another's."""


class StepState(StrEnum):
    """Where a step of the preparation stands."""

    OPEN = "open"
    ANSWERED = "answered"
    NOT_RELEVANT = "not-relevant"


class Fulfilment(StrEnum):
    """Whether an expectation came true."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Role(StrEnum):
    """What one of our people does for a partnership; rules look at the first two alone."""

    COORDINATOR = "coordinator"
    MANAGEMENT = "management"
    OWNER = "owner"
    DEPUTY = "deputy"
    FACILITATOR = "facilitator"
    MEMBER = "member"


class Party(StrEnum):
    """Which side a contribution belongs to."""

    WE = "we"
    THEY = "they"


class Direction(StrEnum):
    """Whether a party puts something in or takes something out."""

    GIVE = "give"
    GET = "get"


class ContributionKind(StrEnum):
    """What kind of thing a party gives."""

    MONEY = "money"
    HOURS = "hours"
    ROOM = "room"
    GOODS = "goods"
    KNOWLEDGE = "knowledge"


class AgreementKind(StrEnum):
    """What was put on paper."""

    LETTER_OF_INTENT = "letter-of-intent"
    WRITTEN_AGREEMENT = "written-agreement"
    # about one side of a partnership: no level rests on them
    SPONSORSHIP = "sponsorship"
    DATA_PROCESSING = "data-processing"
    PREMISES = "premises"
    VOLUNTEERS = "volunteers"

    @property
    def carries_levels(self) -> bool:
        """Whether a level may rest on such a paper: on a letter of intent, or an agreement."""
        return self in {AgreementKind.LETTER_OF_INTENT, AgreementKind.WRITTEN_AGREEMENT}


class AgreementState(StrEnum):
    """Where an agreement stands on a date; always derived, never stored."""

    DRAFT = "draft"
    SIGNED = "signed"  # signed, not yet in force
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"  # in force but for now
    EXPIRED = "expired"
    TERMINATED = "terminated"


class ClauseState(StrEnum):
    """Whether an agreement says what a clause of the checklist asks for."""

    IN = "in"
    PARTLY = "partly"
    NOT = "not"
    NOT_RELEVANT = "not-relevant"


class Renewal(StrEnum):
    """What happens when an agreement's term runs out."""

    NONE = "none"
    TACIT = "tacit"


class NoticeTo(StrEnum):
    """To the end of what an agreement can be ended by notice."""

    MONTH = "end-of-month"
    QUARTER = "end-of-quarter"
    TERM = "end-of-term"


class ActivityKind(StrEnum):
    """What was done together."""

    MEETING = "meeting"
    EVENT = "event"
    CALL = "call"
    VISIT = "visit"
    MAIL = "mail"
    OTHER = "other"


class Rating(StrEnum):
    """How an evaluation came out."""

    SUCCESS = "success"
    MIXED = "mixed"
    FAILURE = "failure"


class Decision(StrEnum):
    """What an evaluation led to."""

    CONTINUE = "continue"
    ADJUST = "adjust"
    PROMOTE = "promote"
    DEMOTE = "demote"
    HAND_OVER = "hand-over"
    END = "end"


class ProposalState(StrEnum):
    """What came of somebody's offer to become a partner; always derived, never stored."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Perspective(StrEnum):
    """Whose view an evaluation holds."""

    WE = "we"
    THEY = "they"
    BOTH = "both"


class EffectEvidence(StrEnum):
    """How an effect is known: inferred from counts, solicited, or observed (ISO 16439)."""

    COUNTED = "counted"
    ASKED = "asked"
    OBSERVED = "observed"


class EffectOn(StrEnum):
    """On whom an effect is had (ISO 16439)."""

    PERSONS = "persons"
    HOUSE = "house"
    COMMUNITY = "community"


class Outcome(StrEnum):
    """What those who are asked agree that they gained (Project Outcome's four questions)."""

    KNOWLEDGE = "knowledge"
    CONFIDENCE = "confidence"
    USE = "use"
    AWARENESS = "awareness"


class Phase(StrEnum):
    """How far along a project is (lesson plan); never derived from a level, nor a level from it."""

    IDEA = "idea"
    SCOPING = "scoping"  # surroundings analysed, the project described
    AGREEMENT = "agreement"
    DELIVERY = "delivery"
    EVALUATION = "evaluation"
    CONTINUATION = "continuation"  # it goes on as part of what the house does
    CLOSED = "closed"


class EndReason(StrEnum):
    """Why something came to its end."""

    SUCCEEDED = "succeeded"
    NOT_VIABLE = "not-viable"
    STRATEGY_CHANGED = "strategy-changed"
    PARTNER_CLOSED = "partner-closed"
    MERGED = "merged"
    NO_TIME = "no-time"


class Stance(StrEnum):
    """Whether one of our units agrees with a project that touches it."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"


class Reach(StrEnum):
    """Whether something is told inside the house, or outside."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class CommunicationState(StrEnum):
    """Whether something was told on a day, or should have been; always derived, never stored."""

    PLANNED = "planned"
    OVERDUE = "overdue"
    PUBLISHED = "published"


class Sharing(StrEnum):
    """Whether others may have a lesson: not, without names, or with the partner's."""

    NO = "no"
    YES = "yes"
    NAMED = "named"


class LegalBasis(StrEnum):
    """Why we may keep a person's data (GDPR article 6.1)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal-obligation"
    VITAL_INTERESTS = "vital-interests"
    PUBLIC_TASK = "public-task"
    LEGITIMATE_INTERESTS = "legitimate-interests"


class Severity(StrEnum):
    """How hard a rule binds."""

    REQUIRED = "required"
    ADVISED = "advised"
    HINT = "hint"
    OFF = "off"
