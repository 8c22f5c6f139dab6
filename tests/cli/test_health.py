"""`partnerreg health`: rounds, forms out and in, and what the answers come to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.command_line import Cli, Register

ALL = ("p1", "p2", "b1", "b2", "l1", "l2", "e1", "e2", "e3", "w1", "w2", "w3", "t1", "t2", "r1")
CODES = (*ALL, "r2")
MARK = r"partnerreg-health:[a-z0-9]{10}:they"


def scores(score: int, **others: int) -> list[str]:
    """The same answer to every statement, but for some."""
    return [f"{code}={others.get(code, score)}" for code in CODES]


@pytest.fixture
def opened(cli: Cli) -> Cli:
    """A partner with an open health check."""
    cli.done("partner", "add", "Café Ø")
    cli.done("health", "open", "1", "--on", "2026-02-01")
    return cli


def test_both_sides_are_compared_group_by_group(opened: Cli) -> None:
    opened.done("health", "answer", "1", *scores(4), "--side", "we")
    opened.done("health", "answer", "1", *scores(5), "--side", "we")
    opened.done("health", "answer", "1", *scores(4, l1=1, l2=2), "--side", "they")

    shown = opened.json("health", "show", "ø")

    groups = {row["group"]: row for row in shown["sections"]["groups"]}
    assert (groups["balance"]["we"], groups["balance"]["they"]) == (4.5, 1.5)
    assert (groups["balance"]["gap"], groups["balance"]["far_apart"]) == (3.0, True)
    assert groups["balance"]["low"]
    assert not groups["people"]["far_apart"]
    assert [row["code"] for row in shown["sections"]["topics"]][:2] == ["l1", "l2"]
    assert shown["summary"][1:] == [
        "2 people answered for the house.",
        "1 person answered for the partner: one view, not that of all.",
    ]


def test_of_fewer_than_half_of_the_answers_no_mean_is_told(opened: Cli) -> None:
    opened.done("health", "answer", "1", "e1=4", "w1=4", "w2=3", "--side", "we")

    groups = {
        row["group"]: row["we"] for row in opened.json("health", "show", "1")["sections"]["groups"]
    }

    # One of three is too few, two of three are enough; half is, too.
    assert (groups["people"], groups["working"]) == (None, 3.5)
    opened.done("health", "answer", "1", "p1=5", "--side", "we", "--respondent", "1")
    groups = {
        row["group"]: row["we"] for row in opened.json("health", "show", "1")["sections"]["groups"]
    }
    assert groups["purpose"] == 5.0


def test_only_rounds_of_one_version_are_a_course(opened: Cli, tmp_path: Path) -> None:
    opened.done("health", "answer", "1", *scores(4), "--side", "we")
    opened.done("health", "close", "1")
    opened.done("health", "open", "1")
    opened.done("health", "answer", "2", *scores(3), "--side", "we")
    shown = opened.json("health", "show", "1")["sections"]
    assert [row["we"] for row in shown["course"]] == [4.0, 3.0]
    assert shown["groups"][0]["we_change"] == -1.0

    policy = tmp_path / "ours.toml"
    policy.write_text(
        '[checklists.health]\nversion = "ours"\n[checklists.health.items]\nr2 = "off"\n', "utf-8"
    )
    opened.done("health", "close", "2")
    opened.done("health", "open", "1", "--policy", str(policy))
    opened.done("health", "answer", "3", "p1=3", "--side", "we")
    assert "r2" in opened("health", "answer", "3", "r2=3", "--side", "we").stderr
    assert opened.json("health", "show", "1", "--policy", str(policy))["sections"]["course"] == []
    # An earlier round speaks as it did.
    assert opened.json("health", "show", "1", "--round", "2", "--policy", str(policy))["sections"][
        "statements"
    ][-1]["text"].startswith("We know how it would end")


def test_a_round_is_shown_as_it_was_on_a_day(opened: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERREG_TODAY", "2026-02-10")
    opened.done("health", "answer", "1", *scores(4), "--side", "we")
    monkeypatch.setenv("PARTNERREG_TODAY", "2026-03-01")
    opened.done("health", "answer", "1", *scores(2), "--side", "they")

    then = opened.json("health", "show", "1", "--as-of", "2026-02-15")

    assert then["sections"]["groups"][-1]["they"] is None
    assert opened("health", "show", "1", "--as-of", "2026-01-31").exit_code == 3


def test_comments_stay_inside_and_for_their_time(
    opened: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.done("health", "answer", "1", "p1=2 Ingen spurgte Åse", "keep=Scenen", "--side", "they")

    assert "Åse" in opened("health", "show", "1").stdout
    assert "Åse" not in opened("health", "show", "1", "--outward").stdout
    assert "Åse" not in opened("report", "brief", "1", "--outward").stdout
    monkeypatch.setenv("PARTNERREG_TODAY", "2028-02-02")
    later = opened("health", "show", "1").stdout
    assert "Åse" not in later
    assert "2 comments are left out" in later


def test_one_round_is_open_at_a_time_and_a_closed_one_takes_no_answers(opened: Cli) -> None:
    assert "`partnerreg health close 1`" in opened("health", "open", "1").stderr
    opened.done("health", "close", "1")
    assert "#1 was closed on 2026-03-01 already." in opened("health", "close", "1").stderr
    refused = opened("health", "answer", "1", "p1=3", "--side", "we")
    assert "was closed on 2026-03-01; it takes no answers" in refused.stderr
    assert "was closed" in opened("health", "form", "1", "--side", "we", "-o", "x.csv").stderr
    assert not Path("x.csv").exists()


def test_a_round_is_not_taken_for_a_partner_and_a_new_one_points_to_the_one_before(
    opened: Cli,
) -> None:
    opened.done("health", "answer", "1", *scores(4), "--side", "we")
    opened.done("health", "close", "1")
    opened.done("partner", "add", "Retro")
    said = opened("health", "open", "café")

    assert "`partnerreg health form 2 --side we" in said.stderr
    assert "`partnerreg health show 1 --round 1`" in opened("health", "show", "café").stdout
    assert "`partnerreg health show 1 --round 2`" in opened("health", "show", "2").stderr


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["p1=6"], "p1: '6' is not a number from 1 to 5."),
        (["p1"], "'p1' is no answer; write CODE=1–5."),
        (["p2=3", "x=3"], "'x' is no statement of health check #1."),
        (["p1=1", "p1=2"], "'p1=2' is there twice."),
        (["p1="], "No statement is answered."),
        (["p1=3 a\x07b"], "p1: the comment holds a control character"),
    ],
)
def test_a_wrong_answer_is_named_and_none_is_kept(
    opened: Cli, register: Register, answers: list[str], said: str
) -> None:
    result = opened("health", "answer", "1", *answers, "--side", "we")

    assert result.exit_code == 2
    assert said in result.stderr
    assert register.value("SELECT count(*) FROM health_answer") == 0


def fill_csv(path: Path, **cells: str) -> None:
    """Fill in a form as a Nordic Excel does: its columns, its encoding."""
    lines = path.read_text("utf-8-sig").splitlines()
    for n, line in enumerate(lines):
        code, *rest = line.split(";")
        if code in cells:
            rest[2] = cells[code]
        lines[n] = ";".join([code, *rest])
    path.write_bytes("\r\n".join(lines).encode("cp1252"))


def fill_docx(path: Path, **cells: str) -> None:
    """Fill in a form as with Word."""
    from docx import Document

    document = Document(str(path))
    for table in document.tables:
        for row in table.rows:
            if text := cells.get(row.cells[0].text):
                row.cells[2].text = text
    document.save(str(path))


FILLS: dict[str, Callable[..., None]] = {"csv": fill_csv, "docx": fill_docx}


@pytest.mark.parametrize("kind", FILLS)
@pytest.mark.parametrize("language", ["en", "da", "sv", "fi", "nb"])
def test_a_form_that_was_filled_in_is_read(
    opened: Cli, register: Register, kind: str, language: str
) -> None:
    name = f"form.{kind}"
    opened.done("--lang", language, "health", "form", "1", "--side", "they", "-o", name)
    FILLS[kind](Path(name), p1="4", r2=" 2,0 ")

    said = opened.done("health", "read", name)

    assert said.startswith(f"{name}: respondent 1 of that side (they) answered 2 of 16 statements")
    assert register.rows("SELECT side, code, score FROM health_answer ORDER BY id") == [
        ("they", "p1", 4),
        ("they", "r2", 2),
    ]


@pytest.mark.parametrize("kind", FILLS)
def test_a_fault_in_a_form_is_named_by_its_statement_and_nothing_of_any_form_is_kept(
    opened: Cli, register: Register, kind: str
) -> None:
    for name in ("good", "bad"):
        opened.done("health", "form", "1", "--side", "they", "-o", f"{name}.{kind}")
    FILLS[kind](Path(f"good.{kind}"), p1="4")
    FILLS[kind](Path(f"bad.{kind}"), p1="4", b2="yes", w1="9")

    result = opened("health", "read", f"good.{kind}", f"bad.{kind}")

    assert result.exit_code == 2
    assert f"bad.{kind}, b2: 'yes' is not a number from 1 to 5." in result.stderr
    assert f"bad.{kind}, w1: '9' is not a number from 1 to 5." in result.stderr
    assert register.value("SELECT count(*) FROM health_answer") == 0


def test_a_form_read_twice_is_told_but_another_may_answer_alike_or_be_mended(
    opened: Cli, register: Register
) -> None:
    opened.done("health", "form", "1", "--side", "they", "-o", "form.csv")
    fill_csv(Path("form.csv"), p1="4")
    opened.done("health", "read", "form.csv")

    again = opened("health", "read", "form.csv")

    assert (again.exit_code, "--another" in again.stderr) == (2, True)
    opened.done("health", "read", "form.csv", "--another")
    fill_csv_again = Path("form.csv").read_bytes().replace(b";4;", b";5;")
    Path("form.csv").write_bytes(fill_csv_again)
    opened.done("health", "read", "form.csv", "--respondent", "2")
    assert register.rows("SELECT respondent, score FROM health_answer ORDER BY id") == [
        (1, 4),
        (2, 5),
    ]


def test_forms_of_other_registers_rounds_and_of_no_round_are_refused(
    opened: Cli, tmp_path: Path
) -> None:
    opened.done("partner", "add", "Teatret")
    opened.done("health", "open", "2")
    opened.done("health", "form", "1", "--side", "they", "-o", "form.csv")
    fill_csv(Path("form.csv"), p1="4")
    text = Path("form.csv").read_text("cp1252")

    other_round = opened("health", "read", "form.csv", "--round", "2")
    assert "is a form of health check #1, not #2" in other_round.stderr
    Path("other.csv").write_text(re.sub(MARK, "partnerreg-health:aaaaaaaaaa:they", text), "cp1252")
    other_register = opened("health", "read", "other.csv")
    assert (other_register.exit_code, "of another register" in other_register.stderr) == (3, True)
    Path("none.csv").write_text(re.sub(MARK, "", text), "cp1252")
    assert "is no form of a health check" in opened("health", "read", "none.csv").stderr
    opened.done("health", "close", "1")
    assert "takes no answers" in opened("health", "read", "form.csv").stderr
    for name in ("form.pdf", "gone.docx", "gone.html"):
        assert opened("health", "read", name).exit_code in {2, 3}


def test_answers_written_as_tracked_changes_are_read(opened: Cli, register: Register) -> None:
    from docx import Document
    from docx.oxml import OxmlElement

    opened.done("health", "form", "1", "--side", "they", "-o", "form.docx")
    fill_docx(Path("form.docx"), p1="4", p2="2")
    document = Document("form.docx")
    for row in document.tables[0].rows[1:3]:
        (run,) = row.cells[2].paragraphs[0].runs
        change = OxmlElement("w:ins" if row.cells[0].text == "p1" else "w:moveFrom")
        run._r.addprevious(change)
        change.append(run._r)
    document.save("form.docx")

    assert "answered 1 of 16" in opened.done("health", "read", "form.docx")
    assert register.rows("SELECT score FROM health_answer") == [(4,)]


def test_a_file_that_is_damaged_or_lost_a_part_is_refused(opened: Cli, register: Register) -> None:
    from docx import Document

    opened.done("health", "form", "1", "--side", "they", "-o", "form.docx")
    data = Path("form.docx").read_bytes()
    Path("cut.docx").write_bytes(data[: len(data) // 2])
    Path("text.docx").write_text("p1: 4")
    document = Document("form.docx")
    row = document.tables[0].rows[1]
    row.cells[2].merge(row.cells[3]).text = "4"
    document.tables[1].rows[1].cells[0].text = "zz"
    document.save("merged.docx")
    document.paragraphs[-1].clear()
    document.save("unmarked.docx")
    for name, json in {
        "list": "[]",
        "short": '{"p1": ["4"]}',
        "deep": "[" * 100_000,
        "none": "{}",
        "wrong": '{"p1": ["7", ""]}',
    }.items():
        opened.done("health", "form", "1", "--side", "they", "-o", f"{name}.html")
        page = Path(f"{name}.html").read_text("utf-8")
        Path(f"{name}.html").write_text(page.replace(">{}<", f">{json}<"), "utf-8")

    for path in sorted(Path().glob("*.docx")) + sorted(Path().glob("*.html")):
        answer = opened("health", "read", str(path))
        assert answer.exit_code == 2, path
        assert path.name in answer.stderr
    assert register.value("SELECT count(*) FROM health_answer") == 0


def test_all_of_it_goes_through_a_whole_export_and_can_be_taken_back(
    opened: Cli, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.done("health", "answer", "1", "p1=2 Nej", "keep=Scenen", "--side", "they")
    opened.done("export", "all", "whole")
    opened.done("undo")
    opened.done("undo")
    assert register.value("SELECT count(*) FROM health_statement") == 0
    opened.done("redo")
    opened.done("redo")
    before = rows_of(register)

    monkeypatch.setenv("PARTNERREG_DB", str(tmp_path / "other.db"))
    opened.done("import", "all", "whole")

    assert rows_of(type(register)(tmp_path / "other.db")) == before


def rows_of(register: Register) -> list[Any]:
    tables = ("health_check", "health_statement", "health_answer")
    return [register.rows(f"SELECT * FROM {table}") for table in tables]


def test_a_report_tells_of_all_partners_the_lowest_first(opened: Cli) -> None:
    opened.done("partner", "add", "Teatret")
    opened.done("partner", "add", "Skolen")
    opened.done("health", "open", "2")
    opened.done("health", "answer", "1", *scores(4), "--side", "we")
    opened.done("health", "answer", "2", *scores(4, t1=1, t2=2), "--side", "they")

    report = opened.json("report", "health")

    rows = report["sections"]["partners"]
    assert [(row["partner"], row["lowest"], row["low"]) for row in rows] == [
        ("Teatret", 1.5, True),
        ("Café Ø", 4.0, False),
    ]
    assert rows[0]["group"] == "talking"
    assert report["notes"] == ["1 partner has had no health check."]
