"""Projects from the idea to the end: phases, partners, goals, units, targets and milestones."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from helpers.command_line import Cli, Register

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def house(cli: Cli) -> Cli:
    """A house with a project of two partners, told as an idea in the autumn."""
    for words in (
        "goal add Unge --code G1",
        "goal add Natur --code G2",
        "staff add Åse",
        "unit add Musik",
        "unit add Film",
        "partner add Retro",
        "partner add Teatret",
    ):
        cli.done(*words.split())
    cli.done(
        *("project", "add", "Åben scene", "--with", "Retro", "--with", "Teatret"),
        *("--purpose", "Unge spiller", "--scope", "local", "--owner", "Åse", "--unit", "Musik"),
        *("--goal", "G1", "--because", "De er unge", "--goal", "G2"),
        *("--expected-from", "2026-01-01", "--expected-until", "2026-12-31"),
        *("--since", "2025-10-01"),
    )
    return cli


def shown(cli: Cli, *words: str) -> Any:
    return cli.json("project", "show", "aaben scene", *words)


def report(cli: Cli, *words: str) -> Any:
    return cli.json("report", "project", "1", *words)["sections"]


def test_a_project_is_told_with_its_partners_goals_and_units(house: Cli) -> None:
    told = shown(house)
    assert told | {"partners": ["Retro", "Teatret"], "goals": ["G1", "G2"]} == told
    assert told | {"units": ["Musik"], "phase": "idea", "since": "2025-10-01"} == told
    assert told | {"scope": "local", "status": "active", "end_reason": None} == told
    assert report(house)["goals"] == [
        {"code": "G1", "goal": "Unge", "because": "De er unge"},
        {"code": "G2", "goal": "Natur", "because": None},
    ]


def test_a_project_goes_through_phases_and_back(house: Cli) -> None:
    said = house.done("project", "move", "1", "--to", "delivery", "--on", "2026-01-15")
    assert said == "#1 Åben scene: idea → delivery from 2026-01-15.\n"
    assert shown(house)["began_on"] == "2026-01-15"
    house.done("project", "move", "1", "--to", "scoping", "--reason", "Ny plan")
    assert [row["phase"] for row in report(house)["phases"]] == ["idea", "delivery", "scoping"]
    assert report(house, "--as-of", "2026-02-01")["project"]["phase"] == "delivery"
    assert report(house, "--as-of", "2025-12-01")["project"]["began_on"] is None
    assert [row["phase"] for row in house.json("project", "list", "--as-of", "2026-01-14")] == [
        "idea"
    ]
    assert house.json("project", "list", "--as-of", "2025-09-30") == []


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["move", "1", "--to", "delivery", "--on", "2025-09-30"], "before that (2025-09-30)"),
        (["move", "1", "--to", "delivery", "--on", "2026-03-02"], "in the future (2026-03-02)"),
        (["move", "1", "--to", "idea"], "is in the phase idea already, since 2025-10-01"),
        (["move", "1", "--to", "closed"], "`partnerreg project close 1 --because REASON`"),
        (["move", "1", "--to", "somewhere"], "--to 'somewhere' is not one of idea, scoping,"),
        (["close", "1", "--because", "bored"], "--because 'bored' is not one of succeeded,"),
        (["add", "aaben SCENE"], "There is a project 'Åben scene' already: #1."),
        (["add", "X", "--phase", "closed"], "A project is closed for a reason."),
        (["add", "X", "--because", "Y"], "name as many with --goal"),
        (["add", "X", "--since", "2026-03-02"], "in the future"),
        (["add", "X", "--goal", "G9"], "There is no goal 'G9'."),
        (["add", "X", "--from", "2026-04-01"], "2026-04-01 lies in the future"),
        (["add", "X", "--expected-from", "2026-05-01", "--expected-until", "2026-04-01"], "lies"),
        (["join", "1", "Retro"], "Retro takes part in Åben scene already."),
        (["leave", "1", "Retro", "--on", "2026-02-01", "--format", "yaml"], "--format"),
        (["link", "1", "G1"], "Åben scene is tied to G1 already, from 2025-10-01."),
        (["unlink", "1", "G1", "--on", "2025-01-01"], "has no tie to that goal on 2025-01-01"),
        (["tell", "1", "Musik", "--on", "2026-03-02"], "2026-03-02 lies in the future"),
        (["tell", "1", "Musik", "--agrees", "perhaps"], "not one of yes, no, not-asked"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    house: Cli, register: Register, words: list[str], wrong: str
) -> None:
    before = register.operations
    answer = house("project", *words)
    assert answer.exit_code in {2, 3}, answer.output
    assert wrong in answer.stderr
    assert register.operations == before


def test_a_project_is_closed_for_a_reason_and_taken_up_again(house: Cli) -> None:
    house.done("milestone", "add", "1", "Koncert", "--due", "2026-01-10")
    assert house.json("milestone", "list", "--overdue")[0]["title"] == "Koncert"
    house.done("project", "close", "1", "--because", "not-viable", "--reason", "Ingen tid")
    told = shown(house)
    assert (told["phase"], told["end_reason"], told["status"]) == ("closed", "not-viable", "ended")
    assert told["ended_on"] == "2026-03-01"
    assert house.json("milestone", "list", "--overdue") == []
    assert not report(house)["milestones"][0]["overdue"]
    assert [row["title"] for row in house.json("milestone", "list", "--as-of", "2026-02-01")] == [
        "Koncert"
    ]
    house.done("project", "move", "1", "--to", "delivery")
    assert (shown(house)["ended_on"], shown(house)["end_reason"]) == (None, None)


def test_partners_join_and_leave_and_a_project_counts_once(house: Cli) -> None:
    house.done("partner", "add", "Koret")
    house.done("project", "join", "1", "Koret", "--from", "2026-02-01")
    house.done("project", "leave", "1", "Teatret", "--on", "2026-02-10")
    assert shown(house)["partners"] == ["Retro", "Koret"]
    then = {row["partner"] for row in report(house, "--as-of", "2026-02-05")["partners"]}
    assert then == {"Retro", "Teatret", "Koret"}
    sections = house.json("report", "phases")["sections"]
    idea = next(row for row in sections["phases"] if row["phase"] == "idea")
    assert (idea["projects"], idea["network"]) == (1, 2)
    # Who left may come again, and what was stays known.
    house.done("project", "join", "1", "Teatret")
    assert shown(house)["partners"] == ["Retro", "Koret", "Teatret"]
    # Taken off by an edit, it never was there.
    house.done("project", "edit", "1", "--without", "Teatret")
    assert {row["partner"] for row in report(house, "--as-of", "2026-02-05")["partners"]} == {
        "Retro",
        "Koret",
    }


def test_a_partnership_that_ends_keeps_its_project(house: Cli) -> None:
    house.done("partner", "end", "Retro", "--reason", "Lukket")
    assert shown(house)["partners"] == ["Retro", "Teatret"]
    assert report(house)["partners"] == [
        {"id": 1, "partner": "Retro", "level": None},
        {"id": 2, "partner": "Teatret", "level": 3},
    ]
    assert house.json("partner", "show", "Retro")["projects"][0]["title"] == "Åben scene"


def test_phase_and_level_are_never_derived_from_each_other(house: Cli) -> None:
    house.done("project", "move", "1", "--to", "delivery")
    assert house.json("partner", "show", "Retro")["level"] == 3
    house.done("partner", "promote", "Retro", "--to", "service", "--override", "Aftalt")
    assert shown(house)["phase"] == "delivery"
    [delivery] = [
        row
        for row in house.json("report", "phases")["sections"]["phases"]
        if row["phase"] == "delivery"
    ]
    assert (delivery["service"], delivery["network"], delivery["projects"]) == (1, 1, 1)
    opened = house.json(*delivery["filter"]["service"].split())
    assert [row["name"] for row in opened] == ["Retro"]
    opened = house.json(*delivery["filter"]["projects"].split())
    assert [row["title"] for row in opened] == ["Åben scene"]


def test_a_project_that_stays_in_a_phase_is_stuck(house: Cli) -> None:
    house.done("project", "add", "Gammel idé", "--since", "2025-08-01", "--owner", "Åse")
    house.done("milestone", "add", "gammel", "Ring", "--due", "2026-05-01")
    told = house.json("report", "phases")
    assert [row["title"] for row in told["sections"]["stuck"]] == ["Gammel idé"]
    assert told["sections"]["stuck"][0]["next_milestone"] == "Ring"
    assert told["summary"] == ["2 projects are under way.", "1 of them is stuck."]
    filtered = house.json("report", "phases", "--level", "network")
    assert filtered["sections"]["stuck"] == [], "nobody takes part in it"


def test_units_are_told_and_agree(house: Cli) -> None:
    house.done("project", "edit", "1", "--unit", "Film")
    house.done("project", "tell", "1", "Film", "--on", "2026-02-01", "--agrees", "no")
    house.done("project", "tell", "1", "Musik")
    assert report(house)["anchoring"] == [
        {"unit": "Musik", "told_on": "2026-03-01", "agrees": "not-asked"},
        {"unit": "Film", "told_on": "2026-02-01", "agrees": "no"},
    ]
    assert report(house, "--as-of", "2026-02-15")["anchoring"][0]["told_on"] is None
    assert "Do not agree: Film." in house("report", "project", "1").stdout
    assert "Do not agree" not in house("report", "project", "1", "--as-of", "2026-01-15").stdout


def test_a_milestone_that_is_moved_keeps_its_first_day(house: Cli, register: Register) -> None:
    house.done("milestone", "add", "1", "Koncert", "--due", "2026-02-01", "--owner", "Åse")
    said = house.done("milestone", "move", "koncert", "--to", "2026-02-20")
    assert said == "Koncert is due on 2026-02-20. The first day was 2026-02-01.\n"
    house.done("milestone", "edit", "1", "--due", "2026-02-25")
    [told] = house.json("milestone", "list", "Retro")
    assert (told["due"], told["first_due"], told["overdue"]) == ("2026-02-25", "2026-02-01", True)
    assert house.done("milestone", "done", "1", "--on", "2026-02-28").endswith("on 2026-02-28.\n")
    assert house.json("milestone", "list", "--overdue") == []
    assert house.json("milestone", "list", "--overdue", "--as-of", "2026-02-27") == [
        told | {"done_on": None}
    ]
    before = register.rows("SELECT due, first_due, done_on FROM milestone")
    house.done("milestone", "remove", "1", "--yes")
    house("undo")
    assert register.rows("SELECT due, first_due, done_on FROM milestone") == before


def test_targets_are_numbers_that_are_reached_on_a_day(house: Cli) -> None:
    house.done("target", "add", "1", "Gæster", "--baseline", "10", "--target", "100,5")
    house.done("target", "reach", "gæster", "101", "--on", "2026-02-01")
    house.done("target", "add", "1", "Klager", "--baseline", "9", "--target", "3")
    told = report(house)["targets"]
    assert [(row["target"], row["reached"], row["met"]) for row in told] == [
        (100.5, 101, True),
        (3, None, False),
    ]
    assert report(house, "--as-of", "2026-01-31")["targets"][0]["reached"] is None
    goals = house.json("report", "goals")
    assert goals["summary"] == ["1 project serves a goal.", "1 of 2 targets are reached."]
    assert [
        (row["code"], row["projects"], row["reached"]) for row in goals["sections"]["goals"]
    ] == [
        ("G1", 1, 1),
        ("G2", 1, 1),
    ], "it counts under each goal"
    assert len(goals["sections"]["targets"]) == 2, "and every target stands there once"
    assert house("target", "edit", "1", "--reached", "").exit_code == 2


def test_everything_about_a_project_can_be_taken_back_and_brought_back(
    house: Cli, register: Register
) -> None:
    def state() -> list[Any]:
        tables = "project", "phase_change", "project_partner", "project_goal", "project_unit"
        return [register.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables]

    states = [state()]
    for words in (
        "move 1 --to delivery",
        "leave 1 Retro --on 2026-02-28",
        "join 1 Retro",
        "unlink 1 G1 --on 2026-02-28",
        "link 1 G1 --because Igen",
        "tell 1 Film --agrees yes",
        "edit 1 --without-unit Film --title Ny",
        "close 1 --reason succeeded",
    ):
        house.done("project", *words.split())
        states.append(state())
    for before in reversed(states[:-1]):
        house("undo")
        assert state() == before
    for after in states[1:]:
        house("redo")
        assert state() == after
    house.done("project", "remove", "1", "--yes")
    assert state() == [[]] * 5
    house("undo")
    assert state() == states[-1]
    assert house("db", "check").exit_code == 0


def test_a_project_with_milestones_is_closed_and_not_removed(house: Cli) -> None:
    house.done("milestone", "add", "1", "Koncert", "--due", "2026-02-01")
    refused = house("project", "remove", "1", "--yes")
    assert refused.exit_code == 2
    assert "`partnerreg project close 1 --because REASON` takes it out of use" in refused.stderr


def test_the_project_description_is_a_page_a_word_file_and_markdown(
    house: Cli, tmp_path: Path
) -> None:
    house.done("milestone", "add", "1", "Koncert", "--due", "2026-06-01")
    for ending in ("docx", "html", "md"):
        house.done("--lang", "da", "report", "project", "1", "-o", f"projekt.{ending}")
    with zipfile.ZipFile(tmp_path / "projekt.docx") as file:
        text = file.read("word/document.xml").decode()
    for page in (text, (tmp_path / "projekt.html").read_text(encoding="utf-8")):
        for word in ("Projektbeskrivelse", "Formål", "Unge spiller", "De er unge", "Milepæle"):
            assert word in page
    markdown = (tmp_path / "projekt.md").read_text(encoding="utf-8")
    assert markdown.startswith("# Projektbeskrivelse: Åben scene")


def test_the_brief_tells_of_projects_and_the_partner_reads_no_owner(house: Cli) -> None:
    house.done("milestone", "add", "1", "Koncert", "--due", "2026-06-01", "--owner", "Åse")
    [told] = house.json("report", "brief", "Retro")["sections"]["projects"]
    assert (told["phase"], told["next_milestone"], told["due"]) == ("idea", "Koncert", "2026-06-01")
    outward = house.json("report", "brief", "Retro", "--outward")["sections"]["projects"]
    assert set(outward[0]) == {"title", "phase", "next_milestone", "due"}
    house.done("project", "close", "1", "--reason", "succeeded")
    assert "projects" not in house.json("report", "brief", "Retro")["sections"]


def test_the_meeting_sheet_tells_of_projects_only_where_there_are_any(cli: Cli) -> None:
    cli.done("partner", "add", "Retro")
    assert {"projects", "overdue"}.isdisjoint(cli.json("report", "meeting")["sections"])
    cli.done("project", "add", "Scene", "--with", "Retro", "--since", "2025-01-01")
    cli.done("milestone", "add", "1", "Koncert", "--due", "2026-02-01")
    told = cli.json("report", "meeting")["sections"]
    assert told["projects"] == [{"phase": "idea", "projects": 1, "stuck": 1}]
    assert told["overdue"][0]["milestone"] == "Koncert"


MILESTONES = {
    "en": "Project;Milestone;Owner;Due;First due\nÅben scene;Koncert;Åse;2026-05-31;2026-04-01\n",
    "da": "Projekt;Milepæl;Ansvarlig;Frist\nÅben scene;Koncert;Åse;31.05.2026\n",
    "sv": "Projekt;Milstolpe;Ansvarig;Frist\nÅben scene;Koncert;Åse;2026-05-31\n",
    "fi": "Hanke;Välitavoite;Vastuuhenkilö;Määräpäivä\nÅben scene;Koncert;Åse;31.5.2026\n",
    "nb": "Prosjekt;Milepæl;Ansvarlig;Frist\nÅben scene;Koncert;Åse;31.05.2026\n",
}


@pytest.mark.parametrize("language", MILESTONES)
def test_milestones_come_in_from_lists_in_five_languages(
    house: Cli, register: Register, tmp_path: Path, language: str
) -> None:
    (tmp_path / "list.csv").write_text(MILESTONES[language], encoding="utf-8")
    for added in (1, 0):
        answer = house.json("import", "milestones", "list.csv", "--on-match", "update")
        assert (answer["added"], answer["changed"]) == (added, 0)
    first = "2026-04-01" if language == "en" else "2026-05-31"
    assert register.rows("SELECT title, due, first_due, owner_id FROM milestone") == [
        ("Koncert", "2026-05-31", first, 1)
    ]
    (tmp_path / "list.csv").write_text(
        "project,title,due\nÅben scene,Koncert,2026-06-01\n", encoding="utf-8"
    )
    house.json("import", "milestones", "list.csv", "--on-match", "update")
    assert register.rows("SELECT due, first_due FROM milestone") == [("2026-06-01", first)]


def test_projects_come_in_with_their_phase_and_a_closed_one_needs_its_reason(
    house: Cli, register: Register, tmp_path: Path
) -> None:
    rows = (
        "Projekt;Partnere;Fase;Fase siden;Afslutningsårsag;Målkoder;Enheder",
        'Læsekreds;"Retro; Teatret";gennemførelse;15.02.2026;;G1;"Musik; Film"',
        "Kor;;afsluttet;15.01.2026;lykkedes;;",
        "Idé;;;;;;",
    )
    (tmp_path / "list.csv").write_text("\n".join(rows), encoding="utf-8")
    assert house.json("import", "projects", "list.csv")["added"] == 3
    told = {row["title"]: row for row in house.json("project", "list")}
    assert told["Læsekreds"]["partners"] == ["Retro", "Teatret"]
    assert (told["Læsekreds"]["phase"], told["Læsekreds"]["since"]) == ("delivery", "2026-02-15")
    assert told["Læsekreds"]["units"] == ["Musik", "Film"]
    assert (told["Kor"]["phase"], told["Kor"]["end_reason"]) == ("closed", "succeeded")
    assert (told["Idé"]["phase"], told["Idé"]["since"]) == ("idea", "2026-03-01")
    house.done("project", "leave", "Læsekreds", "Teatret", "--on", "2026-02-20")
    again = house.json("import", "projects", "list.csv", "--on-match", "update")
    assert (again["added"], again["changed"]) == (0, 0), "a list brings nobody back who left"
    house("undo")
    (tmp_path / "list.csv").write_text("title,phase\nTabt,closed\n", encoding="utf-8")
    refused = house("import", "projects", "list.csv")
    assert refused.exit_code == 2
    assert "is closed without a reason" in refused.output
    assert house("undo").exit_code == 0
    assert register.value("SELECT count(*) FROM phase_change") == 1


def test_a_whole_register_with_projects_goes_out_and_comes_back(
    house: Cli, register: Register, tmp_path: Path
) -> None:
    house.done("project", "close", "1", "--because", "merged", "--reason", "Lagt sammen")
    house.done("milestone", "add", "1", "Koncert", "--due", "2026-06-01")
    house.done("target", "add", "1", "Gæster", "--target", "12.5")
    house("export", "all", "whole")
    house("--db", "other.db", "import", "all", "whole")
    other = Register(tmp_path / "other.db")
    for table in ("project", "phase_change", "project_goal", "project_unit", "milestone", "target"):
        assert other.rows(f"SELECT * FROM {table}") == register.rows(f"SELECT * FROM {table}")
    assert json.loads(
        house("--db", "other.db", "report", "project", "1", "--format", "json").stdout
    )["sections"] == report(house)


def test_a_project_without_a_phase_is_told_as_damage_and_not_as_a_fault(
    house: Cli, register: Register
) -> None:
    register.write("DELETE FROM phase_change")
    check = house("db", "check", "--format", "json")
    assert check.exit_code == 6
    (fault,) = json.loads(check.stdout)["sections"]["faults"]
    assert (fault["table"], fault["row"]) == ("project", 1)
    assert fault["fault"] == "Åben scene is in no phase"
    refused = house("project", "move", "1", "--to", "delivery")
    assert refused.exit_code == 6
    assert "Åben scene is in no phase" in refused.stderr
