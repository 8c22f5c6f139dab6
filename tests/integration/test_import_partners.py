"""A list of partners comes in: what is then in the register, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.dialects import sqlite

from helpers.actions import TODAY, ask, dump, named, one, partner, writing
from helpers.list_imports import bring_in, csv_of, partner_rows
from partnerreg.cli.remedies import sentence
from partnerreg.db.journal import snapshot
from partnerreg.errors import InvalidInput
from partnerreg.reports.imports import Rejection
from partnerreg.tables import Unit, metadata

if TYPE_CHECKING:
    from pathlib import Path

FULL = """\
Navn;Sektor;Kommune;Land;CVR;Hjemmeside;Ekstern id;Omfang;Unge;Frivillige;Sammen;For hvem;\
Hvorfor sammen;Pilot til;Noter;Emneord;Vi giver;De får
 Café Åben ;forening;Aarhus;Danmark;13585628;www.cafe-aaben.dk/om;A-0007;lokal;ja;nej;\
En åben scene;Unge;De kender scenen;2026-12-31;"To
linjer";Musik, unge;Huset;Publikum
"""


def test_an_imported_partner_is_the_same_as_one_that_is_typed(register: Path) -> None:
    bring_in(register, FULL)
    imported = partner_rows(register)[0]
    with writing(register) as work:
        partner(
            work,
            "Café Åben",
            sector="civil society",
            municipality="Århus",
            country="DK",
            registration_number="13 58 56 28",
            website="www.cafe-aaben.dk/om",
            external_id="another",
            scope="local",
            involves_youth=True,
            involves_volunteers=False,
            together="En åben scene",
            for_whom="Unge",
            why_together="De kender scenen",
            pilot_until="2026-12-31",
            notes="To\nlinjer",
            tags="Musik; unge",
            we_give=["Huset"],
            they_get=["Publikum"],
        )
    typed = partner_rows(register)[1]
    assert typed == imported | {"external_id": "another", "municipality": "Århus"}


def test_types_are_never_guessed(register: Path) -> None:
    text = "name,external_id,country,registration_number\n007,0001,US,00123\n1e3,1.0,,\n"
    bring_in(register, text)
    names = ("name", "external_id", "registration_number")
    kept = [tuple(row[name] for name in names) for row in partner_rows(register)]
    assert kept == [("007", "0001", "00123"), ("1e3", "1.0", None)]


def test_cells_of_nothing_but_blanks_are_empty(register: Path) -> None:
    bring_in(register, 'name,municipality,notes,tags\nRetro,  ,"\t"," , "\n')
    (row,) = partner_rows(register)
    assert row["municipality"] is None
    assert row["municipality_key"] is None
    assert row["notes"] is None
    assert row["tags"] is None


def test_a_new_partner_starts_at_the_network_level_today(register: Path) -> None:
    bring_in(register, "name\nRetro\n")
    steps = ask(
        register,
        """SELECT partner_id, from_level, to_level, effective_on, recorded_at, actor, reason,
        overridden, findings FROM level_change""",
    )
    moment = "2026-03-01 09:30:00.000000"
    assert steps == [(1, None, 3, TODAY.isoformat(), moment, "tester", None, 0, "[]")]


def test_the_unit_is_found_by_its_folded_name(register: Path) -> None:
    with writing(register) as work:
        named(work, Unit, "Børn og unge")
    bring_in(register, "name,unit\nRetro,børn OG unge\nNord,\n")
    assert [row["unit"] for row in partner_rows(register)] == ["Børn og unge", None]


def test_everything_written_is_in_the_journal_once_as_it_stands(register: Path) -> None:
    with writing(register) as work:
        partner(work, "Retro")
    bring_in(register, "name,website,tags,we_give\nRetro,retro.dk,a,x\nNord,,b;c,y\n")
    operation = one(register, "SELECT max(id) FROM operation")
    assert one(register, "SELECT command FROM operation WHERE id = ?", operation) == (
        "import partners"
    )
    touched = ask(
        register,
        "SELECT table_name, row_id, last_row_id, partner_id, before, after FROM change"
        " WHERE operation_id = ?",
        operation,
    )
    assert sorted(change[:4] for change in touched) == [
        ("contribution", 1, 1, None),
        ("contribution", 2, None, 1),
        ("level_change", 2, 2, None),
        ("partner", 1, None, 1),
        ("partner", 2, 2, None),
        ("partner_tag", 1, 2, None),
        ("partner_tag", 3, None, 1),
    ]
    for table, row, last, _, before, after in touched:
        states = str(snapshot(metadata.tables[table]).compile(dialect=sqlite.dialect()))
        if last is not None:
            assert (before, after) == (None, None)
            continue
        assert one(register, f"SELECT {states} FROM {table} WHERE id = ?", row) == after
        if (table, row) == ("partner", 1):
            assert json.loads(before) == json.loads(after) | {"website": None}
        else:
            assert before is None


def test_importing_the_same_list_again_writes_nothing(register: Path) -> None:
    bring_in(register, FULL)
    before = dump(register)
    outcome = bring_in(register, FULL)
    assert (outcome.added, outcome.changed, outcome.unchanged, outcome.differ) == (0, 0, 1, 0)
    assert dump(register) == before


def test_a_dry_run_finds_the_same_and_writes_nothing(register: Path) -> None:
    before = dump(register)
    dry = bring_in(register, FULL, dry_run=True)
    assert dump(register) == before
    real = bring_in(register, FULL)
    assert (dry.added, dry.rows, dry.dry_run) == (real.added, real.rows, True) == (1, 1, True)


def test_a_value_for_every_row_gives_way_to_a_cell_that_is_filled(register: Path) -> None:
    bring_in(
        register,
        "name,land\nRetro,NO\nNord, \n",
        settings=["country=SE", "Sektor=offentlig", "level=network"],
    )
    kept = [(row["country"], row["sector"]) for row in partner_rows(register)]
    assert kept == [("NO", "public"), ("SE", "public")]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("country=Sverigx", "--set country: 'Sverigx' is not a country"),
        ("unit=Nowhere", "--set unit: there is no unit 'Nowhere'"),
        ("name=Retro", "--set name: it cannot be the same in every row"),
        ("external_id=1", "--set external_id: it cannot be the same in every row"),
        ("sektar=public", "There is no field 'sektar'."),
        ("sector", "does not say what is what"),
        ("sector=", "does not say what is what"),
    ],
)
def test_a_value_for_every_row_that_cannot_be_is_refused_once(
    register: Path, setting: str, message: str
) -> None:
    before = dump(register)
    with pytest.raises(InvalidInput) as refused:
        bring_in(register, "name\nRetro\nNord\n", settings=[setting])
    assert sentence(refused.value.message).count(message) == 1
    assert dump(register) == before


def test_a_list_with_a_header_and_no_rows_is_refused(register: Path) -> None:
    with pytest.raises(InvalidInput, match="has a header and no rows"):
        bring_in(register, "name,municipality\n\n,\n")


BAD = """\
Navn;Kommune;Sektor;Land;Niveau;Enhed;Web
Retro;Aarhus;privat;DK;3;;retro.dk
;Aarhus;xx;Danmarkk;9;Nowhere;nope
Nord
Syd;;;;;;
"""
REJECTED = [
    Rejection(3, "Navn", "is empty; give a name", ""),
    Rejection(3, "Sektor", "'xx' is not one of public, private, civil-society, individual", "xx"),
    Rejection(3, "Land", "'Danmarkk' is not a country; write its two letters, as DK", "Danmarkk"),
    Rejection(3, "Niveau", "'9' is not one of strategic, service, network", "9"),
    Rejection(
        3,
        "Enhed",
        "there is no unit 'Nowhere'; add it with `partnerreg unit add Nowhere`",
        "Nowhere",
    ),
    Rejection(3, "Web", "'nope' is not a web address", "nope"),
    Rejection(4, None, "1 cell where the header has 7", ""),
]


def test_every_problem_of_every_bad_row_is_told_and_nothing_is_written(register: Path) -> None:
    before = dump(register)
    outcome = bring_in(register, BAD)
    assert outcome.rejected == REJECTED
    assert (outcome.rows, outcome.bad_rows, outcome.problems) == (4, 2, len(REJECTED))
    assert outcome.refused
    assert (outcome.added, dump(register)) == (0, before)


def test_good_rows_come_in_when_bad_ones_are_skipped(register: Path) -> None:
    outcome = bring_in(register, BAD, skip_bad=True)
    assert outcome.rejected == REJECTED
    assert (outcome.added, outcome.refused) == (2, False)
    assert [row["name"] for row in partner_rows(register)] == ["Retro", "Syd"]


def test_only_as_many_problems_are_held_as_are_shown(register: Path) -> None:
    outcome = bring_in(register, "name,sector\n" + "Retro,xx\n" * 5_000, shown=3)
    assert [one.line for one in outcome.rejected] == [2, 3, 4]
    assert (outcome.bad_rows, outcome.problems) == (5_000, 5_000)


def test_a_file_that_breaks_off_within_a_quote_leaves_nothing_behind(register: Path) -> None:
    before = dump(register)
    with pytest.raises(InvalidInput, match="line 3: a quote is opened and never closed"):
        bring_in(register, 'name,notes\nRetro,\n"Nord,\nSyd,\n', skip_bad=True)
    assert dump(register) == before


def test_text_of_every_kind_comes_through_as_it_is(register: Path) -> None:
    name, tags, notes = '[b]x, "y" \\ %s :z', 'a"b, \\c, {d}, [e], Ærø, 日本', "''"
    row = {"name": name, "tags": tags, "notes": notes}
    bring_in(register, csv_of([row], list(row)))
    (kept,) = partner_rows(register)
    assert (kept["name"], kept["notes"]) == (name, notes)
    assert [tag.split("/")[0] for tag in kept["tags"].split(";")] == tags.split(", ")
