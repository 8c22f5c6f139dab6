"""The rows of a made-up register: partners at all levels, each with full evidence."""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise, product
from pathlib import Path
from typing import Any, NamedTuple

from partnerreg.domain.enums import (
    ActivityKind,
    AgreementKind,
    LegalBasis,
    Level,
    Rating,
    Role,
    Scope,
    Sector,
)
from partnerreg.domain.name_keys import SORT_LANGUAGES, alphabetical_key, identity_key, search_key

WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)

# How a house's portfolio is spread over the levels, and how much of it has drifted.
SHARE = {Level.STRATEGIC: 0.1, Level.SERVICE: 0.3, Level.NETWORK: 0.6}
DRIFTED = 0.1

# What time does to partnerships: one of these befalls each drifted partner.
DRIFTS = (
    "agreements ran out",
    "agreements terminated",
    "people left",
    "two coordinators",
    "goal ended",
    "no joint value",
    "they give nothing",
    "gone quiet",
    "contacts kept too long",
)

# Ways to each level, of one to three changes. None: not in the register yet.
WAYS = {
    Level.STRATEGIC: ((None, 1), (None, 2, 1), (None, 3, 2, 1)),
    Level.SERVICE: ((None, 2), (None, 3, 2), (None, 3, 1, 2)),
    Level.NETWORK: ((None, 3), (None, 2, 3), (None, 3, 2, 3)),
}


class Partner(NamedTuple):
    """What the evidence of a partner hangs on."""

    number: int
    level: Level
    began: date
    drift: str | None


