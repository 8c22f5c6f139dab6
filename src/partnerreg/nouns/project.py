"""A project: something of its own that is made with partners, and how far along it is.

Its phase is a fact of its own with days (`phase_change`), and never follows from a partner's
level, nor a level from it.
"""

from __future__ import annotations

from partnerreg.domain.enums import EndReason, Phase, Scope, Status
from partnerreg.language import N_
from partnerreg.nouns import headers
from partnerreg.nouns.fields import (
    DAY,
    NAME,
    TEXT,
    Field,
    Key,
    Reference,
    References,
    Word,
)
from partnerreg.nouns.noun import Noun, Sentences


def _last_step(column: str) -> str:
    """A column of the last step into a phase until the day that is asked about."""
    return (
        f"SELECT step.{column} FROM phase_change AS step WHERE step.project_id = project.id"
        " AND step.effective_on <= :today ORDER BY step.effective_on DESC, step.id DESC LIMIT 1"
    )


_STATUS = (
    f"SELECT CASE WHEN last.phase = '{Phase.CLOSED}' THEN '{Status.ENDED}'"
    f" ELSE '{Status.ACTIVE}' END FROM ({_last_step('phase')}) AS last"
)

PROJECT = Noun(
    "project",
    "projects",
    N_("Projects"),
    "What is made together, from the idea to its end.",
    fields=(
        Field(
            "title",
            NAME,
            N_("Title"),
            "What it is called.",
            headers="""
                title, project, project title, project name, name of project
                titel, projekt, projektets titel, projekttitel, projektnavn, projektets navn
                titel, projekt, projektets titel, projekttitel, projektnamn, projektets namn
                otsikko, hanke, projekti, hankkeen nimi, projektin nimi
                tittel, prosjekt, prosjektets tittel, prosjekttittel, prosjektnavn, prosjektets navn
            """,
            required=True,
            argument=True,
            keys=(Key("title_key", "identity_key"),),
        ),
        Field(
            "partners",
            References("partner", table="project_partner"),
            N_("Partners"),
            "Who takes part from the beginning; may be repeated.",
            headers=headers.also(headers.PARTNERS, headers.ORGANISATION),
            option="with",
            less="without",
            own=False,
        ),
        Field(
            "purpose",
            TEXT,
            N_("Purpose"),
            "What it is for.",
            headers="""
                purpose, aim, project purpose
                formål, projektets formål, projektformål
                syfte, projektets syfte, projektsyfte
                tarkoitus, hankkeen tarkoitus, projektin tarkoitus
                formål, prosjektets formål, prosjektformål
            """,
            shown=False,
        ),
        Field(
            "scope",
            Word(Scope),
            N_("Scope"),
            "How far it reaches.",
            headers="""
                scope, reach
                rækkevidde, udbredelse, omfang
                räckvidd, omfattning
                laajuus, ulottuvuus
                rekkevidde, omfang
            """,
            shown=False,
        ),
        Field(
            "goals",
            References("goal", in_use=True, table="project_goal"),
            N_("Goals"),
            "Goals of the strategy that it serves.",
            hints="mål, tavoitteet",
            headers=headers.GOALS,
            own=False,
            typed=False,
        ),
        Field(
            "phase",
            Word(Phase),
            N_("Phase"),
            "How far along it is.",
            headers="""
                phase, project phase, stage
                fase, projektfase
                fas, projektfas, skede
                vaihe, hankkeen vaihe, projektin vaihe
                fase, prosjektfase
            """,
            own=False,
            sql=_last_step("phase"),
            listed_as=f"({_last_step('phase')})",
        ),
        Field(
            "since",
            DAY,
            N_("Since"),
            "The day it came into the phase.",
            headers="""
                since, in the phase since, phase since
                i fasen siden, fase siden, siden
                i fasen sedan, fas sedan, sedan
                vaiheessa alkaen, vaihe alkanut
                i fasen siden, fase siden, siden
            """,
            own=False,
            sql=_last_step("effective_on"),
            past="a project is not yet in a phase that is to come",
            listed_as=f"({_last_step('effective_on')})",
        ),
        Field(
            "status",
            Word(Status),
            N_("Status"),
            "Whether it is under way, or closed.",
            own=False,
            shown=False,
            sql=_STATUS,
        ),
        Field(
            "end_reason",
            Word(EndReason),
            N_("Closed because"),
            "Why it was closed.",
            headers="""
                end reason, closed because, reason of closing
                afsluttet fordi, afslutningsårsag
                avslutat för att, skäl till avslut
                päättymisen syy, päättämisen syy
                avsluttet fordi, avslutningsårsak
            """,
            own=False,
            shown=False,
            sql=_last_step("end_reason"),
            listed_as=f"({_last_step('end_reason')})",
        ),
        Field(
            "owner",
            Reference("staff", in_use=True),
            N_("Owner"),
            "Who of ours answers for it.",
            headers=headers.OWNER,
        ),
        Field(
            "units",
            References("unit", in_use=True, table="project_unit"),
            N_("Units touched"),
            "A unit of ours that it touches; may be repeated.",
            headers="""
                units, units touched, anchored in
                enheder, berørte enheder, forankret i
                enheter, berörda enheter, förankrat i
                yksiköt, yksiköt joita koskee
                enheter, berørte enheter, forankret i
            """,
            option="unit",
            less="without-unit",
            own=False,
            shown=False,
        ),
        Field(
            "expected_from",
            DAY,
            N_("Expected from"),
            "The day it is expected to begin.",
            headers="""
                expected from, expected start, planned start
                forventet fra, forventet start, planlagt start
                förväntad från, förväntad start, planerad start
                odotettu alku, suunniteltu alku
                forventet fra, forventet start, planlagt start
            """,
            shown=False,
        ),
        Field(
            "expected_until",
            DAY,
            N_("Expected until"),
            "The day it is expected to end.",
            headers="""
                expected until, expected end, planned end
                forventet til, forventet slut, planlagt slut
                förväntad till, förväntat slut, planerat slut
                odotettu loppu, suunniteltu loppu
                forventet til, forventet slutt, planlagt slutt
            """,
        ),
        Field(
            "began_on",
            DAY,
            N_("Began on"),
            "The day it did begin.",
            headers="""
                began on, began, actual start
                begyndt den, begyndt, faktisk start
                började den, började, faktisk start
                alkanut, todellinen alku
                begynt den, begynt, faktisk start
            """,
            option="from",
            shown=False,
            past="say when it began once it has",
        ),
        Field(
            "ended_on",
            DAY,
            N_("Ended on"),
            "The day it did end.",
            headers="""
                ended on, ended, actual end
                sluttet den, sluttet, faktisk slut
                slutade den, slutade, faktiskt slut
                päättynyt, todellinen loppu
                sluttet den, sluttet, faktisk slutt
            """,
            option="until",
            shown=False,
            past="say when it ended once it has",
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
    identity=("title",),
    order=("title",),
    periods=(("expected_from", "expected_until"), ("began_on", "ended_on")),
    parts=("phase_change", "project_partner", "project_goal", "project_unit"),
    lists="projects, each with its partners and its phase",
    thing=N_("project"),
    since_format=3,
    sentences=Sentences(added="Added project #{number} {title}."),
    service="partnerreg.services.projects.Projects",
    list_spec="partnerreg.transfer.nouns.projects.ProjectImport",
)
