"""What partners are, how they belong together, and who of ours does what for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register


@pytest.fixture
def parties(cli: Cli) -> Cli:
    """A choir, a school and a bar."""
    for line in (
        "Koret --legal-form forening --non-profit --field kultur --region Østjylland",
        "Skolen --legal-form school --field education",
        "Bar",
    ):
        cli.done("partner", "add", *line.split())
    return cli


@pytest.mark.parametrize(
    ("option", "word"),
    [("legal-form", "yhdistys"), ("field", "kulttuuri"), ("region", "ØSTJYLLAND")],
)
def test_partners_are_chosen_and_grouped_by_what_they_are(
    parties: Cli, option: str, word: str
) -> None:
    for more in ([], ["--as-of", "2026-03-01"]):
        chosen = parties.json("partner", "list", f"--{option}", word, *more)
        assert [row["name"] for row in chosen] == ["Koret"]
    without = parties.json("partner", "list", "--without", option)
    assert "Koret" not in {row["name"] for row in without}
    key = option.replace("-", "_")
    groups = parties.json("report", "levels", "--by", option)["sections"][f"by_{key}"]
    assert sum(row["network"] for row in groups) == 3
    assert groups[-1][key] is None
    only = parties.json("report", "levels", f"--{option}", word)
    assert only["filters"].keys() == {key}


def test_what_a_partner_is_stands_in_lists_and_on_its_page(parties: Cli) -> None:
    written = parties("export", "partners", "--field", "culture").stdout
    header, row = (line.split(",") for line in written.splitlines())
    cells = dict(zip(header, row, strict=True))
    assert (cells["legal_form"], cells["non_profit"]) == ("association", "yes")
    assert "Juridisk form:" in parties("--lang", "da", "partner", "show", "Koret").stdout
    refused = parties("partner", "edit", "Bar", "--legal-form", "pub")
    assert refused.exit_code == 2
    assert "association" in refused.stderr


def test_several_have_further_roles_at_once(parties: Cli, register: Register) -> None:
    for name in ("Bo", "Ib"):
        parties.done("staff", "add", name)
    parties.done("staff", "assign", "Bo", "Koret", "--as", "coordinator")
    for name in ("Bo", "Ib"):
        parties.done("staff", "assign", name, "Koret", "--as", "jäsen")
    parties.done("staff", "assign", "Ib", "Koret", "--as", "projektleder")
    again = parties("staff", "assign", "Ib", "Koret", "--as", "facilitator")
    assert "follows Koret as facilitator already" in again.stderr
    roles = "SELECT role FROM assignment ORDER BY role"
    expected = [("coordinator",), ("facilitator",), ("member",), ("member",)]
    assert register.rows(roles) == expected


def test_a_phone_of_ours_needs_its_country(parties: Cli) -> None:
    assert "has no country code" in parties("staff", "add", "Bo", "--phone", "86123456").stderr
    parties.done("staff", "add", "Bo", "--phone", "0045 86123456")
    assert parties.json("staff", "show", "Bo")["phone"] == "+45 86 12 34 56"


@pytest.fixture
def umbrella(cli: Cli) -> Cli:
    """A federation with a choir in it, which has a quartet; the choir is in another one, too."""
    for name in ("Forbundet", "Koret", "Kvartetten", "Kirken"):
        cli.done("partner", "add", name, "--on", "2024-01-01")
    for line in (
        "Koret --to Forbundet --as medlem --from 2024-06-01",
        "Kvartetten --to Koret --as part --from 2025-01-01",
        "Koret --to Kirken --as member-of --from 2025-01-01",
    ):
        cli.done("partner", "relate", *line.split())
    cli.done("activity", "log", "Koret", "--title", "Sang", "--kind", "event", "--on", "2026-02-01")
    return cli


def test_what_belongs_to_a_partner_stands_below_it(umbrella: Cli) -> None:
    lines = [
        (row["depth"], row["name"], row["tie"])
        for row in umbrella.json("partner", "tree", "Forbundet")
    ]
    assert lines == [
        (0, "Forbundet", None),
        (1, "Koret", "has-member"),
        (2, "Kvartetten", "has-part"),
    ]
    then = umbrella.json("partner", "tree", "Forbundet", "--as-of", "2024-07-01")
    assert [row["name"] for row in then] == ["Forbundet", "Koret"]
    assert "– – Kvartetten" in umbrella("partner", "tree", "Kirken").stdout


def test_a_brief_names_members_and_umbrellas_with_where_they_stand(umbrella: Cli) -> None:
    def ties(name: str, *more: str) -> list[tuple[str, str, object]]:
        sections = umbrella.json("report", "brief", name, *more)["sections"]
        return [(row["tie"], row["name"], row["last_activity"]) for row in sections.get("ties", [])]

    assert ties("Forbundet") == [("has-member", "Koret", "2026-02-01")]
    assert ties("Koret") == [
        ("member-of", "Forbundet", None),
        ("member-of", "Kirken", None),
        ("has-part", "Kvartetten", None),
    ]
    assert ties("Forbundet", "--outward") == []  # whom else the house works with stays inside
    assert "medlem" in umbrella("--lang", "nb", "report", "brief", "Forbundet").stdout


def test_a_tie_that_ended_stays_known(umbrella: Cli, register: Register) -> None:
    umbrella.done("partner", "unrelate", "Koret", "--to", "Forbundet", "--on", "2025-12-31")
    shown = umbrella.json("partner", "show", "Koret")["ties"]
    assert [(row["name"], row["current"]) for row in shown] == [
        ("Forbundet", False),
        ("Kirken", True),
        ("Kvartetten", True),
    ]
    assert umbrella("partner", "unrelate", "Koret", "--to", "Forbundet").exit_code == 3
    umbrella.done("undo")
    assert register.value("SELECT ends_on FROM partner_tie WHERE id = 1") is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Koret --to Koret --as member", "Koret cannot be tied to itself."),
        ("Koret --to Forbundet --as member", "Koret is tied to Forbundet already (member of)"),
        ("Kvartetten --to Koret --as chef", "--as 'chef' is not one of member-of"),
        ("Koret --to Kvartetten --as part", "would belong to itself (part of), by way of others"),
        ("Koret --to Kvartetten --as member", "would belong to itself"),
        ("Forbundet --to Kvartetten --as branch", "would belong to itself"),
        ("Koret --to Forbundet --as branch --until 2026-01-01", "lies before the start"),
    ],
)
def test_what_cannot_belong_is_refused(
    umbrella: Cli, register: Register, line: str, says: str
) -> None:
    before = register.operations
    refused = umbrella("partner", "relate", *line.split())
    assert (refused.exit_code, says in refused.stderr) == (2, True), refused.stderr
    assert register.operations == before


def test_a_circle_is_one_only_where_all_of_it_holds_on_a_day(umbrella: Cli) -> None:
    umbrella.done("partner", "unrelate", "Koret", "--to", "Forbundet", "--on", "2025-12-31")
    again = ["partner", "relate", "Forbundet", "--to", "Koret", "--as", "member"]
    assert umbrella(*again, "--from", "2025-12-31").exit_code == 2
    umbrella.done(*again, "--from", "2026-01-01")


def test_ties_between_partners_come_back_from_an_export(
    umbrella: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    umbrella.done("export", "all", "out")
    shown = umbrella("partner", "show", "Koret").stdout
    monkeypatch.setenv("PARTNERREG_DB", str(tmp_path / "again.db"))
    umbrella.done("import", "all", "out")
    assert umbrella("partner", "show", "Koret").stdout == shown


@pytest.fixture
def areas(cli: Cli) -> Cli:
    """A university with two areas, each run by a unit of its own."""
    for line in (
        "unit add Børn",
        "unit add Scene",
        "area add Læsning",
        "area add Musik",
        "staff add Bo",
        "partner add Universitetet --on 2024-01-01 --unit Scene",
        "area link Læsning 1 --unit Børn --coordinator Bo --because Skoler --from 2024-03-01",
        "area link Musik Universitetet --state pilot",
    ):
        cli.done(*line.split())
    return cli


def test_a_brief_says_who_runs_each_area_and_how_their_number_grows(areas: Cli) -> None:
    sections = areas.json("report", "brief", "1")["sections"]
    assert [tuple(row.values()) for row in sections["areas"]] == [
        ("Læsning", "Børn", "Bo", "2024-03-01", "running", "Skoler"),
        ("Musik", None, None, "2026-03-01", "tried", None),
    ]
    assert "Areas: 1 in 2024, 2 today." in areas("report", "brief", "1").stdout
    assert "Areas: Læsning, Musik." in areas("partner", "check", "1", "--to", "1").stdout
    outward = areas.json("report", "brief", "1", "--outward")["sections"]["areas"]
    assert outward[0].keys() == {"area", "unit", "coordinator", "since"}
    areas.done("staff", "retire", "Bo", "--on", "2026-02-01")
    assert areas.json("report", "brief", "1")["sections"]["areas"][0]["coordinator"] is None


def test_an_area_goes_over_to_another_unit_from_a_day(areas: Cli) -> None:
    areas.done("area", "relink", "Læsning", "1", "--unit", "Scene", "--from", "2026-01-01")
    areas.done("area", "relink", "Læsning", "1", "--coordinator", "", "--because", "Tekster")
    for day, unit, because in (
        ("2025-12-31", "Børn", "Skoler"),
        ("2026-01-01", "Scene", "Tekster"),
    ):
        brief = areas.json("report", "brief", "1", "--as-of", day)["sections"]["areas"]
        assert [(row["unit"], row["because"]) for row in brief] == [(unit, because)]
    refused = areas("area", "relink", "Musik", "1", "--state", "ended")
    assert (refused.exit_code, "area unlink" in refused.stderr) == (2, True)
    assert areas("area", "relink", "Musik", "1").exit_code == 2


def test_a_unit_counts_whose_areas_it_runs_as_well(areas: Cli) -> None:
    report = areas.json("report", "levels", "--by", "unit")
    counted = {row["unit"]: row["network"] for row in report["sections"]["by_unit"]}
    assert counted == {"Børn": 1, "Scene": 1}
    for unit in counted:
        assert len(areas.json("partner", "list", "--unit", unit)) == 1
    assert {row["name"]: row["partners"] for row in areas.json("unit", "list")} == counted
    assert any("or runs an area of it" in note for note in report["notes"])


def test_nothing_new_is_given_to_a_unit_that_is_retired(areas: Cli, register: Register) -> None:
    areas.done("unit", "retire", "Børn")
    refused = areas("area", "relink", "Musik", "1", "--unit", "Børn")
    assert "The unit Børn was retired on 2026-03-01." in refused.stderr
    assert register.value("SELECT unit_id FROM partner_area WHERE id = 2") is None


@pytest.fixture
def units(cli: Cli) -> Cli:
    """A partnership that went from one unit to another, with a third one beside."""
    for line in (
        "unit add Børn",
        "unit add Scene",
        "unit add Lab",
        "partner add Uni --unit Børn --on 2024-01-01",
        "partner edit Uni --unit Scene --unit-since 2025-01-01",
        "unit link Lab Uni --from 2025-06-01 --because Værksted",
    ):
        cli.done(*line.split())
    return cli


@pytest.mark.parametrize(
    ("day", "lead", "others"),
    [("2024-12-31", "Børn", []), ("2025-01-01", "Scene", []), ("2026-03-01", "Scene", ["Lab"])],
)
def test_a_report_of_a_day_has_the_unit_of_that_day(
    units: Cli, day: str, lead: str, others: list[str]
) -> None:
    brief = units.json("report", "brief", "Uni", "--as-of", day)["sections"]["partner"]
    assert (brief["unit"], brief["other_units"]) == (lead, others)
    report = units.json("report", "levels", "--by", "unit", "--as-of", day)
    counted = {row["unit"] for row in report["sections"]["by_unit"]}
    assert counted == {lead, *others}
    for unit in ("Børn", "Scene", "Lab"):
        listed = units.json("partner", "list", "--unit", unit, "--as-of", day)
        assert len(listed) == (unit in counted)
    assert units.json("partner", "list", "--as-of", day)[0]["unit"] == lead


def test_one_unit_at_a_time_runs_a_partnership(units: Cli, register: Register) -> None:
    for line, says in (
        ("--unit-since 2024-06-01", "Scene runs Uni on these days; one unit at a time does."),
        ("--unit Lab --unit-since 2024-06-01", "The unit before runs it from 2025-01-01."),
    ):
        refused = units("partner", "edit", "Uni", *line.split())
        assert (refused.exit_code, says in refused.stderr) == (2, True), refused.stderr
    assert "without the unit" in units("partner", "add", "Ny", "--unit-since", "2024-01-01").stderr
    register.write("UPDATE partner_unit SET ends_on = NULL WHERE is_lead")
    checked = units("db", "check")
    assert "one unit at a time" in checked.output
    assert checked.exit_code != 0


def test_a_unit_that_runs_nothing_any_more_did_until_yesterday(units: Cli) -> None:
    units.done("partner", "edit", "Uni", "--unit", "")
    shown = units.json("partner", "show", "Uni")
    assert (shown["unit"], shown["unit_since"]) == (None, None)
    assert [(row["name"], row["ends_on"]) for row in shown["units"] if row["is_lead"]] == [
        ("Scene", "2026-02-28"),
        ("Børn", "2024-12-31"),
    ]
    units.done("undo")
    assert units.json("partner", "show", "Uni")["unit"] == "Scene"


def test_a_list_hands_a_partnership_over_from_the_day_of_the_import(
    units: Cli, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("name,unit\nUni,Lab\nNy,Lab\n", encoding="utf-8")
    before = units("partner", "show", "Uni").stdout
    units("import", "partners", "list.csv", "--on-match", "update")
    shown = units.json("partner", "show", "Uni")
    assert (shown["unit"], shown["unit_since"]) == ("Lab", "2026-03-01")
    assert ("Scene", "2025-01-01", "2026-02-28") in [
        (row["name"], row["starts_on"], row["ends_on"]) for row in shown["units"]
    ]
    assert units.json("partner", "show", "Ny")["unit_since"] is None
    units.done("undo")
    assert units("partner", "show", "Uni").stdout == before


def test_a_partner_is_chosen_with_all_that_belongs_to_it(umbrella: Cli) -> None:
    def chosen(*more: str) -> list[str]:
        rows = umbrella.json("partner", "list", "--with-members", "Forbundet", *more)
        return [row["name"] for row in rows]

    assert chosen() == ["Forbundet", "Koret", "Kvartetten"]
    assert chosen("--as-of", "2024-07-01") == ["Forbundet", "Koret"]
    report = umbrella.json("report", "levels", "--with-members", "Koret")
    assert report["filters"] == {"with_members": "Koret"}
    assert report["figures"]["network"]["count"] == 2
    course = umbrella.json("report", "timeline", "--with-members", "Forbundet", "--months", "20")
    (numbers,) = [[row["network"] for row in rows] for rows in course["sections"].values()]
    assert (numbers[0], numbers[-1]) == (2, 3)
    assert umbrella("partner", "list", "--with-members", "").exit_code == 2


@pytest.fixture
def covered(umbrella: Cli) -> Cli:
    """The federation's agreement covers the choir until it ends in May."""
    umbrella.done(
        *["agreement", "attach", "Forbundet", "--kind", "written-agreement", "--title", "Ramme"],
        *["--signed", "2024-01-01", "--until", "2026-05-01"],
    )
    umbrella.done("agreement", "cover", "1", "Koret", "Kvartetten", "--from", "2025-01-01")
    return umbrella


