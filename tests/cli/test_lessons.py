"""What is learnt, in groups that meet, and how it is told to others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register


@pytest.fixture
def house(cli: Cli) -> Cli:
    """Two partners, one of our people, a contact."""
    cli.done("partner", "add", "Café Retro", "--together", "Åben scene på Café Retro")
    cli.done("partner", "add", "Teatret")
    cli.done("staff", "add", "Mette Ørsted", "--from", "2025-01-01")
    cli.done("contact", "add", "retro", "Lise Holm")
    return cli


@pytest.fixture
def learnt(house: Cli) -> Cli:
    """One lesson that may be told with a name, one without, two that may not."""
    say = ("lesson", "add")
    house.done(*say, "retro", "--learned", "Lise åbner for Retros gæster", "--theme", "Scener")
    house.done("lesson", "edit", "1", "--share", "ja", "--advice", "Spørg Mette Ørsted først")
    house.done(*say, "teatret", "--learned", "Prøv i et år", "--share", "med navne")
    house.done(*say, "retro", "--learned", "Husk depositum", "--share", "no")
    house.done(*say, "--learned", "Tal sammen")
    return house


def lessons(cli: Cli, *words: str) -> list[str]:
    return [row["learned"] for row in cli.json("lesson", "list", *words)]


def test_lessons_are_listed_by_partner_theme_and_words(learnt: Cli) -> None:
    assert lessons(learnt, "retro") == ["Husk depositum", "Lise åbner for Retros gæster"]
    assert lessons(learnt, "--theme", "scene") == ["Lise åbner for Retros gæster"]
    assert lessons(learnt, "--containing", "mette aabner") == ["Lise åbner for Retros gæster"]
    assert lessons(learnt, "--share", "named") == ["Prøv i et år"]


def test_a_lesson_hangs_on_what_there_is(house: Cli) -> None:
    answer = house("lesson", "add", "--learned", "Nej", "--activity", "9")
    assert (answer.exit_code, answer.stderr.splitlines()[0]) == (
        3,
        "Error: There is no activity #9.",
    )
    house.done("activity", "log", "retro", "--title", "Åbning")
    house.done("lesson", "add", "--learned", "Ja", "--activity", "1")
    assert "lesson #1" in house("activity", "remove", "1", "--yes").stderr


def test_what_was_edited_since_is_kept_by_an_undo_where_it_belongs_to_nobody(house: Cli) -> None:
    house.done("lesson", "add", "--learned", "A")
    house.done("lesson", "edit", "1", "--advice", "B")
    assert house("undo", "5").exit_code != 0
    assert lessons(house) == ["A"]


def test_outward_only_what_is_to_be_shared_is_told_and_names_nobody(learnt: Cli) -> None:
    report = learnt.json("report", "lessons", "--outward")
    assert report["sections"]["lessons"] == [
        {"theme": "Scener", "learned": "[person] åbner for [partner] gæster", "hardest": None}
        | {"own_house": None, "advice": "Spørg [person] først", "partner": None},
        {"theme": None, "learned": "Prøv i et år", "hardest": None, "own_house": None}
        | {"advice": None, "partner": "Teatret"},
    ]
    assert report["notes"]
    assert len(learnt.json("report", "lessons")["sections"]["lessons"]) == 4


def test_who_signed_asked_or_has_a_draft_is_not_named_outward_either(house: Cli) -> None:
    attach = ("agreement", "attach", "retro", "--kind", "written-agreement")
    house.done(*attach, "--drafted", "2026-02-01")
    house.done("agreement", "send", "1", "--to", "Ida Lund, jurist")
    house.done("agreement", "sign", "1", "--by", "they", "--name", "Karl Bro (formand)")
    house.done("proposal", "add", "Skolen", "--what", "Kor", "--from", "Åse Dal")
    house.done("lesson", "add", "--learned", "Ida og Karl så Skolen med Åse", "--share", "yes")
    [lesson] = house.json("report", "lessons", "--outward")["sections"]["lessons"]
    assert lesson["learned"] == "[person] og [person] så [partner] med [person]"


def test_a_case_answers_five_questions_and_outward_without_names_and_evaluations(
    learnt: Cli,
) -> None:
    learnt.done("evaluation", "add", "retro", "--rating", "mixed", "--effect", "Flere unge")
    inside = learnt.json("report", "case", "retro")
    told = {
        code: [row["text"] for row in inside["sections"]["answers"] if row["code"] == code]
        for code in ("what", "learned", "hardest", "own-house", "advice")
    }
    assert told == {
        "what": ["Åben scene på Café Retro"],
        "learned": ["Husk depositum", "Lise åbner for Retros gæster", "Flere unge"],
        "hardest": [None],
        "own-house": [None],
        "advice": ["Spørg Mette Ørsted først"],
    }
    outward = json.dumps(learnt.json("report", "case", "retro", "--outward"), ensure_ascii=False)
    for secret in ("Retro", "Lise", "Mette", "depositum", "Flere unge"):
        assert secret not in outward
    page = learnt("report", "case", "retro", "--format", "markdown", "--lang", "sv").stdout
    assert "## Vad lärde ni er?" in page
    assert "ännu inte besvarad" in page


def test_a_question_of_the_house_s_own_stands_in_the_case(learnt: Cli, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[checklists.case.items.cost]\ntext.en = "What did it cost?"\n')
    rows = learnt.json("report", "case", "retro", "--policy", str(policy))["sections"]["answers"]
    assert (rows[-1]["question"], rows[-1]["text"]) == ("What did it cost?", None)


def test_lessons_come_in_from_a_list_once(house: Cli, tmp_path: Path) -> None:
    house.done("activity", "log", "retro", "--title", "Åbning")
    head = "Partner;Dato;Hvad vi lærte;Må deles;Aktivitetsnr\n"
    rows = "Café Retro;2026-01-02;Begynd småt;ja;1\n;2026-01-03;Begynd småt;;\n"
    (tmp_path / "l.csv").write_text(f"{head}{rows}", encoding="utf-8")
    assert "Added 2 lessons" in house.done("import", "lessons", "l.csv")
    assert "unchanged 2" in house.done("import", "lessons", "l.csv")
    assert house.json("lesson", "show", "1")["activity"] == "Åbning"
    (tmp_path / "l.csv").write_text(f"{head}Café Retro;2026-01-02;X;;9\n", encoding="utf-8")
    assert "there is no activity #9" in house("import", "lessons", "l.csv").stderr


# Network groups


@pytest.fixture
def group(house: Cli) -> Cli:
    """A group with all kinds of members."""
    house.done("group", "add", "Læring", "--purpose", "Bytte erfaringer", "--owner", "mette")
    house.done(
        *("group", "join", "læring", "--staff", "mette", "--contact", "lise"),
        *("--partner", "teatret", "--from", "2026-01-01"),
    )
    return house


def test_members_are_ours_and_theirs_each_from_a_day_to_a_day(group: Cli) -> None:
    said = group.done("group", "leave", "læring", "--partner", "teatret", "--on", "2026-02-01")
    assert said == "Teatret was a member of Læring until 2026-02-01.\n"
    members = group.json("group", "show", "læring")["members"]
    assert [(row["party"], row["name"], row["partner"], row["current"]) for row in members] == [
        ("we", "Mette Ørsted", None, True),
        ("they", "Lise Holm", "Café Retro", True),
        ("they", None, "Teatret", False),
    ]
    assert group.json("partner", "show", "retro")["groups"][0]["group"] == "Læring"
    assert group.json("group", "list")[0]["size"] == 2
    said = group.done("group", "leave", "læring", "--staff", "mette", "--contact", "lise")
    assert "are members of Læring until" in said  # the last day is one of theirs
    assert group.json("group", "list")[0]["size"] == 2


def test_a_retired_group_has_no_members(group: Cli) -> None:
    group.done("group", "retire", "læring")
    assert group.json("group", "list")[0]["size"] == 0
    members = group.json("group", "show", "læring")["members"]
    assert {row["current"] for row in members} == {False}


def test_nobody_is_in_a_group_twice_on_one_day(group: Cli, register: Register) -> None:
    before = register.operations
    answer = group("group", "join", "læring", "--staff", "mette")
    assert answer.stderr == "Error: Mette Ørsted is in Læring already, from 2026-01-01.\n"
    assert group("group", "join", "læring").exit_code == 2
    assert register.operations == before


def test_nobody_leaves_before_they_came(group: Cli) -> None:
    answer = group("group", "leave", "læring", "--staff", "mette", "--on", "2025-12-31")
    assert answer.stderr == "Error: 2025-12-31 lies before the start 2026-01-01.\n"
    group.done("group", "leave", "læring", "--staff", "mette")
    assert group("group", "leave", "læring", "--staff", "mette").exit_code == 3


def test_a_meeting_of_a_group_is_an_activity_without_or_with_partners(group: Cli) -> None:
    group.done("group", "meet", "læring", "--title", "Februar", "--on", "2026-02-02")
    said = group.done("group", "meet", "læring", "retro", "--title", "Marts")
    assert said == "Logged meeting #2 Marts with Café Retro, of Læring.\n"
    group.done("activity", "log", "--title", "Besøg", "--kind", "visit", "--group", "læring")
    met = [row["title"] for row in group.json("group", "show", "læring")["activities"]]
    assert met == ["Besøg", "Marts", "Februar"]
    assert group.json("group", "list")[0]["last_met"] == "2026-03-01"


def test_a_retired_group_meets_no_more(group: Cli) -> None:
    group.done("group", "retire", "læring", "--on", "2026-02-01")
    answer = group("group", "meet", "læring", "--title", "Marts")
    assert "The network group Læring was retired on 2026-02-01." in answer.stderr


def test_a_contact_that_is_removed_is_in_no_group_and_comes_back_to_it(group: Cli) -> None:
    group.done("contact", "remove", "lise", "--yes")
    assert group.json("group", "list")[0]["size"] == 2
    group.done("undo")
    assert group.json("group", "list")[0]["size"] == 3


def test_a_contact_that_may_be_kept_no_longer_is_not_named(group: Cli) -> None:
    group.done("contact", "edit", "lise", "--retain-until", "2026-02-28")
    members = group.json("group", "show", "læring")["members"]
    assert (members[1]["name"], members[1]["partner"]) == (None, "Café Retro")
