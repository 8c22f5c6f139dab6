"""Which column holds which field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.cli.remedies import sentence
from partnerreg.errors import InvalidInput
from partnerreg.transfer.header_words import listed_nouns, words_of
from partnerreg.transfer.mapping.columns import ColumnMapping, match_headers

WORDS = {noun: words_of(noun) for noun in listed_nouns()}

PARTNERS = WORDS["partners"].words


def match(
    headers: list[str], maps: list[str] | None = None, noun: str = "partners"
) -> ColumnMapping:
    return match_headers(headers, maps or [], *WORDS[noun])


def refusal(
    headers: list[str], maps: list[str] | None = None, noun: str = "partners"
) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as caught:
        match(headers, maps, noun)
    return sentence(caught.value.message), sentence(caught.value.hint)


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
    found = match(headers).positions
    assert {field: headers[position] for field, position in found.items()} == dict(
        zip(fields, headers, strict=True)
    )


@pytest.mark.parametrize(
    "header", ["CVR-nr.", "cvr nr", "CVRNR", " Cvr_Nr ", "cvr-nummer:", "CVR\nnr", "«CVR nr»"]
)
def test_case_white_space_and_punctuation_do_not_count(header: str) -> None:
    assert match(["navn", header]).positions["registration_number"] == 1


@pytest.mark.parametrize("header", ["nivå", "niva", "NIVAA", "niva\u030a"])
def test_accents_do_not_count(header: str) -> None:
    assert match(["namn", header]).positions["level"] == 1


@pytest.mark.parametrize("field", [field for field in PARTNERS if field != "number"])
def test_a_fields_own_name_is_known(field: str) -> None:
    maps = ["A=name"] if field != "name" else ["A="]
    for header in (field, field.replace("_", " ").upper(), field.replace("_", "-")):
        assert match(["A", header], maps).positions[field] == 1


def test_headers_that_mean_nothing_are_named() -> None:
    columns = match(["Nr", "Navn", "column 3", "E-mail"])
    assert columns.unmapped == ("Nr", "column 3", "E-mail")
    assert columns.header("name") == "Navn"


def test_a_map_names_a_column_that_would_not_be_known() -> None:
    columns = match(["Bibliotek", "By"], ["Bibliotek=name", "By=municipality"])
    assert columns.positions == {"name": 0, "municipality": 1}


def test_a_map_wins_and_leaves_the_other_column_unmapped() -> None:
    columns = match(["Navn", "Forening"], ["Forening=name"])
    assert columns.positions == {"name": 1}
    assert columns.unmapped == ("Navn",)


def test_a_mapped_column_no_longer_means_what_its_header_says() -> None:
    columns = match(["Kommune"], ["Kommune=name"])
    assert columns.positions == {"name": 0}


def test_a_column_may_be_mapped_to_two_fields() -> None:
    columns = match(["Kommune"], ["Kommune=name", "Kommune=municipality"])
    assert columns.positions == {"name": 0, "municipality": 0}


def test_a_column_can_be_left_out() -> None:
    columns = match(["Navn", "Noter", "X"], ["Noter="])
    assert columns.positions == {"name": 0}
    assert columns.left_out == ("Noter",)
    assert columns.unmapped == ("X",)


def test_leaving_one_of_two_like_columns_out_decides() -> None:
    assert match(["Navn", "Forening"], ["Navn="]).positions == {"name": 1}


def test_a_header_with_an_equals_sign_is_split_at_the_last_one() -> None:
    assert match(["a=b", "navn"], ["a=b=notes"]).positions["notes"] == 0


def test_a_header_is_found_exactly_before_it_is_found_alike() -> None:
    assert match(["NAVN", "navn"], ["navn=name"]).positions == {"name": 1}
    assert match(["NAVN", "x"], ["navn=name"]).positions == {"name": 0}


def test_a_blank_column_can_be_mapped_by_its_number() -> None:
    assert match(["navn", "column 2"], ["column 2=notes"]).positions["notes"] == 1


def test_a_field_may_be_written_as_people_write_it() -> None:
    maps = ["A=Registration number", "B=navn", "C=why-together"]
    assert set(match(["A", "B", "C"], maps).positions) == {
        "registration_number",
        "name",
        "why_together",
    }


def test_fields_are_listed_in_their_own_order() -> None:
    headers = ["Kontaktperson", "Kommune", "Niveau", "Navn"]
    assert list(match(headers).positions) == ["name", "level", "municipality", "contact_name"]


def test_two_columns_that_mean_one_field_are_refused_with_the_map_to_write() -> None:
    message, hint = refusal(["Navn", "Organisation", "By"])
    assert message == "2 columns look like name: 'Navn', 'Organisation'."
    assert hint == 'Say which it is: --map "Navn=name" or --map "Organisation=name".'


def test_a_list_without_a_name_is_refused_with_its_headers_and_the_map_to_write() -> None:
    message, hint = refusal(["Nr", "Biblioteksnavn", "By"])
    assert message.endswith("the columns are 'Nr', 'Biblioteksnavn', 'By'.")
    assert '--map "Biblioteksnavn=name"' in hint


def test_no_column_is_suggested_that_has_nothing_of_the_field() -> None:
    assert refusal(["Nr", "By"])[1] == 'Say which it is, as --map "HEADER=name".'


def test_leaving_out_the_only_name_is_refused() -> None:
    assert "No column is known to hold the name;" in refusal(["Navn"], ["Navn="])[0]


def test_a_map_to_a_header_that_is_not_there_lists_those_that_are() -> None:
    message, hint = refusal(["Navn", "By"], ["Stad=municipality"])
    assert message == "The list has no column 'Stad'."
    assert hint == "Its columns: 'Navn', 'By'."


def test_a_map_to_a_field_that_is_not_there_suggests_the_nearest_and_lists_all() -> None:
    message, hint = refusal(["Navn", "By"], ["By=municpality"])
    assert message == "There is no field 'municpality'."
    assert hint.startswith("Did you mean municipality? The fields are number, name, level,")
    assert hint.endswith("contact_source, contact_legal_basis.")


def test_a_field_nothing_is_near_to_gets_the_list_alone() -> None:
    assert refusal(["Navn"], ["Navn=xyzzy"])[1].startswith("The fields are number,")


def test_one_field_cannot_be_mapped_twice() -> None:
    message, _ = refusal(["A", "B"], ["A=name", "B=name"])
    assert message == "The field name is mapped twice: 'A' and 'B'."


def test_the_same_map_said_twice_is_no_contradiction() -> None:
    assert match(["A"], ["A=name", "A=name"]).positions == {"name": 0}


def test_a_column_cannot_be_both_mapped_and_left_out() -> None:
    assert "both mapped to name and left out" in refusal(["A"], ["A=name", "A="])[0]


@pytest.mark.parametrize("text", ["navn", "=name", "  =name", ""])
def test_a_map_that_does_not_say_what_is_what_is_refused(text: str) -> None:
    assert "does not say what is what" in refusal(["navn"], [text])[0]


def test_a_map_that_may_mean_two_headers_is_refused() -> None:
    assert refusal(["CVR nr", "cvr-nr", "navn"], ["cvrnr=notes"])[0] == (
        "'cvrnr' may be any of 'CVR nr', 'cvr-nr'."
    )


def test_headers_are_quoted_on_one_line_printable_and_cut() -> None:
    message, _ = refusal(["a\nb\x1b[31m", "x" * 500, *map(str, range(100))])
    assert "'a b�[31m'" in message
    assert "x" * 61 not in message
    assert message.endswith("'17' and 82 more.")


def test_a_header_with_signs_of_the_shell_is_quoted_so_that_it_can_be_pasted() -> None:
    _, hint = refusal(['Navn på sted ("$")'])
    assert """--map 'Navn på sted ("$")=name'""" in hint


def test_two_columns_of_the_very_same_name_are_told_by_their_numbers() -> None:
    for maps in ([], ["Navn=name"], ["Navn="]):
        message, hint = refusal(["Navn", "By", "Navn"], maps)
        assert message == "Columns 1 and 3 are both called 'Navn'."
        assert hint == "Give one of them another name."


def test_doubled_headers_that_mean_nothing_do_no_harm() -> None:
    assert match(["Navn", "X", "X"]).unmapped == ("X", "X")
    assert match(["Notes", "Notes", "Navn"], ["Navn=name", "Navn=notes"]).positions["notes"] == 2


def test_a_column_that_is_only_numbered_is_never_meant() -> None:
    headers = [f"column {number}" for number in range(1, 40)]
    for noun, words in WORDS.items():
        maps = [f"column {n}={field}" for n, field in enumerate(words.required, 1)]
        assert list(match(headers, maps, noun).positions.values()) == list(range(len(maps)))


def test_the_reason_that_ends_a_file_of_rejects_is_passed_over() -> None:
    columns = match(["Navn", "Fax", "reason"])
    assert columns.unmapped == ("Fax",)
    assert columns.left_out == ()


def test_a_reason_elsewhere_is_a_column_like_any_other() -> None:
    assert match(["reason", "Navn"]).unmapped == ("reason",)
    assert match(["Navn", "reason"], ["reason=notes"]).positions["notes"] == 1


def test_the_name_beside_a_partners_number_is_passed_over() -> None:
    columns = match(["number", "partner", "partner_name", "name"], noun="contacts")
    assert columns.positions == {"number": 0, "partner": 1, "name": 3}
    assert columns.unmapped == ()
    columns = match(["held_on", "kind", "title", "partners", "partner_names"], noun="activities")
    assert columns.positions["partners"] == 3
    assert columns.unmapped == ()


def test_a_partners_name_alone_says_which_partner_it_is() -> None:
    assert match(["partner_name", "name"], noun="contacts").positions == {"partner": 0, "name": 1}


def test_the_registers_number_is_known_as_it_is_exported_and_by_no_other_systems_word() -> None:
    assert match(["number", "name"]).positions == {"number": 0, "name": 1}
    for header in ("Number", "No.", "Nr", "ID", "Id", "#", "nummer", "numero", "NUMBER"):
        assert match([header, "name"]).unmapped == (header,)
    for header in ("Register number", "registernummer", "Partnerreg no."):
        assert match([header, "name"]).positions["number"] == 0


def test_a_person_may_name_the_number_as_they_like() -> None:
    assert match(["Nr", "name"], ["Nr=Number"]).positions["number"] == 0


def test_all_that_is_missing_is_named_with_the_options_to_write() -> None:
    message, hint = refusal(["Foreningen", "Kontaktens navn", "Tlf"], noun="contacts")
    assert message.startswith("No column is known to hold the partner or the name; the columns")
    assert hint == (
        'Say which they are, as --map "Foreningen=partner" --map "Kontaktens navn=name".'
    )


def test_where_no_column_is_left_the_option_is_shown_all_the_same() -> None:
    assert refusal(["Titel"], noun="goals")[1] == 'Say which it is, as --map "HEADER=code".'


WORDS_OF_HEADERS = st.sampled_from(
    ["navn", "Navn", "förening", "number", "Nr", "partner_name", "partner", "reason", "column 2"]
)


@given(
    headers=st.lists(WORDS_OF_HEADERS | st.text(max_size=9), min_size=1, max_size=6),
    left_out=st.booleans(),
    noun=st.sampled_from(sorted(WORDS)),
)
def test_any_header_is_understood_or_refused_in_words(
    headers: list[str],
    left_out: bool,  # noqa: FBT001 - drawn
    noun: str,
) -> None:
    try:
        columns = match(headers, [f"{headers[0]}="] if left_out else [], noun)
    except InvalidInput:
        return
    assert set(WORDS[noun].required) <= set(columns.positions)
    used = {columns.header(field) for field in columns.positions}
    passed_over = {header for header in headers if header in {"reason", "partner_name"}}
    assert {*used, *columns.unmapped, *columns.left_out, *passed_over} == set(headers)
