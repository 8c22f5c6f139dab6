"""A partner of whom everything is known, and one of whom nothing is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from helpers.actions import (
    activity,
    agreement,
    assign,
    contact,
    evaluation,
    goal,
    link_area,
    link_goal,
    move,
    named,
    partner,
    staff,
    writing,
)
from partnerreg.domain.enums import Level, Rating, Role
from partnerreg.tables import Area, Unit

if TYPE_CHECKING:
    from pathlib import Path

    from partnerreg.db.unit_of_work import UnitOfWork

PEOPLE = (
    ("Anna-Margrethe Kirkegaard Sørensen", "Direktør for børn og unge", "amks"),
    ("Christoffer Vestergaard Holm", "Afdelingsleder", "c.holm"),
    ("Fatima al-Rashid", "Koordinator for de frivillige", "fatima"),
    ("Jens-Christian Bækgaard", "Formand for bestyrelsen", "formand"),
    ("Kirsten Nørgaard-Pedersen", "Kommunikation og presse", "presse"),
    ("Mohammed Yusuf Abdi", "Bygning og teknik", "teknik"),
)
GOALS = (
    "Flere unge mellem 15 og 25 bruger huset på deres egne betingelser",
    "Alle borgere kan deltage i det digitale samfund, også uden egen computer",
    "Biblioteket er et grønt mødested i bydelen",
    "Læselyst for alle børn, begyndende med de mindste",
)
SENTENCE = (
    "Vi driver sammen en ugentlig åben scene og et værksted, hvor unge mødes på tværs af bydele, "
    "og hvor frivillige fra foreningen og bibliotekets personale står side om side. "
)
THREE = tuple(f"{place}. {SENTENCE}" for place in "123")
MOVES = (
    (Level.SERVICE, date(2021, 4, 1)),
    (Level.STRATEGIC, date(2022, 5, 1)),
    (Level.SERVICE, date(2023, 6, 1)),
    (Level.NETWORK, date(2024, 2, 1)),
    (Level.STRATEGIC, date(2025, 3, 15)),
)


# Their numbers.
RICH, POOR = 1, 2


def add_partners(path: Path) -> None:
    """Write both into a new register."""
    with writing(path) as work:
        _add_rich(work)
        partner(work, "Ny", level=Level.STRATEGIC, on=date(2024, 1, 1))


def _add_rich(work: UnitOfWork) -> None:
    named(work, Unit, "Børn, unge og fællesskaber")
    number = partner(
        work,
        "Foreningen for Ungdomskultur og Fællessang i Østjylland",
        unit="Børn, unge og fællesskaber",
        on=date(2020, 1, 1),
        reason="Mødt på biblioteksfestivalen",
        sector="civil-society",
        municipality="Aarhus",
        website="https://ungdomskultur.example.dk",
        notes=SENTENCE * 2,
        together=SENTENCE * 2,
        for_whom="Unge 15–25 år i de østjyske kommuner, og deres venner",
        why_together=SENTENCE,
        **dict.fromkeys(("we_give", "we_get", "they_give", "they_get"), THREE),
    )
    for to, on in MOVES:
        move(work, number, to, on=on, reason=f"Besluttet på mødet. {SENTENCE}")
    for area in ("Ungdom og fritid", "Digital dannelse", "Sprogcafé og fællesskab"):
        named(work, Area, area)
        link_area(work, area, number, starts_on=date(2020, 1, 1))
    for place, title in enumerate(GOALS, 1):
        goal(work, f"MÅL{place}", title, starts_on=date(2024, 1, 1))
        link_goal(work, f"MÅL{place}", number, rationale=SENTENCE, starts_on=date(2024, 1, 1))
    staff(work, "Mette Ørsted-Lauritzen")
    assign(work, "Mette Ørsted-Lauritzen", number, Role.COORDINATOR)
    staff(work, "Rasmus Højgaard", is_management=True)
    assign(work, "Rasmus Højgaard", number, Role.MANAGEMENT)
    for name, role, called in PEOPLE:
        email = f"{called}@ungdomskultur.example.dk"
        contact(work, number, name, role=role, email=email, phone="+45 87 12 34 56")
    for title in ("Samarbejdsaftale om ungdomskultur", "Lån af scenen", "Databehandleraftale"):
        agreement(
            work,
            number,
            title=f"{title} 2025–2027",
            signed_on=date(2025, 3, 1),
            valid_from=date(2025, 3, 15),
            valid_until=date(2027, 3, 14),
            renewal_months="12",
            notice_months="3",
        )
    for month in range(1, 13):
        title = f"Åben scene og værksted nummer {month} for unge fra hele byen"
        activity(work, [number], title=title, held_on=date(2025, month, 9), participants="120")
    evaluation(
        work,
        number,
        Rating.MIXED,
        held_on=date(2026, 1, 15),
        decision="continue",
        experience=SENTENCE * 2,
        effect=SENTENCE * 2,
        continuation=SENTENCE * 2,
    )
