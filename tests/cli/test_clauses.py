"""`partnerreg agreement clause|check`, and the rule that looks at clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register


@pytest.fixture
def signed(cli: Cli) -> Cli:
    """A strategic partner with a written agreement."""
    inherited = ("--level", "1", "--override", "Inherited", "--on", "2025-01-01")
    cli.done("partner", "add", "Café Retro", *inherited)
    kind = ("--kind", "written-agreement", "--title", "Scenen")
    cli.done("agreement", "attach", "retro", *kind, "--signed", "2025-01-01")
    return cli


def states(cli: Cli, *options: str) -> dict[str, str]:
    answer = cli.json("agreement", "check", "1", *options)
    return {row["code"]: row["state"] for row in answer["sections"]["clauses"] if row["state"]}


def rule(cli: Cli, *options: str) -> dict[str, Any]:
    rules = cli.json("partner", "check", "retro", "--to", "1", *options)["sections"]["rules"]
    return next(one for one in rules if one["code"] == "agreement-complete")


def test_clauses_are_marked_in_the_words_of_every_language(signed: Cli, register: Register) -> None:
    marks = ("parties=in", "purpose=med", "goals=delvis", "data=puuttuu", "rights=ei koske")
    said = signed.done("agreement", "clause", "1", *marks, "--note", "Læst sammen")
    assert said == (
        "Agreement #1: parties in, purpose in, goals partly, data not, rights not-relevant.\n"
    )
    assert register.rows("SELECT code, state, note, marked_on FROM clause WHERE code = 'data'") == [
        ("data", "not", "Læst sammen", "2026-03-01")
    ]
    answer = signed.json("agreement", "check", "1")
    assert (answer["complete"], answer["missing"], answer["open"]) == (False, 1, 9)
    assert answer["notes"] == [
        "1 clause is missing.",
        "9 clauses are not marked: `partnerreg agreement clause 1 CLAUSE=STATE`.",
    ]


def test_what_is_left_is_marked_at_once_and_nothing_marked_is_touched(signed: Cli) -> None:
    signed.done("agreement", "clause", "1", "data=not")
    signed.done("agreement", "clause", "1", "rest=in", "rights=partly")
    found = states(signed)
    assert (found.pop("data"), found.pop("rights")) == ("not", "partly")
    assert set(found.values()) == {"in"}
    assert len(found) == 12


def test_a_mark_holds_from_its_day_until_a_later_one(signed: Cli) -> None:
    signed.done("agreement", "clause", "1", "data=not", "--on", "2025-06-01")
    signed.done("agreement", "clause", "1", "data=in", "--on", "2026-02-01")
    assert states(signed, "--as-of", "2025-05-31") == {}
    assert states(signed, "--as-of", "2026-01-31") == {"data": "not"}
    assert states(signed) == {"data": "in"}
    signed.done("agreement", "clause", "1", "data=partly", "--on", "2026-02-01")
    assert states(signed) == {"data": "partly"}
    signed.done("undo")
    assert states(signed) == {"data": "in"}


def test_the_rule_asks_for_all_clauses_and_none_that_is_missing(signed: Cli) -> None:
    assert rule(signed)["met"] is False
    assert rule(signed)["remedy"] == "partnerreg agreement clause 1 rest=STATE"
    signed.done("agreement", "clause", "1", "rest=in", "--on", "2026-01-01")
    assert rule(signed)["met"] is True
    assert rule(signed, "--as-of", "2025-12-31")["met"] is False
    signed.done("agreement", "clause", "1", "data=partly", "rights=not-relevant")
    assert rule(signed)["met"] is True
    signed.done("agreement", "clause", "1", "ending=not")
    assert rule(signed)["met"] is False
    assert signed.json("partner", "list", "--missing", "agreement-complete")[0]["id"] == 1


def test_only_an_agreement_in_force_counts(signed: Cli) -> None:
    signed.done("agreement", "clause", "1", "rest=in")
    signed.done("agreement", "terminate", "1")
    assert rule(signed)["met"] is False
    assert rule(signed)["remedy"].startswith("partnerreg agreement attach")


def test_a_clause_that_a_policy_takes_out_keeps_its_mark_and_one_of_its_own_is_asked(
    signed: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed.done("agreement", "clause", "1", "rest=in")
    (tmp_path / "ours.toml").write_text(
        '[checklists.agreement.items]\nrights = "off"\n'
        '[checklists.agreement.items.insurance]\ngroup = "how"\ntext.en = "Insurance"\n'
    )
    monkeypatch.setenv("PARTNERREG_POLICY", str(tmp_path / "ours.toml"))
    rows = signed.json("agreement", "check", "1")["sections"]["clauses"]
    shown = {row["code"]: (row["text"], row["state"]) for row in rows}
    assert shown["rights"] == ("(no longer asked)", "in")
    assert shown["insurance"] == ("Insurance", None)
    assert rule(signed)["met"] is False
    signed.done("agreement", "clause", "1", "insurance=in")
    assert rule(signed)["met"] is True


def test_an_agreement_shows_what_is_marked_and_takes_it_along(
    signed: Cli, register: Register
) -> None:
    assert signed.json("agreement", "show", "1")["clauses"] == []
    signed.done("agreement", "clause", "1", "data=not")
    [clause] = signed.json("agreement", "show", "1")["clauses"]
    assert (clause["code"], clause["mark"], clause["state"]) == ("data", "missing", "not")
    assert "Personoplysninger" in signed("agreement", "show", "1", "--lang", "da").stdout
    signed.done("export", "all", "whole")
    signed.done("import", "all", "whole", "--db", "new.db")
    assert signed.json("agreement", "show", "1", "--db", "new.db")["clauses"] == [clause]
    signed.done("agreement", "remove", "1", "--yes")
    assert register.value("SELECT count(*) FROM clause") == 0
    signed.done("undo")
    assert states(signed) == {"data": "not"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("1 puropse=in", 2, "There is no clause 'puropse'.\nDid you mean purpose?\n"),
        ("1 xyzzy=in", 2, "There is no clause 'xyzzy'.\nThe clauses: parties, purpose,"),
        ("1 data", 2, "'data' does not say how the clause is marked.\nWrite data=in, partly,"),
        ("1 data=maybe", 2, "data 'maybe' is not one of in, partly, not, not-relevant"),
        ("9 data=in", 3, "There is no agreement #9."),
        ("1 data=in --on 2026-03-02", 2, "2026-03-02 lies in the future; mark a clause when"),
    ],
)
def test_what_is_no_mark_is_refused_whole(
    signed: Cli, register: Register, words: str, code: int, said: str
) -> None:
    answer = signed("agreement", "clause", *words.split(), "purpose=in")
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith(f"Error: {said}")
    assert register.value("SELECT count(*) FROM clause") == 0
