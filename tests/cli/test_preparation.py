"""Going through what is asked before a partnership: step by step, by form, and by rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from helpers.command_line import Answer, Cli, Register


@pytest.fixture
def house(cli: Cli) -> Cli:
    """A house with one partner, a company that works with young people."""
    options = ("--sector", "private", "--youth", "--on", "2025-01-01")
    cli.done("partner", "add", "Café Retro", *options)
    return cli


def steps(cli: Cli, *options: str) -> dict[str, dict[str, Any]]:
    """The steps that are asked of the partner, by their codes."""
    report = cli.json("preparation", "show", "Retro", *options)
    return {row["code"]: row for row in report["sections"]["steps"]}


def answer(cli: Cli, code: str, text: str, *options: str) -> Answer:
    return cli("preparation", "answer", "Retro", code, text, *options)


def unmet(cli: Cli, level: str, *options: str) -> set[str]:
    """The rules of a level that are not met."""
    report = cli.json("partner", "check", "Retro", "--to", level, *options)
    return {rule["code"] for rule in report["sections"]["rules"] if not rule["met"]}


def test_the_steps_of_the_next_level_are_asked_with_those_of_whoever_takes_part(house: Cli) -> None:
    assert {"need", "youth-gain", "private-kind"} <= steps(house).keys()
    assert not {"risk", "voices", "volunteers-leader"} & steps(house).keys()
    assert "risk" in steps(house, "--to", "strategic")
    assert steps(house, "--to", "network") == {}
    house.done("preparation", "answer", "Retro", "volunteers", "Yes, ten")
    assert "volunteers-leader" in steps(house)


def test_an_answer_holds_from_its_day_until_the_next_and_is_taken_back_alone(house: Cli) -> None:
    answer(house, "need", "First", "--on", "2025-02-01", "--by", "Eva")
    answer(house, "need", "Second", "--on", "2025-06-01")
    house.done(
        "preparation", "skip", "Retro", "need", "--because", "It is there", "--on", "2026-01-01"
    )
    shown = {
        day: steps(house, "--as-of", day)["need"]
        for day in ("2025-01-31", "2025-05-31", "2025-12-31")
    }
    assert [(row["state"], row["text"], row["answered_by"]) for row in shown.values()] == [
        ("open", None, None),
        ("answered", "First", "Eva"),
        ("answered", "Second", "Anna"),
    ]
    assert steps(house)["need"]["state"] == "not-relevant"
    house.done("undo")
    assert steps(house)["need"]["text"] == "Second"


def test_an_answer_of_the_same_day_takes_the_place_of_the_one_before(
    house: Cli, register: Register
) -> None:
    answer(house, "need", "First")
    answer(house, "need", "Second")
    assert register.rows("SELECT text FROM step_answer") == [("Second",)]
    house.done("undo")
    assert register.rows("SELECT text FROM step_answer") == [("First",)]


@pytest.mark.parametrize(
    ("code", "text", "options", "said"),
    [
        ("neeed", "x", (), "Did you mean need"),
        ("need", "", (), "TEXT is empty"),
        ("need", "x", ("--on", "2026-03-02"), "lies in the future"),
        ("money", "a little", (), "begins with neither yes nor no"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_noted(
    house: Cli, register: Register, code: str, text: str, options: tuple[str, ...], said: str
) -> None:
    refused = answer(house, code, text, *options)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert register.rows("SELECT count(*) FROM step_answer") == [(0,)]


def test_complexity_adds_up_what_is_known_and_says_what_is_not(house: Cli) -> None:
    answer(house, "money", "Ja, 3.000 om året")
    answer(house, "premises", "No")
    report = house.json("partner", "complexity", "Retro")
    known = {
        row["code"]: (row["is_so"], row["known_by"]) for row in report["sections"]["complexity"]
    }
    assert known["several-sectors"] == known["children"] == ("yes", "register")
    assert (known["money"], known["premises"]) == (("yes", "answer"), ("no", "answer"))
    assert known["own-staff"] == ("unknown", None)
    assert (report["points"], report["unknown"]) == (3, 5)
    assert "complexity-on-paper" not in unmet(house, "service")
    answer(house, "own-staff", "Kyllä")
    assert "complexity-on-paper" in unmet(house, "service")


def test_rules_ask_for_the_questions_of_the_level_that_a_partner_is_held_against(
    house: Cli,
) -> None:
    assert {"prepared", "youth-benefit", "public-private", "expectations"} <= unmet(
        house, "service"
    )
    for code in steps(house):
        answer(house, code, "As it is")
    assert not {"prepared", "youth-benefit", "public-private"} & unmet(house, "service")
    assert "prepared" in unmet(house, "strategic")


def test_expectations_of_both_parties_are_gone_through_once_a_year(house: Cli) -> None:
    house.done(
        "expectation", "add", "Retro", "--of", "we", "--text", "On time", "--on", "2025-01-10"
    )
    assert "expectations" in unmet(house, "service")
    house.done(
        "expectation", "add", "Retro", "--of", "they", "--text", "A stage", "--on", "2025-01-10"
    )
    assert "expectations" not in unmet(house, "service", "--as-of", "2026-01-10")
    assert "expectations" in unmet(house, "service")
    said = house.done("expectation", "settle", "1", "--met", "delvist", "--outcome", "Mostly")
    assert said == "Settled expectation #1: partly.\n"
    assert "expectations" not in unmet(house, "service")
    again = house("expectation", "settle", "1", "--met", "no")
    assert again.exit_code == 2
    assert "settled on 2026-03-01 already: partly" in again.stderr


def test_what_is_settled_before_it_was_agreed_on_is_refused(house: Cli) -> None:
    house.done("expectation", "add", "Retro", "--of", "we", "--text", "On time")
    refused = house("expectation", "settle", "1", "--met", "yes", "--on", "2026-02-01")
    assert refused.exit_code == 2
    assert "before 2026-03-01, when it was agreed on" in refused.stderr


POLICY = """
[checklists.preparation.items.keys]
text.en = "Who has {keys}?"

