"""`partnerreg agreement draft`, and `partnerreg template`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx import Document

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

OWN = "# {{ partner }}\n\n{{ contact }} and {{ coordinator }}, {{ today }}\n"


@pytest.fixture
def house(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A partner, a draft and a signed agreement of its, another partner, and a template."""
    monkeypatch.setenv("PARTNERREG_HOUSE", "Dokk1")
    cli.done("partner", "add", "Café Retro", "--together", "En åben scene")
    cli.done("partner", "add", "Teatret")
    cli.done("contact", "add", "retro", "Åse Ø", "--email", "ase@caferetro.dk")
    cli.done("staff", "add", "Bo", "--email", "bo@dokk1.dk")
    cli.done("staff", "assign", "Bo", "retro", "--as", "coordinator")
    terms = ("--from", "2026-04-01", "--until", "2028-03-31")
    cli.done("agreement", "attach", "retro", "--kind", "letter-of-intent", *terms)
    signed = ("--signed", "2026-02-01")
    cli.done("agreement", "attach", "retro", "--kind", "letter-of-intent", *signed)
    (tmp_path / "vores.md").write_text(OWN, encoding="utf-8")
    return cli


def test_the_shipped_template_is_drafted_on_stdout(house: Cli) -> None:
    answer = house("agreement", "draft", "retro", "--lang", "da")
    assert answer.exit_code == 0
    assert answer.stdout.startswith("# Partnerskabsaftale\n\nmellem **Dokk1** og **Café Retro**\n")
    assert "Det laver vi sammen: En åben scene\n" in answer.stdout
    assert answer.stderr.startswith("Drafted an agreement with Café Retro. 7 placeholders filled; ")
    assert "still to be written: registration_number, " in answer.stderr


def test_an_agreements_terms_are_filled_in_and_the_file_is_word(house: Cli, tmp_path: Path) -> None:
    said = house.done(
        *("agreement", "draft", "retro", "--template", "letter-of-intent", "--agreement", "1"),
        *("-o", "udkast.docx", "--lang", "da"),
    )
    assert said.startswith("Drafted an agreement with Café Retro: udkast.docx. ")
    text = "\n".join(one.text for one in Document(str(tmp_path / "udkast.docx")).paragraphs)
    assert "gælder fra 1. april 2026 til 31. marts 2028" in text
    assert "Dokk1: [Hvad vi giver: ……]" in text


def test_the_terms_are_those_of_the_day_and_of_all_its_parties(house: Cli, tmp_path: Path) -> None:
    terms = ("--notice", "8w", "--notice-to", "end-of-quarter", "--value", "12000")
    kind = ("--kind", "written-agreement", "--currency", "DKK")
    house.done("agreement", "attach", "retro", *kind, *terms)
    house.done("agreement", "join", "3", "Teatret")
    (tmp_path / "terms.md").write_text("{{ parties|join(' + ') }}: {{ value }}, {{ notice }}\n")
    drafted = house(
        *("agreement", "draft", "Teatret", "--agreement", "3", "--template", "terms.md"),
        *("--lang", "da"),
    )
    assert drafted.stdout == (
        "Café Retro + Teatret: 12.000\u00a0DKK, 8 uger til udgangen af et kvartal\n"
    )


def test_a_draft_names_who_is_a_party_on_the_day(house: Cli, tmp_path: Path) -> None:
    house.done("partner", "add", "Senere")
    house.done("agreement", "join", "1", "Teatret", "--from", "2026-01-01")
    house.done("agreement", "join", "1", "Senere", "--from", "2026-09-01")
    house.done("agreement", "leave", "1", "Teatret", "--on", "2026-03-01")
    (tmp_path / "who.md").write_text("{{ parties|join(' + ') }}\n")
    drafted = house("agreement", "draft", "retro", "--agreement", "1", "--template", "who.md")
    assert drafted.stdout == "Café Retro\n"


def test_a_draft_is_never_written_over_a_file_that_is_there(house: Cli, tmp_path: Path) -> None:
    (tmp_path / "udkast.md").write_text("ours")
    refused = house("agreement", "draft", "retro", "-o", "udkast.md")
    assert (refused.exit_code, refused.stderr.splitlines()[0]) == (
        2,
        "Error: udkast.md is there already.",
    )
    house.done("agreement", "draft", "retro", "-o", "udkast.md", "--overwrite")
    assert (tmp_path / "udkast.md").read_text(encoding="utf-8").startswith("# Partnership")


def test_a_draft_is_kept_as_a_new_agreement_and_undone(
    house: Cli, register: Register, tmp_path: Path
) -> None:
    said = house.done("agreement", "draft", "retro", "-o", "udkast.docx", "--attach")
    assert "Recorded agreement #3 Written agreement with Café Retro with udkast.docx" in said
    assert register.rows("SELECT kind, signed_on FROM agreement WHERE id = 3") == [
        ("written-agreement", None)
    ]
    house.done("agreement", "document", "3", "-o", "kept.docx")
    assert (tmp_path / "kept.docx").read_bytes() == (tmp_path / "udkast.docx").read_bytes()
    house.done("undo")
    assert register.value("SELECT count(*) FROM agreement") == 2


