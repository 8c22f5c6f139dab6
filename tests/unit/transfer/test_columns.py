"""Which column holds which field."""

from __future__ import annotations

import pytest

from partnerreg.domain.synonyms import word_key
from partnerreg.errors import InvalidInput
from partnerreg.transfer import header_words
from partnerreg.transfer.columns import match_headers


def refusal(headers: list[str], maps: list[str] | None = None) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as caught:
        match_headers(headers, maps or [])
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (
            ["Name", "Sector", "Municipality", "Website", "Registration number", "Level"],
            ["name", "sector", "municipality", "website", "registration_number", "level"],
        ),
        (
            ["Forening", "Sektor", "Kommune", "Hjemmeside", "CVR-nr.", "Niveau", "Enhed"],
            ["name", "sector", "municipality", "website", "registration_number", "level", "unit"],
        ),
        (
            ["Förening", "Sektor", "Hemkommun", "Webbplats", "Org.nr", "Nivå", "Anteckningar"],
            ["name", "sector", "municipality", "website", "registration_number", "level", "notes"],
        ),
        (
            ["Yhdistyksen nimi", "Sektori", "Kunta", "Kotisivut", "Y-tunnus", "Taso", "Avainsanat"],
            ["name", "sector", "municipality", "website", "registration_number", "level", "tags"],
        ),
        (
            ["Organisasjon", "Sektor", "Kommune", "Nettside", "Organisasjonsnummer", "Merknader"],
            ["name", "sector", "municipality", "website", "registration_number", "notes"],
        ),
        (
            ["navn", "Land", "For hvem?", "Hvorfor sammen", "Sammen", "Pilot til", "Unge"],
            [
                *["name", "country", "for_whom", "why_together", "together", "pilot_until"],
                "involves_youth",
            ],
        ),
    ],
)
def test_headers_of_five_languages_are_known(headers: list[str], fields: list[str]) -> None:
    found = match_headers(headers).positions
    assert {field: headers[position] for field, position in found.items()} == dict(
        zip(fields, headers, strict=True)
    )


@pytest.mark.parametrize(
    "header", ["CVR-nr.", "cvr nr", "CVRNR", " Cvr_Nr ", "cvr-nummer:", "CVR\nnr", "«CVR nr»"]
)
def test_case_white_space_and_punctuation_do_not_count(header: str) -> None:
    assert match_headers(["navn", header]).positions["registration_number"] == 1


@pytest.mark.parametrize("header", ["nivå", "niva", "NIVAA", "niva\u030a"])
def test_accents_do_not_count(header: str) -> None:
    assert match_headers(["namn", header]).positions["level"] == 1


@pytest.mark.parametrize("field", header_words.PARTNER)
def test_a_fields_own_name_is_known(field: str) -> None:
    maps = ["A=name"] if field != "name" else ["A="]
    for header in (field, field.replace("_", " ").upper(), field.replace("_", "-")):
        assert match_headers(["A", header], maps).positions[field] == 1


def test_no_word_means_two_fields() -> None:
    meanings: dict[str, set[str]] = {}
    for field, others in header_words.PARTNER.items():
        for word in (field, *others.split(",")):
            assert word.strip()
            meanings.setdefault(word_key(word), set()).add(field)
    assert {word for word, fields in meanings.items() if len(fields) > 1} == set()


def test_headers_that_mean_nothing_are_named() -> None:
    columns = match_headers(["Nr", "Navn", "column 3", "Kontaktperson"])
    assert columns.unmapped == ("Nr", "column 3", "Kontaktperson")
    assert columns.header("name") == "Navn"


def test_a_map_names_a_column_that_would_not_be_known() -> None:
    columns = match_headers(["Bibliotek", "By"], ["Bibliotek=name", "By=municipality"])
    assert columns.positions == {"name": 0, "municipality": 1}


def test_a_map_wins_and_leaves_the_other_column_unmapped() -> None:
    columns = match_headers(["Navn", "Forening"], ["Forening=name"])
    assert columns.positions == {"name": 1}
    assert columns.unmapped == ("Navn",)


def test_a_mapped_column_no_longer_means_what_its_header_says() -> None:
    columns = match_headers(["Kommune"], ["Kommune=name"])
    assert columns.positions == {"name": 0}


def test_a_column_may_be_mapped_to_two_fields() -> None:
    columns = match_headers(["Kommune"], ["Kommune=name", "Kommune=municipality"])
    assert columns.positions == {"name": 0, "municipality": 0}


