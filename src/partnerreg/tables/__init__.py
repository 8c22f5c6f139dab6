"""The register's tables as SQLModel entities, one file per aggregate, one metadata."""

from partnerreg.tables.agreement import (
    Agreement,
    AgreementParty,
    Amendment,
    Content,
    Document,
    Signature,
    Suspension,
    Template,
)
from partnerreg.tables.columns import Entity, columns, entity_of, metadata
from partnerreg.tables.communication import Communication, CommunicationUnit, NameConsent
from partnerreg.tables.health import HealthAnswer, HealthCheck, HealthStatement
from partnerreg.tables.journal import Change, Operation
from partnerreg.tables.learning import GroupMember, Lesson, NetworkGroup
from partnerreg.tables.meeting import Meeting
from partnerreg.tables.organisation import (
    Area,
    Assignment,
    Audience,
    Goal,
    GoalAudience,
    PartnerArea,
    PartnerGoal,
    PartnerUnit,
    Staff,
    Unit,
)
from partnerreg.tables.partner import (
    Contact,
    Contribution,
    Partner,
    PartnerAudience,
    PartnerTag,
    PartnerTie,
)
from partnerreg.tables.preparation import Expectation, StepAnswer
from partnerreg.tables.project import (
    Milestone,
    PhaseChange,
    Project,
    ProjectGoal,
    ProjectPartner,
    ProjectUnit,
    Target,
)
from partnerreg.tables.proposal import Proposal
from partnerreg.tables.story import (
    Activity,
    ActivityAudience,
    ActivityPartner,
    ActivityStaff,
    Evaluation,
    EvaluationIndicator,
    LevelChange,
)

__all__ = [
    "Activity",
    "ActivityAudience",
    "ActivityPartner",
    "ActivityStaff",
    "Agreement",
    "AgreementParty",
    "Amendment",
    "Area",
    "Assignment",
    "Audience",
    "Change",
    "Communication",
    "CommunicationUnit",
    "Contact",
    "Content",
    "Contribution",
    "Document",
    "Entity",
    "Evaluation",
    "EvaluationIndicator",
    "Expectation",
    "Goal",
    "GoalAudience",
    "GroupMember",
    "HealthAnswer",
    "HealthCheck",
    "HealthStatement",
    "Lesson",
    "LevelChange",
    "Meeting",
    "Milestone",
    "NameConsent",
    "NetworkGroup",
    "Operation",
    "Partner",
    "PartnerArea",
    "PartnerAudience",
    "PartnerGoal",
    "PartnerTag",
    "PartnerTie",
    "PartnerUnit",
    "PhaseChange",
    "Project",
    "ProjectGoal",
    "ProjectPartner",
    "ProjectUnit",
    "Proposal",
    "Signature",
    "Staff",
    "StepAnswer",
    "Suspension",
    "Target",
    "Template",
    "Unit",
    "columns",
    "entity_of",
    "metadata",
]
