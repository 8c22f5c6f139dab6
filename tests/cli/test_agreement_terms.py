"""`agreement amend|join|leave|suspend|resume|send|sign --by`: agreements as they really are."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

WRITTEN = ("--kind", "written-agreement")


@pytest.fixture
def partners(cli: Cli) -> Cli:
    """Three partners."""
    for name in ("Alfa", "Beta", "Gamma"):
        cli.done("partner", "add", name, "--on", "2023-01-01")
    return cli


@pytest.fixture
def signed(partners: Cli) -> Cli:
    """An agreement with the first of them, of two years."""
    partners.done(
        *("agreement", "attach", "Alfa", *WRITTEN, "--title", "Aftale", "--signed", "2024-01-01"),
        *("--until", "2025-12-31", "--notice-months", "3"),
    )
    return partners


def on(cli: Cli, day: str, *keys: str, number: int = 1) -> list[Any]:
    """What an agreement says on a day."""
    page = cli.json("agreement", "show", str(number), "--as-of", day)
    return [page[key] for key in keys]


# Amendments.


def test_an_amendment_changes_terms_from_its_day_and_earlier_days_keep_theirs(
    signed: Cli, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "addendum.pdf").write_bytes(b"%PDF")
    said = signed.done(
        *("agreement", "amend", "1", "addendum.pdf", "--from", "2025-11-01"),
        *("--signed", "2025-10-20", "--until", "2027-12-31", "--notice", "60d"),
    )

    assert said == "Amended agreement #1 from 2025-11-01: until, notice.\n"
    keys = ("valid_until", "notice", "notice_months", "notice_day")
    assert on(signed, "2025-10-31", *keys) == ["2025-12-31", "3m", 3, "2025-09-30"]
    assert on(signed, "2025-11-01", *keys) == ["2027-12-31", "60d", None, "2027-11-01"]
    page = signed.json("agreement", "show", "1")
    assert [row["starts_on"] for row in page["amendments"]] == ["2025-11-01"]
    assert page["documents"][0]["amended_from"] == "2025-11-01"
    for day, until in (("2025-10-31", "2025-12-31"), ("2026-02-01", "2027-12-31")):
        (row,) = signed.json("agreement", "list", "--as-of", day)
        assert row["valid_until"] == row["until"] == until
        brief = signed.json("report", "brief", "Alfa", "--as-of", day)
        assert brief["sections"]["agreements"][0]["until"] == until
        assert signed.json("agreement", "list", "--as-of", day, "--until", until) == [row]
    assert register.value("SELECT valid_until FROM agreement") == "2025-12-31"


def test_an_amendment_holds_when_it_is_signed(signed: Cli) -> None:
    words = ("--from", "2025-06-01", "--signed", "2025-08-01", "--until", "2026-12-31")
    signed.done("agreement", "amend", "1", *words)

    assert on(signed, "2025-07-31", "valid_until") == ["2025-12-31"]
    assert on(signed, "2025-08-01", "valid_until") == ["2026-12-31"]


def test_what_later_amendments_left_follows_an_earlier_one_and_a_correction(signed: Cli) -> None:
    signed.done("agreement", "amend", "1", "--from", "2025-09-01", "--until", "2027-12-31")
    signed.done("agreement", "amend", "1", "--from", "2024-09-01", "--notice", "6m")
    signed.done("agreement", "amend", "1", "--from", "2024-01-01", "--exit-terms", "Ved brev")

    keys = ("valid_until", "notice", "exit_terms")
    assert on(signed, "2024-02-01", *keys) == ["2025-12-31", "3m", "Ved brev"]
    assert on(signed, "2025-02-01", *keys) == ["2025-12-31", "6m", "Ved brev"]
    assert on(signed, "2026-02-01", *keys) == ["2027-12-31", "6m", "Ved brev"]

    signed.done("agreement", "amend", "1", "--from", "2024-09-01", "--remove")
    assert on(signed, "2026-02-01", *keys) == ["2027-12-31", "3m", "Ved brev"]
    signed.done("undo")
    assert on(signed, "2026-02-01", *keys) == ["2027-12-31", "6m", "Ved brev"]


def test_an_edit_corrects_what_holds_today_and_says_what_that_changes(signed: Cli) -> None:
    signed.done("agreement", "amend", "1", "--from", "2025-11-01", "--until", "2026-12-31")

    said = signed.done("agreement", "edit", "1", "--until", "2027-12-31")

    assert said == (
        "Changed agreement #1: first until.\n"
        "That corrects what agreement #1 says from 2025-11-01 on, for earlier reports too. What "
        "was agreed anew is noted from its day: "
        "`partnerreg agreement amend 1 --from DATE --until DATE`.\n"
    )
    assert on(signed, "2025-10-01", "valid_until") == ["2025-12-31"]
    assert on(signed, "2025-11-01", "valid_until") == ["2027-12-31"]
    assert signed.done("agreement", "edit", "1", "--until", "2027-12-31") == (
        "Nothing was different.\n"
    )


def test_a_gate_that_was_passed_keeps_its_findings_when_terms_change(
    signed: Cli, register: Register
) -> None:
    promote = ("partner", "promote", "Alfa", "--to", "service", "--override", "Bestemt")
    signed.done(*promote, "--on", "2025-02-01")
    before = register.rows("SELECT * FROM level_change")
    sheet = signed.json("report", "gaps", "--as-of", "2025-06-01")

    signed.done("agreement", "amend", "1", "--from", "2025-11-01", "--until", "2026-03-31")

    assert register.rows("SELECT * FROM level_change") == before
    assert signed.json("report", "gaps", "--as-of", "2025-06-01") == sheet


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--from 2023-12-01 --until 2027-01-01", "Agreement #1 begins on 2024-01-01;"),
        ("--from 2026-01-01 --until 2027-01-01", "Agreement #1 ends on 2025-12-31, not after"),
        ("--from 2025-06-01", "What changes?"),
        ("--from 2025-06-01 --notice-months 3", "Agreement #1 says all of that already"),
        ("--from 2025-06-01 --until 2025-05-31", "Agreement #1 would end on 2025-05-31, before"),
        ("--from 2025-06-01 --notice 3x", "--notice '3x' is not a length of time;"),
        ("--from 2025-06-01 --value 5", "--value needs a currency;"),
        ("--from 2025-06-01 --signed 2026-05-01 --notice 2m", "2026-05-01 lies in the future;"),
        ("--from 2025-06-01 --remove --notice 2m", "--remove takes an amendment out;"),
    ],
)
def test_what_cannot_be_amended_is_said_and_nothing_is_written(
    signed: Cli, register: Register, words: str, message: str
) -> None:
    answer = signed("agreement", "amend", "1", *words.split())

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"Error: {message}")
    assert register.rows("SELECT * FROM amendment") == []


def test_a_termination_after_the_end_is_refused_and_says_when_it_ends(signed: Cli) -> None:
    answer = signed("agreement", "terminate", "1", "--on", "2026-01-01")
    assert answer == (
        2,
        "",
        (
            "Error: Agreement #1 ends on 2025-12-31 by itself, before 2026-01-01; "
            "there is nothing left to terminate.\n"
        ),
    )
    signed.done("agreement", "amend", "1", "--from", "2025-11-01", "--until", "2026-12-31")
    signed.done("agreement", "terminate", "1", "--on", "2026-01-01")


# Several parties.


@pytest.fixture
def shared(partners: Cli) -> Cli:
    """An agreement of three, which ends before long."""
    partners.done(
        *("agreement", "attach", "Alfa", *WRITTEN, "--with", "Beta", "--with", "Gamma"),
        *("--title", "Fælles", "--signed", "2025-01-01", "--until", "2026-05-01"),
    )
    return partners


def has_agreement(cli: Cli, partner: str, day: str) -> bool:
    rules = cli.json("partner", "check", partner, "--to", "2", "--as-of", day)["sections"]["rules"]
    return bool(next(rule["met"] for rule in rules if rule["code"] == "agreement-or-intent"))


def test_an_agreement_of_several_is_counted_once_and_meets_the_rules_of_each(shared: Cli) -> None:
    assert len(shared.json("agreement", "list")) == 1
    report = shared.json("report", "expiring")
    (row,) = report["sections"]["expiring"]
    assert (row["partner"], row["parties"]) == ("Alfa", ["Alfa", "Beta", "Gamma"])
    assert report["figures"]["partners"]["count"] == 3
    assert len(shared.json("partner", "list", "--expiring", "90d")) == 3
    for name in ("Alfa", "Beta", "Gamma"):
        assert has_agreement(shared, name, "2026-03-01")
        assert [each["id"] for each in shared.json("agreement", "list", name)] == [1]


def test_a_party_that_leaves_ends_the_tie_and_not_the_agreement(shared: Cli) -> None:
    said = shared.done("agreement", "leave", "1", "Alfa", "--on", "2026-02-01")
    shared.done("agreement", "leave", "1", "Beta", "--on", "2026-04-01")

    assert said == "Alfa is no party of agreement #1 from 2026-02-01; it goes on.\n"
    (row,) = shared.json("agreement", "list")
    assert (row["state"], row["parties"]) == ("in-force", ["Beta", "Gamma"])
    page = shared("agreement", "show", "1").stdout
    assert "Partner #:" not in page  # Alfa's; those who stayed are named with theirs below
    assert has_agreement(shared, "Alfa", "2026-01-31")
    assert not has_agreement(shared, "Alfa", "2026-02-01")
    assert has_agreement(shared, "Beta", "2026-03-01")
    assert shared.json("report", "brief", "Alfa")["sections"]["agreements"] == []
    rows = shared.json("report", "expiring")["sections"]["expiring"]
    assert [(row["day"], row["parties"]) for row in rows] == [
        ("2026-03-31", ["Beta"]),
        ("2026-05-01", ["Gamma"]),
    ]
    last = shared("agreement", "leave", "1", "Gamma")
    assert last.stderr.startswith("Error: Nobody would be left with us in agreement #1.")


def test_a_party_that_joins_later_is_one_from_its_day(signed: Cli) -> None:
    signed.done("agreement", "join", "1", "Beta", "--from", "2025-03-01")

    assert not has_agreement(signed, "Beta", "2025-02-28")
    assert has_agreement(signed, "Beta", "2025-03-01")
    again = signed("agreement", "join", "1", "Beta")
    assert again.stderr.startswith("Error: Beta is a party of agreement #1 already.")
    own = signed("agreement", "join", "1", "Alfa")
    assert own.stderr.startswith("Error: Alfa is a party of agreement #1 already.")
    late = signed("agreement", "join", "1", "Gamma", "--from", "2026-01-01")
    assert late.stderr.startswith("Error: Agreement #1 ends on 2025-12-31;")


def test_an_agreement_of_all_may_replace_one_with_a_further_party(partners: Cli) -> None:
    partners.done("agreement", "attach", "Beta", *WRITTEN, "--signed", "2025-01-01")
    partners.done("agreement", "attach", "Alfa", *WRITTEN, "--with", "Beta", "--replaces", "1")

    answer = partners("agreement", "attach", "Gamma", *WRITTEN, "--replaces", "1")
    assert answer.stderr.startswith("Error: Agreement #1 is another partner's;")


# Kinds, suspension.


def test_a_paper_about_one_side_of_a_partnership_carries_no_level(partners: Cli) -> None:
    for kind in ("sponsoraftale", "data-processing", "lejeaftale", "volunteers"):
        partners.done("agreement", "attach", "Alfa", "--kind", kind, "--signed", "2025-01-01")

    assert not has_agreement(partners, "Alfa", "2026-03-01")
    kinds = [row["kind"] for row in partners.json("agreement", "list")]
    assert kinds == ["sponsorship", "data-processing", "premises", "volunteers"]


def test_a_suspended_agreement_does_not_count_in_that_time(partners: Cli) -> None:
    partners.done("agreement", "attach", "Alfa", *WRITTEN, "--signed", "2025-01-01")
    partners.done(*("agreement", "suspend", "1", "--from", "2026-01-01", "--until", "2026-03-31"))

    assert on(partners, "2026-03-01", "state", "suspended_until") == ["suspended", "2026-03-31"]
    assert has_agreement(partners, "Alfa", "2025-12-31")
    assert not has_agreement(partners, "Alfa", "2026-01-01")
    assert not has_agreement(partners, "Alfa", "2026-03-31")
    assert has_agreement(partners, "Alfa", "2026-04-01")
    twice = partners("agreement", "suspend", "1", "--from", "2026-02-01")
    assert twice.stderr.startswith("Error: Agreement #1 is suspended in that time already,")
    partners.done("agreement", "resume", "1", "--from", "2026-03-01")
    assert has_agreement(partners, "Alfa", "2026-03-01")


# Drafts and signatures.


def test_a_draft_is_on_the_inward_brief_with_who_has_it_and_is_in_force_when_all_signed(
    partners: Cli, register: Register
) -> None:
    words = ("agreement", "attach", "Alfa", *WRITTEN, "--title", "Udkast", "--value", "5000")
    partners.done(*words, "--currency", "dkk", "--drafted", "2026-01-02")
    partners.done("agreement", "send", "1", "--to", "Juristen", "--on", "2026-01-10")
    said = partners.done(
        *("agreement", "sign", "1", "--by", "we", "--name", "Mette Holm", "--on", "2026-02-01")
    )

    assert said == (
        "Mette Holm signed agreement #1 on 2026-02-01. It is in force when all have signed.\n"
    )
    brief = ("report", "brief", "Alfa")
    assert partners.json(*brief)["sections"]["drafts"] == [
        {
            "id": 1,
            "title": "Udkast",
            "kind": "written-agreement",
            "since": "2026-01-10",
            "with": "Juristen",
            "we_signed": "2026-02-01",
            "they_signed": None,
        }
    ]
    then = partners.json(*brief, "--as-of", "2026-01-05")["sections"]["drafts"]
    assert (then[0]["since"], then[0]["with"]) == ("2026-01-02", None)
    assert "drafts" not in partners.json(*brief, "--as-of", "2026-01-01")["sections"]
    outward = partners(*brief, "--outward", "--format", "json").stdout
    assert not {"Udkast", "Juristen", "Mette", "5000"} & set(outward.replace('"', " ").split())

    partners.done("agreement", "sign", "1", "--by", "they", "--on", "2026-02-20")
    assert on(partners, "2026-02-19", "state") == ["draft"]
    assert on(partners, "2026-02-20", "state", "signed_on") == ["in-force", "2026-02-20"]
    assert register.value("SELECT count(*) FROM operation WHERE summary LIKE '%Mette%'") == 0


def test_a_draft_that_lies_too_long_is_advised_on(partners: Cli) -> None:
    partners.done("agreement", "attach", "Alfa", *WRITTEN, "--drafted", "2026-01-01")

    def lacking(day: str) -> set[str]:
        words = ("partner", "list", "--missing", "drafts-move", "--as-of", day)
        return {row["name"] for row in partners.json(*words)}

    assert (lacking("2026-01-31"), lacking("2026-02-01")) == (set(), {"Alfa"})
    partners.done("agreement", "send", "1", "--to", "dem", "--on", "2026-02-10")
    assert (lacking("2026-02-05"), lacking("2026-03-01")) == ({"Alfa"}, set())


def test_of_several_parties_each_has_to_sign(partners: Cli) -> None:
    several = ("--with", "Beta", "--drafted", "2026-01-15")
    partners.done("agreement", "attach", "Alfa", *WRITTEN, *several)
    sign = ("agreement", "sign", "1", "--on", "2026-02-01", "--by")

    whose = partners(*sign, "they")
    assert whose.stderr == (
        "Error: Agreement #1 has several parties: Alfa, Beta.\nSay for which of them with --for.\n"
    )
    partners.done(*sign, "we")
    partners.done(*sign, "they", "--for", "Beta")
    assert on(partners, "2026-03-01", "state") == ["draft"]
    partners.done(*sign, "they", "--for", "Alfa", "--name", "Åse")
    assert on(partners, "2026-03-01", "state") == ["in-force"]
    assert partners(*sign, "they", "--for", "Gamma").stderr.startswith("Error: Partner #3 is no")
    late = partners("agreement", "sign", "1", "--by", "we", "--on", "2026-02-02")
    assert late.stderr.startswith("Error: Agreement #1 was signed by all on 2026-02-01 already.")


@pytest.mark.parametrize("left", ["Alfa", "Beta"])
def test_who_left_a_draft_has_not_to_sign(partners: Cli, left: str) -> None:
    drafted = ("--drafted", "2026-01-01")
    partners.done("agreement", "attach", "Alfa", *WRITTEN, "--with", "Beta", *drafted)
    partners.done("agreement", "leave", "1", left, "--on", "2026-02-01")

    before = partners("agreement", "sign", "1", "--by", "they", "--on", "2026-01-31")
    assert "has several parties: Alfa, Beta." in before.stderr
    sign = ("agreement", "sign", "1", "--on", "2026-02-01", "--by")
    gone = partners(*sign, "they", "--for", left)
    assert "is no party of agreement #1" in gone.stderr
    partners.done(*sign, "we")
    partners.done(*sign, "they")
    assert on(partners, "2026-03-01", "state") == ["in-force"]


def test_days_at_the_ends_of_the_calendar_are_days(signed: Cli) -> None:
    signed.done("agreement", "edit", "1", "--until", "9999-12-31")

    renewed = signed("agreement", "renew", "1", "--until", "9999-12-31", "--signed", "2026-01-01")
    assert (renewed.exit_code, renewed.stderr.splitlines()[0]) == (
        2,
        "Error: Agreement #1 runs until 9999-12-31; the next begins after that.",
    )
    resumed = signed("agreement", "resume", "1", "--from", "0001-01-01")
    assert "Agreement #1 cannot resume on 0001-01-01" in resumed.stderr
    signed.done("unit", "add", "Lab")
    signed.done("partner", "edit", "Alfa", "--unit", "Lab", "--unit-since", "0001-01-01")
    for day in ("0001-01-01", "9999-12-20"):
        assert signed("report", "meeting", "--as-of", day).exit_code == 0


# Lists, and the whole.


def test_what_agreements_say_comes_in_by_a_list_in_any_language_and_goes_out_again(
    partners: Cli, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "aftaler.csv").write_text(
        "partner;aftaletype;titel;underskrevet;opsigelsesvarsel;opsigelse til;værdi;valuta;"
        "også med;underskrevet for dem af\n"
        "Alfa;sponsoraftale;S;2025-01-01;60 dage;månedens udgang;5000;dkk;Beta;Åse Å;\n"
        "Alfa;aftale;Kladde;;3 mdr;;;;;;\n",
        encoding="utf-8",
    )
    partners.done("import", "agreements", "aftaler.csv")
    sponsored, draft = partners.json("agreement", "list")

    assert (sponsored["kind"], sponsored["notice"]) == ("sponsorship", "60d")
    assert (sponsored["notice_to"], sponsored["currency"]) == ("end-of-month", "DKK")
    assert sponsored["parties"] == ["Alfa", "Beta"]
    assert (draft["notice_months"], draft["drafted_on"]) == (3, "2026-03-01")
    partners.done("export", "agreements", "-o", "out.csv")
    (row, _) = csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines())
    assert (row["they_signed"], row["parties"], row["value"]) == ("Åse Å", "2", "5000")
    again = partners.done("import", "agreements", "out.csv", "--on-match", "update")
    assert "Added 0 agreements, changed 0, unchanged 2." in again
    assert register.value("SELECT count(*) FROM signature") == 1


def test_a_list_says_the_notice_in_place_of_another_and_fills_none_beside_one(
    signed: Cli, register: Register, tmp_path: Path
) -> None:
    header = "partner;kind;title;signed on;notice\n"
    text = f"{header}Alfa;written agreement;Aftale;2024-01-01;60d\n"
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    notice = "SELECT notice, notice_months FROM agreement"

    signed.done("import", "agreements", "list.csv")
    assert register.rows(notice) == [(None, 3)]
    signed.done("import", "agreements", "list.csv", "--on-match", "update")
    assert register.rows(notice) == [("60d", None)]
    signed.done("undo")
    assert register.rows(notice) == [(None, 3)]


def test_a_whole_export_holds_all_that_belongs_to_agreements(
    shared: Cli, register: Register, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shared.done("agreement", "amend", "1", "--from", "2025-06-01", "--notice", "8w")
    shared.done("agreement", "leave", "1", "Beta", "--on", "2025-09-01")
    shared.done("agreement", "suspend", "1", "--from", "2025-07-01", "--until", "2025-07-31")
    shared.done("agreement", "sign", "1", "--by", "we", "--name", "Bo")
    before = shared.json("agreement", "show", "1")

    shared.done("export", "all", "whole")
    monkeypatch.setenv("PARTNERREG_DB", str(tmp_path / "new.db"))
    shared.done("import", "all", "whole")

    assert shared.json("agreement", "show", "1") == before
