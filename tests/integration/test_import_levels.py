"""Levels that a list declares."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.actions import POLICY, TODAY, ask, goal, named, raw, staff, writing
from helpers.list_imports import bring_in, csv_of
from partnerreg.domain.evaluation import failed_required
from partnerreg.domain.facts import Evidence
from partnerreg.domain.policy_file import load_policy
from partnerreg.services.examination import examine
from partnerreg.services.facts import gather
from partnerreg.tables import Area, Unit

if TYPE_CHECKING:
    from pathlib import Path

STEPS = "SELECT to_level, reason, overridden, findings FROM level_change ORDER BY partner_id"


def test_a_declared_level_is_taken_and_what_it_lacks_is_noted(register: Path) -> None:
    outcome = bring_in(
        register,
        "name,niveau,together,for_whom,why_together\n"
        "Retro,1,,,\nNord,servicebaseret,a,b,c\nSyd,netværk,,,\nVest,,,,\n",
    )
    assert (outcome.added, outcome.unsupported) == (4, 2)
    strategic = ["written-agreement", "management-follows", "goal", "coordinator", "joint-value"]
    service = ["agreement-or-intent", "goal-or-pilot", "coordinator"]
    assert ask(register, STEPS) == [
        (1, "declared on import", 1, json.dumps(strategic)),
        (2, "declared on import", 1, json.dumps(service)),
        (3, None, 0, "[]"),
        (3, None, 0, "[]"),
    ]


def test_the_levels_of_partners_are_those_of_their_history(register: Path) -> None:
    bring_in(register, "name,level\nRetro,1\nNord,2\nSyd,3\nVest,\n")
    with raw(register) as connection:
        assert [found for found in examine(connection) if found.faults] == []


def test_a_policy_that_asks_nothing_finds_every_level_supported(
    register: Path, tmp_path: Path
) -> None:
    lenient = tmp_path / "policy.toml"
    lenient.write_text(
        "".join(f'[rules.{code}]\nservice = "off"\n' for code in service_rules()), encoding="utf-8"
    )
    outcome = bring_in(register, "name,level\nRetro,service\n", policy=load_policy(lenient))
    assert outcome.unsupported == 0
    assert ask(register, STEPS) == [(2, "declared on import", 0, "[]")]


def service_rules() -> list[str]:
    from partnerreg.domain.enums import Level

    return [rule.code for rule in POLICY.required(Level.SERVICE)]


ROWS = st.lists(
    st.fixed_dictionaries(
        {"level": st.sampled_from(["", "1", "2", "3"])},
        optional={
            "unit": st.just("Huset"),
            "areas": st.sampled_from(["Ungdom", "Ungdom; Sprog"]),
            "goals": st.sampled_from(["G1", "G2", "G1, G2"]),
            "coordinator": st.just("Mette"),
            "contact_name": st.just("Åse"),
            "contact_email": st.just("ase@retro.dk"),
            "pilot_until": st.sampled_from(["2026-02-28", "2026-03-01", "2026-12-31"]),
            **{field: st.just("x") for field in ("together", "for_whom", "why_together")},
            **{field: st.just("x") for field in ("we_give", "we_get", "they_give", "they_get")},
        },
    ),
    min_size=1,
    max_size=12,
)
FIELDS = [
    "name",
    "level",
    "unit",
    "areas",
    "goals",
    "coordinator",
    "contact_name",
    "contact_email",
    "pilot_until",
    "together",
    "for_whom",
    "why_together",
    "we_give",
    "we_get",
    "they_give",
    "they_get",
]


@given(rows=ROWS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_noted_is_what_all_the_evidence_says(
    empty_register: Path, tmp_path: Path, rows: list[dict[str, str]]
) -> None:
    register = tmp_path / "register.db"
    register.write_bytes(empty_register.read_bytes())
    with writing(register) as work:
        named(work, Unit, "Huset")
        named(work, Area, "Ungdom")
        named(work, Area, "Sprog")
        goal(work, "G1", "Et mål")
        goal(work, "G2", "Nået", ends_on=TODAY - timedelta(days=1))
        staff(work, "Mette")
    numbered = [{"name": f"Partner {number}", **row} for number, row in enumerate(rows)]
    outcome = bring_in(register, csv_of(numbered, FIELDS))
    with writing(register) as work:
        facts = gather(work.reader, TODAY, frozenset(Evidence)).facts
    failed = {number: failed_required(f, POLICY, f.level) for number, f in facts.items()}
    noted = dict(ask(register, "SELECT partner_id, findings FROM level_change"))
    assert {number: tuple(json.loads(codes)) for number, codes in noted.items()} == failed
    assert outcome.unsupported == sum(map(bool, failed.values()))
