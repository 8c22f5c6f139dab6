"""The way from a new partner to the level report, as it is typed, on a machine with no register."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.command_line import Cli, Register

# What is typed, and what it ends with.
SCRIPT = """
0 partner add "Café Retro" --sector civil-society --municipality København
5 partner promote "cafe retro" --to service
0 unit add "Children and youth"
0 area add "Youth"
0 goal add "More young people take part" --code G1 --from 2026-01-01
0 staff add "Outreach desk" --unit "Children and youth"
0 staff assign "Outreach desk" "Café Retro" --as coordinator --from 2026-01-15
0 goal link G1 "Café Retro" --because "Run by young volunteers"
0 area link Youth "Café Retro"
0 partner edit "Café Retro" --unit "Children and youth" --together "A weekly open stage" \
--for-whom "Young people 15-25" --why-together "They bring the scene, we bring the house"
0 agreement attach "Café Retro" letter.pdf --kind letter-of-intent --title "Letter of intent" \
--signed 2026-02-01 --until 2035-01-31
0 partner promote "Café Retro" --to service --reason "Agreed at the spring meeting"
5 partner promote "Café Retro" --to strategic
0 partner promote "Café Retro" --to strategic --override "Decided by the board"
0 report levels
0 report levels --format json
0 agreement document 1 -o out.pdf
0 report levels --by municipality
"""

LETTER = b"%PDF-1.7\n\x00\xff letter of intent"


def test_the_way_from_a_new_partner_to_the_level_report(
    bare_cli: Cli, register: Register, tmp_path: Path
) -> None:
    (tmp_path / "letter.pdf").write_bytes(LETTER)
    answers = {}
    for line in SCRIPT.strip().splitlines():
        code, command = line.split(maxsplit=1)
        answer = bare_cli(*shlex.split(command))
        assert answer.exit_code == int(code), f"{command}\n{answer.output}"
        asked = command.startswith("report")
        assert bool(answer.stdout) is asked, "data on stdout, messages on stderr"
        assert bool(answer.stderr) is not asked
        answers[command] = answer

    refused = [answer.stderr for answer in answers.values() if answer.exit_code == 5]
    for number, codes in enumerate(
        [
            ["agreement-or-intent", "goal-or-pilot", "coordinator", "joint-value"],
            ["written-agreement", "management-follows"],
        ]
    ):
        lines = refused[number].splitlines()
        assert [line.split(":")[0] for line in lines if "✘" in line] == [f"  ✘ {c}" for c in codes]
        assert len([line for line in lines if line.startswith("      partnerreg ")]) == len(codes)

    report = json.loads(answers["report levels --format json"].stdout)
    strategic = report["sections"]["levels"][0]
    opens = strategic.pop("filter")
    assert opens["partners"] == "partner list --level strategic --as-of 2026-03-01"
    assert strategic == {
        "level": 1,
        "name": "strategic",
        "label": "strategic partnership",
        "partners": 1,
        "unsupported": 1,
        "reached": 1,
        "left": 0,
    }
    assert "København" in answers["report levels --by municipality"].stdout
    assert (tmp_path / "out.pdf").read_bytes() == LETTER
    assert register.rows(
        "SELECT from_level, to_level, overridden, reason FROM level_change ORDER BY id"
    ) == [
        (None, 3, 0, None),
        (3, 2, 0, "Agreed at the spring meeting"),
        (2, 1, 1, "Decided by the board"),
    ]
    assert register.operations == sum(line[0] == "0" for line in SCRIPT.strip().splitlines()) - 4


def test_the_json_of_a_report_goes_through_a_pipe(portfolio: Cli) -> None:
    program, tool = (f"{sys.executable} -m {module}" for module in ("partnerreg", "json.tool"))
    shell = f"{program} report levels --format json | {tool}"

    piped = subprocess.run(shell, shell=True, capture_output=True, check=True)

    assert piped.stderr == b""
    assert json.loads(piped.stdout)["report"] == "levels"
