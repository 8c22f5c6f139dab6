"""Partners and the people at them: added, edited, told apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from helpers import actions
from helpers.actions import (
    TODAY,
    activity,
    ask,
    contact,
    current,
    dump,
    evaluation,
    one,
    partner,
    remove,
    writing,
)
from helpers.filled_register import BARE, CAFE, COMPANY, ENDED, THEATRE, TOWN
from partnerreg.domain.name_keys import alphabetical_key, identity_key
from partnerreg.errors import InvalidInput, NotFound
from partnerreg.nouns.partner import PARTNER
from partnerreg.nouns.schema import schema_of, validate
from partnerreg.queries.partners import partner_lines

if TYPE_CHECKING:
    from pathlib import Path

    from partnerreg.db.unit_of_work import UnitOfWork


def edit(work: UnitOfWork, number: int, **changes: Any) -> None:
    actions.edit(work, "partner", number, **changes)


def test_a_partners_fields_are_what_was_said(filled: Path) -> None:
    with writing(filled) as work:
        now = current(work, "partner", CAFE)
        data = validate(schema_of(PARTNER), now)
    assert now["name"] == "Café Retro"
    assert data.tags == ("unge", "åben scene", "musik")
    assert data.we_get == ("Et publikum", "Nye ideer")
    assert data.they_get == ("Omtale i 'avisen', \"radioen\" og {tv}",)
    assert data.involves_youth is True
    assert data.involves_volunteers is False


def test_what_is_edited_changes_and_the_rest_stays(filled: Path) -> None:
    with writing(filled) as work:
        before = current(work, "partner", CAFE)
    with writing(filled) as work:
        edit(work, CAFE, municipality="Ålborg", notes=None, tags="musik, film", we_get="Glæde")
    with writing(filled) as work:
        after = current(work, "partner", CAFE)
    assert after == before | {
        "municipality": "Ålborg",
        "notes": None,
        "tags": ["musik", "film"],
        "we_get": ["Glæde"],
    }
    assert ask(filled, "SELECT municipality_key FROM partner WHERE id = 1") == [
        (identity_key("Ålborg"),)
    ]


def test_a_new_name_is_found_and_sorted_as_such(filled: Path) -> None:
    with writing(filled) as work:
        edit(work, CAFE, name="Ærø Retro")
    keys = ask(filled, "SELECT name_key, sort_en, sort_da, sort_sv FROM partner WHERE id = 1")
    expected = [
        identity_key("Ærø Retro"),
        *(alphabetical_key("Ærø Retro", x) for x in ("en", "da", "sv")),
    ]
    assert keys == [tuple(expected)]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": "CAFE RETRO", "municipality": "Aarhus"}, "'Café Retro' in Århus already: #1"),
        ({"name": "östra Gymnasiet"}, "'Östra gymnasiet' already: #3"),
        ({"name": "Helt ny", "external_id": "crm-17"}, "external id crm-17 already"),
    ],
)
def test_a_partner_that_is_there_is_not_added_again(
    filled: Path, fields: dict[str, Any], says: str
) -> None:
    before = dump(filled)
    with pytest.raises(InvalidInput, match=says), writing(filled) as work:
        partner(work, **fields)
    with pytest.raises(InvalidInput, match=says), writing(filled) as work:
        edit(work, TOWN, **{"municipality": None, "external_id": None} | fields)
    assert dump(filled) == before


def test_two_places_may_be_called_the_same(filled: Path) -> None:
    with writing(filled) as work:
        partner(work, "Café Retro", municipality="København")
        partner(work, "Café Retro")
        edit(work, CAFE, notes="changes nothing about who it is")
    assert one(filled, "SELECT count(*) FROM partner WHERE name = 'Café Retro'") == 3


def test_there_is_no_partner_of_that_number(filled: Path) -> None:
    for deed in (current, actions.edit):
        with pytest.raises(NotFound, match="no partner #99"), writing(filled) as work:
            deed(work, "partner", 99)


# Lists.


def listed(path: Path, language: str = "en", **filters: Any) -> list[int]:
    with writing(path) as work:
        rows = work.reader.all(partner_lines[language], today=TODAY, **filters)
    return [row.id for row in rows]


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("en", [THEATRE, CAFE, COMPANY, BARE, ENDED, TOWN]),
        ("da", [CAFE, COMPANY, ENDED, TOWN, BARE, THEATRE]),
        ("sv", [CAFE, COMPANY, ENDED, TOWN, THEATRE, BARE]),
    ],
)
def test_a_list_is_in_the_order_of_the_readers_alphabet(
    filled: Path, language: str, numbers: list[int]
) -> None:
    assert listed(filled, language) == numbers


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"level": 1}, [CAFE]),
        ({"level": 3, "status": "active"}, [BARE, TOWN]),
        ({"status": "ended"}, [ENDED]),
        ({"sector": "public"}, [THEATRE]),
        ({"municipality": identity_key("AARHUS")}, [CAFE, ENDED]),
        ({"unit": 2}, [COMPANY]),
        ({"area": 1}, [CAFE]),
        ({"area": 3}, [THEATRE]),
        ({"goal": 1}, [CAFE]),
        ({"goal": 3}, []),
        ({"coordinator": 1}, [THEATRE]),
        ({"coordinator": 2}, [CAFE]),
        ({"coordinator": 4}, []),
        ({"tag": identity_key("UNGE")}, [THEATRE, CAFE]),
        ({"tag": identity_key("unge"), "level": 1}, [CAFE]),
        ({"most": 2}, [THEATRE, CAFE]),
        ({"most": 0}, []),
    ],
)
def test_a_list_is_narrowed_by_what_is_asked(
    filled: Path, filters: dict[str, Any], numbers: list[int]
) -> None:
    assert listed(filled, **filters) == numbers


# People at partners.


def primary(path: Path, number: int) -> list[str]:
    rows = ask(path, "SELECT name FROM contact WHERE partner_id = ? AND is_primary", number)
    return [name for (name,) in rows]


def test_the_first_person_at_a_partner_is_the_primary_one_until_another_is(filled: Path) -> None:
    with writing(filled) as work:
        contact(work, BARE, "Åse")
        contact(work, BARE, "Bo")
    assert primary(filled, BARE) == ["Åse"]
    with writing(filled) as work:
        contact(work, BARE, "Eva", is_primary=True)
    assert primary(filled, BARE) == ["Eva"]
    with writing(filled) as work:
        (number,) = (row[0] for row in ask(filled, "SELECT id FROM contact WHERE name = 'Bo'"))
        actions.edit(work, "contact", number, is_primary=True, role="Leder")
    assert primary(filled, BARE) == ["Bo"]
    assert primary(filled, CAFE) == ["Eva"], "another partner's"


def test_a_phone_number_is_read_by_the_partners_country(filled: Path) -> None:
    with writing(filled) as work:
        contact(work, COMPANY, "Kari", phone="22 22 22 22")
    assert one(filled, "SELECT phone FROM contact WHERE name = 'Kari'") == "+47 22 22 22 22"


def test_a_person_who_is_removed_is_gone(filled: Path) -> None:
    with writing(filled) as work:
        assert remove(work, "contact", 1).name == "Åse Bjørn"
    assert one(filled, "SELECT count(*) FROM contact WHERE id = 1") == 0
    for deed in (remove, current):
        with pytest.raises(NotFound, match="no contact #1"), writing(filled) as work:
            deed(work, "contact", 1)


# What happened.


def test_an_activity_has_each_partner_once(filled: Path) -> None:
    with writing(filled) as work:
        number = activity(work, [BARE, CAFE, BARE], title="Fælles")
    rows = ask(filled, "SELECT partner_id FROM activity_partner WHERE activity_id = ?", number)
    assert rows == [(BARE,), (CAFE,)]


def test_what_has_not_happened_yet_is_not_noted(filled: Path) -> None:
    before = dump(filled)
    tomorrow = TODAY + timedelta(days=1)
    says = f"{tomorrow} lies in the future"
    with pytest.raises(InvalidInput, match=says), writing(filled) as work:
        activity(work, [BARE], held_on=tomorrow)
    with pytest.raises(InvalidInput, match=says), writing(filled) as work:
        evaluation(work, BARE, held_on=tomorrow)
    assert dump(filled) == before
    with writing(filled) as work:
        activity(work, [BARE], held_on=date(1990, 1, 1))
        evaluation(work, BARE, held_on=TODAY)