[checklists.preparation.items]
need = "off"

[rules.key-holder]
asks = "step:keys"
service = "required"
"""


def test_a_rule_of_the_house_asks_for_a_step_and_gates(house: Cli, tmp_path: Path) -> None:
    answer(house, "need", "Told before")
    policy = tmp_path / "ours.toml"
    policy.write_text(POLICY, encoding="utf-8")
    ours = ("--policy", str(policy))
    report = house.json("preparation", "show", "Retro", *ours)
    assert [(row["code"], row["text"]) for row in report["sections"]["others"]] == [
        ("need", "Told before")
    ]
    assert not report["sections"]["others"][0]["still_asked"]
    refused = house("partner", "promote", "Retro", "--to", "service", *ours)
    assert refused.exit_code == 5
    assert "It is answered: Who has {keys}?" in refused.output
    assert "preparation answer 'Café Retro' keys TEXT" in refused.output
    listed = house.json("partner", "list", "--missing", "key-holder", *ours)
    assert listed == []  # it binds at the service level only
    answer(house, "keys", "Bo", *ours)
    assert "key-holder" not in unmet(house, "service", *ours)
    assert answer(house, "keys", "Bo").exit_code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[rules.keys]\nasks = "step:none"\n',
            "line 2: rules.keys.asks: 'step:none' names no step",
        ),
        ('[rules.keys]\nasks = "need"\n', "does not say what kind it is"),
        ('[rules.goal]\nasks = "step:need"\n', "a shipped rule asks what it asks"),
        ('[rules.keys]\nservice = "advised"\n', "there is no such rule"),
        (
            '[rules.keys]\nasks = "step:need"\nnetwork = "required"\n',
            "the easy path must stay easy",
        ),
        ('[rules.keys]\nasks = "step:need"\ntext.en = 3\n', "line 3: rules.keys.text.en: 3 is no"),
    ],
)
def test_a_rule_that_asks_for_nothing_is_told_with_its_line(
    house: Cli, tmp_path: Path, text: str, said: str
) -> None:
    policy = tmp_path / "ours.toml"
    policy.write_text(text, encoding="utf-8")
    refused = house("partner", "check", "Retro", "--policy", str(policy))
    assert refused.exit_code == 2
    assert said in refused.stderr


# The form


def filled(place: Path, answers: dict[str, str]) -> None:
    """Fill in a form as a person does: a cell each in Word, a text below each question."""
    if place.suffix == ".md":
        lines = place.read_text(encoding="utf-8").split("\n")
        for at in reversed(range(len(lines))):
            for code, text in answers.items():
                if lines[at].startswith(f"### `{code}`"):
                    lines.insert(at + 1, f"\n{text}\n")
                elif lines[at].startswith(f"- `{code}`"):
                    lines[at] += f" {text}"
        place.write_text("\n".join(lines), encoding="utf-8")
        return
    from docx import Document

    document = Document(str(place))
    for table in document.tables:
        for row in table.rows:
            if row.cells[0].text in answers:
                row.cells[-1].text = answers[row.cells[0].text]
    document.save(str(place))


@pytest.mark.parametrize("name", ["form.docx", "form.md"])
def test_a_form_comes_back_with_what_was_written_and_nothing_else_changes(
    house: Cli, register: Register, name: str
) -> None:
    answer(house, "need", "Told\n# before", "--on", "2025-05-01")
    house.done("preparation", "skip", "Retro", "private-exclusive", "--because", "There are two")
    house.done("preparation", "form", "Retro", "-o", name, "--lang", "da")
    before = register.rows("SELECT * FROM step_answer")
    assert (
        house.done("preparation", "read", name) == "Noted 0 answers of Café Retro; 2 as before.\n"
    )
    assert register.rows("SELECT * FROM step_answer") == before

    told = {
        "form-by": "Eva",
        "form-on": "28.2.2026",
        "alone": "Et\n\nTo",
        "fit": "ikke relevant: nyt",
    }
    filled(Path(name), told | {"money": "Ja"})
    said = house.json("preparation", "read", name)
    noted = ["alone", "fit", "money"]
    assert said == {"partner_id": 1, "noted": noted, "unchanged": 2, "left_empty": []}
    rows = register.rows("SELECT code, state, text, answered_on, answered_by FROM step_answer")
    assert rows[2:] == [
        ("alone", "answered", "Et\n\nTo", "2026-02-28", "Eva"),
        ("fit", "not-relevant", "nyt", "2026-02-28", "Eva"),
        ("money", "answered", "Ja", "2026-02-28", "Eva"),
    ]
    house.done("undo")
    assert register.rows("SELECT * FROM step_answer") == before


def test_an_answer_that_was_taken_out_of_a_form_still_stands_and_that_is_said(
    house: Cli, register: Register
) -> None:
    answer(house, "need", "Told", "--on", "2025-05-01")
    house.done("preparation", "form", "Retro", "-o", "form.docx")
    filled(Path("form.docx"), {"need": ""})
    read = house("preparation", "read", "form.docx")
    assert (read.exit_code, read.stderr) == (
        0,
        "Noted 0 answers of Café Retro.\nLeft empty, so the answer of before still stands: need.\n",
    )
    assert register.rows("SELECT code, text FROM step_answer") == [("need", "Told")]


@pytest.mark.parametrize("name", ["form.docx", "form.md"])
def test_what_is_wrong_in_a_form_is_named_by_step_and_nothing_is_noted(
    house: Cli, register: Register, name: str
) -> None:
    house.done("preparation", "form", "Retro", "-o", name)
    filled(Path(name), {"alone": "Because", "money": "A little", "fit": "not relevant"})
    refused = house("preparation", "read", name)
    assert refused.exit_code == 2
    assert "money: The answer to money begins with neither yes nor no." in refused.stderr
    assert "fit: text is empty" in refused.stderr
    assert register.rows("SELECT count(*) FROM step_answer") == [(0,)]


def test_a_form_about_another_partner_is_refused(house: Cli) -> None:
    house.done("preparation", "form", "Retro", "-o", "form.md")
    house.done("partner", "edit", "Retro", "--name", "Teatret")
    refused = house("preparation", "read", "form.md")
    assert refused.exit_code == 2
    assert "here #1 is Teatret" in refused.stderr


def test_what_is_no_form_is_refused(house: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Hello\n", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 but not really")
    assert "is no form of a preparation" in house("preparation", "read", "a.md").stderr
    assert "is damaged, or no Word file" in house("preparation", "read", "b.docx").stderr
    assert (
        "End its name in .docx or .md"
        in house("preparation", "form", "Retro", "-o", "x.pdf").stderr
    )
    assert house("preparation", "form", "Retro", "--to", "network").exit_code == 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("contribution add Retro Rent --by they --kind money", "money"),
        ("contribution add Retro Hall --by we --kind room", "premises"),
        ("agreement attach Retro --kind sponsorship --signed 2026-01-01", "money"),
        ("agreement attach Retro --kind data-processing --signed 2026-01-01", "personal-data"),
        ("agreement attach Retro --kind premises --signed 2026-01-01", "premises"),
        (
            "agreement attach Retro --with Teatret --kind letter-of-intent --signed 2026-01-01",
            "several-parties",
        ),
        ("project add Stage --with Retro --with Teatret", "several-parties"),
    ],
)
def test_what_the_register_holds_counts_for_complexity(house: Cli, line: str, code: str) -> None:
    house.done("partner", "add", "Teatret", "--on", "2025-01-01")

    def known(*options: str) -> dict[str, str]:
        report = house.json("partner", "complexity", "Retro", *options)
        return {row["code"]: row["is_so"] for row in report["sections"]["complexity"]}

    assert known()[code] == "unknown"
    house.done(*line.split())
    assert known()[code] == "yes"
    if "--signed" in line:
        assert known("--as-of", "2025-12-31")[code] == "unknown"


def known(cli: Cli, *options: str) -> dict[str, str]:
    """What is known of the partner for its complexity."""
    report = cli.json("partner", "complexity", "Retro", *options)
    return {row["code"]: row["is_so"] for row in report["sections"]["complexity"]}


def test_complexity_goes_by_the_terms_of_the_day_and_not_while_suspended(house: Cli) -> None:
    paper = ("agreement", "attach", "Retro", "--signed", "2024-01-01", "--until", "2025-12-31")
    amend = ("agreement", "amend", "1", "--from", "2025-06-01", "--until", "2028-12-31")
    house.done(*paper, "--kind", "data-processing")
    house.done(*amend, "--value", "3000", "--currency", "DKK")
    assert [known(house)[code] for code in ("personal-data", "money")] == ["yes", "yes"]
    assert known(house, "--as-of", "2025-05-31")["money"] == "unknown"
    house.done("agreement", "suspend", "1", "--from", "2026-02-01")
    assert [known(house)[code] for code in ("personal-data", "money")] == ["unknown", "unknown"]


def test_a_third_party_is_another_partner_and_may_be_of_any_kind(house: Cli) -> None:
    house.done("partner", "edit", "Retro", "--sector", "public")
    house.done("partner", "add", "Teatret", "--on", "2025-01-01")
    codes = ("several-parties", "several-sectors")
    house.done(
        *("agreement", "attach", "Teatret", "--with", "Retro", "--kind", "written-agreement"),
        *("--signed", "2025-01-01"),
    )
    assert [known(house)[code] for code in codes] == ["yes", "unknown"]
    answer(house, "several-sectors", "Yes, Teatret is a company")
    assert known(house)["several-sectors"] == "yes"
    house.done("agreement", "leave", "1", "Teatret", "--on", "2026-01-01")
    assert [known(house)[code] for code in codes] == ["unknown", "no"]
