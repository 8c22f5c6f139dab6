"""Headers to fill in."""

from __future__ import annotations

import pytest

from partnerreg.domain.enums import LANGUAGES
from partnerreg.errors import InvalidInput
from partnerreg.transfer.header_words import header_cells, listed_nouns, words_of
from partnerreg.transfer.mapping.columns import match_headers

WORDS = {noun: words_of(noun) for noun in listed_nouns()}

# What is plainer to who fills in a list than the field's name.
PLAINER = {
    ("partners", "non_profit"): "non-profit",
    ("partners", "audiences"): "target groups",
    ("agreements", "parties"): "further parties",
    ("agreements", "sent_to"): "draft with",
    ("agreements", "we_signed"): "signed for us by",
    ("agreements", "they_signed"): "signed for them by",
    ("activities", "at"): "time of day",
    ("activities", "staff"): "our people",
    ("activities", "group"): "network group",
    ("activities", "audiences"): "target groups",
    ("contributions", "party"): "who",
    ("contributions", "direction"): "gives or gets",
    ("contributions", "text"): "what",
    ("evaluations", "next_on"): "next evaluation",
    ("preparation", "code"): "step",
    ("preparation", "text"): "answer",
    ("expectations", "party"): "expected by",
    ("expectations", "text"): "expectation",
    ("goals", "audiences"): "target groups",
    ("lessons", "activity"): "activity number",
    ("lessons", "group"): "network group",
    ("communications", "reach"): "inside or outside",
    ("communications", "units"): "our units",
    ("communications", "activity"): "activity number",
}


@pytest.mark.parametrize("noun", WORDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_column_of_a_template_is_known_when_it_is_brought_in(noun: str, language: str) -> None:
    cells = header_cells(noun, language)
    columns = match_headers([cell.text for cell in cells], (), *WORDS[noun])
    assert dict(columns.positions) == {cell.field: n for n, cell in enumerate(cells)}
    assert columns.unmapped == ()


@pytest.mark.parametrize("noun", WORDS)
def test_a_template_has_all_fields_in_their_order_and_says_which_are_required(noun: str) -> None:
    cells = header_cells(noun, "da")
    assert [cell.field for cell in cells] == list(WORDS[noun].words)
    assert {cell.field for cell in cells if cell.required} == set(WORDS[noun].required)


@pytest.mark.parametrize("noun", WORDS)
def test_an_english_template_has_the_fields_names_in_plain_words(noun: str) -> None:
    number, *others = header_cells(noun, "en")
    assert number.text == "register number"
    assert [cell.text for cell in others] == [
        PLAINER.get((noun, cell.field), cell.field.replace("_", " ")) for cell in others
    ]


def test_a_template_speaks_the_language_asked_for() -> None:
    def header(language: str) -> list[str]:
        return [cell.text for cell in header_cells("goals", language)]

    assert header("da") == [
        "registernummer",
        "kode",
        "titel",
        "startdato",
        "slutdato",
        "målgrupper",
    ]
    assert header("fi")[1:] == ["koodi", "otsikko", "alkamispäivä", "päättymispäivä", "kohderyhmät"]
    assert header("nb")[1:] == ["kode", "tittel", "startdato", "sluttdato", "målgrupper"]


@pytest.mark.parametrize("noun", WORDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_header_cell_needs_no_quoting_in_any_dialect(noun: str, language: str) -> None:
    for cell in header_cells(noun, language):
        assert not set(cell.text) & set(',;:|"\t\r\n')


def test_what_there_is_no_template_for_is_refused() -> None:
    with pytest.raises(InvalidInput, match="There are no lists of 'partner'"):
        header_cells("partner", "da")
    with pytest.raises(InvalidInput, match="There are no headers in the language 'de'"):
        header_cells("partners", "de")
