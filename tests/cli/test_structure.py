"""What partners are, how they belong together, and who of ours does what for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
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