def test_a_column_can_be_left_out() -> None:
    columns = match_headers(["Navn", "Noter", "X"], ["Noter="])
    assert columns.positions == {"name": 0}
    assert columns.left_out == ("Noter",)
    assert columns.unmapped == ("X",)


def test_leaving_one_of_two_like_columns_out_decides() -> None:
    assert match_headers(["Navn", "Forening"], ["Navn="]).positions == {"name": 1}


def test_a_header_with_an_equals_sign_is_split_at_the_last_one() -> None:
    assert match_headers(["a=b", "navn"], ["a=b=notes"]).positions["notes"] == 0


def test_a_header_is_found_exactly_before_it_is_found_alike() -> None:
    assert match_headers(["NAVN", "navn"], ["navn=name"]).positions == {"name": 1}
    assert match_headers(["NAVN", "x"], ["navn=name"]).positions == {"name": 0}


def test_a_blank_column_can_be_mapped_by_its_number() -> None:
    assert match_headers(["navn", "column 2"], ["column 2=notes"]).positions["notes"] == 1


def test_a_field_may_be_written_as_people_write_it() -> None:
    maps = ["A=Registration number", "B=navn", "C=why-together"]
    assert set(match_headers(["A", "B", "C"], maps).positions) == {
        "registration_number",
        "name",
        "why_together",
    }


def test_fields_are_listed_in_their_own_order() -> None:
    assert list(match_headers(["Niveau", "Kommune", "Navn"]).positions) == [
        "name",
        "municipality",
        "level",
    ]


def test_two_columns_that_mean_one_field_are_refused_with_the_map_to_write() -> None:
    message, hint = refusal(["Navn", "Organisation", "By"])
    assert message == "2 columns look like name: 'Navn', 'Organisation'"
    assert hint == 'Say which it is: --map "Navn=name" or --map "Organisation=name".'


def test_a_list_without_a_name_is_refused_with_its_headers_and_the_map_to_write() -> None:
    message, hint = refusal(["Nr", "Biblioteksnavn", "By"])
    assert message.endswith("the columns are 'Nr', 'Biblioteksnavn', 'By'")
    assert '--map "Biblioteksnavn=name"' in hint


def test_leaving_out_the_only_name_is_refused() -> None:
    assert "no column is known to hold the name" in refusal(["Navn"], ["Navn="])[0]


def test_a_map_to_a_header_that_is_not_there_lists_those_that_are() -> None:
    message, hint = refusal(["Navn", "By"], ["Stad=municipality"])
    assert message == "the list has no column 'Stad'"
    assert hint == "Its columns: 'Navn', 'By'."


def test_a_map_to_a_field_that_is_not_there_suggests_the_nearest_and_lists_all() -> None:
    message, hint = refusal(["Navn", "By"], ["By=municpality"])
    assert message == "there is no field 'municpality'"
    assert hint.startswith("Did you mean municipality? The fields are name, sector,")
    assert hint.endswith("unit, level.")


def test_a_field_nothing_is_near_to_gets_the_list_alone() -> None:
    assert refusal(["Navn"], ["Navn=xyzzy"])[1].startswith("The fields are name,")


def test_one_field_cannot_be_mapped_twice() -> None:
    message, _ = refusal(["A", "B"], ["A=name", "B=name"])
    assert message == "name is mapped twice: 'A' and 'B'"


def test_the_same_map_said_twice_is_no_contradiction() -> None:
    assert match_headers(["A"], ["A=name", "A=name"]).positions == {"name": 0}


def test_a_column_cannot_be_both_mapped_and_left_out() -> None:
    assert "both mapped to name and left out" in refusal(["A"], ["A=name", "A="])[0]


@pytest.mark.parametrize("text", ["navn", "=name", "  =name", ""])
def test_a_map_that_does_not_say_what_is_what_is_refused(text: str) -> None:
    assert "does not say what is what" in refusal(["navn"], [text])[0]


def test_a_map_that_may_mean_two_headers_is_refused() -> None:
    assert refusal(["CVR nr", "cvr-nr", "navn"], ["cvrnr=notes"])[0] == (
        "'cvrnr' may be any of 'CVR nr', 'cvr-nr'"
    )


def test_headers_are_quoted_on_one_line_printable_and_cut() -> None:
    message, _ = refusal(["a\nb\x1b[31m", "x" * 500, *map(str, range(100))])
    assert "'a b�[31m'" in message
    assert "x" * 61 not in message
    assert message.endswith("'17' and 82 more")


def test_a_header_with_signs_of_the_shell_is_quoted_so_that_it_can_be_pasted() -> None:
    _, hint = refusal(['Bibliotek ("$")'])
    assert """--map 'Bibliotek ("$")=name'""" in hint
