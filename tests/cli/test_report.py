"""`partnerreg report levels|gaps`, on the portfolio of `conftest`."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from partnerreg.reports.levels import GROUPINGS

if TYPE_CHECKING:
    from helpers.command_line import Cli


def levels(cli: Cli, *words: str) -> list[tuple[int, int, int, int]]:
    """Partners, unsupported, reached and left of each level, the highest first."""
    rows = cli.json("report", "levels", *words)["sections"]["levels"]
    return [(row["partners"], row["unsupported"], row["reached"], row["left"]) for row in rows]


def test_the_level_report_in_json_is_this(portfolio: Cli) -> None:
    def row(level: int, name: str, label: str, *counts: int) -> dict[str, Any]:
        keys = ("partners", "unsupported", "reached", "left")
        compared = "--since 2025-03-01 --moved any --as-of 2026-03-01"
        opens = {
            "partners": f"partner list --level {name} --as-of 2026-03-01",
            "unsupported": f"partner list --level {name} --unsupported --as-of 2026-03-01",
            "reached": f"partner list --level {name} {compared}",
            "left": f"partner list --was {name} --status all {compared}",
        }
        numbers = dict(zip(keys, counts, strict=True))
        return {"level": level, "name": name, "label": label, **numbers, "filter": opens}

    assert portfolio.json("report", "levels") == {
        "report": "levels",
        "as_of": "2026-03-01",
        "summary": [
            "There are 2 partnerships.",
            "2 of them lack something that their level requires.",
            "Beside them, there is 1 network collaboration.",
        ],
        "figures": {
            "partnerships": {
                "count": 2,
                "filter": "partner list --level strategic,service --as-of 2026-03-01",
            },
            "unsupported": {
                "count": 2,
                "filter": "partner list --level strategic,service --unsupported --as-of 2026-03-01",
            },
            "network": {"count": 1, "filter": "partner list --level network --as-of 2026-03-01"},
        },
        "sections": {
            "levels": [
                row(1, "strategic", "strategic partnership", 1, 1, 0, 0),
                row(2, "service", "service-based partnership", 1, 1, 0, 0),
                row(3, "network", "network collaboration", 1, 0, 1, 1),
            ]
        },
        "notes": ["`partnerreg report gaps` says what is missing where."],
    }


def test_the_level_report_in_csv_is_its_rows(portfolio: Cli) -> None:
    answer = portfolio("report", "levels", "--format", "csv")

    rows = list(csv.reader(io.StringIO(answer.stdout)))
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert [row[:-1] for row in rows] == [
        ["level", "name", "label", "partners", "unsupported", "reached", "left"],
        ["1", "strategic", "strategic partnership", "1", "1", "0", "0"],
        ["2", "service", "service-based partnership", "1", "1", "0", "0"],
        ["3", "network", "network collaboration", "1", "0", "1", "1"],
    ]
    assert rows[1][-1].startswith("partners=partner list --level strategic --as-of 2026-03-01; ")


def test_the_table_counts_network_collaborations_apart(portfolio: Cli) -> None:
    answer = portfolio("report", "levels")

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "There are 2 partnerships.\n" in answer.stdout
    assert "Beside them, there is 1 network collaboration.\n" in answer.stdout


def test_levels_are_called_as_in_the_reader_s_language(portfolio: Cli) -> None:
    labels = {
        language: portfolio.json("--lang", language, "report", "levels")["sections"]["levels"][1][
            "label"
        ]
        for language in ("da", "sv", "fi", "en")
    }

    assert labels == {
        "da": "servicebaseret partnerskab",
        "sv": "servicebaserat partnerskap",
        "fi": "palvelulähtöinen kumppanuus",
        "en": "service-based partnership",
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-05-31", [(0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0)]),
        ("2024-06-01", [(0, 0, 0, 0), (0, 0, 0, 0), (1, 0, 1, 0)]),
        ("2025-01-01", [(1, 1, 1, 0), (1, 1, 1, 0), (1, 0, 1, 0)]),
        ("2025-05-31", [(1, 1, 1, 0), (1, 1, 1, 0), (1, 0, 1, 0)]),
        ("2025-06-01", [(1, 1, 1, 0), (1, 1, 1, 0), (1, 0, 0, 0)]),
        ("2025-12-31", [(1, 1, 1, 0), (1, 1, 1, 0), (0, 0, 0, 1)]),
        ("2026-02-28", [(1, 1, 0, 0), (1, 1, 0, 0), (0, 0, 0, 1)]),
        ("2027-03-01", [(1, 1, 0, 0), (1, 1, 0, 0), (1, 0, 0, 0)]),
    ],
)
def test_the_report_can_be_drawn_as_of_any_day(
    portfolio: Cli, day: str, expected: list[tuple[int, int, int, int]]
) -> None:
    assert levels(portfolio, "--as-of", day) == expected


def test_what_is_drawn_as_of_a_day_stays_true_afterwards(portfolio: Cli) -> None:
    before = portfolio.json("report", "levels", "--as-of", "2026-02-28")

    portfolio.done("partner", "demote", "Alfa", "--to", "3")
    portfolio.done("partner", "end", "Gamma", "--reason", "Over")

    assert portfolio.json("report", "levels", "--as-of", "2026-02-28") == before
    assert levels(portfolio) == [(0, 0, 0, 1), (0, 0, 0, 1), (2, 0, 2, 1)]


# A group's name, and of its partners the strategic ones, those at the service level, both,
# the network collaborations, and all that are unsupported.
Group = tuple[str | None, int, int, int, int, int]

BY: dict[str, list[Group]] = {
    "sector": [("private", 0, 0, 0, 1, 0), ("public", 1, 0, 1, 0, 1), (None, 0, 1, 1, 0, 1)],
    "unit": [("Lab", 0, 1, 1, 0, 1), ("Stage", 1, 0, 1, 0, 1), (None, 0, 0, 0, 1, 0)],
    "area": [("Youth", 1, 0, 1, 0, 1), (None, 0, 1, 1, 1, 1)],
    "goal": [("G1 Participation", 0, 0, 0, 1, 0), (None, 1, 1, 2, 0, 2)],
    "municipality": [("Århus", 0, 0, 0, 1, 0), (None, 1, 1, 2, 0, 2)],
    "coordinator": [("Bo", 0, 1, 1, 0, 1), (None, 1, 0, 1, 1, 1)],
}


@pytest.mark.parametrize("by", BY)
def test_the_report_can_be_parted_by_group(portfolio: Cli, by: str) -> None:
    report = portfolio.json("report", "levels", "--by", by)

    keys = (by, "strategic", "service", "partnerships", "network", "unsupported")
    rows = report["sections"][f"by_{by}"]
    assert [tuple(row[key] for key in keys) for row in rows] == BY[by]
    assert {tuple(row) for row in rows} == {(*keys, "filter")}
    assert len(report["sections"]["levels"]) == 3
    many = f"A partner with more than one {by} counts under each."
    assert (many in report["notes"]) is (by in {"area", "goal", "coordinator"})


def test_the_groups_are_what_csv_holds(portfolio: Cli) -> None:
    answer = portfolio("report", "levels", "--by", "unit", "--format", "csv")

    rows = list(csv.reader(io.StringIO(answer.stdout)))
    assert [row[:-1] for row in rows] == [
        ["unit", "strategic", "service", "partnerships", "network", "unsupported"],
        ["Lab", "0", "1", "1", "0", "1"],
        ["Stage", "1", "0", "1", "0", "1"],
        ["", "0", "0", "0", "1", "0"],
    ]


def test_a_partner_in_two_areas_counts_under_each_but_once_in_the_levels(portfolio: Cli) -> None:
    portfolio.done("area", "link", "Music", "Alfa")

    report = portfolio.json("report", "levels", "--by", "area")

    groups = {row["area"]: row["strategic"] for row in report["sections"]["by_area"]}
    assert groups == {"Music": 1, "Youth": 1, None: 0}
    assert report["sections"]["levels"][0]["partners"] == 1


def test_of_what_is_filtered_by_the_group_chosen_is_the_only_one(portfolio: Cli) -> None:
    portfolio.done("area", "link", "Music", "Alfa")

    report = portfolio.json("report", "levels", "--by", "area", "--area", "music", "--level", "1")

    [group] = report["sections"]["by_area"]
    assert [row["level"] for row in report["sections"]["levels"]] == [1]
    assert (group["area"], group["strategic"], group["unsupported"]) == ("Music", 1, 1)
    assert {group[key] for key in ("service", "partnerships", "network")} == {None}
    assert set(group["filter"]) == {"strategic", "unsupported"}


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("da", ["Odense", "Ærø", "Öckerö", "Århus", None]),
        ("sv", ["Odense", "Århus", "Ærø", "Öckerö", None]),
    ],
)
def test_groups_stand_in_the_order_of_the_reader_s_alphabet(
    portfolio: Cli, language: str, order: list[str | None]
) -> None:
    portfolio.done("partner", "reopen", "Delta")
    portfolio.done("partner", "add", "Epsilon", "--municipality", "Ærø")
    portfolio.done("partner", "add", "Zeta", "--municipality", "Öckerö")

    report = portfolio.json("report", "levels", "--by", "municipality", "--lang", language)

    assert [row["municipality"] for row in report["sections"]["by_municipality"]] == order


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("--sector public", [1, 0, 0]),
        ("--unit lab", [0, 1, 0]),
        ("--municipality aarhus", [0, 0, 1]),
        ("--area youth", [1, 0, 0]),
        ("--goal g1", [0, 0, 1]),
        ("--coordinator bo", [0, 1, 0]),
        ("--tag jazz", [0, 0, 1]),
        ("--tag jazz --sector public", [0, 0, 0]),
    ],
)
def test_the_report_can_be_of_some_partners_only(
    portfolio: Cli, words: str, counts: list[int]
) -> None:
    assert [row[0] for row in levels(portfolio, *words.split())] == counts


GROUPED_BY = ", ".join(GROUPINGS).replace("_", "-")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("levels --by colour", 2, f"--by 'colour' is not known.\nChoose one of {GROUPED_BY}.\n"),
        ("levels --as-of 2026-02-30", 2, "--as-of '2026-02-30' is not a day of the calendar"),
        ("levels --unit Zoo", 3, "There is no unit 'Zoo'.\n"),
        ("levels --sector circus", 2, "--sector 'circus' is not one of public, private,"),
        ("levels --format xml", 2, "There is no format 'xml'.\n"),
        ("gaps --severity mild", 2, "--severity 'mild' is not known.\nChoose one of required,"),
        ("gaps --level 4", 2, "--level '4' is not a level.\n"),
        ("gaps --as-of soon", 2, "--as-of 'soon' is not a date; write it as 2026-03-31.\n"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    portfolio: Cli, words: str, code: int, message: str
) -> None:
    answer = portfolio("report", *words.split())

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {message}")


def test_gaps_name_partner_rule_and_remedy_the_highest_level_and_the_hardest_rule_first(
    portfolio: Cli,
) -> None:
    report = portfolio.json("report", "gaps", "--severity", "required")

    rows = report["sections"]["gaps"]
    assert [(row["partner"], row["code"]) for row in rows] == [
        ("Alfa", "written-agreement"),
        ("Alfa", "management-follows"),
        ("Alfa", "goal"),
        ("Alfa", "coordinator"),
        ("Alfa", "joint-value"),
        ("Gamma", "agreement-or-intent"),
        ("Gamma", "goal-or-pilot"),
        ("Gamma", "joint-value"),
    ]
    assert rows[1] == {
        "id": 1,
        "partner": "Alfa",
        "level": 1,
        "level_name": "strategic",
        "code": "management-follows",
        "severity": "required",
        "text": "Somebody from management follows the partnership.",
        "action": "Ask somebody from management to follow it, and record who.",
        "remedy": "partnerreg staff assign STAFF Alfa --as management",
    }
    assert report["report"] == "gaps"
    assert report["as_of"] == "2026-03-01"


def test_gaps_go_down_to_the_severity_asked_for(portfolio: Cli) -> None:
    def severities(*words: str) -> set[str]:
        rows = portfolio.json("report", "gaps", *words)["sections"]["gaps"]
        return {row["severity"] for row in rows}

    assert severities("--severity", "required") == {"required"}
    assert severities() == {"required", "advised"}
    assert severities("--severity", "hint") == {"required", "advised", "hint"}


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("--level 2", {"Gamma"}),
        ("--unit stage", {"Alfa"}),
        ("--tag jazz", {"Beta"}),
        ("--as-of 2025-06-01", {"Alfa", "Gamma", "Delta"}),
        ("--municipality nowhere", set()),
    ],
)
def test_gaps_can_be_of_some_partners_only(portfolio: Cli, words: str, partners: set[str]) -> None:
    rows = portfolio.json("report", "gaps", *words.split())["sections"]["gaps"]

    assert {row["partner"] for row in rows} == partners


def test_gaps_in_csv_can_be_read_back(portfolio: Cli) -> None:
    answer = portfolio("report", "gaps", "--severity", "required", "--format", "csv")

    rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert [row["partner"] for row in rows] == ["Alfa"] * 5 + ["Gamma"] * 3
    assert rows[0]["remedy"].startswith("partnerreg agreement attach Alfa FILE")


def test_what_is_shown_as_unsupported_is_what_has_a_required_gap(portfolio: Cli) -> None:
    unsupported = {row["name"] for row in portfolio.json("partner", "list", "--unsupported")}
    gaps = portfolio.json("report", "gaps", "--severity", "required")["sections"]["gaps"]

    assert unsupported == {row["partner"] for row in gaps} == {"Alfa", "Gamma"}
    assert sum(row[1] for row in levels(portfolio)) == 2


def test_an_empty_register_reports_noughts_to_programs(cli: Cli) -> None:
    report = cli.json("report", "levels", "--by", "unit")

    assert [row["partners"] for row in report["sections"]["levels"]] == [0, 0, 0]
    assert report["sections"]["by_unit"] == []
    assert cli.json("report", "gaps")["sections"]["gaps"] == []


def said(program: Cli, *words: str) -> str:
    """What people read."""
    answer = program(*words)
    assert (answer.exit_code, answer.stderr) == (0, "")
    return answer.stdout


# Reports that tell of partners; those of events have none to tell of.
OF_PARTNERS = ("levels", "timeline", "meeting", "quiet", "coverage", "gaps")


@pytest.mark.parametrize("report", OF_PARTNERS)
def test_an_empty_register_is_one_line_for_people(cli: Cli, report: str) -> None:
    cli.done("area", "add", "Youth")

    assert said(cli, "report", report) == "No partner is in the register.\n"
    for form in ("markdown", "html"):
        sheet = said(cli, "report", report, "--format", form)
        assert sheet.count("No partner is in the register.") == 1
        assert "<table" not in sheet
        assert "| ---" not in sheet


@pytest.mark.parametrize("report", OF_PARTNERS)
def test_where_nobody_fits_the_filters_one_line_says_so(portfolio: Cli, report: str) -> None:
    assert said(portfolio, "report", report, "--tag", "none") == "No partner fits the filters.\n"


@pytest.mark.parametrize("report", ["levels", "gaps", "coverage", "timeline", "meeting"])
@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_a_filtered_sheet_says_what_it_is_filtered_by(
    portfolio: Cli, report: str, form: str
) -> None:
    filters = ["--level", "1", "--sector", "public", "--area", "youth"]

    sheet = said(portfolio, "report", report, *filters, "--format", form)
    assert "Only: level strategic; sector public; area Youth" in sheet
    assert "Only:" not in said(portfolio, "report", report, "--format", form)


def test_several_levels_are_one_filter(portfolio: Cli) -> None:
    answer = portfolio.json("report", "levels", "--level", "2,strategic")
    assert [row["level"] for row in answer["sections"]["levels"]] == [1, 2]
    assert answer["filters"] == {"level": "strategic,service"}
    assert answer["figures"]["partnerships"]["count"] == 2
    sheet = said(portfolio, "report", "levels", "--level", "1,2")
    assert "Only: level strategic, service-based" in sheet
    assert "network" not in sheet


def test_filters_are_named_as_people_know_them_in_their_language(portfolio: Cli) -> None:
    filters = ["--coordinator", "bo", "--goal", "g1", "--unsupported"]

    answer = portfolio.json("--lang", "da", "report", "gaps", *filters)
    assert answer["filters"] == {
        "goal": "G1 Participation",
        "coordinator": "Bo",
        "unsupported": True,
    }


def test_what_those_chosen_do_not_work_on_is_no_hole_of_the_house(portfolio: Cli) -> None:
    sheet = said(portfolio, "report", "meeting", "--tag", "jazz")
    assert "without a partner" not in sheet
    assert "without a partner" in said(portfolio, "report", "meeting")

    sheet = said(portfolio, "report", "coverage", "--tag", "jazz")
    assert "hole" not in sheet.casefold()
    assert "no partnership" not in sheet


def test_reached_and_left_compare_with_the_day_asked_for(portfolio: Cli) -> None:
    sheet = said(portfolio, "report", "levels", "--since", "2025-01-01")
    assert "Reached and left: compared with 2025-01-01.\n" in sheet

    counts = levels(portfolio, "--since", "2025-05-31")
    moved = portfolio.json("report", "levels", "--since", "2025-05-31")["sections"]["movements"]
    assert sum(row["partners"] for row in moved if row["to_level"] or row["movement"] == "new") == (
        sum(reached for _, _, reached, _ in counts)
    )
