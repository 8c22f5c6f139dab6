"""What the journal says of a command: things by their numbers, nobody by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.command_line import Cli, Register

PEOPLE = ("Bo", "Ib", "Åse", "Per")

SAID = {
    "staff add Per": "#3",
    "staff edit Bo --email bo@example.dk --unit Lab": "#1: e-mail, unit",
    "staff assign ib alfa --as management": "#2 to partner #1 as management",
    "staff unassign Ib Alfa --as management": (
        "#2 from partner #1 as management, after 2026-03-01"
    ),
    "staff retire Per --on 2026-04-01": "#3 on 2026-04-01",
    "contact add Alfa Åse --email aase@example.dk": "#1 at partner #1",
    "contact edit åse --phone +4586123456 --role Leader": "#1 at partner #1: phone, role",
    "contact remove Åse --yes": "#1 at partner #1",
    "partner add Zeta": "#5 Zeta",
    "partner edit zeta --notes Ask-for-Per --tag Jazz": "#5: notes, tags",
    "partner end 5 --reason Over": "#5",
    "partner reopen zeta": "#5",
    "partner promote beta --to 2 --override Per-said-so": "#2 to service",
    "partner demote beta --to 3": "#2 to network",
    "agreement attach beta --kind letter-of-intent --title With-Per": (
        "#1 letter-of-intent with partner #2"
    ),
    "agreement sign #1 --on 2026-03-01": "#1 on 2026-03-01",
    "agreement terminate 1": "#1 on 2026-03-01",
    "activity log Alfa beta --title Coffee-with-Per": "#1 meeting with partner #1, #2",
    "evaluation add Alfa --rating mixed": "#1 of partner #1: mixed",
    "area link music alfa": "#2 to partner #1",
    "area unlink music alfa": "#2 from partner #1, after 2026-03-01",
    "goal unlink g1 beta": "#1 from partner #2, after 2026-03-01",
    "goal edit g1 --title Taking-part": "#1 G1: title",
    "unit edit lab --name Laboratory": "#2: name",
}


def test_a_summary_holds_numbers_and_what_was_changed_and_no_names(
    portfolio: Cli, register: Register
) -> None:
    last = "SELECT summary FROM operation ORDER BY id DESC LIMIT 1"
    said = {}
    for words in SAID:
        portfolio.done(*words.split())
        said[words] = register.value(last)

    assert said == SAID
    everything = " ".join(summary for (summary,) in register.rows("SELECT summary FROM operation"))
    assert not [name for name in PEOPLE if name in everything.split()]