def test_a_rule_is_met_by_the_paper_of_an_umbrella_and_says_whose_it_is(covered: Cli) -> None:
    def rule(day: str, level: str, code: str) -> tuple[bool, bool]:
        rows = covered.json("partner", "check", "Koret", "--to", level, "--as-of", day)
        (row,) = [row for row in rows["sections"]["rules"] if row["code"] == code]
        return row["met"], "covered by the agreement with Forbundet" in row["text"]

    assert rule("2026-03-01", "2", "agreement-or-intent") == (True, True)
    assert rule("2026-03-01", "1", "written-agreement") == (True, True)
    assert rule("2024-12-31", "2", "agreement-or-intent") == (False, False)
    assert "the agreement with Forbundet (#1)" in covered("report", "brief", "Koret").stdout
    assert "Forbundet" not in covered("report", "brief", "Koret", "--outward").stdout


def test_what_becomes_of_a_covering_agreement_becomes_of_whom_it_covers(covered: Cli) -> None:
    due = covered.json("report", "expiring")
    assert len(due["sections"]["expiring"]) == 1  # it is one agreement
    assert due["figures"]["partners"]["count"] == 3
    assert len(covered.json("partner", "list", "--expiring", "90d")) == 3
    said = covered.done("agreement", "uncover", "1", "Koret", "--on", "2026-02-01")
    assert said == "Agreement #1 covers Koret until 2026-02-01.\n"
    shown = covered("agreement", "show", "1").stdout
    assert "2026-02-01" in shown
    assert "2026-02-02" not in shown
    assert len(covered.json("partner", "list", "--expiring", "90d")) == 2
    covered.done("undo")
    covered.done("agreement", "terminate", "1", "--on", "2026-02-15")
    findings = covered.json("partner", "check", "Koret", "--to", "2")["sections"]["rules"]
    assert not findings[0]["met"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("cover 1 Koret", "Agreement #1 covers Koret already."),
        ("cover 1 Kirken Forbundet", "Forbundet is a party of agreement #1"),
        ("join 1 Koret", "end the cover first"),
        ("cover 1 Kirken --from 2026-06-01", "ends on 2026-05-01"),
        ("uncover 1 Kirken", "does not cover Kirken"),
        ("cover 7 Kirken", "There is no agreement #7."),
    ],
)
def test_what_an_agreement_cannot_cover_is_refused(
    covered: Cli, register: Register, line: str, says: str
) -> None:
    before = register.operations
    refused = covered("agreement", *line.split())
    assert refused.exit_code != 0
    assert says in refused.stderr
    assert register.operations == before


