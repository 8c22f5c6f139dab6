"""Which one is meant: from what a person types to the thing in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import contact, goal, named, partner, staff, writing
from partnerreg.cli.remedies import sentence
from partnerreg.db.opening import open_reader
from partnerreg.errors import Ambiguous, ExitCode, InvalidInput, NotFound
from partnerreg.nouns import registry
from partnerreg.services.lookup import (
    find,
    find_partner,
)
from partnerreg.tables import Area, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.reader import PreparedReader

NAMES: list[tuple[str, dict[str, Any]]] = [
    ("Café Retro", {"external_id": "crm-17", "municipality": "København"}),
    ("Århus Teater", {"municipality": "Aarhus"}),
    ("Århus Musikhus", {}),
    ("Søren Kierkegaards Gård", {}),
    ("Biblioteket", {"municipality": "Ishøj"}),
    ("Biblioteket", {"municipality": "Faxe"}),
    ("Teater", {}),
    ("12", {}),
    ("3", {}),
    ("crm-17 A/S", {}),
    ("!?!", {}),
    ("…", {}),
    ("#4", {}),
    ("Åbo stad", {"external_id": "Teater"}),
    ("100% Ungdom_ [dk]", {}),
]
NUMBERED = {name: number for number, (name, _) in enumerate(NAMES, 1)}


@pytest.fixture(scope="module")
def reader(
    tmp_path_factory: pytest.TempPathFactory, empty_register: Path
) -> Iterator[PreparedReader]:
    path = tmp_path_factory.mktemp("finding") / "register.db"
    path.write_bytes(empty_register.read_bytes())
    with writing(path) as work:
        for name, fields in NAMES:
            partner(work, name, **fields)
        named(work, Unit, "Børn og unge")
        named(work, Unit, "Voksne")
        named(work, Area, "Sprogcafé")
        goal(work, "G1", "Flere unge er med")
        goal(work, "G12", "Flere voksne er med")
        goal(work, "2", "Tallet er dens kode")
        staff(work, "Mette Ørsted")
        staff(work, "Mette Østergård")
        contact(work, 1, "Åse Bjørn")
        contact(work, 2, "Åse Bjørn")
    reader = open_reader(path, pytest.fail)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # by number, with or without the sign, whatever is called so
        ("1", "Café Retro"),
        ("#1", "Café Retro"),
        (" #1 ", "Café Retro"),
        ("001", "Café Retro"),
        ("3", "Århus Musikhus"),
        ("#4", "Søren Kierkegaards Gård"),
        ("12", "…"),
        ("#8", "12"),
        # by external id, before any name
        ("crm-17", "Café Retro"),
        ("Teater", "Åbo stad"),
        # by name, as it is or as it is typed
        ("Café Retro", "Café Retro"),
        ("cafe retro", "Café Retro"),
        ("CAFE  RETRO", "Café Retro"),
        ("Cafe\u0301 Retro", "Café Retro"),
        ("aarhus teater", "Århus Teater"),
        ("ÅRHUS TEATER", "Århus Teater"),
        ("soeren kierkegaards gaard", "Søren Kierkegaards Gård"),
        ("teater", "Teater"),
        ("abo stad", "Åbo stad"),
        # by a part that fits only one
        ("retro", "Café Retro"),
        ("aarhus t", "Århus Teater"),
        ("musik", "Århus Musikhus"),
        ("kierk", "Søren Kierkegaards Gård"),
        ("soren", "Søren Kierkegaards Gård"),
        ("gard", "Søren Kierkegaards Gård"),
        ("a/s", "crm-17 A/S"),
        ("ungdom dk", "100% Ungdom_ [dk]"),
        # of nothing but punctuation
        ("!?!", "!?!"),
        ("…", "…"),
    ],
)
def test_a_partner_is_found_by_number_external_id_name_or_part(
    reader: PreparedReader, text: str, name: str
) -> None:
    found = find_partner(reader, text)
    assert (found.id, found.name) == (NUMBERED[name], name)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Biblioteket", [5, 6]),
        ("biblio", [5, 6]),
        ("arhus", [3, 2]),
        ("eat", [2, 7]),
    ],
)
def test_what_fits_several_lists_them_in_order_with_their_numbers(
    reader: PreparedReader, text: str, numbers: list[int]
) -> None:
    with pytest.raises(Ambiguous) as caught:
        find_partner(reader, text)
    assert caught.value.exit_code is ExitCode.NOT_FOUND
    assert repr(text) in caught.value.message
    assert "Nothing was done" in caught.value.message
    lines = sentence(caught.value.hint).splitlines()[1:]
    assert [int(line.split()[0].lstrip("#")) for line in lines] == numbers


def test_places_are_shown_where_names_are_the_same(reader: PreparedReader) -> None:
    with pytest.raises(Ambiguous) as caught:
        find_partner(reader, "Biblioteket")
    assert sentence(caught.value.hint).splitlines()[1:] == [
        "  #5  Biblioteket (Ishøj)",
        "  #6  Biblioteket (Faxe)",
    ]


def test_of_many_that_fit_the_first_ten_are_listed(register: Path) -> None:
    with writing(register) as work:
        for number in range(13):
            partner(work, f"Bibliotek {number:02}")
        with pytest.raises(Ambiguous, match="fits 13 partners") as caught:
            find_partner(work.reader, "bibliotek")
    lines = sentence(caught.value.hint).splitlines()
    assert lines[1] == "  #1  Bibliotek 00"
    assert lines[10:] == ["  #10  Bibliotek 09", "  … and 3 more"]


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Cafe Rertro", "Café Retro"),
        ("aarhus musikus", "Århus Musikhus"),
        ("Sören Kirkegård Gård", "Søren Kierkegaards Gård"),
    ],
)
def test_what_is_not_there_names_the_nearest(
    reader: PreparedReader, text: str, nearest: str
) -> None:
    with pytest.raises(NotFound) as caught:
        find_partner(reader, text)
    assert caught.value.exit_code is ExitCode.NOT_FOUND
    assert repr(text) in caught.value.message
    assert f"Did you mean {nearest!r}" in sentence(caught.value.hint)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "#",
        "##1",
        "#99",
        "#0",
        "99",
        "1.5",
        "#99999999999999999999",
        "99999999999999999999",
        "??",
        "%",
        "_",
        "' OR 1=1 --",
        "Zzyzx",
        "#retro",
        "\x00",
        "x" * 10_000,
    ],
)
def test_what_names_nothing_is_not_found(reader: PreparedReader, text: str) -> None:
    with pytest.raises(NotFound) as caught:
        find_partner(reader, text)
    assert sentence(caught.value.hint)


def test_in_an_empty_register_nothing_is_found(empty_register: Path) -> None:
    reader = open_reader(empty_register, pytest.fail)
    with pytest.raises(NotFound) as caught:
        find_partner(reader, "Café Retro")
    assert "partnerreg partner add" in sentence(caught.value.hint)
    reader.close()


def test_what_was_typed_in_another_encoding_is_refused(
    reader: PreparedReader, filled_register: Path
) -> None:
    typed = b"Caf\xe9 Retro".decode(errors="surrogateescape")
    with pytest.raises(InvalidInput, match="no text") as caught:
        find_partner(reader, typed)
    assert "encoding" in sentence(caught.value.hint)
    with pytest.raises(InvalidInput, match="no text"), writing(filled_register) as work:
        find_partner(work.reader, typed)


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("unit", "born og unge", 1),
        ("unit", "#2", 2),
        ("unit", "voks", 2),
        ("area", "sprogcafe", 1),
        ("goal", "g1", 1),
        ("goal", "G12", 2),
        ("goal", "2", 2),
        ("goal", "flere unge", 1),
        ("goal", "kode", 3),
        ("staff", "mette orsted", 1),
        ("staff", "Mette Ostergard", 2),
        ("staff", "ostergaard", 2),
    ],
)
def test_the_houses_own_are_found_in_the_same_ways(
    reader: PreparedReader, kind: str, text: str, number: int
) -> None:
    assert find(reader, registry.noun(kind), text).id == number


@pytest.mark.parametrize(
    ("kind", "text", "error"),
    [
        ("unit", "og unge og", NotFound),
        ("unit", "", NotFound),
        ("unit", "#3", NotFound),
        ("area", "nowhere", NotFound),
        ("goal", "med", Ambiguous),
        ("goal", "#G1", NotFound),
        ("staff", "mette", Ambiguous),
    ],
)
def test_the_houses_own_are_missed_in_the_same_ways(
    reader: PreparedReader, kind: str, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        find(reader, registry.noun(kind), text)
    assert repr(text) in str(caught.value)


def test_a_contact_is_found_among_one_partners(reader: PreparedReader) -> None:
    assert find(reader, registry.noun("contact"), "ase bjorn", 2).id == 2
    assert find(reader, registry.noun("contact"), "#1", None).id == 1
    with pytest.raises(Ambiguous) as caught:
        find(reader, registry.noun("contact"), "Åse", None)
    assert sentence(caught.value.hint).splitlines()[1:] == [
        "  #1  Åse Bjørn (Café Retro)",
        "  #2  Åse Bjørn (Århus Teater)",
    ]
    with pytest.raises(NotFound):
        find(reader, registry.noun("contact"), "#1", 2)


@pytest.mark.parametrize("number", ["7", "47", "#7"])
def test_a_number_that_is_not_there_is_no_part_of_a_name(register: Path, number: str) -> None:
    with writing(register) as work:
        partner(work, "Klub 47")
        with pytest.raises(NotFound):
            find_partner(work.reader, number)
