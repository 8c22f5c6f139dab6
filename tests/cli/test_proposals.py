"""Who offers to become a partner, and which partners may be named in public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register


@pytest.fixture
def proposed(cli: Cli) -> Cli:
    """A proposal with all that can be said of one."""
    cli.done(
        *("proposal", "add", "Skolen", "--what", "Kor for unge", "--for-whom", "Unge"),
        *("--from", "Bo Ek", "--email", "bo@skolen.dk", "--phone", "+45 20 30 40 50"),
        *("--sector", "public", "--municipality", "Aarhus", "--website", "skolen.dk"),
        *("--notes", "Ring", "--on", "2026-02-01"),
    )
    return cli


def test_a_proposal_counts_nowhere_until_it_is_accepted(proposed: Cli) -> None:
    levels = proposed.json("report", "levels")["sections"]["levels"]
    assert {row["partners"] for row in levels} == {0}
    assert proposed.json("partner", "list") == []


def test_an_accepted_proposal_is_a_network_partner_with_its_texts_and_its_contact(
    proposed: Cli, register: Register
) -> None:
    said = proposed.done("proposal", "accept", "skolen", "--on", "2026-02-15")

    assert said == "Accepted proposal #1: #1 Skolen is a network partner.\n"
    partner = proposed.json("partner", "show", "1")
    shown = ("level", "since", "together", "for_whom", "sector", "municipality", "website", "notes")
    assert [partner[key] for key in shown] == [
        *(3, "2026-02-15", "Kor for unge", "Unge", "public", "Aarhus", "skolen.dk", "Ring"),
    ]
    assert register.rows("SELECT name, email, phone, source, is_primary FROM contact") == [
        ("Bo Ek", "bo@skolen.dk", "+45 20 30 40 50", "Proposal #1", 1)
    ]
    [row] = proposed.json("proposal", "list")
    assert (row["state"], row["partner"], row["decided_on"]) == ("accepted", "Skolen", "2026-02-15")


def test_accepting_is_taken_back_and_done_again_whole(proposed: Cli, register: Register) -> None:
    proposed.done("proposal", "accept", "1")
    proposed.done("undo")
    assert register.rows("SELECT count(*) FROM partner UNION ALL SELECT count(*) FROM contact") == [
        (0,),
        (0,),
    ]
    assert proposed.json("proposal", "list")[0]["state"] == "open"
    proposed.done("redo")
    assert proposed.json("partner", "show", "1")["contacts"][0]["name"] == "Bo Ek"


def test_who_made_a_proposal_is_removed_with_the_contact_that_they_became(
    proposed: Cli, register: Register
) -> None:
    kept = "SELECT contact, email, phone FROM proposal"
    before = register.rows(kept)
    proposed.done("proposal", "accept", "1")
    proposed.done("contact", "remove", "1", "--yes")
    assert register.rows(kept) == [(None, None, None)]
    proposed.done("undo")
    proposed.done("undo")
    assert register.rows(kept) == before == [("Bo Ek", "bo@skolen.dk", "+45 20 30 40 50")]


def test_a_declined_proposal_keeps_why_and_cannot_be_accepted(proposed: Cli) -> None:
    assert proposed.done("proposal", "decline", "1", "--reason", "For stort") == (
        "Declined proposal #1 Skolen.\n"
    )
    assert proposed("proposal", "accept", "1") == (
        *(2, ""),
        "Error: Proposal #1 was declined on 2026-03-01 already.\n",
    )
    assert proposed.json("proposal", "list", "--state", "declined")[0]["reason"] == "For stort"


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-03-02", "2026-03-02 lies in the future; decide about it on that day."),
        ("2026-01-31", "2026-01-31 lies before 2026-02-01, when it was received."),
    ],
)
def test_a_decision_is_made_between_the_proposal_and_today(
    proposed: Cli, register: Register, day: str, reason: str
) -> None:
    before = register.operations
    assert proposed("proposal", "accept", "1", "--on", day) == (2, "", f"Error: {reason}\n")
    assert register.operations == before


def test_a_name_that_is_nearly_a_partner_s_is_said(cli: Cli) -> None:
    cli.done("partner", "add", "Café Retro", "--municipality", "Aarhus")
    said = cli.done("proposal", "add", "Cafe Retrö", "--what", "Musik")
    assert "A partner is called nearly the same: #1 Café Retro (Aarhus).\n" in said
    assert "nearly" not in cli.done("proposal", "add", "Teatret", "--what", "Musik")


def test_the_meeting_hears_who_asked_as_of_the_day(proposed: Cli) -> None:
    proposed.done("partner", "add", "Alfa", "--on", "2025-01-01")
    proposed.done("proposal", "decline", "1", "--reason", "Nej", "--on", "2026-02-20")

    def asked(day: str) -> list[str]:
        sections = proposed.json("report", "meeting", "--as-of", day)["sections"]
        return [row["name"] for row in sections.get("proposals", [])]

    assert [asked(day) for day in ("2026-01-31", "2026-02-01", "2026-02-20")] == [
        [],
        ["Skolen"],
        [],
    ]


# Consent, and the page for the web site


@pytest.fixture
def named(cli: Cli) -> Cli:
    """One partner that may be named with a text, one with what is made together, one not."""
    add = ("partner", "add", "--on", "2025-01-01")
    cli.done(*add, "Ålands Teater", "--together", "Intern tekst", "--notes", "Hemlig")
    cli.done(*add, "Café <Retro>", "--together", "Åben scene", "--website", "retro.dk")
    cli.done(*add, "Teatret")
    cli.done("area", "add", "Musik")
    cli.done("area", "link", "Musik", "2", "--from", "2025-01-01")
    cli.done("consent", "add", "1", "--text", "Teater & dans", "--from", "2026-01-01", "--logo")
    cli.done("consent", "add", "2", "--given-by", "Åse Bjørn", "--from", "2026-01-01")
    return cli


def names(cli: Cli, *words: str) -> list[str]:
    report = cli.json("report", "public", *words)
    return [row["name"] for row in report["sections"]["partners"]]


def test_only_who_may_be_named_stands_on_the_page_with_nothing_internal(named: Cli) -> None:
    group = "Network collaboration"
    assert named.json("report", "public")["sections"]["partners"] == [
        {"group": group, "name": "Ålands Teater", "text": "Teater & dans", "website": None}
        | {"logo": True},
        {"group": group, "name": "Café <Retro>", "text": "Åben scene", "website": "retro.dk"}
        | {"logo": False},
    ]
    page = named("report", "public", "--format", "html").stdout
    for secret in ("Intern tekst", "Hemlig", "Åse Bjørn", "Teatret<"):
        assert secret not in page


def test_the_page_leads_to_web_sites_and_escapes_what_is_on_it(named: Cli) -> None:
    page = named("report", "public", "--format", "html").stdout
    assert '<a href="https://retro.dk">retro.dk</a>' in page
    assert "Café &lt;Retro&gt;" in page
    assert "<Retro>" not in page


def test_how_its_partners_were_chosen_stays_inside(named: Cli) -> None:
    named.done("staff", "add", "Mette Ørsted", "--from", "2025-01-01")
    named.done("staff", "assign", "mette", "1", "--as", "coordinator")
    answer = named("report", "public", "--coordinator", "mette", "--format", "html").stdout
    assert "Ålands Teater" in answer
    assert "Mette" not in answer


def test_partners_stand_under_each_of_their_areas(named: Cli) -> None:
    rows = named.json("report", "public", "--by", "area")["sections"]["partners"]
    assert [(row["group"], row["name"]) for row in rows] == [
        ("Musik", "Café <Retro>"),
        (None, "Ålands Teater"),
    ]
    page = named("report", "public", "--by", "area", "--lang", "da", "--format", "markdown").stdout
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## Musik",
        "## Andre partnere",
    ]


def test_a_consent_that_is_withdrawn_counts_no_longer_on_earlier_pages_either(named: Cli) -> None:
    assert names(named, "--as-of", "2026-02-01") == names(named)
    assert names(named, "--as-of", "2025-12-31") == []
    said = named.done("consent", "withdraw", "2")
    assert said == "Consent #2 was withdrawn on 2026-03-01: the partner is named no longer.\n"
    assert names(named) == names(named, "--as-of", "2026-02-01") == ["Ålands Teater"]


def test_a_consent_ends_with_its_last_day_and_with_the_partnership(named: Cli) -> None:
    named.done("consent", "edit", "2", "--until", "2026-02-28")
    named.done("partner", "end", "1", "--reason", "succeeded")
    assert named("report", "public").stdout == "No partner has consented to be named.\n"
