"""A step of a project that is to be done by a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import Phase
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import DAY, FLAG, NAME, TEXT, Field, Key, Reference
from partnerreg.nouns.noun import Mark, Noun, Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping


def _due(said: Mapping[str, Any]) -> Any:
    return said.get("due")


# Of a project that is closed none is waited for.
_OVERDUE = f"""
    SELECT milestone.due < :today AND (milestone.done_on IS NULL OR milestone.done_on > :today)
    AND coalesce((
        SELECT step.phase FROM phase_change AS step
        WHERE step.project_id = milestone.project_id AND step.effective_on <= :today
        ORDER BY step.effective_on DESC, step.id DESC LIMIT 1
    ), '') <> '{Phase.CLOSED}'
"""

MILESTONE = Noun(
    "milestone",
    "milestones",
    N_("Milestones"),
    "Steps of projects, and by when they are to be done.",
    fields=(
        Field(
            "project",
            Reference("project"),
            N_("Project"),
            "Of which project.",
            headers=headers.PROJECT,
            required=True,
            argument=True,
            fixed=True,
        ),
        Field(
            "title",
            NAME,
            N_("Title"),
            "What is to be done.",
            headers="""
                title, milestone, milestone title
                titel, milepæl, milepælens titel
                titel, milstolpe, milstolpens titel
                otsikko, välitavoite, välitavoitteen otsikko
                tittel, milepæl, milepælens tittel
            """,
            required=True,
            argument=True,
            keys=(Key("title_key", "identity_key"),),
        ),
        Field(
            "owner",
            Reference("staff", in_use=True),
            N_("Owner"),
            "Who of ours sees to it.",
            headers=headers.OWNER,
        ),
        Field(
            "due",
            DAY,
            N_("Due"),
            "The day by which it is to be done.",
            headers=headers.DUE,
            required=True,
        ),
        Field(
            "first_due",
            DAY,
            N_("First due"),
            "The day that was said first.",
            headers="""
                first due, originally due, original deadline
                første frist, oprindelig frist
                första frist, ursprunglig frist
                ensimmäinen määräpäivä, alkuperäinen määräpäivä
                første frist, opprinnelig frist
            """,
            default=_due,
            typed=False,
            fixed=True,
            shown=False,
        ),
        Field(
            "done_on",
            DAY,
            N_("Done on"),
            "The day it was done.",
            headers="""
                done on, done, completed on
                udført den, udført, færdig den
                klar den, klart, slutförd den
                tehty, valmistunut
                utført den, utført, ferdig den
            """,
            option="done",
            past="note a milestone when it is done",
        ),
        Field(
            "overdue",
            FLAG,
            N_("Overdue"),
            "Whether its day has passed, and it is not done.",
            own=False,
            sql=_OVERDUE,
        ),
        Field(
            "notes",
            TEXT,
            N_("Notes"),
            "Notes.",
            headers=headers.NOTES,
            personal=True,
            shown=False,
        ),
    ),
    label="title",
    identity=("project", "title"),
    order=("due",),
    marks=(
        Mark(
            "done",
            "done_on",
            "Note that it is done.",
            "{label} was done on {day}.",
            "{label} was done on {day} already.",
        ),
    ),
    lists="steps of projects, and by when they are to be done",
    thing=N_("milestone"),
    since_format=3,
    sentences=Sentences(added="Added milestone #{number} of {project}: {title}, due on {due}."),
    list_spec="partnerreg.transfer.nouns.milestones.MilestoneImport",
)