class Filler:
    """Makes up a register's rows, table by table in the order they refer to each other.

    Args:
        today: the day that all dates are counted from.
        seed: what the choices are drawn from.
    """

    def __init__(self, today: date, seed: int) -> None:
        self.today = today
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._random = random.Random(seed)  # noqa: S311  # for variety, not for secrets

    def house(self) -> None:
        """The house's own units, areas, goals and people; the first goal has ended."""
        for name in WORDS["units"]:
            self._add("unit", name=name, name_key=identity_key(name))
        for name in WORDS["areas"]:
            self._add("area", name=name, name_key=identity_key(name))
        for index, title in enumerate(WORDS["goals"]):
            self._add(
                "goal",
                code=f"G{index}",
                code_key=f"g{index}",
                title=title,
                search_key=search_key(title),
                starts_on=self._ago(2000, 2000),
                ends_on=self._ago(100, 100) if index == 0 else None,
            )
        names = zip(WORDS["first"], reversed(WORDS["last"]), strict=True)
        for index, (first, last) in enumerate(names):
            self._add(
                "staff",
                name=f"{first} {last}",
                name_key=identity_key(f"{first} {last}"),
                email=f"staff{index}@house.example",
                unit_id=1 + index % len(WORDS["units"]),
                is_management=index % 5 == 0,
                starts_on=self._ago(4000, 4000),
            )

    def partners(self, count: int) -> None:
        """That many partners, with all that is known of each."""
        for name, place, country in self._names(count):
            partner = self._partner(name, place, country)
            self._levels(partner)
            self._contacts(partner)
            self._people(partner)
            self._ties(partner)
            self._agreements(partner)
            self._balance(partner)
            self._story(partner)

    def _add(self, table: str, **values: object) -> int:
        number = len(self.rows[table]) + 1
        self.rows[table].append({"id": number, **values})
        return number

    def _ago(self, least: int, most: int) -> date:
        """Some day between `least` and `most` days before today; negative: after it."""
        return self.today - timedelta(days=self._random.randint(least, most))

    def _any(self, table: str, number: int) -> list[int]:
        """That many different rows of a table."""
        return self._random.sample(range(1, len(self.rows[table]) + 1), number)

    def _names(self, count: int) -> list[tuple[str, str, str]]:
        """Names, municipalities and countries; beyond some 11,000 the names bear a number."""
        known = [
            (f"{kind} {name}, {place}", place, country)
            for country, words in WORDS["partners"].items()
            for kind, name, place in product(
                words["kinds"], words["names"], words["municipalities"]
            )
        ]
        self._random.shuffle(known)
        while len(known) < count:
            known += [(f"{name} {len(known)}", *rest) for name, *rest in known]
        return known[:count]

    def _partner(self, name: str, place: str, country: str) -> Partner:
        drift = self._random.choice(DRIFTS) if self._random.random() < DRIFTED else None
        level = self._random.choices(list(SHARE), list(SHARE.values()))[0]
        index = len(self.rows["partner"])
        number = self._add(
            "partner",
            name=name,
            name_key=identity_key(name),
            search_key=search_key(name),
            **{f"sort_{language}": alphabetical_key(name, language) for language in SORT_LANGUAGES},
            level=level,
            status="active",
            sector=self._random.choice(list(Sector)),
            municipality=place,
            municipality_key=identity_key(place),
            country=country,
            external_id=f"X{index:06d}",
            website=f"https://partner{index}.example",
            scope=self._random.choice(list(Scope)),
            involves_youth=index % 2,
            involves_volunteers=index % 3 == 0,
            together=None if drift == "no joint value" else "A weekly open stage",
            for_whom="Young people 15-25",
            why_together="They bring the scene, we bring the house",
            notes="Called about the autumn programme.",
            unit_id=1 + index % len(self.rows["unit"]),
        )
        for tag in self._random.sample(WORDS["tags"], 2):
            self._add("partner_tag", partner_id=number, tag=tag, tag_key=identity_key(tag))
        return Partner(number, level, self._ago(800, 2000), drift)

    def _levels(self, partner: Partner) -> None:
        way: tuple[int | None, ...] = self._random.choice(WAYS[partner.level])
        later = sorted(self._random.sample(range(30, 790), len(way) - 2), reverse=True)
        days = [partner.began, *(self._ago(days, days) for days in later)]
        for (before, after), day in zip(pairwise(way), days, strict=True):
            self._add(
                "level_change",
                partner_id=partner.number,
                from_level=before,
                to_level=after,
                effective_on=day,
                recorded_at=f"{day} 12:00:00.000000",
                actor="benchmark",
                reason="Agreed at the spring meeting",
                overridden=False,
                findings="[]",
            )

    def _contacts(self, partner: Partner) -> None:
        kept_too_long = partner.drift == "contacts kept too long"
        for is_primary in (True, False):
            name = f"{self._random.choice(WORDS['first'])} {self._random.choice(WORDS['last'])}"
            self._add(
                "contact",
                partner_id=partner.number,
                name=name,
                search_key=search_key(name),
                role="Director" if is_primary else "Producer",
                email=f"contact{partner.number}@partner.example",
                phone="+45 87 65 43 21",
                is_primary=is_primary,
                source="Said so at a meeting",
                legal_basis=LegalBasis.PUBLIC_TASK,
                informed_on=partner.began,
                retain_until=self._ago(1, 300) if kept_too_long else self._ago(-900, -100),
            )

    def _people(self, partner: Partner) -> None:
        roles = [Role.COORDINATOR]
        if partner.drift == "two coordinators":
            roles.append(Role.COORDINATOR)
        if partner.level is Level.STRATEGIC:
            roles.append(Role.MANAGEMENT)
        for role, staff in zip(roles, self._any("staff", len(roles)), strict=True):
            self._add(
                "assignment",
                partner_id=partner.number,
                staff_id=staff,
                role=role,
                starts_on=partner.began,
                ends_on=self._ago(20, 200) if partner.drift == "people left" else None,
            )

    def _ties(self, partner: Partner) -> None:
        tie = {"partner_id": partner.number, "starts_on": partner.began}
        for area in self._any("area", 2):
            self._add("partner_area", area_id=area, **tie)
        alive = self._random.randint(2, len(self.rows["goal"]))
        goal = 1 if partner.drift == "goal ended" else alive
        self._add("partner_goal", goal_id=goal, rationale="Run by young volunteers", **tie)

    def _agreements(self, partner: Partner) -> None:
        """A letter of intent for all; from the service level on in writing too."""
        self._agreement(partner, AgreementKind.LETTER_OF_INTENT, renews=False)
        if partner.level is not Level.NETWORK:
            renews = partner.number % 2 == 0 and partner.drift != "agreements ran out"
            self._agreement(partner, AgreementKind.WRITTEN_AGREEMENT, renews=renews)

    def _agreement(self, partner: Partner, kind: AgreementKind, *, renews: bool) -> None:
        past_first_term = renews or partner.drift == "agreements ran out"
        self._add(
            "agreement",
            partner_id=partner.number,
            kind=kind,
            title="What we agreed at the spring meeting",
            reference=f"2024-{partner.number}",
            signed_on=partner.began,
            valid_from=partner.began,
            valid_until=self._ago(10, 600) if past_first_term else self._ago(-1500, -60),
            renewal="tacit" if renews else "none",
            renewal_months=12 if renews else None,
            notice_months=3,
            terminated_on=self._ago(5, 400) if partner.drift == "agreements terminated" else None,
            exit_terms="Three months' notice, in writing",
        )

    def _balance(self, partner: Partner) -> None:
        for side, text in WORDS["balance"].items():
            if side == "they_give" and partner.drift == "they give nothing":
                continue
            party, _, direction = side.partition("_")
            self._add(
                "contribution",
                partner_id=partner.number,
                party=party,
                direction=direction,
                text=text,
            )

    def _story(self, partner: Partner) -> None:
        quiet_since = 400 if partner.drift == "gone quiet" else 20
        for _ in range(self._random.randint(2, 4)):
            activity = self._add(
                "activity",
                held_on=self._ago(quiet_since, quiet_since + 350),
                kind=self._random.choice(list(ActivityKind)),
                title=self._random.choice(WORDS["activities"]),
                area_id=self._any("area", 1)[0],
                participants=self._random.randint(2, 200),
            )
            self._add("activity_partner", partner_id=partner.number, activity_id=activity)
        for held_on in (self._ago(400, 790), self._ago(quiet_since, quiet_since + 330)):
            self._add(
                "evaluation",
                partner_id=partner.number,
                held_on=held_on,
                rating=self._random.choices(list(Rating), [6, 3, 1])[0],
                experience="Good to work with",
                effect="New faces in the house",
                continuation="Once more next year",
                decision="continue",
            )
