"""`report coverage`: what has partners at which level, and where there is a hole."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import TODAY, goal, link_area, link_goal, move, named, partner, retire, writing
from helpers.report_rows import ask, column, queries, rows
from partnerreg.domain.enums import Level, Sector
from partnerreg.language import Language
from partnerreg.reports.coverage import MOST_PLACES, coverage
from partnerreg.services.partner_filter import PartnerFilter
from partnerreg.tables import Area

if TYPE_CHECKING:
    from pathlib import Path

    from partnerreg.reports.report import Report

EARLY = date(2024, 1, 1)
DAY = timedelta(days=1)
ALFA, BETA, GAMMA = 1, 2, 3
COUNTS = ("strategic", "service", "partnerships", "network")


@pytest.fixture
def house(register: Path) -> Path:
    """A house with two areas and two goals, and a partner at each level."""
    with writing(register, today=EARLY) as work:
        named(work, Area, "Ungdom")
        named(work, Area, "Musik")
        goal(work, "G2", "Åbne døre")
        goal(work, "G1", "Flere unge er med")
        partner(work, "Alfa", level=Level.STRATEGIC, sector="public", municipality="Århus")
        partner(work, "Beta", level=Level.SERVICE, sector="public", municipality="Aarhus")
        partner(work, "Gamma", level=Level.NETWORK, municipality="Aarhus")
    return register


def tie(path: Path, area: str = "", of: str = "", *numbers: int, **days: Any) -> None:
    """Tie partners to an area, a goal, or both."""
    with writing(path, today=EARLY) as work:
        for number in numbers:
            if area:
                link_area(work, area, number, **days)
            if of:
                link_goal(work, of, number, **days)


def counts(report: Report, section: str, name: str) -> dict[object, tuple[int, ...]]:
    """How many partners of each level the lines have, by what they are called."""
    return {row[name]: tuple(row[key] for key in COUNTS) for row in rows(report, section)}


def test_every_area_has_a_row_with_its_partners_by_level_and_the_lists_behind_them(
    house: Path,
) -> None:
    tie(house, "Ungdom", "", ALFA, BETA, GAMMA)

    found = rows(ask(coverage, house), "areas")

    assert found[1] == {
        "id": 1,
        "area": "Ungdom",
        "strategic": 1,
        "service": 1,
        "partnerships": 2,
        "network": 1,
        "hole": False,
        "filter": {
            "strategic": "partner list --area 1 --level strategic --as-of 2026-03-01",
            "service": "partner list --area 1 --level service --as-of 2026-03-01",
            "partnerships": "partner list --area 1 --level strategic,service --as-of 2026-03-01",
            "network": "partner list --area 1 --level network --as-of 2026-03-01",
        },
    }
    assert [row["area"] for row in found] == ["Musik", "Ungdom"]


def test_an_area_without_a_partnership_is_a_hole_whatever_network_it_has(house: Path) -> None:
    tie(house, "Ungdom", "", ALFA)
    tie(house, "Musik", "", GAMMA)

    report = ask(coverage, house)

    assert dict(zip(column(report, "area"), column(report, "hole"), strict=True)) == {
        "Musik": True,
        "Ungdom": False,
        None: False,
    }
    assert list(report.summary) == [
        "1 area has no partnership: Musik.",
        "2 goals have no partnership: G1 Flere unge er med; G2 Åbne døre.",
    ]


def test_where_there_is_no_hole_the_summary_says_so(house: Path) -> None:
    for number, name in ((ALFA, "Ungdom"), (BETA, "Musik")):
        tie(house, name, f"G{number}", number)

    assert list(ask(coverage, house).summary) == [
        "Every area in use and every goal in force has a partnership."
    ]


def test_goals_stand_by_their_code_and_end_with_the_partners_of_none(house: Path) -> None:
    tie(house, "", "G1", ALFA, GAMMA)

    found = rows(ask(coverage, house), "goals")

    assert [(row["id"], row["code"], row["goal"]) for row in found] == [
        (2, "G1", "Flere unge er med"),
        (1, "G2", "Åbne døre"),
        (None, None, None),
    ]
    assert [tuple(row[key] for key in COUNTS) for row in found] == [
        (1, 0, 1, 1),
        (0, 0, 0, 0),
        (0, 1, 1, 0),
    ]
    assert found[2]["filter"]["service"] == (
        "partner list --without goal --level service --as-of 2026-03-01"
    )


def test_only_ties_of_the_day_count_and_each_partner_once(house: Path) -> None:
    tie(house, "Ungdom", "", ALFA, starts_on=EARLY, ends_on=TODAY)
    tie(house, "Ungdom", "", BETA, starts_on=EARLY, ends_on=date(2024, 6, 30))
    tie(house, "Ungdom", "", BETA, starts_on=date(2024, 7, 1))

    today = counts(ask(coverage, house), "areas", "area")
    tomorrow = counts(ask(coverage, house, day=TODAY + DAY), "areas", "area")

    assert today["Ungdom"] == (1, 1, 2, 0)
    assert tomorrow["Ungdom"] == (0, 1, 1, 0)
    assert tomorrow[None] == (1, 0, 1, 1)


def test_what_is_out_of_use_stands_there_as_long_as_partners_are_tied_to_it(house: Path) -> None:
    with writing(house) as work:
        retire(work, Area, 1, TODAY)
        retire(work, Area, 2, TODAY)
    tie(house, "Musik", "", GAMMA)

    report = ask(coverage, house)

    assert counts(report, "areas", "area") == {"Musik": (0, 0, 0, 1), None: (1, 1, 2, 0)}
    assert column(report, "hole") == [False, False], "nobody wants a partnership there"
    assert "What is out of use stands here as long as partners are tied to it." in report.notes
    assert column(ask(coverage, house, day=TODAY - DAY), "area") == ["Musik", "Ungdom", None]


def test_all_sectors_stand_there_in_their_order(house: Path) -> None:
    found = counts(ask(coverage, house), "sectors", "sector")

    assert list(found) == [*Sector, None]
    assert found[Sector.PUBLIC] == (1, 1, 2, 0)
    assert found[Sector.PRIVATE] == (0, 0, 0, 0)
    assert found[None] == (0, 0, 0, 1)


def test_spellings_of_a_municipality_are_one_called_as_most_call_it(house: Path) -> None:
    with writing(house, today=EARLY) as work:
        partner(work, "Delta")

    (aarhus, nowhere) = rows(ask(coverage, house), "municipalities")

    assert tuple(aarhus[key] for key in ("municipality", *COUNTS)) == ("Aarhus", 1, 1, 2, 1)
    assert aarhus["filter"]["network"] == (
        "partner list --municipality Aarhus --level network --as-of 2026-03-01"
    )
    assert (nowhere["municipality"], nowhere["network"]) == (None, 1)


def test_only_what_the_house_keeps_a_list_of_can_be_a_hole(house: Path) -> None:
    report = ask(coverage, house)

    holes = {part.key for part in report.sections for one in part.columns if one.key == "hole"}
    assert holes == {"areas", "goals", "audiences"}


def test_municipalities_with_partnerships_come_first_and_many_others_are_counted(
    house: Path,
) -> None:
    with writing(house, today=EARLY) as work:
        for number in range(MOST_PLACES):
            partner(work, f"Nr {number}", municipality=f"Aa {number:02}")
    few = ask(coverage, house, who=PartnerFilter((("tag", "x"),), frozenset({ALFA, GAMMA, 4})))

    places = ask(coverage, house).sections[-1]

    names = [row[0] for row in places.rows]
    assert names == ["Aarhus", *(f"Aa {number:02}" for number in range(MOST_PLACES))]
    assert places.preview_rows == MOST_PLACES
    assert places.note == f"{MOST_PLACES} municipalities have network collaborations only."
    assert places.see_all == "report coverage --format json --as-of 2026-03-01"
    assert few.sections[-1].note == ""


def test_where_a_level_is_chosen_the_others_are_neither_counted_nor_shown(house: Path) -> None:
    tie(house, "Ungdom", "", ALFA, BETA, GAMMA)

    report = ask(coverage, house, who=PartnerFilter(levels=frozenset({Level.SERVICE})))

    row = rows(report, "areas")[1]
    assert {key: row[key] for key in (*COUNTS, "hole")} == {
        "strategic": None,
        "service": 1,
        "partnerships": None,
        "network": None,
        "hole": None,
    }
    assert row["filter"] == {"service": "partner list --level service --area 1 --as-of 2026-03-01"}
    shown = {one.key for one in report.main.columns if one.shown}
    assert shown == {"area", "service"}
    assert list(report.summary) == []


def test_where_a_group_is_chosen_there_is_no_other(house: Path) -> None:
    tie(house, "Ungdom", "G1", ALFA)
    tie(house, "Musik", "", ALFA)
    alone = frozenset({ALFA})

    by_area = ask(coverage, house, who=PartnerFilter((("area", "1"),), alone))
    by_goal = ask(coverage, house, who=PartnerFilter((("goal", "2"),), alone))
    by_sector = ask(coverage, house, who=PartnerFilter((("sector", "public"),), alone))

    assert column(by_area, "area", "areas") == ["Ungdom"]
    assert column(by_goal, "code", "goals") == ["G1"]
    assert column(by_goal, "area", "areas") == ["Musik", "Ungdom"]
    assert column(by_sector, "sector", "sectors") == [Sector.PUBLIC]


def test_where_some_are_chosen_nothing_is_said_of_holes(house: Path) -> None:
    tie(house, "Ungdom", "G1", ALFA)
    alone = frozenset({GAMMA})

    report = ask(coverage, house, who=PartnerFilter((("tag", "jazz"),), alone))

    assert column(report, "hole", "areas") == [None, None, None]
    assert "hole" not in {one.key for one in report.main.columns if one.shown}
    assert list(report.summary) == []
    assert not any("hole" in note for note in report.notes)


def test_partners_that_have_ended_count_nowhere(house: Path) -> None:
    tie(house, "Ungdom", "", ALFA)
    with writing(house) as work:
        move(work, ALFA, None)

    report = ask(coverage, house)

    assert counts(report, "areas", "area")["Ungdom"] == (0, 0, 0, 0)
    assert report.figures[0].number == 2


def test_names_stand_in_the_order_of_the_reader_s_alphabet(house: Path) -> None:
    with writing(house) as work:
        for name in ("Ældre", "Öppet"):
            named(work, Area, name)

    def order(code: str) -> list[str]:
        names = column(ask(coverage, house, language=Language(code)), "area")
        return [name for name in names if name]

    assert order("da") == ["Musik", "Ungdom", "Ældre", "Öppet"]
    assert order("en") == ["Ældre", "Musik", "Öppet", "Ungdom"]


def test_an_empty_register_has_nothing_to_tell(register: Path) -> None:
    report = ask(coverage, register)

    assert [list(section.rows) for section in report.sections] == [[], [], [], [], []]
    assert report.empty_text == "No partner is in the register."


def test_the_number_of_queries_does_not_grow_with_the_partners(house: Path) -> None:
    before = queries(coverage, house)
    with writing(house) as work:
        for number in range(40):
            partner(work, f"Nr {number}")

    assert queries(coverage, house) == before <= 7