def test_nothing_is_tied_to_a_goal_before_it_is_in_force(parties: Cli, register: Register) -> None:
    parties.done("goal", "add", "Later", "--code", "G1", "--from", "2028-01-01")
    refused = parties("goal", "link", "G1", "Koret")
    assert "G1 is in force from 2028-01-01; nothing is tied to it before that." in refused.stderr
    assert register.value("SELECT count(*) FROM partner_goal") == 0
    parties.done("goal", "link", "G1", "Koret", "--from", "2028-01-01")


def test_a_list_of_partners_has_columns_of_their_tags_and_ties(parties: Cli) -> None:
    parties.done("partner", "edit", "Skolen", "--tag", "unge", "--tag", "byen")
    parties.done("area", "add", "Læsning")
    parties.done("area", "link", "Læsning", "Bar")
    rows = parties.json(
        "partner", "list", "--columns", "name,tags,areas,goals,since", "--sort", "tags"
    )
    assert [(row["name"], row["tags"], row["areas"]) for row in rows] == [
        ("Skolen", ["unge", "byen"], []),
        ("Bar", [], ["Læsning"]),
        ("Koret", [], []),
    ]
    assert {row["since"] for row in rows} == {"2026-03-01"}


def test_a_unit_that_is_retired_says_what_it_leaves_behind(cli: Cli) -> None:
    for line in (
        "unit add Musik",
        "unit add Børn",
        "staff add Åse --unit Musik",
        "staff add Bo --unit Børn",
        "partner add Koret --unit Musik",
        "partner add Kirken --unit Børn",
        "partner add Bar",
        "unit link Musik Kirken",
    ):
        cli.done(*line.split())

    assert cli.done("unit", "retire", "Musik", "--on", "2026-03-01").splitlines() == [
        "Retired unit #1 Musik on 2026-03-01.",
        "It runs these partnerships:",
        "  #1 Koret: partnerreg partner edit 1 --unit UNIT",
        "It takes part in these partnerships:",
        "  #2 Kirken",
        "These of our people are in it:",
        "  #1 Åse: partnerreg staff edit 1 --unit UNIT",
    ]
    cli.done("undo")
    answer = cli.json("unit", "retire", "Musik")
    assert (answer["runs"], answer["takes_part"], answer["staff"]) == ([1], [2], [1])