def test_a_draft_of_an_agreement_is_kept_with_it_unless_it_is_signed(
    house: Cli, register: Register, tmp_path: Path
) -> None:
    line = ("agreement", "draft", "retro", "--attach", "-o", "a.md", "--agreement")
    said = house.done(*line, "1")
    assert said.endswith("Added a.md to agreement #1.\n")
    assert register.rows("SELECT agreement_id, name, media_type FROM document") == [
        (1, "a.md", "text/markdown")
    ]
    (tmp_path / "a.md").unlink()
    refused = house(*line, "2")
    assert (refused.exit_code, refused.stderr.splitlines()[0]) == (
        2,
        "Error: Agreement #2 was signed on 2026-02-01; it is no draft.",
    )
    assert not (tmp_path / "a.md").exists()


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("retro --template nothing", 3, "There is no template 'nothing'."),
        ("retro --template no.md", 2, "There is no file no.md."),
        ("retro --template vores.odt", 2, "vores.odt is no template: its name ends neither"),
        ("nobody", 3, "There is no partner 'nobody'."),
        ("teatret --agreement 1", 2, "Agreement #1 is not one with Teatret."),
        ("retro --agreement 9", 3, "There is no agreement #9."),
        ("retro --attach", 2, "The draft goes to stdout; --attach needs a file."),
        ("retro --format json", 2, "The draft goes to stdout; --format json needs a file."),
        ("retro -o a.pdf", 2, "a.pdf is nothing that written-agreement.md can become."),
        ("retro --template vores.md -o a.md --attach", 2, "What kind of agreement is it?"),
        ("retro --template wrong.md", 2, "wrong.md, line 2: there is no placeholder 'partnr'; "),
    ],
)
def test_what_cannot_be_drafted_is_told_and_nothing_is_written(
    house: Cli, register: Register, tmp_path: Path, line: str, code: int, said: str
) -> None:
    (tmp_path / "wrong.md").write_text("#\n{{ partnr }}\n")
    answer = house("agreement", "draft", *line.split())
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {said}")
    written = {path.name for path in tmp_path.glob("*.*") if path.stem != "register"}
    assert written == {"vores.md", "wrong.md"}
    assert register.value("SELECT count(*) FROM agreement") == 2


def test_a_template_is_kept_and_drafts_in_its_own_language(house: Cli, tmp_path: Path) -> None:
    said = house.done(
        *("template", "add", "Vores aftale", "vores.md"),
        *("--kind", "hensigtserklæring", "--language", "dansk"),
    )
    assert said == "Added template #1 Vores aftale.\n"
    (tmp_path / "vores.md").unlink()
    drafted = house("agreement", "draft", "retro", "--template", "vores AFTALE", "--lang", "fi")
    assert drafted.stdout == "# Café Retro\n\nÅse Ø and Bo, 1. marts 2026\n"
    house.done("template", "document", "1", "-o", "again.md")
    assert (tmp_path / "again.md").read_text(encoding="utf-8") == OWN
    assert house.json("template", "list") == [
        {
            "id": 1,
            "name": "Vores aftale",
            "kind": "letter-of-intent",
            "language": "da",
            "file_name": "vores.md",
            "media_type": "text/markdown",
            "size": len(OWN.encode()),
            "sha256": house.json("template", "show", "1")["sha256"],
        }
    ]
    house.done("template", "remove", "1", "--yes")
    assert house.json("template", "list") == []
    house.done("undo")
    again = house("agreement", "draft", "retro", "--template", "Vores aftale")
    assert again.stdout == drafted.stdout


def test_a_template_that_cannot_be_filled_is_not_kept(house: Cli, tmp_path: Path) -> None:
    (tmp_path / "wrong.docx").write_bytes(b"PK")
    refused = house("template", "add", "Wrong", "wrong.docx", "--kind", "written-agreement")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("Error: wrong.docx is damaged, or no Word file: ")
    kept = ("template", "add", "Ours", "vores.md", "--kind", "written-agreement")
    house.done(*kept)
    assert house(*kept).stderr == "Error: There is a template 'Ours' already: #1.\n"


def test_the_shipped_templates_can_be_had_to_change_them(house: Cli, tmp_path: Path) -> None:
    house.done("template", "document", "letter-of-intent", "-o", "vores.docx", "--lang", "sv")
    house.done("template", "add", "Vår", "vores.docx", "--kind", "letter-of-intent")
    drafted = house.done("agreement", "draft", "retro", "--template", "Vår", "-o", "utkast.docx")
    assert drafted.startswith("Drafted an agreement with Café Retro: utkast.docx. ")
    text = [one.text for one in Document(str(tmp_path / "utkast.docx")).paragraphs]
    assert text[:2] == ["Avsiktsförklaring", "mellan Dokk1 och Café Retro"]


def test_all_placeholders_are_listed_with_what_they_mean(house: Cli) -> None:
    rows = house.json("template", "placeholders", "--lang", "da")
    assert {
        "name": "registration_number",
        "written": "{{ registration_number }}",
        "meaning": "Registreringsnummer",
        "several": False,
        "of_agreement": False,
    } in rows


def test_templates_take_part_in_a_whole_export(house: Cli, tmp_path: Path) -> None:
    house.done("template", "add", "Ours", "vores.md", "--kind", "letter-of-intent")
    house.done("export", "all", "whole")
    assert [path.name for path in (tmp_path / "whole" / "templates").iterdir()] == ["1-vores.md"]
    house.done("import", "all", "whole", "--db", "new.db")
    drafted = house("agreement", "draft", "retro", "--template", "Ours", "--db", "new.db")
    assert drafted.stdout.startswith("# Café Retro\n")
