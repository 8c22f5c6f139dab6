"""Lists that are exported: what stands in their rows."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.actions import TODAY, activity, named, one, partner, raw, writing
from helpers.filled_register import CAFE, THEATRE
from partnerreg.db.opening import open_reader
from partnerreg.nouns.registry import noun
from partnerreg.queries.things import exported
from partnerreg.tables import Area
from partnerreg.transfer import cells
from partnerreg.transfer.export import batches_of, listing, write_list
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.reader import PreparedReader

# What an import maps without being told.
HEADERS = {
    "partners": "number name level since status sector municipality country registration_number "
    "external_id website scope policy_field legal_form non_profit region involves_youth "
    "involves_volunteers together for_whom why_together we_give we_get they_give they_get "
    "pilot_until tags notes unit unit_since areas goals audiences coordinator contact_name "
    "contact_role contact_email contact_phone contact_source contact_legal_basis",
    "contacts": "number partner partner_name name role email phone primary source legal_basis "
    "informed_on verified_on retain_until notes",
    "agreements": "number partner partner_name kind title parties partner_names reference "
    "drafted_on sent_to sent_on signed_on valid_from "
    "valid_until renewal_months notice_months notice notice_to value currency terminated_on "
    "left_on we_signed they_signed exit_terms replaces",
    "activities": "number held_on kind title partners partner_names unit area at hours staff "
    "place outside online series group participants audience audiences notes",
    "contributions": "number partner partner_name party direction text kind hours worth currency "
    "starts_on ends_on",
    "staff": "number name email phone unit management starts_on ends_on",
    "projects": "number title partners partner_names purpose scope goals phase since end_reason "
    "owner units expected_from expected_until began_on ended_on notes",
    "targets": "number project indicator baseline target measure due reached reached_on",
    "milestones": "number project title owner due first_due done_on notes",
    "units": "number name retired_on",
    "areas": "number name retired_on",
    "goals": "number code title starts_on ends_on audiences",
    "audiences": "number name minors retired_on",
    "evaluations": "number partner partner_name held_on rating experience effect continuation "
    "decision judged_by evidence effect_on indicators answers next_on",
    "lessons": "number partner partner_name noted_on theme learned hardest own_house advice share "
    "project activity group",
    "communications": "number partner partner_name title reach audience units channel text link "
    "planned_on published_on partner_approved_on owner project activity",
    "preparation": "number partner partner_name code text state answered_on answered_by",
    "expectations": "number partner partner_name party text stated_on due_on met settled_on "
    "outcome",
}


@pytest.fixture
def reader(filled: Path) -> Iterator[PreparedReader]:
    reader = open_reader(filled, pytest.fail)
    yield reader
    reader.close()


def headers(name: str, *, contacts: bool = False) -> list[str]:
    beside = contacts and name == "partners"
    return [column.header for column in exported(listed_nouns()[name], beside=beside)[1]]


def rows(reader: PreparedReader, name: str, **asked: object) -> list[dict[str, Any]]:
    beside = name == "partners"
    names = headers(name, contacts=True)
    return [
        {key: cell for key, cell in zip(names, row, strict=True) if cell is not None}
        for batch in batches_of(reader, listed_nouns()[name], TODAY, beside=beside, **asked)
        for row in batch
    ]


@pytest.mark.parametrize("name", listed_nouns())
def test_headers_are_those_that_an_import_knows(name: str) -> None:
    assert headers(name, contacts=True) == HEADERS[name].split()


def test_partners_come_without_personal_data_unless_it_is_asked_for() -> None:
    expected = [name for name in HEADERS["partners"].split() if "contact" not in name]
    assert headers("partners") == expected


def test_a_partners_row_says_all_that_is_said_of_it_today(reader: PreparedReader) -> None:
    found = rows(reader, "partners")
    assert [row["number"] for row in found] == [1, 2, 3, 4, 5, 6]
    assert found[CAFE - 1] == {
        "number": 1,
        "name": "Café Retro",
        "level": 1,
        "since": "2025-04-01",
        "status": "active",
        "sector": "civil-society",
        "municipality": "Århus",
        "country": "DK",
        "registration_number": "13585628",
        "external_id": "crm-17",
        "website": "caferetro.dk",
        "scope": "local",
        "involves_youth": "yes",
        "involves_volunteers": "no",
        "together": "En åben scene hver uge",
        "for_whom": "Unge 15–25 år",
        "why_together": "De kender scenen; vi har huset",
        "we_give": "Et hus",
        "we_get": "Et publikum\nNye ideer",
        "they_give": "Scenen",
        "they_get": "Omtale i 'avisen', \"radioen\" og {tv}",
        "tags": "unge; åben scene; musik",
        "notes": "Ring først.\nTo linjer;\t100 % [sikkert]",
        "unit": "Børn og unge",
        "areas": "Ungdom; Sprogcafé",
        "goals": "G1",
        "audiences": "Nytilflyttede; Unge",
        "coordinator": "Outreach-skranken",
        "contact_name": "Eva",
        "contact_source": "E-mail",
        "contact_legal_basis": "consent",
    }
    assert found[3] == {
        "number": 4,
        "name": "Søren Kierkegaards Gård",
        "level": 3,
        "since": "2025-05-01",
        "status": "ended",
        "sector": "individual",
        "municipality": "Århus",
    }


def test_an_activity_names_all_that_took_part_in_quotes_where_that_is_needed(
    filled: Path,
) -> None:
    with writing(filled) as work:
        odd = partner(work, 'Kor; "Blå" band')
        number = activity(work, [odd, CAFE, THEATRE])
    reader = open_reader(filled, pytest.fail)
    found = rows(reader, "activities", partner=odd)
    reader.close()
    assert [row["number"] for row in found] == [number]
    assert found[0]["partners"] == f"{odd}; 1; 2"
    assert found[0]["partner_names"] == '"Kor; ""Blå"" band"; Café Retro; Ålands Teater'


@pytest.mark.parametrize("name", ["contacts", "agreements"])
def test_a_list_may_be_of_one_partner(reader: PreparedReader, name: str) -> None:
    assert {row["partner"] for row in rows(reader, name, partner=CAFE)} == {CAFE}
    assert {row["partner"] for row in rows(reader, name)} > {CAFE}


def test_a_list_shows_one_moment_whoever_writes_meanwhile(filled: Path) -> None:
    reader = open_reader(filled, pytest.fail)
    batches = reader.batches(exported(noun("partner"))[0], 1, today=TODAY)
    names = [next(batches)[0][1]]
    with writing(filled) as work:
        partner(work, "A newcomer")
    with raw(filled) as connection:
        connection.execute("UPDATE partner SET name = 'Changed' WHERE id = 6")
    names += [row[1] for rows in batches for row in rows]
    reader.close()
    assert len(names) == 6
    assert names[-1] == "Vasa stad"
    assert one(filled, "SELECT count(*) FROM partner") == 7


# All that may part things in a cell.
ITEMS = st.text(st.sampled_from("\"\n\r;,aø'"), min_size=1, max_size=6).filter(
    lambda text: text == text.strip()
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tags=st.lists(ITEMS, max_size=4, unique=True), texts=st.lists(ITEMS, max_size=4))
def test_sql_puts_several_things_into_a_cell_as_python_does(
    filled_register: Path, tmp_path: Path, tags: list[str], texts: list[str]
) -> None:
    register = tmp_path / "several.db"
    shutil.copy(filled_register, register)
    with raw(register) as connection:
        connection.execute("DELETE FROM partner_tag")
        connection.execute("DELETE FROM contribution")
        for tag in tags:
            connection.execute(
                "INSERT INTO partner_tag (partner_id, tag, tag_key) VALUES (1, ?, ?)", [tag, tag]
            )
        for text in texts:
            connection.execute(
                "INSERT INTO contribution (partner_id, party, direction, text)"
                " VALUES (1, 'we', 'give', ?)",
                [text],
            )
    reader = open_reader(register, pytest.fail)
    found = rows(reader, "partners")[0]
    reader.close()
    assert found.get("tags", "") == cells.joined(tags)
    assert cells.parted(found.get("tags", ""), commas=True) == tags
    assert cells.parted_lines(found.get("we_give", "")) == texts


def test_names_of_the_house_with_commas_stay_whole(filled: Path) -> None:
    with writing(filled) as work:
        named(work, Area, "Musik, dans og teater")
    with raw(filled) as connection:
        connection.execute(
            "INSERT INTO partner_area (partner_id, area_id, starts_on) VALUES (6, 4, '2020-01-01')"
        )
    reader = open_reader(filled, pytest.fail)
    found = rows(reader, "partners")[5]["areas"]
    reader.close()
    assert cells.parted(found, commas=True) == ["Musik, dans og teater"]


def test_memory_does_not_grow_with_the_list(filled: Path) -> None:
    """Rows are handed on in batches: none is kept."""
    with raw(filled) as connection:
        connection.execute(
            """INSERT INTO unit (name, name_key)
            WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000)
            SELECT 'Unit ' || x, 'unit ' || x FROM n"""
        )
    reader = open_reader(filled, pytest.fail)
    unit = noun("unit")
    sizes = []

    def watched() -> Iterator[Any]:
        for batch in batches_of(reader, unit, TODAY):
            sizes.append(len(batch))
            yield batch

    out = io.BytesIO()
    assert write_list(listing(unit, watched()), out, "csv") == 5002
    reader.close()
    assert sizes == [1000] * 5 + [2]
