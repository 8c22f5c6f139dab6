"""What programs read is as `docs/schemas` promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from helpers.command_line import TODAY
from partnerreg.cli.read_commands import READ_COMMANDS, read_commands_of
from partnerreg.domain import due_dates, enums, level_moves
from partnerreg.reports.json_schemas import page_of_partner, schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.command_line import Cli

SCHEMAS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in (Path(__file__).parents[2] / "docs" / "schemas").glob("*.json")
}
REGISTRY = Registry[Any]().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)
COMMANDS = {
    *(name.replace(" ", "-") for name in READ_COMMANDS),
    *(f"report-{name}" for name in read_commands_of("report")),
    *schemas(),
}

# Commands as they are typed, all questions among them. Partners 1 to 12 are the demo's.
ASKED = """
partner list
partner list --all --status all
partner list --unsupported
partner show 1
partner show 4
partner show 9
partner show 12
partner check 1
partner check 4 --to 1
partner history 1
partner history 12
partner complexity 1
partner tree 1
contact list
agreement list
agreement show 1
agreement show 3
agreement check 1
agreement check 3 --as-of 2026-01-01
unit list
area list
goal list
staff list
activity list
evaluation list
preparation list
preparation show 1
preparation show 1 --to strategic
expectation list
expectation show 1
meeting list
project list
project list 1 --phase delivery --goal 1 --as-of 2026-01-01
milestone list
milestone list 1 --overdue --as-of 2026-01-01
target list
project show 1
milestone show 1
target show 1
template list
template show 1
template placeholders
contact show 1
unit show 1
area show 1
goal show 1
staff show 1
activity show 1
evaluation show 1
meeting show 1
history
history show 1
history show 30
report levels
report levels --since 2025-06-01
report levels --by sector
report levels --by unit
report levels --by area
report levels --by goal
report levels --by municipality
report levels --by coordinator
report levels --by region
report levels --by field
report levels --by legal-form
report levels --by scope
report levels --by tag
report movements
report movements --since 2025-01-01
report gaps
report gaps --severity hint
report expiring
report expiring --within 24m
report quiet
report coverage
report timeline
report timeline --months 3
report activities
report activities --by kind --since 2024-01-01
report activities --by month --since 2024-01-01
report activities --by year --since 2024-01-01
report activities --by partner --since 2024-01-01
report activities --by unit --since 2024-01-01
report activities --by area --since 2024-01-01
report activities --by goal --since 2024-01-01
report activities --by audience --since 2024-01-01
report activities --by series --since 2024-01-01
report contributions
report contributions --since 2024-01-01
report network
contribution list
contribution show 1
audience list
audience show 1
report brief 1
report brief 4 --since 2025-01-01
report brief 9
report brief 1 --outward
report project 1
report project 1 --as-of 2026-03-01
report phases
report goals
report meeting
report meeting --since 2025-01-01
health list
health show 1 --round 2
health show 1 --round 2 --outward
report health
proposal list
proposal show 1
consent list
consent show 1
report public
report public --by area
communication list
communication show 1
lesson list
lesson show 1
group list
group show 1
report lessons
report lessons --outward
report case 1
report case 1 --outward
"""

# What has to be done before one of them can be answered.
_PROJECT = "project add Stage --with 1 --goal 1 --because Youth --unit 1 --purpose Music"
NOT_IN_THE_DEMO = {
    "agreement check 1": ["agreement clause 1 parties=in data=not rights=not-relevant"],
    "agreement show 3": ["agreement clause 3 parties=partly"],
    "meeting show 1": ["meeting add"],
    "expectation show 1": ["expectation add 1 --of we --text Youth"],
    "preparation show 1": [
        "preparation answer 1 need Quiet",
        "preparation answer 1 money yes",
        "preparation answer 1 risk Rain",
    ],
    "proposal show 1": ["proposal add Skolen --what Kor"],
    "consent show 1": ["consent add 1 --logo"],
    "audience show 1": ["audience add Unge"],
    "project show 1": [_PROJECT],
    "milestone show 1": [_PROJECT, "milestone add 1 Built --due 2026-01-01"],
    "template show 1": [
        "template document letter-of-intent",
        "template add Ours letter-of-intent.md --kind letter-of-intent",
    ],
    "report project 1": [
        f"{_PROJECT} --since 2026-01-01",
        "milestone add 1 Built --due 2026-01-01",
        "target add 1 Concerts --target 12.5",
        "project tell 1 1",
    ],
    "report project 1 --as-of 2026-03-01": [f"{_PROJECT} --since 2026-01-01"],
    "report brief 1": [_PROJECT, "milestone add 1 Built --due 2026-01-01"],
    "report meeting": [_PROJECT, "milestone add 1 Built --due 2026-01-01"],
    "report phases": [f"{_PROJECT} --since 2025-01-01"],
    "report goals": [_PROJECT, "target add 1 Concerts --target 12.5"],
    "target show 1": [_PROJECT, "target add 1 Concerts --target 12.5"],
    "communication show 1": ["communication plan 1 --title News --to inside --on 2026-01-01"],
    "lesson show 1": ["lesson add 1 --learned Nej --share yes"],
    "group show 1": ["group add Venner"],
    "report case 1": ["lesson add 1 --learned Nej --share yes"],
    "health show 1 --round 2": ["health open 1"],
    "health show 1 --round 2 --outward": ["health open 1"],
}

# What can be filtered by, one filter after the other.
FILTERS = """
--level strategic
--level service
--level network
--sector public
--municipality Aarhus
--region Midtjylland
--field culture
--legal-form association
--scope local
--youth yes
--volunteers no
--unit 1
--area 1
--goal 1
--phase delivery
--coordinator 1
--tag unge
--with-members 1
--unsupported
--level 2 --area 1 --tag unge
"""
FILTERED = (
    "levels --by area",
    "movements",
    "gaps",
    "goals",
    "phases",
    "expiring",
    "quiet",
    "coverage",
    "activities --by partner",
    "contributions",
    "network",
    "timeline",
    "meeting",
)


def valid(name: str, answer: object) -> None:
    Draft202012Validator(SCHEMAS[name], registry=REGISTRY).validate(answer)


def name_of(command: str) -> str:
    words = command.split()
    name = "-".join(words[:2])
    return name if name in COMMANDS else words[0]


@pytest.mark.drift
@pytest.mark.drift
def test_the_schema_of_a_partner_s_page_has_every_field() -> None:
    written = SCHEMAS["partner-show"]
    assert page_of_partner(written) == written, "run `make schemas`"


@pytest.mark.parametrize("name", schemas())
def test_the_schema_of_a_noun_is_the_one_that_its_declaration_gives(name: str) -> None:
    assert SCHEMAS[name] == schemas()[name], "run `make schemas`"


def test_every_question_has_a_schema_and_every_schema_a_question() -> None:
    assert set(SCHEMAS) - {"common"} == COMMANDS


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one_itself(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"{name}.json"


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_names_and_describes_every_key(name: str) -> None:
    for found in objects(SCHEMAS[name]):
        assert found["additionalProperties"] is False
        assert set(found.get("required", ())) <= set(found["properties"])
        for key, value in found["properties"].items():
            said = {"description", "$ref", "const", "anyOf"} & set(value)
            assert said or key in {"sections", "id", "name"}, (name, key)


def test_closed_lists_are_those_of_the_field() -> None:
    defined = SCHEMAS["common"]["$defs"]
    lists = {
        "status": enums.Status,
        "sector": enums.Sector,
        "scope": enums.Scope,
        "role": enums.Role,
        "policyField": enums.PolicyField,
        "legalForm": enums.LegalForm,
        "areaState": enums.AreaState,
        "party": enums.Party,
        "direction": enums.Direction,
        "agreementKind": enums.AgreementKind,
        "agreementState": enums.AgreementState,
        "renewal": enums.Renewal,
        "activityKind": enums.ActivityKind,
        "rating": enums.Rating,
        "decision": enums.Decision,
        "phase": enums.Phase,
        "endReason": enums.EndReason,
        "stance": enums.Stance,
        "legalBasis": enums.LegalBasis,
        "clauseState": enums.ClauseState,
        "severity": enums.Severity,
        "movement": level_moves.Movement,
        "due": due_dates.Due,
        "level": enums.Level,
    }
    assert {name: defined[name]["enum"] for name in lists} == {
        name: list(words) for name, words in lists.items()
    }
    assert defined["levelName"]["enum"] == [level.word for level in enums.Level]


def test_every_question_is_asked() -> None:
    assert {name_of(command) for command in ASKED.strip().splitlines()} == COMMANDS


@pytest.mark.parametrize("command", ASKED.strip().splitlines())
def test_an_answer_of_a_lively_register_is_as_promised(demo: Cli, command: str) -> None:
    for line in NOT_IN_THE_DEMO.get(command, ()):
        demo.done(*line.split())
    valid(name_of(command), demo.json(*command.split()))


@pytest.mark.parametrize(
    "command",
    [line for line in ASKED.strip().splitlines() if not any(map(str.isdigit, line.split()))],
)
def test_an_answer_of_an_empty_register_is_as_promised(cli: Cli, command: str) -> None:
    valid(name_of(command), cli.json(*command.split()))


@pytest.mark.parametrize("filters", FILTERS.strip().splitlines())
def test_a_filtered_answer_is_as_promised_and_says_of_whom_it_is(demo: Cli, filters: str) -> None:
    for asked in FILTERED:
        if asked == "timeline" and filters == "--unsupported":  # over time nobody is judged
            continue
        answer = demo.json("report", *asked.split(), *filters.split())
        valid(name_of(f"report {asked}"), answer)
        options = [word for word in filters.split() if word.startswith("--")]
        assert [f"--{option.replace('_', '-')}" for option in answer["filters"]] == options


def test_an_answer_of_a_sparse_register_is_as_promised(portfolio: Cli) -> None:
    for number in "123":
        for command in ("partner show", "partner check", "partner history", "report brief"):
            valid(name_of(command), portfolio.json(*command.split(), number))
    for command in ("partner list", "report levels", "report coverage", "report meeting"):
        valid(name_of(command), portfolio.json(*command.split()))


def test_what_was_promised_for_one_day_holds_for_another(demo: Cli) -> None:
    for name in ("levels", "gaps", "expiring", "quiet", "coverage", "timeline", "meeting"):
        answer = demo.json("report", name, "--as-of", "2025-03-01")
        valid(f"report-{name}", answer)
        assert (answer["as_of"], TODAY) == ("2025-03-01", "2026-03-01")
