"""`partnerreg agreement attach|list|show|sign|terminate|document`."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

PAPER = b"%PDF-1.7\x00\xff\r\nsigned by both"


@pytest.fixture
def partners(cli: Cli, tmp_path: Path) -> Cli:
    """Two partners, and a paper."""
    cli.done("partner", "add", "Café Retro")
    cli.done("partner", "add", "Teatret")
    (tmp_path / "paper.pdf").write_bytes(PAPER)
    return cli


def test_an_agreement_is_recorded_with_its_file(partners: Cli, register: Register) -> None:
    said = partners.done(
        *("agreement", "attach", "retro", "paper.pdf", "--kind", "written agreement"),
        *("--title", "Open stage", "--reference", "24/118", "--signed", "2026-02-01"),
        *("--from", "2026-03-01", "--until", "2028-02-28", "--renewal-months", "12"),
        *("--notice-months", "3", "--exit-terms", "By letter"),
    )

    assert said == (
        f"Recorded agreement #1 Open stage with Café Retro with paper.pdf ({len(PAPER)} bytes).\n"
    )
    assert register.rows(
        "SELECT partner_id, kind, title, reference, signed_on, valid_from, valid_until, renewal,"
        " renewal_months, notice_months, exit_terms FROM agreement"
    ) == [
        (
            1,
            "written-agreement",
            "Open stage",
            "24/118",
            "2026-02-01",
            "2026-03-01",
            "2028-02-28",
            "tacit",
            12,
            3,
            "By letter",
        )
    ]
    assert register.rows("SELECT agreement_id, name, media_type, sha256 FROM document") == [
        (1, "paper.pdf", "application/pdf", hashlib.sha256(PAPER).hexdigest())
    ]
    assert register.rows("SELECT size, data FROM content") == [(len(PAPER), PAPER)]


def test_an_agreement_can_be_recorded_without_a_file_and_is_called_as_its_kind(
    partners: Cli, register: Register
) -> None:
    said = partners.done("agreement", "attach", "retro", "--kind", "letter-of-intent")

    assert said == "Recorded agreement #1 Letter of intent with Café Retro.\n"
    assert register.rows("SELECT title, signed_on FROM agreement") == [("Letter of intent", None)]
    assert register.rows("SELECT * FROM document") == []


def test_the_same_content_is_kept_once(partners: Cli, register: Register, tmp_path: Path) -> None:
    (tmp_path / "copy.pdf").write_bytes(PAPER)
    partners.done("agreement", "attach", "retro", "paper.pdf", "--kind", "letter-of-intent")
    partners.done("agreement", "attach", "teatret", "copy.pdf", "--kind", "letter-of-intent")
    said = partners.done("agreement", "attach", "teatret", "copy.pdf", "--to", "2")

    assert said == "Added copy.pdf to agreement #2.\n"
    assert register.rows("SELECT agreement_id, name FROM document") == [
        (1, "paper.pdf"),
        (2, "copy.pdf"),
        (2, "copy.pdf"),
    ]
    assert register.value("SELECT count(*) FROM content") == 1


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("", 2, "What kind is it?\nGive --kind: letter-of-intent, written-agreement, sponsorship,"),
        (
            "--kind oath",
            2,
            "--kind 'oath' is not one of letter-of-intent, written-agreement, sponsorship,",
        ),
        ("nowhere.pdf --kind letter-of-intent", 2, "There is no file nowhere.pdf.\n"),
        ("folder --kind letter-of-intent", 2, "folder is a folder; attach the files in it one"),
        ("empty.pdf --kind letter-of-intent", 2, "empty.pdf is empty.\n"),
        (
            "large.bin --kind letter-of-intent",
            2,
            "large.bin has 200 MB; at most 100 MB are taken in.\nKeep it where it is, and say",
        ),
        (
            "--kind written-agreement --signed 2026-02-01 --until 2026-01-31",
            2,
            "--until 2026-01-31 lies before the start 2026-02-01.",
        ),
        (
            "--kind written-agreement --signed 2026-02-29",
            2,
            "--signed '2026-02-29' is not a day of the calendar",
        ),
        (
            "--kind written-agreement --renewal-months 12",
            2,
            "--renewal-months need an end of the first term; give it with --until.",
        ),
        (
            "--kind written-agreement --renewal-months 0 --until 2030-01-01",
            2,
            "--renewal-months must be 1 to 600.",
        ),
        (
            "--kind written-agreement --notice-months 601",
            2,
            "--notice-months must be at most 600.\n",
        ),
        (
            "--kind written-agreement --notice-months few",
            2,
            "--notice-months 'few' is not a whole number",
        ),
        (
            "--kind written-agreement --replaces first",
            2,
            "--replaces 'first' is not the number of an agreement.\n",
        ),
        ("--kind written-agreement --replaces 9", 3, "There is no agreement #9.\n"),
        ("--to 1", 2, "--to needs a file to add.\nName the file after the partner."),
        ("paper.pdf --to 9", 3, "There is no agreement #9.\n"),
    ],
)
def test_what_cannot_be_attached_is_said_and_nothing_is_written(
    partners: Cli, register: Register, tmp_path: Path, words: str, code: int, message: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "large.bin").touch()
    os.truncate(tmp_path / "large.bin", 200 * 1024 * 1024)

    answer = partners("agreement", "attach", "retro", *words.split())

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {message}")
    assert register.rows("SELECT * FROM agreement") == []
    assert register.rows("SELECT * FROM content") == []
    assert register.operations == 2


def test_an_empty_file_name_is_no_leaving_out(partners: Cli, register: Register) -> None:
    answer = partners("agreement", "attach", "retro", "", "--kind", "letter-of-intent")

    assert answer == (2, "", "Error: FILE is empty.\nName the file, or leave it out.\n")
    assert register.rows("SELECT * FROM agreement") == []


def test_a_device_without_an_end_is_not_read_to_the_end(
    partners: Cli, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnerreg.services.agreements.LARGEST", 2 * 1024 * 1024)

    answer = partners("agreement", "attach", "retro", "/dev/zero", "--kind", "letter-of-intent")

    assert answer == (
        2,
        "",
        (
            "Error: /dev/zero has more; at most 2 MB are taken in.\n"
            "Keep it where it is, and say where with --reference.\n"
        ),
    )
    assert register.rows("SELECT * FROM agreement") == []


def test_an_agreement_replaces_one_of_the_same_partner_only(
    partners: Cli, register: Register
) -> None:
    partners.done("agreement", "attach", "retro", "--kind", "letter-of-intent")
    words = ("--kind", "written-agreement", "--replaces", "#1")

    other = partners("agreement", "attach", "teatret", *words)
    partners.done("agreement", "attach", "retro", *words)
    wrong = partners("agreement", "attach", "teatret", "paper.pdf", "--to", "1")

    assert other == (
        2,
        "",
        "Error: Agreement #1 is another partner's; it cannot be replaced here.\n",
    )
    assert wrong == (2, "", "Error: Agreement #1 is not one with Teatret.\n")
    assert register.rows("SELECT id, replaces_id FROM agreement") == [(1, None), (2, 1)]


@pytest.fixture
def states(partners: Cli) -> Cli:
    """One agreement in each state."""
    kind = ("--kind", "written-agreement", "--title")
    retro = ("agreement", "attach", "retro")
    partners.done(*retro, *kind, "Draft")
    partners.done(*retro, *kind, "Signed", "--signed", "2026-02-01", "--from", "2026-06-01")
    partners.done(*retro, *kind, "Holds", "--signed", "2026-02-01", "--until", "2026-12-31")
    partners.done(*retro, *kind, "Over", "--signed", "2024-02-01", "--until", "2025-12-31")
    partners.done("agreement", "attach", "teatret", *kind, "Left", "--signed", "2025-01-01")
    partners.done("agreement", "terminate", "5", "--on", "2026-01-01")
    return partners


def test_where_an_agreement_stands_follows_from_its_dates(states: Cli) -> None:
    def listed(*words: str) -> dict[str, str]:
        return {row["title"]: row["state"] for row in states.json("agreement", "list", *words)}

    assert listed() == {
        "Draft": "draft",
        "Signed": "signed",
        "Holds": "in-force",
        "Over": "expired",
        "Left": "terminated",
    }
    assert listed("--state", "in force") == {"Holds": "in-force"}
    assert listed("teatret") == {"Left": "terminated"}
    assert listed("--as-of", "2025-06-01", "--state", "in-force") == {
        "Over": "in-force",
        "Left": "in-force",
    }


def test_a_list_has_these_keys(states: Cli) -> None:
    assert states.json("agreement", "list", "--state", "in-force") == [
        {
            "id": 3,
            "partner_id": 1,
            "partner": "Café Retro",
            "parties": ["Café Retro"],
            "kind": "written-agreement",
            "title": "Holds",
            "state": "in-force",
            "drafted_on": None,
            "sent_to": None,
            "sent_on": None,
            "signed_on": "2026-02-01",
            "valid_from": None,
            "valid_until": "2026-12-31",
            "term_until": "2026-12-31",
            "notice_day": None,
            "until": "2026-12-31",
            "notice_by": None,
            "renewal": "none",
            "renewal_months": None,
            "notice": None,
            "notice_months": None,
            "notice_to": None,
            "suspended_from": None,
            "suspended_until": None,
            "terminated_on": None,
            "joined_on": None,
            "left_on": None,
            "value": None,
            "currency": None,
            "reference": None,
            "exit_terms": None,
            "replaces_id": None,
            "replaced_by_id": None,
            "documents": 0,
        }
    ]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("list --state asleep", 2, "--state 'asleep' is not one of draft, signed, in-force,"),
        ("list --as-of 2026-02-30", 2, "--as-of '2026-02-30' is not a day of the calendar"),
        ("list nobody", 3, "There is no partner 'nobody'."),
        ("show 9", 3, "There is no agreement #9."),
        ("show first", 2, "'first' is not the number of an agreement."),
        ("document 9", 3, "There is no agreement #9."),
        ("document 1", 3, "Agreement #1 has no file."),
        ("sign 9", 3, "There is no agreement #9."),
        ("terminate first", 2, "'first' is not the number of an agreement."),
    ],
)
def test_what_is_not_there_is_said(states: Cli, words: str, code: int, message: str) -> None:
    answer = states("agreement", *words.split())

    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {message}")


def test_an_agreement_s_page_lists_its_files(partners: Cli) -> None:
    partners.done("agreement", "attach", "retro", "paper.pdf", "--kind", "letter-of-intent")

    page = partners.json("agreement", "show", "#1")

    assert (page["id"], page["partner"], page["state"]) == (1, "Café Retro", "draft")
    assert page["documents"] == [
        {
            "id": 1,
            "name": "paper.pdf",
            "media_type": "application/pdf",
            "size": len(PAPER),
            "sha256": hashlib.sha256(PAPER).hexdigest(),
            "amended_from": None,
        }
    ]


def test_signing_is_noted_once_and_not_before_it_is_done(partners: Cli, register: Register) -> None:
    draft = ("--kind", "letter-of-intent", "--drafted", "2026-02-20")
    partners.done("agreement", "attach", "retro", *draft)

    future = partners("agreement", "sign", "1", "--on", "2026-03-02")
    said = partners.done("agreement", "sign", "#1", "--on", "2026-02-28")
    again = partners("agreement", "sign", "1")

    assert future == (
        2,
        "",
        "Error: 2026-03-02 lies in the future; note a signature when it is there.\n",
    )
    assert said == "Agreement #1 was signed on 2026-02-28.\n"
    assert again == (2, "", "Error: Agreement #1 was signed on 2026-02-28 already.\n")
    assert register.rows("SELECT signed_on FROM agreement") == [("2026-02-28",)]


@pytest.mark.parametrize(
    "words",
    [("send", "1", "--to", "Juristen"), ("sign", "1"), ("sign", "1", "--by", "we")],
)
def test_nothing_is_sent_or_signed_before_it_was_drafted(partners: Cli, words: tuple[str]) -> None:
    partners.done("agreement", "attach", "retro", "--kind", "letter-of-intent")

    refused = partners("agreement", *words, "--on", "2026-02-01")

    assert refused.exit_code == 2
    assert refused.stderr == (
        "Error: 2026-02-01 lies before the draft, of 2026-03-01.\n"
        "If it was drafted earlier: `partnerreg agreement edit 1 --drafted DATE`.\n"
    )
    partners.done("agreement", "edit", "1", "--drafted", "2026-01-15")
    partners.done("agreement", *words, "--on", "2026-02-01")
    # What was signed long ago has no draft to come after.
    signed = ("--kind", "letter-of-intent", "--signed", "2024-01-01")
    partners.done("agreement", "attach", "retro", *signed)


def test_of_an_agreement_that_is_signed_nobody_reads_where_the_draft_lay(partners: Cli) -> None:
    partners.done("agreement", "attach", "retro", "--kind", "letter-of-intent")
    partners.done("agreement", "send", "1", "--to", "Juristen")
    assert "Juristen" in partners("agreement", "show", "1").stdout
    partners.done("agreement", "sign", "1")
    assert "Juristen" not in partners("agreement", "show", "1").stdout


def test_an_agreement_is_terminated_once_and_not_before_it_began(
    states: Cli, register: Register
) -> None:
    said = states.done("agreement", "terminate", "3")

    assert said == "Agreement #3 is terminated from 2026-03-01.\n"
    assert register.rows("SELECT terminated_on FROM agreement WHERE id = 3") == [("2026-03-01",)]
    for words, message in {
        "3": "Agreement #3 was terminated on 2026-03-01 already.",
        "1": "Agreement #1 was never signed; there is nothing to terminate.",
        "2 --on 2026-05-31": "Agreement #2 begins on 2026-06-01, after 2026-05-31.",
    }.items():
        answer = states("agreement", "terminate", *words.split())
        assert answer == (2, "", f"Error: {message}\n")


def test_a_file_comes_out_byte_for_byte(partners: Cli, tmp_path: Path) -> None:
    partners.done("agreement", "attach", "retro", "paper.pdf", "--kind", "letter-of-intent")

    said = partners.done("agreement", "document", "1", "-o", "out.pdf")
    piped = partners("agreement", "document", "1", "--output", "-")

    assert said == f"Wrote paper.pdf ({len(PAPER)} bytes) to out.pdf.\n"
    assert (tmp_path / "out.pdf").read_bytes() == PAPER
    assert (piped.exit_code, piped.written, piped.stderr) == (0, PAPER, "")


def test_a_file_is_not_written_over_another_unless_it_is_said_so(
    partners: Cli, tmp_path: Path
) -> None:
    partners.done("agreement", "attach", "retro", "paper.pdf", "--kind", "letter-of-intent")
    (tmp_path / "paper.pdf").write_bytes(b"another")

    refused = partners("agreement", "document", "1")

    assert refused == (
        2,
        "",
        (
            "Error: paper.pdf is there already.\n"
            "Name another file, or replace this one with --overwrite.\n"
        ),
    )
    assert (tmp_path / "paper.pdf").read_bytes() == b"another"
    partners.done("agreement", "document", "1", "--overwrite")
    assert (tmp_path / "paper.pdf").read_bytes() == PAPER
    nowhere = partners("agreement", "document", "1", "-o", "no/such/place.pdf")
    assert (nowhere.exit_code, nowhere.stdout) == (2, "")
    assert "no/such does not exist.\nMake it, or name another." in nowhere.stderr


def test_a_file_s_own_name_cannot_point_elsewhere(
    partners: Cli, register: Register, tmp_path: Path
) -> None:
    partners.done("agreement", "attach", "retro", "paper.pdf", "--kind", "letter-of-intent")
    with closing(sqlite3.connect(register.path)) as connection, connection:
        connection.execute("UPDATE document SET name = '../../elsewhere.pdf'")

    partners.done("agreement", "document", "1")

    assert (tmp_path / "elsewhere.pdf").read_bytes() == PAPER


def test_of_several_files_one_is_named(partners: Cli, tmp_path: Path) -> None:
    (tmp_path / "annex.txt").write_text("annex", encoding="utf-8")
    partners.done("agreement", "attach", "retro", "paper.pdf", "--kind", "letter-of-intent")
    partners.done("agreement", "attach", "retro", "annex.txt", "--to", "1")

    which = partners("agreement", "document", "1", "-o", "-")

    assert which == (
        3,
        "",
        "Error: Agreement #1 has 2 files.\nGive --document:\n  #1  paper.pdf\n  #2  annex.txt\n",
    )
    assert partners("agreement", "document", "1", "--document", "2", "-o", "-").stdout == "annex"
    assert partners("agreement", "document", "1", "--document", "3", "-o", "-").exit_code == 3
    no_number = partners("agreement", "document", "1", "--document", "annex", "-o", "-")
    assert no_number.stderr.startswith("Error: --document 'annex' is not the number of a document.")
