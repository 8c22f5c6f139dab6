"""`report gaps`: what is missing where, rule by rule and partner by partner."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers.actions import (
    JOINT_VALUE,
    POLICY,
    TODAY,
    agreement,
    assign,
    move,
    partner,
    staff,
    writing,
)
from helpers.report_rows import ask, column, queries, rows
from partnerreg.cli.remedies import to_paste
from partnerreg.db.opening import open_reader
from partnerreg.domain.enums import Level, Severity
from partnerreg.domain.evaluation import evaluate
from partnerreg.language import Language
from partnerreg.reports.gaps import gaps
from partnerreg.services.facts import facts_of
from partnerreg.services.partner_filter import EVERYBODY, PartnerFilter

if TYPE_CHECKING:
    from pathlib import Path

ALFA, BETA, GAMMA = 1, 2, 3


@pytest.fixture
def three(register: Path) -> Path:
    """A partner at each level; what carries them is missing, but for a little."""
    with writing(register) as work:
        partner(work, "Alfa", level=Level.STRATEGIC, **JOINT_VALUE)
        partner(work, "Beta", level=Level.SERVICE)
        partner(work, "Gamma")
        staff(work, "Bo Ek", is_management=True)
        assign(work, "Bo Ek", BETA)
        agreement(work, BETA, signed_on=TODAY)
    return register


def required(path: Path, choice: PartnerFilter = EVERYBODY) -> list[tuple[str, str]]:
    """Partners with the required rules that they do not meet."""
    found = rows(ask(gaps, path, Severity.REQUIRED, who=choice))
    return [(row["partner"], row["code"]) for row in found]


def test_a_row_tells_what_is_asked_what_to_do_and_how_to_record_it(three: Path) -> None:
    report = ask(gaps, three)

    assert rows(report)[0] == {
        "id": ALFA,
        "partner": "Alfa",
        "level": Level.STRATEGIC,
        "level_name": "strategic",
        "code": "written-agreement",
        "severity": Severity.REQUIRED,
        "text": "A signed written agreement is in force; a letter of intent is not enough.",
        "action": "Sign a written agreement, and attach it.",
        "remedy": (
            "partnerreg agreement attach Alfa FILE --kind written-agreement "
            "--signed DATE --until DATE"
        ),
    }
    assert report.main.key == "gaps", "what CSV holds"


def test_the_highest_level_comes_first_and_within_a_partner_the_hardest(three: Path) -> None:
    assert required(three) == [
        ("Alfa", "written-agreement"),
        ("Alfa", "management-follows"),
        ("Alfa", "goal"),
        ("Alfa", "coordinator"),
        ("Beta", "goal-or-pilot"),
        ("Beta", "joint-value"),
    ]
    alfa = [row["severity"] for row in rows(ask(gaps, three)) if row["partner"] == "Alfa"]
    assert alfa == sorted(alfa, reverse=True), "required, then advised"


@pytest.mark.parametrize("number", [ALFA, BETA, GAMMA])
def test_what_is_missing_is_what_a_check_of_the_partner_misses(three: Path, number: int) -> None:
    reader = open_reader(three, pytest.fail)
    facts = facts_of(reader, number, TODAY)
    reader.close()
    missed = {
        (finding.code, finding.severity, finding.text, finding.action, to_paste(finding.remedy))
        for finding in evaluate(facts, POLICY, facts.level)
        if not finding.met and finding.code != "ready-to-grow"
    }

    keys = ("code", "severity", "text", "action", "remedy")
    report = ask(gaps, three, Severity.HINT)
    assert {
        tuple(row[key] for key in keys) for row in rows(report) if row["id"] == number
    } == missed


def test_each_rule_tells_how_many_miss_it_the_hardest_and_most_missed_first(three: Path) -> None:
    with writing(three) as work:
        partner(work, "Delta", level=Level.SERVICE)

    found = rows(ask(gaps, three), "rules")

    assert [(row["code"], row["severity"], row["partners"]) for row in found[:3]] == [
        ("goal-or-pilot", Severity.REQUIRED, 2),
        ("coordinator", Severity.REQUIRED, 2),
        ("joint-value", Severity.REQUIRED, 2),
    ]
    order = [(row["severity"] != Severity.REQUIRED, -row["partners"]) for row in found]
    assert order == sorted(order)
    everything = rows(ask(gaps, three))
    assert sum(row["partners"] for row in found) == len(everything)


def test_a_rule_names_the_list_of_those_who_miss_it(three: Path) -> None:
    lists = {
        (row["code"], row["severity"].value): row["filter"]["partners"]
        for row in rows(ask(gaps, three), "rules")
    }

    assert lists["goal", "required"] == "partner list --missing goal --as-of 2026-03-01"
    assert lists["joint-value", "required"] == (
        "partner list --missing joint-value --as-of 2026-03-01"
    )


def test_a_rule_that_binds_harder_at_some_levels_has_a_row_for_each_severity(three: Path) -> None:
    found = [row for row in rows(ask(gaps, three), "rules") if row["code"] == "coordinator"]

    assert [(row["severity"], row["levels"], row["partners"]) for row in found] == [
        (Severity.REQUIRED, ["strategic", "service"], 1),
        (Severity.ADVISED, ["network"], 1),
    ]
    assert [row["filter"]["partners"] for row in found] == [
        "partner list --missing coordinator --level strategic,service --as-of 2026-03-01",
        "partner list --missing coordinator --level network --as-of 2026-03-01",
    ]


def test_what_has_become_possible_is_no_gap(three: Path) -> None:
    report = ask(gaps, three, Severity.HINT)

    assert "ready-to-grow" not in column(report, "code")
    assert "letter-of-intent" in column(report, "code")


def test_gaps_can_be_of_those_chosen_only(three: Path) -> None:
    assert {
        name for name, _ in required(three, PartnerFilter(levels=frozenset({Level.SERVICE})))
    } == {"Beta"}
    assert required(three, PartnerFilter(numbers=frozenset({GAMMA}))) == []
    weak = ask(gaps, three, who=PartnerFilter(unsupported=True))
    assert set(column(weak, "partner")) == {"Alfa", "Beta"}


def test_a_partner_that_has_ended_lacks_nothing(three: Path) -> None:
    with writing(three) as work:
        move(work, ALFA, None)

    assert {name for name, _ in required(three)} == {"Beta"}


def test_partners_of_a_level_stand_in_the_order_of_the_reader_s_alphabet(three: Path) -> None:
    with writing(three) as work:
        for name in ("Ærø", "Zoo"):
            partner(work, name)

    def order(code: str) -> list[str]:
        found = rows(ask(gaps, three, language=Language(code)))
        return list(dict.fromkeys(row["partner"] for row in found if row["level"] == 3))

    assert order("da") == ["Gamma", "Zoo", "Ærø"]
    assert order("en") == ["Ærø", "Gamma", "Zoo"]


def test_the_summary_tells_how_many_lack_something_and_how_many_of_them_are_unsupported(
    three: Path,
) -> None:
    report = ask(gaps, three)

    assert list(report.summary) == [
        "3 partners of 3 lack something that their level asks.",
        "2 lack something required, so that their level is unsupported.",
    ]
    assert [tuple(figure) for figure in report.figures] == [
        ("lacking", 3, "partner list --missing advised --as-of 2026-03-01"),
        ("unsupported", 2, "partner list --unsupported --as-of 2026-03-01"),
        ("partners", 3, "partner list --as-of 2026-03-01"),
    ]


@pytest.mark.parametrize("code", ["en", "da", "sv", "fi", "nb"])
def test_where_nothing_is_missing_one_sentence_says_so(three: Path, code: str) -> None:
    network = PartnerFilter(levels=frozenset({Level.NETWORK}))

    report = ask(gaps, three, Severity.REQUIRED, who=network, language=Language(code))

    assert [list(section.rows) for section in report.sections] == [[], []]
    assert (report.summary, report.notes) == ([], [])
    assert "1" in report.main.empty


def test_without_partners_there_is_nothing_to_look_at(register: Path) -> None:
    assert ask(gaps, register).empty_text == "No partner is in the register."


def test_where_nobody_is_looked_at_it_is_told_why(three: Path) -> None:
    nobody = PartnerFilter(numbers=frozenset({99}))
    assert ask(gaps, three, who=nobody).empty_text == "No partner fits the filters."
    before = ask(gaps, three, day=date(1990, 1, 1))
    assert before.empty_text == "No partner was active on 1990-01-01."


def test_the_number_of_queries_does_not_grow_with_the_partners(three: Path) -> None:
    before = queries(gaps, three)
    with writing(three) as work:
        for number in range(40):
            partner(work, f"Nr {number}", level=Level.SERVICE)

    assert queries(gaps, three) == before
