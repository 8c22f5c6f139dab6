"""The catalogues: complete, true to the code, and in the terms of the field."""

from __future__ import annotations

import ast
import re
import unicodedata
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from partnerreg.domain import enums
from partnerreg.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).parents[2]

import translations  # noqa: E402 -- a tool beside the package, not in it

LANGUAGES = tuple(code for code in enums.LANGUAGES if code in translations.TRANSLATED)
in_each_language = pytest.mark.parametrize("code", LANGUAGES)

# English, and then `LANGUAGES`: what is a whole heading, or a whole word of a closed list.
TERMS = """
Level | niveau | nivå | taso | nivå
letter of intent | hensigtserklæring | avsiktsförklaring | aiesopimus | intensjonserklæring
written agreement | skriftlig aftale | skriftligt avtal | kirjallinen sopimus | skriftlig avtale
coordinator | tovholder | samordnare | koordinaattori | koordinator
Coordinator | tovholder | samordnare | koordinaattori | koordinator
management | ledelse | ledning | johto | ledelse
Management | ledelse | ledning | johto | ledelse
Unit | enhed | enhet | yksikkö | enhet
Area | område | område | alue | område
Goal | mål | mål | tavoite | mål
Effect | effekt | effekt | vaikuttavuus | effekt
Continuation | videreførelse | fortsättning | jatkaminen | videreføring
public | offentlig | offentlig | julkinen | offentlig
private | privat | privat | yksityinen | privat
civil society | civilsamfund | civilsamhälle | kolmas sektori | sivilsamfunn
Municipality | kommune | kommun | kunta | kommune
"""
# What such words begin with, where a longer text has them, inflected or part of another word.
STEMS = """
partnership | partnerskab | partnerskap | kumppanuu | partnerskap
network collaboration | netværkssamarb | nätverkssamarb | verkostoyhteist | nettverkssamarb
letter of intent | hensigtserklæring | avsiktsförklaring | aiesopimu | intensjonserklæring
coordinator | tovholder | samordnar | koordinaattor | koordinator
contact person | kontaktperson | kontaktperson | yhteyshenkilö | kontaktperson
municipalit | kommune | kommun | kun | kommune
volunteer | frivillige | volontär | vapaaehtoi | frivillige
young people | unge | unga | nuor | unge
evaluat | evaluer | utvärder | arvio | evaluer
"""


def rows(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


@cache
def catalogue(code: str) -> Catalog:
    return translations.read(code)


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Each English form of a text with its translation."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        yield from zip(message.id, message.string, strict=True)


def pairs(code: str) -> list[tuple[str, str]]:
    """What is translated: each English form with its translation."""
    found = (pair for message in catalogue(code) if message.id for pair in forms(message))
    return [(text, translation) for text, translation in found if translation]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.drift
def test_every_text_in_the_code_is_in_the_template_and_no_other() -> None:
    expected = translations.po_text(translations.extract())
    assert translations.TEMPLATE.read_text(encoding="utf-8") == expected, "run `make translations`"


def test_no_text_for_readers_is_glued_together_where_it_is_looked_up() -> None:
    for path in sorted(translations.SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for given in translations.arguments_for_readers(node):
                glued = isinstance(given, ast.JoinedStr | ast.BinOp)
                assert not glued, f"{path}: {ast.unparse(given)}"


@pytest.mark.drift
@in_each_language
def test_every_text_of_the_template_is_in_the_catalogue_and_no_other(code: str) -> None:
    path = translations.po_file(code)
    updated = translations.updated(translations.read(code), translations.extract())
    assert path.read_text(encoding="utf-8") == translations.po_text(updated), (
        "run `make translations`"
    )


@in_each_language
def test_every_text_is_translated(code: str) -> None:
    assert list(translations.missing(catalogue(code))) == []


@in_each_language
def test_no_translation_is_guessed_or_left_over(code: str) -> None:
    path = translations.po_file(code)
    with path.open("rb") as file:
        found = read_po(file, abort_invalid=True)
    assert not found.fuzzy
    assert not [message.id for message in found if message.fuzzy]
    assert not found.obsolete


@in_each_language
def test_a_translation_has_the_placeholders_of_its_text_and_no_other(code: str) -> None:
    for text, translation in pairs(code):
        assert placeholders(translation) == placeholders(text), translation


@in_each_language
def test_a_translation_has_the_commands_of_its_text_to_the_letter(code: str) -> None:
    quoted = re.compile(r"`[^`]*`|--[a-z-]+")
    for text, translation in pairs(code):
        assert sorted(quoted.findall(translation)) == sorted(quoted.findall(text)), translation


@in_each_language
def test_a_counting_text_is_translated_in_the_singular_and_the_plural(code: str) -> None:
    assert catalogue(code).num_plurals == 2
    for message in catalogue(code):
        if isinstance(message.id, tuple):
            assert len(message.string) == 2
            assert all(message.string), message.id


@in_each_language
def test_a_translation_begins_and_ends_like_its_text(code: str) -> None:
    for text, translation in pairs(code):
        assert translation == translation.strip()
        marks = ".:?!…)" if " " in text else ":?!…)"  # `No.` is no sentence
        for mark in marks:
            assert translation.endswith(mark) == text.endswith(mark), translation
        if text[0].isalpha() and translation[0].isalpha():
            assert translation[0].isupper() == text[0].isupper(), translation


@in_each_language
def test_a_heading_has_its_capital_at_the_beginning_only(code: str) -> None:
    for text, translation in pairs(code):
        if not text.endswith("."):
            words = re.split(r"[\s/(]+", translation)[1:]
            capitals = [word for word in words if word[:1].isupper() and not word.isupper()]
            assert capitals == [], translation


@in_each_language
def test_the_letters_of_the_language_are_whole_and_its_own(code: str) -> None:
    foreign = "äöÄÖ" if code in {"da", "nb"} else "æøÆØ"
    text = translations.po_file(code).read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", text) == text
    said = "".join(translation for _, translation in pairs(code))
    for letter in f'{foreign}\N{REPLACEMENT CHARACTER}Ã"':
        assert letter not in said


@pytest.mark.parametrize("term", rows(TERMS), ids=lambda term: term[0])
def test_the_terms_of_the_field_are_used(term: list[str]) -> None:
    english, *translated = term
    for code, expected in zip(LANGUAGES, translated, strict=True):
        assert Language(code).gettext(english).lower() == expected


@pytest.mark.parametrize("stem", rows(STEMS), ids=lambda stem: stem[0])
def test_the_terms_of_the_field_are_used_within_sentences(stem: list[str]) -> None:
    english, *translated = stem
    for code, expected in zip(LANGUAGES, translated, strict=True):
        for text, translation in pairs(code):
            if english in text.lower():
                assert expected in translation.lower(), translation


@pytest.mark.drift
@in_each_language
def test_the_compiled_catalogue_gives_the_translations(code: str) -> None:
    said = Language(code)
    for message in catalogue(code):
        if not message.id:
            continue
        if isinstance(message.id, str):
            assert said.gettext(message.id) == message.string, "run `make translations`"
        else:
            for number, form in zip((1, 2), message.string, strict=True):
                told = said.ngettext(*message.id, number)
                assert told == form.replace("{n}", str(number)), "run `make translations`"
