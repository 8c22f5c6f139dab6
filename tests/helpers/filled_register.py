"""A register with rows in every table, written by the register's own functions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from helpers.actions import (
    JOINT_VALUE,
    activity,
    add,
    agreement,
    answer,
    assign,
    contact,
    edit,
    evaluation,
    expectation,
    goal,
    health_check,
    leave,
    link_area,
    link_goal,
    meeting,
    move,
    named,
    of,
    partner,
    project,
    retire,
    staff,
    template,
    writing,
)
from partnerreg.domain.enums import (
    AgreementKind,
    AreaState,
    ClauseState,
    EndReason,
    Level,
    Party,
    Phase,
    Rating,
    Role,
    Stance,
    TieKind,
)
from partnerreg.nouns import registry
from partnerreg.services import agreements, groups, links, projects
from partnerreg.services.agreements import File, Signing
from partnerreg.services.clauses import mark_clauses
from partnerreg.services.links import Days
from partnerreg.services.lookup import find, find_partner
from partnerreg.services.projects import PhaseMove
from partnerreg.tables import Area, Audience, Goal, Staff, Unit

if TYPE_CHECKING:
    from pathlib import Path

    from partnerreg.db.unit_of_work import UnitOfWork

# The partners, by number.
CAFE, THEATRE, BARE, ENDED, COMPANY, TOWN = range(1, 7)

LETTER = b"%PDF-1.4 letter of intent \x00\xff\n"


def fill(path: Path) -> None:
    """Write to a new register: the house, its partners, what ties them, and what happened."""
    for name, deed in (
        ("house", _house),
        ("partner add", _partners),
        ("contribution add", _contributions),
        ("contact add", _contacts),
        ("staff assign", _ties),
        ("agreement attach", _agreements),
        ("template add", _templates),
        ("agreement clause", _clauses),
        ("activity log", _story),
        ("proposal add", _told),
        ("partner promote", _levels),
        ("partner tie", _structure),
    ):
        with writing(path, name=name) as work:
            deed(work)


def _house(work: UnitOfWork) -> None:
    named(work, Unit, "Børn og unge")
    named(work, Unit, "Nedlagt enhed")
    retire(work, Unit, 2, date(2025, 6, 30))
    for area in ("Ungdom", "Sprogcafé", "Lukket område"):
        named(work, Area, area)
    retire(work, Area, 3, date(2026, 1, 1))
    add(work, "audience", name="Unge", is_minors=True)
    add(work, "audience", name="Nytilflyttede")
    retire(work, Audience, 2, date(2027, 1, 1))
    goal(work, "G1", "Flere unge er med", starts_on=date(2025, 1, 1), audiences=[1])
    goal(
        work,
        "G2",
        "Åbne døre",
        starts_on=date(2023, 1, 1),
        ends_on=date(2025, 12, 31),
        audiences=[2],
    )
    goal(work, "Ö3", "Någon gång", ends_on=date(2030, 1, 1))
    goal(work, "G4", "Begynder senere", starts_on=date(2027, 1, 1))
    staff(work, "Mette Ørsted", email="mette@dokk1.dk", unit="Børn og unge", is_management=True)
    staff(work, "Outreach-skranken", starts_on=date(2024, 1, 1))
    staff(work, "Jörgen Åkesson", unit="Børn og unge", is_management=True)
    staff(work, "Aino Nieminen", starts_on=date(2020, 1, 1))
    leave(work, Staff, 4, date(2025, 12, 31))
    leave(work, Goal, 4, date(2028, 1, 1))


def _partners(work: UnitOfWork) -> None:
    work.restores = True  # one came to its unit before that was retired
    early = date(2023, 2, 1)
    partner(
        work,
        "Café Retro",
        on=early,
        unit="Børn og unge",
        sector="civil-society",
        municipality="Århus",
        country="DK",
        registration_number="13585628",
        external_id="crm-17",
        website="caferetro.dk",
        scope="local",
        involves_youth="yes",
        involves_volunteers="no",
        audiences=[2, 1],
        tags="unge; åben scene, musik",
        we_give="Et hus",
        we_get=["Et publikum", "Nye ideer"],
        they_give="Scenen",
        they_get="Omtale i 'avisen', \"radioen\" og {tv}",
        notes="Ring først.\nTo linjer;\t100 % [sikkert]",
        **JOINT_VALUE,
    )
    partner(
        work,
        "Ålands Teater",
        on=early,
        sector="public",
        municipality="Mariehamn",
        country="FI",
        registration_number="0112038-9",
        scope="regional",
        tags="Unge",
        pilot_until=date(2026, 12, 31),
        they_give="Skådespelare",
    )
    partner(work, "Östra gymnasiet", on=early)
    partner(work, "Søren Kierkegaards Gård", on=early, sector="individual", municipality="Århus")
    partner(
        work,
        "[Firma] & Søn",
        on=date(2025, 11, 1),
        sector="private",
        country="NO",
        registration_number="988077917",
        unit="Nedlagt enhed",
        scope="national",
        involves_youth="no",
        involves_volunteers="yes",
        together="Kun det ene af de tre",
    )
    partner(
        work,
        "Vasa stad",
        on=TOWN_CAME,
        municipality="Vasa",
        region="Österbotten",
        scope="cross-cutting",
        country="FI",
        legal_form="authority",
        policy_field="culture",
        non_profit="yes",
    )


TOWN_CAME = date(2026, 2, 27)


def _contributions(work: UnitOfWork) -> None:
    add(
        work,
        "contribution",
        partner=THEATRE,
        party="they",
        direction="give",
        text="Sponsorat",
        kind="money",
        worth="12500,50",
        currency="SEK",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    tid = {"text": "Tid", "kind": "hours", "hours": "2:30"}
    add(work, "contribution", partner=THEATRE, party="we", direction="give", **tid)


def _contacts(work: UnitOfWork) -> None:
    contact(
        work,
        CAFE,
        "Åse Bjørn",
        role="Leder",
        email="ase@caferetro.dk",
        phone="86 12 34 56",
        source="Møde",
        legal_basis="public-task",
        informed_on=date(2024, 1, 2),
        verified_on=date(2025, 1, 2),
        retain_until=date(2027, 1, 1),
        notes="Træffes om formiddagen",
    )
    contact(work, CAFE, "Ole", retain_until=date(2025, 1, 1))
    contact(work, CAFE, "Eva", source="E-mail", legal_basis="consent", is_primary=True)
    contact(work, THEATRE, "Päivi", phone="+358 18 12345")


def _ties(work: UnitOfWork) -> None:
    assign(work, "Aino", CAFE, starts_on=date(2023, 2, 1))
    work.session.flush()
    assign(work, "Outreach", CAFE, starts_on=date(2026, 1, 15))
    assign(work, "Mette", CAFE, Role.MANAGEMENT, starts_on=date(2024, 5, 1))
    assign(
        work,
        "Jörgen",
        CAFE,
        Role.MANAGEMENT,
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 4, 30),
    )
    assign(work, "Mette", THEATRE, starts_on=date(2025, 1, 1), ends_on=date(2026, 6, 30))
    assign(work, "Outreach", COMPANY, starts_on=date(2026, 5, 1))
    theatre = find_partner(work.reader, "Ålands Teater")
    assign(work, "Jörgen", THEATRE, Role.MANAGEMENT, starts_on=date(2025, 1, 1))
    links.unassign(
        work, find(work.reader, registry.noun("staff"), "Jörgen"), theatre, None, date(2025, 3, 31)
    )
    link_goal(work, "G1", CAFE, starts_on=date(2025, 2, 1), rationale="Drevet af unge")
    link_goal(work, "G2", CAFE, starts_on=date(2024, 1, 1))
    link_goal(work, "Ö3", THEATRE, starts_on=date(2024, 1, 1), ends_on=date(2026, 2, 28))
    link_goal(work, "G4", COMPANY, starts_on=date(2027, 1, 1))
    link_area(work, "Ungdom", CAFE, starts_on=date(2024, 1, 1))
    link_area(work, "Sprogcafé", CAFE, starts_on=date(2024, 1, 1), ends_on=date(2026, 3, 1))
    link_area(work, "Lukket", THEATRE, starts_on=date(2024, 1, 1))


def _agreements(work: UnitOfWork) -> None:
    file = File("hensigtserklæring.pdf", "application/pdf", LETTER)
    letter = agreement(
        work,
        CAFE,
        AgreementKind.LETTER_OF_INTENT,
        file=file,
        title="Hensigtserklæring",
        signed_on=date(2023, 3, 1),
        valid_until=date(2024, 2, 29),
    )
    agreement(
        work,
        CAFE,
        file=File("aftale.odt", "application/vnd.oasis.opendocument.text", b"aftale"),
        replaces=letter.id,
        title="Aftale 2024",
        reference="2024/17",
        signed_on=date(2024, 3, 1),
        valid_from=date(2024, 3, 1),
        valid_until=date(2025, 2, 28),
        renewal_months=12,
        notice_months=3,
        exit_terms="Med tre måneders varsel",
    )
    agreement(work, THEATRE, title="Utkast", sent_to="Juristen", sent_on=date(2026, 2, 20))
    agreement(work, THEATRE, title="Avtal", signed_on=date(2025, 1, 1))
    agreement(
        work,
        COMPANY,
        AgreementKind.LETTER_OF_INTENT,
        file=File("samme.pdf", "application/pdf", LETTER),
        title="Opsagt",
        signed_on=date(2025, 11, 1),
        terminated_on=date(2026, 1, 31),
    )
    for party, name in ((Party.WE, "Mette"), (Party.THEY, "Åse")):
        agreements.add_signature(work, 1, Signing(party, name), date(2023, 3, 1))
    amended = agreements.amend(
        work, 1, date(2023, 9, 1), None, {"exit_terms": "Ved brev", "notice": "60d"}
    )
    agreements.amend(
        work, 1, date(2023, 10, 1), None, {"notice": "8w", "value": 5, "currency": "DKK"}
    )
    addendum = File("tillæg.pdf", "application/pdf", LETTER)
    agreements.add_document(work, letter, addendum, amended.row)
    for number in (COMPANY, TOWN):
        agreements.join(work, 1, find_partner(work.reader, str(number)), date(2023, 6, 1))
        agreements.leave(work, 1, find_partner(work.reader, str(number)), date(2024, 1, 1))
    agreements.add_signature(work, 1, Signing(Party.THEY, "Bo", COMPANY), date(2023, 3, 1))
    agreements.suspend(work, 1, date(2023, 12, 1), date(2023, 12, 31), "Ombygning")


def _clauses(work: UnitOfWork) -> None:
    mark_clauses(work, 2, {"parties": ClauseState.IN, "data": ClauseState.NOT}, date(2025, 2, 1))
    mark_clauses(work, 2, {"data": ClauseState.PARTLY}, date(2026, 2, 1), "Et bilag er på vej")
    mark_clauses(work, 4, {"parties": ClauseState.IN}, date(2025, 1, 1))


def _templates(work: UnitOfWork) -> None:
    template(work, "Vores", b"# {{ partner }}\n")
    template(work, "Også vores", LETTER)  # the same bytes as a document


def _story(work: UnitOfWork) -> None:
    activity(
        work,
        [CAFE, THEATRE],
        area="Ungdom",
        held_on=date(2026, 2, 1),
        kind="event",
        title="Åben scene",
        participants="120",
        audience="Unge",
        audiences=[1],
        notes="Fuldt hus",
    )
    activity(
        work, [], unit=1, held_on=date(2026, 2, 3), title="Åbent hus", hours="2,5", staff=[1, 2]
    )
    activity(work, [CAFE], held_on=date(2024, 6, 1), kind="visit", audiences=[2])
    activity(work, [BARE], held_on=date(2026, 2, 27), kind="call", participants=0)
    evaluation(work, CAFE, Rating.FAILURE, held_on=date(2024, 12, 1))
    evaluation(
        work,
        CAFE,
        held_on=date(2025, 12, 1),
        experience="Let",
        effect="Flere unge",
        continuation="Ja",
        decision="hand over",
        indicators=["viden=34", "Besøg=1200,5"],
    )
    health_check(work, CAFE)
    health_check(work, THEATRE, "mnpqrstuvw")
    evaluation(
        work,
        THEATRE,
        Rating.MIXED,
        held_on=date(2025, 12, 1),
        decision="continue",
        next_on=date(2026, 12, 1),
    )
    answer(work, CAFE, "need", "Intet om mandagen", answered_on=date(2024, 2, 1))
    answer(work, CAFE, "need", "Intet om søndagen", answered_on=date(2026, 2, 1), answered_by="Ása")
    answer(work, CAFE, "money", "Nej", state="not relevant", answered_on=date(2026, 1, 1))
    answer(work, THEATRE, "husets-egen", answered_on=date(2026, 1, 1))
    expectation(
        work,
        CAFE,
        stated_on=date(2024, 1, 1),
        due_on=date(2024, 12, 31),
        met="delvist",
        settled_on=date(2025, 1, 2),
        outcome="Nogle",
    )
    expectation(work, CAFE, Party.THEY, "Betaling til tiden", stated_on=date(2025, 6, 1))
    meeting(work, date(2025, 12, 15))
    meeting(work, date(2025, 9, 1))
    _projects(work)


def _projects(work: UnitOfWork) -> None:
    scene = project(
        work,
        "Åben scene",
        phase=Phase.SCOPING,
        since=date(2025, 1, 10),
        goals=[("G1", "Unge styrer")],
        partners=[CAFE, THEATRE],
        purpose="Unge på scenen",
        scope="local",
        owner=1,
        units=[1],
        expected_from=date(2025, 3, 1),
        expected_until=date(2026, 6, 30),
        notes="Spørg Ole",
    )
    projects.move(work, scene, PhaseMove(Phase.DELIVERY, date(2025, 3, 15), "Aftalen er klar"))
    projects.join(work, scene, find_partner(work.reader, "Firma"), Days(date(2025, 12, 1)))
    projects.leave(work, scene, find_partner(work.reader, "Ålands"), date(2026, 2, 1))
    add(work, "target", project=scene, indicator="Koncerter", target=12, due=date(2026, 6, 30))
    add(
        work,
        "target",
        project=scene,
        indicator="Gæster",
        baseline="0",
        target="1200,5",
        measure="personer",
        reached=800,
        reached_on=date(2026, 1, 15),
    )
    add(work, "milestone", project=scene, title="Scenen står", due=date(2025, 9, 1), owner=2)
    edit(work, "milestone", 1, due=date(2025, 10, 1), done_on=date(2025, 10, 5))
    add(work, "milestone", project=scene, title="Første koncert", due=date(2026, 2, 1), notes="!")
    closed = project(work, "Läsecirkel", since=date(2024, 5, 1))
    unit = find(work.reader, registry.noun("unit"), "Børn og unge")
    projects.tell(work, closed, unit, date(2025, 2, 1), Stance.YES)
    ending = PhaseMove(Phase.CLOSED, date(2025, 5, 1), end_reason=EndReason.NO_TIME)
    projects.move(work, closed, ending)
    project(work, "Åbne døre", since=date(2026, 2, 1))


def _told(work: UnitOfWork) -> None:
    came = {"received_on": date(2023, 1, 1), "decided_on": date(2023, 2, 1), "partner": BARE}
    add(work, "proposal", name="Östra gymnasiet", what="Teater", **came)
    add(
        work,
        "proposal",
        name="Søndagsskolen",
        what="Læsning\nfor små",
        for_whom="Børn",
        sector="civil-society",
        municipality="Aarhus",
        website="skole.dk",
        contact="Bo Ek",
        email="bo@skole.dk",
        phone="+45 86 12 34 56",
        notes="Haster ikke",
        received_on=date(2026, 2, 1),
    )
    late = add(work, "proposal", name="Ö-klubben", what="Kor", received_on=date(2026, 1, 1))
    of(work, "proposal").decline(late.id, date(2026, 2, 1), "For stort")
    add(
        work,
        "consent",
        partner=CAFE,
        given_by="Åse Bjørn",
        logo=True,
        text="Åben scene",
        starts_on=date(2025, 1, 1),
        ends_on=date(2027, 1, 1),
        notes="På mail",
    )
    withdrawn = date(2026, 1, 1)
    add(work, "consent", partner=THEATRE, starts_on=date(2025, 1, 1), withdrawn_on=withdrawn)
    group = add(work, "group", name="Læringsgruppen", purpose="Bytte erfaringer", owner=1)
    add(work, "group", name="Gamle venner", retired_on=date(2026, 1, 1))
    days = links.Days(date(2025, 1, 1))
    first = groups.join(work, group.id, groups.Member("staff", 1, "Mette Ørsted"), days)
    first.partner_id, first.staff_id = BARE, None
    for noun, number in (("staff", 1), ("contact", 4), ("partner", THEATRE)):
        groups.join(work, group.id, groups.Member(noun, number, ""), days)
    groups.leave(work, group.id, groups.Member("partner", THEATRE, ""), date(2026, 2, 1))
    met = activity(work, [], held_on=date(2026, 1, 15), title="Gruppemøde", group=group.id)
    learnt = {"noted_on": date(2026, 1, 15), "learned": "Begynd småt\nog sig nej"}
    add(
        work,
        "lesson",
        partner=CAFE,
        theme="Begyndelser",
        hardest="At sige nej",
        own_house="Ingen havde tid",
        advice="Spørg Åse Bjørn",
        share="yes",
        activity=met,
        group=group.id,
        **learnt,
    )
    add(work, "lesson", noted_on=date(2026, 2, 1), learned="Tal sammen", share="no", project=1)
    add(
        work,
        "communication",
        partner=CAFE,
        title="Scenen åbner",
        reach="outside",
        audience="Unge",
        channel="Avisen",
        text="Kom og syng\ni aften",
        link="caferetro.dk/scene",
        planned_on=date(2026, 1, 15),
        published_on=date(2026, 1, 20),
        partner_approved_on=date(2026, 1, 10),
        owner=1,
        units=[1],
    )
    late = {"planned_on": date(2026, 2, 1), "units": [1], "activity": 1, "project": 1}
    add(work, "communication", title="Åben scene", reach="inside", **late)
    add(work, "communication", title="Ingen dag endnu", reach="outside")


def _levels(work: UnitOfWork) -> None:
    move(work, CAFE, Level.SERVICE, on=date(2024, 3, 1), reason="Aftalt på forårsmødet")
    move(work, CAFE, Level.STRATEGIC, on=date(2025, 4, 1))
    move(work, THEATRE, Level.STRATEGIC, on=date(2024, 6, 1))
    move(work, THEATRE, Level.SERVICE, on=date(2026, 2, 27))
    move(work, ENDED, None, on=date(2025, 5, 1), reason="Flyttede")
    move(work, COMPANY, None, on=date(2026, 1, 1))
    move(work, COMPANY, Level.SERVICE, on=date(2026, 2, 27))


def _structure(work: UnitOfWork) -> None:
    company, bare, town = (find_partner(work.reader, str(each)) for each in (COMPANY, BARE, TOWN))
    days = Days(date(2025, 11, 1), date(2026, 1, 31))
    links.relate(work, find_partner(work.reader, str(CAFE)), TieKind.FUNDED_BY, company, days)
    links.relate(work, bare, TieKind.PART_OF, town, Days(TOWN_CAME))
    past = Days(date(2024, 6, 1), date(2025, 1, 31), "Et forsøg")
    unit, area = (
        find(work.reader, registry.noun(noun), name)
        for noun, name in (("unit", "Børn og unge"), ("area", "Sprogcafé"))
    )
    links.link(work, registry.noun("unit"), unit, bare, past)
    runs = {"state": AreaState.TRIED, "unit_id": 1, "coordinator_id": 2}
    links.link(work, registry.noun("area"), area, bare, past, **runs)
    edit(work, "partner", THEATRE, unit=1, unit_since=date(2024, 1, 1))
    edit(work, "partner", THEATRE, unit=None, unit_since=None)
    agreements.cover(work, 2, [bare], date(2024, 6, 1))
    agreements.uncover(work, 2, [bare], date(2025, 1, 31))
